"""Digests that tell whether what was signed is still what stands."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

# All of an attestation but its key in the table, and the answers, which `digest` stands for.
OF_AN_ATTESTATION = (
    "request_id", "wording", "signed_name", "method", "signed_by_id", "signed_at", "digest",
    "files",
)  # fmt: skip


def answers_digest(*, answers: Mapping[str, Any], file_digests: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over the answers and the digests of the files, in a fixed order."""
    canonical = json.dumps(
        {"answers": answers, "files": sorted(file_digests)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def item_digest(
    key: str, *, answers: Mapping[str, Any], file_digests: Iterable[tuple[str, str]]
) -> str:
    """SHA-256, in hexadecimal, over the answer and the files of one item of the checklist.

    `file_digests` are pairs of a field's name and the digest of one of its files. An item that
    stands for no field of the form has the same digest always.
    """
    return answers_digest(
        answers={key: answers.get(key)},
        file_digests=[digest for field, digest in file_digests if field == key],
    )


def attestation_digest(attestation: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over an attestation whole, given OF_AN_ATTESTATION by name.

    The answers are in it by their own digest. The same on every database: the time in UTC to the
    microsecond, JSON with sorted keys.
    """
    content = {name: attestation[name] for name in OF_AN_ATTESTATION}
    signed_at = attestation["signed_at"].astimezone(UTC)
    content["signed_at"] = signed_at.isoformat(timespec="microseconds")
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
