"""A program does for a member what the pages do, by the same verbs, after allauth's headless
sign-in: read services and forms, upload, send, follow, answer, withdraw, rate."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from home.models import Association
from services import casework
from services.drafts import save_draft
from services.models import (
    Rating,
    RequestFile,
    Route,
    ServiceFormField,
    ServicePage,
    ServiceRequest,
    State,
)
from tests import cast
from tests.services.factories import make_request, make_service

JSON = "application/json"
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def service(association: Association) -> ServicePage:
    page = make_service(association, Route.COMMITTEE, title="مساعدة طبية")
    for order, (label, name, kind, choices) in enumerate(
        [
            ("ما تحتاج إليه", "need", "multiline", ""),
            ("جوال آخر", "mobile", "saudi_mobile", ""),
            ("الفرع", "branch", "dropdown", "الرياض\nجدة"),
            ("تقرير طبي", "report", "file", ""),
        ]
    ):
        ServiceFormField.objects.create(
            page=page, sort_order=order, label=label, clean_name=name, field_type=kind,
            choices=choices, required=True,
        )  # fmt: skip
    return page


def token_of(user: User) -> str:
    """Sign in as a program does."""
    answer = Client().post(
        "/_allauth/app/v1/auth/login",
        {"email": user.email, "password": cast.PASSWORD},
        content_type=JSON,
    )
    assert answer.status_code == 200, answer.content
    token: str = answer.json()["meta"]["session_token"]
    return token


@pytest.fixture
def program(member: User) -> Client:
    return Client(headers={"X-Session-Token": token_of(member)})


ANSWERS = {"need": "كرسي متحرك", "mobile": "٠٥٥ ١٢٣ ٤٥٦٧", "branch": "جدة"}


def upload(program: Client, service: ServicePage, content: bytes = PDF) -> Any:
    file = SimpleUploadedFile("تقرير.pdf", content, "application/pdf")
    return program.post(f"/api/v3/services/{service.pk}/files/", {"field": "report", "file": file})


def send(program: Client, service: ServicePage, **headers: str) -> Any:
    body = {"answers": ANSWERS, "signed_name": "نورة بنت فهد"}
    return program.post(
        f"/api/v3/services/{service.pk}/requests/", body, content_type=JSON, headers=headers
    )


def test_anyone_reads_services_and_their_forms(client: Client, service: ServicePage) -> None:
    listed = client.get("/api/v3/services/?association=wadi").json()
    assert [one["title"] for one in listed["items"]] == ["مساعدة طبية"]
    assert client.get("/api/v3/services/?association=sahl").json()["items"] == []
    form = client.get(f"/api/v3/services/{service.pk}/form/").json()
    schema = form["form_schema"]
    assert schema["required"] == ["need", "mobile", "branch"]
    assert schema["properties"]["branch"]["enum"] == ["الرياض", "جدة"]
    assert list(schema["x-files"]) == ["report"]
    assert form["attestation"]


def test_services_are_listed_in_a_constant_number_of_queries(
    client: Client,
    association: Association,
    service: ServicePage,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/api/v3/services/")
    with django_assert_num_queries(3):
        client.get("/api/v3/services/")
    for _ in range(5):
        make_service(association)
    with django_assert_num_queries(3):
        assert len(client.get("/api/v3/services/").json()["items"]) == 6


def test_who_has_a_mobile_alone_need_not_say_how_to_be_reached(
    program: Client, service: ServicePage, member: User
) -> None:
    upload(program, service)
    User.objects.filter(pk=member.pk).update(email=None)
    assert send(program, service).status_code == 201
    assert ServiceRequest.objects.get().contact_by == "mobile"


def test_how_to_be_reached_was_said_in_the_draft(
    program: Client, service: ServicePage, member: User
) -> None:
    upload(program, service)
    save_draft(person=member, service=service, contact_by="mobile")
    assert send(program, service).status_code == 201
    assert ServiceRequest.objects.get().contact_by == "mobile"


def test_member_sends_a_request_with_a_file(
    program: Client, service: ServicePage, member: User
) -> None:
    assert upload(program, service).status_code == 201
    made = send(program, service)
    assert made.status_code == 201, made.content
    request = ServiceRequest.objects.get(reference=made.json()["reference"])
    assert request.person == member
    assert request.channel == ServiceRequest.Channel.API
    assert request.answers["mobile"] == "+966551234567"
    assert request.files.get().name == "تقرير.pdf"
    assert request.is_attested
    answer = program.get(f"/api/v3/requests/{request.reference}/")
    assert answer.status_code == 200, answer.content
    detail = answer.json()
    assert detail["answers"][0] == {
        "name": "need", "label": "ما تحتاج إليه", "type": "multiline",
        "text": "كرسي متحرك", "items": [],
    }  # fmt: skip
    assert set(detail["moves"]) == {"amend", "attach", "withdraw", "write"}
    assert [entry["status"] for entry in detail["timeline"]][:2] == ["current", "future"]


def test_member_adds_a_file_and_signs_again(
    program: Client, service: ServicePage, member: User
) -> None:
    request = make_request(member, service)
    body = {
        "version": request.version,
        "signed_name": "نورة بنت فهد",
        "file": SimpleUploadedFile("عقد.pdf", PDF, "application/pdf"),
    }
    answer = program.post(f"/api/v3/requests/{request.reference}/files/", body)
    assert answer.status_code == 200, answer.content
    assert [file["name"] for file in answer.json()["files"]] == ["عقد.pdf"]
    assert request.attestations.count() == 2


def test_same_key_sends_one_request(program: Client, service: ServicePage) -> None:
    upload(program, service)
    first = send(program, service, **{"Idempotency-Key": "once"}).json()
    again = send(program, service, **{"Idempotency-Key": "once"}).json()
    assert first["reference"] == again["reference"]
    assert ServiceRequest.objects.count() == 1


def test_what_is_wrong_is_told_by_field_in_the_language_asked_for(
    program: Client, service: ServicePage
) -> None:
    body = {"answers": {"need": "", "mobile": "123"}, "signed_name": "نورة"}
    url = f"/api/v3/services/{service.pk}/requests/"
    refused = program.post(url, body, content_type=JSON, headers={"Accept-Language": "en"})
    assert refused.status_code == 422
    told = {error["loc"][-1]: error["msg"] for error in refused.json()["errors"]}
    assert set(told) == {"need", "mobile", "branch", "report"}
    assert told["need"].isascii()
    in_arabic = program.post(url, body, content_type=JSON).json()["errors"]
    assert not in_arabic[0]["msg"].isascii()
    assert ServiceRequest.objects.count() == 0


def test_file_of_a_wrong_kind_is_refused(program: Client, service: ServicePage) -> None:
    refused = upload(program, service, content=b"MZ\x90\x00 a program")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["loc"] == ["report"]
    assert not RequestFile.objects.exists()


def test_kept_file_can_be_removed_by_its_owner_only(
    program: Client, service: ServicePage, other_member: User
) -> None:
    kept = upload(program, service).json()
    url = f"/api/v3/services/{service.pk}/files/{kept['id']}/"
    stranger = Client(headers={"X-Session-Token": token_of(other_member)})
    assert stranger.delete(url).status_code == 404
    assert program.delete(url).status_code == 204
    assert program.get(f"/api/v3/services/{service.pk}/files/").json() == []


def test_without_signing_in_nothing_of_members_is_told(
    client: Client, service: ServicePage, member: User
) -> None:
    reference = make_request(member, service).reference
    assert client.get("/api/v3/requests/").status_code == 401
    assert client.get(f"/api/v3/requests/{reference}/").status_code == 401
    assert send(client, service).status_code == 401


def test_person_who_is_no_member_may_not_send(service: ServicePage, person: User) -> None:
    stranger = Client(headers={"X-Session-Token": token_of(person)})
    assert send(stranger, service).status_code == 403


@pytest.mark.parametrize("who", ["other_member", "officer", "other_officer"])
def test_requests_of_others_are_not_there(
    who: str, request: pytest.FixtureRequest, service: ServicePage, member: User
) -> None:
    reference = make_request(member, service).reference
    caller = Client(headers={"X-Session-Token": token_of(request.getfixturevalue(who))})
    assert caller.get("/api/v3/requests/").json()["items"] == []
    for path in ("", "answer/", "withdraw/", "rating/"):
        url = f"/api/v3/requests/{reference}/{path}"
        body = {"version": 1, "text": "x", "satisfaction": 5, "ease": 5}
        answer = caller.post(url, body, content_type=JSON) if path else caller.get(url)
        assert answer.status_code == 404, url


def test_member_answers_withdraws_and_rates(
    program: Client, service: ServicePage, member: User, officer: User
) -> None:
    request = make_request(member, service)
    request = casework.start_verification(request=request, by=officer, version=request.version)
    request = casework.ask(request=request, by=officer, version=request.version, text="أي مقاس؟")
    url = f"/api/v3/requests/{request.reference}"
    stale = {"version": request.version - 1, "text": "متوسط"}
    assert program.post(f"{url}/answer/", stale, content_type=JSON).status_code == 409
    fresh = {"version": request.version, "text": "متوسط"}
    answered = program.post(f"{url}/answer/", fresh, content_type=JSON).json()
    assert answered["state"] == State.VERIFYING
    assert answered["questions"][0]["answer"] == "متوسط"
    rating = {"satisfaction": 4, "ease": 5}
    assert program.post(f"{url}/rating/", rating, content_type=JSON).status_code == 422
    gone = program.post(
        f"{url}/withdraw/", {"version": answered["version"]}, content_type=JSON
    ).json()
    assert gone["state"] == State.WITHDRAWN
    assert gone["may_be_rated"]
    assert program.post(f"{url}/rating/", rating, content_type=JSON).status_code == 204
    assert Rating.objects.get().satisfaction == 4
    assert program.post(f"{url}/rating/", rating, content_type=JSON).status_code == 422


def test_own_requests_are_listed_in_a_constant_number_of_queries(
    program: Client,
    service: ServicePage,
    member: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_request(member, service)
    program.get("/api/v3/requests/")
    with django_assert_max_num_queries(7):
        program.get("/api/v3/requests/")
    for _ in range(6):
        make_request(member, service)
    with django_assert_max_num_queries(7):
        assert len(program.get("/api/v3/requests/").json()["items"]) == 7


def test_one_document_describes_pages_services_and_requests(client: Client, db: None) -> None:
    paths = client.get("/api/v3/openapi.json").json()["paths"]
    assert {"/api/v3/pages/", "/api/v3/services/", "/api/v3/requests/"} <= set(paths)
