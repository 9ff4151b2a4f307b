"""The calendar of who works on requests: what is in it, who may read it, how it is written."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from services import casework
from services.calendar.entries import DAYS_AHEAD, Entry, entries_for
from services.calendar.ics import as_ics, etag_of
from services.calendar.keys import address_of, end_key, make_key, owner_of
from services.committee.sittings import plan_sitting
from services.models import CalendarKey, RequestEvent, ServiceRequest, Sitting, State
from services.promises import promised_on
from services.references import show_reference
from tests import cast
from tests.services.factories import make_request, make_service, stand

TODAY = timezone.localdate()
NOT_FOUND, NOT_MODIFIED = 404, 304
PAGE = reverse("casework:calendar")


def feed(client, person, **headers):
    key = CalendarKey.objects.filter(person=person).first() or make_key(person=person)
    return client.get(reverse("services:calendar_feed", args=[key.key]), headers=headers)


def events(answer):
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).events}


def at(day, hour=18):
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def sitting(association, officer):
    return plan_sitting(
        association=association, starts_at=at(TODAY + timedelta(days=5)), place="المقر", by=officer
    )


@pytest.fixture
def referred(committee_request, officer, researcher):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    return casework.refer(
        request=request,
        by=officer,
        version=request.version,
        question="ما حال الأسرة؟",
        due_on=TODAY + timedelta(days=4),
        assigned_to=researcher,
    )


def test_due_days_of_the_queue_stand_in_it_without_names(client, officer, committee_request):
    [event] = events(feed(client, officer)).values()
    assert event["DTSTART"].dt == promised_on(committee_request)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == event["DTSTART"].dt + timedelta(days=1)
    assert show_reference(committee_request.reference) in event["SUMMARY"]
    assert "مساعدة طبية" in event["SUMMARY"]
    text = feed(client, officer).content.decode().replace("\r\n ", "")
    for secret in ("نورة", "كرسي", "1001", "512345678", "member@example.org"):
        assert secret not in text


def test_a_case_of_a_colleague_stands_in_theirs_alone(
    client, officer, association, committee_request
):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    ServiceRequest.objects.update(assigned_to=colleague)
    assert not events(feed(client, officer))
    assert len(events(feed(client, colleague))) == 1


def test_what_is_before_the_committee_stands_in_its_members_whoever_has_the_case(
    client, officer, association, committee_member, committee_request
):
    stand(committee_request, State.WITH_COMMITTEE)
    ServiceRequest.objects.update(assigned_to=officer, is_presented=True)
    RequestEvent.objects.create(
        request=committee_request, sequence=99, move="present", to_state=State.WITH_COMMITTEE
    )
    for person in (officer, committee_member):
        assert len(events(feed(client, person))) == 1
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    assert not events(feed(client, colleague))


def test_sittings_are_moments_in_saudi_time(client, officer, committee_member, sitting):
    for person in (officer, committee_member):
        answer = feed(client, person)
        [event] = events(answer).values()
        assert event["DTSTART"].dt == sitting.starts_at
        assert event["DTSTART"].params["TZID"] == "Asia/Riyadh"
        assert event["LOCATION"] == "المقر"
        assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Riyadh" in answer.content


def test_a_cancelled_sitting_says_so(client, officer, sitting):
    Sitting.objects.update(status=Sitting.Status.CANCELLED)
    [event] = events(feed(client, officer)).values()
    assert event["STATUS"] == "CANCELLED"


def test_reports_due_stand_in_the_researchers_calendar(officer, researcher, referred):
    referral = referred.referrals.get()
    for person in (officer, researcher):
        assert f"referral-{referral.pk}" in {entry.uid for entry in entries_for(person)}


def test_only_what_is_near_stands_in_it(officer, committee_request):
    assert entries_for(officer)
    long_before = promised_on(committee_request) - timedelta(days=DAYS_AHEAD + 1)
    assert not entries_for(officer, today=long_before)


def test_what_is_late_does_not_push_out_what_is_to_come(
    officer, member, direct_service, monkeypatch
):
    monkeypatch.setattr("services.calendar.entries.MOST", 2)
    today = timezone.localdate()
    for number in range(3):
        late = make_request(member, direct_service)
        ServiceRequest.objects.filter(pk=late.pk).update(
            counts_from=today - timedelta(days=40 + number)
        )
    coming = make_request(member, direct_service)
    days = {entry.uid: entry.day for entry in entries_for(officer)}
    assert days[f"request-{coming.reference}"] == promised_on(coming) > today
    assert sum(day < today for day in days.values()) == 2


def test_nothing_of_another_association(
    client, officer, other_officer, sitting, referred, direct_request
):
    assert not entries_for(other_officer)
    assert not events(feed(client, other_officer))


def test_a_closed_case_is_due_no_more(officer, member, direct_request):
    assert entries_for(officer)
    casework.withdraw(request=direct_request, by=member, version=1)
    assert not entries_for(officer)


def test_an_unknown_key_is_not_found(client, officer):
    key = make_key(person=officer).key
    for unknown in ("x", key[:-1], key + "x", key.swapcase()):
        url = reverse("services:calendar_feed", args=[unknown])
        assert client.get(url).status_code == NOT_FOUND


def test_a_new_key_ends_the_old_one(client, officer):
    old = make_key(person=officer).key
    new = make_key(person=officer).key
    assert owner_of(old) is None
    assert owner_of(new) == officer
    assert len(new) == 43
    end_key(person=officer)
    assert owner_of(new) is None


@pytest.mark.parametrize("how", ["ends", "deactivated"])
def test_the_feed_stops_the_moment_its_owner_leaves(client, officer, how):
    assert feed(client, officer).status_code == 200
    if how == "ends":
        officer.appointments.update(ends_on=TODAY - timedelta(days=1))
    else:
        officer.is_active = False
        officer.save()
    assert feed(client, officer).status_code == NOT_FOUND


def test_what_is_unchanged_is_not_sent_again(client, officer, committee_request, direct_service):
    answer = feed(client, officer)
    etag = answer["ETag"]
    again = feed(client, officer, if_none_match=etag)
    assert (again.status_code, again.content) == (NOT_MODIFIED, b"")
    assert again["ETag"] == etag
    make_request(committee_request.person, direct_service)
    assert feed(client, officer, if_none_match=etag).status_code == 200


def test_nobody_else_keeps_or_finds_the_feed(client, officer, committee_request):
    answer = feed(client, officer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in answer.cookies


def test_it_is_in_its_owners_language(client, officer, committee_request):
    officer.language = "en"
    officer.save()
    [event] = events(feed(client, officer)).values()
    assert "Answer due" in event["SUMMARY"]


def test_uids_stay_and_lines_are_folded(officer, committee_request):
    entry = Entry(uid="request-1", start=date(2026, 2, 28), summary="س" * 200)
    written = as_ics([entry], name="تقويم")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    [event] = Calendar.from_ical(written).events
    assert str(event["UID"]).startswith("request-1@")
    assert event["SUMMARY"] == "س" * 200
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert event["DTEND"].dt == date(2026, 3, 1)


def test_the_tag_does_not_change_with_the_moment():
    entry = Entry(uid="a", start=datetime(2026, 1, 1, 9, tzinfo=UTC), summary="x")
    assert etag_of([entry], name="n") == etag_of([entry], name="n")
    assert etag_of([entry], name="n") != etag_of([entry], name="m")


def test_words_of_others_write_no_lines_of_their_own(association, officer):
    place = "قاعة\r\nBEGIN:VEVENT\r\nSUMMARY:x"
    plan_sitting(
        association=association, starts_at=at(TODAY + timedelta(days=2)), place=place, by=officer
    )
    written = as_ics(entries_for(officer), name="n")
    assert len(Calendar.from_ical(written).events) == 1


def test_many_cases_take_no_more_queries(officer, member, direct_service, sitting):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            entries_for(officer)
        return len(taken)

    make_request(member, direct_service)
    few = queries()
    for _ in range(5):
        make_request(member, direct_service)
    assert queries() == few


# The page in the admin.


def test_the_page_makes_an_address_only_when_asked(client, officer, committee_request):
    client.force_login(officer)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert show_reference(committee_request.reference) in page.content.decode()
    client.post(PAGE, {})
    assert not CalendarKey.objects.exists()
    client.post(PAGE, {"action": "make"})
    key = CalendarKey.objects.get(person=officer)
    assert address_of(key) in client.get(PAGE).content.decode()
    client.post(PAGE, {"action": "end"})
    assert not CalendarKey.objects.exists()


def test_the_page_is_for_who_works_on_requests(client, editor, superuser, member):
    for person in (editor, superuser, member):
        client.force_login(person)
        assert client.get(PAGE).status_code != 200
        client.post(PAGE, {"action": "make"})
        assert client.get(reverse("casework:calendar_file")).status_code != 200
    assert not CalendarKey.objects.exists()


def test_the_file_holds_the_same(client, officer, committee_request, sitting):
    client.force_login(officer)
    answer = client.get(reverse("casework:calendar_file"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(Calendar.from_ical(answer.content).events) == 2


# The member's own day.


def test_a_member_takes_the_expected_day_along(client, member, officer, direct_request):
    url = reverse("services:expected_day", args=[direct_request.reference])
    client.force_login(member)
    assert client.get(url).status_code == NOT_FOUND
    day = TODAY + timedelta(days=3)
    casework.schedule(
        request=direct_request, by=officer, version=1, expected_on=day, contact_note="اتصال"
    )
    [event] = Calendar.from_ical(client.get(url).content).events
    assert event["DTSTART"].dt == day
    assert "شهادة عضوية" in event["SUMMARY"]
    page = client.get(reverse("services:request", args=[direct_request.reference]))
    assert url in page.content.decode()


def test_anothers_expected_day_is_not_found(client, other_member, officer, direct_request):
    stand(direct_request, State.SCHEDULED)
    ServiceRequest.objects.update(expected_on=TODAY)
    url = reverse("services:expected_day", args=[direct_request.reference])
    for person in (other_member, officer):
        client.force_login(person)
        assert client.get(url).status_code == NOT_FOUND


def test_the_researcher_of_elsewhere_gets_nothing(other_association, referred, other_member):
    other = cast.make_staff(other_association, cast.Role.SOCIAL_RESEARCHER)
    make_request(other_member, make_service(other_association))
    assert not entries_for(other)
