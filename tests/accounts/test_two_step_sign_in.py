"""With an authenticator app a password is not enough; recovery codes stand in for the app."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models import User
from tests import cast

LOGIN = "/account/login/"
SECOND = "/account/2fa/authenticate/"


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def secret(member: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(member, secret)
    return secret


def is_signed_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def begin(client: Client) -> str:
    response = client.post(LOGIN, {"login": "0512345678", "password": cast.PASSWORD})
    return response.headers["Location"]


def test_the_password_alone_leads_to_the_second_step(
    client: Client, member: User, secret: str
) -> None:
    assert begin(client) == SECOND
    assert client.get(SECOND).status_code == 200
    assert not is_signed_in(client, member)


def test_the_app_s_code_opens_also_in_arabic_digits(
    client: Client, member: User, secret: str
) -> None:
    begin(client)
    arabic = code_now(secret).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    client.post(SECOND, {"code": arabic})
    assert is_signed_in(client, member)


def test_a_wrong_code_does_not_open(client: Client, member: User, secret: str) -> None:
    begin(client)
    wrong = f"{(int(code_now(secret)) + 1) % 1_000_000:06}"
    client.post(SECOND, {"code": wrong})
    assert not is_signed_in(client, member)


def test_a_recovery_code_opens_once(client: Client, member: User, secret: str) -> None:
    code = RecoveryCodes.activate(member).get_unused_codes()[0]
    begin(client)
    client.post(SECOND, {"code": code})
    assert is_signed_in(client, member)
    second = Client()
    begin(second)
    second.post(SECOND, {"code": code})
    assert not is_signed_in(second, member)


def test_one_sets_the_app_up_oneself(client: Client, member: User) -> None:
    client.force_login(member)
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    response = client.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    assert response.status_code == 302
    types = set(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


@pytest.mark.parametrize(
    "url",
    ["/account/2fa/", "/account/2fa/webauthn/add/", "/account/2fa/webauthn/"],
)
def test_its_pages_open(client: Client, member: User, url: str) -> None:
    client.force_login(member)
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    assert client.get(url).status_code == 200
