"""Superusers enter and correct people in the admin; a person's own name is theirs to change."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests import cast

USERS = "/admin/users/"


@pytest.fixture
def operator(client: Client, superuser: User) -> Client:
    client.force_login(superuser)
    return client


def names(client: Client, query: str) -> list[str]:
    response = client.get(USERS, {"q": query})
    assert response.status_code == 200
    return [user.full_name for user in response.context["object_list"]]


@pytest.mark.parametrize("query", ["نوره فهد", "member@example", "0512345678", "٠٥١٢٣٤٥٦٧٨"])
def test_a_person_is_found_however_one_writes(
    operator: Client, member: User, person: User, query: str
) -> None:
    assert names(operator, query) == [member.full_name]


def test_a_person_is_entered_with_a_mobile_alone_and_signs_in_by_code(
    operator: Client, client: Client
) -> None:
    assert operator.get(f"{USERS}new/").status_code == 200
    operator.post(
        f"{USERS}new/",
        {"full_name": "سعاد بنت علي", "phone": "٠٥١٢٣٤٥٦٧٨", "language": "ar", "is_active": "on"},
    )
    user = User.objects.get(full_name="سعاد بنت علي")
    assert (user.email, user.phone, user.phone_verified) == (None, "+966512345678", True)
    assert not user.has_usable_password()


def test_an_address_entered_here_counts_as_proved(operator: Client, member: User) -> None:
    edit = f"{USERS}edit/{member.pk}/"
    assert operator.get(edit).status_code == 200
    operator.post(
        edit,
        {
            "full_name": member.full_name,
            "email": "Moved@example.org",
            "phone": member.phone,
            "language": "ar",
            "is_active": "on",
        },
    )
    member.refresh_from_db()
    assert member.email == "moved@example.org"
    rows = EmailAddress.objects.filter(user=member).values_list("email", "verified", "primary")
    assert list(rows) == [("moved@example.org", True, True)]
    visitor = Client()
    visitor.post("/account/login/", {"login": member.email, "password": cast.PASSWORD})
    assert visitor.session.get("_auth_user_id") == str(member.pk)


@pytest.mark.parametrize(
    "answers",
    [
        {"full_name": "بلا عنوان"},
        {"full_name": "", "email": "x@example.org"},
        {"full_name": "رقم غريب", "phone": "12345"},
        {"full_name": "بريد مأخوذ", "email": "root@example.org"},
    ],
)
def test_what_is_wrong_is_said(operator: Client, answers: dict[str, str]) -> None:
    response = operator.post(f"{USERS}new/", answers | {"language": "ar", "is_active": "on"})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert User.objects.count() == 1


def test_nobody_takes_their_own_rights_away(operator: Client, superuser: User) -> None:
    operator.post(
        f"{USERS}edit/{superuser.pk}/",
        {"full_name": "مدير آخر", "email": superuser.email, "language": "ar"},
    )
    superuser.refresh_from_db()
    assert superuser.full_name == "مدير آخر"
    assert superuser.is_superuser
    assert superuser.is_active


@pytest.mark.parametrize("who", ["officer", "supervisor", "editor"])
def test_only_superusers_open_it(
    client: Client, who: str, member: User, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    for url in (USERS, f"{USERS}new/", f"{USERS}edit/{member.pk}/", "/admin/groups/"):
        assert client.get(url).status_code == 302


def test_staff_change_their_name_on_the_account_page(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = client.get("/admin/account/")
    assert page.status_code == 200
    assert "name_email-full_name" in page.content.decode()
    assert "password" not in page.content.decode().split("<form")[1]
    data = {
        "name_email-full_name": "خالد بن ناصر بن فهد",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Asia/Riyadh",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    response = client.post("/admin/account/", data)
    assert response.status_code == 302
    officer.refresh_from_db()
    assert officer.full_name == "خالد بن ناصر بن فهد"
    assert 'lang="en"' in client.get("/admin/").content.decode()
