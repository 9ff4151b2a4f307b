from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.sms import MemorySms
from services import casework, notices
from services.models import Notice, State
from services.notices import notify_member
from services.sending import send_overdue
from tests import cast
from tests.services.factories import decided, make_policy_version, make_request, make_service


@pytest.fixture(autouse=True)
def empty_boxes():
    MemorySms.outbox.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit when the block ends, as in real life."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def bodies(message):
    return [message.body, message.alternatives[0][0]]


def test_each_change_is_mailed_with_reference_words_and_link(
    committee_request, officer, committed, settings
):
    settings.BASE_URL = "https://sila.example"
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, message="نتصل بك غداً."
        )
    [message] = mail.outbox
    reference = committee_request.reference
    assert message.to == ["member@example.org"]
    for body in bodies(message):
        assert "نتصل بك غداً." in body
        assert f"https://sila.example/me/requests/{reference}/" in body
        assert committee_request.service.title in body


def test_the_notice_speaks_the_persons_language(committee_request, officer, member, committed):
    member.language = "en"
    member.save()
    with committed():
        casework.start_verification(request=committee_request, by=officer, version=1)
    [message] = mail.outbox
    assert message.subject.endswith(": Being checked")
    for body in bodies(message):
        assert "We are checking that your request is complete." in body
        assert f"/en/me/requests/{committee_request.reference}/" in body
    assert 'lang="en" dir="ltr"' in message.alternatives[0][0]


def test_an_arabic_notice_is_written_from_right_to_left(committee_request, officer, committed):
    with committed():
        casework.start_verification(request=committee_request, by=officer, version=1)
    assert 'lang="ar" dir="rtl"' in mail.outbox[0].alternatives[0][0]


def test_no_answer_and_no_internal_note_is_mailed(committee_request, officer, committed):
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, internal_note="سر بيننا"
        )
    for body in [mail.outbox[0].subject, *bodies(mail.outbox[0])]:
        assert "كرسي متحرك" not in body
        assert "سر بيننا" not in body


def test_words_of_staff_cannot_become_markup(committee_request, officer, committed):
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, message="<b>&</b>"
        )
    plain, html = bodies(mail.outbox[0])
    assert "<b>&</b>" in plain
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in html


def test_a_question_and_a_reason_are_told(committee_request, officer, committee_member, committed):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    with committed():
        request = casework.ask(request=request, by=officer, version=2, text="ما العنوان؟")
    assert "ما العنوان؟" in mail.outbox[-1].body

    request = casework.answer(request=request, by=request.person, version=3, text="النخيل")
    request = casework.present(request=request, by=officer, version=4)
    with committed():
        decided(request, by=committee_member, accepts=False, reason="خارج اللائحة")
    assert "خارج اللائحة" in mail.outbox[-1].body


def test_who_has_no_email_gets_a_text_message(association, officer, committed):
    person = cast.make_member(association, email=None, phone="+966512345678")
    request = make_request(person, make_service(association))
    with committed():
        casework.start_verification(request=request, by=officer, version=1, message="سر")
    assert mail.outbox == []
    [sms] = MemorySms.outbox
    assert sms.to == "+966512345678"
    assert f"/me/requests/{request.reference}/" in sms.text
    assert "سر" not in sms.text


def test_the_expected_day_is_told_in_both_calendars(direct_request, officer, member, committed):
    member.language = "en"
    member.save()
    day = timezone.localdate() + timedelta(days=3)
    with committed():
        casework.schedule(
            request=direct_request, by=officer, version=1, expected_on=day, contact_note="هاتف"
        )
    assert f"Expected on: {day.day} {day:%B} {day.year}" in mail.outbox[0].body
    assert " AH)" in mail.outbox[0].body


def test_the_receipt_tells_the_floor_and_the_promise(association, committed):
    person = cast.make_member(association, language="en")
    version = make_policy_version(association, floor_days=14)
    request = make_request(person, make_service(association), policy_version=version)
    with committed():
        notify_member(request.events.get())
    assert "You will not have an answer before: " in mail.outbox[0].body
    assert "We promise an answer by: " in mail.outbox[0].body


def test_nothing_is_mailed_of_a_refused_move(committee_request, officer, committed):
    with committed(), pytest.raises(casework.MoveNotAllowed):
        casework.present(request=committee_request, by=officer, version=1)
    assert mail.outbox == []


def test_mail_that_fails_does_not_undo_the_move(committee_request, officer, committed, settings):
    settings.EMAIL_BACKEND = "tests.services.test_notices_follow_each_move.NoMail"
    with committed():
        casework.start_verification(request=committee_request, by=officer, version=1)
    committee_request.refresh_from_db()
    assert committee_request.state == State.VERIFYING


def test_a_queue_that_fails_does_not_undo_the_move(
    committee_request, officer, committed, monkeypatch
):
    monkeypatch.setattr(notices, "send_notice", NoQueue)
    with committed():
        casework.start_verification(request=committee_request, by=officer, version=1)
    committee_request.refresh_from_db()
    assert committee_request.state == State.VERIFYING


def test_a_notice_is_kept_with_the_move_though_nothing_runs_after_the_commit(
    committee_request, officer
):
    """No callback of the commit runs here, as if the process had ended at that moment."""
    casework.start_verification(request=committee_request, by=officer, version=1)
    kept = {notice.channel: notice.status for notice in Notice.objects.all()}
    assert kept == {
        Notice.Channel.EMAIL: Notice.Status.WAITING,
        Notice.Channel.SITE: Notice.Status.SENT,
    }
    assert mail.outbox == []
    Notice.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert send_overdue() == 1
    assert len(mail.outbox) == 1


def test_a_notice_that_cannot_be_kept_leaves_no_move_without_it(
    committee_request, officer, monkeypatch
):
    def fails(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(Notice, "save", fails)
    with pytest.raises(RuntimeError):
        casework.start_verification(request=committee_request, by=officer, version=1)
    assert [event.move for event in committee_request.events.all()] == ["submit"]


class NoMail:
    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError


class NoQueue:
    @staticmethod
    def enqueue(**arguments):
        raise ConnectionRefusedError
