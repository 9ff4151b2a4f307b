"""The forms of the moves that staff make: the verb's own arguments and nothing more."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from services import casework, wording
from services.fields import FilesField
from services.models import ServiceRequest

SHOWN_TO_APPLICANT = _("The applicant reads this.")
IN_THEIR_WORDS = _("In their own words. The applicant reads this.")


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


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def channel_field() -> forms.ChoiceField:
    """By which way an applicant told what an officer writes down."""
    return forms.ChoiceField(
        label=_("How did the applicant tell you?"),
        choices=[(one.value, one.label) for one in casework.BY_HAND],
    )


class MoveForm(forms.Form):
    """A move with an internal note; its name is the verb's in `services.casework`.

    A form with `has_panel` stands in a panel of its own, not among what comes next. `recorded_as`
    are the moves of the events that the verb may write, where they are others than its own.
    """

    move: ClassVar[str]
    recorded_as: ClassVar[tuple[str, ...]] = ()
    is_final: ClassVar[bool] = False
    has_panel: ClassVar[bool] = False
    # The clause of the policy that the move rests on, as the page of the case shows it.
    clause: Mapping[str, str] = MappingProxyType({})

    version = forms.IntegerField(widget=forms.HiddenInput)
    internal_note = text_field(
        _("Internal note"),
        required=False,
        rows=2,
        help_text=_("For colleagues only; never shown to the applicant."),
    )

    # In the order in which a person thinks of them.
    field_order = ["message", "internal_note", "understood"]

    def __init__(
        self, data: Any = None, files: Any = None, *, case: ServiceRequest, **options: Any
    ) -> None:
        self.case = case
        initial = {"version": case.version}
        super().__init__(data, files, prefix=self.move, initial=initial, **options)
        if self.is_final:
            self.fields["understood"] = forms.BooleanField(
                label=_("I understand that this can't be undone.")
            )
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and "max" not in field.widget.attrs:
                field.widget.attrs["min"] = timezone.localdate().isoformat()

    @property
    def is_stale(self) -> bool:
        """Whether it was filled in on the case as it stood before."""
        return bool(self["version"].value() != str(self.case.version))

    @property
    def label(self) -> str:
        return wording.action(self.move)

    @property
    def lost_files(self) -> bool:
        """Whether files came along, and must be chosen once more where the form comes back."""
        return bool(self.files)

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
    due_on = day_field(_("Answer due on"))
    field_order = ["text", "due_on", "internal_note"]

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        super().__init__(data, case=case, **options)
        field = self.fields["due_on"]
        field.required = False  # left empty, it is the day shown at first
        field.initial = casework.answer_due_on(case.association)
        field.help_text = _(
            "The clock stops until the answer. The applicant is reminded before "
            "this day; after it the request is closed."
        )
        field.widget.attrs["min"] = (timezone.localdate() + timedelta(days=1)).isoformat()
        if case.person_id is None:
            self.fields["text"].help_text = format_lazy(
                "{} {}",
                SHOWN_TO_APPLICANT,
                _("They have no account here yet: they tell you the answer, and you record it."),
            )


class RecordAnswerForm(MoveForm):
    """What the applicant answered by another way than the site."""

    move = "record_answer"
    channel = channel_field()
    text = text_field(
        _("What the applicant answered"),
        casework.LONGEST_ANSWER,
        help_text=IN_THEIR_WORDS,
    )
    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        help_text=_("With files, the request is to be signed again."),
    )
    field_order = ["channel", "text", "files", "internal_note"]


class PresentForm(TellingForm):
    move = "present"


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
