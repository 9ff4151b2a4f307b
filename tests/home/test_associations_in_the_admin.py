"""Associations in the Wagtail admin: who changes them, and which colours are refused."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from home.models import Association

INDEX = "/admin/associations/"


def form_data(association: Association, **changes: str) -> dict[str, str]:
    fields = ["slug", "name_ar", "name_en", "legal_kind", "people_term", "digit_style"]
    numbers = {
        name: str(getattr(association, name))
        for name in (
            "promised_working_days",
            "near_days",
            "answer_days",
            "appeal_days",
            "committee_quorum",
            "rating_threshold",
        )
    }
    return {name: getattr(association, name) for name in fields} | numbers | changes


@pytest.fixture
def edit(association: Association) -> str:
    return f"{INDEX}edit/{association.pk}/"


def test_a_colour_on_which_white_cannot_be_read_is_refused(
    client: Client, superuser: User, association: Association, edit: str
) -> None:
    client.force_login(superuser)
    response = client.post(edit, form_data(association, brand_colour="#66cc66"))
    assert "4.5" in response.context["form"].errors["brand_colour"][0]
    association.refresh_from_db()
    assert association.brand_colour != "#66cc66"


def test_a_dark_colour_is_kept(
    client: Client, superuser: User, association: Association, edit: str
) -> None:
    client.force_login(superuser)
    assert client.post(edit, form_data(association, brand_colour="#0f5c73")).status_code == 302
    association.refresh_from_db()
    assert association.brand_colour == "#0f5c73"


def test_what_is_no_colour_is_refused(
    client: Client, superuser: User, association: Association, edit: str
) -> None:
    client.force_login(superuser)
    response = client.post(edit, form_data(association, brand_colour="green"))
    assert response.context["form"].errors["brand_colour"]


@pytest.mark.parametrize("who", ["editor", "supervisor", "officer"])
def test_staff_of_an_association_do_not_change_it(
    who: str, client: Client, request: pytest.FixtureRequest, edit: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(INDEX).status_code == 302
    assert client.get(edit).status_code == 302


def test_who_is_given_the_permission_may_change_it(client: Client, person: User, edit: str) -> None:
    group = Group.objects.create(name="desk")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_association"])
    )
    person.groups.add(group)
    client.force_login(person)
    assert client.get(edit).status_code == 200
    assert client.get(f"{INDEX}new/").status_code == 302


def test_the_admin_speaks_arabic_from_right_to_left(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    page = client.get(INDEX).content.decode()
    assert 'dir="rtl"' in page
    assert "الجمعيات" in page


def test_every_page_of_the_admin_has_the_house_s_style(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    assert "sila/css/admin.css" in client.get(INDEX).content.decode()


def test_help_does_not_lead_away_from_the_site(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    assert "releases.wagtail.org" not in client.get(INDEX).content.decode()


def test_what_is_not_arabic_is_written_from_left_to_right(
    client: Client, superuser: User, edit: str
) -> None:
    client.force_login(superuser)
    fields = client.get(edit).context["form"].fields
    latin = {name for name, field in fields.items() if field.widget.attrs.get("dir") == "ltr"}
    assert latin == {
        "slug", "name_en", "regulator_en", "register_number", "website", "brand_colour",
    }  # fmt: skip
