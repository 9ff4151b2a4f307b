"""Who planned, opened and closed a sitting and changed its agenda stands on its page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from services.committee.decisions import recuse, revoke_decision
from services.committee.sitting_log import history_of
from services.committee.sittings import (
    cancel_sitting,
    close_sitting,
    open_sitting,
    put_on_agenda,
)
from services.models import ServiceRequest, SittingEvent
from services.models.append_only import AppendOnlyError
from services.references import show_reference
from tests.services.committee.sittings import Choice, opened, planned, voted

What = SittingEvent.What


def told(sitting):
    return [(one.what, one.actor, one.note) for one in history_of(sitting)]


def test_each_deed_is_kept_with_who_did_it(case, another_case, trio, officer, supervisor):
    sitting = planned([case], officer)
    put_on_agenda(sitting=sitting, cases=[another_case], by=supervisor)
    open_sitting(sitting=sitting, present=trio, chair=trio[0], by=trio[1])
    close_sitting(sitting=sitting, by=trio[2])
    assert told(sitting) == [
        (What.PLANNED, officer, ""),
        (What.AGENDA, officer, "1"),
        (What.AGENDA, supervisor, "2"),
        (What.OPENED, trio[1], ""),
        (What.CLOSED, trio[2], ""),
    ]


def test_cancelling_is_kept_too(case, officer, supervisor):
    sitting = cancel_sitting(sitting=planned([case], officer), by=supervisor)
    assert told(sitting)[-1] == (What.CANCELLED, supervisor, "")


def test_a_decision_withdrawn_is_kept_also_after_the_sitting_was_closed(floored, trio, officer):
    sitting = opened(planned([floored], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.ACCEPT))
    close_sitting(sitting=sitting, by=officer)
    case = ServiceRequest.objects.get(pk=floored.pk)
    revoke_decision(request=case, by=trio[1], version=case.version, reason="صوت خطأ")
    assert told(sitting)[-1] == (What.REVOKED, trio[1], "1")


def test_what_is_refused_leaves_nothing(case, trio, officer, other_officer):
    sitting = planned([case], officer)
    before = told(sitting)
    with pytest.raises(ValidationError):
        open_sitting(sitting=sitting, present=trio[:1], chair=trio[0], by=officer)
    with pytest.raises(PermissionDenied):
        cancel_sitting(sitting=sitting, by=other_officer)
    with pytest.raises(ValidationError):
        close_sitting(sitting=sitting, by=officer)
    with pytest.raises(ValidationError):
        put_on_agenda(sitting=sitting, cases=[case], by=officer)
    put_on_agenda(sitting=sitting, cases=[], by=officer)
    assert told(sitting) == before


def test_what_was_written_stays(case, officer):
    event = history_of(planned([case], officer)).first()
    for change in (event.save, event.delete, SittingEvent.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(AppendOnlyError):
        SittingEvent.objects.update(what=What.CLOSED)


def test_the_page_shows_it_to_who_sees_the_sitting_and_names_no_case(
    client, case, trio, officer, other_officer
):
    recuse(request=case, person=trio[2], reason="قرابة", by=officer)
    sitting = opened(planned([case], officer), trio, chair=trio[1])
    address = reverse("sittings:one", args=[sitting.pk])
    client.force_login(trio[2])
    response = client.get(address)
    assert list(response.context["history"]) == list(history_of(sitting))
    page = response.content.decode()
    assert officer.full_name in page and 'id="history-section' in page
    assert show_reference(case.reference) not in page
    client.force_login(other_officer)
    assert client.get(address).status_code in (302, 403, 404)


def test_it_takes_one_query_however_long_it_is(
    client, case, another_case, officer, supervisor, django_assert_num_queries
):
    sitting = planned([case], officer)
    put_on_agenda(sitting=sitting, cases=[another_case], by=supervisor)
    with django_assert_num_queries(1):
        assert [one.actor.full_name for one in history_of(sitting)]
