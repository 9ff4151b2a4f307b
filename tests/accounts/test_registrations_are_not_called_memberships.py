"""The staff's page of one membership has the words of the association it is of."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import Membership, User
from tests import cast


@pytest.fixture
def registered(other_officer: User) -> Membership:
    """Of the association that serves beneficiaries; its officer reads English."""
    UserProfile.objects.create(user=other_officer, preferred_language="en")
    member = cast.make_member(other_officer.appointments.get().association)
    return Membership.objects.get(user=member)


def test_a_beneficiary_s_registration_is_ended(
    client: Client, other_officer: User, registered: Membership
) -> None:
    client.force_login(other_officer)
    page = client.get(f"/admin/memberships/{registered.pk}/").content.decode()
    assert "End the registration" in page
    assert "End the membership" not in page


def test_one_s_own_registration_is_decided_on_by_others(
    client: Client, other_officer: User, registered: Membership
) -> None:
    registered.user = other_officer
    registered.save()
    client.force_login(other_officer)
    url = f"/admin/memberships/{registered.pk}/"
    assert "on your own registration" in client.get(url).content.decode()
    assert "on your own registration" in client.post(f"{url}end/", {}).content.decode()
