"""Reading the work list that an address asks for."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

from accounts.models import User
from services.queries import Requests, with_service_title
from services.staff.list_filters import ListFilters
from services.worklist.paging import NEWEST, URGENT, Order, Window
from services.worklist.tabs import Tab, Worklist

# No index has these in the order in which they came.
ALWAYS_URGENT = (Tab.OVERDUE, Tab.WEEK, Tab.MESSAGES)


class WorkListBase:
    """Reads the work list that an address asks for; nothing for whom no role opens any."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.worklist.held:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    @cached_property
    def worklist(self) -> Worklist:
        return Worklist(cast(User, self.request.user))

    @cached_property
    def filters(self) -> ListFilters:
        return ListFilters(self.request.GET, worklist=self.worklist)

    @cached_property
    def narrowed(self) -> tuple[list[Window], bool]:
        """The windows of the list, and whether the search found more than it looks at."""
        narrowing, is_cut = self.filters.narrowing()
        return self.worklist.windows(self.filters.heading, self.order, narrowing), is_cut

    @property
    def order(self) -> Order:
        """By urgency unless told. What is due is always so, what is closed has no urgency."""
        if self.filters.heading in ALWAYS_URGENT:
            return URGENT
        newest = self.filters.heading == Tab.ALL or self.filters.values.get("sort") == "newest"
        return NEWEST if newest else URGENT

    @property
    def rows(self) -> Requests:
        """The requests with all that a line of the list or of an export shows."""
        return with_service_title(self.worklist.everything).select_related(
            "person", "intake", "association", "membership", "policy_version", "assigned_to"
        )
