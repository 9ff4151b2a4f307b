"""The form of a request as it was when it was sent, to change its answers afterwards."""

from collections.abc import Mapping
from typing import Any

from services.answers import Answers, Uploads, bound_form, cleaned_answers, files_by_field, taken_in
from services.fields import FilesField
from services.form_builder import AnswersForm, ServiceFormBuilder
from services.models import ServiceFormField, ServiceRequest
from services.national_ids import kept_from_json


class FormAsItWas:
    """The form a request was sent with, whatever editors made of the service's form since.

    Stands where `services.answers` takes a service. Files that are with the request stay there:
    earlier signatures cover them.
    """

    def __init__(self, request: ServiceRequest) -> None:
        self.request = request

    def get_form_class(self) -> type[AnswersForm]:
        fields = [
            ServiceFormField(
                clean_name=one["name"],
                label=one["label"],
                field_type=one["type"],
                choices="\n".join(one.get("choices", [])),
                required=one.get("required", False),
            )
            for one in self.request.form_fields
        ]
        made: type[AnswersForm] = ServiceFormBuilder(fields).get_form_class()
        return made

    def get_form(self, *args: Any, **kwargs: Any) -> AnswersForm:
        form = self.get_form_class()(*args, **kwargs)
        for field in form.fields.values():
            if isinstance(field, FilesField):
                field.widget.may_remove = False
        return form

    def prefilled(self) -> AnswersForm:
        """The form with the answers and files as they stand, national IDs masked."""
        files = files_by_field(self.request.files.exclude(field_name=""))
        return self.get_form(initial=standing_answers(self.request) | files)

    def bound(self, answers: Mapping[str, Any], files: Uploads) -> AnswersForm:
        """The form over answers as typed; what is not among them stays as it stands.

        A masked number sent back is the one that was kept.
        """
        standing = standing_answers(self.request)
        given = standing | taken_in(self, answers, standing)
        return bound_form(self, given, files, self.request.files.all())

    def cleaned(self, answers: Mapping[str, Any], files: Uploads) -> tuple[AnswersForm, Answers]:
        """The bound form, and the answers it gives as a request keeps them; {} where not valid."""
        form = self.bound(answers, files)
        return form, cleaned_answers(form) if form.is_valid() else {}


def standing_answers(request: ServiceRequest) -> Answers:
    """The answers as a form takes them."""
    return {name: kept_from_json(value) or value for name, value in request.answers.items()}
