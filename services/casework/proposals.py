"""The register of proposals (سجل المقترحات): what was decided on one, and what was done."""

from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from services.casework.moving import Acting, actor, make_move, within
from services.models import ProposalEntry, ServiceRequest
from services.models.special import LONGEST_ENTRY

Decision = ProposalEntry.Decision


def enter_in_register(
    *, decision: str, reason: str = "", outcome: str = "", done: str = "", **acting: Unpack[Acting]
) -> ServiceRequest:
    """An officer or the supervisor writes what became of a proposal; the member is told.

    The event keeps what was written, so that what stood there before stays readable in the events
    before. ValidationError by argument: a text over 600 characters, "reason" missing with a
    decision; without a field where nothing changes.
    """
    if decision not in Decision.values:
        raise ValidationError({"decision": _("Choose a decision.")})
    given = {"reason": reason, "outcome": outcome, "done": done}
    texts = {field: within(field, text, LONGEST_ENTRY) for field, text in given.items()}
    if decision != Decision.STUDIED and not texts["reason"]:
        raise ValidationError({"reason": _("Say why: the member reads the reason.")})
    new = {"decision": decision, **texts}
    entry = ProposalEntry.objects.filter(request=acting["request"]).first()
    changed = [field for field, value in new.items() if getattr(entry, field, "") != value]
    if not changed:
        raise ValidationError(_("Nothing has changed."))

    def write(moved: ServiceRequest) -> list[ProposalEntry]:
        entry, _made = ProposalEntry.objects.get_or_create(request=moved)
        if entry.decision != decision:
            is_open = decision == Decision.STUDIED
            entry.decided_by = None if is_open else actor(acting)
            entry.decided_at = None if is_open else timezone.now()
        for field, value in new.items():
            setattr(entry, field, value)
        entry.save()
        return [entry]

    note = "\n".join(f"{_heading(field)}: {_shown(field, new[field])}" for field in changed)
    acting["internal_note"] = note
    return make_move("enter_in_register", write=write, **acting)


def _heading(field: str) -> str:
    return str(ProposalEntry._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _shown(field: str, value: str) -> str:
    return str(Decision(value).label) if field == "decision" else value or "—"
