"""Who looked at a case, for its supervisors: the newest on the case, all on a page of their own."""

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView

from accounts.models import User
from services.looks import looks_at, may_read_looks
from services.models import CaseLook
from services.panels import Panel
from services.queries import casework_of
from services.references import show_reference

NEWEST = 5


class LooksPanel(Panel):
    """The newest looks at the case; nothing for who is no supervisor."""

    name = "looks"
    template_name = "services/staff/_looks.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case, reader = parent_context["case"], parent_context["request"].user
        is_shown = may_read_looks(reader, case)
        return {
            "is_shown": is_shown,
            "association": parent_context["association"],
            "looks": looks_at(case, reader=reader)[:NEWEST] if is_shown else [],
            "all_url": reverse("casework:looks", args=[case.reference]),
        }


class LooksView(BaseListingView):
    """All looks at one case, newest first; 404 for who is no supervisor of its association."""

    model = CaseLook
    template_name = "services/staff/plain_list.html"
    header_icon = "view"
    paginate_by = 50
    index_url_name = "casework:looks"
    verbose_name_plural = gettext_lazy("looks at this case")
    columns = [
        Column(
            "at",
            label=gettext_lazy("When"),
            accessor=lambda look: f"{timezone.localtime(look.at):%Y-%m-%d %H:%M}",
            classname="cases__day",
        ),
        Column("person", label=gettext_lazy("Who"), accessor="person.get_full_name"),
        Column("what", label=gettext_lazy("What"), accessor="get_what_display"),
        Column("detail", label=gettext_lazy("Detail"), classname="cases__wide"),
    ]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.reader = cast(User, request.user)
        cases = casework_of(self.reader).select_related("service")
        self.case = get_object_or_404(cases, reference=kwargs["reference"])
        if not may_read_looks(self.reader, self.case):
            raise Http404

    def get_base_queryset(self) -> QuerySet[CaseLook]:
        return looks_at(self.case, reader=self.reader)

    def get_index_url(self) -> str:
        return reverse("casework:looks", args=[self.case.reference])

    @cached_property
    def index_results_url(self) -> str:
        return self.get_index_url()

    def get_page_title(self) -> str:
        return _("Who looked at this case")

    def get_page_subtitle(self) -> str:
        return show_reference(self.case.reference)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {
                "url": reverse("casework:case", args=[self.case.reference]),
                "label": show_reference(self.case.reference),
            },
            {"url": "", "label": self.get_page_title()},
        ]
