"""On the direct route too, nothing is delivered before its answers were attested as they stand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed
from services.models import Attestation, Route, ServiceRequest, State
from tests.services.factories import make_service, stand
from tests.services.intake.conftest import with_form
from tests.services.intake.taking import take

DAY = timezone.localdate() + timedelta(days=3)


@pytest.fixture
def unsigned(association, officer):
    """Taken in by telephone, never signed, and with a day stated."""
    service = make_service(association, Route.DIRECT, open_to="everyone")
    request = take(officer, with_form(service)).request
    return scheduled(request, officer)


def scheduled(request, officer):
    return casework.schedule(
        request=request, by=officer, version=request.version, expected_on=DAY, contact_note="هاتف"
    )


def start(request, officer):
    return casework.start_delivery(request=request, by=officer, version=request.version)


def case_page(client, request):
    return client.get(reverse("casework:case", args=[request.reference]))


def part(page, begin, end):
    return page.partition(f'id="{begin}"')[2].partition(f'id="{end}"')[0]


def test_what_nobody_signed_is_scheduled_and_not_delivered(unsigned, officer):
    with pytest.raises(MoveNotAllowed) as refused:
        start(unsigned, officer)
    assert len(refused.value.reasons) == 1
    assert ServiceRequest.objects.get(pk=unsigned.pk).state == State.SCHEDULED


def test_a_signature_that_is_recorded_opens_delivery(unsigned, officer):
    signed = casework.record_signature(
        request=unsigned,
        by=officer,
        version=unsigned.version,
        method=Attestation.Method.SPOKEN,
        signed_name="منيرة",
        internal_note="الشاهد خالد",
    )
    assert start(signed, officer).state == State.DELIVERING


def test_what_was_corrected_is_signed_again_before_delivery(direct_request, officer, member):
    request = scheduled(direct_request, officer)
    request = casework.correct(
        request=request,
        by=officer,
        version=request.version,
        answers={"need": "غير ذلك"},
        message="كما قلت",
    )
    with pytest.raises(MoveNotAllowed):
        start(request, officer)
    request = casework.sign(request=request, by=member, version=request.version, signed_name="نورة")
    assert start(request, officer).state == State.DELIVERING


def test_what_the_committee_accepted_was_signed_before(committee_request, officer):
    request = stand(committee_request, State.REGISTERING)
    assert start(request, officer).state == State.DELIVERING


def test_the_officer_reads_why_and_where_the_signature_is_recorded(client, unsigned, officer):
    client.force_login(officer)
    page = case_page(client, unsigned)
    shown = page.content.decode()
    assert reverse("casework:move", args=[unsigned.reference, "start_delivery"]) not in shown
    assert len(page.context["missing"]) == 1
    assert page.context["missing"][0] in part(shown, "next-section", "person-section")
    assert shown.count(reverse("casework:record_signature", args=[unsigned.reference])) == 2

    address = reverse("casework:move", args=[unsigned.reference, "start_delivery"])
    answer = client.post(address, {"start_delivery-version": unsigned.version})
    assert answer.status_code == 409
    said = [str(message).strip() for message in answer.context["messages"]]
    assert page.context["missing"][0] in said


def test_who_only_reads_the_case_is_told_nothing_of_it(client, unsigned, supervisor):
    client.force_login(supervisor)
    assert case_page(client, unsigned).context["missing"] == []


def test_signed_it_says_nothing(client, direct_request, officer):
    client.force_login(officer)
    page = case_page(client, scheduled(direct_request, officer))
    assert page.context["missing"] == []
