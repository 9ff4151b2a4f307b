"""A button pressed twice makes one move; another text from the same page is never dropped."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.models import ServiceRequest, State
from tests.services.factories import handed_over, make_request, stand

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def signed_in(client, officer):
    client.force_login(officer)


@pytest.fixture
def delivering(committee_request, officer):
    """A request of which one delivery is recorded, and more may be."""
    request = stand(committee_request, State.DELIVERING)
    return casework.deliver_part(
        request=request, by=officer, version=request.version, **handed_over()
    )


@pytest.fixture
def verifying(member, committee_service, officer):
    checklist = [{"key": "need", "label": "ما تحتاج إليه", "kind": "fact"}]
    request = make_request(member, committee_service, checklist=checklist)
    return casework.start_verification(request=request, by=officer, version=request.version)


def post(client, request, move, fields, **more):
    """The move's form as it was filled in on the page of `request`, however old that is."""
    sent = {f"{move}-{name}": value for name, value in fields.items()}
    address = reverse("casework:move", args=[request.reference, move])
    return client.post(address, {f"{move}-version": request.version, **sent, **more})


def fields_of(move, request):
    """What is filled in first, and what in its place afterwards."""
    wrong = request.deliveries.first()
    found = {"0-complete": "yes", "0-valid": "yes", "0-register": "none"}
    return {
        "deliver_part": (handed_over(), {"what": "كلام آخر"}),
        "reschedule": (
            {"expected_on": TODAY + timedelta(days=3), "reason": "تأخر المورد"},
            {"reason": "كلام آخر"},
        ),
        "correct_delivery": (
            {"delivery": wrong.pk, "was_made": "yes", "reason": "خطأ", **handed_over()}
            if wrong
            else {},
            {"what": "كلام آخر"},
        ),
        "record_checks": (found | {"0-note": "مطابق"}, {"0-note": "كلام آخر"}),
    }[move]


@pytest.mark.parametrize(
    ("move", "start"),
    [
        ("deliver_part", "delivering"),
        ("reschedule", "delivering"),
        ("correct_delivery", "delivering"),
        ("record_checks", "verifying"),
    ],
)
def test_another_text_from_the_page_before_comes_back_with_all_that_was_typed(
    client, move, start, request
):
    case = request.getfixturevalue(start)
    first, other = fields_of(move, case)
    assert post(client, case, move, first).status_code == 302
    events = case.events.count()

    answer = post(client, case, move, first | other)
    assert answer.status_code in (409, 422)
    page = answer.content.decode()
    assert "كلام آخر" in page
    assert case.events.count() == events


def test_who_sent_the_other_text_is_told_and_can_send_it(client, delivering):
    assert post(client, delivering, "deliver_part", handed_over()).status_code == 302
    other = handed_over() | {"what": "الدفعة الثانية"}
    answer = post(client, delivering, "deliver_part", other)
    assert answer.status_code == 409
    assert any(one.level_tag == "warning" for one in answer.context["messages"])

    fresh = ServiceRequest.objects.get(pk=delivering.pk)
    assert answer.context["sent"]["version"].value() == str(fresh.version)
    assert post(client, fresh, "deliver_part", other).status_code == 302
    assert delivering.deliveries.filter(what="الدفعة الثانية").count() == 1


@pytest.mark.parametrize("move", ["deliver_part", "reschedule", "correct_delivery"])
def test_the_very_same_sent_twice_is_one_move_and_no_warning(client, delivering, move):
    first, _other = fields_of(move, delivering)
    events = delivering.events.count()
    for token in ("one", "two"):
        answer = post(client, delivering, move, first, csrfmiddlewaretoken=token)
        assert answer.status_code == 302
    assert delivering.events.count() == events + 1


def test_words_said_between_do_not_make_two_of_one(client, delivering, member):
    first, _other = fields_of("deliver_part", delivering)
    assert post(client, delivering, "deliver_part", first).status_code == 302
    casework.write(request=delivering, by=member, text="متى يصل؟")
    events = delivering.events.count()
    assert post(client, delivering, "deliver_part", first).status_code == 302
    assert delivering.events.count() == events


def test_another_file_of_the_same_name_is_another_thing(client, verifying, officer, researcher):
    request = casework.refer(
        request=verifying, by=officer, version=verifying.version, question="؟", due_on=TODAY
    )
    client.force_login(researcher)
    fields = {"report": "زيارة", "finding": "محتاجة"}

    def send(content):
        file = SimpleUploadedFile("صورة.pdf", content, "application/pdf")
        return post(client, request, "report", fields, **{"report-files": file})

    assert send(b"%PDF-one").status_code == 302
    assert send(b"%PDF-one").status_code == 302
    assert send(b"%PDF-two").status_code == 409


def test_what_was_refused_is_not_taken_for_done(client, delivering, officer):
    """Stale at first, it is done later by other words; sent as before, it is still not done."""
    stale = ServiceRequest.objects.get(pk=delivering.pk)
    delivering = casework.deliver_part(
        request=delivering, by=officer, version=delivering.version, **handed_over()
    )
    first = handed_over() | {"what": "ما لم يُسجّل بعد"}
    assert post(client, stale, "deliver_part", first).status_code == 409
    assert post(client, delivering, "deliver_part", handed_over()).status_code == 302
    assert post(client, stale, "deliver_part", first).status_code == 409
    assert not delivering.deliveries.filter(what="ما لم يُسجّل بعد").exists()


def test_what_was_not_valid_is_not_taken_for_done(client, delivering):
    """Wrong at first, it is done in other words from the same page; sent as before, it is told."""
    wrong = handed_over() | {"delivered_on": TODAY + timedelta(days=9)}
    assert post(client, delivering, "deliver_part", wrong).status_code == 422
    assert post(client, delivering, "deliver_part", handed_over()).status_code == 302
    assert post(client, delivering, "deliver_part", wrong).status_code == 422


def test_where_the_cache_forgot_nothing_is_dropped_in_silence(client, delivering):
    assert post(client, delivering, "deliver_part", handed_over()).status_code == 302
    cache.clear()
    assert post(client, delivering, "deliver_part", handed_over()).status_code == 409
