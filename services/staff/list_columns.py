"""The columns of the work list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, TitleColumn

from services.clock import closed_days_of
from services.deadlines import due_on
from services.models import ServiceRequest
from services.references import show_reference
from services.staff.assigning import ticked
from services.wording import staff_state


@dataclass(frozen=True)
class Row:
    """A request as a line of the list, with the day by which something is due."""

    case: ServiceRequest
    due_on: date | None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def ticked(self) -> str:
        return ticked(self.case)


def rows_of(requests: Iterable[ServiceRequest]) -> list[Row]:
    """Lines for the requests (one query)."""
    found = list(requests)
    closed_days = closed_days_of(found)
    return [Row(case, due_on(case, closed_days[case.association_id])) for case in found]


class CheckColumn(BaseColumn):
    """A box to choose the request for what is done to several."""

    header_template_name = "services/staff/_check_header.html"
    cell_template_name = "services/staff/_pick.html"


class DueColumn(BaseColumn):
    """The day by which something is due, marked where it has passed."""

    cell_template_name = "services/staff/_due.html"


class ApplicantColumn(BaseColumn):
    """Who asked, and under that what for: the two that have to stand on a small screen too."""

    cell_template_name = "services/staff/_applicant.html"


def columns(*, may_assign: bool, several_associations: bool) -> list[BaseColumn]:
    shown: list[Any] = [
        CheckColumn("check", label="") if may_assign else None,
        TitleColumn(
            "reference",
            label=_("Reference"),
            accessor=lambda row: show_reference(row.case.reference),
            get_url=lambda row: reverse("casework:case", args=[row.case.reference]),
            classname="cases__reference",
        ),
        ApplicantColumn("applicant", label=_("Applicant")),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda row: staff_state(row.case.state),
            primary=lambda row: not row.case.is_closed,
            classname="cases__state",
        ),
        DueColumn("due", label=_("Due")),
        Column(
            "assigned_to",
            label=_("Assigned to"),
            accessor=lambda row: (
                row.case.assigned_to.get_full_name() if row.case.assigned_to else ""
            ),
            classname="cases__wide",
        ),
        DateColumn(
            "submitted_at",
            label=_("Received"),
            accessor="case.submitted_at",
            classname="cases__wide",
        ),
        Column(
            "association",
            label=_("Association"),
            accessor="case.association.name",
            classname="cases__wide",
        )
        if several_associations
        else None,
    ]
    return [column for column in shown if column is not None]
