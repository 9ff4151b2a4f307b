"""Writing to each other on a case; notes stay among colleagues."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.appointments import appoint, end_appointment
from accounts.models import User
from home.models import Association
from services import casework
from services.conversation import conversation
from services.models import ServiceRequest, State
from tests.cast import Role
from tests.services.factories import make_request


def member_page(request: ServiceRequest) -> str:
    return reverse("services:request", args=[request.reference])


def write_url(request: ServiceRequest) -> str:
    return reverse("services:write", args=[request.reference])


def case(name: str, request: ServiceRequest, *more: int) -> str:
    return reverse(f"casework:{name}", args=[request.reference, *more])


def fresh(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=request.pk)


def test_a_message_awaits_a_reply_until_it_comes(
    member: User, officer: User, committee_request: ServiceRequest
) -> None:
    written = casework.write(request=committee_request, by=member, text="متى الموعد؟")
    assert written.awaits_reply
    replied = casework.reply(request=written, by=officer, text="يوم الأحد")
    assert not replied.awaits_reply
    assert [(one.text, one.by_applicant) for one in conversation(replied)] == [
        ("متى الموعد؟", True),
        ("يوم الأحد", False),
    ]


def test_a_move_with_words_to_the_member_is_a_reply_too(
    member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="متى؟")
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    assert moved.awaits_reply  # told, but in no words of theirs
    asked = casework.ask(request=moved, by=officer, version=2, text="ما العنوان؟")
    assert not asked.awaits_reply


def test_a_note_leaves_the_message_waiting_unless_it_needs_no_reply(
    member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="شكرا")
    assert casework.note(request=committee_request, by=officer, text="سر").awaits_reply
    settled = casework.note(
        request=committee_request, by=officer, text="مجرد شكر", needs_no_reply=True
    )
    assert not settled.awaits_reply


def test_nobodys_work_is_refused_because_another_wrote(
    member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="كلمة")
    casework.reply(request=committee_request, by=officer, text="كلمة")
    casework.note(request=committee_request, by=officer, text="كلمة")
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    assert moved.state == State.VERIFYING


def test_writing_after_the_end_moves_nothing(
    member: User, committee_request: ServiceRequest
) -> None:
    ended = casework.withdraw(request=committee_request, by=member, version=1)
    written = casework.write(request=ended, by=member, text="سؤال بعد الختام")
    assert (written.state, written.closed_at) == (State.WITHDRAWN, ended.closed_at)


def test_a_button_pressed_twice_writes_once(
    member: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="متى؟")
    casework.write(request=committee_request, by=member, text="متى؟")
    casework.write(request=committee_request, by=member, text="وأين؟")
    assert [one.text for one in conversation(committee_request)] == ["متى؟", "وأين؟"]


@pytest.mark.parametrize("verb", ["write", "reply", "note"])
def test_strangers_and_other_associations_write_nothing(
    verb: str, committee_request: ServiceRequest, other_officer: User, person: User, editor: User
) -> None:
    for by in (other_officer, person, editor):
        with pytest.raises(PermissionDenied):
            getattr(casework, verb)(request=committee_request, by=by, text="كلمة")
    assert committee_request.events.count() == 1


def test_each_side_has_its_own_verbs(
    member: User, officer: User, researcher: User, committee_request: ServiceRequest
) -> None:
    for verb, by in (
        ("write", officer),
        ("reply", member),
        ("note", member),
        ("reply", researcher),
    ):
        with pytest.raises(PermissionDenied):
            getattr(casework, verb)(request=committee_request, by=by, text="كلمة")


@pytest.mark.parametrize("text", ["", "   ", "ا" * 2001])
def test_empty_and_endless_words_are_refused(
    text: str, member: User, committee_request: ServiceRequest
) -> None:
    with pytest.raises(ValidationError) as refused:
        casework.write(request=committee_request, by=member, text=text)
    assert list(refused.value.message_dict) in (["text"], ["message"])


# The member's page.


def test_the_member_reads_both_sides_and_no_officers_name(
    client: Client, member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="متى الموعد؟")
    casework.reply(request=committee_request, by=officer, text="يوم الأحد")
    casework.note(request=committee_request, by=officer, text="سر بيننا")
    client.force_login(member)
    page = client.get(member_page(committee_request)).content.decode()
    assert page.index("متى الموعد؟") < page.index("يوم الأحد")
    assert officer.full_name not in page
    assert "سر بيننا" not in page
    [_own, reply] = conversation(committee_request)
    assert reply.role and reply.role in page


def test_who_was_ended_and_appointed_anew_the_same_day_writes_in_the_role_of_the_moment(
    association: Association, officer: User, superuser: User, committee_request: ServiceRequest
) -> None:
    casework.reply(request=committee_request, by=officer, text="موظفا")
    end_appointment(appointment=officer.appointments.get(), by=superuser)
    appoint(
        user=officer,
        association=association,
        role=Role.SUPERVISOR,
        starts_on=timezone.localdate(),
        by=superuser,
    )
    casework.reply(request=committee_request, by=officer, text="مشرفا")
    assert [(one.text, one.role) for one in conversation(committee_request)] == [
        ("موظفا", Role.RELATIONS_OFFICER.label),
        ("مشرفا", Role.SUPERVISOR.label),
    ]


def test_the_member_writes_from_the_page(
    client: Client, member: User, committee_request: ServiceRequest
) -> None:
    client.force_login(member)
    answer = client.post(write_url(committee_request), {"text": "سؤال\nفي سطرين"})
    assert answer["Location"] == member_page(committee_request) + "#messages"
    assert "سؤال<br>في سطرين" in client.get(member_page(committee_request)).content.decode()


def test_an_empty_message_comes_back_with_an_error(
    client: Client, member: User, committee_request: ServiceRequest
) -> None:
    client.force_login(member)
    answer = client.post(write_url(committee_request), {"text": " "})
    assert answer.status_code == 422
    assert "message_text_error" in answer.content.decode()
    assert not fresh(committee_request).awaits_reply


def test_words_of_a_member_are_no_markup(
    client: Client, member: User, officer: User, committee_request: ServiceRequest
) -> None:
    casework.write(request=committee_request, by=member, text="<script>x</script>")
    for user, page in (
        (member, member_page(committee_request)),
        (officer, case("case", committee_request)),
    ):
        client.force_login(user)
        assert "<script>x" not in client.get(page).content.decode()


def test_a_message_sent_after_the_session_ended_is_there_again_for_its_person_only(
    client: Client, member: User, person: User, committee_request: ServiceRequest
) -> None:
    for who, is_there in ((person, False), (member, True)):
        client.force_login(member)
        page = client.get(member_page(committee_request)).content.decode()
        ticket = page.split(write_url(committee_request))[1].split('name="ticket" value="')[1]
        client.logout()
        sent = {"text": "رسالة طويلة", "ticket": ticket.split('"')[0]}
        answer = client.post(write_url(committee_request), sent)
        assert answer["Location"].startswith("/account/login/?next=")
        client.force_login(who)
        page = client.get(member_page(committee_request), follow=True).content.decode()
        assert ("رسالة طويلة" in page) is is_there
    assert not fresh(committee_request).awaits_reply


def test_a_message_with_an_old_token_comes_back_to_be_sent_again(
    member: User, committee_request: ServiceRequest
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    answer = strict.post(write_url(committee_request), {"text": "رسالة"})
    assert "رسالة" in answer.content.decode()
    assert not fresh(committee_request).awaits_reply


def test_nobody_writes_on_anothers_request(
    client: Client, other_member: User, committee_request: ServiceRequest
) -> None:
    client.force_login(other_member)
    assert client.post(write_url(committee_request), {"text": "كلمة"}).status_code == 404


def test_a_long_conversation_takes_no_more_queries(
    client: Client,
    member: User,
    officer: User,
    committee_request: ServiceRequest,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    casework.reply(request=committee_request, by=officer, text="أول")
    with django_assert_num_queries(2):
        conversation(committee_request)
    for number in range(5):
        casework.write(request=committee_request, by=member, text=f"س {number}")
        casework.reply(request=committee_request, by=officer, text=f"ج {number}")
    with django_assert_num_queries(2):
        conversation(committee_request)


def test_one_who_has_a_request_in_it_is_no_colleague_there(committee_request, officer) -> None:  # type: ignore[no-untyped-def]
    own = make_request(officer, committee_request.service)
    for verb in ("reply", "note"):
        with pytest.raises(PermissionDenied):
            getattr(casework, verb)(request=own, by=officer, text="كلمة")
