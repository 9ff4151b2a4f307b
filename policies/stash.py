"""Uploaded documents kept between the preview of an import and its confirmation."""

import secrets
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.base import ContentFile
from django.core.files.storage import storages

SESSION_KEY = "policy_imports"
MOST = 5


@dataclass(frozen=True)
class Stashed:
    """An uploaded document: its name, and the association it is meant for."""

    token: str
    name: str
    association_id: int

    @property
    def path(self) -> str:
        return f"imports/{self.token}"

    def read(self) -> bytes:
        """Its bytes. Raises FileNotFoundError where they are gone."""
        with storages["private"].open(self.path) as file:
            data: bytes = file.read()
        return data


def stash(session: SessionBase, *, name: str, data: bytes, association_id: int) -> Stashed:
    """Keep a document for this session; the oldest of more than five is dropped."""
    kept = Stashed(secrets.token_hex(16), name, association_id)
    storages["private"].save(kept.path, ContentFile(data))
    entries: dict[str, list[str | int]] = session.get(SESSION_KEY, {})
    entries[kept.token] = [kept.name, kept.association_id]
    for token in list(entries)[:-MOST]:
        _delete(token)
        del entries[token]
    session[SESSION_KEY] = entries
    return kept


def stashed(session: SessionBase, token: str) -> Stashed | None:
    """The document kept under `token` in this session, or None."""
    entry = session.get(SESSION_KEY, {}).get(token)
    if entry is None or not storages["private"].exists(f"imports/{token}"):
        return None
    return Stashed(token, str(entry[0]), int(entry[1]))


def drop(session: SessionBase, token: str) -> None:
    """Forget a document of this session."""
    entries = session.get(SESSION_KEY, {})
    if token in entries:
        del entries[token]
        session[SESSION_KEY] = entries
        _delete(token)


def _delete(token: str) -> None:
    storages["private"].delete(f"imports/{token}")
