"""The checklist of a case: what is found is kept, lapses when an answer changes, and holds back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services import casework
from services.casework import Finding, MoveNotAllowed
from services.models import ServiceRequest, State
from services.submission import submit
from tests.services.factories import all_good, make_request
from tests.services.filled_in import ID_NUMBER, NAME, TYPED, amended, pdf


@pytest.fixture
def verifying(member, service, officer):
    """A request whose form asks for facts and a document, its checking begun."""
    sent = submit(
        person=member, service=service, answers=TYPED, files={"report": [pdf()]}, signed_name=NAME
    )
    return casework.start_verification(request=sent, by=officer, version=sent.version)


def checked(request, by, findings):
    return casework.record_checks(
        request=request, by=by, version=request.version, findings=findings
    )


def page_of(client, request):
    return client.get(reverse("casework:case", args=[request.reference]))


def answers(request, *numbers, complete="yes", valid="yes", register="none", note=""):
    """The panel's form as a browser sends it, for the items of those numbers."""
    data = {"record_checks-version": request.version}
    for number in numbers:
        data |= {
            f"record_checks-{number}-complete": complete,
            f"record_checks-{number}-valid": valid,
            f"record_checks-{number}-register": register,
            f"record_checks-{number}-note": note,
        }
    return data


def send(client, request, data):
    return client.post(reverse("casework:move", args=[request.reference, "record_checks"]), data)


def test_required_facts_and_documents_are_on_the_list(verifying):
    kinds = {item["key"]: item["kind"] for item in verifying.checklist}
    assert kinds["need"] == "fact" and kinds["report"] == "document"
    assert "iban" not in kinds


def test_the_committee_waits_until_all_is_found_good(verifying, officer):
    findings = all_good(verifying)
    findings["report"] = Finding(True, False)
    request = checked(verifying, officer, findings)
    with pytest.raises(MoveNotAllowed) as refused:
        casework.present(request=request, by=officer, version=request.version)
    assert any("التقرير" in reason for reason in refused.value.reasons)
    assert len(refused.value.reasons) == 1
    request = checked(request, officer, {"report": Finding(True, True)})
    request = casework.present(request=request, by=officer, version=request.version)
    assert request.state == State.WITH_COMMITTEE


def test_what_does_not_match_the_register_is_not_good(verifying, officer):
    findings = all_good(verifying) | {"need": Finding(True, True, False)}
    request = checked(verifying, officer, findings)
    assert [item["key"] for item in request.unchecked_items()] == ["need"]


def test_what_was_found_before_is_kept_and_not_written_twice(verifying, officer):
    request = checked(verifying, officer, {"need": Finding(True, False, note="منتهٍ")})
    request = checked(request, officer, {"need": Finding(True, True), "kind": Finding(True, True)})
    assert [one.was_valid for one in request.checks.filter(item="need")] == [False, True]
    with pytest.raises(ValidationError):
        checked(request, officer, {"need": Finding(True, True)})
    assert request.checks.count() == 3


def test_a_changed_answer_is_checked_again(verifying, officer, member):
    request = checked(verifying, officer, all_good(verifying))
    assert not request.unchecked_items()
    request = amended(request, member, need="سرير")
    assert [item["key"] for item in request.unchecked_items()] == ["need"]
    request = checked(request, officer, {"need": Finding(True, True)})
    assert not request.unchecked_items()


def test_a_new_document_is_checked_again(verifying, officer, member):
    request = checked(verifying, officer, all_good(verifying))
    request = casework.amend(
        request=request,
        by=member,
        version=request.version,
        answers=TYPED | {"id_number": request.answers["id_number"]["masked"]},
        files={"report": [pdf("آخر.pdf", b"two")]},
        signed_name=NAME,
    )
    assert [item["key"] for item in request.unchecked_items()] == ["report"]


def test_only_officers_check_and_only_what_is_on_the_list(verifying, officer, supervisor):
    with pytest.raises(PermissionDenied):
        checked(verifying, supervisor, all_good(verifying))
    with pytest.raises(ValidationError):
        checked(verifying, officer, {"nothing": Finding(True, True)})
    assert not verifying.checks.exists()


def test_the_panel_shows_answers_register_and_what_is_missing(client, officer, verifying):
    client.force_login(officer)
    page = page_of(client, verifying).content.decode()
    for words in ("كرسي متحرك", "تقرير.pdf", "1001", "التقرير"):
        assert words in page
    assert ID_NUMBER not in page
    assert "record_checks-0-complete" in page


def test_items_are_checked_by_the_form(client, officer, verifying):
    client.force_login(officer)
    assert send(client, verifying, answers(verifying, 0, note="أصل")).status_code == 302
    check = verifying.checks.get()
    assert (check.item, check.is_complete, check.matches_register) == ("need", True, None)
    page = page_of(client, verifying).content.decode()
    assert "أصل" in page and officer.full_name in page


def test_an_item_half_answered_is_refused_beside_it(client, officer, verifying):
    client.force_login(officer)
    answer = send(client, verifying, answers(verifying, 0, valid=""))
    assert answer.status_code == 422
    assert "0-valid" in answer.context["sent"].errors
    assert not answer.context["lost"]
    assert not verifying.checks.exists()


def test_what_two_officers_found_is_not_lost(client, officer, verifying):
    client.force_login(officer)
    ServiceRequest.objects.filter(pk=verifying.pk).update(version=verifying.version + 1)
    answer = send(client, verifying, answers(verifying, 0, note="بقي ما كتبت"))
    assert answer.status_code == 409 and "بقي ما كتبت" in answer.content.decode()


def test_a_supervisor_reads_the_list_and_checks_nothing(client, supervisor, officer, verifying):
    checked(verifying, officer, {"need": Finding(True, True, note="أصل")})
    client.force_login(supervisor)
    page = page_of(client, verifying).content.decode()
    assert "أصل" in page and "record_checks-0-complete" not in page


def test_a_case_with_nothing_to_check_has_no_list(client, officer, member, committee_service):
    request = make_request(member, committee_service)
    client.force_login(officer)
    assert 'id="checklist' not in page_of(client, request).content.decode()


def test_more_items_take_no_more_queries(client, officer, verifying):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            page_of(client, verifying)
        return len(seen)

    client.force_login(officer)
    page_of(client, verifying)
    few = queries()
    more = [{"key": f"item-{n}", "label": f"بند {n}", "kind": "item"} for n in range(9)]
    ServiceRequest.objects.filter(pk=verifying.pk).update(checklist=verifying.checklist + more)
    assert "بند 8" in page_of(client, verifying).content.decode()
    assert queries() == few
