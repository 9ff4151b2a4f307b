"""Supervisors, and nobody else but superusers, give and take the roles of their association."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.appointments import appoint, end_appointment
from accounts.models import Appointment, User
from accounts.queries import associations_where, holds_role
from home.models import Association
from tests import cast
from tests.cast import Role

TODAY = timezone.localdate
WEEK = timedelta(days=7)


def test_a_supervisor_appoints_for_a_time(
    person: User, supervisor: User, association: Association
) -> None:
    appointment = appoint(
        user=person,
        association=association,
        role=Role.RELATIONS_OFFICER,
        starts_on=TODAY(),
        ends_on=TODAY() + WEEK,
        by=supervisor,
    )
    assert holds_role(person, association_id=association.pk, role=Role.RELATIONS_OFFICER)
    in_force = Appointment.objects.in_force
    assert appointment in in_force(TODAY() + WEEK)
    assert appointment not in in_force(TODAY() + WEEK + timedelta(days=1))


@pytest.mark.parametrize(
    "who", ["officer", "editor", "committee_member", "researcher", "member", "other_officer"]
)
def test_nobody_else_appoints(
    person: User, association: Association, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        appoint(
            user=person,
            association=association,
            role=Role.SUPERVISOR,
            starts_on=TODAY(),
            by=by,
        )
    assert not Appointment.objects.filter(user=person).exists()


def test_a_supervisor_does_not_appoint_elsewhere(
    person: User, supervisor: User, other_association: Association
) -> None:
    with pytest.raises(PermissionDenied):
        appoint(
            user=person,
            association=other_association,
            role=Role.RELATIONS_OFFICER,
            starts_on=TODAY(),
            by=supervisor,
        )


def test_a_superuser_appoints_the_first_supervisor(
    person: User, superuser: User, association: Association
) -> None:
    appoint(
        user=person,
        association=association,
        role=Role.SUPERVISOR,
        starts_on=TODAY(),
        by=superuser,
    )
    assert list(associations_where(person, [Role.SUPERVISOR])) == [association]


@pytest.mark.parametrize(
    ("starts", "ends", "allowed"),
    [
        (date(2030, 1, 1), date(2030, 1, 31), True),
        (date(2030, 1, 1), date(2030, 2, 1), False),
        (date(2030, 2, 10), date(2030, 2, 12), False),
        (date(2030, 2, 28), None, False),
        (date(2030, 1, 1), None, False),
        (date(2030, 3, 1), None, True),
    ],
)
def test_the_same_role_is_not_held_twice_on_one_day(
    person: User,
    superuser: User,
    association: Association,
    starts: date,
    ends: date | None,
    allowed: bool,
) -> None:
    Appointment.objects.create(
        user=person,
        association=association,
        role=Role.COMMITTEE_MEMBER,
        starts_on=date(2030, 2, 1),
        ends_on=date(2030, 2, 28),
    )

    def again() -> Appointment:
        return appoint(
            user=person,
            association=association,
            role=Role.COMMITTEE_MEMBER,
            starts_on=starts,
            ends_on=ends,
            by=superuser,
        )

    if allowed:
        assert again().pk
    else:
        with pytest.raises(ValidationError) as error:
            again()
        assert error.value.code == "overlap"


def test_it_ends_the_same_moment(officer: User, supervisor: User, association: Association) -> None:
    appointment = Appointment.objects.get(user=officer)
    end_appointment(appointment=appointment, by=supervisor)
    assert not holds_role(officer, association_id=association.pk, role=Role.RELATIONS_OFFICER)
    assert appointment in Appointment.objects.in_force(TODAY() - timedelta(days=1))


def test_one_that_began_today_ends_the_same_moment_too(
    person: User, supervisor: User, association: Association
) -> None:
    appointment = appoint(
        user=person,
        association=association,
        role=Role.SOCIAL_RESEARCHER,
        starts_on=TODAY(),
        by=supervisor,
    )
    end_appointment(appointment=appointment, by=supervisor)
    assert not holds_role(person, association_id=association.pk, role=Role.SOCIAL_RESEARCHER)


def test_who_was_dismissed_may_be_appointed_again_the_same_day(
    officer: User, supervisor: User, association: Association
) -> None:
    end_appointment(appointment=Appointment.objects.get(user=officer), by=supervisor)
    appoint(
        user=officer,
        association=association,
        role=Role.RELATIONS_OFFICER,
        starts_on=TODAY(),
        by=supervisor,
    )
    assert holds_role(officer, association_id=association.pk, role=Role.RELATIONS_OFFICER)


def test_it_may_end_on_a_later_day(officer: User, supervisor: User) -> None:
    appointment = Appointment.objects.get(user=officer)
    ended = end_appointment(appointment=appointment, by=supervisor, last_day=TODAY() + WEEK)
    assert ended.ends_on == TODAY() + WEEK
    assert appointment in Appointment.objects.in_force(TODAY())


def test_it_does_not_end_in_the_past(officer: User, supervisor: User) -> None:
    appointment = Appointment.objects.get(user=officer)
    with pytest.raises(ValidationError) as error:
        end_appointment(
            appointment=appointment, by=supervisor, last_day=TODAY() - timedelta(days=1)
        )
    assert error.value.code == "dates"


def test_what_is_over_is_not_ended_again(officer: User, supervisor: User) -> None:
    appointment = Appointment.objects.get(user=officer)
    end_appointment(appointment=appointment, by=supervisor)
    with pytest.raises(ValidationError) as error:
        end_appointment(appointment=appointment, by=supervisor)
    assert error.value.code == "ended"


def test_only_who_may_appoint_may_end(officer: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        end_appointment(appointment=Appointment.objects.get(user=officer), by=editor)


def test_a_deactivated_person_is_not_appointed(superuser: User, association: Association) -> None:
    gone = cast.make_person(is_active=False)
    with pytest.raises(ValidationError) as error:
        appoint(
            user=gone,
            association=association,
            role=Role.RELATIONS_OFFICER,
            starts_on=TODAY(),
            by=superuser,
        )
    assert error.value.code == "inactive"
