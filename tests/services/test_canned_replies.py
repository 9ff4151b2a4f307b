"""Officers and supervisors keep the canned replies of their own association."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from home.models import Association
from services.canned_replies import delete_reply, replies_for, save_reply
from services.models import CannedReply, ServiceRequest

LIST, NEW = reverse("canned_replies:list"), reverse("canned_replies:new")


def edit(reply: CannedReply) -> str:
    return reverse("canned_replies:edit", args=[reply.pk])


def delete(reply: CannedReply) -> str:
    return reverse("canned_replies:delete", args=[reply.pk])


@pytest.fixture
def reply(association: Association) -> CannedReply:
    return CannedReply.objects.create(association=association, title="تحية", text="أهلا {name}")


@pytest.mark.parametrize("who", ["officer", "supervisor"])
def test_officers_and_supervisors_write_them(
    who: str, client: Client, request: pytest.FixtureRequest, association: Association
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert NEW in client.get(LIST).content.decode()
    sent = {"title": "موعد", "text": "طلبك {reference} يصلك قبل {promised_day}"}
    assert client.post(NEW, sent)["Location"] == LIST
    made = CannedReply.objects.get()
    assert (made.association, made.title) == (association, "موعد")
    client.post(edit(made), {"title": "وعد", "text": "نص"})
    made.refresh_from_db()
    assert (made.title, made.text) == ("وعد", "نص")
    assert "وعد" in client.get(LIST).content.decode()


def test_an_unknown_placeholder_is_refused_with_plain_words(
    client: Client, officer: User, reply: CannedReply
) -> None:
    client.force_login(officer)
    for address in (NEW, edit(reply)):
        answer = client.post(address, {"title": "موعد", "text": "يا {nmae}"})
        assert answer.status_code == 422
        assert "{nmae}" in " ".join(answer.context["form"].errors["text"])
        assert "يا {nmae}</textarea>" in answer.content.decode()
    reply.refresh_from_db()
    assert reply.text == "أهلا {name}"


def test_throwing_one_away_asks_first(client: Client, officer: User, reply: CannedReply) -> None:
    client.force_login(officer)
    assert client.get(delete(reply)).status_code == 200
    assert CannedReply.objects.exists()
    assert client.post(delete(reply))["Location"] == LIST
    assert not CannedReply.objects.exists()


@pytest.mark.parametrize("who", ["editor", "researcher", "committee_member"])
def test_other_roles_have_no_list(
    who: str, client: Client, request: pytest.FixtureRequest, reply: CannedReply
) -> None:
    client.force_login(request.getfixturevalue(who))
    for address in (LIST, NEW, edit(reply), delete(reply)):
        answer = client.get(address)
        assert answer.status_code in (302, 404)
        assert "تحية" not in answer.content.decode()
    assert client.post(delete(reply)).status_code in (302, 404)
    assert CannedReply.objects.exists()


def test_another_associations_officer_reaches_none(
    client: Client, other_officer: User, reply: CannedReply
) -> None:
    client.force_login(other_officer)
    assert "تحية" not in client.get(LIST).content.decode()
    for address in (edit(reply), delete(reply)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "x", "text": "x"}).status_code == 404
    reply.refresh_from_db()
    assert reply.title == "تحية"


def test_the_verbs_refuse_others_themselves(
    reply: CannedReply,
    officer: User,
    other_officer: User,
    editor: User,
    association: Association,
    other_association: Association,
) -> None:
    for by, where in (
        (other_officer, association),
        (other_officer, other_association),  # to take it over
        (editor, association),
    ):
        with pytest.raises(PermissionDenied):
            save_reply(reply=reply, title="x", text="x", association=where, by=by)
    with pytest.raises(PermissionDenied):
        delete_reply(reply=reply, by=other_officer)


def test_who_serves_two_associations_chooses_one(
    client: Client, officer: User, other_association: Association, other_officer: User
) -> None:
    other_officer.appointments.update(user=officer)
    client.force_login(officer)
    sent = {"title": "موعد", "text": "نص"}
    assert client.post(NEW, sent).status_code == 422
    client.post(NEW, sent | {"association": other_association.pk})
    assert CannedReply.objects.get().association == other_association


def test_they_speak_of_the_case_in_the_applicants_language(
    member: User, reply: CannedReply, committee_request: ServiceRequest
) -> None:
    reply.text = (
        "{name} {reference} {service} {association} {state} {promised_day} [{expected_day}]"
    )
    reply.save()
    member.language = "en"
    member.save()
    [(_reply, text)] = replies_for(ServiceRequest.objects.get())
    assert "{" not in text
    assert member.full_name in text
    assert "Wadi Cooperative Received" in text
    assert text.endswith("[]")


def test_a_long_list_takes_no_more_queries(
    client: Client,
    officer: User,
    association: Association,
    reply: CannedReply,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client.force_login(officer)
    client.get(LIST)
    with django_assert_max_num_queries(40) as few:
        client.get(LIST)
    for number in range(20):
        CannedReply.objects.create(association=association, title=f"رد {number}", text="نص")
    with django_assert_max_num_queries(len(few)):
        assert client.get(LIST).content.decode().count("رد ") >= 20
