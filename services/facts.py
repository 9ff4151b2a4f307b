"""What a move wrote beside its event (الوقائع), digested so that a change of it shows."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from services.models import (
    Check,
    ComplainedAbout,
    Decision,
    Delivery,
    Escalation,
    Intake,
    ProposalEntry,
    Question,
    Recusal,
    Referral,
    ReportFile,
    RequestFile,
    Vote,
)

Row = TypeVar("Row", bound=Model)
# Of each kind of fact, the digest of each row by its key.
Facts = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Fact:
    """One kind of fact: rows of `model`, and the `fields` of them that the same moves write.

    A row is a fact of this kind as soon as one of the fields is set. What is not set is not
    digested: a field that comes later fits older events where it is empty in older rows.
    `case` is the way from a row to its request.
    """

    model: type[Model]
    fields: tuple[str, ...]
    case: str = "request_id"

    def is_in(self, row: Mapping[str, Any]) -> bool:
        return any(_is_set(row[name]) for name in self.fields)

    def digest(self, row: Mapping[str, Any]) -> str:
        """SHA-256, in hexadecimal, over the fields of a row as the database gives them.

        The same on every database: JSON with sorted keys, times in UTC to the microsecond.
        """
        content = {name: row[name] for name in self.fields if _is_set(row[name])}
        canonical = json.dumps(
            content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


_FILE = ("name", "content_type", "size", "sha256", "uploaded_by_id", "uploaded_at")
FACTS: dict[str, Fact] = {
    "intake": Fact(
        Intake, ("full_name", "phone", "email", "language", "note", "taken_by_id", "taken_at")
    ),
    "claim": Fact(Intake, ("claimed_at",)),
    "file": Fact(RequestFile, ("field_name", *_FILE)),
    "finding": Fact(
        Check,
        (
            "item", "is_complete", "was_valid", "matches_register", "note", "seen",
            "checked_by_id", "checked_at",
        ),
    ),
    "question": Fact(Question, ("text", "asked_by_id", "asked_at", "due_on")),
    "reminder": Fact(Question, ("reminded_at",)),
    "answer": Fact(Question, ("answer", "answered_at")),
    "referral": Fact(
        Referral, ("question", "due_on", "referred_by_id", "referred_at", "assigned_to_id")
    ),
    "recall": Fact(Referral, ("recalled_at",)),
    "report": Fact(
        Referral,
        (
            "method", "studied_on", "household", "circumstances", "report", "advice", "finding",
            "reported_by_id", "reported_at",
        ),
    ),
    "report_file": Fact(ReportFile, ("referral_id", *_FILE), case="referral__request_id"),
    "recusal": Fact(Recusal, ("person_id", "reason", "recorded_by_id", "recorded_at")),
    "vote": Fact(Vote, ("item_id", "person_id", "choice", "recorded_by_id", "cast_at")),
    "decision": Fact(
        Decision,
        (
            "item_id", "on_appeal", "accepts", "reason", "conditions", "votes_for",
            "votes_against", "abstentions", "by_chair", "recorded_by_id", "decided_at",
        ),
    ),
    "revocation": Fact(Decision, ("revoked_at", "revoked_by_id", "revoke_reason")),
    "announcement": Fact(Decision, ("announced_at", "appeal_days", "early_reason")),
    "delivery": Fact(
        Delivery,
        (
            "what", "amount", "delivered_on", "channel", "recorded_by_id", "recorded_at",
            "corrects_id", "was_made",
        ),
    ),
    "confirmation": Fact(Delivery, ("confirmed_at",)),
    "escalation": Fact(Escalation, ("about", "due_on", "referral_id", "to", "at")),
    "proposal": Fact(
        ProposalEntry, ("decision", "reason", "outcome", "done", "decided_by_id", "decided_at")
    ),
    "complained_about": Fact(ComplainedAbout, ("person_id", "named_by_id", "named_at")),
}  # fmt: skip

# The kinds of facts that a move may write: its verb hands on the rows. Where several moves write
# the same kind of one row, what the last of them wrote is what stands.
WRITTEN_BY: dict[str, tuple[str, ...]] = {
    "submit": ("intake", "file", "proposal", "complained_about"),
    # Their work on the case is taken from whoever claims it, is recused or complained about.
    "claim": ("claim", "referral"),
    "attach": ("file",),
    "amend": ("file",),
    "correct": ("file",),
    "record_signature": ("file",),
    "record_checks": ("finding",),
    "ask": ("question",),
    "remind": ("reminder",),
    "answer": ("answer", "file"),
    "record_answer": ("answer", "file"),
    "refer": ("referral",),
    "recall": ("recall",),
    "report": ("report", "report_file"),
    "close_with_reason": ("recall",),
    "recuse": ("recusal", "referral"),
    "decide": ("decision", "vote"),
    "revoke_decision": ("revocation",),
    "accept": ("announcement",),
    "reject": ("announcement",),
    "deliver_part": ("delivery",),
    "deliver": ("delivery",),
    "correct_delivery": ("delivery",),
    "reopen_delivery": ("delivery",),
    "confirm_delivery": ("confirmation",),
    "escalate": ("escalation",),
    "escalate_report": ("escalation",),
    "enter_in_register": ("proposal",),
    "name_complained_about": ("complained_about", "referral"),
}


def facts_of(move: str, rows: Iterable[Model]) -> Facts:
    """The facts that `move` wrote, given the rows, as they stand in the database now.

    A query for each kind of them. What a move could have written and did not is there, empty.
    LookupError for rows of a model of which WRITTEN_BY says nothing.
    """
    written: dict[type[Model], list[Any]] = defaultdict(list)
    for row in rows:
        written[type(row)].append(row.pk)
    kinds = WRITTEN_BY.get(move, ())
    if unknown := written.keys() - {FACTS[kind].model for kind in kinds}:
        names = ", ".join(sorted(model.__name__ for model in unknown))
        raise LookupError(f"WRITTEN_BY does not say that {move} writes {names}")
    return {kind: _digests(FACTS[kind], written[FACTS[kind].model]) for kind in kinds}


def rewritten(rows: QuerySet[Row], **values: Any) -> list[Row]:
    """Set `values` in those rows, and give them back: afterwards `rows` may not find them."""
    found = list(rows)
    rows.model._base_manager.filter(pk__in=[one.pk for one in found]).update(**values)
    return found


def _digests(fact: Fact, keys: list[Any]) -> dict[str, str]:
    if not keys:
        return {}
    rows = fact.model._base_manager.filter(pk__in=keys).values("pk", *fact.fields)
    return {str(row["pk"]): fact.digest(row) for row in rows}


def _is_set(value: Any) -> bool:
    return value is not None and value != ""


def _plain(value: Any) -> str:
    """What JSON has no form for, written the same on every database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no fact can hold {value!r}")
