"""One signs up with a full name and an e-mail address or a Saudi mobile, and proves each."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sms import Sms
from tests import cast
from tests.reading import Committed, code_in, has_code

SIGNUP = "/account/signup/"
EMAIL_CODE = "/account/confirm-email/"
PHONE_CODE = "/account/phone/verify/"
NAME = "عبدالرحمن بن محمد بن سعد المثالي"


@pytest.fixture(autouse=True)
def _texts(texts: list[Sms]) -> None:
    """Every test here begins with no SMS sent."""


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def post(client: Client, committed: Committed, url: str, **data: str) -> str:
    """Post a form, let the mails go, and say where it leads ("" where it is shown again)."""
    with committed():
        response = client.post(url, data)
    return response.headers.get("Location", "")


def test_by_mobile_alone(client: Client, committed: Committed, texts: list[Sms], db: None) -> None:
    leads = post(client, committed, SIGNUP, full_name=NAME, phone="٠٥١ ٢٣٤ ٥٦٧٨")
    assert leads == PHONE_CODE
    assert mail.outbox == []
    assert texts[-1].to == "+966512345678"
    assert signed_in_as(client) is None
    leads = post(client, committed, PHONE_CODE, code=code_in(texts[-1].text))
    assert leads == reverse("services:dashboard")
    user = User.objects.get()
    assert signed_in_as(client) == str(user.pk)
    assert (user.full_name, user.phone, user.phone_verified) == (NAME, "+966512345678", True)
    assert user.email is None
    assert not user.has_usable_password()


def test_by_mail_alone(client: Client, committed: Committed, texts: list[Sms], db: None) -> None:
    leads = post(client, committed, SIGNUP, full_name=NAME, email="New@Example.org")
    assert leads == EMAIL_CODE
    assert texts == []
    assert signed_in_as(client) is None
    code = code_in(mail.outbox[-1].body)
    assert post(client, committed, EMAIL_CODE, code=code) == reverse("services:dashboard")
    user = User.objects.get()
    assert signed_in_as(client) == str(user.pk)
    assert user.email == "new@example.org"
    assert user.phone is None


def test_with_both_each_is_proved_in_turn(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    answers = {"full_name": NAME, "email": "new@example.org", "phone": "0512345678"}
    assert post(client, committed, SIGNUP, **answers) == EMAIL_CODE
    assert texts == []
    leads = post(client, committed, EMAIL_CODE, code=code_in(mail.outbox[-1].body))
    assert leads == PHONE_CODE
    assert signed_in_as(client) is None
    assert User.objects.get().phone is None
    post(client, committed, PHONE_CODE, code=code_in(texts[-1].text))
    user = User.objects.get()
    assert signed_in_as(client) == str(user.pk)
    assert user.phone_verified


def test_a_code_may_be_typed_in_arabic_digits(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    post(client, committed, SIGNUP, full_name=NAME, phone="0512345678")
    arabic = code_in(texts[-1].text).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert post(client, committed, PHONE_CODE, code=arabic) == reverse("services:dashboard")


@pytest.mark.parametrize("typed", ["0512345678", "+966 51 234 5678", "00966512345678", "512345678"])
def test_a_mobile_typed_any_way_is_the_same(
    client: Client, committed: Committed, typed: str, db: None
) -> None:
    post(client, committed, SIGNUP, full_name=NAME, phone=typed)
    assert User.objects.get().phone == "+966512345678"


@pytest.mark.parametrize("phone", ["+14155552671", "0112345678", "05123", "abc"])
def test_a_number_that_is_no_saudi_mobile_is_refused(
    client: Client, committed: Committed, phone: str, db: None
) -> None:
    assert post(client, committed, SIGNUP, full_name=NAME, phone=phone) == ""
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [{"full_name": NAME}, {"phone": "0512345678"}, {"full_name": " ", "email": "a@example.org"}],
)
def test_a_name_and_one_address_are_needed(
    client: Client, committed: Committed, answers: dict[str, str], db: None
) -> None:
    assert post(client, committed, SIGNUP, **answers) == ""
    assert not User.objects.exists()


def test_the_password_holds_once_the_address_is_proved(
    client: Client, committed: Committed, db: None
) -> None:
    answers = {"full_name": NAME, "email": "new@example.org", "password1": cast.PASSWORD}
    post(client, committed, SIGNUP, **answers)
    assert not User.objects.get().has_usable_password()
    post(client, committed, EMAIL_CODE, code=code_in(mail.outbox[-1].body))
    assert User.objects.get().check_password(cast.PASSWORD)
    assert signed_in_as(client)
    assert client.get("/account/").status_code == 200


def test_a_weak_password_is_refused(client: Client, committed: Committed, db: None) -> None:
    answers = {"full_name": NAME, "email": "new@example.org", "password1": "12345678"}
    assert post(client, committed, SIGNUP, **answers) == ""


def test_a_stranger_s_password_never_opens_the_owner_s_account(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    """Someone signs up with my number and a password of theirs; I come in by a code."""
    stranger = Client()
    answers = {"full_name": "غريب", "phone": "0512345678", "password1": cast.PASSWORD}
    post(stranger, committed, SIGNUP, **answers)
    post(client, committed, "/account/login/", login="0512345678", by_code="1")
    post(client, committed, "/account/login/code/confirm/", code=code_in(texts[-1].text))
    assert signed_in_as(client)
    post(stranger, committed, "/account/login/", login="0512345678", password=cast.PASSWORD)
    assert not signed_in_as(stranger)
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_is_written_to_in_the_language_of_the_page(
    client: Client, committed: Committed, texts: list[Sms], language: str, db: None
) -> None:
    url = SIGNUP if language == "ar" else "/en" + SIGNUP
    post(client, committed, url, full_name=NAME, phone="0512345678")
    assert User.objects.get().language == language


@pytest.mark.parametrize("known", [True, False])
def test_nobody_learns_whether_a_mobile_has_an_account(
    client: Client, committed: Committed, texts: list[Sms], known: bool, db: None
) -> None:
    if known:
        cast.make_person(email=None, phone="0512345678")
    before = User.objects.count()
    assert post(client, committed, SIGNUP, full_name=NAME, phone="0512345678") == PHONE_CODE
    page = client.get(PHONE_CODE)
    assert page.status_code == 200
    assert "can_change" not in page.context or not page.context["can_change"]
    assert page.context["can_resend"]
    assert len(texts) == 1
    assert User.objects.count() == before + (not known)
    assert has_code(texts[0].text) is not known


@pytest.mark.parametrize("known", [True, False])
def test_nobody_learns_whether_an_e_mail_has_an_account(
    client: Client, committed: Committed, known: bool, db: None
) -> None:
    if known:
        cast.make_person(email="new@example.org")
    leads = post(client, committed, SIGNUP, full_name=NAME, email="new@example.org")
    assert leads == EMAIL_CODE
    assert client.get(EMAIL_CODE).status_code == 200
    [letter] = mail.outbox
    assert letter.to == ["new@example.org"]
    assert has_code(letter.body) is not known


def test_a_known_mobile_beside_a_new_e_mail_makes_no_second_account(
    client: Client, committed: Committed, db: None
) -> None:
    cast.make_person(email=None, phone="0512345678")
    answers = {"full_name": NAME, "email": "new@example.org", "phone": "0512345678"}
    assert post(client, committed, SIGNUP, **answers) == EMAIL_CODE
    assert User.objects.count() == 1


def test_three_wrong_codes_end_it(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    post(client, committed, SIGNUP, full_name=NAME, phone="0512345678")
    right = code_in(texts[-1].text)
    wrong = "000000" if right != "000000" else "111111"
    for _attempt in range(3):
        post(client, committed, PHONE_CODE, code=wrong)
    post(client, committed, PHONE_CODE, code=right)
    assert signed_in_as(client) is None


def test_it_leads_to_where_one_was_going(
    client: Client, committed: Committed, texts: list[Sms], db: None
) -> None:
    where = "/membership/wadi/apply/"
    post(client, committed, SIGNUP, full_name=NAME, phone="0512345678", next=where)
    assert post(client, committed, PHONE_CODE, code=code_in(texts[-1].text)) == where
