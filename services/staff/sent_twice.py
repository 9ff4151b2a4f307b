"""A button pressed twice (ضغطتان على الزر): the same form with the same content is one move.

What was sent is remembered as a digest alone, in the cache: should it be lost there, the person
is told that the case has changed, and loses nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.core.cache import cache
from django.http import QueryDict

from accounts.models import User
from services.staff.forms import MoveForm
from services.uploads import Upload

REMEMBERED = 24 * 60 * 60  # seconds


@contextmanager
def sending(form: MoveForm, *, by: User) -> Iterator[bool]:
    """Whether the person sent the very same before: each field and file, under the same version.

    What isn't done, because something is raised within, is not remembered.
    """
    key = f"sent:{digest_of(form, by=by)}"
    is_again = not cache.add(key, True, REMEMBERED) and cache.get(key) is not None
    try:
        yield is_again
    except Exception:
        if not is_again:
            cache.delete(key)
        raise


def digest_of(form: MoveForm, *, by: User) -> str:
    """SHA-256, in hexadecimal, over who sends what of which case; the version is a field."""
    own, data = f"{form.prefix}-", cast(QueryDict, form.data)
    canonical = json.dumps(
        {
            "by": by.pk,
            "case": form.case.pk,
            "fields": {name: data.getlist(name) for name in data if name.startswith(own)},
            "files": {
                name: [_digest_of_file(one) for one in form.files.getlist(name)]
                for name in form.files
                if name.startswith(own)
            },
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _digest_of_file(file: Upload) -> str:
    digest = hashlib.sha256((file.name or "").encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
