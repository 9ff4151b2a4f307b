"""How a national ID or residence number is kept: masked, beside a keyed digest.

The association compares the number with its own register, so matching is all the site needs, and
the data-protection law asks to keep no more. The last four digits let a person recognise their
number; the digest tells whether another number is the same one. Both are made as soon as a valid
number arrives: it never rests in a draft, a request, an event or a log.

The digest is keyed, as the two thousand million numbers there are could all be tried otherwise.
The key comes from SECRET_KEY: with another SECRET_KEY older digests match no more, and nothing
else is lost.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from saudi.identity import mask_national_id, read_national_id

_SALT = "services.national_ids"


@dataclass(frozen=True, slots=True)
class KeptId:
    """What is kept of a number: `masked` for reading, `digest` (HMAC-SHA-256, hex) to match."""

    masked: str
    digest: str

    def __str__(self) -> str:
        return self.masked

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def keep_id(text: str) -> KeptId:
    """Return what is kept of a number as typed; InvalidNumber where it can't be right."""
    number = read_national_id(text)
    digest = salted_hmac(_SALT, number, algorithm="sha256").hexdigest()
    return KeptId(masked=mask_national_id(number), digest=digest)


def kept_from_json(value: Any) -> KeptId | None:
    """Return what `KeptId.as_json` gave, or None for anything else."""
    if isinstance(value, dict) and value.keys() == {"masked", "digest"}:
        return KeptId(**value)
    return None


def matches(kept: KeptId, text: str) -> bool:
    """Whether the number as typed is the one that was kept; InvalidNumber as in `keep_id`."""
    return constant_time_compare(kept.digest, keep_id(text).digest)
