"""Own words of notices tell days in both calendars, and always the day by which to answer."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from home.models import Association
from services import casework
from services.models import NoticeTemplate, ServiceRequest
from tests.services.clockwork import travel
from tests.services.factories import make_policy_version, make_request

WORDS = {"subject": "بشأن {reference}", "text": "يا {name}، نعمل.", "sms": "بدأنا الشغل"}
IN_BOTH_CALENDARS = "11 يونيو 2026م (25 ذو الحجة 1447هـ)"


def address(association: Association, move: str) -> str:
    return reverse("notice_templates:edit", args=[association.pk, move, "ar"])


@pytest.fixture
def template(association: Association) -> NoticeTemplate:
    return NoticeTemplate.objects.create(
        association=association, move="start_verification", language="ar", **WORDS
    )


@pytest.fixture
def in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    travel(monkeypatch)(date(2026, 6, 7))


def asked_on(request: ServiceRequest, officer: User, committed) -> str:  # type: ignore[no-untyped-def]
    """What the member is mailed of a question to be answered by 11 June 2026."""
    moved = casework.start_verification(request=request, by=officer, version=1)
    with committed():
        casework.ask(request=moved, by=officer, version=2, text="متى؟", due_on=date(2026, 6, 11))
    return str(mail.outbox[-1].body)


@pytest.mark.parametrize("text", ["يا {name}، سؤال.", "يا {name}، أجب قبل {answer_due_day}."])
def test_the_day_of_an_answer_is_told_once_whatever_the_words(
    text: str,
    in_june: None,
    template: NoticeTemplate,
    committee_request: ServiceRequest,
    officer: User,
    committed,  # type: ignore[no-untyped-def]
) -> None:
    NoticeTemplate.objects.update(move="ask", text=text)
    assert asked_on(committee_request, officer, committed).count(IN_BOTH_CALENDARS) == 1


def test_other_occasions_say_nothing_of_a_question(
    in_june: None,
    template: NoticeTemplate,
    committee_request: ServiceRequest,
    officer: User,
    committed,  # type: ignore[no-untyped-def]
) -> None:
    NoticeTemplate.objects.update(move="reply")
    asked_on(committee_request, officer, committed)
    asked = ServiceRequest.objects.get(pk=committee_request.pk)
    with committed():
        casework.reply(request=asked, by=officer, text="كلمة")
    assert "يا نورة" in mail.outbox[-1].body
    assert IN_BOTH_CALENDARS not in mail.outbox[-1].body


def test_the_earliest_day_of_a_decision_has_a_place(
    template: NoticeTemplate, member: User, officer: User, committee_service, committed
) -> None:  # type: ignore[no-untyped-def]
    NoticeTemplate.objects.update(text="لا قرار قبل {earliest_decision_day}.")
    version = make_policy_version(committee_service.association, floor_days=14)
    sent = datetime(2026, 5, 28, 9, tzinfo=UTC)
    request = make_request(member, committee_service, policy_version=version, submitted_at=sent)
    with committed():
        casework.start_verification(request=request, by=officer, version=1)
    assert f"لا قرار قبل {IN_BOTH_CALENDARS}." in mail.outbox[0].body


def test_the_page_of_a_question_says_what_is_put_under_it(
    client: Client, editor: User, association: Association
) -> None:
    client.force_login(editor)
    for move, says in (("ask", True), ("remind", True), ("deliver", False)):
        page = client.get(address(association, move))
        help_text = str(page.context["form"].fields["text"].help_text)
        assert ("{answer_due_day}" in help_text) is says
        assert "{answer_due_day}" in page.content.decode()


def test_the_preview_of_a_question_shows_the_day(
    client: Client, editor: User, association: Association, in_june: None
) -> None:
    client.force_login(editor)
    answer = client.post(address(association, "ask"), WORDS | {"preview": "1"})
    assert "7 يونيو 2026م (21 ذو الحجة 1447هـ)" in answer.context["preview"].text
