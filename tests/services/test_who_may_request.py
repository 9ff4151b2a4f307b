"""Members' services are for active members; everyone else is told what to do."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Membership, User
from services.eligibility import Reason, may_request
from services.models import ServicePage
from services.views.access import form_url

Status = Membership.Status


def test_an_active_member_may(member: User, service: ServicePage) -> None:
    eligibility = may_request(member, service)
    assert eligibility.allowed
    assert eligibility.membership == member.memberships.get()


def test_who_is_not_signed_in_or_deactivated_may_not(member: User, service: ServicePage) -> None:
    member.is_active = False
    assert may_request(AnonymousUser(), service).reason is Reason.SIGN_IN
    assert may_request(member, service).reason is Reason.SIGN_IN


def test_a_member_of_another_association_is_none_here(
    other_member: User, service: ServicePage
) -> None:
    assert may_request(other_member, service).reason is Reason.NOT_A_MEMBER


def test_a_service_for_everyone_is_open_to_everyone_signed_in(
    person: User, service: ServicePage
) -> None:
    service.open_to = ServicePage.OpenTo.EVERYONE
    assert may_request(person, service).allowed


@pytest.mark.parametrize("closed", [{"is_accepting": False}, {"live": False}])
def test_a_closed_service_is_open_to_nobody(
    member: User, service: ServicePage, closed: dict[str, bool]
) -> None:
    for name, value in closed.items():
        setattr(service, name, value)
    assert may_request(member, service).reason is Reason.CLOSED


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.PENDING, Reason.PENDING),
        (Status.DECLINED, Reason.DECLINED),
        (Status.ENDED, Reason.ENDED),
    ],
)
def test_the_page_says_what_to_do_and_asks_nothing(
    client: Client, member: User, service: ServicePage, status: str, reason: Reason
) -> None:
    member.memberships.update(status=status, reason="الرقم ليس في السجل")
    client.force_login(member)
    response = client.get(form_url(service))
    assert response.status_code == 403
    assert response.context["reason"] == reason.value
    assert "form" not in response.context
    text = response.content.decode()
    assert ("الرقم ليس في السجل" in text) is (reason is Reason.DECLINED)
    assert (response.context["apply_url"] in text) is (reason is not Reason.PENDING)


def test_the_page_for_a_stranger_leads_to_the_application(
    client: Client, person: User, service: ServicePage
) -> None:
    client.force_login(person)
    response = client.get(form_url(service))
    assert response.status_code == 403
    assert "/membership/wadi/apply/" in response.content.decode()


def test_who_is_not_signed_in_signs_in_and_comes_back(client: Client, service: ServicePage) -> None:
    response = client.get(form_url(service))
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={form_url(service)}"


def test_an_unpublished_service_is_not_found(
    client: Client, member: User, service: ServicePage
) -> None:
    service.unpublish()
    client.force_login(member)
    assert client.get(form_url(service)).status_code == 404
