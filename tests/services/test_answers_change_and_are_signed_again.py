"""Answers and files change after submission: who may, what is refused, what stays signed."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from services import casework
from services.attested import changed_since_signature, signatures
from services.casework import MoveNotAllowed, StaleRequest
from services.models import Attestation, ServiceRequest, State
from services.submission import submit
from services.uploads import MOST_FILES
from tests.services.filled_in import ID_NUMBER, NAME, TYPED, amended, as_typed, pdf, posted


@pytest.fixture
def sent(member, service):
    """A request with an answer of every kind."""
    return submit(
        person=member,
        service=service,
        answers=TYPED,
        files={"report": [pdf()]},
        signed_name=NAME,
    )


def corrected(request, by, files=None, **changes):
    return casework.correct(
        request=request,
        by=by,
        version=request.version,
        answers=as_typed(request, **changes),
        files=files,
        message="كما طلبت",
    )


def test_the_member_changes_an_answer_and_signs_again(sent, member):
    before = dict(sent.answers)
    request = amended(sent, member, need="سرير طبي")
    assert request.answers == before | {"need": "سرير طبي"}
    first, second = request.attestations.all()
    assert (first.answers["need"], second.answers["need"]) == ("كرسي متحرك", "سرير طبي")
    assert request.is_attested
    assert request.events.last().move == "amend"


def test_the_form_comes_back_as_it_was_though_editors_changed_it(sent, member, service):
    service.form_fields.all().delete()
    assert amended(sent, member, need="سرير").answers["need"] == "سرير"


def test_sending_the_same_again_changes_nothing(sent, member):
    with pytest.raises(ValidationError):
        amended(sent, member)
    assert sent.attestations.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"), [({"need": ""}, "need"), ({"mobile": "12"}, "mobile")]
)
def test_what_is_wrong_is_told_by_field(sent, member, changes, field):
    with pytest.raises(ValidationError) as refused:
        amended(sent, member, **changes)
    assert field in refused.value.error_dict
    sent.refresh_from_db()
    assert sent.answers["need"] == "كرسي متحرك"


def test_a_national_id_stays_masked_and_may_be_changed(sent, member):
    kept = sent.answers["id_number"]
    assert as_typed(sent)["id_number"] != ID_NUMBER
    request = amended(sent, member, need="سرير")
    assert request.answers["id_number"] == kept
    request = amended(request, member, id_number="2000000006")
    assert request.answers["id_number"] != kept
    assert "2000000006" not in str([one.answers for one in request.attestations.all()])


def test_nobody_changes_another_ones_request(sent, officer, other_member):
    for person in (officer, other_member):
        with pytest.raises(PermissionDenied):
            amended(sent, person, need="سرير")


def test_answers_stand_once_the_committee_has_the_request(member, officer, committee_request):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(state=State.WITH_COMMITTEE)
    request = ServiceRequest.objects.get(pk=committee_request.pk)
    with pytest.raises(MoveNotAllowed):
        amended(request, member, need="سرير")
    with pytest.raises(MoveNotAllowed):
        corrected(request, officer, need="سرير")


def test_two_who_change_at_once_do_not_overwrite_each_other(sent, member, officer):
    corrected(sent, officer, need="سرير")
    with pytest.raises(StaleRequest):
        amended(sent, member, need="كرسي")


def test_what_the_officer_corrects_waits_for_a_signature(sent, member, officer):
    request = corrected(sent, officer, files={"report": [pdf("جديد.pdf", b"two")]}, need="سرير")
    assert not request.is_attested
    changes = changed_since_signature(request)
    assert [one.label for one in changes.answers] == ["ما تحتاج إليه"]
    assert list(changes.added) == ["جديد.pdf"]
    request = casework.sign(request=request, by=member, version=request.version, signed_name=NAME)
    assert request.is_attested
    assert not changed_since_signature(request)


def test_the_officer_says_what_was_corrected(sent, officer):
    with pytest.raises(ValidationError) as refused:
        casework.correct(
            request=sent, by=officer, version=sent.version, answers=as_typed(sent, need="سرير")
        )
    assert "message" in refused.value.error_dict


def test_what_is_signed_is_not_signed_again(sent, member):
    with pytest.raises(MoveNotAllowed):
        casework.sign(request=sent, by=member, version=sent.version, signed_name=NAME)


def test_a_signature_on_paper_is_recorded_with_its_scan(sent, officer):
    request = corrected(sent, officer, need="سرير")
    request = casework.record_signature(
        request=request,
        by=officer,
        version=request.version,
        method=Attestation.Method.PAPER,
        signed_name=NAME,
        scans=[pdf("توقيع.pdf", b"signed")],
    )
    newest = signatures(request)[0].attestation
    assert (newest.method, newest.signed_by, newest.signed_name) == ("paper", officer, NAME)
    assert "توقيع.pdf" in [file["name"] for file in newest.files]
    assert request.is_attested


@pytest.mark.parametrize(
    "scans",
    [
        [pdf(f"{page}.pdf") for page in range(MOST_FILES + 1)],
        [pdf("1.pdf"), SimpleUploadedFile("2.pdf", b"text")],
    ],
    ids=["too many", "of another kind"],
)
def test_scans_of_a_signature_are_counted_and_checked_before_any_is_stored(sent, officer, scans):
    request = corrected(sent, officer, need="سرير")
    before = list(request.files.all())
    with pytest.raises(ValidationError) as refused:
        casework.record_signature(
            request=request,
            by=officer,
            version=request.version,
            method=Attestation.Method.PAPER,
            signed_name=NAME,
            scans=scans,
        )
    assert list(refused.value.message_dict) == ["scans"]
    assert list(request.files.all()) == before


def test_a_signature_elsewhere_needs_a_scan_or_a_note(sent, officer):
    request = corrected(sent, officer, need="سرير")
    how = {"request": request, "by": officer, "version": request.version, "signed_name": NAME}
    with pytest.raises(ValidationError):
        casework.record_signature(method="spoken", **how)
    with pytest.raises(ValidationError):
        casework.record_signature(method="site", internal_note="شاهد", **how)
    request = casework.record_signature(method="spoken", internal_note="بحضور زميل", **how)
    assert request.is_attested


def test_the_history_tells_what_changed_between_signatures(sent, member):
    request = amended(sent, member, need="سرير")
    request = amended(request, member, need="سرير طبي", family=["أبناء"])
    third, second, first = signatures(request)
    assert first.is_first and not first.changes
    assert [(one.before.text, one.after.text) for one in second.changes.answers] == [
        ("كرسي متحرك", "سرير")
    ]
    assert [one.label for one in third.changes.answers] == ["ما تحتاج إليه", "الأسرة"]


# The member's pages.


def test_the_page_shows_the_answers_and_takes_the_change(client, sent, member):
    client.force_login(member)
    url = reverse("services:amend", args=[sent.reference])
    page = client.get(url).content.decode()
    assert "كرسي متحرك" in page and ID_NUMBER not in page
    data = posted(report=None, need="سرير طبي") | {"version": sent.version}
    data |= {"answer-id_number": sent.answers["id_number"]["masked"]}
    unsigned = client.post(url, data)
    assert unsigned.status_code == 422 and "سرير طبي" in unsigned.content.decode()
    answer = client.post(url, data | {"signed_name": NAME, "agreed": "on"}, follow=True)
    assert answer.status_code == 200
    sent.refresh_from_db()
    assert (sent.answers["need"], sent.attestations.count()) == ("سرير طبي", 2)


def test_a_changed_request_keeps_what_was_typed(client, sent, member, officer):
    client.force_login(member)
    seen = sent.version
    corrected(sent, officer, need="سرير")
    data = posted(report=None, need="عكاز") | {"version": seen, "signed_name": NAME, "agreed": "on"}
    data |= {"answer-id_number": sent.answers["id_number"]["masked"]}
    answer = client.post(reverse("services:amend", args=[sent.reference]), data)
    assert answer.status_code == 409 and "عكاز" in answer.content.decode()


def test_the_member_reads_what_changed_and_signs(client, sent, member, officer):
    request = corrected(sent, officer, need="سرير")
    client.force_login(member)
    mine = client.get(reverse("services:request", args=[sent.reference])).content.decode()
    url = reverse("services:sign", args=[sent.reference])
    assert url in mine
    page = client.get(url).content.decode()
    assert "كرسي متحرك" in page and "سرير" in page
    client.post(url, {"version": request.version, "signed_name": NAME, "agreed": "on"})
    assert ServiceRequest.objects.get(pk=sent.pk).is_attested
    assert client.get(url).status_code == 302


def test_signing_what_changed_meanwhile_is_read_once_more(client, sent, member, officer):
    request = corrected(sent, officer, need="سرير")
    corrected(request, officer, need="عكاز")
    client.force_login(member)
    url = reverse("services:sign", args=[sent.reference])
    answer = client.post(url, {"version": request.version, "signed_name": NAME, "agreed": "on"})
    assert answer.status_code == 409 and "عكاز" in answer.content.decode()
    assert not ServiceRequest.objects.get(pk=sent.pk).is_attested


@pytest.mark.parametrize("name", ["amend", "sign"])
def test_these_pages_are_the_members_alone(client, sent, officer, other_member, name):
    for person in (officer, other_member):
        client.force_login(person)
        assert client.get(reverse(f"services:{name}", args=[sent.reference])).status_code == 404


# The staff's pages.


def test_the_officer_corrects_by_the_page(client, sent, officer):
    client.force_login(officer)
    url = reverse("casework:correct", args=[sent.reference])
    page = client.get(url).content.decode()
    assert "كرسي متحرك" in page and ID_NUMBER not in page
    data = posted(report=pdf("جديد.pdf", b"two"), need="سرير طبي") | {"version": sent.version}
    data |= {"answer-id_number": sent.answers["id_number"]["masked"], "channel": "phone"}
    assert client.post(url, data).status_code == 422
    data |= {"message": "كما طلبت", "answer-report": pdf("جديد.pdf", b"two")}
    assert client.post(url, data).status_code == 302
    sent.refresh_from_db()
    event = sent.events.last()
    assert (sent.answers["need"], sent.files.count()) == ("سرير طبي", 2)
    assert (event.move, event.channel, event.message) == ("correct", "phone", "كما طلبت")
    case = client.get(reverse("casework:case", args=[sent.reference])).content.decode()
    assert reverse("casework:record_signature", args=[sent.reference]) in case


def test_a_field_that_is_wrong_names_where_it_is_said(client, sent, officer):
    client.force_login(officer)
    wrong = posted(report=SimpleUploadedFile("جديد.pdf", b"text")) | {"version": sent.version}
    answer = client.post(reverse("casework:correct", args=[sent.reference]), wrong)
    (field,) = re.findall(r'<input[^>]*name="answer-report"[^>]*>', answer.content.decode())
    (said_at,) = re.findall(r'aria-describedby="([^" ]+)"', field)
    assert answer.content.decode().count(f'id="{said_at}"') == 1


def test_the_officer_records_a_signature_by_the_page(client, sent, officer):
    request = corrected(sent, officer, need="سرير")
    client.force_login(officer)
    url = reverse("casework:record_signature", args=[sent.reference])
    assert client.get(url).status_code == 200
    data = {"version": request.version, "method": "paper", "signed_name": NAME}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"scans": pdf("توقيع.pdf", b"s")}).status_code == 302
    assert ServiceRequest.objects.get(pk=sent.pk).is_attested


@pytest.mark.parametrize("name", ["correct", "record_signature"])
def test_others_do_not_reach_the_staffs_pages(
    client, sent, officer, other_officer, supervisor, name
):
    url = reverse(f"casework:{name}", args=[sent.reference])
    client.force_login(other_officer)
    assert client.get(url).status_code == 404
    client.force_login(supervisor)
    assert client.get(url).status_code == 302
    client.post(url, posted() | {"version": 1, "message": "x", "channel": "phone"})
    sent.refresh_from_db()
    assert sent.version == 1
