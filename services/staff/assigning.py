"""Assigning cases: one on its page, several from the list."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages

from accounts.models import User
from services import casework
from services.casework.assigning import NO_VERSION
from services.models import ServiceRequest
from services.references import show_reference
from services.staff.forms import MoveForm
from services.staff.officers import officers_in
from services.worklist.tabs import ASSIGNING_ROLES, Worklist

MOST = 100
APART = ":"
NOBODY = "nobody"


class OfficerField(forms.ChoiceField):
    """Who is to have it: one of the officers given, or nobody; cleans to the person or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("Assign to"), **options)
        self.officers: dict[str, User] = {}

    def offer(self, officers: list[User], me: User | None = None) -> None:
        """Give the officers to choose from, the person who asks first."""
        ordered = sorted(officers, key=lambda one: one != me)
        self.officers = {str(one.pk): one for one in ordered}
        names = [
            (key, _("Me") if one == me else one.get_full_name())
            for key, one in self.officers.items()
        ]
        self.choices = [("", "—"), *names, (NOBODY, _("Nobody"))]

    def clean(self, value: Any) -> User | None:
        return self.officers.get(super().clean(value))


class AssignForm(MoveForm):
    """To whom the case goes."""

    move = "assign"
    to = OfficerField()
    field_order = ["to", "internal_note"]

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        super().__init__(data, case=case, **options)
        cast(OfficerField, self.fields["to"]).offer(officers_in([case.association_id]))


def ticked(case: ServiceRequest) -> str:
    """What the box of a case in the list sends: which case, and as it was shown."""
    return f"{case.reference}{APART}{case.version}"


def versions_in(chosen: Iterable[str]) -> dict[str, int]:
    """The versions that ticked boxes sent, by reference; NO_VERSION where one is unclear."""
    pairs = (one.partition(APART) for one in chosen)
    return {
        reference: int(version[:9]) if version.isdecimal() else NO_VERSION
        for reference, _apart, version in pairs
    }


class AssignManyForm(forms.Form):
    """To whom the chosen cases go."""

    to = OfficerField()

    def __init__(self, data: Any = None, *, worklist: Worklist) -> None:
        super().__init__(data, auto_id="assign_%s")
        where = [key for key, held in worklist.held.items() if held & set(ASSIGNING_ROLES)]
        self.may_assign = bool(where)
        field = cast(OfficerField, self.fields["to"])
        field.offer(officers_in(where), me=worklist.person)


class AssignManyView(View):
    """Assigns the cases chosen in the list, and goes back to it with what came of it."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("casework:list")

    def post(self, request: HttpRequest) -> HttpResponse:
        worklist = Worklist(cast(User, request.user))
        form = AssignManyForm(request.POST, worklist=worklist)
        if not form.may_assign:
            raise PermissionDenied
        back = redirect(f"{reverse('casework:list')}?{request.POST.get('query', '')}")
        chosen = versions_in(request.POST.getlist("case")[:MOST])
        if not form.is_valid():
            messages.error(request, _("Choose to whom the cases go."))
        elif not chosen:
            messages.error(request, _("Choose at least one case."))
        else:
            cases = worklist.everything.filter(reference__in=chosen).order_by("counts_from", "pk")
            result = casework.assign_many(
                requests=cases,
                versions=chosen,
                to=form.cleaned_data["to"],
                by=worklist.person,
            )
            self.tell(request, result)
        return back

    @staticmethod
    def tell(request: HttpRequest, result: casework.Assigned) -> None:
        if many := len(result.done):
            done = ngettext("%(many)s case was assigned.", "%(many)s cases were assigned.", many)
            messages.success(request, done % {"many": many})
        if result.refused:
            reasons = format_html_join(
                "",
                "<li><bdi>{}</bdi>: {}</li>",
                ((show_reference(case.reference), reason) for case, reason in result.refused),
            )
            many = len(result.refused)
            refused = ngettext(
                "%(many)s case was not assigned:", "%(many)s cases were not assigned:", many
            ) % {"many": many}
            messages.warning(request, format_html("{}<ul>{}</ul>", refused, reasons))
