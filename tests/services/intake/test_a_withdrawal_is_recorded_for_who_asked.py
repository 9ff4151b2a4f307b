"""Who asked by telephone withdraws by telephone, and an officer writes it down."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from services import casework
from services.intake.claiming import claim
from services.models import Notice, Route, ServiceRequest, State
from tests import cast
from tests.services.factories import make_request, make_service
from tests.services.intake.conftest import with_form
from tests.services.intake.taking import take

SAID = "وجدت كرسياً عند جارتي، شكراً"


@pytest.fixture
def taken(association, officer):
    """Taken in by telephone for somebody without an account; nobody has claimed it."""
    service = make_service(association, Route.COMMITTEE, title="إعانة", open_to="everyone")
    return take(officer, with_form(service))


def recorded(request, by, **changes):
    values = {"version": request.version, "text": SAID, "channel": "phone"}
    return casework.record_withdrawal(request=request, by=by, **(values | changes))


def test_the_request_ends_and_the_event_says_how_it_came(taken, officer):
    request = recorded(taken.request, officer)
    assert (request.state, request.is_closed) == (State.WITHDRAWN, True)
    assert request.closed_at is not None
    event = request.events.last()
    assert (event.move, event.actor, event.channel, event.message) == (
        "record_withdrawal",
        officer,
        "phone",
        SAID,
    )
    assert request.may_be_rated


def test_who_asked_is_told_by_the_way_they_left(taken, officer, committed):
    with committed():
        request = recorded(taken.request, officer)
    told = Notice.objects.filter(event=request.events.last(), to_staff=False)
    assert [one.channel for one in told] == [Notice.Channel.SMS]


def test_the_colleague_who_has_the_case_is_told(taken, officer, association, committed):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    request = casework.assign(
        request=taken.request, by=officer, version=taken.request.version, to=colleague
    )
    with committed():
        request = recorded(request, officer)
    told = Notice.objects.filter(event=request.events.last(), to_staff=True)
    assert [one.person for one in told] == [colleague]


def test_who_claims_it_reads_what_was_written_down_for_them(taken, officer, client):
    recorded(taken.request, officer, channel="visit")
    owner = cast.make_person("منيرة بنت سليمان")
    claim(by=owner, reference=taken.request.reference, code=taken.code)
    client.force_login(owner)
    page = client.get(reverse("services:request", args=[taken.request.reference]))
    assert SAID in page.content.decode()
    assert "زيارة" in page.content.decode()


def test_a_message_that_awaits_a_reply_goes_on_awaiting_it(committee_request, officer, member):
    casework.write(request=committee_request, by=member, text="متى تنتهون؟")
    request = ServiceRequest.objects.get(pk=committee_request.pk)
    assert recorded(request, officer).awaits_reply


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "س" * 2001}, "text"),
        ({"channel": "website"}, "channel"),
        ({"channel": ""}, "channel"),
    ],
)
def test_what_is_missing_or_too_much_is_refused(taken, officer, changes, field):
    with pytest.raises(ValidationError) as refused:
        recorded(taken.request, officer, **changes)
    assert field in refused.value.message_dict
    assert ServiceRequest.objects.get().state == State.SUBMITTED


def test_an_officer_withdraws_none_of_their_own_this_way(officer, committee_service):
    with pytest.raises(PermissionDenied):
        recorded(make_request(officer, committee_service), officer)


def test_the_officer_does_it_on_the_page_of_the_case_once_they_understood(client, taken, officer):
    client.force_login(officer)
    request = taken.request
    page = reverse("casework:case", args=[request.reference])
    address = reverse("casework:move", args=[request.reference, "record_withdrawal"])
    assert address in client.get(page).content.decode()
    fields = {"version": request.version, "channel": "phone", "text": SAID}
    sent = {f"record_withdrawal-{name}": value for name, value in fields.items()}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"record_withdrawal-understood": "on"}).status_code == 302
    newest = client.get(page).context["timeline"][-1]
    assert newest["words_of_applicant"]
    assert newest["by_hand"]


def test_officers_of_another_association_see_nothing_of_it(client, taken, other_officer):
    address = reverse("casework:move", args=[taken.request.reference, "record_withdrawal"])
    client.force_login(other_officer)
    assert client.post(address).status_code == 404
