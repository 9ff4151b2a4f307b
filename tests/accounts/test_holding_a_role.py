"""A role is held from its first day to its last, in its own association only."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.queries import holds_role
from home.models import Association
from tests.cast import Role


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(0, None, True), (-9, 0, True), (0, 0, True), (1, None, False), (-9, -1, False)],
)
def test_a_role_is_held_on_its_first_and_last_day_and_not_outside_them(
    person: User, association: Association, starts: int, ends: int | None, held: bool
) -> None:
    today = timezone.localdate()
    Appointment.objects.create(
        user=person,
        association=association,
        role=Role.RELATIONS_OFFICER,
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )
    assert holds_role(person, association_id=association.pk, role=Role.RELATIONS_OFFICER) is held


def test_a_role_in_one_association_is_none_in_another(
    officer: User, association: Association, other_association: Association
) -> None:
    role = Role.RELATIONS_OFFICER
    assert holds_role(officer, association_id=association.pk, role=role)
    assert not holds_role(officer, association_id=other_association.pk, role=role)
    assert not holds_role(officer, association_id=association.pk, role=Role.SUPERVISOR)


def test_nobody_holds_a_role_without_signing_in_or_when_deactivated(
    officer: User, association: Association
) -> None:
    officer.is_active = False
    role = Role.RELATIONS_OFFICER
    assert not holds_role(officer, association_id=association.pk, role=role)
    assert not holds_role(AnonymousUser(), association_id=association.pk, role=role)
