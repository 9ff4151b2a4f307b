"""Where no officer of an association may act on a case, its supervisor does their part."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.appointments import end_appointment
from services import casework
from services.models import Kind, Recusal, ServiceRequest
from tests import cast
from tests.cast import Role
from tests.services.factories import make_request
from tests.services.work_lists import queue_of


@pytest.fixture
def own(officer, committee_service):
    """What the sole officer asks for."""
    return make_request(officer, committee_service)


@pytest.fixture
def colleague(association):
    return cast.make_staff(association, Role.RELATIONS_OFFICER, "مها بنت صالح")


def again(request):
    return ServiceRequest.objects.get(pk=request.pk)


def may_start(request, person):
    return "start_verification" in {one.name for one in again(request).moves_open_to(person)}


def recuse(request, person):
    Recusal.objects.create(request=request, person=person, reason="قرابة", recorded_by=person)


def test_the_sole_officers_own_request_is_checked_and_referred_by_the_supervisor(
    own, officer, supervisor
):
    assert queue_of(supervisor) == [own]
    assert not queue_of(officer)
    moved = casework.start_verification(request=own, by=supervisor, version=1)
    referred = casework.refer(
        request=moved,
        by=supervisor,
        version=moved.version,
        question="ما حال الأسرة؟",
        due_on=timezone.localdate(),
    )
    assert referred.state == "social_research"


def test_once_a_second_officer_is_there_it_is_theirs(own, supervisor, colleague):
    assert not queue_of(supervisor)
    assert queue_of(colleague) == [own]
    with pytest.raises(PermissionDenied):
        casework.start_verification(request=own, by=supervisor, version=1)


def test_what_the_officer_is_no_party_to_stays_the_officers(
    own, officer, supervisor, committee_request
):
    assert queue_of(supervisor) == [own]
    assert queue_of(officer) == [committee_request]
    assert not may_start(committee_request, supervisor)


def test_whatever_shuts_each_officer_out_the_list_holds_what_may_be_moved(
    association, officer, colleague, supervisor, member, committee_service
):
    cases = [make_request(member, committee_service) for _ in range(4)]
    cases += [make_request(one, committee_service) for one in (officer, officer, supervisor)]
    untouched, about_one, recused_both, mixed, own, own_and_recused, supervisors = cases
    ServiceRequest.objects.filter(pk__in=[about_one.pk, mixed.pk]).update(kind=Kind.COMPLAINT)
    about_one.complained_about.create(person=officer, named_by=member)
    mixed.complained_about.create(person=officer, named_by=member)
    recuse(mixed, colleague)
    for case in (recused_both, supervisors):
        recuse(case, officer)
        recuse(case, colleague)
    recuse(own_and_recused, colleague)
    left = {recused_both, mixed, own_and_recused}
    assert {case for case in cases if may_start(case, supervisor)} == left
    assert set(queue_of(supervisor)) == left

    end_appointment(appointment=colleague.appointments.get(), by=supervisor)
    left |= {about_one, own}
    assert {case for case in cases if may_start(case, supervisor)} == left
    assert set(queue_of(supervisor)) == left

    end_appointment(appointment=officer.appointments.get(), by=supervisor)
    left |= {untouched}
    assert {case for case in cases if may_start(case, supervisor)} == left
    assert set(queue_of(supervisor)) == left


def test_a_supervisor_of_elsewhere_stands_in_for_nobody(own, other_association):
    other = cast.make_staff(other_association, Role.SUPERVISOR)
    assert not queue_of(other)
    assert not may_start(own, other)


def test_an_officer_of_elsewhere_does_not_keep_it_from_the_supervisor(
    own, other_officer, supervisor
):
    assert queue_of(supervisor) == [own]
    assert not may_start(own, other_officer)


def test_who_asks_is_no_supervisor_of_their_own_request(association, supervisor, committee_service):
    own = make_request(supervisor, committee_service)
    assert not queue_of(supervisor)
    assert not may_start(own, supervisor)


def test_lists_and_pages_take_no_more_queries_for_more_that_is_left(
    client, own, officer, supervisor, committee_service
):
    client.force_login(supervisor)
    addresses = [
        f"{reverse('casework:list')}?tab=queue",
        reverse("casework:case", args=[own.reference]),
    ]

    def queries():
        taken = []
        for address in addresses:
            with CaptureQueriesContext(connection) as found:
                assert client.get(address).status_code == 200
            taken.append(len(found))
        return taken

    queries()
    few = queries()
    for _ in range(4):
        recuse(make_request(officer, committee_service), officer)
    assert len(queue_of(supervisor)) == 5
    assert queries() == few
