"""Supervisors appoint and dismiss in the admin, by the address that a person signed up with."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.queries import holds_role
from home.models import Association
from tests.cast import Role

LIST = "/admin/appointments/"


def answers(association: Association, **changes: str) -> dict[str, str]:
    return {
        "person": "person@example.org",
        "association": str(association.pk),
        "role": Role.RELATIONS_OFFICER,
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": "",
    } | changes


def test_a_supervisor_appoints_by_e_mail(
    client: Client, supervisor: User, person: User, association: Association
) -> None:
    client.force_login(supervisor)
    assert client.get(f"{LIST}new/").status_code == 200
    response = client.post(f"{LIST}new/", answers(association))
    assert response.headers["Location"] == LIST
    assert holds_role(person, association_id=association.pk, role=Role.RELATIONS_OFFICER)
    assert person.full_name in client.get(LIST).content.decode()


def test_a_supervisor_appoints_by_mobile(
    client: Client, supervisor: User, member: User, association: Association
) -> None:
    client.force_login(supervisor)
    client.post(f"{LIST}new/", answers(association, person="٠٥١٢٣٤٥٦٧٨"))
    assert holds_role(member, association_id=association.pk, role=Role.RELATIONS_OFFICER)


@pytest.mark.parametrize(
    "changes",
    [
        {"person": "nobody@example.org"},
        {"role": "king"},
        {"ends_on": "2001-01-01"},
        {"starts_on": ""},
    ],
)
def test_what_is_wrong_is_said(
    client: Client,
    supervisor: User,
    person: User,
    association: Association,
    changes: dict[str, str],
) -> None:
    client.force_login(supervisor)
    response = client.post(f"{LIST}new/", answers(association, **changes))
    assert response.status_code == 422
    assert response.context["form"].errors
    assert not Appointment.objects.filter(user=person).exists()


def test_nobody_is_appointed_elsewhere(
    client: Client, supervisor: User, person: User, other_association: Association
) -> None:
    client.force_login(supervisor)
    client.post(f"{LIST}new/", answers(other_association))
    assert not Appointment.objects.filter(user=person).exists()


def test_dismissing_at_once(
    client: Client, supervisor: User, officer: User, association: Association
) -> None:
    client.force_login(supervisor)
    appointment = Appointment.objects.get(user=officer)
    end = f"{LIST}{appointment.pk}/end/"
    assert client.get(end).status_code == 200
    client.post(end, {"when": "at_once"})
    assert not holds_role(officer, association_id=association.pk, role=Role.RELATIONS_OFFICER)


def test_setting_a_last_day(client: Client, supervisor: User, officer: User) -> None:
    client.force_login(supervisor)
    appointment = Appointment.objects.get(user=officer)
    day = timezone.localdate() + timedelta(days=30)
    end = f"{LIST}{appointment.pk}/end/"
    assert client.post(end, {"when": "later", "last_day": ""}).context["form"].errors
    client.post(end, {"when": "later", "last_day": day.isoformat()})
    appointment.refresh_from_db()
    assert appointment.ends_on == day


@pytest.mark.parametrize(
    "who", ["officer", "editor", "researcher", "committee_member", "member", "other_officer"]
)
def test_it_is_closed_to_others(
    client: Client, supervisor: User, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    own = Appointment.objects.get(user=supervisor)
    assert client.get(LIST).status_code == 302
    assert client.get(f"{LIST}new/").status_code == 302
    assert client.get(f"{LIST}{own.pk}/end/").status_code in (302, 404)
    client.post(f"{LIST}{own.pk}/end/", {"when": "at_once"})
    own.refresh_from_db()
    assert own.ended_at is None


def test_another_association_s_staff_is_not_in_it(
    client: Client, supervisor: User, other_officer: User
) -> None:
    client.force_login(supervisor)
    assert other_officer.full_name not in client.get(LIST).content.decode()
    theirs = Appointment.objects.get(user=other_officer)
    assert client.get(f"{LIST}{theirs.pk}/end/").status_code == 404
