"""`seed_load` fills an empty database, and no other, with what could have happened."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Membership, User
from home.models import Association, HomePage
from services.audit import chained
from services.audit_check import ChainCheck
from services.deadlines import calendars, due_on
from services.models import ServiceRequest, State
from services.models.states import END_STATES, WAITING_FOR_MEMBER
from services.queries import casework_of
from services.references import read_reference
from services.staff.listing import A_PAGE


@pytest.fixture
def filled(django_db_serialized_rollback, transactional_db):
    call_command("seed_load", requests=300, members=30, stdout=None)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_it_writes_could_have_happened(filled, client):
    requests = ServiceRequest.objects.select_related("association", "membership", "policy_version")
    assert requests.count() == 300
    assert Membership.objects.count() in range(29, 32)
    assert set(requests.values_list("state", flat=True)) >= {
        State.SUBMITTED,
        State.DELIVERED,
        State.INFORMATION_REQUIRED,
    }
    assert all(one.floors for one in calendars(None))
    for one in requests:
        assert one.membership.association_id == one.association_id
        assert (one.closed_at is not None) == (one.state in END_STATES)
        assert (one.waiting_since is not None) == (one.state == WAITING_FOR_MEMBER)
        assert one.is_attested
        assert read_reference(one.reference) == one.reference
        assert one.policy_version.association_id == one.association_id
        if one.closed_at is None and one.waiting_since is None:
            assert due_on(one)
        digest, state = "", ""
        for number, event in enumerate(one.events.all(), start=1):
            assert (event.sequence, event.from_state) == (number, state)
            assert event.digest == chained(event, digest)
            assert event.policy_version_id == one.policy_version_id
            digest, state = event.digest, event.to_state
        assert state == one.state
    assert list(ChainCheck(until=timezone.now()).faults()) == []
    officer = User.objects.get(email="relations_officer1@load-1.example")
    client.force_login(officer)
    for state in set(casework_of(officer).values_list("state", flat=True)):
        case = casework_of(officer).filter(state=state)[0]
        assert client.get(reverse("casework:case", args=[case.reference])).status_code == 200, state
    for role in ("committee_member", "appeals_member", "social_researcher", "branch_delegate"):
        colleague = User.objects.get(email=f"{role}1@load-1.example")
        assert casework_of(colleague).filter(closed_at=None).count() > A_PAGE, role
    table = ServiceRequest._meta.db_table
    with connection.cursor() as cursor:
        there = set(connection.introspection.get_constraints(cursor, table))
    assert {index.name for index in ServiceRequest._meta.indexes} <= there
    with pytest.raises(CommandError):
        call_command("seed_load", requests=1, members=1)
    assert ServiceRequest.objects.count() == 300


def test_it_leaves_a_database_alone_that_has_an_association(association):
    pages = Page.objects.count()
    with pytest.raises(CommandError):
        call_command("seed_load", requests=1, members=1)
    assert Association.objects.count() == 1
    assert Page.objects.count() == pages
    assert not HomePage.objects.exists()
