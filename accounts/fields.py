"""Form fields for what people type about themselves, in any digits."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from saudi.identity import Fault, InvalidNumber, read_mobile
from saudi.text import ascii_digits

# What each fault of `saudi.identity.read_mobile` means to the person.
WRONG_MOBILE = {
    "empty": _("Enter a mobile number."),
    "not_saudi": _("Enter a Saudi mobile number, such as 05x xxx xxxx."),
    "not_mobile": _("This is not a mobile number. Enter one that begins with 05."),
    "length": _("A Saudi mobile number has ten digits and begins with 05."),
}


def mobile_error(fault: Fault) -> ValidationError:
    """The fault of a mobile number as an error for people; its code is the fault."""
    return ValidationError(WRONG_MOBILE.get(fault, WRONG_MOBILE["not_saudi"]), code=fault)


class SaudiMobileField(forms.CharField):
    """A Saudi mobile typed any way (05…, +966…, 00966…, ٠٥…), cleaned to E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}
            ),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return read_mobile(text)
        except InvalidNumber as error:
            if error.code == "empty" and not self.required:
                return ""
            raise mobile_error(error.code) from error


class CodeField(forms.CharField):
    """A one-time code, in any digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
            ),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return ascii_digits(super().clean(value))


class AddressField(forms.CharField):
    """An e-mail address or a Saudi mobile: what one signs in by."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address or mobile number"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"autocomplete": "username", "dir": "ltr", "inputmode": "email"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if "@" in text:
            EmailValidator(_("Enter a valid e-mail address."))(text)
            return text.lower()
        if not text:
            return ""
        try:
            return read_mobile(text)
        except InvalidNumber as error:
            raise ValidationError(
                _("Enter an e-mail address or a Saudi mobile number."), code="invalid"
            ) from error
