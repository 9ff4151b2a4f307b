"""Of each day that is near or missed somebody is told who can act; a mail server may be down."""

from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from services import casework, daily, escalation, migrations
from services.models import Escalation, Notice, Referral, ServiceRequest, State
from services.sending import send_notice
from tests import cast
from tests.services.clockwork import travel
from tests.services.factories import handed_over

SUNDAY = date(2026, 6, 7)
To = Escalation.To


class NoMail(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def today(monkeypatch):
    set_to = travel(monkeypatch)
    set_to(SUNDAY)
    return set_to


@pytest.fixture
def scheduled(direct_request, officer, today):
    """To be delivered on Thursday the 11th."""
    return casework.schedule(
        request=direct_request,
        by=officer,
        version=1,
        expected_on=date(2026, 6, 11),
        contact_note="هاتف",
    )


@pytest.fixture
def referred(committee_request, officer, today):
    """At social research, the report due on Tuesday the 9th; the promise itself is far away."""
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=SUNDAY)
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    return refer(moved, officer, date(2026, 6, 9))


def refer(request, officer, due_on):
    return casework.refer(request=request, by=officer, version=None, question="؟", due_on=due_on)


def told(request):
    rows = Escalation.objects.filter(request=request).values_list("about", "due_on", "to")
    return [(about, due.day, to) for about, due, to in rows]


def names_of_migrations():
    return [one.name for one in iter_modules(migrations.__path__)]


def run(today, *days):
    for day in days:
        today(day)
        daily.run_daily()


def june(day):
    return date(2026, 6, day)


# A mail server that is down for a while.


def test_each_supervisor_has_a_notice_that_is_tried_again(
    client, scheduled, association, supervisor, today, committed, settings
):
    second = cast.make_staff(association, cast.Role.SUPERVISOR)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NoMail"
    with committed():
        run(today, june(10))
    notices = list(Notice.objects.filter(event__move="escalate"))
    assert {notice.person for notice in notices} == {supervisor, second}
    assert {notice.status for notice in notices} == {Notice.Status.RETRYING}
    case = reverse("casework:case", args=[scheduled.reference])
    client.force_login(supervisor)
    assert notices[0].get_problem_display() in client.get(case).content.decode()

    settings.EMAIL_BACKEND = working
    Notice.objects.update(retry_at=None)
    for notice in notices:
        send_notice.call(notice_id=notice.pk)
    assert {message.to[0] for message in mail.outbox} == {supervisor.email, second.email}
    assert all(case in message.body for message in mail.outbox)


def test_who_has_no_e_mail_address_gets_a_text_message(
    scheduled, association, today, committed, texts
):
    cast.make_staff(association, cast.Role.SUPERVISOR, email=None, phone="+966512345670")
    with committed():
        run(today, june(10))
    assert [text.to for text in texts] == ["+966512345670"]
    assert mail.outbox == []


# Nobody to tell.


def test_without_a_supervisor_the_officers_are_told(scheduled, officer, today, committed):
    with committed():
        run(today, june(10), june(10))
    assert told(scheduled) == [("near", 11, To.OFFICERS)]
    assert [message.to for message in mail.outbox] == [[officer.email]]
    event = scheduled.events.get(move="escalate")
    assert "المشرفون" not in event.internal_note


def test_as_soon_as_there_is_a_supervisor_they_are_told_too(
    scheduled, association, today, committed
):
    run(today, june(10))
    chief = cast.make_staff(association, cast.Role.SUPERVISOR, "مشرف جديد")
    with committed():
        run(today, june(10), june(10))
    assert told(scheduled) == [("near", 11, To.OFFICERS), ("near", 11, To.SUPERVISORS)]
    assert [message.to for message in mail.outbox] == [[chief.email]]


