"""The day of the next delivery, stored for the index of the work list, never drifts away."""

import random
from datetime import date, timedelta

import pytest

from services import casework
from services.deadlines import due_on
from services.delivery_plan import next_day, nth_day
from services.models import ServiceRequest, State
from tests.services.factories import handed_over, stand

FIRST = date(2999, 1, 31)
PLANNED = 6


@pytest.fixture
def monthly(committee_request, officer):
    accepted = stand(committee_request, State.ACCEPTED)
    request = casework.register(
        request=accepted,
        by=officer,
        version=accepted.version,
        expected_on=FIRST,
        planned_deliveries=PLANNED,
        delivered_every="month",
    )
    return casework.start_delivery(request=request, by=officer, version=request.version)


class Ledger:
    """What is to be true, kept by hand: the day stated last, and what was delivered since."""

    def __init__(self, officer):
        self.officer, self.stated, self.made, self.since = officer, FIRST, 0, set()

    def part(self, request):
        if self.made == PLANNED:
            return request
        moved = casework.deliver_part(
            request=request, by=self.officer, version=None, **handed_over()
        )
        self.made += 1
        self.since.add(moved.deliveries.in_force().order_by("pk").last().pk)
        return moved

    def restate(self, request):
        self.stated, self.since = self.stated + timedelta(days=17), set()
        return casework.reschedule(
            request=request,
            by=self.officer,
            version=None,
            expected_on=self.stated,
            reason="تأخر",
        )

    def correct(self, request, was_made):
        wrong = request.deliveries.in_force().order_by("pk").last()
        if wrong is None:
            return request
        moved = casework.correct_delivery(
            request=request,
            by=self.officer,
            version=None,
            delivery=wrong.pk,
            was_made=was_made,
            reason="خطأ",
            **handed_over(),
        )
        self.made -= not was_made
        if wrong.pk in self.since:
            self.since.remove(wrong.pk)
            if was_made:
                self.since.add(moved.deliveries.in_force().order_by("pk").last().pk)
        return moved

    def unmake(self, request):
        return self.correct(request, was_made=False)

    def mend(self, request):
        return self.correct(request, was_made=True)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_delivered_corrected_and_stated_anew(monthly, officer, seed):
    chance, ledger, request = random.Random(seed), Ledger(officer), monthly
    deeds = [ledger.part, ledger.part, ledger.part, ledger.restate, ledger.unmake, ledger.mend]
    for _step in range(14):
        request = chance.choice(deeds)(request)
        kept = ServiceRequest.objects.get(pk=monthly.pk)
        assert kept.expected_on == next_day(kept)
        if ledger.made < PLANNED:
            assert kept.expected_on == nth_day(ledger.stated, "month", len(ledger.since))
            assert due_on(kept) == kept.expected_on
