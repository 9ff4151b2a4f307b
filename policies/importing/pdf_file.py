"""PDF files made into lines, in the order they are read and not the order they are drawn.

A PDF says where each glyph stands. Lines are gathered by their baseline and read from the right;
numbers and Latin words within them from the left, as the page shows them.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from policies.importing.bidi import Glyph, first_word_width, logical_text, turn_brackets
from policies.importing.lexicon import is_known
from policies.importing.pdf_wholeness import check_whole
from policies.importing.refusals import FileRefusedError
from policies.importing.result import Line
from policies.importing.words import words

MAX_PAGES = 100
MAX_UNPACKED = 100 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n(?=x)")
_PACKED = b"x"
_MAX_GLYPHS = 400_000
_SAME_LINE = 0.35
_SAME_PLACE = 0.08
_PARAGRAPH_GAP = 1.45
_SHORTEST_RULE = 6.0
_THICKEST_RULE = 3.0
_UNREADABLE_SHARE = 0.5
_READABLE_SHARE = 0.25
_SHORT_WORD = 3
_NARROW_SPACE = 0.2
_FEW_STEPS = 2
_LONG = 0.5

# Where an upright line stands, from which height to which.
_Rule = tuple[float, float, float]


@dataclass(slots=True)
class _VisualLine:
    baseline: float
    glyphs: list[Glyph]
    rules: list[float]

    @property
    def left(self) -> float:
        return min((glyph.x0 for glyph in self.glyphs if glyph.text.strip()), default=0.0)

    @property
    def right(self) -> float:
        return max((glyph.x1 for glyph in self.glyphs if glyph.text.strip()), default=0.0)

    def step_to(self, below: "_VisualLine") -> float:
        """How far down the next line is, in heights of its letters."""
        return (self.baseline - below.baseline) / median(glyph.size for glyph in below.glyphs)

    def has_no_room_for(self, other: "_VisualLine", margin: float) -> bool:
        """Whether the first word of `other` would have gone past the margin on this line."""
        space = other.glyphs[0].size * _NARROW_SPACE
        return self.left - space - first_word_width(other.glyphs) < margin


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line as it is read, and whether the page had no room for its first word above."""

    text: str
    wrapped: bool | None = None


def pdf_lines(data: bytes) -> list[Line]:
    """Return the lines of a PDF file in reading order, blank ones where the page leaves space.

    Raises `FileRefusedError`: "encrypted" when it needs a password, "no-text" when its pages are
    pictures or its letters have no meaning stored, "too-long" over `MAX_PAGES`, "too-large" when
    it would unpack to more than `MAX_UNPACKED` bytes, else "corrupt", also where only a part of
    the text is damaged: what can't be read can't be shown to be missing either.
    """
    _check_unpacked(data)
    try:
        pages = _without_cut_glyphs(list(_pages(data)))
    except FileRefusedError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise FileRefusedError("encrypted") from error
    except Exception as error:
        # Damaged files fail anywhere in the parser, with whatever it happens to raise.
        raise FileRefusedError("corrupt") from error
    glyphs = [glyph for page in pages for line in page for glyph in line.glyphs]
    unreadable = sum(glyph.text.startswith("(cid:") for glyph in glyphs)
    if not any(g.text.strip() for g in glyphs) or unreadable > len(glyphs) * _UNREADABLE_SHARE:
        raise FileRefusedError("no-text")
    shown = _shown(pages, from_left=False)
    if _known_share(shown) < _READABLE_SHARE:
        shown = max(shown, _shown(pages, from_left=True), key=_known_share)
    texts = turn_brackets([line.text for line in shown])
    return [
        Line(number, text, wrapped=line.wrapped)
        for number, (text, line) in enumerate(zip(texts, shown, strict=True), start=1)
    ]


def _check_unpacked(data: bytes) -> None:
    """Refuse a file whose packed streams would fill the memory; they may be packed twice."""
    total = 0
    whole = memoryview(data)
    for match in _STREAM.finditer(data):
        piece: bytes | memoryview = whole[match.end() :]
        while piece[:1] == _PACKED:
            try:
                piece = zlib.decompressobj().decompress(piece, MAX_UNPACKED + 1 - total)
            except zlib.error:
                break
            total += len(piece)
            if total > MAX_UNPACKED:
                raise FileRefusedError("too-large")


def _shown(pages: Sequence[Sequence[_VisualLine]], *, from_left: bool) -> list[_Shown]:
    read = [_read(page, from_left=from_left) for page in pages]
    running = [line for page in read for line, text in page if "\t" not in text]
    step, margin = _usual_step(pages), None if from_left else _margin(running)
    return [shown for page in read for shown in _page_lines(page, step, margin)]


def _read(page: Sequence[_VisualLine], *, from_left: bool) -> list[tuple[_VisualLine, str]]:
    texts = [(line, logical_text(line.glyphs, line.rules, from_left=from_left)) for line in page]
    return [(line, text) for line, text in texts if text.strip()]


