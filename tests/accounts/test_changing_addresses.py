"""A new e-mail address or mobile holds once the code sent to it has been typed in."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.sms import Sms
from tests import cast
from tests.reading import Committed, code_in

EMAIL = "/account/email/"
PHONE = "/account/phone/change/"


@pytest.fixture
def signed_in(client: Client, member: User, texts: list[Sms]) -> Client:
    """The member, who has just shown their password again as allauth demands here."""
    client.force_login(member)
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    return client


def test_one_is_asked_for_the_password_first(client: Client, member: User) -> None:
    client.force_login(member)
    response = client.post(EMAIL, {"email": "new@example.org", "action_add": "1"})
    assert response.headers["Location"].startswith("/account/reauthenticate/")


def test_a_new_e_mail_replaces_the_old_one(
    signed_in: Client, member: User, committed: Committed
) -> None:
    with committed():
        signed_in.post(EMAIL, {"email": "new@example.org", "action_add": "1"})
    member.refresh_from_db()
    assert member.email == "member@example.org"
    assert mail.outbox[-1].to == ["new@example.org"]
    with committed():
        response = signed_in.post(
            "/account/confirm-email/", {"code": code_in(mail.outbox[-1].body)}
        )
    assert response.headers["Location"] == EMAIL
    member.refresh_from_db()
    assert member.email == "new@example.org"
    assert [row.email for row in EmailAddress.objects.filter(user=member)] == ["new@example.org"]
    assert mail.outbox[-1].to == ["member@example.org"], "the old address is told"


def test_a_new_mobile_replaces_the_old_one(
    signed_in: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    with committed():
        signed_in.post(PHONE, {"phone": "٠٥٥ ٥٥٥ ٠١٠١"})
    member.refresh_from_db()
    assert member.phone == "+966512345678"
    assert texts[-1].to == "+966555550101"
    signed_in.post("/account/phone/verify/", {"code": code_in(texts[-1].text)})
    member.refresh_from_db()
    assert (member.phone, member.phone_verified) == ("+966555550101", True)


def test_who_has_only_a_mobile_can_add_an_e_mail(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    user = cast.make_person(email=None, phone="0512345678")
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    assert client.get(EMAIL).status_code == 200
    with committed():
        client.post(EMAIL, {"email": "first@example.org", "action_add": "1"})
    client.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1].body)})
    user.refresh_from_db()
    assert user.email == "first@example.org"
    assert user.phone == "+966512345678"


def test_another_person_s_mobile_is_not_taken(
    signed_in: Client, member: User, committed: Committed, texts: list[Sms]
) -> None:
    owner = cast.make_person(email=None, phone="0599999999")
    with committed():
        response = signed_in.post(PHONE, {"phone": "0599999999"})
    assert response.headers["Location"] == "/account/phone/verify/", "no word of its being taken"
    signed_in.post("/account/phone/verify/", {"code": code_in(texts[-1].text)})
    member.refresh_from_db()
    owner.refresh_from_db()
    assert member.phone == "+966512345678"
    assert owner.phone == "+966599999999"


def test_name_and_language_are_one_s_own_to_change(client: Client, member: User) -> None:
    client.force_login(member)
    client.post("/account/", {"full_name": "نورة بنت فهد بن سعد", "language": "en"})
    member.refresh_from_db()
    assert (member.full_name, member.language) == ("نورة بنت فهد بن سعد", "en")
    assert "نوره" in member.name_folded
