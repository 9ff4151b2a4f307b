from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.models import ServiceRequest, State
from tests import cast
from tests.services.factories import (
    decided,
    handed_over,
    make_policy_version,
    make_request,
    make_service,
    stand,
)

LIST = reverse("casework:list")


def url(move, request):
    return reverse("casework:move", args=[request.reference, move])


def page_of(client, request):
    return client.get(reverse("casework:case", args=[request.reference])).content.decode()


def sent(move, version, **fields):
    return {f"{move}-{name}": value for name, value in {"version": version, **fields}.items()}


@pytest.fixture
def verifying(committee_request, officer):
    return casework.start_verification(request=committee_request, by=officer, version=1)


def test_a_case_shows_person_answers_and_signature(client, officer, committee_request):
    client.force_login(officer)
    page = page_of(client, committee_request)
    for words in ("نورة بنت فهد", "ما تحتاج إليه", "كرسي متحرك", "+966 51 234 5678"):
        assert words in page


def test_the_timeline_shows_the_clause_and_the_version(client, officer, member, association):
    version = make_policy_version(association)
    request = make_request(member, make_service(association), policy_version=version)
    casework.start_verification(request=request, by=officer, version=1)
    client.force_login(officer)
    page = client.get(reverse("casework:case", args=[request.reference]))
    assert "الخطوة 2" in page.content.decode()
    assert page.context["timeline"][1]["clause"]["text"] == "الخطوة 2"
    assert page.context["timeline"][1]["version"] == version


@pytest.mark.parametrize("state", [State.VERIFYING, State.WITH_COMMITTEE, State.DELIVERING])
def test_every_form_on_the_case_carries_its_token(client, officer, committee_request, state):
    stand(committee_request, state)
    client.force_login(officer)
    page = page_of(client, committee_request)
    assert page.count('method="post"') > 2
    assert page.count("csrfmiddlewaretoken") == page.count('method="post"')


def test_only_possible_moves_are_offered(client, officer, committee_request):
    client.force_login(officer)
    page = page_of(client, committee_request)
    assert url("start_verification", committee_request) in page
    for move in ("ask", "present", "schedule", "deliver", "accept"):
        assert url(move, committee_request) not in page


def test_presenting_is_not_offered_while_the_signature_is_behind(client, officer, verifying):
    ServiceRequest.objects.filter(pk=verifying.pk).update(answers={"need": "غير ذلك"})
    client.force_login(officer)
    page = page_of(client, verifying)
    assert url("present", verifying) not in page
    assert url("ask", verifying) in page


def test_a_supervisor_reads_and_moves_nothing(client, supervisor, verifying):
    client.force_login(supervisor)
    page = page_of(client, verifying)
    assert url("ask", verifying) not in page
    assert url("present", verifying) not in page
    answer = client.post(url("ask", verifying), sent("ask", verifying.version, text="س"))
    assert answer.status_code == 302
    verifying.refresh_from_db()
    assert verifying.state == State.VERIFYING


def test_a_move_is_made_by_its_form(client, officer, committee_request):
    client.force_login(officer)
    answer = client.post(
        url("start_verification", committee_request),
        sent("start_verification", 1, message="بدأنا", internal_note="للزملاء"),
        follow=True,
    )
    assert answer.status_code == 200
    committee_request.refresh_from_db()
    assert committee_request.state == State.VERIFYING
    event = committee_request.events.last()
    assert (event.actor, event.message, event.internal_note) == (officer, "بدأنا", "للزملاء")


@pytest.mark.parametrize(
    ("move", "fields", "missing"),
    [
        ("ask", {"text": ""}, "text"),
        ("refer", {"question": "س", "due_on": "2020-01-01"}, "due_on"),
        ("refer", {"question": "س", "due_on": "no day"}, "due_on"),
    ],
)
def test_what_is_missing_is_told_at_its_field(client, officer, verifying, move, fields, missing):
    client.force_login(officer)
    answer = client.post(url(move, verifying), sent(move, verifying.version, **fields))
    assert answer.status_code == 422
    assert missing in answer.context["sent"].errors
    verifying.refresh_from_db()
    assert verifying.state == State.VERIFYING


def test_direct_requests_get_their_day_and_way_of_contact(client, officer, direct_request):
    client.force_login(officer)
    day = timezone.localdate() + timedelta(days=4)
    client.post(
        url("schedule", direct_request),
        sent("schedule", 1, expected_on=day.isoformat(), contact_note="اتصال"),
    )
    direct_request.refresh_from_db()
    assert (direct_request.state, direct_request.expected_on) == (State.SCHEDULED, day)


def test_what_cannot_be_undone_is_confirmed(client, officer, direct_request):
    stand(direct_request, State.DELIVERING)
    client.force_login(officer)
    fields = {"message": "سُلّم الكرسي", **handed_over()}
    answer = client.post(url("deliver", direct_request), sent("deliver", 1, **fields))
    assert answer.status_code == 422
    assert "سُلّم الكرسي" in answer.content.decode()
    direct_request.refresh_from_db()
    assert direct_request.state == State.DELIVERING

    client.post(url("deliver", direct_request), sent("deliver", 1, understood="on", **fields))
    direct_request.refresh_from_db()
    assert direct_request.state == State.DELIVERED


