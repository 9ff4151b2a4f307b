"""Each notice goes by its channel, to whom it concerns and to nobody else."""

import pytest
from django.core import mail

from accounts.models import User
from accounts.notifications import choose_channels
from accounts.sms import MemorySms
from services import casework
from services.models import Intake, Notice, ServiceRequest
from services.sending import send_notice
from tests import cast
from tests.services.factories import make_request, make_service

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem


def test_a_notice_stands_in_the_site_and_goes_by_mail(moved, member):
    made = moved()
    assert set(made) == {Channel.EMAIL, Channel.SITE}
    assert {notice.status for notice in made.values()} == {Status.SENT}
    assert made[Channel.EMAIL].tries == 1
    assert made[Channel.EMAIL].text in mail.outbox[0].body
    assert mail.outbox[0].subject == made[Channel.EMAIL].subject


def test_each_kind_goes_by_the_channels_the_member_chose(moved, member):
    choose_channels(person=member, chosen={"progress": ["sms"], "messages": ["email"]})
    assert set(moved()) == {Channel.SMS}
    assert mail.outbox == []
    assert MemorySms.outbox[0].to == member.phone


def test_a_message_is_of_another_kind(committee_request, officer, member, committed):
    choose_channels(person=member, chosen={"progress": ["sms"], "messages": ["email"]})
    with committed():
        casework.reply(request=committee_request, by=officer, text="يوم الأحد")
    assert [notice.channel for notice in Notice.objects.all()] == [Channel.EMAIL]
    assert "يوم الأحد" in mail.outbox[0].body


@pytest.mark.parametrize("move", ["note", "write"])
def test_of_notes_and_of_ones_own_words_the_member_is_told_nothing(
    move, committee_request, officer, member, committed
):
    by = member if move == "write" else officer
    with committed():
        getattr(casework, move)(request=committee_request, by=by, text="سر بيننا")
    assert not Notice.objects.filter(to_staff=False).exists()
    assert all(
        message.to == [officer.email] and "سر بيننا" not in message.body for message in mail.outbox
    )


def test_internal_words_stand_in_no_notice(committee_request, officer, member, committed):
    choose_channels(person=member, chosen={"progress": ["email", "sms", "site"]})
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, internal_note="سر بيننا"
        )
    assert Notice.objects.count() == 3
    for notice in Notice.objects.all():
        assert "سر بيننا" not in notice.subject + notice.text


def test_a_closed_account_is_told_nothing(moved, member):
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert moved() == {}


def test_what_was_sent_is_not_sent_again(moved):
    notice = moved()[Channel.EMAIL]
    send_notice.call(notice_id=notice.pk)
    assert len(mail.outbox) == 1


def test_an_address_that_went_away_meanwhile(moved, member, later):
    choose_channels(person=member, chosen={"progress": ["sms"]})
    notice = moved()[Channel.SMS]
    User.objects.filter(pk=member.pk).update(phone=None)
    send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.NO_ADDRESS)


def test_an_account_that_was_closed_meanwhile(moved, member, later):
    notice = moved()[Channel.EMAIL]
    User.objects.filter(pk=member.pk).update(is_active=False)
    send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.NO_ACCOUNT)
    assert mail.outbox == []


def unclaimed(association, officer, **address):
    """A request that was taken in for somebody who has no account."""
    request = make_request(officer, make_service(association))
    ServiceRequest.objects.filter(pk=request.pk).update(person=None)
    Intake.objects.create(
        request=request, full_name="عائشة بنت علي", taken_by=officer, language="en", **address
    )
    return ServiceRequest.objects.get(pk=request.pk)


@pytest.mark.parametrize(
    ("address", "channel"),
    [
        ({"email": "aisha@example.org", "phone": "+966555700143"}, Channel.EMAIL),
        ({"phone": "+966555700143"}, Channel.SMS),
    ],
)
def test_who_has_no_account_yet_is_told_too(address, channel, association, officer, committed):
    other = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    request = unclaimed(association, officer, **address)
    with committed():
        casework.start_verification(request=request, by=other, version=1)
    notice = Notice.objects.get()
    assert (notice.channel, notice.person, notice.status) == (channel, None, Status.SENT)
    text = mail.outbox[0].body if channel == Channel.EMAIL else MemorySms.outbox[0].text
    assert "We are checking that your request is complete." in text
