"""The calendar of closed days: who keeps it, what results, what a change of it does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given

from saudi.working_days import add_working_days
from services import casework
from services.clock import ClosedDays
from services.closures import (
    Past,
    delete_closure,
    promises_changed_by,
    recounted,
    save_closure,
    year_of,
)
from services.deadlines import due_on
from services.models import Closure, ServiceRequest
from tests import cast
from tests.services.clockwork import travel
from tests.services.pauses import calendars, live, pauses

LIST = reverse("closures:list")
NEW = reverse("closures:new")
SUNDAY = date(2026, 6, 7)


@pytest.fixture
def today(monkeypatch):
    return travel(monkeypatch)


@pytest.fixture
def open_request(committee_request, today):
    today(SUNDAY)
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=SUNDAY)
    return ServiceRequest.objects.get(pk=committee_request.pk)


def stretch(association, first, last=None, **fields):
    values = {"name": "جرد", "first_day": first, "last_day": last or first}
    return Closure(association=association, **(values | fields))


def again(request):
    return ServiceRequest.objects.get(pk=request.pk)


def test_a_supervisor_closes_days_of_their_own_association(association, supervisor, open_request):
    before = due_on(open_request)
    save_closure(closure=stretch(association, date(2026, 6, 8), date(2026, 6, 9)), by=supervisor)
    closed = ClosedDays(association.pk)
    assert date(2026, 6, 8) in closed and date(2026, 6, 10) not in closed
    assert due_on(again(open_request)) == before + timedelta(days=2)


def test_others_keep_no_calendar(association, other_association, supervisor, officer, superuser):
    days = stretch(association, date(2026, 6, 8))
    with pytest.raises(PermissionDenied):
        save_closure(closure=days, by=officer)
    with pytest.raises(PermissionDenied):
        save_closure(closure=stretch(other_association, date(2026, 6, 8)), by=supervisor)
    with pytest.raises(PermissionDenied):
        save_closure(closure=stretch(None, date(2026, 6, 8)), by=supervisor)
    everybodys = save_closure(closure=stretch(None, date(2026, 6, 8)), by=superuser)
    with pytest.raises(PermissionDenied):
        delete_closure(closure=everybodys, by=supervisor)
    assert Closure.objects.get() == everybodys


def test_a_closure_does_not_wander_to_another_association(
    association, other_association, supervisor
):
    theirs = stretch(other_association, date(2026, 6, 8))
    theirs.save()
    theirs.association = association
    with pytest.raises(PermissionDenied):
        save_closure(closure=theirs, by=supervisor)


def test_one_associations_days_move_nobody_elses(
    association, other_association, supervisor, open_request
):
    save_closure(closure=stretch(association, date(2026, 6, 8)), by=supervisor)
    assert date(2026, 6, 8) not in ClosedDays(other_association.pk)


def test_days_are_in_order_and_leave_time_to_work(association, supervisor):
    with pytest.raises(ValidationError):
        save_closure(
            closure=stretch(association, date(2026, 6, 8), date(2026, 6, 7)), by=supervisor
        )
    for start in (date(2026, 6, 1), date(2026, 8, 9)):
        last = start + timedelta(days=39)
        save_closure(closure=stretch(association, start, last), by=supervisor)
    with pytest.raises(ValidationError):
        bridge = stretch(association, date(2026, 7, 10), date(2026, 8, 8))
        save_closure(closure=bridge, by=supervisor)


def test_an_eid_is_put_where_it_was_announced(association, superuser):
    year = year_of(association, 2026)
    eid = next(one for one in year if "الفطر" in one.name)
    save_closure(closure=stretch(None, eid.first, name=eid.name, is_open=True), by=superuser)
    moved = year_of(association, 2026)
    assert eid.first not in ClosedDays(association.pk)
    assert eid.first + timedelta(days=1) in ClosedDays(association.pk)
    worked = next(one for one in moved if one.closure)
    assert (worked.first, worked.closure.is_open) == (eid.first, True)


def test_a_closure_noted_late_counts_for_pauses_that_are_over(
    association, supervisor, member, officer, open_request, today
):
    today(date(2026, 6, 14))
    request = casework.start_verification(request=open_request, by=officer, version=None)
    request = casework.ask(request=request, by=officer, version=None, text="متى؟")
    today(date(2026, 6, 17))
    request = casework.answer(request=request, by=member, version=None, text="غداً")
    assert request.counts_from == date(2026, 6, 10)
    late = save_closure(closure=stretch(association, date(2026, 6, 9)), by=supervisor)
    assert again(request).counts_from == date(2026, 6, 11)
    delete_closure(closure=late, by=supervisor)
    assert again(request).counts_from == date(2026, 6, 10)


@given(pauses(), calendars(), calendars())
def test_pauses_reckoned_anew_are_as_if_the_calendar_had_always_been_so(one, old, new):
    start, stops = one
    moved = recounted(live(start, stops, old), old, new, Past(start, stops))
    always = live(start, stops, new).counts_from
    assert add_working_days(moved, 5, new) == add_working_days(always, 5, new)


def test_the_preview_counts_requests_whose_day_changes(association, open_request, member):
    near = stretch(association, date(2026, 6, 8))
    far = stretch(association, date(2027, 6, 8))
    assert promises_changed_by(near) == (1, 1)
    assert promises_changed_by(far) == (0, 1)
    near.save()
    assert promises_changed_by(near, is_deleted=True) == (1, 1)


# The pages.


def test_the_page_shows_what_results_and_where_it_comes_from(client, association, supervisor):
    stretch(association, date(2026, 6, 8), name="جرد سنوي").save()
    stretch(None, date(2026, 6, 10), name="يوم للجميع").save()
    client.force_login(supervisor)
    page = client.get(f"{LIST}?year=2026").content.decode()
    for words in ("جرد سنوي", "يوم للجميع", "اليوم الوطني", "1447"):
        assert words in page
    own, everybodys = Closure.objects.order_by("first_day")
    assert reverse("closures:edit", args=[own.pk]) in page
    assert reverse("closures:edit", args=[everybodys.pk]) not in page


def test_first_the_effect_is_shown_then_the_days_are_saved(
    client, association, supervisor, open_request
):
    client.force_login(supervisor)
    data = {
        "association": association.pk,
        "name": "جرد",
        "first_day": "2026-06-08",
        "last_day": "2026-06-08",
    }
    page = client.post(NEW, data)
    assert page.context["effect"]
    assert not Closure.objects.exists()
    assert client.post(NEW, data | {"confirmed": "yes"}).status_code == 302
    days = Closure.objects.get()
    url = reverse("closures:edit", args=[days.pk])
    client.post(url, data | {"last_day": "2026-06-09", "confirmed": "yes"})
    assert Closure.objects.get().last_day == date(2026, 6, 9)
    assert client.get(reverse("closures:delete", args=[days.pk])).status_code == 200
    assert client.post(reverse("closures:delete", args=[days.pk])).status_code == 302
    assert not Closure.objects.exists()


def test_what_is_wrong_is_told(client, association, supervisor):
    client.force_login(supervisor)
    data = {"association": association.pk, "name": "", "first_day": "2026-06-08", "last_day": "x"}
    page = client.post(NEW, data)
    assert page.status_code == 422
    assert {"name", "last_day"} <= page.context["form"].errors.keys()


def test_other_associations_calendars_do_not_open(client, association, other_association):
    own = cast.make_staff(other_association, cast.Role.SUPERVISOR)
    days = stretch(association, date(2026, 6, 8), name="سرّ")
    days.save()
    client.force_login(own)
    assert "سرّ" not in client.get(f"{LIST}?year=2026&association={association.pk}").content.decode()
    for name in ("edit", "delete"):
        assert client.get(reverse(f"closures:{name}", args=[days.pk])).status_code == 404
    data = {
        "association": association.pk,
        "name": "x",
        "first_day": "2026-06-08",
        "last_day": "2026-06-08",
        "confirmed": "yes",
    }
    assert client.post(NEW, data).status_code == 422


@pytest.mark.parametrize("address", [LIST, NEW])
def test_officers_and_members_keep_no_calendar(client, officer, member, address):
    for person in (officer, member):
        client.force_login(person)
        assert client.get(address).status_code in (302, 403)


def test_more_days_take_no_more_queries(client, association, supervisor):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{LIST}?year=2026")
        return len(seen)

    client.force_login(supervisor)
    stretch(association, date(2026, 6, 1)).save()
    client.get(f"{LIST}?year=2026")
    few = queries()
    for day in range(2, 15):
        stretch(association, date(2026, 6, day)).save()
    assert queries() == few
