"""Taking in speaks of members where the association has members, of beneficiaries where not."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import User
from home.models import Association
from services.models import Route
from tests.services.factories import make_service

START = "/admin/requests/new/"


def first_step(client: Client, officer: User, association: Association, open_to: str) -> str:
    """The page that asks who asks, in English."""
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})
    service = make_service(association, Route.DIRECT, open_to=open_to)
    client.force_login(officer)
    page = client.post(START, {"service": service.pk}, follow=True)
    return str(page.content.decode().split("<main", 1)[1])


@pytest.mark.parametrize("open_to", ["members", "everyone"])
def test_beneficiaries_are_not_called_members(
    client: Client, other_officer: User, other_association: Association, open_to: str
) -> None:
    page = first_step(client, other_officer, other_association, open_to)
    assert "Find a beneficiary" in page
    assert not [word for word in page.split() if word.lower().startswith("member")]


def test_members_are_called_members(
    client: Client, officer: User, association: Association
) -> None:
    page = first_step(client, officer, association, "members")
    assert "Find a member" in page
    assert "This service is for members: choose one." in page
