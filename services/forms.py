"""What a member fills in beside a service's own form."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from home.widgets import RatingSelect
from saudi.identity import show_mobile
from services.casework import LONGEST, LONGEST_ANSWER
from services.fields import FilesField
from services.models import Rating, ServiceRequest
from services.submission import ways_to_reach

ContactBy = ServiceRequest.ContactBy
LONGEST_NAME = 200


class PlainForm(forms.Form):
    """What is missing is said by the server, in the language of the page."""

    use_required_attribute = False


class ContactForm(PlainForm):
    """How the association may reach the person, of the ways it knows."""

    contact_by = forms.ChoiceField(
        label=gettext_lazy("How shall we reach you?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            ContactBy.EMAIL: _("E-mail: %(address)s") % {"address": person.email},
            ContactBy.MOBILE: format_html(
                _("Mobile: %(number)s") % {"number": "{}"},
                format_html('<bdi dir="ltr">{}</bdi>', show_mobile(person.phone or "")),
            ),
        }
        ways = ways_to_reach(person)
        field = self.fields["contact_by"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        field.choices = [(way, words[ContactBy(way)]) for way in ways]
        field.initial = ways[0]


class SignForm(PlainForm):
    """The signature under the attestation."""

    signed_name = forms.CharField(
        label=gettext_lazy("Your full name, as your signature"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write your full name to sign.")},
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I attest to the above"),
        error_messages={"required": gettext_lazy("Tick the box to attest.")},
    )


class FilesForm(SignForm):
    """More files for a request, signed again."""

    files = FilesField(label=gettext_lazy("Files"))  # type: ignore[assignment]
    field_order = ["files"]


class AnswerForm(PlainForm):
    """The answer to an officer's question, with files if they help; with files it is signed."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write your answer.")},
    )
    files = FilesField(label=gettext_lazy("Files"), required=False)  # type: ignore[assignment]
    signed_name = forms.CharField(
        label=gettext_lazy("Your full name, as your signature"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Needed only if you attach files."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("files") and not cleaned.get("signed_name"):
            self.add_error("signed_name", _("Write your full name to sign."))
        return cleaned


class MessageForm(PlainForm):
    """A message to the association."""

    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your message.")},
    )


class WithdrawForm(PlainForm):
    """Taking a request back, with a word to the association if the person likes."""

    message = forms.CharField(
        label=gettext_lazy("A word to the association"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealForm(PlainForm):
    """Why a decision should be looked at again; it can be asked once."""

    reason = forms.CharField(
        label=gettext_lazy("Why should we look at it again?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write why you appeal.")},
    )
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that I can appeal once."),
        error_messages={"required": gettext_lazy("Tick the box to appeal.")},
    )


SATISFACTION = [
    ("1", gettext_lazy("Very dissatisfied")),
    ("2", gettext_lazy("Dissatisfied")),
    ("3", gettext_lazy("Neutral")),
    ("4", gettext_lazy("Satisfied")),
    ("5", gettext_lazy("Very satisfied")),
]
EASE = [
    ("1", gettext_lazy("Very hard")),
    ("2", gettext_lazy("Hard")),
    ("3", pgettext_lazy("ease", "Neutral")),
    ("4", gettext_lazy("Easy")),
    ("5", gettext_lazy("Very easy")),
]


class RatingForm(PlainForm):
    """Two scales and a comment."""

    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you with the service?"),
        choices=SATISFACTION,
        coerce=int,
        widget=RatingSelect,
        error_messages={"required": gettext_lazy("Choose one of the five.")},
    )
    ease = forms.TypedChoiceField(
        label=gettext_lazy("How easy was it?"),
        choices=EASE,
        coerce=int,
        widget=RatingSelect,
        error_messages={"required": gettext_lazy("Choose one of the five.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("What should stay, what should change?"),
        help_text=gettext_lazy("Please do not write names or numbers here."),
        required=False,
        max_length=Rating._meta.get_field("comment").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
