"""The chain of events (سلسلة الأحداث): a changed or a removed one shows."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.conf import settings

from services.models import RequestEvent

# All of an event but its key in the table and the digest itself.
FIELDS = (
    "request_id", "sequence", "at", "actor_id", "move", "from_state", "to_state", "channel",
    "message", "internal_note", "clause_anchor", "policy_version_id", "attested",
    "attested_whole", "facts",
)  # fmt: skip
# Came later: in what is digested only where it is set, so that older chains still fit.
CAME_LATER = ("attested_whole", "facts")
# Stands in what is digested, so that another form could be told from this one.
FORM = "sila-event-1"


def chained(event: RequestEvent, digest_before: str) -> str:
    """The digest of an event in its chain; see `digest_of`."""
    return digest_of({name: getattr(event, name) for name in FIELDS}, digest_before)


def digest_of(event: Mapping[str, Any], digest_before: str) -> str:
    """HMAC-SHA256, in hexadecimal, under AUDIT_KEY, of an event's FIELDS by name.

    `digest_before` is that of the event before it in the same request, "" for the first. Keyed,
    so that who can write to the database alone can't make it fit again. What is digested is the
    same on every database: the time in UTC to the microsecond, JSON with sorted keys.
    """
    content = {name: event[name] for name in FIELDS if event[name] or name not in CAME_LATER}
    content["at"] = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(
        {**content, "form": FORM, "before": digest_before},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.new(settings.AUDIT_KEY.encode(), canonical.encode(), hashlib.sha256).hexdigest()
