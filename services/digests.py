"""Digests that tell whether what was signed is still what stands."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def answers_digest(*, answers: Mapping[str, Any], file_digests: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over the answers and the digests of the files, in a fixed order."""
    canonical = json.dumps(
        {"answers": answers, "files": sorted(file_digests)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
