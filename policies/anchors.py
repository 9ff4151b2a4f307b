"""Stable anchors for clauses: given once, kept through every later edit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from policies.blocks import ANCHOR_PREFIXES


def anchors_of(body: Iterable[Any]) -> list[str]:
    """The anchors of a stream value's clauses, in order; clauses without one are left out."""
    return [
        clause["anchor"]
        for section in body
        for clause in section.value["clauses"]
        if clause["anchor"]
    ]


def repeated_anchors(body: Iterable[Any]) -> list[str]:
    """The anchors that more than one clause has, each once."""
    return [anchor for anchor, times in Counter(anchors_of(body)).items() if times > 1]


def anchors_by_block(raw_body: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The anchor of each clause by the id of its block, from a stream field's stored form."""
    return {
        clause["id"]: clause["value"]["anchor"]
        for section in raw_body
        for clause in section["value"].get("clauses", [])
        if isinstance(clause, dict) and clause.get("id") and clause["value"].get("anchor")
    }


def give_anchors(
    body: Iterable[Any],
    *,
    known: Mapping[str, str] | None = None,
    used_before: Iterable[str] = (),
) -> None:
    """Give each clause without an anchor its own, in place.

    `body` is a policy's stream value. A block in `known` (id of the block: anchor) gets back the
    anchor it had. Another gets the next free one of its section: the section's prefix and a number
    (`step-5`); those of the second and later further sections carry the section's number too.
    `used_before` are anchors that once led to other clauses and are not given again.
    """
    known = known or {}
    taken = {*anchors_of(body), *known.values(), *used_before}
    seen: dict[str, int] = {}
    for section in body:
        kind = section.block_type
        seen[kind] = seen.get(kind, 0) + 1
        prefix = ANCHOR_PREFIXES[kind]
        if seen[kind] > 1 or kind == "further":
            prefix = f"{prefix}-{seen[kind]}"
        for position, bound in enumerate(section.value["clauses"].bound_blocks, start=1):
            clause = bound.value
            if clause["anchor"]:
                continue
            clause["anchor"] = known.get(bound.id) or _free(prefix, position, taken)
            taken.add(clause["anchor"])


def _free(prefix: str, number: int, taken: set[str]) -> str:
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
