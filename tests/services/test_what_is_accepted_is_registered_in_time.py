"""An accepted request is not left lying: it is to be registered by a day, of which staff know."""

from datetime import date, timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from saudi.working_days import add_working_days
from services import casework, daily, migrations
from services.calendar.entries import entries_for
from services.clock import ClosedDays
from services.closures import save_closure
from services.deadlines import calendars, due_on, due_windows, near, overdue
from services.models import Closure, Escalation, Notice, ServiceRequest, State
from services.promises import promised_on
from services.summaries import titles_of
from tests import cast
from tests.services.clockwork import travel
from tests.services.committee.sittings import to_committee
from tests.services.factories import decided, make_policy_version, make_request

SUNDAY = date(2026, 6, 7)
ACCEPTED_ON = date(2026, 6, 21)
NEW = "_accepted_are_to_be_registered"


@pytest.fixture
def today(monkeypatch):
    set_to = travel(monkeypatch)
    set_to(SUNDAY)
    return set_to


@pytest.fixture
def sent(member, committee_service, today):
    return make_request(member, committee_service)


@pytest.fixture
def accepted(sent, officer, committee_member, today):
    """Sent on the 7th, accepted on the 21st."""
    today(ACCEPTED_ON)
    return decided(to_committee(sent, officer), by=committee_member)


@pytest.fixture
def last_day(association):
    days = association.promised_working_days
    return add_working_days(ACCEPTED_ON, days, ClosedDays(association.pk))


def again(request):
    return ServiceRequest.objects.get(pk=request.pk)


def test_as_many_working_days_as_were_promised_count_from_the_acceptance(
    accepted, last_day, association, today
):
    assert accepted.state == State.ACCEPTED
    assert due_on(accepted) == last_day
    everything = ServiceRequest.objects.all()
    assert not overdue(everything, last_day).exists()
    assert near(everything, last_day).get() == accepted
    [here] = calendars([association])
    week = [window for _by, window in due_windows(here, first=last_day, last=last_day)]
    assert [everything.filter(one).count() for one in week].count(1) == 1
    assert overdue(everything, last_day + timedelta(days=1)).get() == accepted


def test_what_was_promised_then_stands(accepted, last_day, association):
    association.promised_working_days += 20
    association.save()
    assert due_on(again(accepted)) == last_day


def test_an_acceptance_after_an_appeal_counts_from_its_own_day(
    sent, member, officer, committee_member, association, today
):
    today(date(2026, 6, 14))
    heard = decided(to_committee(sent, officer), by=committee_member, accepts=False)
    assert heard.counts_from == SUNDAY
    heard = casework.appeal(request=heard, by=member, version=None, reason="لم تُنظر الفاتورة")
    assert heard.counts_from == date(2026, 6, 14)
    today(ACCEPTED_ON)
    appeals = cast.make_staff(association, cast.Role.APPEALS_MEMBER)
    assert decided(heard, by=appeals).counts_from == ACCEPTED_ON


def test_no_floor_of_a_policy_moves_that_day(accepted, last_day, association):
    version = make_policy_version(association, floor_days=60)
    ServiceRequest.objects.filter(pk=accepted.pk).update(policy_version=version)
    assert due_on(again(accepted)) == last_day
    everything = ServiceRequest.objects.all()
    assert overdue(everything, last_day + timedelta(days=1)).get() == accepted
    ServiceRequest.objects.filter(pk=accepted.pk).update(state=State.WITH_COMMITTEE)
    assert due_on(again(accepted)) > last_day
    assert not overdue(everything, last_day + timedelta(days=1)).exists()


def test_a_closure_noted_late_moves_no_day_that_counts_from_the_acceptance(
    sent, member, officer, committee_member, association, supervisor, today
):
    moved = casework.start_verification(request=sent, by=officer, version=None)
    moved = casework.ask(request=moved, by=officer, version=None, text="متى؟")
    today(date(2026, 6, 14))
    moved = casework.answer(request=moved, by=member, version=None, text="غداً")
    today(ACCEPTED_ON)
    moved = casework.present(request=moved, by=officer, version=None)
    moved = decided(moved, by=committee_member)
    assert moved.counts_from == ACCEPTED_ON
    late = Closure(association=association, name="جرد", first_day=SUNDAY, last_day=date(2026, 6, 9))
    save_closure(closure=late, by=supervisor)
    assert again(moved).counts_from == ACCEPTED_ON


def test_supervisors_are_told_that_the_day_is_near_and_then_missed(
    accepted, last_day, supervisor, today, committed
):
    supervisor.language = "en"
    supervisor.save()
    with committed():
        for day in (ACCEPTED_ON, last_day, last_day, last_day + timedelta(days=1)):
            today(day)
            daily.run_daily()
    told = Escalation.objects.filter(request=accepted).values_list("about", "due_on")
    assert list(told) == [("near", last_day), ("missed", last_day)]
    near_one, missed = [one.body for one in mail.outbox if supervisor.email in one.to]
    assert "was accepted, and the day by which it is to be registered is near" in near_one
    assert "was accepted, and the day by which it was to be registered has passed" in missed
    assert "To be registered by: " in missed
    assert "promised" not in near_one + missed


def test_once_registered_the_stated_day_is_due_instead(accepted, officer, today):
    day = date(2026, 12, 1)
    moved = casework.register(request=accepted, by=officer, version=None, expected_on=day)
    assert due_on(moved) == day


def test_calendars_say_what_is_due(accepted, last_day, officer):
    with translation.override("en"):
        [entry] = [one for one in entries_for(officer) if one.uid.startswith("request-")]
        title = titles_of([accepted.service])[accepted.service_id]
    assert entry.day == last_day
    assert entry.summary.startswith("Registration due: ")
    assert title in entry.summary


def test_staff_read_the_day_and_the_member_is_promised_none(
    client, accepted, officer, member, last_day
):
    client.force_login(officer)
    page = client.get(reverse("casework:case", args=[accepted.reference])).content.decode()
    assert _("To be registered by") in page
    assert _("Answer promised by") not in page
    assert _("Decision not before") not in page
    client.force_login(member)
    for name in ("services:request", "services:receipt"):
        page = client.get(reverse(name, args=[accepted.reference])).content.decode()
        assert f'datetime="{last_day.isoformat()}"' not in page, name
        assert _("We promise an answer by") not in page, name
    assert promised_on(accepted) is None
    told = Notice.objects.filter(person=member, event__move="accept")
    assert told.exists()
    assert not any(_("We promise an answer by") in one.text for one in told)


def test_an_officer_of_another_association_finds_nothing_of_it(
    client, accepted, last_day, other_officer, today
):
    today(last_day + timedelta(days=1))
    assert entries_for(other_officer) == []
    client.force_login(other_officer)
    page = client.get(reverse("casework:list") + "?tab=overdue")
    assert list(page.context["object_list"]) == []


def test_what_was_accepted_before_counts_from_then_too(accepted):
    ServiceRequest.objects.filter(pk=accepted.pk).update(counts_from=SUNDAY)
    [name] = [one.name for one in iter_modules(migrations.__path__) if one.name.endswith(NEW)]
    import_module(f"services.migrations.{name}").count_from_acceptance(apps, None)
    assert again(accepted).counts_from == ACCEPTED_ON
