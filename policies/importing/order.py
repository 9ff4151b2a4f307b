"""Line fragments out of order: text whose words are all there, but not where they belong."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policies.importing.building import Built
from policies.importing.items import Draft, is_split_word, is_turned_round
from policies.importing.lexicon import (
    HANGING_WORDS,
    NON_STARTING,
    NOUNS_LIKE_ADJECTIVES,
    OPENING,
    PAIRS,
    begins_plainly,
    opens_clause,
)
from policies.importing.passages import Passage
from policies.importing.result import PROSE, Warning
from policies.importing.rows import Row
from policies.importing.vocabulary import leads_in
from policies.importing.words import TERMINAL, TOKEN, words
from saudi.text import fold

_WIDE_GAP = re.compile(r"(?<=[^\W\d_])[ \u00a0]{2,}(?=[^\W\d_])")
_STRAY = (*TERMINAL, "،", ",", "؛", ":")
_LAST_STOP = re.compile(r"[^\W\d_]{2,}\s*[.!؟?]\s+(?P<tail>[^.!؟?]*)$")
_PREPOSITIONS = frozenset({"في", "علي", "الي", "عن"})
_NOUN_LISTS = frozenset({"channels", "tools"})
_FEW_GAPS = 2
_FEW_WORDS = 2
_SIGNS = frozenset({"م", "ه", "هـ"})


def scrambled(built: Sequence[Built], loose: Sequence[Passage]) -> list[Warning]:
    """Return a warning with all its words for each item or heading whose order is damaged.

    `loose` are rows of prose outside the sections, such as the approval's.
    """
    gaps_count = not _gaps_are_usual(built)
    found: list[Warning] = []
    for section in built:
        if section.turned and section.heading:
            row = section.heading
            found.append(Warning("scrambled-order", row.number, section.kind, row.body.strip()))
        for draft in section.drafts:
            if _is_scrambled(draft, section.kind, gaps_count=gaps_count):
                number = draft.rows[0].number
                found.append(Warning("scrambled-order", number, section.kind, draft.text))
        found += _out_of_sequence(section)
    for passage in loose:
        if _is_loose_scrambled(passage.row):
            text = passage.text.strip()
            found.append(Warning("scrambled-order", passage.number, passage.section, text))
    return found


def _is_scrambled(draft: Draft, kind: str, *, gaps_count: bool) -> bool:
    text = draft.text
    line = words(text)
    if len(line) < _FEW_WORDS or draft.rows[0].cells:
        return False
    if any(row.body.startswith(_STRAY) for row in draft.rows):
        return True
    if any(_torn_within(row) for row in draft.rows):
        return True
    if gaps_count and any(_wide_gaps(row) >= _FEW_GAPS for row in draft.rows):
        return True
    if _reversed_pair(text) or _meeting_prepositions(text):
        return True
    if kind in _NOUN_LISTS:
        return _is_turned_noun(text, line)
    if kind in PROSE:
        return _is_turned_prose(draft, line)
    return _is_turned_clause(text, line)


def _torn_within(row: Row) -> bool:
    return len(row.words) > 1 and not row.ends and is_split_word(row.words[-1], row.words[0])


def _wide_gaps(row: Row) -> int:
    return len(_WIDE_GAP.findall(row.body))


def _gaps_are_usual(built: Sequence[Built]) -> bool:
    """Return whether wide gaps say nothing, because justified lines all have them."""
    rows = [row for section in built for draft in section.drafts for row in draft.all_rows()]
    return sum(_wide_gaps(row) > 0 for row in rows) * 2 > len(rows)


def _reversed_pair(text: str) -> bool:
    """Return whether two words that belong together stand the wrong way round."""
    tokens = list(TOKEN.finditer(text))
    for one, two in pairwise(tokens):
        if text[one.end() : two.start()].strip():
            continue
        pair = (fold(one[0]), fold(two[0]))
        if pair[::-1] in PAIRS and pair not in PAIRS:
            return True
    return False


def _meeting_prepositions(text: str) -> bool:
    line = words(text)
    return any(one in _PREPOSITIONS and two in _PREPOSITIONS for one, two in pairwise(line))


def _is_turned_noun(text: str, line: tuple[str, ...]) -> bool:
    """Return whether the name of a channel or tool is turned round."""
    if is_turned_round(text):
        stop = _LAST_STOP.search(text)
        tail = words(stop["tail"]) if stop else ()
        starts_inside = bool(tail) and tail[0] in NON_STARTING | _PREPOSITIONS
        return len(tail) <= _FEW_WORDS or starts_inside or line[-1] in HANGING_WORDS
    if len(line) != _FEW_WORDS:
        return False
    first, second = line
    adjective = first.startswith("ال") and first.endswith(("يه", "ي"))
    noun = second.startswith("ال") and not second.endswith(("يه", "ي"))
    return adjective and noun and first.removeprefix("ال") not in NOUNS_LIKE_ADJECTIVES


def _is_turned_prose(draft: Draft, line: tuple[str, ...]) -> bool:
    first_row = draft.rows[0]
    begins_inside = line[0] in NON_STARTING or _begins_with_and(line[0])
    if is_turned_round(draft.text):
        return begins_inside or line[-1] in HANGING_WORDS
    return begins_inside and is_turned_round(first_row.body)


def _begins_with_and(word: str) -> bool:
    """Return whether a word is «and» with what goes on with a sentence behind it."""
    rest = word.removeprefix("و")
    return rest != word and (rest in HANGING_WORDS or rest in OPENING)


def _is_turned_clause(text: str, line: tuple[str, ...]) -> bool:
    hangs = line[-1] in HANGING_WORDS
    if is_turned_round(text):
        return hangs or not begins_plainly(line[0])
    before, colon, after = text.partition(":")
    if colon and leads_in(words(before)) and len(words(after)) > _FEW_WORDS and "\n" not in after:
        return not opens_clause(line[0])
    stopped = text.rstrip().endswith(tuple(TERMINAL))
    return hangs and not stopped and line[0] in NON_STARTING


def _is_loose_scrambled(row: Row) -> bool:
    """Return whether a row of prose begins with what can only follow something else."""
    if row.cells or row.mark or len(row.words) <= _FEW_WORDS:
        return False
    if row.body.startswith(_STRAY) or row.words[0] in _SIGNS:
        return True
    return is_turned_round(row.body) and row.words[0] in NON_STARTING


def _out_of_sequence(section: Built) -> list[Warning]:
    """Return a warning for each item whose number is lower than one above it."""
    found: list[Warning] = []
    highest = 0
    for draft in section.drafts:
        number = draft.mark.number if draft.mark and draft.mark.level == 1 else None
        if number is None:
            continue
        if 1 < number < highest:
            row = draft.rows[0]
            found.append(Warning("scrambled-order", row.number, section.kind, draft.text))
        highest = max(highest, number) if number > 1 else number
    return found
