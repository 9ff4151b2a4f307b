"""Officers accept, decline and end memberships of their own association; the person is told."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.membership import accept, apply, decline, end
from accounts.models import Membership, User
from accounts.queries import is_active_member
from accounts.sms import Sms
from home.models import Association
from tests import cast
from tests.reading import Committed


@pytest.fixture
def application(person: User, association: Association) -> Membership:
    return apply(user=person, association=association, number="77")


def test_accepting_makes_an_active_member(application: Membership, officer: User) -> None:
    accepted = accept(membership=application, by=officer)
    assert is_active_member(application.user, application.association_id)
    assert accepted.decided_by == officer
    assert accepted.decided_at is not None
    assert accepted.joined_on == timezone.localdate()


def test_a_supervisor_decides_too(application: Membership, supervisor: User) -> None:
    assert accept(membership=application, by=supervisor).is_active


@pytest.mark.parametrize(
    "who", ["other_officer", "researcher", "committee_member", "editor", "member", "person"]
)
def test_nobody_else_decides(
    application: Membership, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        accept(membership=application, by=by)
    with pytest.raises(PermissionDenied):
        decline(membership=application, by=by, reason="لا")
    with pytest.raises(PermissionDenied):
        end(membership=application, by=by)
    application.refresh_from_db()
    assert application.is_pending


def test_nobody_decides_on_their_own_application(officer: User, association: Association) -> None:
    own = apply(user=officer, association=association, number="5")
    with pytest.raises(PermissionDenied):
        accept(membership=own, by=officer)


def test_declining_needs_a_reason(application: Membership, officer: User) -> None:
    with pytest.raises(ValidationError) as error:
        decline(membership=application, by=officer, reason="  ")
    assert error.value.code == "reason"
    declined = decline(membership=application, by=officer, reason="الاسم لا يطابق السجل")
    assert declined.status == Membership.Status.DECLINED
    assert not is_active_member(application.user, application.association_id)


def test_the_second_of_two_decisions_is_refused(
    application: Membership, officer: User, supervisor: User
) -> None:
    decline(membership=application, by=supervisor, reason="غير مطابق")
    with pytest.raises(ValidationError) as error:
        accept(membership=application, by=officer)
    assert error.value.code == "decided"


def test_a_number_that_another_active_member_has_is_refused(
    member: User, person: User, officer: User, association: Association
) -> None:
    second = apply(user=person, association=association, number="١٠٠١")
    with pytest.raises(ValidationError) as error:
        accept(membership=second, by=officer)
    assert error.value.code == "number"
    second.refresh_from_db()
    assert second.is_pending


def test_the_number_is_free_again_after_a_membership_ended(
    member: User, person: User, officer: User, association: Association
) -> None:
    end(membership=Membership.objects.get(user=member), by=officer, reason="انسحاب")
    second = apply(user=person, association=association, number="1001")
    assert accept(membership=second, by=officer).is_active


def test_the_same_number_may_exist_in_two_associations(
    member: User, other_officer: User, person: User, other_association: Association
) -> None:
    other = apply(user=person, association=other_association, number="1001")
    assert accept(membership=other, by=other_officer).is_active


def test_the_person_is_told_in_their_language(
    application: Membership, officer: User, committed: Committed
) -> None:
    application.user.language = "en"
    application.user.save()
    with committed():
        accept(membership=application, by=officer)
    [letter] = mail.outbox
    assert letter.to == ["person@example.org"]
    assert letter.subject == "Your membership of Wadi Cooperative is active"
    assert "77" in letter.body
    assert "http://localhost:8000/en/membership/wadi/apply/" in letter.body


def test_who_has_no_mail_is_told_by_sms(
    officer: User, association: Association, committed: Committed, texts: list[Sms]
) -> None:
    someone = cast.make_person(email=None, phone="0512345670")
    application = apply(user=someone, association=association, number="8")
    with committed():
        decline(membership=application, by=officer, reason="الرقم غير صحيح")
    assert mail.outbox == []
    [text] = texts
    assert text.to == "+966512345670"
    assert "الرقم غير صحيح" in text.text


def test_nobody_is_told_what_did_not_happen(
    application: Membership, other_officer: User, committed: Committed
) -> None:
    with committed(), pytest.raises(PermissionDenied):
        accept(membership=application, by=other_officer)
    assert mail.outbox == []


def test_who_did_what_is_kept(application: Membership, officer: User) -> None:
    from wagtail.models import ModelLogEntry

    accept(membership=application, by=officer)
    entries = ModelLogEntry.objects.for_instance(application)
    assert [(entry.action, entry.user) for entry in entries.order_by("timestamp", "pk")] == [
        ("accounts.membership_applied", application.user),
        ("accounts.membership_accepted", officer),
    ]
