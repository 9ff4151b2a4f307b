"""One signs in by e-mail or mobile, with a password or a code, and lands where one was going."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.sms import Sms
from tests import cast
from tests.reading import Committed, code_in, has_code

LOGIN = "/account/login/"
CODE = "/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def _texts(texts: list[Sms]) -> None:
    """Every test here begins with no SMS sent."""


def is_signed_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


@pytest.mark.parametrize(
    "login",
    ["member@example.org", "MEMBER@example.org ", "0512345678", "٠٥١٢٣٤٥٦٧٨", "+966512345678"],
)
def test_by_password_with_either_address(client: Client, member: User, login: str) -> None:
    response = client.post(LOGIN, {"login": login, "password": cast.PASSWORD})
    assert response.headers["Location"] == reverse("services:dashboard")
    assert is_signed_in(client, member)


def test_a_wrong_password_opens_nothing(client: Client, member: User) -> None:
    response = client.post(LOGIN, {"login": "0512345678", "password": "something else"})
    assert response.status_code == 200
    assert not is_signed_in(client, member)


def test_by_a_code_sent_to_the_mobile(
    client: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    with committed():
        response = client.post(LOGIN, {"login": "00966512345678", "by_code": "1"})
    assert response.headers["Location"] == CODE
    assert texts[-1].to == "+966512345678"
    assert mail.outbox == []
    client.post(CODE, {"code": code_in(texts[-1].text)})
    assert is_signed_in(client, member)


def test_by_a_code_sent_by_mail(client: Client, member: User, committed: Committed) -> None:
    with committed():
        client.post(LOGIN, {"login": "member@example.org", "by_code": "1"})
    assert mail.outbox[-1].to == ["member@example.org"]
    client.post(CODE, {"code": code_in(mail.outbox[-1].body)})
    assert is_signed_in(client, member)


def test_no_password_means_by_code(
    client: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    with committed():
        client.post(LOGIN, {"login": "0512345678", "password": ""})
    assert len(texts) == 1


def test_the_page_for_a_code_takes_either_address(
    client: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    with committed():
        client.post("/account/login/code/", {"login": "051-234-5678"})
    client.post(CODE, {"code": code_in(texts[-1].text)})
    assert is_signed_in(client, member)


@pytest.mark.parametrize("by", ["password", "by_code"])
def test_one_lands_where_one_was_going(
    client: Client, member: User, committed: Committed, texts: list[Sms], by: str
) -> None:
    where = "/membership/wadi/apply/"
    with committed():
        response = client.post(
            LOGIN, {"login": "0512345678", by: cast.PASSWORD, "next": where}, follow=by == "by_code"
        )
    if by == "by_code":
        confirm = response.redirect_chain[-1][0]
        with committed():
            response = client.post(confirm, {"code": code_in(texts[-1].text), "next": where})
    assert response.headers["Location"] == where


def test_nobody_is_led_to_another_host(client: Client, member: User) -> None:
    response = client.post(
        LOGIN,
        {"login": "0512345678", "password": cast.PASSWORD, "next": "https://example.com/evil"},
    )
    assert response.headers["Location"] == reverse("services:dashboard")


def test_the_code_is_written_in_the_person_s_language(
    client: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    User.objects.filter(pk=member.pk).update(language="en")
    with committed():
        client.post(LOGIN, {"login": "member@example.org", "by_code": "1"})
    assert mail.outbox[-1].subject == "Your sign-in code"


@pytest.mark.parametrize("login", ["0599999999", "nobody@example.org"])
def test_nobody_learns_which_addresses_have_an_account(
    client: Client, member: User, committed: Committed, texts: list[Sms], login: str
) -> None:
    with committed():
        unknown = client.post(LOGIN, {"login": login, "by_code": "1"})
    assert unknown.headers["Location"] == CODE
    page = client.get(CODE)
    assert page.status_code == 200
    assert not page.context["can_resend"]
    written = [text.text for text in texts] + [str(letter.body) for letter in mail.outbox]
    assert len(written) == 1
    assert not has_code(written[0])
    assert "/account/signup/" in written[0]


def test_both_wrong_password_and_unknown_address_read_the_same(
    client: Client, member: User
) -> None:
    def errors(login: str) -> list[str]:
        page = client.post(LOGIN, {"login": login, "password": "wrong words here"})
        return list(page.context["form"].non_field_errors())

    assert errors("0512345678") == errors("0599999999") == errors("nobody@example.org")
    assert len(errors("0512345678")) == 1


def test_a_deactivated_person_does_not_get_in(client: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    client.post(LOGIN, {"login": "0512345678", "password": cast.PASSWORD})
    assert not is_signed_in(client, member)


def test_failed_sign_ins_are_counted_for_each_mobile_apart(
    client: Client, member: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "100/m/ip", "login_failed": "2/5m/key"}
    for _attempt in range(3):
        client.post(LOGIN, {"login": "0599999999", "password": "wrong words here"})
    client.post(LOGIN, {"login": "0512345678", "password": cast.PASSWORD})
    assert is_signed_in(client, member)


def test_a_mobile_is_locked_for_a_while_after_failed_sign_ins(
    client: Client, member: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "100/m/ip", "login_failed": "2/5m/key"}
    for _attempt in range(2):
        client.post(LOGIN, {"login": "0512345678", "password": "wrong words here"})
    client.post(LOGIN, {"login": "0512345678", "password": cast.PASSWORD})
    assert not is_signed_in(client, member)
