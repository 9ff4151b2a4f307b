"""An appeal made by telephone, a visit or a letter is written down by an officer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment
from services import casework
from services.casework import MoveNotAllowed
from services.committee.members import voters_of
from services.committee.sittings import waiting_cases
from services.models import Notice, ServiceRequest, State
from services.timeline import timeline
from tests import cast
from tests.cast import Role
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.factories import make_request

SAID = "لم ينظروا في التقرير الطبي"


@pytest.fixture
def rejected(case, trio, officer):
    """Not accepted by the first two of three; the third was absent."""
    item = opened(planned([case], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT), reason="لا يستوفي الشروط")
    return ServiceRequest.objects.get(pk=case.pk)


def recorded(request, by, **changes):
    values = {"version": request.version, "reason": SAID, "channel": "phone"}
    return casework.record_appeal(request=request, by=by, **(values | changes))


def test_it_is_heard_like_any_other_and_the_event_says_how_it_came(rejected, officer, trio):
    ServiceRequest.objects.filter(pk=rejected.pk).update(counts_from="2020-01-01")
    request = recorded(rejected, officer)
    assert (request.state, request.is_appealed) == (State.APPEALED, True)
    assert request.counts_from == timezone.localdate()
    event = request.events.last()
    assert (event.move, event.actor, event.channel, event.message) == (
        "record_appeal",
        officer,
        "phone",
        SAID,
    )
    assert list(waiting_cases(request.association, hears_appeals=True)) == [request]
    item = opened(planned([request], officer), [trio[2], trio[0]]).items.get()
    assert voters_of(item) == [trio[2]]


def test_the_decision_on_it_stands_beside_the_first(rejected, officer, trio, appeals_members):
    request = recorded(rejected, officer)
    item = opened(planned([request], officer), appeals_members).items.get()
    voted(item, dict.fromkeys(appeals_members, Choice.ACCEPT))
    request = ServiceRequest.objects.get(pk=request.pk)
    assert request.state == State.ACCEPTED
    letters = [entry.letter_url for entry in timeline(request) if entry.letter_url]
    assert len(set(letters)) == 2
    with pytest.raises(MoveNotAllowed):
        recorded(request, officer)


def test_it_is_made_within_the_window(rejected, officer, association):
    decision = rejected.decisions.get()
    decision.announced_at = timezone.now() - timedelta(days=association.appeal_days + 1)
    decision.save()
    with pytest.raises(MoveNotAllowed):
        recorded(rejected, officer)
    decision.announced_at = timezone.now() - timedelta(days=association.appeal_days)
    decision.save()
    assert recorded(rejected, officer).state == State.APPEALED


def test_an_officer_who_decided_writes_it_down_and_does_not_hear_it(rejected, trio, association):
    both = trio[0]
    Appointment.objects.create(
        user=both, association=association, role=Role.RELATIONS_OFFICER, starts_on=cast.LONG_AGO
    )
    request = recorded(rejected, both)
    assert "decide" not in {move.name for move in request.moves_open_to(both)}


def test_who_asked_and_who_works_on_it_are_told(rejected, officer, association, committed):
    colleague = cast.make_staff(association, Role.RELATIONS_OFFICER)
    request = casework.assign(request=rejected, by=officer, version=rejected.version, to=colleague)
    with committed():
        request = recorded(request, officer)
    told = Notice.objects.filter(event=request.events.last())
    assert told.filter(to_staff=False, person=request.person).exists()
    assert [one.person for one in told.filter(to_staff=True)] == [colleague]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"channel": "website"}, "channel"),
        ({"channel": ""}, "channel"),
    ],
)
def test_what_is_missing_is_refused(rejected, officer, changes, field):
    with pytest.raises(ValidationError) as refused:
        recorded(rejected, officer, **changes)
    assert field in refused.value.message_dict


@pytest.mark.parametrize("who", ["member", "supervisor", "researcher", "other_officer"])
def test_only_an_officer_writes_it_down(rejected, request, who):
    with pytest.raises(PermissionDenied):
        recorded(rejected, request.getfixturevalue(who))


def test_the_officer_does_it_on_the_page_of_the_case(client, rejected, officer, member):
    client.force_login(officer)
    page = reverse("casework:case", args=[rejected.reference])
    address = reverse("casework:move", args=[rejected.reference, "record_appeal"])
    assert address in client.get(page).content.decode()
    fields = {"version": rejected.version, "channel": "letter", "reason": SAID}
    sent = {f"record_appeal-{name}": value for name, value in fields.items()}
    assert client.post(address, sent).status_code == 302
    assert address not in client.get(page).content.decode()
    client.force_login(member)
    told = client.get(reverse("services:request", args=[rejected.reference])).content.decode()
    assert SAID in told
    assert "خطاب" in told or "رسالة" in told


def test_where_nothing_was_rejected_there_is_nothing_to_appeal(member, committee_service, officer):
    with pytest.raises(MoveNotAllowed):
        recorded(make_request(member, committee_service), officer)
