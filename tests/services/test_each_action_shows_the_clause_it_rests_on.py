"""Beside each thing that can be done on a case stands the step of the policy that it rests on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import PolicyVersion
from services import casework
from services.models import Route, State
from tests.services.factories import make_policy_version, make_request, make_service, stand


@pytest.fixture
def version(association):
    return make_policy_version(association)


@pytest.fixture
def case(member, committee_service, version, officer):
    request = make_request(member, committee_service, policy_version=version)
    return casework.start_verification(request=request, by=officer, version=request.version)


def page_of(client, request):
    return client.get(reverse("casework:case", args=[request.reference]))


def fold_of(page, reference, move):
    """What stands on the page between the name of an action and its fields."""
    address = reverse("casework:move", args=[reference, move])
    return page.content.decode().partition(f'action="{address}')[0].rpartition("case__move")[2]


def test_each_form_leads_to_its_clause_in_the_version_of_the_case(client, officer, case):
    client.force_login(officer)
    page = page_of(client, case)
    for move, step in (("ask", 2), ("refer", 3), ("present", 5)):
        shown = fold_of(page, case.reference, move)
        assert f"/policies/policy/#step-{step}" in shown, move
        words = shown.partition("<details>")[2].partition("</details>")[0]
        assert f"الخطوة {step}" in words, "read without a pointer"
        assert _("policy version %(number)s") % {"number": 1} in shown
    assert "step-" not in fold_of(page, case.reference, "assign")


def test_a_case_stays_with_its_version_when_a_newer_one_is_in_force(client, officer, case, version):
    version.in_force_until = timezone.localdate() - timedelta(days=1)
    version.save(update_fields=["in_force_until"])
    PolicyVersion.objects.create(
        association=version.association,
        policy=version.policy,
        number=2,
        title=version.title,
        content={**version.content, "body": []},
        digest="1" * 64,
        in_force_from=timezone.localdate(),
    )
    client.force_login(officer)
    shown = fold_of(page_of(client, case), case.reference, "ask")
    assert "version/1/#step-2" in shown
    assert "الخطوة 2" in shown


def test_the_direct_route_has_steps_of_its_own(client, officer, member, association):
    version = make_policy_version(association, steps=4)
    service = make_service(association, Route.DIRECT)
    request = make_request(member, service, policy_version=version)
    client.force_login(officer)
    shown = fold_of(page_of(client, request), request.reference, "schedule")
    assert "#step-2" in shown
    shown = fold_of(page_of(client, stand(request, State.DELIVERING)), request.reference, "deliver")
    assert "#step-4" in shown


def test_panels_show_it_too(client, officer, case):
    client.force_login(officer)
    page = page_of(client, case).content.decode()
    signatures = page.partition('id="signatures-section"')[2].partition("case__fold")[0]
    assert "#step-2" in signatures
    page = page_of(client, stand(case, State.WITH_COMMITTEE)).content.decode()
    send_back = page.partition('id="committee-section"')[2]
    assert "#step-5" in send_back.partition("send-back/")[0].rpartition("case__move")[2]


def test_without_a_policy_nothing_is_shown(client, officer, committee_request):
    client.force_login(officer)
    page = page_of(client, committee_request)
    assert page.context["clauses"]["start_verification"] == {}
    assert "#step-" not in page.content.decode()


def test_more_actions_take_no_more_queries(client, officer, case, monkeypatch):
    client.force_login(officer)
    page_of(client, case)
    with CaptureQueriesContext(connection) as with_clauses:
        assert any(page_of(client, case).context["clauses"].values())
    monkeypatch.setattr("services.staff.case.CaseView.clause", lambda self, anchor: {})
    with CaptureQueriesContext(connection) as without:
        assert not any(page_of(client, case).context["clauses"].values())
    # Where the policy stands is looked up once for the page, not once for an action.
    asked = [one["sql"] for one in with_clauses]
    assert len(asked) - len(without) <= 4, asked
    assert len(asked) <= 50
