"""A service's form as JSON Schema (draft 2020-12), so that any front end can draw it."""

from collections.abc import Callable
from typing import Any

from services.form_builder import choices_of
from services.models import ServiceFormField, ServicePage

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def choices(field: ServiceFormField) -> list[str]:
    return choices_of(field.choices)


def one_of(field: ServiceFormField) -> Schema:
    return {"type": "string", "enum": choices(field)}


def some_of(field: ServiceFormField) -> Schema:
    items = {"type": "string", "enum": choices(field)}
    return {"type": "array", "items": items, "uniqueItems": True} | (
        {"minItems": 1} if field.required else {}
    )


def checkbox(field: ServiceFormField) -> Schema:
    return {"type": "boolean"} | ({"const": True} if field.required else {})


def always(schema: Schema) -> Callable[[ServiceFormField], Schema]:
    return lambda field: dict(schema)


# Numbers that people write in several ways are folded and checked when they are sent, so the
# schema names their kind (`format`) and does not forbid a way of writing.
TYPES: dict[str, Callable[[ServiceFormField], Schema]] = {
    "singleline": always({"type": "string", "maxLength": 255}),
    "multiline": always({"type": "string"}),
    "email": always({"type": "string", "format": "email"}),
    "url": always({"type": "string", "format": "uri"}),
    "number": always({"type": ["number", "string"]}),
    "date": always({"type": "string", "format": "date"}),
    "datetime": always({"type": "string", "format": "date-time"}),
    "checkbox": checkbox,
    "checkboxes": some_of,
    "multiselect": some_of,
    "dropdown": one_of,
    "radio": one_of,
    "saudi_mobile": always({"type": "string", "format": "saudi-mobile"}),
    "national_id": always({"type": "string", "format": "saudi-national-id"}),
    "iban": always({"type": "string", "format": "saudi-iban"}),
}


def form_schema(service: ServicePage) -> Schema:
    """The service's form: answers as an object's properties, files by name under `x-files`.

    Files are uploaded one by one before the request is sent, hence not among the properties.
    """
    fields = list(service.get_form_fields())
    answers = [field for field in fields if field.field_type != "file"]
    files = [field for field in fields if field.field_type == "file"]
    return {
        "$schema": DIALECT,
        "title": service.title,
        "type": "object",
        "properties": {field.clean_name: described(field) for field in answers},
        "required": [field.clean_name for field in answers if field.required],
        "additionalProperties": False,
        "x-files": {
            field.clean_name: {
                "title": field.label,
                "description": field.help_text,
                "required": field.required,
            }
            for field in files
        },
    }


def described(field: ServiceFormField) -> Schema:
    schema = TYPES[field.field_type](field) | {"title": field.label}
    if field.help_text:
        schema["description"] = field.help_text
    if field.default_value and schema.get("type") == "string":
        schema["default"] = field.default_value
    return schema
