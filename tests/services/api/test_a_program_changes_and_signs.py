"""A program changes answers and signs, by the verbs of the pages."""

import pytest
from django.test import Client

from accounts.models import User
from services import casework
from services.models import ServiceRequest
from tests.services.api.test_api_serves_members import (
    ANSWERS,
    JSON,
    program,
    send,
    service,
    token_of,
    upload,
)

__all__ = ["program", "service"]
NAME = "نورة بنت فهد"


@pytest.fixture
def url(program, service):
    assert upload(program, service).status_code in (200, 201)
    return f"/api/v3/requests/{send(program, service).json()['reference']}"


def test_answers_left_out_stay(program: Client, url: str) -> None:
    version = program.get(f"{url}/").json()["version"]
    body = {"version": version, "answers": {"need": "سرير"}, "signed_name": NAME}
    changed = program.post(f"{url}/amend/", body, content_type=JSON)
    assert changed.status_code == 200, changed.content
    request = ServiceRequest.objects.get()
    assert request.answers == {"need": "سرير", "mobile": "+966551234567", "branch": "جدة"}
    assert request.attestations.count() == 2
    assert program.post(f"{url}/amend/", body, content_type=JSON).status_code == 409


def test_what_is_wrong_is_told_by_field(program: Client, url: str) -> None:
    body = {"version": 1, "answers": {"branch": "مكة"}, "signed_name": NAME}
    refused = program.post(f"{url}/amend/", body, content_type=JSON)
    assert refused.status_code == 422 and "branch" in refused.content.decode()


def test_what_was_corrected_is_signed_once(program: Client, url: str, officer: User) -> None:
    body = {"version": 1, "signed_name": NAME}
    assert program.post(f"{url}/sign/", body, content_type=JSON).status_code == 409
    casework.correct(
        request=ServiceRequest.objects.get(),
        by=officer,
        version=None,
        answers=ANSWERS | {"need": "سرير"},
        message="كما قلت",
    )
    signed = program.post(f"{url}/sign/", body | {"version": 2}, content_type=JSON)
    assert signed.status_code == 200
    assert ServiceRequest.objects.get().is_attested


def test_others_do_not_reach_it(url: str, other_member: User) -> None:
    other = Client(headers={"X-Session-Token": token_of(other_member)})
    for move in ("amend", "sign"):
        body = {"version": 1, "answers": {}, "signed_name": NAME}
        assert other.post(f"{url}/{move}/", body, content_type=JSON).status_code == 404
