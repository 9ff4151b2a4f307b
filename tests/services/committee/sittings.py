"""Sittings and cases for the tests of the committee."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from services import casework
from services.committee.decisions import decide
from services.committee.sittings import open_sitting, plan_sitting
from services.models import AgendaItem, Decision, ServiceRequest, Sitting, State, Vote
from tests.services.factories import all_good

Choice = Vote.Choice


def to_committee(request: ServiceRequest, officer: User) -> ServiceRequest:
    """The request as the officer laid it before the committee."""
    request = casework.start_verification(request=request, by=officer, version=request.version)
    if findings := all_good(request):
        request = casework.record_checks(
            request=request, by=officer, version=request.version, findings=findings
        )
    return casework.present(request=request, by=officer, version=request.version)


def planned(cases: Sequence[ServiceRequest], by: User, **fields: Any) -> Sitting:
    """A sitting in an hour, with those cases."""
    values: dict[str, Any] = {
        "association": cases[0].association,
        "starts_at": timezone.now() + timedelta(hours=1),
        "hears_appeals": cases[0].state == State.APPEALED,
    }
    return plan_sitting(cases=cases, by=by, **(values | fields))


def opened(sitting: Sitting, present: Sequence[User], chair: User | None = None) -> Sitting:
    """Opened by its chair, who is the first of those present unless told."""
    chair = chair or present[0]
    return open_sitting(sitting=sitting, present=present, chair=chair, by=chair)


def voted(
    item: AgendaItem, votes: dict[User, str], by: User | None = None, **words: Any
) -> Decision:
    """The decision that follows from the votes, written down by the first who voted."""
    case = ServiceRequest.objects.get(pk=item.request_id)
    return decide(
        item=item,
        votes={person.pk: choice for person, choice in votes.items()},
        by=by or next(iter(votes)),
        version=case.version,
        **({"reason": "يستوفي الشروط"} | words),
    )
