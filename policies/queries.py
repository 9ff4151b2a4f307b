"""Reads about policies that several callers need."""

from datetime import date

from django.utils.translation import get_language

from policies.models import PolicyVersion
from policies.sections import clause_names


def version_on(association_id: int, day: date) -> PolicyVersion | None:
    """The version by which the association handled requests on `day`, or None.

    Of several policies in force that day, the one with a procedure counts; of several such, the
    newest.
    """
    in_force = PolicyVersion.objects.filter(association_id=association_id).in_force(day)
    versions = list(in_force.order_by("-in_force_from", "-approved_at", "-pk"))
    with_procedure = (version for version in versions if version.has_procedure)
    return next(with_procedure, versions[0] if versions else None)


def clause_text(version: PolicyVersion, anchor: str, language: str | None = None) -> str:
    """The words of a clause as frozen, "" where the version has no such clause.

    In `language` (default: the active one) if the version keeps that translation, else as approved.
    """
    return version.clauses(language or get_language() or "").get(anchor, "")


def clause_url(version: PolicyVersion, anchor: str) -> str:
    """Where the clause can be read, in the active language: the policy's page while the version
    is the newest, later the version's own page. "" where the page isn't published."""
    url = version.url_in(get_language() or "")
    return f"{url}#{anchor}" if url else ""


def clause_name(version: PolicyVersion, anchor: str) -> str:
    """The clause's place in the policy, such as "Procedure, 5"; "" where there is none."""
    return clause_names(version.body_in(get_language() or "")).get(anchor, "")
