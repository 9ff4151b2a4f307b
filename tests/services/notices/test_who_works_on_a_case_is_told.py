"""Who works on a case is told what the member did, and what a researcher found out or is to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.notifications import choose_channels
from services import casework
from services.models import Notice, ServiceRequest, State
from services.work_notices import work_notices
from tests import cast
from tests.cast import Role
from tests.services.factories import make_request, stand

TODAY = timezone.localdate()
QUESTION, REPORT, FINDING = "سؤال عن الأسرة", "زيارة ولقاء", "محتاجة"


@pytest.fixture
def colleague(association):
    return cast.make_staff(association, Role.RELATIONS_OFFICER, "مها بنت صالح")


@pytest.fixture
def verifying(committee_request, officer):
    return casework.start_verification(request=committee_request, by=officer, version=1)


@pytest.fixture
def assigned(committee_request, officer):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(assigned_to=officer)
    return ServiceRequest.objects.get(pk=committee_request.pk)


def test_the_assigned_officer_is_told_that_the_member_wrote(assigned, member, officer, committed):
    with committed():
        casework.write(request=assigned, by=member, text="كلام خاص")
    [message] = mail.outbox
    assert message.to == [officer.email]
    assert reverse("casework:case", args=[assigned.reference]) in message.body
    assert "كلام خاص" not in message.body
    assert Notice.objects.get().to_staff


def test_an_answer_is_told_to_both(assigned, member, officer, committed):
    moved = casework.start_verification(request=assigned, by=officer, version=1)
    asked = casework.ask(request=moved, by=officer, version=2, text="؟")
    with committed():
        casework.answer(request=asked, by=member, version=3, text="نعم")
    assert {message.to[0] for message in mail.outbox} == {officer.email, member.email}


def test_who_no_longer_serves_there_is_not_told(assigned, member, officer, committed):
    officer.appointments.update(ends_on=TODAY - timedelta(days=1))
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []


def test_an_officer_may_do_without_mails_of_work(assigned, member, officer, committed):
    choose_channels(person=officer, chosen={"work": []})
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []


def told():
    """Who of the staff was sent a mail."""
    staff = {one.person.email for one in Notice.objects.filter(to_staff=True)}
    return staff & {address for message in mail.outbox for address in message.to}


def refer(case, by, **changes):
    values = {"question": QUESTION, "due_on": TODAY + timedelta(days=3)} | changes
    return casework.refer(request=case, by=by, version=case.version, **values)


def report(case, by):
    return casework.report(
        request=case, by=by, version=case.version, report=REPORT, finding=FINDING
    )


# Cases that nobody has.


def test_of_a_case_that_nobody_has_all_officers_are_told(
    committee_request, member, officer, colleague, other_officer, supervisor, editor, committed
):
    with committed():
        casework.write(request=committee_request, by=member, text="كلام خاص")
    assert told() == {officer.email, colleague.email}
    assert all("كلام خاص" not in message.body for message in mail.outbox)


def test_where_whose_it_is_serves_no_more_the_other_officers_are_told(
    assigned, member, officer, colleague, committed
):
    officer.appointments.update(ends_on=TODAY - timedelta(days=1))
    stand(assigned, State.REJECTED)
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert told() == {colleague.email}


def test_of_what_waits_for_nobody_only_who_has_the_case_is_told(
    committee_request, member, officer, committed
):
    with committed():
        casework.withdraw(request=committee_request, by=member, version=1)
    assert not told()


def test_where_no_officer_may_act_the_supervisor_is_told(
    officer, supervisor, committee_service, committed
):
    own = make_request(officer, committee_service)
    with committed():
        casework.write(request=own, by=officer, text="كلمة")
    assert told() == {supervisor.email}


# Social research.


def test_a_researcher_is_told_of_a_referral_to_them_and_by_when(
    verifying, officer, researcher, association, committed
):
    cast.make_staff(association, Role.SOCIAL_RESEARCHER, email="second@example.org")
    due = TODAY + timedelta(days=3)
    with committed():
        refer(verifying, officer, assigned_to=researcher, due_on=due)
    assert told() == {researcher.email}
    [message] = [one for one in mail.outbox if one.to == [researcher.email]]
    assert reverse("casework:case", args=[verifying.reference]) in message.body
    assert str(due.day) in message.body
    assert QUESTION not in message.body


def test_of_a_referral_to_any_researcher_all_there_are_told(
    verifying, officer, researcher, association, other_association, committed
):
    second = cast.make_staff(association, Role.SOCIAL_RESEARCHER, email="second@example.org")
    third = cast.make_staff(association, Role.SOCIAL_RESEARCHER, email="third@example.org")
    cast.make_staff(other_association, Role.SOCIAL_RESEARCHER, email="elsewhere@example.org")
    choose_channels(person=third, chosen={"work": []})
    with committed():
        refer(verifying, officer)
    assert told() == {researcher.email, second.email}


def test_who_has_the_case_is_told_of_the_report_and_not_what_it_says(
    verifying, officer, colleague, researcher, committed
):
    case = casework.assign(
        request=refer(verifying, officer), by=officer, version=None, to=colleague
    )
    mail.outbox.clear()
    Notice.objects.all().delete()
    with committed():
        report(case, researcher)
    assert told() == {colleague.email}
    [message] = [one for one in mail.outbox if one.to == [colleague.email]]
    assert REPORT not in message.body and FINDING not in message.body


def test_where_nobody_has_the_case_who_referred_it_is_told_of_the_report(
    verifying, officer, colleague, researcher, superuser, committed
):
    case = refer(verifying, officer)
    with committed():
        report(case, researcher)
    assert told() == {officer.email}


def test_where_who_referred_it_is_gone_all_officers_are_told_of_the_report(
    verifying, officer, colleague, researcher, committed
):
    case = refer(verifying, officer)
    officer.appointments.update(ends_on=TODAY - timedelta(days=1))
    with committed():
        report(case, researcher)
    assert told() == {colleague.email}


def test_it_takes_as_many_queries_for_many_officers_as_for_one(
    association, committee_request, member, officer
):
    casework.write(request=committee_request, by=member, text="كلمة")
    event = committee_request.events.last()
    with CaptureQueriesContext(connection) as for_one:
        assert [notice.person for notice in work_notices(event)] == [officer]
    for number in range(4):
        cast.make_staff(association, Role.RELATIONS_OFFICER, f"موظف {number}")
    with CaptureQueriesContext(connection) as for_many:
        assert len(list(work_notices(event))) == 5
    assert len(for_many) == len(for_one)
