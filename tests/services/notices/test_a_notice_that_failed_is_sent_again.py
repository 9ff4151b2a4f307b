"""The case tells how each notice fared, and what failed is sent again there."""

from smtplib import (
    SMTPRecipientsRefused,
)

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from services import notices
from services.models import Notice
from tests.services.factories import make_request, make_service
from tests.services.notices.post import REFUSED, Failing

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem


def case(request):
    return reverse("casework:case", args=[request.reference])


def again(notice):
    return reverse("casework:resend", args=[notice.request.reference, notice.pk])


def test_the_case_tells_each_outcome(client, officer, moved, committee_request, broken_mail):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    client.force_login(officer)
    page = client.get(case(committee_request)).content.decode()
    assert notice.get_problem_display() in page
    assert again(notice) in page


def test_a_failed_notice_is_sent_again(client, officer, moved, broken_mail, settings, committed):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.force_login(officer)
    with committed():
        client.post(again(notice))
    notice.refresh_from_db()
    assert (notice.status, notice.tries, notice.problem) == (Status.SENT, 1, "")
    assert len(mail.outbox) == 1


def test_what_arrived_is_not_sent_again_by_the_button(client, officer, moved, committed):
    notice = moved()[Channel.EMAIL]
    with pytest.raises(ValidationError):
        notices.send_again(notice=notice, by=officer)
    client.force_login(officer)
    with committed():
        client.post(again(notice))
    assert len(mail.outbox) == 1


def test_only_officers_and_supervisors_of_the_association_send_again(
    client, moved, broken_mail, researcher, other_officer, member
):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    for user in (researcher, other_officer, member):
        with pytest.raises(PermissionDenied):
            notices.send_again(notice=notice, by=user)
        client.force_login(user)
        assert client.post(again(notice)).status_code in (302, 404)
    notice.refresh_from_db()
    assert notice.status == Status.FAILED


def test_a_notice_of_another_case_is_not_reached_through_ones_own(
    client, officer, other_association, moved, other_member, broken_mail
):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    own = moved()[Channel.EMAIL]
    foreign_request = make_request(other_member, make_service(other_association))
    foreign = Notice.objects.create(
        request=foreign_request,
        event=foreign_request.events.get(),
        person=other_member,
        channel=Channel.EMAIL,
        status=Status.FAILED,
    )
    client.force_login(officer)
    address = reverse("casework:resend", args=[own.request.reference, foreign.pk])
    assert client.post(address).status_code == 404
