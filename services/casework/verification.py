"""Verifying that a request is complete and valid (التحقق), step 2 of the policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import Association
from saudi.working_days import add_working_days
from services.casework.moving import Acting, Telling, actor, make_move, required, within
from services.clock import ClosedDays
from services.models import Check, Question, ServiceRequest

LONGEST_CHECK_NOTE = 300


@dataclass(frozen=True)
class Finding:
    """What an officer found of one item; `matches_register` is None where there is no register."""

    is_complete: bool
    was_valid: bool
    matches_register: bool | None = None
    note: str = ""

    @classmethod
    def of(cls, check: Check) -> "Finding":
        return cls(check.is_complete, check.was_valid, check.matches_register, check.note)


def start_verification(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer begins to check that the request is complete and valid (policy step 2)."""
    return make_move("start_verification", **acting)


def record_checks(*, findings: Mapping[str, Finding], **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer writes down what they found of items of the checklist, by their keys (step 2).

    What is as it was found last, of the same answer and files, is not written again.
    ValidationError where nothing is new.
    """
    if not findings:
        raise ValidationError(_("Nothing was checked."))

    def write(moved: ServiceRequest) -> list[Check]:
        standing, newest = moved.item_digests(), moved.newest_checks()
        if not findings.keys() <= standing.keys():
            raise ValidationError(_("This is not on the checklist."))
        new = [
            Check(
                request=moved,
                item=key,
                is_complete=found.is_complete,
                was_valid=found.was_valid,
                matches_register=found.matches_register,
                note=within("note", found.note, LONGEST_CHECK_NOTE),
                seen=standing[key],
                checked_by=actor(acting),
            )
            for key, found in findings.items()
            if key not in newest or Finding.of(newest[key]) != found
        ]
        if not new:
            raise ValidationError(_("Nothing has changed since the last check."))
        written: list[Check] = Check.objects.bulk_create(new)
        return written

    return make_move("record_checks", write=write, **acting)


def answer_due_on(association: Association) -> date:
    """The day on which an answer to a question asked today is due, unless the officer says other.

    As many working days from today as the association gives (`answer_days`).
    """
    return add_working_days(
        timezone.localdate(), association.answer_days, ClosedDays.of(association)
    )


def ask(*, text: str, due_on: date | None = None, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer asks the member what is missing or unclear; `text` is told to them (step 2).

    The clock of the request stands still until they answer; `due_on` is the last day for it
    (default: `answer_due_on`). ValidationError unless it lies in the future.
    """
    text = required("text", text)
    if due_on is not None and due_on <= timezone.localdate():
        raise ValidationError({"due_on": _("Choose a day after today.")})

    def write(moved: ServiceRequest) -> list[Question]:
        question = moved.questions.create(
            text=text,
            asked_by=actor(acting),
            asked_at=timezone.now(),
            due_on=due_on or answer_due_on(moved.association),
        )
        return [question]

    return make_move("ask", message=text, write=write, **acting)
