"""An officer writes a request down for somebody: the same request, with channel and taker."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Membership
from services import casework
from services.intake.codes import HIDDEN
from services.intake.taking import OnPaper, Unregistered
from services.models import Intake, ServiceRequest
from services.queries import casework_of
from tests import cast
from tests.services.factories import make_policy_version, make_service
from tests.services.filled_in import pdf
from tests.services.intake.taking import CALLER, take


def test_a_member_gets_a_request_of_their_own(officer, member, members_service, committed):
    with committed():
        taken = take(officer, members_service, member.memberships.get(), channel="visit")
    request = taken.request
    assert (request.person, request.membership) == (member, member.memberships.get())
    assert (request.channel, request.route, request.answers) == (
        "visit",
        "committee",
        {"need": "كرسي متحرك"},
    )
    event = request.events.get()
    assert (event.move, event.channel, event.actor) == ("submit", "visit", officer)
    assert request.intake.taken_by == officer
    assert taken.code == ""
    assert [one.to for one in mail.outbox] == [[member.email]]


def test_the_request_rests_on_the_policy_as_every_other(officer, open_service, association):
    version = make_policy_version(association)
    request = take(officer, open_service).request
    assert request.policy_version == version
    assert request.events.get().clause_anchor == "step-1"


def test_who_has_no_account_is_written_down(officer, open_service):
    request = take(officer, open_service, note="اتصلت صباحًا").request
    assert request.person is None
    assert request.applicant.get_full_name() == "منيرة بنت سليمان"
    assert request.intake.phone == "+966555000001"
    assert request.contact_by == "mobile"
    assert request.intake.note == "اتصلت صباحًا"
    assert "اتصلت صباحًا" in request.events.get().internal_note


def test_they_are_told_reference_and_code_by_sms(officer, open_service, committed, texts):
    with committed():
        taken = take(officer, open_service)
    (text,) = texts
    assert text.to == "+966555000001"
    said = text.text.replace("\u00a0", "")
    assert taken.code in said and taken.request.reference in said


def test_or_by_mail_in_their_language(officer, open_service, committed):
    asker = Unregistered("Munira", email="Munira@Example.org", language="en")
    with committed():
        taken = take(officer, open_service, asker)
    (letter,) = mail.outbox
    assert letter.to == ["munira@example.org"]
    assert "Dear Munira" in letter.body
    assert taken.code in letter.body.replace("\u00a0", "")
    assert f"/en/me/claim/?reference={taken.request.reference}" in letter.body


def test_the_code_is_kept_nowhere(officer, open_service):
    taken = take(officer, open_service)
    intake = Intake.objects.get()
    assert len(intake.code_digest) == 64
    assert taken.code not in str(Intake.objects.values().get())
    assert taken.code not in str(list(ServiceRequest.objects.values()))
    assert taken.code not in str(list(taken.request.events.values()))
    [notice] = taken.request.notices.values()
    assert taken.code not in "".join(char for char in str(notice) if char.isdigit())
    assert HIDDEN in notice["text"]


def test_without_a_paper_nothing_is_attested(officer, open_service):
    assert not take(officer, open_service).request.is_attested


def test_a_signature_on_paper_is_recorded(officer, open_service):
    signature = OnPaper("منيرة", scans=[pdf("ورقة.pdf")])
    request = take(officer, open_service, signature=signature).request
    signed = request.attestations.get()
    assert (signed.method, signed.signed_name, signed.signed_by) == ("paper", "منيرة", officer)
    assert request.is_attested
    assert signed.files[0]["name"] == "ورقة.pdf"


def test_a_note_says_where_the_paper_is(officer, open_service):
    request = take(officer, open_service, signature=OnPaper("منيرة", "ملف ١٢")).request
    assert request.is_attested
    assert "ملف ١٢" in request.events.get().internal_note


@pytest.mark.parametrize(
    ("signature", "field"),
    [(OnPaper("", "ملف"), "signed_name"), (OnPaper("منيرة"), "signature_note")],
)
def test_a_signature_needs_a_name_and_a_paper(officer, open_service, signature, field):
    with pytest.raises(ValidationError) as refused:
        take(officer, open_service, signature=signature)
    assert field in refused.value.error_dict
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize(
    "name", ["member", "supervisor", "researcher", "committee_member", "editor", "other_officer"]
)
def test_only_officers_and_delegates_take_in(name, request, open_service):
    with pytest.raises(PermissionDenied):
        take(request.getfixturevalue(name), open_service)


def test_an_ended_role_takes_nothing_in(officer, open_service):
    officer.appointments.update(ended_at=timezone.now())
    with pytest.raises(PermissionDenied):
        take(officer, open_service)


@pytest.mark.parametrize("channel", ["website", "api", "pigeon", ""])
def test_the_channel_is_one_by_hand(officer, open_service, channel):
    with pytest.raises(ValidationError) as refused:
        take(officer, open_service, channel=channel)
    assert "channel" in refused.value.error_dict


def test_a_service_for_members_needs_an_active_member(officer, members_service, member):
    with pytest.raises(ValidationError):
        take(officer, members_service)
    membership = member.memberships.get()
    membership.status = Membership.Status.ENDED
    membership.save()
    with pytest.raises(ValidationError):
        take(officer, members_service, membership)


def test_members_of_another_association_can_t_be_chosen(officer, open_service, other_member):
    with pytest.raises(ValidationError):
        take(officer, open_service, other_member.memberships.get())


def test_officers_take_nothing_in_for_themselves(officer, open_service, association):
    own = Membership.objects.create(
        user=officer, association=association, number="77", status=Membership.Status.ACTIVE
    )
    with pytest.raises(ValidationError):
        take(officer, open_service, own)


@pytest.mark.parametrize(
    ("asker", "field"),
    [
        (Unregistered("", "0555000001"), "full_name"),
        (Unregistered("منيرة"), "phone"),
        (Unregistered("منيرة", "0115000001"), "phone"),
        (Unregistered("منيرة", email="munira"), "email"),
        (Unregistered("منيرة", "0555000001", language="fr"), "language"),
    ],
)
def test_who_asks_is_written_down_so_that_they_can_be_reached(officer, open_service, asker, field):
    with pytest.raises(ValidationError) as refused:
        take(officer, open_service, asker)
    assert field in refused.value.error_dict


def test_answers_are_checked_by_the_service_s_own_form(officer, open_service):
    with pytest.raises(ValidationError) as refused:
        take(officer, open_service, answers={"need": ""})
    assert "need" in refused.value.error_dict


def test_an_account_s_mobile_tells_the_officer_nothing(officer, open_service, committed, texts):
    """The same is kept, shown and sent whether or not somebody has an account with it."""
    stranger = cast.make_person("اسم لا يعرفه الموظف", phone="+966555000009")
    with committed():
        known = take(officer, open_service, Unregistered("م", "0555000009"))
        unknown = take(officer, open_service, Unregistered("م", "0555000008"))
    for taken in (known, unknown):
        assert taken.code
        assert taken.request.person is None
        assert taken.request.applicant.get_full_name() == "م"
    assert len(texts) == 2
    assert stranger.full_name not in str(list(Intake.objects.values()))


def test_branch_delegates_see_what_they_took_in_and_no_more(
    delegate, other_delegate, officer, open_service, committee_request
):
    mine = take(delegate, open_service).request
    take(other_delegate, open_service)
    take(officer, open_service)
    assert list(casework_of(delegate)) == [mine]
    delegate.appointments.update(ended_at=timezone.now())
    assert not casework_of(delegate).exists()


def test_branch_delegates_make_no_move_but_notes(delegate, open_service):
    request = take(delegate, open_service).request
    fresh = ServiceRequest.objects.get(pk=request.pk)
    # `claim` is a move of anyone's, and then asks for the code.
    assert {move.name for move in fresh.moves_open_to(delegate)} == {"note", "claim"}
    with pytest.raises(PermissionDenied):
        casework.schedule(
            request=fresh,
            by=delegate,
            version=fresh.version,
            expected_on=timezone.localdate(),
            contact_note="هاتف",
        )


def test_another_association_s_officer_sees_nothing_of_it(
    officer, other_officer, open_service, other_association
):
    take(officer, open_service)
    take(other_officer, make_service(other_association, "direct", open_to="everyone"), answers={})
    assert casework_of(officer).count() == casework_of(other_officer).count() == 1
    assert CALLER.full_name == casework_of(officer).get().applicant.get_full_name()
