import threading
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction

from services import casework
from services.casework import MoveNotAllowed, StaleRequest
from services.models import ServiceRequest, State
from tests import cast
from tests.services.factories import make_request, make_service


def test_a_move_on_an_older_version_tells_who_moved_it_meanwhile(
    committee_request, officer, association
):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER, "هيفاء بنت عمر")
    seen = committee_request.version
    casework.start_verification(request=committee_request, by=colleague, version=seen)
    with pytest.raises(StaleRequest) as refused:
        casework.start_verification(request=committee_request, by=officer, version=seen)
    assert refused.value.event is not None
    assert refused.value.event.actor == colleague
    assert refused.value.event.move == "start_verification"
    assert committee_request.events.count() == 2


def test_staleness_is_told_even_where_the_move_would_still_be_possible(
    committee_request, officer, member
):
    casework.start_verification(request=committee_request, by=officer, version=1)
    with pytest.raises(StaleRequest):
        casework.withdraw(request=committee_request, by=member, version=1)


def test_words_said_since_do_not_stand_before_the_move_that_was_first(
    committee_request, officer, member, association
):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER, "هيفاء بنت عمر")
    casework.start_verification(request=committee_request, by=colleague, version=1)
    casework.write(request=committee_request, by=member, text="متى يصل؟")
    casework.note(request=committee_request, by=officer, text="للزملاء")
    with pytest.raises(StaleRequest) as refused:
        casework.start_verification(request=committee_request, by=officer, version=1)
    assert refused.value.event is not None
    assert (refused.value.event.move, refused.value.event.actor) == (
        "start_verification",
        colleague,
    )


def test_a_stranger_does_not_learn_that_a_request_moved(committee_request, officer, other_officer):
    casework.start_verification(request=committee_request, by=officer, version=1)
    with pytest.raises(PermissionDenied):
        casework.start_verification(request=committee_request, by=other_officer, version=1)


def test_a_stale_copy_cannot_be_saved_over_a_moved_request(committee_request, officer):
    stale = ServiceRequest.objects.get(pk=committee_request.pk)
    casework.start_verification(request=committee_request, by=officer, version=1)
    stale.contact_note = "old"
    with pytest.raises(Exception, match="state has been changed"), transaction.atomic():
        stale.save()
    committee_request.refresh_from_db()
    assert committee_request.state == State.VERIFYING


def move_once(request, officer):
    """What became of the move, tried again while SQLite in memory refuses to wait for its lock."""
    while True:
        try:
            casework.start_verification(request=request, by=officer, version=1)
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        except (StaleRequest, MoveNotAllowed) as refused:
            return type(refused).__name__
        else:
            return "moved"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_moves_at_once_one_wins():
    association = cast.make_association("wadi")
    member = cast.make_member(association)
    officers = [cast.make_staff(association, cast.Role.RELATIONS_OFFICER) for _ in range(2)]
    request = make_request(member, make_service(association))
    together = threading.Barrier(2)
    outcomes: Counter[str] = Counter()

    def move(officer):
        try:
            together.wait(timeout=10)
            outcomes[move_once(request, officer)] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=(officer,)) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert outcomes == {"moved": 1, "StaleRequest": 1}
    assert request.events.filter(move="start_verification").count() == 1
    assert ServiceRequest.objects.get(pk=request.pk).version == 2
