"""Builds a service's form from the fields its editors laid out."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from accounts.fields import SaudiMobileField
from services import fields

if TYPE_CHECKING:
    from services.models import ServiceFormField

LONGEST_TEXT = 5000
CHOICE_TYPES = frozenset({"dropdown", "multiselect", "radio", "checkboxes"})
# Before the name of each answer, so that none hides one of the page's own inputs.
PREFIX = "answer"

Options = dict[str, Any]


def choices_of(text: str) -> list[str]:
    """The choices an editor wrote: one a line, or else parted by commas, Arabic or Latin."""
    lines = text.strip().splitlines()
    parts = lines if len(lines) > 1 else re.split("[,،]", text)
    return [choice for part in parts if (choice := part.strip(" \t,،"))]


class AnswersForm(BaseForm):
    """A service's form. What is missing is said by the server, in the language of the page."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", PREFIX)
        super().__init__(*args, **kwargs)


class ServiceFormBuilder(FormBuilder):
    """Wagtail's form builder with Sila's own field types."""

    def create_multiline_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        return forms.CharField(max_length=LONGEST_TEXT, **options)

    def create_date_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.DayField(**options)

    def create_datetime_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.DateTimeField(**options)

    def create_email_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.EmailField(**options)

    def create_number_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.DecimalField(max_digits=15, **options)

    def create_dropdown_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        options["choices"] = [("", _("Choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(**options)

    def create_multiselect_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        """Check boxes: lists that take several choices are hard to use on a phone."""
        field_of_boxes: forms.Field = self.create_checkboxes_field(field, options)
        return field_of_boxes

    def create_file_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        options.pop("initial")
        return fields.FilesField(**options)

    def create_saudi_mobile_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return SaudiMobileField(**options)

    def create_national_id_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.NationalIdField(**options)

    def create_iban_field(self, field: "ServiceFormField", options: Options) -> forms.Field:
        return fields.IbanField(**options)

    def get_formatted_field_choices(self, field: "ServiceFormField") -> list[tuple[str, str]]:
        return [(choice, choice) for choice in choices_of(field.choices)]

    def get_formatted_field_initial(self, field: "ServiceFormField") -> list[str]:
        return choices_of(field.default_value)

    def get_form_class(self) -> type[AnswersForm]:
        return type("ServiceForm", (AnswersForm,), dict(self.formfields))
