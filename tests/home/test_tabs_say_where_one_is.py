"""Sections of a part of the site, of which the one that is open is marked."""

import pytest
from django.template import Context
from django.test import RequestFactory

from home.templatetags.sila import tab_list

SECTIONS = ("Details", "/account/", "E-mail", "/account/email/", "Security", "/account/2fa/")


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/account/", ["Details"]),
        ("/account/email/", ["E-mail"]),
        ("/account/2fa/totp/activate/", ["Security"]),
        ("/account/reauthenticate/", []),
    ],
)
def test_a_section_is_current_at_its_address_and_below(path: str, current: list[str]) -> None:
    tabs = tab_list(Context({"request": RequestFactory().get(path)}), *SECTIONS)
    assert [tab["title"] for tab in tabs] == ["Details", "E-mail", "Security"]
    assert [tab["title"] for tab in tabs if tab["current"]] == current
