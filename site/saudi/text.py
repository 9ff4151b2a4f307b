"""Arabic text: one folding for what is indexed and what is searched, and digits in either style.

Original text is never altered: folding makes a second text beside it, with a map back.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

DigitStyle = Literal["latn", "arab"]

_LATIN = "0123456789"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_FARSI = "۰۱۲۳۴۵۶۷۸۹"
_TO_LATIN = str.maketrans(_ARABIC + _FARSI, _LATIN * 2)
_TO_ARABIC = str.maketrans(_LATIN + _FARSI, _ARABIC * 2)

_TATWEEL = "\u0640"
# Hamza seats and the madda need no entry: they decompose into letter and mark, and marks go.
_LETTERS = str.maketrans("یىھہکٱة", "ييههكاه")

# Egyptian and Saudi spelling put the hamza on different seats, so folding the seats alone
# would part the two. Both sides have one length: offsets stay as they are.
_SPELLINGS = (("مسيول", "مسوول"),)

_SHORTEST_STEM = 3


def ascii_digits(text: str) -> str:
    """Return `text` with Arabic (٠-٩) and Farsi (۰-۹) digits as 0-9, otherwise unchanged."""
    return text.translate(_TO_LATIN)


def show_digits(text: str, style: DigitStyle) -> str:
    """Return `text` with every digit in one style: "latn" is 0-9, "arab" is ٠-٩."""
    return text.translate(_TO_ARABIC if style == "arab" else _TO_LATIN)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """Return what one character becomes: nothing, one character or several."""
    # Lower-casing may bring forth a mark (İ) and decomposing a capital (℡), so take turns.
    folded = char
    while True:
        lowered = unicodedata.normalize("NFKD", folded).lower()
        kept = "".join(
            c
            for c in lowered
            if c != _TATWEEL and unicodedata.category(c) not in {"Mn", "Mc", "Me", "Cf"}
        )
        kept = kept.translate(_LETTERS).translate(_TO_LATIN)
        if kept == folded:
            return folded
        folded = kept


def fold(text: str) -> str:
    """Return the form of `text` in which spellings of one word are equal.

    Compatibility forms become plain letters (NFKC), Farsi letters Arabic ones; alef, yeh, teh
    marbuta and hamza seats lose their differences; marks, format characters and tatweel go;
    digits become 0-9 and Latin letters lower case. Whitespace and punctuation stay.

    Characters are decomposed one by one (NFKD). As every mark is dropped afterwards, this
    gives what NFKC would, and each folded character has one origin.
    """
    folded = "".join(map(_fold_char, text))
    for spelling, kept in _SPELLINGS:
        folded = folded.replace(spelling, kept)
    return folded


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` and, for each of its characters, the index in `text` it came from."""
    offsets = [index for index, char in enumerate(text) for _ in _fold_char(char)]
    return fold(text), offsets


def original_span(text: str, offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the slice of `text` that the folded slice `start:end` came from.

    `offsets` is what `fold_with_offsets(text)` gave. Marks after the last letter belong to the
    slice, so a highlight never parts a letter from its vowel. An empty slice stays empty.
    """
    if start >= end:
        at = offsets[start] if start < len(offsets) else len(text)
        return at, at
    stop = offsets[end - 1] + 1
    while stop < len(text) and not _fold_char(text[stop]):
        stop += 1
    return offsets[start], stop


def stems(word: str) -> set[str]:
    """Return the forms of a folded `word` without its attached particles, for the index.

    Strips a conjunction (و ف), a preposition (ب ك ل) and the article (ال, لل), each where
    three letters or more remain. The word itself is not among them: a stripped form stands
    beside the full word and never instead of it, as many words begin with these letters.
    """
    found = {word}
    for prefixes in (("و", "ف"), ("ب", "ك", "ل"), ("ال", "لل")):
        found |= {
            form.removeprefix(prefix)
            for form in found
            for prefix in prefixes
            if form.startswith(prefix) and len(form) - len(prefix) >= _SHORTEST_STEM
        }
    return found - {word}
