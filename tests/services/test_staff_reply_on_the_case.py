"""Staff read, reply and take notes on the page of the case."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from home.models import Association
from services import casework
from services.conversation import conversation, notes
from services.models import CannedReply, ServiceRequest


def case(name: str, request: ServiceRequest, *more: int) -> str:
    return reverse(f"casework:{name}", args=[request.reference, *more])


def test_staff_reply_and_note_on_the_case(
    client: Client, member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="متى الموعد؟")
    client.force_login(officer)
    assert "متى الموعد؟" in client.get(case("case", committee_request)).content.decode()
    answer = client.post(case("reply", committee_request), {"reply-text": "يوم الأحد"})
    assert answer["Location"] == case("case", committee_request) + "#messages"
    answer = client.post(case("note", committee_request), {"note-text": "سر بيننا"})
    assert answer["Location"] == case("case", committee_request) + "#notes"
    page = client.get(case("case", committee_request)).content.decode()
    assert "يوم الأحد" in page
    assert "سر بيننا" in page
    assert [event.internal_note for event in notes(committee_request)] == ["سر بيننا"]


def test_an_empty_reply_comes_back(
    client: Client, officer: User, committee_request: ServiceRequest
) -> None:
    client.force_login(officer)
    for name in ("reply", "note"):
        answer = client.post(case(name, committee_request), {f"{name}-text": ""})
        assert answer.status_code == 422
    assert committee_request.events.count() == 1


def test_a_canned_reply_is_put_in_after_what_was_typed(
    client: Client, officer: User, member: User, committee_request: ServiceRequest
) -> None:
    reply = CannedReply.objects.create(
        association=committee_request.association, title="تحية", text="أهلا {name}"
    )
    client.force_login(officer)
    page = client.get(case("case", committee_request)).content.decode()
    assert f'data-text="أهلا {member.full_name}"' in page
    sent = {"reply-text": "بدأت", "reply-canned": reply.pk, "insert": "1"}
    answer = client.post(case("reply", committee_request), sent)
    assert answer.status_code == 200
    assert f"بدأت\n\nأهلا {member.full_name}</textarea>" in answer.content.decode()
    assert not conversation(committee_request)


def test_another_associations_canned_reply_is_neither_shown_nor_put_in(
    client: Client,
    officer: User,
    other_association: Association,
    committee_request: ServiceRequest,
) -> None:
    foreign = CannedReply.objects.create(
        association=other_association, title="عنوان غريب", text="نص غريب"
    )
    client.force_login(officer)
    assert "غريب" not in client.get(case("case", committee_request)).content.decode()
    sent = {"reply-text": "", "reply-canned": foreign.pk, "insert": "1"}
    assert "غريب" not in client.post(case("reply", committee_request), sent).content.decode()


def test_staff_of_another_association_find_no_case(
    client: Client, other_officer: User, committee_request: ServiceRequest
) -> None:
    client.force_login(other_officer)
    for name in ("reply", "note"):
        assert client.post(case(name, committee_request), {}).status_code == 404


def test_a_researcher_notes_but_does_not_reply(
    client: Client, officer: User, researcher: User, committee_request: ServiceRequest
) -> None:
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    casework.refer(request=moved, by=officer, version=2, question="؟", due_on=timezone.localdate())
    client.force_login(researcher)
    page = client.get(case("case", committee_request)).content.decode()
    assert case("note", committee_request) in page
    assert case("reply", committee_request) not in page
    client.post(case("reply", committee_request), {"reply-text": "x"})
    client.post(case("note", committee_request), {"note-text": "سر"})
    assert [event.internal_note for event in notes(committee_request)] == ["سر"]
    assert not conversation(committee_request)
