"""A verb may name an argument that the form doesn't have: it is said above the form."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from services import casework
from services.models import ServiceRequest, State
from tests.services.factories import handed_over, stand

ABOVE, BESIDE = "لا يصح هذا الآن", "هذا غير واضح"


@pytest.fixture
def refuse(monkeypatch):
    """Make a verb refuse, by a field that no form has and, where told, by one of its own."""

    def set_up(verb, field=""):
        def refusing(**arguments):
            raise ValidationError({"nowhere": ABOVE} | ({field: BESIDE} if field else {}))

        monkeypatch.setattr(casework, verb, refusing)

    return set_up


def test_on_the_page_of_a_case(client, officer, committee_request, refuse):
    refuse("start_verification", "message")
    client.force_login(officer)
    answer = client.post(
        reverse("casework:move", args=[committee_request.reference, "start_verification"]),
        {"start_verification-version": 1, "start_verification-message": "بدأنا"},
    )
    assert answer.status_code == 422
    form = answer.context["sent"]
    assert (form.non_field_errors(), form.errors["message"]) == ([ABOVE], [BESIDE])
    assert ServiceRequest.objects.get(pk=committee_request.pk).state == State.SUBMITTED


def test_on_the_page_of_one_move(client, officer, committee_request, refuse):
    refuse("record_signature", "signed_name")
    ServiceRequest.objects.filter(pk=committee_request.pk).update(
        state=State.VERIFYING, answers={"need": "غير ذلك"}
    )
    client.force_login(officer)
    answer = client.post(
        reverse("casework:record_signature", args=[committee_request.reference]),
        {"version": 1, "method": "spoken", "signed_name": "نورة", "internal_note": "شاهد"},
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    assert (form.non_field_errors(), form.errors["signed_name"]) == ([ABOVE], [BESIDE])


def test_where_a_member_says_what_did_not_arrive(client, member, officer, direct_request, refuse):
    request = stand(direct_request, State.DELIVERING)
    request = casework.deliver_part(
        request=request, by=officer, version=request.version, **handed_over()
    )
    refuse("miss_delivery")
    client.force_login(member)
    key = request.deliveries.get().pk
    answer = client.post(
        reverse("services:missing_delivery", args=[request.reference, key]),
        {"sent": "yes", "words": "لم أجد أحدًا"},
    )
    assert answer.status_code == 422
    assert ABOVE in answer.content.decode()
    assert "لم أجد أحدًا" in answer.content.decode()


def test_where_a_member_answers(client, member, committee_request, refuse):
    refuse("answer")
    request = stand(committee_request, State.INFORMATION_REQUIRED)
    client.force_login(member)
    answer = client.post(
        reverse("services:answer", args=[request.reference]),
        {"version": request.version, "text": "النخيل"},
    )
    assert answer.status_code == 422
    assert ABOVE in answer.content.decode()
