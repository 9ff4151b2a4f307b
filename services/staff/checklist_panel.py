"""The checklist of a case (قائمة التحقق): what was found of each item, and the form to find it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from services import casework
from services.answers import Shown, shown_answers
from services.casework.committee import missing_before_committee
from services.casework.verification import LONGEST_CHECK_NOTE
from services.models import Check, ServiceRequest
from services.panels import Panel
from services.staff.forms import MoveForm

YES, NO, NO_REGISTER = "yes", "no", "none"
KINDS = {"fact": _("Fact"), "document": _("Document"), "item": _("Further item")}
TRUTH = {YES: True, NO: False, NO_REGISTER: None}
QUESTIONS = {
    "complete": _("Complete"),
    "valid": _("Valid on the day of submission"),
    "register": _("Matches the register"),
}
_YES_NO = [(YES, _("Yes")), (NO, _("No"))]


@dataclass
class Row:
    """One item as the panel shows it: its answer, the checks of it, its inputs."""

    label: str
    kind: Any
    answer: Shown | None
    history: list[Check] = field(default_factory=list)
    newest: Check | None = None
    inputs: list[Any] = field(default_factory=list)

    @property
    def has_lapsed(self) -> bool:
        """Whether the answer or a file changed after the last check."""
        return self.newest is None and bool(self.history)

    @property
    def has_errors(self) -> bool:
        return any(one.errors for one in self.inputs)


def rows_of(case: ServiceRequest, form: "ChecksForm | None") -> list[Row]:
    """A row for each item of the checklist, its checks the newest first."""
    shown = {
        one.name: one for one in shown_answers(case.form_fields, case.answers, case.files.all())
    }
    history: dict[str, list[Check]] = {}
    for check in case.checks.all():
        history.setdefault(check.item, []).insert(0, check)
    newest = case.newest_checks()
    return [
        Row(
            label=item["label"],
            kind=KINDS.get(item["kind"], ""),
            answer=shown.get(item["key"]),
            history=history.get(item["key"], []),
            newest=newest.get(item["key"]),
            inputs=[form[name] for name in names_of(number)] if form else [],
        )
        for number, item in enumerate(case.checklist)
    ]


def names_of(number: int) -> list[str]:
    """The names of the inputs of the checklist's item of that number."""
    return [f"{number}-{name}" for name in (*QUESTIONS, "note")]


class ChecksForm(MoveForm):
    """What was found of each item; items left empty, or as they were, are not written."""

    move = "record_checks"
    has_panel = True

    def __init__(self, *args: Any, case: ServiceRequest, **options: Any) -> None:
        super().__init__(*args, case=case, **options)
        del self.fields["internal_note"]
        newest = case.newest_checks()
        for number, item in enumerate(case.checklist):
            self.add_item(number, newest.get(item["key"]))

    def add_item(self, number: int, check: Check | None) -> None:
        before = {}
        if check is not None:
            found = (check.is_complete, check.was_valid, check.matches_register)
            answers = {truth: answer for answer, truth in TRUTH.items()}
            before = dict(zip(QUESTIONS, [answers[one] for one in found], strict=True))
        for name, label in QUESTIONS.items():
            more = [(NO_REGISTER, _("There is none"))] if name == "register" else []
            self.fields[f"{number}-{name}"] = forms.ChoiceField(
                label=label,
                choices=[*_YES_NO, *more],
                required=False,
                widget=forms.RadioSelect,
                initial=before.get(name),
            )
        self.fields[f"{number}-note"] = forms.CharField(
            label=_("Note"),
            required=False,
            max_length=LONGEST_CHECK_NOTE,
            widget=forms.TextInput(attrs={"dir": "auto"}),
            initial=check.note if check else "",
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(len(self.case.checklist)):
            names = names_of(number)
            if any(cleaned.get(name) for name in names):
                for name in names[:-1]:
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, _("Answer this too, or leave the item empty."))
        return cleaned

    @cached_property
    def findings(self) -> dict[str, casework.Finding]:
        """What was found of the items that were answered, by their keys."""
        found = {}
        for number, item in enumerate(self.case.checklist):
            *answers, note = (self.cleaned_data.get(name, "") for name in names_of(number))
            if all(answers):
                complete, valid, register = (TRUTH[one] for one in answers)
                found[item["key"]] = casework.Finding(bool(complete), bool(valid), register, note)
        return found

    def make(self, *, case: ServiceRequest, by: User) -> ServiceRequest:
        return casework.record_checks(
            request=case, by=by, version=self.cleaned_data["version"], findings=self.findings
        )


class ChecklistPanel(Panel):
    """The checklist with what was found last, and what the register says to compare with."""

    template_name = "services/staff/_checklist.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        form = parent_context["panel_forms"].get(ChecksForm.move)
        return {
            "case": case,
            "association": parent_context["association"],
            "request": parent_context["request"],
            "form": form,
            "rows": rows_of(case, form),
            "missing": missing_before_committee(case),
            "is_open": bool(form),
        }
