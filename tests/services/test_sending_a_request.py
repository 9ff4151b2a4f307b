"""What `submit` writes, in one go: request, files, signature, event; and a notice afterwards."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection
from django.utils import timezone, translation

from accounts.models import User
from services.digests import answers_digest
from services.drafts import save_draft
from services.models import RequestDraft, RequestEvent, RequestFile, ServicePage, ServiceRequest
from services.references import read_reference
from services.submission import submit
from tests.services.factories import make_policy_version
from tests.services.filled_in import ID_NUMBER, KEPT, TYPED, pdf

NAME = "نورة بنت فهد"


def send(person: User, service: ServicePage, **changes: object) -> ServiceRequest:
    values: dict[str, object] = {
        "answers": TYPED,
        "files": {"report": [pdf()]},
        "signed_name": NAME,
    }
    return submit(person=person, service=service, **(values | changes))  # type: ignore[arg-type]


def test_answers_are_kept_in_one_form_each(member: User, service: ServicePage) -> None:
    request = send(member, service)
    kept = dict(request.answers)
    id_number = kept.pop("id_number")
    assert kept == KEPT
    assert id_number["masked"] == "••••••0008"
    assert ID_NUMBER not in str(request.answers)


def test_the_request_knows_whose_it_is_and_how_it_came(member: User, service: ServicePage) -> None:
    request = send(member, service, channel="api", contact_by="mobile")
    assert request.person == member
    assert request.association == service.association
    assert request.membership == member.memberships.get()
    assert (request.route, request.state) == ("committee", "submitted")
    assert (request.channel, request.contact_by) == ("api", "mobile")
    assert read_reference(request.reference) == request.reference


def test_the_form_is_kept_as_it_was(member: User, service: ServicePage) -> None:
    request = send(member, service)
    field = service.form_fields.get(clean_name="kind")
    field.label, field.choices = "شيء آخر", "غير ذلك\nأخرى"
    service.form_fields.add(field)
    service.save()
    kept = {one["name"]: one for one in ServiceRequest.objects.get(pk=request.pk).form_fields}
    assert kept["kind"] == {
        "name": "kind",
        "label": "النوع",
        "type": "radio",
        "choices": ["أجهزة", "علاج"],
        "required": True,
    }


def test_the_signature_covers_the_answers_and_the_files(member: User, service: ServicePage) -> None:
    before = timezone.now()
    request = send(member, service, signed_name=f"  {NAME} ")
    signed = request.attestations.get()
    assert (signed.signed_name, signed.signed_by) == (NAME, member)
    assert before <= signed.signed_at <= timezone.now()
    digests = [file.sha256 for file in request.files.all()]
    assert signed.digest == answers_digest(answers=request.answers, file_digests=digests)
    assert request.is_attested
    request.answers["need"] = "شيء آخر"
    assert not request.is_attested


def test_a_changed_file_breaks_the_signature_too(member: User, service: ServicePage) -> None:
    request = send(member, service)
    request.files.update(sha256="0" * 64)
    assert not request.is_attested


def test_the_exact_wording_is_kept_with_the_signature(member: User, service: ServicePage) -> None:
    service.attestation = "أقرّ بصحة ما كتبت."
    assert send(member, service).attestations.get().wording == "أقرّ بصحة ما كتبت."


def test_the_site_s_wording_is_that_of_the_language_signed_in(
    member: User, service: ServicePage
) -> None:
    with translation.override("ar"):
        request = send(member, service, language="en")
    assert request.attestations.get().wording.startswith("I declare")


def test_the_event_rests_on_the_first_step_of_the_policy_in_force(
    member: User, service: ServicePage
) -> None:
    version = make_policy_version(service.association)
    request = send(member, service)
    event = request.events.get()
    assert request.policy_version == version
    assert (event.move, event.from_state, event.to_state) == ("submit", "", "submitted")
    assert (event.clause_anchor, event.policy_version) == ("step-1", version)
    assert event.actor == member


def test_a_policy_of_another_day_is_not_the_one(member: User, service: ServicePage) -> None:
    version = make_policy_version(service.association)
    version.end(on=timezone.localdate() - timedelta(days=1))
    assert send(member, service).policy_version is None


def test_the_member_is_told_once_all_is_written(
    member: User,
    service: ServicePage,
    committed: Callable[[], AbstractContextManager[object]],
) -> None:
    with committed():
        request = send(member, service)
        assert not mail.outbox
    [letter] = mail.outbox
    assert letter.to == [member.email]
    assert request.reference in str(letter.body).replace(" ", "").replace("\u00a0", "")


def test_the_draft_s_files_go_with_the_request_and_the_draft_ends(
    member: User, service: ServicePage
) -> None:
    save_draft(person=member, service=service, answers=TYPED, files={"report": [pdf("a.pdf")]})
    request = send(member, service, answers=None, files=None)
    assert {one for one in KEPT if request.answers[one] != KEPT[one]} == set()
    [file] = request.files.all()
    assert (file.name, file.field_name, file.draft) == ("a.pdf", "report", None)
    assert not RequestDraft.objects.exists()


def test_a_file_whose_question_is_gone_is_forgotten(member: User, service: ServicePage) -> None:
    save_draft(person=member, service=service, answers=TYPED, files={"report": [pdf("a.pdf")]})
    service.form_fields.remove(service.form_fields.get(clean_name="report"))
    service.save()
    request = send(member, service, answers=None, files=None)
    assert not request.files.exists()
    assert not RequestFile.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answers": {**TYPED, "need": ""}}, "need"),
        ({"answers": {**TYPED, "mobile": "05"}}, "mobile"),
        ({"answers": {**TYPED, "kind": "نوع آخر"}}, "kind"),
        ({"files": {}}, "report"),
        ({"signed_name": "  "}, "signed_name"),
        ({"contact_by": "letter"}, "contact_by"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    member: User, service: ServicePage, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        send(member, service, **changes)
    assert list(refused.value.message_dict) == [field]
    assert not ServiceRequest.objects.exists()
    assert not RequestEvent.objects.exists()


def test_nobody_is_reached_by_a_way_they_do_not_have(member: User, service: ServicePage) -> None:
    member.phone = None
    member.save()
    with pytest.raises(ValidationError):
        send(member, service, contact_by="mobile")


def test_who_may_not_request_sends_nothing(person: User, service: ServicePage) -> None:
    with pytest.raises(PermissionDenied):
        send(person, service)


def test_the_same_key_twice_gives_one_request(member: User, service: ServicePage) -> None:
    first = send(member, service, key="opened once")
    assert send(member, service, key="opened once") == first
    assert send(member, service, key="opened again") != first
    assert ServiceRequest.objects.count() == 2
    assert RequestEvent.objects.count() == 2


def test_without_a_key_each_sending_is_a_request(member: User, service: ServicePage) -> None:
    assert send(member, service) != send(member, service)


def test_keys_of_any_length_are_told_apart(member: User, service: ServicePage) -> None:
    assert send(member, service, key="k" * 300) != send(member, service, key="k" * 301)


def test_a_key_is_each_person_s_own(member: User, other_member: User, service: ServicePage) -> None:
    service.open_to = ServicePage.OpenTo.EVERYONE
    service.save()
    assert send(member, service, key="k") != send(other_member, service, key="k")


def send_once(person: User, service: ServicePage) -> ServiceRequest:
    """Send; a database in memory says "locked" where others make one writer wait."""
    while True:
        try:
            return send(person, service, answers=None, files=None, key="k")
        except OperationalError as error:
            if "locked" not in str(error):
                raise


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_sendings_at_the_same_moment_give_one_request(
    member: User, service: ServicePage
) -> None:
    save_draft(person=member, service=service, answers=TYPED, files={"report": [pdf()]})
    together, sent = threading.Barrier(2), []

    def click() -> None:
        try:
            together.wait(timeout=10)
            sent.append(send_once(member, service).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(timeout=30)
    assert len(sent) == 2
    assert len(set(sent)) == 1
    assert ServiceRequest.objects.count() == 1
    assert RequestFile.objects.count() == 1
