import pytest

from services import casework
from services.models import RequestEvent
from services.models.append_only import AppendOnlyError


def test_an_event_is_not_changed(committee_request):
    event = committee_request.events.get()
    event.message = "something else"
    with pytest.raises(AppendOnlyError):
        event.save()


def test_an_event_is_not_removed(committee_request):
    with pytest.raises(AppendOnlyError):
        committee_request.events.get().delete()


def test_events_are_not_changed_or_removed_in_bulk(committee_request):
    with pytest.raises(AppendOnlyError):
        committee_request.events.update(message="something else")
    with pytest.raises(AppendOnlyError):
        RequestEvent.objects.all().delete()


def test_an_attestation_is_not_changed(committee_request):
    attestation = committee_request.attestations.get()
    attestation.signed_name = "someone else"
    with pytest.raises(AppendOnlyError):
        attestation.save()
    with pytest.raises(AppendOnlyError):
        committee_request.attestations.update(signed_name="someone else")


def test_a_refused_move_leaves_no_event(committee_request, officer):
    with pytest.raises(casework.MoveNotAllowed):
        casework.present(request=committee_request, by=officer, version=1)
    assert committee_request.events.count() == 1
    assert committee_request.version == 1
