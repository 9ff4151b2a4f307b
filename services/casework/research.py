"""Social research (البحث الاجتماعي), step 3 of the policy."""

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from services import attachments
from services.casework.moving import (
    LONGEST_REPORT,
    Acting,
    Telling,
    actor,
    make_move,
    not_in_the_past,
    required,
    within,
)
from services.facts import rewritten
from services.models import Referral, ServiceRequest
from services.models.who_may import RESEARCHER
from services.uploads import Upload

LONGEST_CIRCUMSTANCES = 5000
LARGEST_HOUSEHOLD = 99


def refer(
    *, question: str, due_on: date, assigned_to: User | None = None, **acting: Unpack[Telling]
) -> ServiceRequest:
    """The officer refers what is unclear to social research, due on a day (step 3).

    To one researcher of the association, or to any of them.
    """
    question = required("question", question)
    not_in_the_past("due_on", due_on)
    if assigned_to is not None and not RESEARCHER(acting["request"], assigned_to):
        raise ValidationError({"assigned_to": _("This person can't study this case.")})

    def write(moved: ServiceRequest) -> list[Referral]:
        referral = moved.referrals.create(
            question=question, due_on=due_on, referred_by=actor(acting), assigned_to=assigned_to
        )
        return [referral]

    return make_move("refer", write=write, **acting)


def recall(*, reason: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer takes the case back from social research without a report (step 3).

    The `reason` is for colleagues. From then on the case is closed to whom it was referred to.
    """
    reason = required("reason", reason)
    return make_move("recall", remark=reason, write=recall_referrals, **acting)


def recall_referrals(request: ServiceRequest) -> list[Referral]:
    """Take back what waits for a report, as a part of a move; the referrals taken back."""
    return rewritten(request.referrals.awaited(), recalled_at=timezone.now())


def report(
    *,
    report: str,
    finding: str,
    method: str = "",
    studied_on: date | None = None,
    household: int | None = None,
    circumstances: str = "",
    advice: str = "",
    files: Sequence[Upload] = (),
    **acting: Unpack[Telling],
) -> ServiceRequest:
    """The researcher to whom the case is referred reports (step 3).

    Officers and the committee read `finding` and `advice`; all else, with the files, is for
    researchers. `household` is a number of people.
    """
    structured = {
        "report": required("report", report, LONGEST_REPORT),
        "finding": required("finding", finding),
        "circumstances": within("circumstances", circumstances, LONGEST_CIRCUMSTANCES),
        "method": _one_of("method", method, Referral.Method.values),
        "advice": _one_of("advice", advice, Referral.Advice.values),
        "studied_on": studied_on,
        "household": household,
    }
    if studied_on is not None and studied_on > timezone.localdate():
        raise ValidationError({"studied_on": _("This day has not come yet.")})
    if household is not None and not 1 <= household <= LARGEST_HOUSEHOLD:
        raise ValidationError({"household": _("Write a number of people, at least one.")})
    attachments.check_all(files, field="files")

    def write(moved: ServiceRequest) -> list[Model]:
        by = actor(acting)
        wrote: list[Model] = []
        for referral in moved.referrals.awaited():
            for name, value in structured.items():
                setattr(referral, name, value)
            referral.reported_by, referral.reported_at = by, timezone.now()
            referral.save()
            wrote += [
                referral,
                *(attachments.keep_report_file(one, referral=referral, by=by) for one in files),
            ]
        return wrote

    return make_move("report", write=write, **acting)


def _one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    if value and value not in allowed:
        raise ValidationError({name: _("Choose one of the list.")})
    return value
