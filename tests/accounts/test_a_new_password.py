"""A forgotten password is replaced by a code sent by mail, and nobody learns who has an account."""

from django.core import mail
from django.test import Client

from accounts.models import User
from tests.reading import Committed, code_in, has_code

RESET = "/account/password/reset/"
CONFIRM = "/account/password/reset/confirm/"
NEW = "five more words on paper"


def test_by_a_code_one_chooses_a_new_password_and_is_in(
    client: Client, member: User, committed: Committed
) -> None:
    with committed():
        response = client.post(RESET, {"email": "member@example.org"})
    assert response.headers["Location"] == CONFIRM
    assert mail.outbox[-1].to == ["member@example.org"]
    response = client.post(CONFIRM, {"code": code_in(mail.outbox[-1].body)})
    with committed():
        client.post(response.headers["Location"], {"password1": NEW, "password2": NEW})
    member.refresh_from_db()
    assert member.check_password(NEW)
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_wrong_code_changes_nothing(client: Client, member: User, committed: Committed) -> None:
    with committed():
        client.post(RESET, {"email": "member@example.org"})
    right = code_in(mail.outbox[-1].body)
    client.post(CONFIRM, {"code": "000000" if right != "000000" else "111111"})
    response = client.get("/account/password/reset/complete/")
    assert response.headers["Location"] == CONFIRM


def test_nobody_learns_which_addresses_have_an_account(
    client: Client, member: User, committed: Committed
) -> None:
    with committed():
        response = client.post(RESET, {"email": "nobody@example.org"})
    assert response.headers["Location"] == CONFIRM
    assert client.get(CONFIRM).status_code == 200
    [letter] = mail.outbox
    assert not has_code(letter.body)


def test_the_page_shows_the_way_to_who_has_only_a_mobile(client: Client, db: None) -> None:
    assert "/account/login/code/" in client.get(RESET).content.decode()
