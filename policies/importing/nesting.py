"""Lists within lists: which items stand below which, and where a list begins again."""

from collections.abc import Sequence

from policies.importing.items import Draft


def nest(drafts: Sequence[Draft]) -> list[Draft]:
    """Return `drafts` with the lists below a numbered item put into that item.

    Such an item ends with a colon, the list below it has marks of another kind, and then the
    numbers go on.
    """
    nested: list[Draft] = []
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        end = _end_of_list_below(drafts, at)
        draft.below.extend(drafts[at + 1 : end])
        nested.append(draft)
        at = max(end, at + 1)
    return nested


def _end_of_list_below(drafts: Sequence[Draft], at: int) -> int:
    mark = drafts[at].mark
    if mark is None or mark.number is None or not drafts[at].last.ends_with_colon:
        return at + 1
    for end in range(at + 1, len(drafts)):
        other = drafts[end].mark
        if other is None:
            return at + 1
        if other.shape == mark.shape and other.level == mark.level:
            return end if other.number == mark.number + 1 else at + 1
    return len(drafts) if at else at + 1


def restart(drafts: Sequence[Draft]) -> int | None:
    """Return where the numbers of a list start again from one, or None."""
    highest = 0
    for at, draft in enumerate(drafts):
        number = draft.mark.number if draft.mark else None
        if number == 1 and highest > 1 and draft.rows[0].gap:
            return at
        highest = max(highest, number or 0)
    return None
