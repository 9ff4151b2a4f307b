"""The title where no line of its own holds it, and whom the policy addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from policies.importing.result import Audience
from policies.importing.words import TOKEN, bag, forms, has_any, words
from saudi.text import fold

_HEADS = frozenset({"سياسه", "لايحه", "ميثاق", "وثيقه"})
_ENDS = bag(
    """لجمعيه للجمعيه بجمعيه الجمعيه جمعيه بتاريخ بجلسته بجلسه جلسه بجلستها اجتماع اجتماعه قبل
        خلال الموافق وتكون تكون وذلك يوم المنعقد اعتمد اعتمدت اعتماد"""
)
_SHORTEST = 2
_LONGEST = 14
_BACKWARD = frozenset({"من", "في", "خلال", "علي", "و", "هذه", "عن", "مجلس"})


def title_in_approval(text: str) -> str:
    """Return the policy's title as the approval block's `text` names it, or "".

    It runs from «سياسة» to where the association, the meeting or the day is named.
    """
    for start, end in _runs(text):
        found = text[start:end].strip(" ،,:.\n")
        if _SHORTEST <= len(words(found)) <= _LONGEST:
            return " ".join(found.split())
    return ""


def _runs(text: str) -> Iterable[tuple[int, int]]:
    tokens = list(TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        if not _is_head(fold(token[0])):
            continue
        last = at
        for following in range(at + 1, len(tokens)):
            between = text[tokens[last].end() : tokens[following].start()]
            if _is_end(tokens, following) or any(mark in between for mark in ".،:;"):
                break
            last = following
        while last > at and fold(tokens[last][0]) in _BACKWARD:
            last -= 1
        yield token.start(), tokens[last].end()


def _is_head(word: str) -> bool:
    """Return whether a word begins a title; «هذه السياسة» with the article does not."""
    return not word.startswith("ال") and not forms(word).isdisjoint(_HEADS)


def _is_end(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Return whether the word at `at` is no part of a title; «الجمعية العمومية» may be."""
    if fold(tokens[at][0]) not in _ENDS:
        return False
    following = fold(tokens[at + 1][0]) if at + 1 < len(tokens) else ""
    return following != "العموميه"


_MEMBERS = frozenset({"عضو", "اعضاء", "مساهم", "مساهمين", "مساهمون", "عموميه"})
_BENEFICIARIES = frozenset({"مستفيد", "مستفيدين", "مستفيدون", "مستفيدات"})


def audience_of(title: str, headings: Sequence[str], body: Sequence[str]) -> Audience:
    """Return whom the policy addresses: the title decides, then headings, then the text."""
    for texts in ([title], headings, body):
        counted = Counter(_side(word) for text in texts for word in words(text))
        members, beneficiaries = counted["members"], counted["beneficiaries"]
        if members != beneficiaries:
            return "members" if members > beneficiaries else "beneficiaries"
    return "members"


def _side(word: str) -> str:
    if has_any(word, _MEMBERS):
        return "members"
    return "beneficiaries" if has_any(word, _BENEFICIARIES) else ""
