"""Mending what a source document scrambled, by the same sentence in another policy (تصحيح الترتيب).

Nothing is rewritten silently: an editor sees both texts side by side and accepts one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import User
from policies.drafting import read_policy
from policies.importing.comparison import KnownPolicy, Suggestion, known_policy, suggest
from policies.importing.refusals import FileRefusedError
from policies.importing.result import ParsedPolicy
from policies.models import PolicyPage

MOST_COMPARED = 12


@dataclass(frozen=True)
class Offer:
    """A clause of the draft as it stands, and what it likely was in the original."""

    anchor: str
    section: str
    text: str
    likely: str
    source: str
    likeness_percent: int


def offers_for(page: PolicyPage, *, by: User) -> list[Offer]:
    """What may be mended in the newest draft of an imported policy; what was accepted is gone."""
    parsed = reread(page)
    if parsed is None:
        return []
    own_name = page.association.name_ar
    others = list(_known_policies(page, by=by))
    clauses = _clauses_by_section(page.get_latest_revision_as_object())
    offers = []
    for suggestion in suggest(parsed, others, names=[own_name]):
        anchor = _anchor(clauses.get(suggestion.section, []), suggestion)
        if anchor:
            offers.append(
                Offer(
                    anchor=anchor,
                    section=suggestion.section,
                    text=suggestion.text,
                    likely=suggestion.likely,
                    source=suggestion.source,
                    likeness_percent=round(suggestion.likeness * 100),
                )
            )
    return offers


@transaction.atomic
def accept_offer(*, page: PolicyPage, anchor: str, text: str, by: User) -> PolicyPage:
    """Put the likely words of a clause in place of `text`, as a new draft of the policy.

    Returns the draft. Raises PermissionDenied for who may not edit the page, and ValidationError
    where the clause has been changed meanwhile or there is no such offer.
    """
    if not page.permissions_for_user(by).can_edit():
        raise PermissionDenied
    offers = {(offer.anchor, offer.text): offer for offer in offers_for(page, by=by)}
    offer = offers.get((anchor, text))
    if offer is None:
        raise ValidationError(_("This clause has been changed in the meantime."))
    draft: PolicyPage = page.get_latest_revision_as_object()
    for section in draft.body:
        for clause in section.value["clauses"]:
            if clause["anchor"] == anchor:
                clause["text"] = offer.likely
                clause["damaged"] = False
    draft.save_revision(user=by, log_action=True, changed=True)
    return draft


def reread(page: PolicyPage) -> ParsedPolicy | None:
    """What was found in the original document of a policy, or None where it is gone."""
    if page.source_document is None or page.import_report is None:
        return None
    name = page.import_report.get("file") or PurePath(page.source_document.filename).name
    try:
        with page.source_document.open_file() as file:
            return read_policy(name=name, data=file.read())
    except (FileNotFoundError, FileRefusedError):
        return None


def _known_policies(page: PolicyPage, *, by: User) -> Iterator[KnownPolicy]:
    """Other associations' imported policies: those all may read, and those `by` may edit."""
    editable = PagePermissionPolicy(PolicyPage).instances_user_has_permission_for(by, "change")
    others: QuerySet[PolicyPage] = (
        PolicyPage.objects.filter(Q(live=True) | Q(pk__in=editable.values("pk")))
        .exclude(import_report=None)
        .exclude(source_document=None)
        .not_descendant_of(page.association_page)
        .select_related("source_document")
        .order_by("-pk")[:MOST_COMPARED]
    )
    for other in others:
        parsed = reread(other)
        if parsed is not None:
            name = other.association.name_ar
            yield known_policy(parsed, source=name)


def _clauses_by_section(draft: PolicyPage) -> dict[str, list[Any]]:
    clauses: dict[str, list[Any]] = {}
    for section in draft.body:
        clauses.setdefault(section.block_type, []).extend(section.value["clauses"])
    return clauses


def _anchor(clauses: list[Any], suggestion: Suggestion) -> str:
    """The anchor of the clause the suggestion speaks of, "" where its words have changed."""
    if suggestion.position >= len(clauses):
        return ""
    clause = clauses[suggestion.position]
    return str(clause["anchor"]) if clause["text"] == suggestion.text else ""
