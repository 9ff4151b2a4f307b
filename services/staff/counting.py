"""How many, as far as it matters."""

from collections.abc import Sequence

from services.queries import Requests
from services.worklist.paging import at_most

MOST = 99


def shown_count(windows: Sequence[Requests]) -> str:
    """The number of requests, "99+" above that and "" for none; a bounded query each window."""
    many = at_most(windows, MOST + 1)
    return f"{MOST}+" if many > MOST else str(many or "")
