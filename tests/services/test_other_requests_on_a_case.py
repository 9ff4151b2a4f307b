from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.models import ServiceRequest
from services.staff.earlier_panel import MOST_SHOWN
from tests.services.factories import make_request, make_service


def rows(client, case):
    page = client.get(reverse("casework:case", args=[case.reference]))
    return page.content.decode()


def test_the_persons_other_requests_with_this_association_are_listed(
    client, officer, member, committee_request, direct_request, other_association
):
    elsewhere = make_request(member, make_service(other_association, title="خدمة أخرى"))
    client.force_login(officer)
    page = rows(client, committee_request)
    assert reverse("casework:case", args=[direct_request.reference]) in page
    assert elsewhere.reference not in page


def test_only_those_that_the_viewer_may_see(
    client, researcher, officer, committee_request, direct_request
):
    committee_request.referrals.create(
        question="س", due_on="2026-01-01", referred_by=officer, assigned_to=researcher
    )
    client.force_login(researcher)
    page = rows(client, committee_request)
    assert reverse("casework:case", args=[direct_request.reference]) not in page


def test_the_newest_ten_and_a_link_to_all(client, officer, member, direct_service):
    requests = [make_request(member, direct_service) for _ in range(MOST_SHOWN + 2)]
    client.force_login(officer)
    page = rows(client, requests[0])
    shown = [
        one for one in requests if reverse("casework:case", args=[one.reference]) + '"' in page
    ]
    assert len(shown) == MOST_SHOWN
    assert f"{reverse('casework:list')}?q=" in page


def test_more_requests_take_no_more_queries(
    client, officer, member, direct_service, committee_request
):
    client.force_login(officer)
    rows(client, committee_request)

    def queries():
        with CaptureQueriesContext(connection) as taken:
            rows(client, committee_request)
        return len(taken)

    make_request(member, direct_service)
    few = queries()
    for _ in range(5):
        make_request(member, direct_service)
    assert queries() == few
    assert ServiceRequest.objects.count() == 7
