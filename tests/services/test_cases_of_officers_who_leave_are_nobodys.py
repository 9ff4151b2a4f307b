"""Once somebody may not have a case any more, nobody has it, and it stands among those."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.appointments import appoint, end_appointment
from services import casework, daily
from services.casework import MoveNotAllowed
from services.casework.assigning import unassign
from services.casework.moving import make_move
from services.committee.decisions import recuse
from services.intake.claiming import claim_offered
from services.models import Intake, Notice, ServiceRequest
from services.worklist.tabs import Tab
from tests import cast
from tests.cast import Role
from tests.services.committee.sittings import to_committee
from tests.services.factories import make_request, make_service
from tests.services.work_lists import under


@pytest.fixture
def colleague(association):
    return cast.make_staff(association, Role.RELATIONS_OFFICER, "مها بنت صالح")


@pytest.fixture
def assigned(committee_request, officer):
    return casework.assign(request=committee_request, by=officer, version=1, to=officer)


def again(request):
    return ServiceRequest.objects.get(pk=request.pk)


def run():
    [outcome] = [one for one in daily.run_daily() if one.name == "unassign"]
    return outcome.done, outcome.failed


def serves_no_more(person):
    yesterday = timezone.localdate() - timedelta(days=1)
    person.appointments.update(ends_on=yesterday)


def test_whose_appointment_is_ended_has_no_open_case_the_same_moment(
    assigned, officer, colleague, superuser, committed
):
    assert not under(Tab.UNASSIGNED, colleague)
    with committed():
        end_appointment(appointment=officer.appointments.get(), by=superuser)
    assert under(Tab.UNASSIGNED, colleague) == [assigned]
    event = again(assigned).events.last()
    assert (event.move, event.actor, event.message) == ("unassign", None, "")
    assert officer.full_name in event.internal_note
    assert not Notice.objects.filter(event=event).exists()
    assert run() == (0, 0)


def test_whose_last_day_has_passed_has_none_after_the_daily_run(assigned, officer, colleague):
    officer.appointments.update(ends_on=timezone.localdate())
    assert run() == (0, 0)
    serves_no_more(officer)
    assert run() == (1, 0)
    assert under(Tab.UNASSIGNED, colleague) == [assigned]
    assert run() == (0, 0)


def test_who_is_deactivated_has_none_after_the_daily_run(assigned, officer):
    officer.is_active = False
    officer.save()
    assert run() == (1, 0)
    assert again(assigned).assigned_to is None


def test_what_is_closed_stays_whose_it_was(assigned, officer, member):
    casework.withdraw(request=assigned, by=member, version=assigned.version)
    serves_no_more(officer)
    assert run() == (0, 0)
    assert again(assigned).assigned_to == officer


def test_who_still_is_an_officer_there_keeps_theirs(
    assigned, association, other_association, officer, superuser, committed
):
    for where, role in (
        (association, Role.SUPERVISOR),
        (other_association, Role.RELATIONS_OFFICER),
    ):
        other = appoint(
            user=officer, association=where, role=role, starts_on=cast.LONG_AGO, by=superuser
        )
        with committed():
            end_appointment(appointment=other, by=superuser)
    officer.appointments.create(
        association=association,
        role=Role.RELATIONS_OFFICER,
        starts_on=cast.LONG_AGO,
        ends_on=cast.LONG_AGO,
    )
    assert run() == (0, 0)
    assert again(assigned).assigned_to == officer


def test_of_two_associations_only_that_which_they_left_is_concerned(
    assigned, officer, other_association, other_member, superuser, committed
):
    cast.Appointment.objects.create(
        user=officer,
        association=other_association,
        role=Role.RELATIONS_OFFICER,
        starts_on=cast.LONG_AGO,
    )
    elsewhere = make_request(other_member, make_service(other_association))
    casework.assign(request=elsewhere, by=officer, version=1, to=officer)
    with committed():
        end_appointment(
            appointment=officer.appointments.get(association=other_association), by=superuser
        )
    assert again(elsewhere).assigned_to is None
    assert again(assigned).assigned_to == officer


def test_the_site_alone_unassigns_so_and_only_where_it_should(assigned, officer, supervisor):
    for person in (officer, supervisor, assigned.person):
        with pytest.raises(PermissionDenied):
            make_move("unassign", request=assigned, by=person, version=None)
    with pytest.raises(MoveNotAllowed):
        unassign(assigned)
    nobodys = casework.assign(request=assigned, by=officer, version=assigned.version, to=None)
    with pytest.raises(MoveNotAllowed):
        unassign(nobodys)


def test_the_site_assigns_nothing_to_anybody(assigned):
    with pytest.raises(PermissionDenied):
        casework.assign(request=assigned, by=None, version=None, to=None)


def test_who_is_recused_has_the_case_no_more(assigned, association, officer, colleague):
    cast.Appointment.objects.create(
        user=officer, association=association, role=Role.COMMITTEE_MEMBER, starts_on=cast.LONG_AGO
    )
    case = to_committee(assigned, officer)
    assert case.assigned_to == officer
    recuse(request=case, person=officer, reason="قرابة", by=colleague)
    assert again(case).assigned_to is None
    assert under(Tab.UNASSIGNED, colleague) == [case]


def test_another_recusal_leaves_it_whose_it_is(assigned, officer, committee_member, member):
    case = to_committee(assigned, officer)
    recuse(request=case, person=committee_member, reason="قرابة", by=officer)
    assert again(case).assigned_to == officer


def test_who_claims_a_request_has_it_as_a_case_no_more(assigned, officer, colleague):
    ServiceRequest.objects.filter(pk=assigned.pk).update(person=None, membership=None)
    Intake.objects.create(
        request=assigned,
        full_name=officer.full_name,
        email=officer.email,
        taken_by=colleague,
    )
    claimed = claim_offered(by=officer, reference=assigned.reference)
    assert (claimed.person, claimed.assigned_to) == (officer, None)
