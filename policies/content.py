"""A policy's content as plain data: what a version freezes, and what pages draw from."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, TypedDict

from django.conf import settings

if TYPE_CHECKING:
    from policies.models import PolicyPage


class Clause(TypedDict):
    """One clause: its words, its stable anchor, and whether the source was damaged there."""

    anchor: str
    text: str
    damaged: bool


class Section(TypedDict):
    """A section in the order of the document; `kind` is a block's name in `PolicyBody`."""

    kind: str
    heading: str
    lead_in: str
    clauses: list[Clause]


def body_data(page: "PolicyPage") -> list[Section]:
    """The sections of a policy page, in order."""
    return [
        {
            "kind": section.block_type,
            "heading": section.value["heading"] or "",
            "lead_in": section.value["lead_in"] or "",
            "clauses": [
                {
                    "anchor": clause["anchor"] or "",
                    "text": clause["text"],
                    "damaged": bool(clause["damaged"]),
                }
                for clause in section.value["clauses"]
            ],
        }
        for section in page.body
    ]


def approval_data(page: "PolicyPage") -> dict[str, Any]:
    """The approval record of a policy page; days as YYYY-MM-DD or None."""
    return {
        "statement": page.approval_statement,
        "meeting": page.meeting,
        "hijri_printed": page.hijri_printed,
        "hijri_read": page.hijri_read,
        "gregorian_printed": page.gregorian_printed,
        "gregorian_read": page.approved_on.isoformat() if page.approved_on else None,
        "weekday_printed": page.weekday_printed,
        "signatories": [
            {"name": one.name, "office": one.office, "presence": one.presence}
            for one in page.signatories.all()
        ],
    }


def frozen_content(page: "PolicyPage") -> dict[str, Any]:
    """All that a version keeps of a policy: title, body, approval, and its live translations.

    Translations help readers; what the board approved is the original.
    """
    translations = page.get_translations().live().filter(alias_of=None).select_related("locale")
    return {
        "language": settings.LANGUAGE_CODE,
        "title": page.title,
        "audience": page.audience,
        "decision_floor_days": page.decision_floor_days,
        "body": body_data(page),
        "approval": approval_data(page),
        "translations": {
            translation.locale.language_code: {
                "title": translation.title,
                "body": body_data(translation),
            }
            for translation in translations
        },
    }


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the content with its keys in a fixed order."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
