"""What a person has filled in is kept, theirs alone, until it is sent or thrown away."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from services.answers import draft_answers
from services.drafts import discard_draft, draft_of, remove_file, save_draft
from services.models import RequestDraft, RequestFile, ServicePage
from services.uploads import MOST_FILES
from tests.services.filled_in import ID_NUMBER, TYPED, pdf


def test_answers_are_kept_as_typed_right_or_wrong(member: User, service: ServicePage) -> None:
    save_draft(person=member, service=service, answers={"need": "كرسي", "mobile": "05"})
    draft = draft_of(member, service)
    assert draft_answers(draft, service) == {"need": "كرسي", "mobile": "05"}


def test_names_the_form_does_not_have_are_left_out(member: User, service: ServicePage) -> None:
    draft = save_draft(person=member, service=service, answers={"need": "كرسي", "role": "admin"})
    assert draft.answers == {"need": "كرسي"}


def test_a_valid_national_id_never_rests_in_the_draft(member: User, service: ServicePage) -> None:
    draft = save_draft(person=member, service=service, answers=TYPED)
    assert ID_NUMBER not in str(draft.answers)
    assert TYPED["id_number"] not in str(draft.answers)
    assert draft.answers["id_number"]["masked"] == "••••••0008"


def test_a_masked_number_sent_back_stays_the_number_that_was_kept(
    member: User, service: ServicePage
) -> None:
    before = save_draft(person=member, service=service, answers=TYPED).answers["id_number"]
    masked = {**TYPED, "id_number": before["masked"]}
    after = save_draft(person=member, service=service, answers=masked).answers["id_number"]
    assert after == before


def test_a_digest_from_outside_is_not_taken_for_a_number(
    member: User, service: ServicePage
) -> None:
    forged = {"masked": "••••••9999", "digest": "0" * 64}
    draft = save_draft(person=member, service=service, answers={"id_number": forged})
    assert draft.answers["id_number"] != forged


def test_a_second_saving_goes_on_with_the_same_draft(member: User, service: ServicePage) -> None:
    first = save_draft(person=member, service=service, answers={"need": "one"})
    second = save_draft(person=member, service=service, answers={"need": "two"})
    assert (first.pk, second.answers) == (second.pk, {"need": "two"})


def test_files_stay_when_answers_change_and_answers_when_files_come(
    member: User, service: ServicePage
) -> None:
    save_draft(person=member, service=service, answers={"need": "one"})
    save_draft(person=member, service=service, files={"report": [pdf()]})
    draft = save_draft(person=member, service=service, answers={"need": "two"})
    assert draft.answers == {"need": "two"}
    assert [file.name for file in draft.files.all()] == ["تقرير.pdf"]


def test_files_are_counted_and_checked_and_belong_to_a_question_for_files(
    member: User, service: ServicePage
) -> None:
    for files in (
        {"report": [pdf() for _ in range(MOST_FILES + 1)]},
        {"report": [SimpleUploadedFile("x.pdf", b"text")]},
        {"need": [pdf()]},
        {"other": [pdf()]},
    ):
        with pytest.raises(ValidationError):
            save_draft(person=member, service=service, files=files)
    assert not RequestDraft.objects.exists()


def test_a_removed_file_and_a_discarded_draft_leave_nothing_behind(
    member: User,
    service: ServicePage,
    committed: Callable[[], AbstractContextManager[object]],
) -> None:
    draft = save_draft(
        person=member, service=service, files={"report": [pdf("one.pdf"), pdf("two.pdf")]}
    )
    first, second = draft.files.all()
    with committed():
        remove_file(person=member, file_id=first.pk)
    assert not first.file.storage.exists(first.file.name)
    assert second.file.storage.exists(second.file.name)
    with committed():
        discard_draft(person=member, service=service)
    assert not second.file.storage.exists(second.file.name)
    assert not RequestDraft.objects.exists()


def test_nobody_removes_a_file_from_another_person_s_draft(
    member: User, person: User, service: ServicePage
) -> None:
    draft = save_draft(person=member, service=service, files={"report": [pdf()]})
    with pytest.raises(RequestFile.DoesNotExist):
        remove_file(person=person, file_id=draft.files.get().pk)


def test_who_may_not_request_the_service_keeps_no_draft(
    person: User, other_member: User, service: ServicePage
) -> None:
    for stranger in (person, other_member):
        with pytest.raises(PermissionDenied):
            save_draft(person=stranger, service=service, answers=TYPED)


def test_a_draft_goes_on_in_the_other_language_with_its_choices(
    member: User, service: ServicePage, english_service: ServicePage
) -> None:
    save_draft(person=member, service=service, answers=TYPED)
    draft = draft_of(member, english_service)
    answers = draft_answers(draft, english_service)
    assert answers["kind"] == "Treatment"
    assert answers["family"] == ["Parents"]
    assert answers["need"] == TYPED["need"]