def test_that_there_was_nobody_is_written_down_once_and_told_when_there_is_somebody(
    scheduled, association, officer, today, committed
):
    officer.appointments.update(ended_at=timezone.now())
    with committed():
        run(today, june(10), june(10))
    assert told(scheduled) == [("near", 11, To.NOBODY)]
    assert not Notice.objects.filter(event__move="escalate").exists()
    cast.make_staff(association, cast.Role.SUPERVISOR)
    run(today, june(10))
    assert told(scheduled) == [("near", 11, To.NOBODY), ("near", 11, To.SUPERVISORS)]


# Once for each day.


def test_a_day_that_is_stated_later_is_told_of_too(scheduled, officer, supervisor, today):
    run(today, june(10), june(11), june(14), june(15))
    casework.reschedule(
        request=scheduled, by=officer, version=None, expected_on=june(25), reason="تأخر"
    )
    run(today, june(15), june(24), june(25), june(28), june(29))
    assert [one[:2] for one in told(scheduled)] == [
        ("near", 11),
        ("missed", 11),
        ("near", 25),
        ("missed", 25),
    ]


def test_each_month_of_support_is_told_of(scheduled, officer, supervisor, today):
    ServiceRequest.objects.filter(pk=scheduled.pk).update(
        state=State.DELIVERING,
        rhythm_from=june(11),
        planned_deliveries=3,
        delivered_every="month",
    )
    run(today, june(10))
    ServiceRequest.objects.filter(pk=scheduled.pk).update(submitted_at=timezone.now())
    fresh = ServiceRequest.objects.get(pk=scheduled.pk)
    casework.deliver_part(request=fresh, by=officer, version=None, **handed_over())
    run(today, june(14), date(2026, 7, 9), date(2026, 7, 12))
    rows = Escalation.objects.values_list("about", "due_on")
    assert list(rows) == [
        ("near", june(11)),
        ("near", date(2026, 7, 11)),
        ("missed", date(2026, 7, 11)),
    ]


def test_an_appeal_has_a_day_of_its_own(referred, supervisor, today):
    first = escalation.due_on(referred)
    run(today, first + timedelta(days=1))
    ServiceRequest.objects.filter(pk=referred.pk).update(
        state=State.APPEALED, counts_from=first + timedelta(days=30)
    )
    second = escalation.due_on(ServiceRequest.objects.get(pk=referred.pk))
    run(today, second, second + timedelta(days=1))
    promised = Escalation.objects.exclude(about="report").values_list("about", "due_on")
    assert list(promised) == [("missed", first), ("near", second), ("missed", second)]


# Reports of social research.


def test_a_report_that_nobody_waits_for_any_more_is_not_told_of(referred, officer, today):
    moved = casework.recall(request=referred, by=officer, version=None, reason="لا حاجة")
    moved = refer(moved, officer, june(25))
    run(today, june(10), june(14))
    assert told(moved) == []


def test_each_referral_is_told_of_though_one_was_taken_back(referred, officer, supervisor, today):
    run(today, june(10))
    moved = casework.recall(request=referred, by=officer, version=None, reason="لا حاجة")
    moved = refer(moved, officer, june(11))
    run(today, june(11), june(14), june(15))
    assert [one[:2] for one in told(moved)] == [("report", 9), ("report", 11)]
    assert moved.events.filter(move="escalate_report").count() == 2


# From before.


def test_what_was_told_before_days_had_rows_is_not_told_again(
    referred, scheduled, supervisor, today
):
    run(today, june(10), june(14))
    before = list(Escalation.objects.values("request", "about", "due_on", "referral", "to"))
    Escalation.objects.all()._raw_delete("default")
    Referral.objects.update(referred_at=timezone.now() - timedelta(days=7))
    [name] = [one for one in names_of_migrations() if one.endswith("_days_told_before")]
    import_module(f"services.migrations.{name}").keep_days_told(apps, None)
    after = list(Escalation.objects.values("request", "about", "due_on", "referral", "to"))
    assert len(after) == 3
    assert after == before
    run(today, june(14))
    assert Escalation.objects.count() == 3