def _known_share(shown: Sequence[_Shown]) -> float:
    """Return how many of the longer words are known, which tells a text from its reverse."""
    longer = [word for one in shown for word in words(one.text) if len(word) > _SHORT_WORD]
    return sum(map(is_known, longer)) / len(longer) if longer else 0.0


def _pages(data: bytes) -> Iterator[list[_VisualLine]]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = PDFResourceManager(caching=True)
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    total = 0
    pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if len(pages) > MAX_PAGES:
        raise FileRefusedError("too-long")
    check_whole(document, pages)
    for page in pages:
        interpreter.process_page(page)
        result: LTPage = device.get_result()
        glyphs = list(_glyphs(result))
        total += len(glyphs)
        if total > _MAX_GLYPHS:
            raise FileRefusedError("too-long")
        yield _gathered(glyphs, list(_rules(result)))


def _glyphs(container: Iterable[LTItem]) -> Iterator[Glyph]:
    for item in container:
        if isinstance(item, LTChar):
            # Slanted and upended text is a watermark.
            if item.upright and item.get_text():
                yield Glyph(item.get_text(), item.x0, item.x1, item.matrix[5], max(item.size, 1.0))
        elif isinstance(item, LTContainer):
            yield from _glyphs(item)


def _rules(container: Iterable[LTItem]) -> Iterator[_Rule]:
    """Yield the upright lines of a page: the sides of table cells."""
    for item in container:
        if isinstance(item, LTCurve):
            if item.y1 - item.y0 >= _SHORTEST_RULE:
                sides = {item.x0, item.x1} if item.x1 - item.x0 > _THICKEST_RULE else {item.x0}
                yield from ((side, item.y0, item.y1) for side in sides)
        elif isinstance(item, LTContainer):
            yield from _rules(item)


def _gathered(glyphs: Iterable[Glyph], rules: Sequence[_Rule]) -> list[_VisualLine]:
    """Return the lines of a page from the top, each glyph once."""
    lines: list[_VisualLine] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        line = lines[-1] if lines else None
        if line is None or line.baseline - glyph.baseline > glyph.size * _SAME_LINE:
            beside = [x for x, low, high in rules if low <= glyph.baseline <= high]
            lines.append(_VisualLine(glyph.baseline, [glyph], beside))
        elif not any(_is_overprint(glyph, other) for other in line.glyphs[-4:]):
            line.glyphs.append(glyph)
    return lines


def _without_cut_glyphs(pages: list[list[_VisualLine]]) -> list[list[_VisualLine]]:
    """Return `pages` without the letters of a next page whose tips reach over the page break.

    Browsers draw such a letter on both pages and hide the rest of it outside the margin.
    """
    for page, following in pairwise(pages):
        if not page or not following or len(page[-1].glyphs) >= len(following[0].glyphs):
            continue
        below = {(glyph.text, round(glyph.x0)) for glyph in following[0].glyphs}
        if all((glyph.text, round(glyph.x0)) in below for glyph in page[-1].glyphs):
            page.pop()
    return pages


def _is_overprint(glyph: Glyph, other: Glyph) -> bool:
    """Return whether a glyph was drawn twice on one place, which is how some make letters bold."""
    near = glyph.size * _SAME_PLACE
    return glyph.text == other.text and abs(glyph.x0 - other.x0) < near and glyph.text != " "


def _usual_step(pages: Sequence[Sequence[_VisualLine]]) -> float:
    """Return the distance of lines within a paragraph, in heights of the lower one's letters.

    It is one of the smallest: where most paragraphs are one line, few lines stand close.
    """
    steps = sorted(one.step_to(two) for page in pages for one, two in pairwise(page))
    few = max(_FEW_STEPS, len(steps) // 25)
    return steps[min(len(steps) // 4, few)] if steps else 0.0


def _margin(running: Sequence[_VisualLine]) -> float | None:
    """Return where long lines of running text end on the left, a few that go further aside."""
    longest = max((line.right - line.left for line in running), default=0.0)
    edges = sorted(line.left for line in running if line.right - line.left > longest * _LONG)
    return edges[len(edges) // 10] if edges else None


def _page_lines(
    page: Sequence[tuple[_VisualLine, str]], usual: float, margin: float | None
) -> Iterator[_Shown]:
    """Yield each line of a page, and an empty one where a wider gap parts paragraphs."""
    previous: _VisualLine | None = None
    for line, text in page:
        if previous is not None and previous.step_to(line) > usual * _PARAGRAPH_GAP:
            yield _Shown("")
        if previous is None or margin is None or "\t" in text:
            yield _Shown(text)
        else:
            yield _Shown(text, previous.has_no_room_for(line, margin))
        previous = line
    yield _Shown("")
