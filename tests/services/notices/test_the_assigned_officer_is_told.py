"""The officer to whom a case is assigned is told what the member did."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.notifications import choose_channels
from services import casework
from services.models import Notice, ServiceRequest

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem


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
    officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []


def test_an_officer_may_do_without_mails_of_work(assigned, member, officer, committed):
    choose_channels(person=officer, chosen={"work": []})
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []
