"""What a policy's page shows: its text, its approval and its versions."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import ngettext, override

from policies.approval_record import ApprovalRecord
from policies.content import approval_data, body_data
from policies.sections import contents, drawn_sections

if TYPE_CHECKING:
    from policies.models import PolicyPage, PolicyVersion


def policy_context(page: "PolicyPage", versions: "list[PolicyVersion]") -> dict[str, Any]:
    """The published text, and how it stands to the versions, which come newest first."""
    today = timezone.localdate()
    language = page.content_language
    body = body_data(page)
    in_force = next((version for version in versions if version.is_in_force(today)), None)
    page_url = page.get_url() or ""
    return {
        **_text_context(body, ApprovalRecord.from_data(approval_data(page)), language),
        "page_url": page_url,
        "versions": versions,
        "in_force": in_force,
        "past_versions": [version for version in versions if _is_past(version, today)],
        "changed_since_approval": bool(in_force and in_force.body_in(language) != body),
        "approved_url": f"{page_url}version/{in_force.number}/" if in_force else "",
        "decision_floor": decision_floor_text(page.decision_floor_days, language),
        "review_is_overdue": bool(page.next_review_on and page.next_review_on < today),
    }


def version_context(page: "PolicyPage", version: "PolicyVersion", language: str) -> dict[str, Any]:
    """One version as frozen, in `language` if the version keeps it."""
    language = version.language_of_body(language)
    approval = ApprovalRecord.from_data(version.content["approval"])
    return {
        **_text_context(version.body_in(language), approval, language),
        "content_language": language,
        "page_url": page.get_url() or "",
        "title": version.title_in(language),
        "version": version,
        "decision_floor": decision_floor_text(version.content["decision_floor_days"], language),
        "is_in_force": version.is_in_force(timezone.localdate()),
    }


def decision_floor_text(days: int | None, language: str) -> str:
    """How soon a decision may be told at the earliest, in calendar days; "" where not stated."""
    if not days:
        return ""
    with override(language):
        return ngettext(
            "Not before %(days)s day after the request",
            "Not before %(days)s days after the request",
            days,
        ) % {"days": days}


def _text_context(body: Any, approval: ApprovalRecord, language: str) -> dict[str, Any]:
    with override(language):
        sections = drawn_sections(body)
        return {"sections": sections, "contents": contents(sections), "approval": approval}


def _is_past(version: "PolicyVersion", today: date) -> bool:
    return version.in_force_until is not None and version.in_force_until <= today
