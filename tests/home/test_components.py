"""The living page shows every component, in both languages, to staff only."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from home.views.component_samples import samples

COMPONENTS = Path(settings.ROOT) / "templates" / "components"
# Parts of the frame that need a page of their own, or that are only ever part of another component.
NOT_SHOWN_BY_THEMSELVES = {"account_nav.html", "index.html"}
ADDRESSES = ["/components/", "/en/components/"]


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_a_member_may_not_see_it(client: Client, member: User, address: str) -> None:
    client.force_login(member)
    assert client.get(address).status_code == 403


def test_staff_see_every_component(client: Client, superuser: User, address: str) -> None:
    client.force_login(superuser)
    answer = client.get(address)
    assert answer.status_code == 200
    shown = {template.name for template in answer.templates}
    templates = {
        str(path.relative_to(COMPONENTS.parent))
        for path in COMPONENTS.glob("*.html")
        if path.name not in NOT_SHOWN_BY_THEMSELVES
    }
    assert sorted(templates - shown) == []


def test_every_icon_is_shown() -> None:
    drawn = {path.stem for path in (COMPONENTS / "icons").glob("*.html")}
    assert set(samples(language="ar")["icons"]) == drawn


def test_each_language_gets_its_own_samples(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    arabic, english = (client.get(address).content.decode() for address in ADDRESSES)
    assert '<html lang="ar" dir="rtl"' in arabic
    assert '<html lang="en" dir="ltr"' in english
    assert "طلب صرف العوائد" in arabic
    assert "Payment of returns" in english


def test_each_component_says_what_it_takes() -> None:
    undocumented = [
        path.name
        for path in COMPONENTS.rglob("*.html")
        if path.parent.name != "icons" and not path.read_text().startswith(("{#", "{% comment %}"))
    ]
    assert undocumented == []
