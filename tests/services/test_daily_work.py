"""What the site does by itself: reminding, closing, telling supervisors; once, whoever fails."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from services import casework, daily, escalation, unanswered
from services.casework import MoveNotAllowed
from services.models import Referral, ServiceRequest, State
from tests import cast
from tests.services.clockwork import travel
from tests.services.factories import make_request

SUNDAY = date(2026, 6, 7)  # no holiday within five weeks but the one of 16 June, a Hijri new year


@pytest.fixture
def today(monkeypatch):
    set_to = travel(monkeypatch)
    set_to(SUNDAY)
    return set_to


@pytest.fixture
def verifying(committee_request, officer, today):
    start(committee_request)
    return casework.start_verification(request=again(committee_request), by=officer, version=None)


@pytest.fixture
def asked(verifying, officer):
    """Asked on Sunday the 7th, to be answered by Thursday the 11th."""
    return casework.ask(
        request=verifying, by=officer, version=None, text="متى؟", due_on=date(2026, 6, 11)
    )


def start(request, day=SUNDAY):
    ServiceRequest.objects.filter(pk=request.pk).update(counts_from=day)


def again(request):
    return ServiceRequest.objects.get(pk=request.pk)


def moves(request):
    return list(request.events.values_list("move", flat=True))


# Questions.


def test_an_answer_is_due_after_the_associations_working_days(verifying, officer):
    request = casework.ask(request=verifying, by=officer, version=None, text="متى؟")
    assert request.open_question.due_on == date(2026, 6, 21)


def test_an_answer_is_never_due_today_or_before(verifying, officer):
    for day in (SUNDAY, SUNDAY - timedelta(days=1)):
        with pytest.raises(ValidationError):
            casework.ask(request=verifying, by=officer, version=None, text="متى؟", due_on=day)
    assert again(verifying).state == State.VERIFYING


@pytest.mark.parametrize(("day", "is_reminded"), [(7, False), (8, False), (9, True), (11, True)])
def test_the_member_is_reminded_two_working_days_before(asked, today, day, is_reminded):
    today(date(2026, 6, day))
    daily.run_daily()
    assert ("remind" in moves(asked)) is is_reminded
    assert again(asked).state == State.INFORMATION_REQUIRED


def test_nobody_is_reminded_within_the_hour_of_asking(verifying, officer, today):
    request = casework.ask(
        request=verifying, by=officer, version=None, text="متى؟", due_on=date(2026, 6, 8)
    )
    daily.run_daily()
    assert "remind" not in moves(request)
    today(date(2026, 6, 8))
    daily.run_daily()
    assert "remind" in moves(request)


def test_the_reminder_repeats_the_question_and_comes_once(asked, today, committed, member):
    today(date(2026, 6, 9))
    for _ in range(3):
        with committed():
            daily.run_daily()
    sent = [one for one in mail.outbox if one.to == [member.email]]
    assert len(sent) == 1 and "متى؟" in sent[0].body
    assert "11" in sent[0].body
    with pytest.raises(MoveNotAllowed):
        unanswered.remind(again(asked))


@pytest.mark.parametrize(("day", "is_closed"), [(11, False), (12, True)])
def test_an_unanswered_request_ends_after_the_day_with_notice(
    asked, today, committed, member, day, is_closed
):
    today(date(2026, 6, 9))
    daily.run_daily()
    today(date(2026, 6, day))
    mail.outbox.clear()
    with committed():
        daily.run_daily()
    assert (again(asked).state == State.CLOSED) is is_closed
    assert [one.to for one in mail.outbox] == ([[member.email]] if is_closed else [])


def test_nobody_is_closed_out_unreminded(asked, today):
    """The site stood still over the day: the reminder comes first, and leaves time to answer."""
    today(date(2026, 6, 14))
    daily.run_daily()
    assert again(asked).state == State.INFORMATION_REQUIRED
    today(date(2026, 6, 15))
    daily.run_daily()
    assert again(asked).state == State.INFORMATION_REQUIRED
    today(date(2026, 6, 18))
    daily.run_daily()
    assert again(asked).state == State.CLOSED


def test_who_answers_is_not_closed_out(asked, today, member):
    today(date(2026, 6, 9))
    daily.run_daily()
    casework.answer(request=again(asked), by=member, version=None, text="غداً")
    today(date(2026, 6, 20))
    daily.run_daily()
    assert again(asked).state == State.VERIFYING


def test_the_member_reads_the_day_and_what_follows(client, asked, member):
    client.force_login(member)
    page = client.get(f"/me/requests/{asked.reference}/").content.decode()
    assert "11 يونيو 2026" in page and "1447" in page


# Supervisors.


def told(person):
    return [one.subject for one in mail.outbox if one.to == [person.email]]


def test_supervisors_are_told_once_when_near_and_once_when_missed(
    association, verifying, supervisor, today, committed
):
    due = escalation.due_on(verifying)
    near = date(2026, 6, 24)
    assert due == date(2026, 6, 29) or due > near
    today(due - timedelta(days=10))
    with committed():
        daily.run_daily()
    assert told(supervisor) == []
    for day in (due, due):
        today(day)
        with committed():
            daily.run_daily()
    assert len(told(supervisor)) == 1
    for day in (1, 1, 2, 30):
        today(due + timedelta(days=day))
        with committed():
            daily.run_daily()
    assert len(told(supervisor)) == 2
    assert moves(verifying).count("escalate") == 2


def test_a_day_missed_before_anyone_looked_is_told_once(verifying, supervisor, today, committed):
    today(escalation.due_on(verifying) + timedelta(days=9))
    for _ in range(2):
        with committed():
            daily.run_daily()
    assert len(told(supervisor)) == 1


def test_the_member_reads_nothing_of_it(client, verifying, member, today):
    today(escalation.due_on(verifying) + timedelta(days=1))
    daily.run_daily()
    client.force_login(member)
    page = client.get(f"/me/requests/{verifying.reference}/")
    assert "escalate" in moves(verifying)
    told_to_member = [entry.title for entry in page.context["timeline"] if entry.status != "future"]
    assert len(told_to_member) == 2


def test_nothing_is_told_while_the_member_is_waited_for(asked, supervisor, today, committed):
    unanswered_long = date(2026, 6, 11)
    today(unanswered_long)
    ServiceRequest.objects.filter(pk=asked.pk).update(counts_from=date(2026, 1, 1))
    with committed():
        daily.run_daily()
    assert told(supervisor) == []


def test_only_supervisors_who_may_see_the_case_are_told(
    association, other_association, verifying, supervisor, today, committed
):
    elsewhere = cast.make_staff(other_association, cast.Role.SUPERVISOR)
    owner = verifying.person
    owner.appointments.create(
        association=association, role=cast.Role.SUPERVISOR, starts_on=cast.LONG_AGO
    )
    today(escalation.due_on(verifying) + timedelta(days=1))
    with committed():
        daily.run_daily()
    assert (len(told(supervisor)), told(elsewhere), told(owner)) == (1, [], [])


def test_an_overdue_report_is_told_once(verifying, officer, supervisor, today, committed):
    request = casework.refer(
        request=verifying, by=officer, version=None, question="؟", due_on=date(2026, 6, 9)
    )
    today(date(2026, 6, 9))
    daily.run_daily()
    assert "escalate_report" not in moves(request)
    for day in (10, 10, 11):
        today(date(2026, 6, day))
        with committed():
            daily.run_daily()
    assert moves(request).count("escalate_report") == 1
    assert "2026-06-09" in request.events.get(move="escalate_report").internal_note
    assert len(told(supervisor)) == 1
    assert Referral.objects.get().reported_at is None


def test_only_the_site_escalates_reminds_and_closes(asked, officer, supervisor):
    for move in ("escalate", "remind", "close_unanswered"):
        for person in (officer, supervisor, asked.person):
            assert move not in {one.name for one in asked.moves_open_to(person)}


def test_the_case_shows_that_its_day_is_near_or_missed(client, verifying, officer, today):
    due = escalation.due_on(verifying)
    for day, near, missed in ((due, True, False), (due + timedelta(days=1), False, True)):
        today(day)
        client.force_login(officer)
        shown = client.get(f"/admin/requests/{verifying.reference}/").context["due"]
        assert (shown.on, shown.is_near, shown.is_missed) == (due, near, missed)


# The run.


def test_one_task_that_fails_stops_no_other(asked, today, monkeypatch):
    def fails():
        raise RuntimeError

    monkeypatch.setitem(daily.TASKS, "announce", fails)
    today(date(2026, 6, 9))
    with pytest.raises(CommandError, match="announce"):
        call_command("run_daily")
    assert "remind" in moves(asked)


def test_one_request_that_fails_stops_no_other(
    asked, member, officer, committee_service, today, monkeypatch
):
    other = make_request(member, committee_service)
    other = casework.start_verification(request=other, by=officer, version=None)
    casework.ask(request=other, by=officer, version=None, text="؟", due_on=date(2026, 6, 11))
    real = unanswered.remind

    def fails_for_one(request):
        if request.pk == asked.pk:
            raise RuntimeError
        return real(request)

    monkeypatch.setattr(unanswered, "remind", fails_for_one)
    today(date(2026, 6, 9))
    outcome = next(one for one in daily.run_daily() if one.name == "remind")
    assert (outcome.done, outcome.failed) == (1, 1)
    assert "remind" in moves(other) and "remind" not in moves(asked)


def test_two_runs_at_once_do_each_thing_once(asked, today):
    """Both have read that the member is to be reminded; the second finds it done."""
    today(date(2026, 6, 9))
    first, second = list(unanswered.to_remind()), list(unanswered.to_remind())
    assert daily.each(first, unanswered.remind) == (1, 0)
    assert daily.each(second, unanswered.remind) == (0, 0)
    assert moves(asked).count("remind") == 1


def test_all_well_ends_without_an_error(asked, capsys):
    call_command("run_daily")
    assert "failed" not in capsys.readouterr().out


def test_the_database_looks_at_how_its_tables_have_grown(committee_request):
    call_command("run_daily", stdout=None)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tbl FROM sqlite_stat1")
            assert ("services_servicerequest",) in cursor.fetchall()
