"""The editor is told what would make a form that nobody can fill in."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from accounts.models import User
from services.models import ServiceFormField, ServicePage
from tests.services.filled_in import FIELDS


def clean(**values: Any) -> None:
    with translation.override("en"):
        ServiceFormField(**values).clean()


@pytest.mark.parametrize("kind", ["dropdown", "radio", "checkboxes", "multiselect"])
@pytest.mark.parametrize("choices", ["", "one", " one , "])
def test_a_choice_needs_two_choices(kind: str, choices: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean(label="نوع", field_type=kind, choices=choices)
    assert "choices" in refused.value.message_dict


@pytest.mark.parametrize("choices", ["one\ntwo", "one, two", "واحد، اثنان"])
def test_choices_stand_in_lines_or_between_commas_of_either_language(choices: str) -> None:
    clean(label="نوع", field_type="radio", choices=choices)


def test_a_choice_stands_once_and_the_default_is_one_of_them() -> None:
    with pytest.raises(ValidationError):
        clean(label="نوع", field_type="radio", choices="one\none")
    with pytest.raises(ValidationError) as refused:
        clean(label="نوع", field_type="radio", choices="one\ntwo", default_value="three")
    assert "default_value" in refused.value.message_dict
    clean(label="نوع", field_type="radio", choices="one\ntwo", default_value="two")


def test_other_fields_have_no_choices() -> None:
    with pytest.raises(ValidationError):
        clean(label="نوع", field_type="singleline", choices="one\ntwo")


@pytest.mark.parametrize(
    "label", ["صورة الهوية الوطنية", "صورة من هويتك", "صوره الإقامة", "Copy of your National ID"]
)
def test_no_copy_of_an_identity_document_is_asked_for(label: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean(label=label, field_type="file")
    assert "label" in refused.value.message_dict
    clean(label=label, field_type="national_id")


def test_other_papers_are_asked_for_freely() -> None:
    clean(label="تعريف بالراتب", field_type="file")


def test_arabic_labels_get_names_in_latin_letters() -> None:
    field = ServiceFormField(label="الجوال " * 40, field_type="singleline")
    name = field.get_field_clean_name()
    assert name.isascii()
    assert name.replace("_", "").isalnum()
    assert len(name) <= 60


@pytest.mark.django_db
def test_the_form_has_every_kind_of_field_the_editor_may_choose(service: ServicePage) -> None:
    kinds = {value for value, _label in ServiceFormField._meta.get_field("field_type").choices}
    for order, kind in enumerate(sorted(kinds - {field["field_type"] for field in FIELDS})):
        service.form_fields.create(
            label=kind, field_type=kind, choices="one\ntwo", sort_order=100 + order
        )
    service.save()
    form = ServicePage.objects.get(pk=service.pk).get_form()
    assert len(form.fields) == len(kinds)
    assert all(str(field) for field in form)


@pytest.mark.django_db
def test_the_editor_reads_in_the_admin_what_to_mend(
    client: Client, superuser: User, service: ServicePage
) -> None:
    client.force_login(superuser)
    fields = service.form_fields.all()
    rows = [
        {"id": field.pk, "label": field.label, "field_type": field.field_type, "choices": "واحد"}
        for field in fields
    ]
    sent = {
        "title": service.title,
        "slug": service.slug,
        "summary": service.summary,
        "open_to": service.open_to,
        "request_route": service.request_route,
        "description": rich_text(""),
        "requirements": rich_text(""),
        "form_fields": inline_formset(rows, initial=len(rows)),
        "comments": inline_formset([]),
    }
    address = reverse("wagtailadmin_pages:edit", args=[service.pk])
    response = client.post(address, nested_form_data(sent))
    assert response.status_code == 200
    errors = response.context["form"].formsets["form_fields"].errors
    assert all(list(error) == ["choices"] for error in errors)
    assert len(errors) == len(rows)
