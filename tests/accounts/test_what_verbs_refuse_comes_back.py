"""What a verb refuses comes back in the form that asked, answered as 422; by one way for all."""

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.form_errors import add_errors
from accounts.models import Appointment, User
from home.models import Association

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("home", "accounts", "policies", "services")


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        ("مرفوض", {NON_FIELD_ERRORS: ["مرفوض"]}),
        (["أول", "ثان"], {NON_FIELD_ERRORS: ["أول", "ثان"]}),
        ({"name": "طويل"}, {"name": ["طويل"]}),
        ({"other": "ناقص"}, {NON_FIELD_ERRORS: ["ناقص"]}),
        ({NON_FIELD_ERRORS: "مرفوض"}, {NON_FIELD_ERRORS: ["مرفوض"]}),
        (
            {"name": "طويل", "other": "ناقص"},
            {"name": ["طويل"], NON_FIELD_ERRORS: ["ناقص"]},
        ),
    ],
)
def test_an_error_stands_at_its_field_or_above_the_form(
    error: str | list[str] | dict[str, str], shown: dict[str, list[str]]
) -> None:
    form = NameForm({"name": "نورة"})
    assert form.is_valid()
    add_errors(form, ValidationError(error))
    assert form.errors == shown


def test_there_is_one_way_to_put_an_error_into_a_form() -> None:
    """Django's own fails for an error of a field that the form lacks."""
    sources = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    by_hand = [path.name for path in sources if "add_error(None, error" in path.read_text()]
    assert by_hand == ["form_errors.py"]


def test_an_appointment_that_cannot_be_is_unprocessable(
    client: Client, supervisor: User, officer: User, association: Association
) -> None:
    client.force_login(supervisor)
    sent = {
        "person": officer.email,
        "association": association.pk,
        "role": Appointment.Role.RELATIONS_OFFICER,
        "starts_on": date.today().isoformat(),
    }
    answer = client.post(reverse("appointments:new"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert client.post(reverse("appointments:new"), sent | {"role": ""}).status_code == 422
    assert Appointment.objects.filter(user=officer).count() == 1


def test_an_end_that_cannot_be_is_unprocessable(
    client: Client, supervisor: User, officer: User
) -> None:
    client.force_login(supervisor)
    appointment = Appointment.objects.get(user=officer)
    url = reverse("appointments:end", args=[appointment.pk])
    answer = client.post(url, {"when": "later", "last_day": "2020-01-01"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    appointment.refresh_from_db()
    assert appointment.ended_at is None
    assert appointment.ends_on is None
