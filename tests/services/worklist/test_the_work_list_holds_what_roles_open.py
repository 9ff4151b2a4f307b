"""The parts from which the work list is read hold together what `casework_of` opens, each once."""

import random

import pytest
from django.utils import timezone

from services.events import record
from services.models import ComplainedAbout, Intake, Recusal, Referral, ServiceRequest, State
from services.queries import CASEWORK_ROLES, casework_in, casework_of
from services.worklist.paging import NEWEST, URGENT
from services.worklist.tabs import Tab, Worklist
from tests import cast
from tests.services.factories import make_request, make_service


@pytest.fixture
def cases(association, other_association, member, officer):
    """Requests of two associations that came before some, or are kept from others, by chance."""

    def make(seed, person):
        chance = random.Random(seed)
        services = [make_service(association), make_service(other_association)]
        researcher = cast.make_staff(association, cast.Role.SOCIAL_RESEARCHER)
        for _ in range(50):
            case = make_request(
                chance.choice([member, member, member, person]), chance.choice(services)
            )
            for state in chance.sample([State.WITH_COMMITTEE, State.APPEALED, State.DELIVERING], 2):
                if chance.random() < 0.5:
                    case.refresh_from_db()
                    ServiceRequest.objects.filter(pk=case.pk).update(state=state)
                    case = ServiceRequest.objects.get(pk=case.pk)
                    record(request=case, by=officer, move="note", from_state="")
            if chance.random() < 0.5:
                Referral.objects.create(
                    request=case,
                    due_on=timezone.localdate(),
                    referred_by=officer,
                    assigned_to=chance.choice([None, person, researcher]),
                    recalled_at=chance.choice([None, None, timezone.now()]),
                )
            if chance.random() < 0.5:
                Intake.objects.create(request=case, taken_by=chance.choice([person, officer]))
            ServiceRequest.objects.filter(pk=case.pk).update(
                is_referred=case.referrals.exists(), is_taken_in=hasattr(case, "intake")
            )
            if chance.random() < 0.1:
                Recusal.objects.create(request=case, person=person, recorded_by=officer, reason="-")
            if chance.random() < 0.1:
                ComplainedAbout.objects.create(request=case, person=person, named_by=officer)

    return make


@pytest.mark.parametrize("seed", range(5))
def test_parts_are_what_roles_open_and_hold_nothing_twice(
    cases, association, other_association, seed
):
    chance = random.Random(seed)
    person = cast.make_member(association, "هند")
    for where in (association, other_association):
        for role in chance.sample(CASEWORK_ROLES, chance.choice([1, 1, 2, 3])):
            person.appointments.create(association=where, role=role, starts_on=cast.LONG_AGO)
    cases(seed, person)
    worklist = Worklist(person)
    for where in (association, other_association):
        parts = casework_in(person, where.pk, worklist.held[where.pk])
        found = [case.pk for part in parts for case in part]
        here = casework_of(person).filter(association=where)
        assert sorted(found) == sorted(here.values_list("pk", flat=True))
    for order, tab in ((NEWEST, Tab.ALL), (URGENT, Tab.OPEN), (NEWEST, Tab.OPEN)):
        windows = worklist.windows(tab, order)
        found = [case.pk for window in windows for case in window.requests]
        assert sorted(found) == sorted(casework_of(person).values_list("pk", flat=True))


@pytest.mark.parametrize("role", CASEWORK_ROLES)
def test_each_role_opens_some_and_none_of_it_twice(cases, association, role):
    person = cast.make_staff(association, role)
    cases(1, person)
    found = [case.pk for part in Worklist(person).requests(Tab.ALL) for case in part]
    assert found
    assert sorted(found) == sorted(casework_of(person).values_list("pk", flat=True))
