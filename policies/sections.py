"""How a policy's sections are drawn: titles, numbers, anchors, table of contents."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.blocks import ANCHOR_PREFIXES
from policies.content import Section

TITLES = {
    "preamble": gettext_lazy("Preamble"),
    "general_objective": gettext_lazy("General objective"),
    "detailed_objectives": gettext_lazy("Detailed objectives"),
    "practices": gettext_lazy("Practices"),
    "channels": gettext_lazy("Channels of communication"),
    "tools": gettext_lazy("The officer's tools"),
    "procedure": gettext_lazy("Procedure"),
    "further": gettext_lazy("Further section"),
}


def section_title(section: Section) -> str:
    """The heading as printed, or the name of the section's kind where none was printed."""
    return section["heading"].strip(" :") or str(TITLES[section["kind"]])


def clause_names(body: Iterable[Section]) -> dict[str, str]:
    """The place of each clause by its anchor, such as "Procedure, 5"."""
    return {
        clause["anchor"]: _("%(section)s, %(number)s")
        % {"section": section_title(section), "number": number}
        for section in body
        for number, clause in enumerate(section["clauses"], start=1)
    }


def drawn_sections(body: Iterable[Section]) -> list[dict[str, Any]]:
    """The sections with their titles and anchors, the clauses with their numbers (from 1)."""
    seen: dict[str, int] = {}
    drawn = []
    for section in body:
        kind = section["kind"]
        seen[kind] = seen.get(kind, 0) + 1
        anchor = f"section-{ANCHOR_PREFIXES[kind]}"
        clauses = [
            {**clause, "number": number}
            for number, clause in enumerate(section["clauses"], start=1)
        ]
        drawn.append(
            {
                "anchor": anchor if seen[kind] == 1 else f"{anchor}-{seen[kind]}",
                "title": section_title(section),
                "lead_in": section["lead_in"],
                "clauses": clauses,
            }
        )
    return drawn


def contents(sections: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The table of contents over drawn sections, the approval record last."""
    entries = [{"title": one["title"], "url": f"#{one['anchor']}"} for one in sections]
    return [*entries, {"title": _("Approval"), "url": "#approval"}]
