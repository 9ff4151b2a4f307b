"""Two cases with events, and a moment after all of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services import casework
from services.audit import CAME_LATER, FIELDS


@pytest.fixture
def now():
    """The moment up to which all that a test does has happened."""
    return (timezone.now() + timedelta(hours=1)).isoformat()


@pytest.fixture
def case(committee_request, officer, member):
    """A case with five events; it is being checked."""
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    for question in ("أ", "ب"):
        moved = casework.ask(request=moved, by=officer, version=moved.version, text=question)
        if question == "أ":
            moved = casework.answer(request=moved, by=member, version=moved.version, text="نعم")
    return moved


@pytest.fixture
def other_case(direct_request, officer):
    return casework.schedule(
        request=direct_request,
        by=officer,
        version=1,
        expected_on=timezone.localdate(),
        contact_note="هاتف",
    )


@pytest.fixture
def written_before(monkeypatch):
    """Events as they were written at first, with nothing in them that came later."""
    monkeypatch.setattr("services.events.attestation_digest", lambda _attestation: "")
    monkeypatch.setattr("services.events.facts_of", lambda _move, _wrote: {})
    at_first = tuple(name for name in FIELDS if name not in CAME_LATER)
    monkeypatch.setattr("services.audit.FIELDS", at_first)
    return monkeypatch.undo
