"""The forms of registration and delivery."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services import casework
from services.casework.delivery import MOST_DELIVERIES
from services.delivery_plan import plan_of
from services.fields import DecimalField
from services.models import Delivery, ServiceRequest, State
from services.staff.forms import SHOWN_TO_APPLICANT, MoveForm, TellingForm, day_field, text_field

DELIVERY = ["what", "delivered_on", "way", "amount"]


class RegisterForm(TellingForm):
    move = "register"
    expected_on = day_field(_("Day of the (first) delivery"))
    planned_deliveries = forms.IntegerField(
        label=_("Number of deliveries"),
        min_value=1,
        max_value=MOST_DELIVERIES,
        initial=1,
        required=False,
    )
    delivered_every = forms.ChoiceField(
        label=_("How often"), choices=ServiceRequest.Every.choices, required=False
    )
    message = text_field(
        _("What the applicant receives"), required=False, help_text=SHOWN_TO_APPLICANT
    )
    field_order = [
        "message",
        "expected_on",
        "planned_deliveries",
        "delivered_every",
        "internal_note",
    ]

    def clean_planned_deliveries(self) -> int:
        return self.cleaned_data["planned_deliveries"] or 1


class RescheduleForm(MoveForm):
    move = "reschedule"
    expected_on = day_field(_("New day of the next delivery"))
    reason = text_field(_("Why the day changes"), help_text=SHOWN_TO_APPLICANT)
    field_order = ["expected_on", "reason", "internal_note"]


class DeliveryFields(forms.Form):
    """What was delivered, when, by which way, and how much where it was money."""

    what = forms.CharField(
        label=_("What was delivered"),
        max_length=casework.LONGEST_WHAT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    delivered_on = forms.DateField(
        label=_("Delivered on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    way = forms.CharField(
        label=_("How it was handed over"),
        max_length=casework.LONGEST_WAY,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Such as: by hand at the office, bank transfer, by courier."),
    )
    amount = DecimalField(
        label=_("Amount in riyals"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("If it was money."),
    )

    def limit_day(self, case: ServiceRequest) -> None:
        attrs = self.fields["delivered_on"].widget.attrs
        attrs["min"] = timezone.localtime(case.submitted_at).date().isoformat()
        attrs["max"] = timezone.localdate().isoformat()

    def make_optional(self) -> None:
        for name in DELIVERY:
            self.fields[name].required = False
        self.fields["delivered_on"].initial = None


class DeliverPartForm(DeliveryFields, TellingForm):
    move = "deliver_part"
    next_on = day_field(_("Day of the next delivery"))
    field_order = [*DELIVERY, "next_on", "message", "internal_note"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.limit_day(self.case)
        if not plan_of(self.case).next_is_to_be_stated:
            del self.fields["next_on"]
        last = self.case.deliveries.in_force().last()
        if self.case.planned_deliveries > 1 and last is not None:
            # Month by month it is mostly the same.
            same = {"what": last.what, "way": last.channel, "amount": last.amount}
            for name, value in same.items():
                self.fields[name].initial = value

    @property
    def label(self) -> str:
        several = self.case.planned_deliveries > 1
        return gettext("Record the next delivery") if several else super().label


class DeliverForm(DeliveryFields, TellingForm):
    """The last delivery, or the end where all is recorded; early only with a reason."""

    move = "deliver"
    is_final = True
    ended_early = text_field(
        _("Why it ends before all are made"), required=False, help_text=SHOWN_TO_APPLICANT
    )
    field_order = [*DELIVERY, "ended_early", "message", "internal_note", "understood"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plan = plan_of(self.case)
        self.limit_day(self.case)
        if plan.done:
            self.make_optional()
        if plan.is_repeated and not plan.left:
            for name in DELIVERY:
                del self.fields[name]
        # Where none is recorded yet, one has to be with the end.
        if not (plan.left if plan.done else plan.left - 1):
            del self.fields["ended_early"]
        else:
            self.fields["ended_early"].help_text = f"{plan.progress}. {SHOWN_TO_APPLICANT}"

    @property
    def label(self) -> str:
        several = self.case.planned_deliveries > 1
        return gettext("Record the last delivery and close") if several else super().label


class CorrectDeliveryForm(DeliveryFields, MoveForm):
    move = "correct_delivery"
    delivery = forms.TypedChoiceField(label=_("Which record"), coerce=int)
    was_made = forms.TypedChoiceField(
        label=_("What was it really?"),
        choices=[("yes", _("Delivered, as below")), ("no", _("Not delivered"))],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    reason = text_field(_("What was wrong"), help_text=SHOWN_TO_APPLICANT)
    recorded_as = ("correct_delivery", "reopen_delivery")
    field_order = ["delivery", "was_made", *DELIVERY, "reason", "internal_note"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.limit_day(self.case)
        self.make_optional()
        field = self.fields["delivery"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        recorded = self.case.deliveries.in_force()
        field.choices = [("", "—"), *((one.pk, _named(one)) for one in recorded)]
        if self.case.state == State.DELIVERED:
            self.fields["was_made"].help_text = gettext(
                "If it was not delivered, the case goes back to delivery."
            )


def _named(delivery: Delivery) -> str:
    return f"{delivery.delivered_on.isoformat()} · {delivery.what}"
