"""Words of Arabic text as the importer compares them: folded, with and without particles."""

import re
from functools import lru_cache

from saudi.text import fold, stems

TERMINAL = ".!؟?۔"

# Marks belong to the word they stand on; \w alone would part words at them.
TOKEN = re.compile(r"[\w\u064b-\u065f\u0670]+")
_FOLDED_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ARABIC_LETTER = re.compile(r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_PRONOUNS = ("هما", "ها", "هم", "كم", "نا", "ه", "ا", "ي")
_ENDINGS = ("ات", "ين", "ون", "ان")
# Before a pronoun, teh marbuta is written open.
_OPEN_ENDINGS = ("تهما", "تها", "تهم", "ته", "ت")
_SHORTEST = 3


def visible(text: str) -> str:
    """Return `text` without invisible direction and joining marks, stripped at both ends."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ").strip()


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order."""
    return tuple(_FOLDED_WORD.findall(fold(text)))


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """Return the folded `word` and what it is without attached particles."""
    return frozenset(stems(word) | {word})


@lru_cache(maxsize=8192)
def roots(word: str) -> frozenset[str]:
    """Return `forms(word)` and those again without plural endings and pronouns."""
    found = set(forms(word))
    for form in forms(word):
        found.update(_without(form, _PRONOUNS))
        found |= {f"{bare}ه" for bare in _without(form, _OPEN_ENDINGS)}
        for bare in _without(form, _ENDINGS):
            found |= {bare, f"{bare}ه"}
    return frozenset(found)


def _without(form: str, endings: tuple[str, ...]) -> list[str]:
    return [
        form.removesuffix(ending)
        for ending in endings
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST
    ]


def bag(text: str) -> frozenset[str]:
    """Return the folded words of a vocabulary written as one text."""
    return frozenset(fold(text).split())


def has_any(word: str, vocabulary: frozenset[str]) -> bool:
    """Return whether the folded `word`, with or without particles, is in `vocabulary`."""
    return not vocabulary.isdisjoint(forms(word))


def arabic_letters(text: str) -> int:
    """Return how many Arabic letters `text` has."""
    return len(_ARABIC_LETTER.findall(text))


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence or a heading does."""
    return text.rstrip(" \t\"'»)”").endswith((*TERMINAL, ":", "؛"))


def excerpt(text: str, limit: int = 120) -> str:
    """Return `text` on one line, cut after a whole word at `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return f"{flat[:limit].rsplit(' ', 1)[0]} …"
