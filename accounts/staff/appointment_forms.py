"""The forms of appointing and of ending an appointment."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from accounts.fields import AddressField
from accounts.models import Appointment, User
from home.models import Association

AT_ONCE, LATER = "at_once", "later"


class AppointForm(forms.Form):
    """Whom, where, as what and how long; the person is named by an address they signed up with.

    There is no list of people to choose from: who works for one association has no business
    looking through the people of another.
    """

    person = AddressField(help_text=_("The one with which the person has signed up."))
    association: forms.ModelChoiceField[Association] = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none()
    )
    role = forms.ChoiceField(label=_("Role"), choices=Appointment.Role.choices)
    starts_on = forms.DateField(label=_("From"), widget=AdminDateInput)
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day; empty for no end."),
    )

    def __init__(self, *args: Any, associations: QuerySet[Association], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["association"]
        assert isinstance(where, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        where.queryset = associations
        where.initial = associations.first() if associations.count() == 1 else None
        self.fields["starts_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        address = answers.pop("person", None)
        if address:
            by = {"email": address} if "@" in address else {"phone": address}
            answers["user"] = User.objects.filter(**by).first()
            if answers["user"] is None:
                self.add_error(
                    "person", _("Nobody has signed up with this e-mail address or mobile number.")
                )
        return answers


class EndForm(forms.Form):
    """At once, or after a last day."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(AT_ONCE, _("At once")), (LATER, _("After a last day that I choose"))],
        initial=AT_ONCE,
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label=_("Last day"), required=False, widget=AdminDateInput)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        when = answers.pop("when", None)
        if when == AT_ONCE:
            answers["last_day"] = None
        elif when == LATER and not answers.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Choose the last day."))
        return answers
