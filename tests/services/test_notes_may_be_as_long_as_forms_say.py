"""What the site writes into a note takes nothing from the room that a person has in the form."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from services import casework
from services.casework import LONGEST
from services.models import State
from tests.services.factories import stand

SOON = timezone.localdate() + timedelta(days=3)


def assign(case, officer, note):
    return casework.assign(
        request=case, by=officer, version=case.version, to=officer, internal_note=note
    )


def reschedule(case, officer, note):
    case = stand(case, State.DELIVERING)
    return casework.reschedule(
        request=case,
        by=officer,
        version=case.version,
        expected_on=SOON,
        reason="تأخر المورد",
        internal_note=note,
    )


def recall(case, officer, note):
    case = stand(case, State.VERIFYING)
    case = casework.refer(request=case, by=officer, version=case.version, question="؟", due_on=SOON)
    return casework.recall(
        request=case,
        by=officer,
        version=case.version,
        reason="ر" * LONGEST,
        internal_note=note,
    )


@pytest.mark.parametrize("move", [assign, reschedule, recall])
def test_a_note_of_full_length_is_kept_under_what_the_site_writes(committee_request, officer, move):
    note = "م" * LONGEST
    kept = move(committee_request, officer, note).events.last().internal_note
    assert kept.endswith(f"\n{note}")
    assert not kept.startswith("م")


@pytest.mark.parametrize("move", [assign, reschedule, recall])
def test_a_longer_one_is_refused(committee_request, officer, move):
    with pytest.raises(ValidationError) as refused:
        move(committee_request, officer, "م" * (LONGEST + 1))
    assert list(refused.value.message_dict) == ["internal_note"]