def test_the_second_of_two_officers_is_told_and_keeps_their_text(
    client, officer, association, verifying
):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER, "هيفاء بنت عمر")
    seen = verifying.version
    request = casework.ask(request=verifying, by=colleague, version=seen, text="ما العنوان؟")
    casework.answer(request=request, by=request.person, version=request.version, text="النخيل")

    client.force_login(officer)
    answer = client.post(url("ask", verifying), sent("ask", seen, text="كم عدد الأسرة؟"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "كم عدد الأسرة؟" in page
    assert "نورة بنت فهد" in str(next(iter(answer.context["messages"])))
    assert ServiceRequest.objects.get(pk=verifying.pk).questions.count() == 1

    version = answer.context["sent"]["version"].value()
    again = client.post(url("ask", verifying), sent("ask", version, text="كم عدد الأسرة؟"))
    assert again.status_code == 302
    assert verifying.questions.count() == 2


def test_text_for_a_step_that_closed_meanwhile_is_given_back(client, officer, verifying, member):
    casework.withdraw(request=verifying, by=member, version=verifying.version)
    client.force_login(officer)
    answer = client.post(url("ask", verifying), sent("ask", verifying.version, text="كم العدد؟"))
    assert answer.status_code == 409
    assert "كم العدد؟" in answer.content.decode()
    assert url("ask", verifying) not in answer.content.decode()


def test_a_final_step_is_confirmed_anew_on_a_case_that_changed(client, officer, direct_request):
    stand(direct_request, State.DELIVERING)
    ServiceRequest.objects.filter(pk=direct_request.pk).update(version=9)
    client.force_login(officer)
    answer = client.post(
        url("deliver", direct_request), sent("deliver", 1, understood="on", **handed_over())
    )
    assert answer.status_code == 409
    assert not answer.context["sent"]["understood"].value()


def test_an_unknown_move_is_not_found(client, officer, committee_request):
    client.force_login(officer)
    assert client.post(url("delete", committee_request)).status_code == 404
    assert client.post(url("withdraw", committee_request)).status_code == 404


def test_the_home_counts_what_waits(client, officer, editor, committee_request, direct_request):
    home = reverse("wagtailadmin_home")
    client.force_login(officer)
    page = client.get(home).content.decode()
    assert f"{LIST}?tab=queue&amp;state=submitted" in page
    assert '<bdi dir="ltr">2</bdi>' in page
    client.force_login(editor)
    assert LIST not in client.get(home).content.decode()


def test_the_menu_has_requests_only_for_casework(client, officer, editor, association_page):
    home = reverse("wagtailadmin_home")
    for person, shown in ((officer, True), (editor, False)):
        client.force_login(person)
        assert (LIST in client.get(home).content.decode()) is shown


def test_the_same_button_pressed_twice_is_one_move(client, officer, committee_request):
    client.force_login(officer)
    for _ in range(2):
        answer = client.post(
            url("start_verification", committee_request), sent("start_verification", 1)
        )
        assert answer.status_code == 302
    assert committee_request.events.filter(move="start_verification").count() == 1


def take(client, request, *moves):
    """Post each move's form as the person who makes it, and follow to the case page."""
    for person, move, fields in moves:
        client.force_login(person)
        request.refresh_from_db()
        answer = client.post(url(move, request), sent(move, request.version, **fields), follow=True)
        assert answer.status_code == 200, (move, answer.context["sent"].errors)
    request.refresh_from_db()


def test_seven_steps_are_walked_by_forms_alone(
    client, officer, researcher, committee_member, committee_request
):
    due = timezone.localdate().isoformat()
    take(
        client,
        committee_request,
        (officer, "start_verification", {}),
        (officer, "refer", {"question": "ما حال الأسرة؟", "due_on": due}),
        (researcher, "report", {"report": "زيارة", "finding": "محتاجة"}),
        (officer, "present", {}),
    )
    decided(committee_request, by=committee_member)
    take(
        client,
        committee_request,
        (officer, "register", {"expected_on": due}),
        (officer, "start_delivery", {}),
        (officer, "deliver", {"message": "سُلّم الكرسي", "understood": "on", **handed_over()}),
    )
    assert committee_request.state == State.DELIVERED
    assert url("deliver", committee_request) not in page_of(client, committee_request)


def test_four_steps_are_walked_by_forms_alone(client, officer, direct_request):
    day = timezone.localdate().isoformat()
    take(
        client,
        direct_request,
        (officer, "schedule", {"expected_on": day, "contact_note": "اتصال"}),
        (officer, "start_delivery", {}),
        (officer, "deliver", {"understood": "on", **handed_over()}),
    )
    assert direct_request.state == State.DELIVERED


def test_a_case_takes_as_many_queries_after_many_events_as_after_few(
    client, officer, member, committee_request
):
    client.force_login(officer)
    page = reverse("casework:case", args=[committee_request.reference])
    request = casework.start_verification(request=committee_request, by=officer, version=1)

    def ask_and_answer(request):
        request = casework.ask(request=request, by=officer, version=request.version, text="س")
        return casework.answer(request=request, by=member, version=request.version, text="ج")

    request = ask_and_answer(request)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _ in range(5):
        request = ask_and_answer(request)
    with CaptureQueriesContext(connection) as more:
        client.get(page)
    assert len(more) == len(few)
    assert len(few) <= 50
