"""The forms of the moves that staff make: the verb's own arguments and nothing more."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from services import casework, wording
from services.models import ServiceRequest

SHOWN_TO_APPLICANT = _("The applicant reads this.")


def text_field(
    label: Any, limit: int = casework.LONGEST, *, required: bool = True, rows: int = 3, **more: Any
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        **more,
    )


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MoveForm(forms.Form):
    """A move with an internal note; its name is the verb's in `services.casework`."""

    move: ClassVar[str]
    is_final: ClassVar[bool] = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    internal_note = text_field(
        _("Internal note"),
        required=False,
        rows=2,
        help_text=_("For colleagues only; never shown to the applicant."),
    )

    # In the order in which a person thinks of them.
    field_order = ["message", "internal_note", "understood"]

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        initial = {"version": case.version}
        super().__init__(data, prefix=self.move, initial=initial, **options)
        if self.is_final:
            self.fields["understood"] = forms.BooleanField(
                label=_("I understand that this can't be undone.")
            )
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget.attrs["min"] = timezone.localdate().isoformat()

    @property
    def label(self) -> str:
        return wording.action(self.move)

    def make(self, *, case: ServiceRequest, by: User) -> ServiceRequest:
        """Call the verb with what was filled in; raises what the verb raises."""
        arguments = {
            name: value for name, value in self.cleaned_data.items() if name != "understood"
        }
        moved: ServiceRequest = getattr(casework, self.move)(request=case, by=by, **arguments)
        return moved

    def typed(self) -> list[tuple[str, str]]:
        """The texts a person typed, with their labels, to give back where they can't be sent."""
        written = [
            (str(bound.label), str(bound.value() or ""))
            for bound in self.visible_fields()
            if not isinstance(bound.field, forms.BooleanField)
        ]
        return [(label, text) for label, text in written if text.strip()]


class TellingForm(MoveForm):
    message = text_field(
        _("Message to the applicant"), required=False, help_text=SHOWN_TO_APPLICANT
    )


class StartVerificationForm(TellingForm):
    move = "start_verification"


class AskForm(MoveForm):
    move = "ask"
    text = text_field(_("What do you need from the applicant?"), help_text=SHOWN_TO_APPLICANT)
    field_order = ["text", "internal_note"]


class ReferForm(TellingForm):
    move = "refer"
    question = text_field(
        _("Question to the researcher"), help_text=_("The applicant does not read this.")
    )
    due_on = day_field(_("Report due on"))
    field_order = ["question", "due_on", "message", "internal_note"]


class ReportForm(TellingForm):
    move = "report"
    report = text_field(
        _("Report"),
        casework.LONGEST_REPORT,
        rows=8,
        help_text=_("Only social researchers read this."),
    )
    finding = text_field(
        _("Finding"), help_text=_("What the officer and the committee need to know, and no more.")
    )
    field_order = ["report", "finding", "message", "internal_note"]


class PresentForm(TellingForm):
    move = "present"


class AcceptForm(MoveForm):
    move = "accept"
    is_final = True
    message = text_field(
        _("Reason and conditions of the committee"), required=False, help_text=SHOWN_TO_APPLICANT
    )


class RejectForm(MoveForm):
    move = "reject"
    is_final = True
    reason = text_field(_("Reason of the committee"), help_text=SHOWN_TO_APPLICANT)
    field_order = ["reason", "internal_note"]


class RegisterForm(TellingForm):
    move = "register"


class ScheduleForm(TellingForm):
    move = "schedule"
    expected_on = day_field(_("Expected on"))
    contact_note = forms.CharField(
        label=_("Agreed way of contact"),
        max_length=casework.LONGEST_CONTACT_NOTE,
        help_text=_("How and when to reach the applicant. The applicant reads this."),
    )
    field_order = ["expected_on", "contact_note", "message", "internal_note"]


class StartDeliveryForm(TellingForm):
    move = "start_delivery"


class DeliverForm(TellingForm):
    move = "deliver"
    is_final = True


MOVE_FORMS: dict[str, type[MoveForm]] = {
    form.move: form
    for form in (
        StartVerificationForm,
        ScheduleForm,
        PresentForm,
        AskForm,
        ReferForm,
        ReportForm,
        AcceptForm,
        RejectForm,
        RegisterForm,
        StartDeliveryForm,
        DeliverForm,
    )
}
