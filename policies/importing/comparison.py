"""What a scrambled sentence likely was, by the same sentence in another association's policy.

Suggestions only: they are for an editor to accept, and nothing here changes an import.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from policies.importing.items import is_turned_round
from policies.importing.result import KINDS, PROSE, Item, ParsedPolicy
from policies.importing.words import bag, forms, words

_SENTENCE = re.compile(r"[^.!؟?]*[.!؟?]?")
_LIKE_ENOUGH = 0.6
_LIKE_AND_TURNED = 0.85
_SAME_ORDER = 0.97
_OTHER_ORDER = 0.8
_LONGEST_WINDOW = 4
_SHORTEST = 3
_NAME_WORDS = range(2, 6)
_NAME_COMES_AGAIN = 2

# Words in which policies differ although the sentence is the same.
_PEOPLE = bag("عضو اعضاء عضوا مستفيد مستفيدين مستفيدون مساهم مساهمين عميل عملاء")
_ASSOCIATION = bag("جمعيه تعاونيه عموميه")
_NOT_IN_NAMES = bag("عموميه من في مع علي السياسات الاجراءات وتضع علاقتها هذه")


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """Another association's policy: whose, its clauses by section, the association's names."""

    source: str
    clauses: Mapping[str, Sequence[str]]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause as it stands and what it likely was.

    `position` counts the clauses of `section` from 0, `likeness` runs from 0 to 1, `source` is
    whose policy has the sentence. The association's name in it is replaced where both are known.
    """

    line: int
    section: str
    position: int
    text: str
    likely: str
    source: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    tokens: tuple[str, ...]
    policy: KnownPolicy


def known_policy(parsed: ParsedPolicy, *, source: str, names: Collection[str] = ()) -> KnownPolicy:
    """Return an imported policy as one to compare with; its own names are found if not given.

    Its own doubtful clauses are left out: they would only mislead.
    """
    doubtful = _doubtful(parsed)
    clauses: dict[str, Sequence[str]] = {
        kind: [item.text for item in parsed.items(kind) if doubtful.isdisjoint(item.lines)]
        for kind in KINDS
    }
    return KnownPolicy(source, clauses, tuple(names) or association_names(parsed))


def suggest(
    parsed: ParsedPolicy, others: Iterable[KnownPolicy], *, names: Collection[str] = ()
) -> list[Suggestion]:
    """Return a suggestion for each clause of `parsed` that is a known sentence in disorder.

    Looked at are the clauses with a warning that they are scrambled, torn or damaged, and any
    whose words are those of a known sentence in another order. `names` are the association's own.
    """
    own_names = tuple(names) or association_names(parsed)
    doubtful = _doubtful(parsed)
    known = list(others)
    found: list[Suggestion] = []
    for kind in KINDS:
        candidates = [one for policy in known for one in _candidates(policy, kind)]
        for position, item in enumerate(parsed.items(kind)):
            best = _best(item, candidates, own_names, doubtful=not doubtful.isdisjoint(item.lines))
            if best:
                candidate, likeness = best
                likely = _with_own_name(candidate, own_names)
                found.append(
                    Suggestion(
                        line=item.lines[0],
                        section=kind,
                        position=position,
                        text=item.text,
                        likely=likely,
                        source=candidate.policy.source,
                        likeness=round(likeness, 2),
                    )
                )
    return found


def _doubtful(parsed: ParsedPolicy) -> set[int]:
    codes = {"scrambled-order", "split-word", "damaged-item"}
    return {warning.line for warning in parsed.warnings if warning.code in codes}


def _candidates(policy: KnownPolicy, kind: str) -> Iterator[_Candidate]:
    """Yield the sentences of a section; of prose also runs of a few sentences."""
    for clause in policy.clauses.get(kind, ()):
        texts = list(_windows(clause)) if kind in PROSE else [clause]
        for text in texts:
            tokens = _tokens(text, policy.names)
            if len(tokens) >= (_SHORTEST if kind in PROSE else 2) and not is_turned_round(text):
                yield _Candidate(text, tokens, policy)


def _windows(text: str) -> Iterator[str]:
    sentences = [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
    for start in range(len(sentences)):
        for end in range(start + 1, min(start + _LONGEST_WINDOW, len(sentences)) + 1):
            yield " ".join(sentences[start:end])


def _tokens(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a sentence with what is particular to an association left out."""
    own = {form for name in names for word in words(name) for form in forms(word)}
    kept = []
    for word in words(text):
        shapes = forms(word)
        if shapes.isdisjoint(_ASSOCIATION) and shapes.isdisjoint(own):
            kept.append("عضو" if not shapes.isdisjoint(_PEOPLE) else _stem(word))
    return tuple(kept)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return min(forms(word), key=lambda form: (len(form), form))


def _best(
    item: Item, candidates: Sequence[_Candidate], names: Sequence[str], *, doubtful: bool
) -> tuple[_Candidate, float] | None:
    tokens = _tokens(item.text, names)
    if not tokens:
        return None
    scored = [(candidate, _likeness(tokens, candidate.tokens)) for candidate in candidates]
    enough = _LIKE_ENOUGH if doubtful else _LIKE_AND_TURNED
    likely = [(candidate, score) for candidate, score in scored if score >= enough]
    if not likely:
        return None
    best, score = max(likely, key=lambda pair: (pair[1], _exactness(item.text, pair[0].text)))
    if doubtful:
        same = _in_order(words(item.text), words(best.text)) >= _SAME_ORDER
    else:
        same = _in_order(tokens, best.tokens) >= _OTHER_ORDER
    return None if same else (best, score)


def _in_order(one: Sequence[str], two: Sequence[str]) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """Return how many words two sentences share, whatever their order, from 0 to 1."""
    shared = sum((Counter(one) & Counter(two)).values())
    return 2 * shared / (len(one) + len(two)) if one and two else 0.0


def _exactness(one: str, two: str) -> float:
    return _likeness(words(one), words(two))


def association_names(parsed: ParsedPolicy) -> tuple[str, ...]:
    """Return how the document names its association: what follows «جمعية» again and again."""
    counted: Counter[tuple[str, ...]] = Counter()
    printed: dict[tuple[str, ...], str] = {}
    for section in parsed.sections:
        for item in section.items:
            for text, folded in _phrases(item.text):
                counted[folded] += 1
                printed.setdefault(folded, text)
    again = [phrase for phrase, count in counted.items() if count >= _NAME_COMES_AGAIN]
    if not again:
        return ()
    often = max(counted[phrase] for phrase in again)
    best = max((p for p in again if counted[p] * 2 >= often), key=len)
    return (printed[best],)


def _phrases(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the runs of words that begin with «جمعية» and may be a name."""
    parts = text.split()
    for start, part in enumerate(parts):
        first = words(part)
        if len(first) != 1 or first[0] not in {"الجمعيه", "جمعيه"}:
            continue
        for length in _NAME_WORDS:
            run = parts[start : start + length]
            folded = words(" ".join(run))
            if len(run) < length or any(not forms(w).isdisjoint(_NOT_IN_NAMES) for w in folded):
                break
            yield " ".join(run).strip(" .،,"), folded
            if run[-1].endswith((".", "،", ",", ":")):
                break


def _with_own_name(candidate: _Candidate, names: Sequence[str]) -> str:
    text = candidate.text
    if names:
        for name in candidate.policy.names:
            text = text.replace(name, names[0])
    return text
