"""Answering, adding files, withdrawing: told kindly, nothing lost, when others were first."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from services import casework
from services.models import ServiceRequest, State
from tests.services.filled_in import pdf


def fresh(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=request.pk)


def address(name: str, request: ServiceRequest) -> str:
    return reverse(f"services:{name}", args=[request.reference])


@pytest.fixture
def asked(client: Client, member: User, officer: User, committee_request: ServiceRequest):  # type: ignore[no-untyped-def]
    """A request that waits for its person's answer; its person is signed in."""
    client.force_login(member)
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    return casework.ask(request=moved, by=officer, version=moved.version, text="هل من تقرير؟")


def test_a_question_is_shown_and_answered(client: Client, asked: ServiceRequest) -> None:
    page = client.get(address("request", asked))
    assert "هل من تقرير؟" in page.content.decode()
    response = client.post(address("answer", asked), {"version": asked.version, "text": "نعم"})
    assert response["Location"] == address("request", asked)
    assert fresh(asked).state == State.VERIFYING
    assert asked.questions.get().answer == "نعم"
    assert "نعم" in client.get(address("request", asked)).content.decode()


def test_an_answer_with_files_is_signed(client: Client, asked: ServiceRequest) -> None:
    sent = {"version": asked.version, "text": "نعم", "files": pdf()}
    response = client.post(address("answer", asked), sent)
    assert response.status_code == 422
    assert list(response.context["answer_form"].errors) == ["signed_name"]
    assert "نعم" in response.content.decode()
    sent = {"version": asked.version, "text": "نعم", "files": pdf(), "signed_name": "نورة"}
    assert client.post(address("answer", asked), sent).status_code == 302
    assert fresh(asked).is_attested
    assert asked.attestations.count() == 2


def test_an_empty_answer_comes_back(client: Client, asked: ServiceRequest) -> None:
    response = client.post(address("answer", asked), {"version": asked.version, "text": " "})
    assert response.status_code == 422
    assert fresh(asked).state == State.INFORMATION_REQUIRED


def test_an_answer_that_comes_too_late_is_shown_and_its_files_are_kept(
    client: Client, asked: ServiceRequest, member: User
) -> None:
    casework.answer(request=asked, by=member, version=asked.version, text="من نافذة أخرى")
    sent = {"version": asked.version, "text": "جواب طويل", "files": pdf(), "signed_name": "نورة"}
    response = client.post(address("answer", asked), sent)
    assert response.status_code == 409
    assert "جواب طويل" in response.content.decode()
    assert asked.questions.get().answer == "من نافذة أخرى"
    assert fresh(asked).files.count() == 1


def test_an_answer_to_a_request_that_only_got_a_file_meanwhile_can_be_sent_again(
    client: Client, asked: ServiceRequest, member: User
) -> None:
    casework.attach(
        request=asked, by=member, version=asked.version, files=[pdf()], signed_name="نورة"
    )
    response = client.post(address("answer", asked), {"version": asked.version, "text": "نعم"})
    assert response.status_code == 409
    form = response.context["answer_form"]
    assert form.initial["text"] == "نعم"
    again = {"version": response.context["one"].version, "text": "نعم"}
    assert client.post(address("answer", asked), again).status_code == 302


def test_an_answer_sent_after_the_session_ended_is_there_again_for_its_person_only(
    client: Client, asked: ServiceRequest, member: User, person: User
) -> None:
    for who, is_there in ((person, False), (member, True)):
        client.force_login(member)
        ticket = client.get(address("request", asked)).context["ticket"]
        client.logout()
        sent = {"version": asked.version, "text": "جواب طويل", "ticket": ticket}
        response = client.post(address("answer", asked), sent)
        assert response["Location"] == f"/account/login/?next={address('answer', asked)}"
        client.force_login(who)
        page = client.get(address("request", asked)).content.decode()
        assert ("جواب طويل" in page) is is_there


def test_an_answer_with_an_old_token_comes_back_to_be_sent_again(
    asked: ServiceRequest, member: User
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    response = strict.post(address("answer", asked), {"version": asked.version, "text": "نعم"})
    assert response.status_code == 200
    assert "نعم" in response.content.decode()
    assert fresh(asked).state == State.INFORMATION_REQUIRED


def test_files_are_added_and_signed(client: Client, asked: ServiceRequest) -> None:
    sent = {"files": [pdf("a.pdf"), pdf("b.pdf")], "signed_name": "نورة", "agreed": "on"}
    assert client.post(address("attach", asked), sent).status_code == 302
    assert {file.name for file in asked.files.all()} == {"a.pdf", "b.pdf"}
    assert fresh(asked).is_attested
    assert "a.pdf" in client.get(address("request", asked)).content.decode()


@pytest.mark.parametrize("missing", ["files", "signed_name", "agreed"])
def test_files_are_not_added_unsigned(client: Client, asked: ServiceRequest, missing: str) -> None:
    sent = {"files": pdf(), "signed_name": "نورة", "agreed": "on"}
    del sent[missing]
    response = client.post(address("attach", asked), sent)
    assert response.status_code == 422
    assert list(response.context["files_form"].errors) == [missing]
    assert not asked.files.exists()


def test_files_come_too_late_for_a_request_that_has_ended(
    client: Client, asked: ServiceRequest, member: User
) -> None:
    casework.withdraw(request=asked, by=member, version=asked.version)
    sent = {"files": pdf(), "signed_name": "نورة", "agreed": "on"}
    response = client.post(address("attach", asked), sent, follow=True)
    assert "notice--warning" in response.content.decode()
    assert not asked.files.exists()


def test_withdrawing_asks_first(client: Client, asked: ServiceRequest) -> None:
    page = client.get(address("withdraw", asked))
    assert page.status_code == 200
    assert fresh(asked).state == State.INFORMATION_REQUIRED
    client.post(address("withdraw", asked), {"version": asked.version, "message": "شكرا"})
    assert fresh(asked).state == State.WITHDRAWN
    assert asked.events.get(move="withdraw").message == "شكرا"


def test_withdrawing_asks_again_when_something_happened_meanwhile(
    client: Client, asked: ServiceRequest, member: User
) -> None:
    casework.answer(request=asked, by=member, version=asked.version, text="نعم")
    sent = {"version": asked.version, "message": "كلمة"}
    response = client.post(address("withdraw", asked), sent)
    assert response.status_code == 409
    assert "كلمة" in response.content.decode()
    assert fresh(asked).state == State.VERIFYING
    again = {"version": response.context["one"].version, "message": "كلمة"}
    assert client.post(address("withdraw", asked), again).status_code == 302
    assert fresh(asked).state == State.WITHDRAWN


def test_a_request_that_has_ended_is_not_withdrawn(
    client: Client, asked: ServiceRequest, member: User
) -> None:
    ended = casework.withdraw(request=asked, by=member, version=asked.version)
    for response in (
        client.get(address("withdraw", asked)),
        client.post(address("withdraw", asked), {"version": ended.version}),
    ):
        assert response["Location"] == address("request", asked)
    assert asked.events.filter(move="withdraw").count() == 1
