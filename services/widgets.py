"""Widgets of service forms: numbers that run left to right, days in three parts, several files."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from services.uploads import ACCEPT

_PARTS = 3


class NumberText(forms.TextInput):
    """A number typed as text, in any digits, with the keyboard of phones that fits it."""

    def __init__(self, *, keyboard: str = "numeric", autocomplete: str = "off") -> None:
        super().__init__({"inputmode": keyboard, "dir": "ltr", "autocomplete": autocomplete})


class DayPart(forms.TextInput):
    """The day, the month or the year of a day."""

    def __init__(self, label: Any, *, letters: int) -> None:
        attrs = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "size": letters}
        super().__init__(attrs)
        self.label = label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["label"] = self.label
        return context


class DayWidget(forms.MultiWidget):
    """A day in three short boxes: quicker than a calendar for days long past, Hijri or not.

    Its value is one text, year-month-day as typed; programs may send that text as it is.
    """

    template_name = "components/forms/day_widget.html"

    def __init__(self) -> None:
        super().__init__(
            {
                "day": DayPart(_("Day"), letters=2),
                "month": DayPart(_("Month"), letters=2),
                "year": DayPart(_("Year"), letters=4),
            }
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        day, month, year = super().value_from_datadict(data, files, name)
        parts = [(part or "").strip() for part in (year, month, day)]
        return "-".join(parts) if any(parts) else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        parts = re.split(r"[-/.]", str(value or ""))
        return parts[::-1] if len(parts) == _PARTS else ["", "", ""]


class FilesInput(forms.FileInput):
    """Files of one question: those kept, each with a button to remove it, and room for more.

    The initial value is a list of `RequestFile`.
    """

    allow_multiple_selected = True
    may_remove = True
    template_name = "components/forms/files_widget.html"

    def __init__(self) -> None:
        super().__init__({"accept": ACCEPT})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["may_remove"] = self.may_remove
        context["widget"]["kept"] = [
            {"pk": file.pk, "name": file.name, "size_text": filesizeformat(file.size)}
            for file in value or ()
            if getattr(file, "pk", None)
        ]
        return context
