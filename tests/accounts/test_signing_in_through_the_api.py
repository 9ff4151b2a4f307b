"""Programs sign people up and in through allauth's headless endpoints, with a session token."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.sms import Sms
from tests import cast
from tests.reading import Committed, code_in

API = "/_allauth/app/v1/"


@pytest.fixture(autouse=True)
def _texts(texts: list[Sms]) -> None:
    """Every test here begins with no SMS sent."""


class Program:
    """A client that keeps no cookies and carries the session token it was given."""

    def __init__(self) -> None:
        self.token = ""

    def call(self, method: str, path: str, **data: Any) -> dict[str, Any]:
        client = Client()
        headers = {"X-Session-Token": self.token} if self.token else {}
        send = client.get if method == "get" else client.post
        response = send(API + path, data or None, content_type="application/json", headers=headers)
        answer: dict[str, Any] = response.json()
        self.token = answer.get("meta", {}).get("session_token") or self.token
        return answer

    def pending(self, answer: dict[str, Any]) -> list[str]:
        return [flow["id"] for flow in answer["data"]["flows"] if flow.get("is_pending")]


def test_by_password(member: User) -> None:
    program = Program()
    answer = program.call("post", "auth/login", phone="+966512345678", password=cast.PASSWORD)
    assert answer["status"] == 200
    assert answer["meta"]["is_authenticated"]
    session = program.call("get", "auth/session")
    assert session["data"]["user"]["id"] == member.pk


def test_a_wrong_password_gives_no_session(member: User) -> None:
    program = Program()
    answer = program.call("post", "auth/login", email="member@example.org", password="no such")
    assert answer["status"] == 400
    assert program.call("get", "auth/session")["status"] == 401


@pytest.mark.parametrize("address", [{"phone": "0512345678"}, {"email": "member@example.org"}])
def test_by_a_code(
    member: User, committed: Committed, texts: list[Sms], address: dict[str, str]
) -> None:
    program = Program()
    with committed():
        answer = program.call("post", "auth/code/request", **address)
    assert program.pending(answer) == ["login_by_code"]
    sent = texts[-1].text if texts else str(mail.outbox[-1].body)
    answer = program.call("post", "auth/code/confirm", code=code_in(sent))
    assert answer["meta"]["is_authenticated"]


def test_signing_up_by_mobile_alone(committed: Committed, texts: list[Sms], db: None) -> None:
    program = Program()
    with committed():
        answer = program.call(
            "post",
            "auth/signup",
            full_name="سعد بن عمر",
            phone="0512345678",
            password=cast.PASSWORD,
            language="en",
        )
    assert answer["status"] == 401
    assert program.pending(answer) == ["verify_phone"]
    answer = program.call("post", "auth/phone/verify", code=code_in(texts[-1].text))
    assert answer["meta"]["is_authenticated"]
    user = User.objects.get()
    assert (user.full_name, user.phone, user.language) == ("سعد بن عمر", "+966512345678", "en")
    assert user.check_password(cast.PASSWORD)


def test_signing_up_by_mail_without_a_password(committed: Committed, db: None) -> None:
    program = Program()
    with committed():
        answer = program.call(
            "post", "auth/signup", full_name="سعد بن عمر", email="new@example.org"
        )
    assert program.pending(answer) == ["verify_email"]
    code = code_in(mail.outbox[-1].body)
    answer = program.call("post", "auth/email/verify", key=code)
    assert answer["meta"]["is_authenticated"]


def test_signing_up_needs_an_address(db: None) -> None:
    answer = Program().call("post", "auth/signup", full_name="سعد بن عمر", password=cast.PASSWORD)
    assert answer["status"] == 400
    assert not User.objects.exists()


@pytest.mark.parametrize("phone", ["0512345678", "0599999999"])
def test_programs_don_t_learn_either_who_has_an_account(
    member: User, committed: Committed, phone: str
) -> None:
    program = Program()
    with committed():
        answer = program.call("post", "auth/code/request", phone=phone)
    assert (answer["status"], program.pending(answer)) == (401, ["login_by_code"])
    assert program.call("post", "auth/code/resend")["status"] == 409
