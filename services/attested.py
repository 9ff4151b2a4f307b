"""What was signed when, and what has changed between one signature and the next (الإقرارات)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.answers import Shown, shown_answers
from services.models import Attestation, ServiceRequest


@dataclass(frozen=True)
class Change:
    """One answer that changed, as it was and as it became."""

    label: str
    before: Shown
    after: Shown


@dataclass(frozen=True)
class Changes:
    """What changed: answers, and the names of files that came or went."""

    answers: Sequence[Change] = ()
    added: Sequence[str] = ()
    removed: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.answers or self.added or self.removed)


@dataclass(frozen=True)
class Signed:
    """One attestation with what had changed since the one before; `is_first` where none was."""

    attestation: Attestation
    changes: Changes
    is_first: bool


def signatures(request: ServiceRequest) -> list[Signed]:
    """The request's attestations, the newest first."""
    found = list(request.attestations.all())
    signed = []
    for number, one in enumerate(found):
        before = found[number - 1] if number else None
        changes = Changes()
        if before is not None:
            changes = changes_between(
                request, (before.answers, before.files), (one.answers, one.files)
            )
        signed.append(Signed(one, changes, is_first=before is None))
    return signed[::-1]


def changed_since_signature(request: ServiceRequest) -> Changes:
    """What changed after the newest attestation."""
    found = list(request.attestations.all())
    if not found:
        return Changes()
    newest = found[-1]
    files = [{"name": file.name, "sha256": file.sha256} for file in request.files.all()]
    return changes_between(request, (newest.answers, newest.files), (request.answers, files))


Standing = tuple[Mapping[str, Any], Sequence[Mapping[str, str]]]


def changes_between(request: ServiceRequest, before: Standing, after: Standing) -> Changes:
    """What differs between two states of answers and files, in the order of the form.

    National IDs are masked in both, as they are kept.
    """
    fields = [one for one in request.form_fields if one.get("type") != "file"]
    pairs = zip(shown_answers(fields, before[0]), shown_answers(fields, after[0]), strict=True)
    answers = [
        Change(old.label, old, new)
        for old, new in pairs
        if before[0].get(old.name) != after[0].get(old.name)
    ]
    old_files = {file["sha256"]: file["name"] for file in before[1]}
    new_files = {file["sha256"]: file["name"] for file in after[1]}
    return Changes(
        answers,
        added=[name for key, name in new_files.items() if key not in old_files],
        removed=[name for key, name in old_files.items() if key not in new_files],
    )
