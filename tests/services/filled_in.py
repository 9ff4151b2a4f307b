"""A service whose form has a field of each kind, and answers to it as a member may type them."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from home.models import Association
from services import casework
from services.models import Route, ServicePage, ServiceRequest
from services.request_answers import FormAsItWas
from services.views.access import form_url
from tests.services.factories import make_service

NAME = "نورة بنت فهد"
ID_NUMBER = "1000000008"
FIELDS: list[dict[str, Any]] = [
    {"clean_name": "need", "label": "ما تحتاج إليه", "field_type": "multiline"},
    {"clean_name": "kind", "label": "النوع", "field_type": "radio", "choices": "أجهزة\nعلاج"},
    {"clean_name": "id_number", "label": "رقم الهوية", "field_type": "national_id"},
    {"clean_name": "mobile", "label": "الجوال", "field_type": "saudi_mobile"},
    {"clean_name": "iban", "label": "الآيبان", "field_type": "iban", "required": False},
    {"clean_name": "since", "label": "منذ", "field_type": "date"},
    {"clean_name": "amount", "label": "المبلغ", "field_type": "number", "required": False},
    {"clean_name": "report", "label": "التقرير", "field_type": "file"},
    {"clean_name": "visit", "label": "الزيارة", "field_type": "checkbox", "required": False},
    {
        "clean_name": "family",
        "label": "الأسرة",
        "field_type": "checkboxes",
        "choices": "أبناء، والدان، زوجة",
        "required": False,
    },
]
TYPED: dict[str, Any] = {
    "need": "كرسي متحرك",
    "kind": "علاج",
    "id_number": "١٠٠٠٠٠٠٠٠٨",
    "mobile": "٠٥١ ٢٣٤ ٥٦٧٨",
    "iban": "SA03 8000 0000 6080 1016 7519",
    "since": "1446-9-1",
    "amount": "١٬٢٥٠٫٥",
    "visit": True,
    "family": ["والدان"],
}
KEPT = {
    "need": "كرسي متحرك",
    "kind": "علاج",
    "mobile": "+966512345678",
    "iban": "SA0380000000608010167519",
    "since": "2025-03-01",
    "amount": "1250.5",
    "visit": True,
    "family": ["والدان"],
}


def make_form_service(association: Association, **fields: Any) -> ServicePage:
    """A live service of the association that asks for everything a form can ask for."""
    service = make_service(association, Route.COMMITTEE, **fields)
    for order, field in enumerate(FIELDS):
        service.form_fields.create(sort_order=order, **field)
    service.save()
    return ServicePage.objects.get(pk=service.pk)


def pdf(name: str = "تقرير.pdf", words: bytes = b"one") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + words, "application/pdf")


def word(*names: str) -> bytes:
    """A zip that holds files of those names, as Word documents do."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "content")
    return memory.getvalue()


def posted(**changes: Any) -> dict[str, Any]:
    """The form as a browser sends it; `changes` by the names of the fields, None leaves one out."""
    answers = {**TYPED, "report": pdf(), **changes}
    data = {f"answer-{name}": value for name, value in answers.items() if value is not None}
    return data | {"contact_by": "email"}


def opened(client: Client, service: ServicePage) -> str:
    """The ticket of the service's form, opened by whoever the client is signed in as."""
    ticket: str = client.get(form_url(service)).context["ticket"]
    return ticket


def as_typed(request: ServiceRequest, **changes: Any) -> dict[str, Any]:
    """The answers as the prefilled form sends them back, with `changes`."""
    form = FormAsItWas(request).prefilled()
    return {name: form[name].value() for name in form.fields if name != "report"} | changes


def amended(request: ServiceRequest, by: User, **changes: Any) -> ServiceRequest:
    return casework.amend(
        request=request,
        by=by,
        version=request.version,
        answers=as_typed(request, **changes),
        signed_name=NAME,
    )
