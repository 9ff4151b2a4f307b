"""A program reads and writes the messages of a request."""

from django.test import Client

from accounts.models import User
from services import casework
from services.models import ServiceRequest


def test_a_program_reads_and_writes_messages(
    client: Client, member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.reply(request=committee_request, by=officer, text="يوم الأحد")
    casework.note(request=committee_request, by=officer, text="سر بيننا")
    client.force_login(member)
    address = f"/api/v3/requests/{committee_request.reference}/messages/"
    [reply] = client.get(address).json()
    assert (reply["text"], reply["by_applicant"]) == ("يوم الأحد", False)
    answer = client.post(address, {"text": "شكرا"}, content_type="application/json")
    assert answer.status_code == 201
    assert [one["text"] for one in answer.json()] == ["يوم الأحد", "شكرا"]
    assert committee_request.events.get(move="write").channel == "api"
    detail = client.get(f"/api/v3/requests/{committee_request.reference}/")
    for body in (answer, detail):
        assert "سر بيننا" not in body.content.decode()
        assert officer.full_name not in body.content.decode()


def test_a_program_is_told_what_is_wrong(
    client: Client, member: User, other_member: User, committee_request: ServiceRequest
) -> None:
    address = f"/api/v3/requests/{committee_request.reference}/messages/"
    client.force_login(member)
    assert client.post(address, {"text": ""}, content_type="application/json").status_code == 422
    client.force_login(other_member)
    assert client.get(address).status_code == 404
    sent = client.post(address, {"text": "x"}, content_type="application/json")
    assert sent.status_code == 404
