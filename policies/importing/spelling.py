"""Words spelled in two ways, slips of the scanner, and words torn over a line's end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from policies.importing.items import is_split_word, is_torn
from policies.importing.letters import is_glued
from policies.importing.lexicon import LEXICON, STANDARD_SPELLINGS, is_known
from policies.importing.passages import Passage, by_section
from policies.importing.result import Warning
from policies.importing.rows import Row
from policies.importing.words import TOKEN, forms
from saudi.text import fold, stems

_MARKS = dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640])
# Farsi letters are reported on their own; here they would make every word a variant.
_PLAIN = str.maketrans("یکھہ", "يكهه")
_HAMZA = "أإآؤئى"
_PERSONS = "يتنا"
_SHORTEST = 4
_SHORTEST_SLIP = 5

# Letters that differ only in dots share a shape within a word; at its end fewer do.
_SHAPES = str.maketrans("بتثنيجحخدذرزسشصضطظعغفق", "ٮٮٮٮٮحححددررسسصصططععڡڡ")
_FINAL_SHAPES = {"ن": "ن", "ي": "ى", "ق": "ق"}


def spelling(found: Sequence[Passage]) -> list[Warning]:
    """Return warnings on spellings side by side, scanner's slips and torn words."""
    return [
        *_variants(found),
        *by_section("ocr-slip", _slips(found)),
        *_torn(found),
    ]


def _tokens(found: Iterable[Passage]) -> Iterator[tuple[Passage, str, str]]:
    """Yield each Arabic word as printed and without marks and Farsi letters."""
    for passage in found:
        for token in TOKEN.finditer(passage.text):
            word = token[0].translate(_MARKS).translate(_PLAIN)
            if word.isalpha() and not word.isascii():
                yield passage, token[0], word


def _variants(found: Sequence[Passage]) -> list[Warning]:
    """Return a warning for each word whose hamza, alef or yeh is written in several ways.

    One spelling alone is reported where it is not the standard one.
    """
    spelled: dict[str, dict[str, tuple[Passage, str]]] = defaultdict(dict)
    for passage, printed, word in _tokens(found):
        key, bare = _stem(word)
        if len(key) >= _SHORTEST:
            spelled[key].setdefault(bare, (passage, printed))
    warnings = []
    for key, ways in spelled.items():
        odd = _odd_spellings(key, ways)
        if odd:
            passage, _ = ways[odd[0]]
            ordered = [*odd, *(way for way in ways if way not in odd)]
            text = " / ".join(ways[way][1] for way in ordered)
            warnings.append(Warning("spelling-variants", passage.number, passage.section, text))
    return warnings


def _stem(word: str) -> tuple[str, str]:
    """Return the folded stem of `word` and the stem as spelled."""
    folded = fold(word)
    if len(folded) != len(word):
        return folded, word
    candidates = [form for form in stems(folded) if form in LEXICON]
    key = min(candidates, key=len) if candidates and folded not in LEXICON else folded
    bare = folded.removeprefix("و").removeprefix("ال")
    if key == folded and not candidates and len(bare) >= _SHORTEST and folded not in LEXICON:
        key = bare
    return key, word[len(word) - len(key) :]


def _odd_spellings(key: str, ways: Iterable[str]) -> list[str]:
    """Return which spellings of one word are out of line, [] where they agree."""
    listed = list(ways)
    right = _standard(key)
    if right:
        odd = [way for way in listed if way not in right]
        # مسئول is right elsewhere: odd only beside مسؤول.
        return [] if len(odd) == len(listed) and all("ئول" in way for way in odd) else odd
    bare = [way for way in listed if not any(char in _HAMZA for char in way)]
    return bare if len(bare) < len(listed) else []


@lru_cache(maxsize=1)
def _standards() -> dict[str, frozenset[str]]:
    by_key: dict[str, set[str]] = defaultdict(set)
    for word in STANDARD_SPELLINGS:
        plain = word.translate(_MARKS)
        by_key[fold(plain)].add(plain)
    return {key: frozenset(spellings) for key, spellings in by_key.items()}


def _standard(key: str) -> frozenset[str]:
    """Return the standard spellings of a folded stem, teh marbuta read as a pronoun too."""
    known = _standards().get(key, frozenset())
    return known | {f"{word[:-1]}ه" for word in known if word.endswith("ة")}


def _slips(found: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in found:
        for token in TOKEN.finditer(passage.text):
            word = "".join(char for char in fold(token[0]) if char.isalpha())
            if len(word) < _SHORTEST_SLIP or word.isascii() or is_known(word):
                continue
            parts = _parts(word) if is_glued(token[0]) else [word]
            if any(map(is_slip, parts)):
                yield passage, token[0]


def _parts(word: str) -> list[str]:
    """Return the second half of two glued words, from its article on."""
    at = word.find("ال", 2)
    return [word[at:]] if at > 0 else []


def is_slip(word: str) -> bool:
    """Return whether the folded `word` is a known one with dots misplaced or a letter too many."""
    if any(len(form) >= _SHORTEST_SLIP and _like(form) for form in forms(word)):
        return True
    single = "".join(a for a, b in pairwise([*word, ""]) if a != b)
    if single != word and is_known(single):
        return True
    bare = word.removeprefix("ال")
    return bare != word and len(bare) >= 3 and f"ا{bare}" in LEXICON


def _like(form: str) -> frozenset[str]:
    """Return the known words that look like `form` without its dots."""
    alike = _by_shape().get(_shape(form), frozenset()) - {form}
    # Verbs begin with one of these letters or another, as the person has it.
    return frozenset(word for word in alike if not (form[0] in _PERSONS and word[1:] == form[1:]))


def _shape(word: str) -> str:
    return word[:-1].translate(_SHAPES) + _FINAL_SHAPES.get(word[-1], word[-1].translate(_SHAPES))


@lru_cache(maxsize=1)
def _by_shape() -> dict[str, frozenset[str]]:
    shapes: dict[str, set[str]] = defaultdict(set)
    for word in LEXICON:
        shapes[_shape(word)].add(word)
    return {shape: frozenset(known) for shape, known in shapes.items()}


def _torn(found: Sequence[Passage]) -> list[Warning]:
    warnings = []
    for passage, following in pairwise([*found, None]):
        if passage is None or passage.row.cells or passage.row.ends:
            continue
        text = _torn_word(passage.row, following.row if following else None)
        if text:
            warnings.append(Warning("split-word", passage.number, passage.section, text))
    return warnings


def _torn_word(row: Row, following: Row | None) -> str:
    """Return the pieces of the word torn at the end of `row`, "" where none is."""
    if not row.words:
        return ""
    last, first = row.words[-1], row.words[0]
    pieces = row.body.split()
    if len(row.words) > 1 and is_split_word(last, first):
        return f"{pieces[-1]} … {pieces[0]}"
    onward = following.words[0] if following and following.words and not following.mark else ""
    if following and onward and is_split_word(last, onward):
        return f"{pieces[-1]} … {following.body.split()[0]}"
    return pieces[-1] if is_torn(row) else ""
