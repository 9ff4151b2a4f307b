"""Damage within letters, spaces and punctuation: found and reported, never repaired."""

import re
from collections.abc import Iterable, Iterator, Sequence

from policies.importing.lexicon import HANGING_WORDS, LEXICON, is_known
from policies.importing.passages import Passage, by_section
from policies.importing.result import Warning
from policies.importing.words import TOKEN, words
from saudi.text import fold

_FARSI = re.compile(r"[\u06cc\u06a9\u06be\u06c1\u06c0\u06d5\u06d2]")
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_SPACE_BEFORE = re.compile(r"(?P<word>\S+)[ \u00a0]+(?P<mark>[.،,؛;:!؟?])(?=\s|$|[^\W\d_])")
_LATIN_COMMA = re.compile(r"(?P<word>[^\W\d_]+)\s*[,;?](?=\s|$)")
_DOUBLED = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,})\s+(?P=word)(?!\w)")
_LETTER = r"[\u0621-\u063a\u0641-\u064a\u06a9-\u06cc]"
_GLUED = (
    re.compile(rf"ة{_LETTER}"),
    re.compile(rf"ى[\u0627-\u063a\u0641-\u0648]{_LETTER}"),
    re.compile(rf"(?:اً|ًا){_LETTER}"),
    re.compile(r"ءال"),
    re.compile(rf"\d{_LETTER}{{3}}|{_LETTER}{{3}}\d"),
)
_PUNCTUATION_GLUED = re.compile(
    rf"{_LETTER}{{2,}}[،؛.,:)]{_LETTER}{{2}}|{_LETTER}{{2}}\(|[،؛,]{_LETTER}"
)
_INSIDE = ("بال", "وال", "كال", "فال", "لل", "ال")
_FIRST_PARTS = frozenset(
    {"من", "في", "علي", "الي", "عن", "مع", "بين", "خلال", "كافه", "جميع", "التي"}
)
_SHORTEST_LEFT = 2
_SHORTEST_RIGHT = 5


def letters(found: Sequence[Passage]) -> list[Warning]:
    """Return warnings on letters, spaces and punctuation, one a section for each kind."""
    return [
        *by_section("farsi-letters", _words_with(_FARSI, found)),
        *by_section("presentation-forms", _words_with(_FORMS, found)),
        *by_section("tatweel", _tatweel(found)),
        *by_section("space-before-punctuation", _space_before(found)),
        *by_section("latin-punctuation", _latin_punctuation(found)),
        *by_section("missing-space", _missing_spaces(found)),
        *_doubled_words(found),
    ]


def _words_with(
    expression: re.Pattern[str], found: Iterable[Passage]
) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        for token in TOKEN.finditer(passage.text):
            if expression.search(token[0]):
                yield passage, token[0]


def _tatweel(found: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        for word in passage.text.split():
            if "\u0640" in word and word.strip("\u0640"):
                yield passage, word


def _space_before(found: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        for match in _SPACE_BEFORE.finditer(passage.text):
            yield passage, f"{match['word']} {match['mark']}"


def _latin_punctuation(found: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        for match in _LATIN_COMMA.finditer(passage.text):
            if not match["word"].isascii():
                yield passage, match[0]


def _doubled_words(found: Iterable[Passage]) -> list[Warning]:
    return [
        Warning("doubled-word", passage.number, passage.section, match[0])
        for passage in found
        for match in _DOUBLED.finditer(passage.text)
    ]


def _missing_spaces(found: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        seen: set[str] = set()
        for match in _PUNCTUATION_GLUED.finditer(passage.text):
            word = _around(passage.text, match.start(), match.end())
            if "@" not in word and "/" not in word and not any(map(_is_latin, word)):
                seen.add(word)
                yield passage, word
        for token in TOKEN.finditer(passage.text):
            if is_glued(token[0]) and not any(token[0] in word for word in seen):
                yield passage, token[0]


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _around(text: str, start: int, end: int) -> str:
    """Return the stretch without spaces that holds `text[start:end]`."""
    first = text.rfind(" ", 0, start + 1) + 1
    last = text.find(" ", end)
    return text[first : last if last >= 0 else len(text)].strip()


def is_glued(word: str) -> bool:
    """Return whether `word`, as printed, is two words without the space between them."""
    if any(expression.search(word) for expression in _GLUED):
        return True
    folded = "".join(words(word))
    if not folded.isalpha() or folded.isascii() or is_known(folded):
        return False
    return any(_parts_are_words(folded, at) for at in range(_SHORTEST_LEFT, len(folded) - 3))


def _parts_are_words(word: str, at: int) -> bool:
    left, right = word[:at], word[at:]
    if left in _FIRST_PARTS and len(right) > 3:
        return right in LEXICON or (right.startswith("ال") and is_known(right))
    if len(right) < _SHORTEST_RIGHT or not right.startswith(_INSIDE):
        return False
    if fold(left) in HANGING_WORDS or len(left) <= _SHORTEST_LEFT:
        return False
    return is_known(right)
