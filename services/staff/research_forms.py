"""The forms of social research: referring, reporting, taking back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from services import casework
from services.casework.research import LARGEST_HOUSEHOLD, LONGEST_CIRCUMSTANCES
from services.fields import FilesField
from services.models import Referral
from services.models.who_may import Role, free_for
from services.staff.forms import MoveForm, TellingForm, day_field, text_field

FOR_RESEARCHERS = _("Only social researchers read this.")
UNSAID: list[tuple[str, Any]] = [("", "—")]


class ResearcherField(forms.ModelChoiceField[User]):
    def label_from_instance(self, person: User) -> str:
        return person.get_full_name()


class ReferForm(TellingForm):
    move = "refer"
    question = text_field(
        _("Question to the researcher"), help_text=_("The applicant does not read this.")
    )
    due_on = day_field(_("Report due on"))
    assigned_to = ResearcherField(
        label=_("Researcher"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Any researcher of the association"),
    )
    field_order = ["question", "due_on", "assigned_to", "message", "internal_note"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["assigned_to"]
        assert isinstance(field, ResearcherField)  # noqa: S101 - narrows the type
        field.queryset = free_for(self.case, Role.SOCIAL_RESEARCHER)


class RecallForm(MoveForm):
    move = "recall"
    reason = text_field(_("Why without a report?"), help_text=_("For colleagues only."))
    field_order = ["reason", "internal_note"]


class ReportForm(TellingForm):
    """The structured report; files can't come back with an error, so the form asks for them."""

    move = "report"
    method = forms.ChoiceField(
        label=_("How it was studied"), choices=[*UNSAID, *Referral.Method.choices], required=False
    )
    studied_on = day_field(_("Studied on"), required=False)
    household = forms.IntegerField(
        label=_("People in the household"),
        required=False,
        min_value=1,
        max_value=LARGEST_HOUSEHOLD,
        help_text=FOR_RESEARCHERS,
    )
    circumstances = text_field(
        _("Circumstances"),
        LONGEST_CIRCUMSTANCES,
        required=False,
        rows=5,
        help_text=FOR_RESEARCHERS,
    )
    report = text_field(_("Assessment"), casework.LONGEST_REPORT, rows=8, help_text=FOR_RESEARCHERS)
    files = FilesField(  # type: ignore[assignment]
        label=_("Files of the report"), required=False, help_text=FOR_RESEARCHERS
    )
    advice = forms.ChoiceField(
        label=_("Advice"),
        choices=[*UNSAID, *Referral.Advice.choices],
        required=False,
        help_text=_("The officer and the committee read this."),
    )
    finding = text_field(
        _("Finding"), help_text=_("What the officer and the committee need to know, and no more.")
    )
    field_order = [
        "method", "studied_on", "household", "circumstances", "report", "files", "advice",
        "finding", "message", "internal_note",
    ]  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        studied_on = self.fields["studied_on"].widget.attrs
        studied_on.pop("min", None)
        studied_on["max"] = timezone.localdate().isoformat()
