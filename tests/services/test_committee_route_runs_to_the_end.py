from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from home.models import Association
from services import casework
from services.casework import MoveNotAllowed
from services.models import ServiceRequest, Sitting, State
from tests.services.factories import (
    decided,
    handed_over,
    make_policy_version,
    make_request,
    make_service,
)


def in_a_week():
    return timezone.localdate() + timedelta(days=7)


def paper(content: bytes = b"%PDF-1.4 paper") -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", content, content_type="application/pdf")


def verified(request: ServiceRequest, officer: User) -> ServiceRequest:
    return casework.start_verification(request=request, by=officer, version=request.version)


def before_committee(request: ServiceRequest, officer: User) -> ServiceRequest:
    moved = verified(request, officer)
    return casework.present(request=moved, by=officer, version=moved.version)


def test_all_seven_steps_are_walked_with_their_clauses(
    member, officer, researcher, committee_member, association: Association
):
    version = make_policy_version(association)
    request = make_request(member, make_service(association), policy_version=version)

    def walk(request: ServiceRequest, *moves: tuple[str, User, dict[str, Any]]) -> ServiceRequest:
        for move, by, extra in moves:
            verb = getattr(casework, move)
            request = verb(request=request, by=by, version=request.version, **extra)
        return request

    request = walk(
        request,
        ("start_verification", officer, {}),
        ("ask", officer, {"text": "ما عنوانك؟"}),
        ("answer", member, {"text": "حي النخيل"}),
        ("refer", officer, {"question": "كم عدد أفراد الأسرة؟", "due_on": in_a_week()}),
        ("report", researcher, {"report": "زيارة", "finding": "خمسة أفراد"}),
        ("present", officer, {}),
    )
    request = decided(request, by=committee_member, reason="بالتوفيق")
    request = walk(
        request,
        ("register", officer, {"expected_on": in_a_week()}),
        ("start_delivery", officer, {}),
        ("deliver", officer, handed_over()),
    )

    assert request.state == State.DELIVERED
    assert request.closed_at is not None
    events = list(request.events.values_list("move", "to_state", "clause_anchor"))
    assert events == [
        ("submit", "submitted", "step-1"),
        ("start_verification", "verifying", "step-2"),
        ("ask", "information_required", "step-2"),
        ("answer", "verifying", "step-2"),
        ("refer", "social_research", "step-3"),
        ("report", "verifying", "step-3"),
        ("present", "with_committee", "step-5"),
        ("decide", "with_committee", "step-5"),
        ("accept", "accepted", "step-5"),
        ("register", "registering", "step-6"),
        ("start_delivery", "delivering", "step-7"),
        ("deliver", "delivered", "step-7"),
    ]
    assert set(request.events.values_list("policy_version", flat=True)) == {version.pk}
    assert request.version == 1 + len(events) - 1


def test_a_clause_the_policy_does_not_have_is_not_claimed(member, officer, association):
    version = make_policy_version(association, steps=1)
    request = make_request(member, make_service(association), policy_version=version)
    verified(request, officer)
    assert request.events.last().clause_anchor == ""


def test_a_question_is_answered_on_the_question(committee_request, officer, member):
    request = verified(committee_request, officer)
    request = casework.ask(request=request, by=officer, version=request.version, text=" أين؟ ")
    assert request.events.last().message == "أين؟"
    casework.answer(request=request, by=member, version=request.version, text="هنا")
    question = request.questions.get()
    assert (question.text, question.answer) == ("أين؟", "هنا")
    assert question.answered_at is not None


def test_an_empty_question_is_refused(committee_request, officer):
    request = verified(committee_request, officer)
    with pytest.raises(ValidationError) as refused:
        casework.ask(request=request, by=officer, version=request.version, text="  ")
    assert "text" in refused.value.message_dict
    request.refresh_from_db()
    assert request.state == State.VERIFYING


def test_a_referral_is_not_due_in_the_past(committee_request, officer):
    request = verified(committee_request, officer)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        casework.refer(
            request=request, by=officer, version=request.version, question="س", due_on=yesterday
        )
    assert "due_on" in refused.value.message_dict


def test_added_files_must_be_signed_for_again(committee_request, member):
    with pytest.raises(ValidationError) as refused:
        casework.attach(
            request=committee_request,
            by=member,
            version=committee_request.version,
            files=[paper()],
            signed_name=" ",
        )
    assert "signed_name" in refused.value.message_dict
    assert not committee_request.files.exists()


def test_added_files_leave_the_request_where_it_is(committee_request, member):
    request = casework.attach(
        request=committee_request,
        by=member,
        version=committee_request.version,
        files=[paper()],
        signed_name="نورة بنت فهد",
    )
    assert request.state == State.SUBMITTED
    assert request.files.get().name == "paper.pdf"
    assert request.attestations.count() == 2
    assert request.is_attested


def test_the_committee_sees_only_what_is_attested(committee_request, officer, member):
    request = verified(committee_request, officer)
    ServiceRequest.objects.filter(pk=request.pk).update(answers={"need": "changed"})
    with pytest.raises(MoveNotAllowed):
        casework.present(request=request, by=officer, version=request.version)

    request = casework.ask(request=request, by=officer, version=request.version, text="وقّع")
    request = casework.answer(
        request=request, by=member, version=request.version, text="وقّعت", signed_name="نورة"
    )
    request = casework.present(request=request, by=officer, version=request.version)
    assert request.state == State.WITH_COMMITTEE


def test_a_rejection_tells_its_reason_and_ends_the_request(
    committee_request, officer, committee_member
):
    request = before_committee(committee_request, officer)
    with pytest.raises(ValidationError) as refused:
        decided(request, by=committee_member, accepts=False, reason="")
    assert "reason" in refused.value.message_dict

    request.association.sittings.all().update(status=Sitting.Status.CANCELLED)
    request = decided(request, by=committee_member, accepts=False, reason="خارج اللائحة")
    assert (request.state, request.is_closed) == (State.REJECTED, True)
    assert request.closed_at is not None
    assert request.events.last().message == "خارج اللائحة"


def test_a_request_is_withdrawn_until_it_is_decided(
    committee_request, officer, committee_member, member
):
    request = before_committee(committee_request, officer)
    accepted = decided(request, by=committee_member)
    with pytest.raises(MoveNotAllowed):
        casework.withdraw(request=accepted, by=member, version=accepted.version)


def test_a_request_before_the_committee_can_be_withdrawn(committee_request, officer, member):
    request = before_committee(committee_request, officer)
    request = casework.withdraw(request=request, by=member, version=request.version)
    assert request.state == State.WITHDRAWN
    assert request.closed_at is not None
