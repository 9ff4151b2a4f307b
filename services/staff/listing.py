"""The work list in the Wagtail admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from services.models import SavedView
from services.staff.assigning import AssignManyForm
from services.staff.counting import shown_counts
from services.staff.list_columns import columns, rows_of
from services.staff.list_export import EXPORTED, FORMATS
from services.staff.list_reading import WorkListBase
from services.worklist.paging import page_at
from services.worklist.tabs import ASSIGNING_ROLES, Tab

A_PAGE = 25
# Of which to say how many there are; the rest grows for ever.
COUNTED = frozenset(Tab) - {Tab.ALL, Tab.OPEN}
PLACE = "at"


class WorkListView(WorkListBase, WagtailAdminTemplateMixin, TemplateView):
    """Requests that the person's roles open to them, a page at a time; nothing of others."""

    template_name = "services/staff/list.html"
    page_title = _("Requests")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        windows, is_cut = self.narrowed
        at = self.request.GET.get(PLACE, "")
        page = page_at(at, windows, order=self.order, size=A_PAGE, rows=self.rows)
        assigning = [
            one
            for one in self.worklist.associations
            if self.worklist.held[one.pk] & set(ASSIGNING_ROLES)
        ]
        shown = columns(
            may_assign=bool(assigning),
            several_associations=len(self.worklist.associations) > 1,
        )
        table = Table(shown, rows_of(page.requests))
        query, counts = self.query(), self.counts()
        return super().get_context_data(**kwargs) | {
            "object_list": page.requests,
            "table": table,
            "tabs": [
                {
                    "title": tab.label,
                    "url": self.link(tab=tab.value),
                    "current": tab == self.filters.heading,
                    "count": counts.get(tab),
                }
                for tab in self.worklist.tabs
            ],
            "tab": self.filters.heading,
            "filters": self.filters,
            "is_cut": is_cut,
            "previous_url": page.previous and self.link(**{PLACE: page.previous}),
            "next_url": page.next and self.link(**{PLACE: page.next}),
            "query": query,
            "cleared_url": f"{reverse('casework:list')}?tab={self.filters.heading}",
            "assign_form": AssignManyForm(worklist=self.worklist) if assigning else None,
            "views": SavedView.objects.filter(person=self.worklist.person),
            "export_columns": [(name, heading) for name, (heading, _value) in EXPORTED.items()],
            "export_formats": FORMATS,
            "sent_along": [
                (name, value)
                for name, values in self.request.GET.lists()
                if name != PLACE
                for value in values
            ],
        }

    def counts(self) -> dict[Tab, str]:
        """How many stand under each heading before anything is narrowed, where that is told."""
        counted = [tab for tab in self.worklist.tabs if tab in COUNTED]
        many = shown_counts([self.worklist.requests(tab) for tab in counted])
        return dict(zip(counted, many, strict=True))

    def query(self) -> str:
        """What the address asks for, but for the place in the list."""
        asked = self.request.GET.copy()
        asked.pop(PLACE, None)
        return asked.urlencode()

    def link(self, **changes: str) -> str:
        asked = self.request.GET.copy()
        asked.pop(PLACE, None)
        for name, value in changes.items():
            asked[name] = value
        return f"{reverse('casework:list')}?{asked.urlencode()}"
