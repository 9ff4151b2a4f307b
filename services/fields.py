"""Form fields that take numbers, days and files as people in Saudi Arabia give them.

Arabic and Farsi digits, separators and the invisible marks that come along when a number is copied
are taken as they come; every error is a sentence in plain words.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import DecimalField as DjangoDecimalField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saudi.dates import from_hijri
from saudi.identity import InvalidNumber, read_iban
from saudi.text import ascii_digits
from services.national_ids import KeptId, keep_id
from services.uploads import Upload, check_uploads
from services.widgets import DayWidget, FilesInput, NumberText

HIJRI_YEARS = range(1343, 1501)
_THOUSANDS = re.compile(r"(?<=\d)[,،](?=\d{3}(?:\D|$))")


def plain(text: str) -> str:
    """Return `text` with 0-9, without invisible marks and outer spaces."""
    kept = "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cc"})
    return ascii_digits(kept).strip()


class NumberField(forms.CharField):
    """A number read by one of the functions of `saudi.identity`; errors by its codes."""

    read: Callable[[str], Any]
    wrong: dict[str, Any] = {}

    def to_python(self, value: Any) -> Any:
        text = plain(str(value)) if value not in self.empty_values else ""
        if not text:
            return self.empty_value
        try:
            return type(self).read(text)
        except InvalidNumber as error:
            message = self.wrong.get(error.code, self.wrong["characters"])
            raise ValidationError(message, code=error.code) from error


class IbanField(NumberField):
    """A Saudi bank account (الآيبان), given back as SA and 22 characters."""

    read = staticmethod(read_iban)
    wrong = {
        "characters": gettext_lazy("The IBAN has only digits and Latin letters after SA."),
        "length": gettext_lazy("The IBAN is SA and 22 characters after it."),
        "not_saudi": gettext_lazy("Write a Saudi IBAN; it begins with SA."),
        "check_digit": gettext_lazy("One of the IBAN's digits is wrong; check it once more."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", NumberText(keyboard="text"))
        super().__init__(**options)
        self.widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false"})


class NationalIdField(NumberField):
    """A national ID or residence number (رقم الهوية أو الإقامة), given back as `KeptId`.

    The value may be a `KeptId` that was kept earlier; it is shown masked.
    """

    read = staticmethod(keep_id)
    wrong = {
        "characters": gettext_lazy("Write the number in digits only."),
        "length": gettext_lazy("The number has 10 digits."),
        "prefix": gettext_lazy("A national ID begins with 1, a residence number with 2."),
        "check_digit": gettext_lazy("One of the digits is wrong; check the number once more."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", NumberText())
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, KeptId) else super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return value.masked if isinstance(value, KeptId) else value


class DecimalField(DjangoDecimalField):
    """A number, with Arabic digits, thousands and decimal separators too."""

    default_error_messages = {"invalid": gettext_lazy("Write a number, such as 1250 or 12.5.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", NumberText(keyboard="decimal"))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values:
            text = plain(str(value)).replace("٬", "").replace("٫", ".")
            value = _THOUSANDS.sub("", text).replace(" ", "")
        return super().to_python(value)


class DayField(forms.DateField):
    """A day in either calendar, told apart by its year; given back as a Gregorian date."""

    widget = DayWidget

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return super().to_python(value)
        text = plain(str(value or "")).replace(" ", "")
        if not text:
            return None
        parts = re.split(r"[-/.]", text)
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValidationError(_("Write the day, the month and the year in digits."), "invalid")
        first, month, last = map(int, parts)
        year, day = (first, last) if len(parts[0]) > 2 else (last, first)
        try:
            return from_hijri(year, month, day) if year in HIJRI_YEARS else date(year, month, day)
        except ValueError as error:
            raise ValidationError(_("There is no such day; check it once more."), "day") from error


class DateTimeField(forms.DateTimeField):
    """A day and a time, from the browser's own input or typed."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local", "dir": "ltr"}
        options.setdefault("widget", forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M"))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class EmailField(forms.EmailField):
    """An e-mail address, without the invisible marks that come along when it is copied."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "email", "dir": "ltr"}
        options.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class FilesField(forms.FileField):
    """Up to MOST_FILES files, checked by content; given back as a list of the new uploads.

    The initial value is the list of files kept already: with one of them an answer that is
    required is there.
    """

    widget = FilesInput

    def clean(self, data: Any, initial: Sequence[Any] | None = None) -> list[Upload]:
        uploads = [upload for upload in data or () if upload]
        kept = list(initial or ())
        if self.required and not uploads and not kept:
            raise ValidationError(_("Attach a file."), code="required")
        check_uploads(uploads, kept=len(kept))
        return uploads
