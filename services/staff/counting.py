"""How many, as far as it matters."""

from collections.abc import Sequence

from services.queries import Requests
from services.worklist.paging import at_most

MOST = 99


def shown_counts(lists: Sequence[Sequence[Requests]]) -> list[str]:
    """The number of requests in each list, "99+" above that and "" for none (one query)."""
    return [f"{MOST}+" if many > MOST else str(many or "") for many in at_most(lists, MOST + 1)]
