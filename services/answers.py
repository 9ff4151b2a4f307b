"""Answers to a service's form: taken in, kept, and shown again.

They come as typed (from a page or a program), rest in a draft as typed, and are kept with the
request in one form each: text, ISO days, E.164, compact IBAN. A national ID is `KeptId` from the
moment it is valid.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from saudi.identity import InvalidNumber, show_iban, show_mobile
from services.fields import FilesField, NationalIdField
from services.form_builder import PREFIX, AnswersForm, choices_of
from services.models import RequestDraft, RequestFile, ServicePage
from services.national_ids import KeptId, keep_id, kept_from_json
from services.uploads import Upload

Answers = dict[str, Any]
Uploads = Mapping[str, Sequence[Upload]]
FieldSnapshot = dict[str, Any]


class HasForm(Protocol):
    """What has a form to be answered: a service, or a request with the form as it was."""

    def get_form_class(self) -> type[AnswersForm]: ...

    def get_form(self, *args: Any, **kwargs: Any) -> AnswersForm: ...


def snapshot(service: ServicePage) -> list[FieldSnapshot]:
    """The form as it stands, to be kept with a request: editors may change it later."""
    return [
        {
            "name": one.clean_name,
            "label": one.label,
            "type": one.field_type,
            "choices": choices_of(one.choices),
            "required": one.required,
        }
        for one in service.get_form_fields()
    ]


def checklist_of(service: ServicePage) -> list[dict[str, str]]:
    """What an officer is to check of a request (policy step 2): required answers and files of the
    form as it stands, then the service's further items. Each with a key, a label and a kind."""
    required = [
        {
            "key": one.clean_name,
            "label": one.label,
            "kind": "document" if one.field_type == "file" else "fact",
        }
        for one in service.get_form_fields()
        if one.required
    ]
    further = [
        {"key": f"item-{one.pk}", "label": one.label, "kind": "item"}
        for one in service.checklist_items.all()
    ]
    return required + further


def draft_answers(draft: RequestDraft | None, service: ServicePage) -> Answers:
    """What a draft holds, as a form takes it, in the choices of `service`.

    A draft begun in the other language keeps its choices by their place in the list.
    """
    if draft is None:
        return {}
    answers = {name: kept_from_json(value) or value for name, value in draft.answers.items()}
    if draft.service_id == service.pk:
        return answers
    ours = {one["name"]: one["choices"] for one in snapshot(service)}
    for one in snapshot(draft.service):
        theirs, here = one["choices"], ours.get(one["name"], [])
        if theirs and len(theirs) == len(here) and one["name"] in answers:
            table = dict(zip(theirs, here, strict=True))
            answers[one["name"]] = _translated(answers[one["name"]], table)
    return answers


def _translated(value: Any, table: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [table.get(one, one) for one in value]
    return table.get(value, value)


def answers_from_post(service: HasForm, data: Any) -> Answers:
    """The answers as typed into the service's form, by the names of its fields."""
    form = service.get_form()
    return {
        name: bound.field.widget.value_from_datadict(data, {}, bound.html_name)
        for name, bound in ((bound.name, bound) for bound in form)
        if not isinstance(bound.field, FilesField)
    }


def uploads_from_post(files: "MultiValueDict[str, Any]") -> dict[str, list[Upload]]:
    """The files sent with a form of answers (`request.FILES`), by the names of its fields."""
    return {
        name.removeprefix(f"{PREFIX}-"): files.getlist(name)
        for name in files
        if name.startswith(f"{PREFIX}-")
    }


def files_by_field(kept: Iterable[RequestFile]) -> dict[str, list[RequestFile]]:
    """Files kept of a draft or a request, by the field they answer."""
    found: dict[str, list[RequestFile]] = {}
    for file in kept:
        found.setdefault(file.field_name, []).append(file)
    return found


def taken_in(service: HasForm, given: Mapping[str, Any], before: Answers) -> Answers:
    """The answers `given` to the service's form, other names left out, national IDs kept.

    A number shown masked and sent back so stays the one in `before`. What is not valid stays as
    typed, so that the person can mend it.
    """
    answers: Answers = {}
    for name, one in service.get_form_class().base_fields.items():
        if name not in given or isinstance(one, FilesField):
            continue
        is_id = isinstance(one, NationalIdField)
        answers[name] = _kept(given[name], before.get(name)) if is_id else given[name]
    return answers


def _kept(value: Any, before: Any) -> Any:
    if isinstance(before, KeptId) and value in (before, before.masked):
        return before
    try:
        return keep_id(str(value or ""))
    except InvalidNumber:
        return str(value or "")


def bound_form(
    service: HasForm,
    answers: Answers,
    files: Uploads,
    kept: Iterable[RequestFile] = (),
) -> AnswersForm:
    """The service's form over answers as `taken_in` gives them, new files and those kept."""
    return service.get_form(
        data={f"{PREFIX}-{name}": value for name, value in answers.items()},
        files={f"{PREFIX}-{name}": list(uploads) for name, uploads in files.items()},
        initial=files_by_field(kept),
    )


def cleaned_answers(form: AnswersForm) -> Answers:
    """The answers of a valid form, as a request keeps them; files stand in rows of their own."""
    return {
        name: storable(value)
        for name, value in form.cleaned_data.items()
        if not isinstance(form.fields[name], FilesField)
    }


def storable(value: Any) -> Any:
    """The one JSON form in which a cleaned answer, or one as typed, is kept."""
    if isinstance(value, KeptId):
        return value.as_json()
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (list, tuple)):
        return [storable(one) for one in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


@dataclass(frozen=True)
class Shown:
    """One answer for reading: `text`, or several `items`, a `day` or `files`; `ltr` for numbers."""

    label: str
    name: str = ""
    type: str = ""
    text: str = ""
    items: list[str] = field(default_factory=list)
    day: date | None = None
    ltr: bool = False
    files: list[RequestFile] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.items or self.day or self.files)


def shown_answers(
    form_fields: Iterable[FieldSnapshot],
    answers: Mapping[str, Any],
    files: Iterable[RequestFile] = (),
) -> list[Shown]:
    """The answers in the order and with the labels of the form they were given to."""
    attached = list(files)
    return [_shown(one, answers.get(one["name"]), attached) for one in form_fields]


def _shown(one: FieldSnapshot, value: Any, attached: list[RequestFile]) -> Shown:
    kind = one.get("type", "singleline")
    known = {"label": one["label"], "name": one["name"], "type": kind}
    if kind == "file":
        return Shown(**known, files=[file for file in attached if file.field_name == one["name"]])
    if isinstance(value, list):
        return Shown(**known, items=[str(item) for item in value])
    if kind == "checkbox":
        return Shown(**known, text=_("Yes") if value else _("No"))
    if kind == "date":
        return Shown(**known, day=parse_date(value or ""))
    if kind == "datetime":
        moment: datetime | None = parse_datetime(value or "")
        return Shown(**known, text=f"{moment:%Y-%m-%d %H:%M}" if moment else "", ltr=True)
    write = NUMBERS.get(kind)
    if write is not None and value:
        return Shown(**known, text=write(value), ltr=True)
    return Shown(**known, text="" if value is None else str(value))


def _masked(value: Any) -> str:
    kept = kept_from_json(value)
    return kept.masked if kept else str(value)


NUMBERS: dict[str, Callable[[Any], str]] = {
    "saudi_mobile": show_mobile,
    "iban": show_iban,
    "national_id": _masked,
    "number": str,
    "email": str,
    "url": str,
}
