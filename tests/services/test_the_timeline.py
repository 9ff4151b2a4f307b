"""The timeline tells what happened and what is to come, each on its clause."""

import pytest
from django.utils import translation

from accounts.models import User
from services import casework
from services.models import Route, ServicePage, ServiceRequest, State
from services.route_steps import STANDS, STEPS, steps_to_come
from services.timeline import timeline
from services.wording import WORDS
from tests.services.factories import make_policy_version, make_request


def fresh(request: ServiceRequest) -> ServiceRequest:
    return ServiceRequest.objects.get(pk=request.pk)


def test_a_new_request_has_come_in_and_has_its_steps_before_it(
    committee_request: ServiceRequest,
) -> None:
    entries = timeline(committee_request)
    assert [entry.status for entry in entries] == ["current", *["future"] * 4]
    assert all(entry.at is None for entry in entries[1:])


def test_steps_that_only_happen_if_needed_are_not_announced() -> None:
    numbers = [step.number for step in steps_to_come(Route.COMMITTEE, State.SUBMITTED)]
    assert numbers == [2, 5, 6, 7]
    assert [step.number for step in steps_to_come(Route.DIRECT, State.SUBMITTED)] == [2, 4]


def test_each_step_leads_to_its_clause_in_the_version_it_runs_under(
    member: User, committee_service: ServicePage
) -> None:
    version = make_policy_version(committee_service.association)
    request = make_request(member, committee_service, policy_version=version)
    entries = timeline(request)
    words = version.clauses()
    assert [entry.behind.words for entry in entries] == [
        words[f"step-{number}"] for number in (1, 2, 5, 6, 7)
    ]
    assert entries[0].behind.url.endswith("/policies/policy/#step-1")
    assert entries[0].behind.language == "ar"


def test_a_request_without_a_policy_has_its_steps_without_clauses(
    committee_request: ServiceRequest,
) -> None:
    assert {entry.behind.url for entry in timeline(committee_request)} == {""}


def test_what_the_officer_says_stands_in_it_and_what_they_note_does_not(
    officer: User, committee_request: ServiceRequest
) -> None:
    request = casework.start_verification(
        request=committee_request, by=officer, version=1, internal_note="سرّ"
    )
    casework.ask(request=request, by=officer, version=request.version, text="هل من تقرير؟")
    entries = timeline(fresh(committee_request))
    assert entries[2].words == "هل من تقرير؟"
    assert entries[2].status == "current"
    assert "سرّ" not in str(entries)
    assert officer.full_name not in str(entries)


def test_an_expected_day_stands_in_both_calendars(
    officer: User, direct_request: ServiceRequest
) -> None:
    from datetime import date

    casework.schedule(
        request=direct_request,
        by=officer,
        version=1,
        expected_on=date(2077, 1, 4),
        contact_note="اتصال صباحًا",
    )
    with translation.override("en"):
        words = timeline(fresh(direct_request))[1].words
    assert "4 January 2077" in words
    assert "AH" in words
    assert "اتصال صباحًا" in words


def test_nothing_is_to_come_for_a_request_that_ended(
    member: User, committee_request: ServiceRequest
) -> None:
    casework.withdraw(request=committee_request, by=member, version=1)
    entries = timeline(fresh(committee_request))
    assert [entry.status for entry in entries] == ["done", "done"]


@pytest.mark.parametrize("route", Route.values)
def test_every_state_of_every_route_is_put_into_words(route: str) -> None:
    for state in State:
        assert STANDS[state]
        assert all(step in STEPS[Route(route)] for step in steps_to_come(route, state))


def test_every_move_is_put_into_words() -> None:
    moves = {name for name in dir(casework) if name in WORDS}
    assert len(moves) >= 12


def test_it_costs_a_constant_number_of_queries(
    member: User,
    officer: User,
    committee_service: ServicePage,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    version = make_policy_version(committee_service.association)
    request = make_request(member, committee_service, policy_version=version)
    moved = casework.start_verification(request=request, by=officer, version=1)
    for _ in range(3):
        moved = casework.ask(request=moved, by=officer, version=moved.version, text="?")
        moved = casework.answer(request=moved, by=member, version=moved.version, text="!")
    seen = ServiceRequest.objects.select_related(
        "association", "service", "policy_version__policy"
    ).get(pk=request.pk)
    with django_assert_max_num_queries(4):
        assert len(timeline(seen)) == 11
