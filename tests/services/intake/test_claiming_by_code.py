"""Who was told a code makes the request their own with it, and nobody else does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from services import casework
from services.casework import MoveNotAllowed
from services.intake.claiming import claim, claim_offered, renew_code
from services.intake.codes import MOST_TRIES, MistypedCode, code_in_force, read_code, show_code
from services.intake.people import offered_to
from services.intake.taking import Unregistered
from services.models import Intake, ServiceRequest
from services.queries import own_requests
from services.references import new_reference
from tests import cast
from tests.services.api.test_api_serves_members import token_of
from tests.services.intake.taking import some_code, take

CLAIM = reverse("services:claim")


@pytest.fixture
def taken(officer, open_service):
    return take(officer, open_service)


def other_code(code: str) -> str:
    while (other := some_code()) == code:
        pass
    return other


def refused(**words: object) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        claim(**words)  # type: ignore[arg-type]
    return error.value


def test_a_code_is_read_in_any_digits_and_grouping():
    code = some_code()
    arabic = show_code(code).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_code(f" {arabic} ") == code


def test_a_misheard_digit_is_told_from_a_wrong_code():
    code = some_code()
    with pytest.raises(MistypedCode):
        read_code(code[:-1] + str((int(code[-1]) + 1) % 10))
    with pytest.raises(MistypedCode):
        read_code(code[:-1])


def test_the_code_makes_the_request_one_s_own(person, taken):
    request = claim(by=person, reference=taken.request.reference, code=show_code(taken.code))
    assert list(own_requests(person)) == [request]
    assert request.contact_by == "email"
    event = request.events.last()
    assert (event.move, event.actor) == ("claim", person)
    intake = Intake.objects.get()
    assert intake.claimed_at is not None
    assert intake.code_digest == intake.code_nonce == ""


def test_an_active_membership_comes_along(taken, association):
    member = cast.make_member(association)
    request = claim(by=member, reference=taken.request.reference, code=taken.code)
    assert request.membership == member.memberships.get()


def test_an_ended_one_does_not(taken, association):
    member = cast.make_member(association)
    member.memberships.update(status=Membership.Status.ENDED)
    request = claim(by=member, reference=taken.request.reference, code=taken.code)
    assert request.membership is None


def test_a_code_claims_once(person, member, taken):
    claim(by=person, reference=taken.request.reference, code=taken.code)
    refused(by=member, reference=taken.request.reference, code=taken.code)
    assert ServiceRequest.objects.get().person == person


def test_an_unknown_reference_is_told_as_a_wrong_code(person, taken):
    wrong = refused(by=person, reference=taken.request.reference, code=other_code(taken.code))
    nobodys = new_reference(lambda reference: reference == taken.request.reference)
    unknown = refused(by=person, reference=nobodys, code=taken.code)
    assert wrong.messages == unknown.messages


def test_after_five_wrong_tries_the_right_code_is_refused(person, taken):
    for _number in range(MOST_TRIES):
        refused(by=person, reference=taken.request.reference, code=other_code(taken.code))
    refused(by=person, reference=taken.request.reference, code=taken.code)
    assert Intake.objects.get().failed_tries == MOST_TRIES


def test_after_four_it_is_not(person, taken):
    for _number in range(MOST_TRIES - 1):
        refused(by=person, reference=taken.request.reference, code=other_code(taken.code))
    assert claim(by=person, reference=taken.request.reference, code=taken.code)


def test_mistyping_is_no_try(person, taken):
    error = refused(by=person, reference=taken.request.reference, code="12")
    assert "code" in error.error_dict
    assert Intake.objects.get().failed_tries == 0


def test_a_code_holds_ninety_days(person, taken):
    old = timezone.now() - timedelta(days=90, minutes=1)
    Intake.objects.update(code_made_at=old)
    refused(by=person, reference=taken.request.reference, code=taken.code)
    Intake.objects.update(code_made_at=old + timedelta(minutes=2))
    assert claim(by=person, reference=taken.request.reference, code=taken.code)


def test_who_took_it_in_can_t_claim_it(officer, taken):
    refused(by=officer, reference=taken.request.reference, code=taken.code)


def test_a_new_code_voids_the_one_before(officer, person, taken, committed, texts):
    for _number in range(MOST_TRIES):
        refused(by=person, reference=taken.request.reference, code=other_code(taken.code))
    with committed():
        code = renew_code(request=taken.request, by=officer, version=taken.request.version)
    assert code in texts[0].text.replace("\u00a0", "")
    refused(by=person, reference=taken.request.reference, code=taken.code)
    request = claim(by=person, reference=taken.request.reference, code=code)
    assert [event.move for event in request.events.all()] == ["submit", "renew_code", "claim"]


def test_a_code_from_before_codes_could_be_sent_again_holds_until_it_is_renewed(
    officer, person, taken
):
    Intake.objects.update(code_nonce="")
    assert code_in_force(Intake.objects.get()) == ""
    refused(by=person, reference=taken.request.reference, code=other_code(taken.code))
    assert claim(by=person, reference=taken.request.reference, code=taken.code)


def test_such_a_code_is_voided_by_a_new_one(officer, person, taken):
    Intake.objects.update(code_nonce="")
    code = renew_code(request=taken.request, by=officer, version=taken.request.version)
    refused(by=person, reference=taken.request.reference, code=taken.code)
    assert code_in_force(Intake.objects.get()) == code
    assert claim(by=person, reference=taken.request.reference, code=code)


def test_only_officers_make_a_new_code(
    delegate, member, officer, supervisor, other_officer, open_service
):
    request = take(delegate, open_service).request
    for by in (delegate, member, supervisor, other_officer):
        with pytest.raises(PermissionDenied):
            renew_code(request=request, by=by, version=request.version)


def test_a_claimed_request_gets_no_new_code(officer, person, taken):
    request = claim(by=person, reference=taken.request.reference, code=taken.code)
    with pytest.raises(MoveNotAllowed):
        renew_code(request=request, by=officer, version=request.version)


# A proved address


def test_a_proved_mobile_is_offered_the_request(officer, open_service):
    asker = cast.make_person(phone="+966555000001")
    request = take(officer, open_service).request
    assert [one.request for one in offered_to(asker)] == [request]
    assert claim_offered(by=asker, reference=request.reference).person == asker
    assert not offered_to(asker).exists()


def test_an_unproved_one_is_not(officer, open_service):
    asker = cast.make_person(phone="+966555000001", phone_verified=False)
    request = take(officer, open_service).request
    assert not offered_to(asker).exists()
    with pytest.raises(Intake.DoesNotExist):
        claim_offered(by=asker, reference=request.reference)


def test_a_proved_e_mail_address_too(officer, open_service, person):
    take(officer, open_service, Unregistered("سالم", email=person.email.upper()))
    assert offered_to(person).count() == 1
    person.emailaddress_set.update(verified=False)
    assert not offered_to(person).exists()


def test_the_dashboard_offers_it_and_asks_first(client, officer, open_service):
    asker = cast.make_person(phone="+966555000001")
    request = take(officer, open_service).request
    client.force_login(asker)
    page = reverse("services:take_over", args=[request.reference])
    assert page in client.get(reverse("services:dashboard")).content.decode()
    client.get(page)
    assert ServiceRequest.objects.get().person is None
    answer = client.post(page)
    assert answer["Location"] == reverse("services:request", args=[request.reference])
    assert ServiceRequest.objects.get().person == asker


def test_nobody_else_is_asked(client, person, taken):
    client.force_login(person)
    page = reverse("services:take_over", args=[taken.request.reference])
    assert client.get(page).status_code == client.post(page).status_code == 404
    assert page not in client.get(reverse("services:dashboard")).content.decode()


# The page and the API


def test_the_page_claims(client, person, taken):
    client.force_login(person)
    answer = client.post(CLAIM, {"reference": taken.request.reference, "code": taken.code})
    assert answer["Location"] == reverse("services:request", args=[taken.request.reference])
    page = client.get(answer["Location"])
    assert page.status_code == 200


def test_the_page_keeps_what_was_typed(client, person, taken):
    client.force_login(person)
    wrong = other_code(taken.code)
    answer = client.post(CLAIM, {"reference": taken.request.reference, "code": wrong})
    assert answer.status_code == 422
    assert wrong in answer.content.decode()


def test_the_page_is_for_who_is_signed_in(client, taken):
    assert "login" in client.get(CLAIM)["Location"]


def test_tries_are_limited(client, person, taken, settings):
    settings.ACCOUNT_RATE_LIMITS = {"claim_request": "2/h/user"}
    client.force_login(person)
    wrong = {"reference": new_reference(lambda reference: False), "code": other_code(taken.code)}
    assert [client.post(CLAIM, wrong).status_code for _number in range(3)] == [422, 422, 429]


def test_the_api_claims(client, person, taken):
    headers = {"X-Session-Token": token_of(person)}
    sent = {"reference": taken.request.reference, "code": taken.code}
    address = "/api/v3/requests/claim/"
    answer = client.post(
        address, {**sent, "code": other_code(taken.code)}, "application/json", headers=headers
    )
    assert answer.status_code == 422
    answer = client.post(address, sent, "application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    assert answer.json()["reference"] == taken.request.reference
    event = ServiceRequest.objects.get().events.last()
    assert (event.move, event.channel) == ("claim", "api")


def test_afterwards_it_is_like_any_request_of_one_s_own(client, person, taken):
    request = claim(by=person, reference=taken.request.reference, code=taken.code)
    assert not request.is_attested
    moves = {move.name for move in request.moves_open_to(person)}
    assert {"sign", "attach", "withdraw"} <= moves
    moved = casework.withdraw(request=request, by=person, version=request.version)
    assert moved.state == "withdrawn"
