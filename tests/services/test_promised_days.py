from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from home.models import Association
from services.models import ServiceRequest
from services.promises import earliest_decision_on, promised_on
from services.submission import submit
from tests.services.factories import make_policy_version, make_request, make_service

# A Sunday; 22 and 23 February are the holiday of Founding Day and an ordinary Monday.
SUBMITTED = datetime(2026, 2, 8, 9, tzinfo=UTC)
SUNDAY = date(2026, 2, 8)


@pytest.fixture
def version(association):
    return make_policy_version(association, floor_days=14)


def test_the_promise_is_counted_in_saudi_working_days(committee_request):
    committee_request.counts_from = SUNDAY
    committee_request.promised_days = 4
    assert promised_on(committee_request) == date(2026, 2, 12)
    committee_request.promised_days = 5
    assert promised_on(committee_request) == date(2026, 2, 15)


def test_official_holidays_do_not_count(committee_request):
    committee_request.counts_from, committee_request.promised_days = SUNDAY, 10
    assert promised_on(committee_request) == date(2026, 2, 23)


def sent(member, association):
    service = make_service(Association.objects.get(pk=association.pk))
    return submit(person=member, service=service, signed_name=member.full_name, answers={})


def test_what_was_promised_stands_when_the_association_promises_otherwise(association, member):
    association.promised_working_days = 5
    association.save()
    before = sent(member, association)
    promised = promised_on(before)
    association.promised_working_days = 60
    association.save(update_fields=["promised_working_days"])

    assert promised_on(ServiceRequest.objects.get(pk=before.pk)) == promised
    after = sent(member, association)
    assert promised_on(after) > promised
    association.refresh_from_db()
    assert {5, 60} <= set(association.promised_ever)


def test_the_day_of_submission_is_the_saudi_one(member, committee_service, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 2, 8, 22, tzinfo=UTC))
    assert make_request(member, committee_service).counts_from == date(2026, 2, 9)


def test_the_floor_is_counted_in_calendar_days(member, association, version):
    request = make_request(
        member, make_service(association), policy_version=version, submitted_at=SUBMITTED
    )
    assert earliest_decision_on(request) == date(2026, 2, 22)


def test_there_is_no_floor_without_the_clause_or_the_committee(
    member, association, committee_request, direct_service, version
):
    assert earliest_decision_on(committee_request) is None
    direct = make_request(member, direct_service, policy_version=version)
    assert earliest_decision_on(direct) is None


def test_nothing_is_promised_before_the_policy_allows_it(member, association, version):
    association.promised_working_days = 3
    association.save()
    request = make_request(
        member,
        make_service(association),
        policy_version=version,
        submitted_at=SUBMITTED,
        counts_from=SUNDAY,
    )
    assert promised_on(request) == earliest_decision_on(request) == date(2026, 2, 22)
