"""A case that is left for later has an event that says so, and its line on the agenda stays."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from services import casework
from services.calendar.entries import entries_for
from services.committee.agenda import agenda
from services.committee.decisions import postpone, recuse
from services.committee.sittings import close_sitting, put_on_agenda
from services.models import AgendaItem, ServiceRequest
from services.timeline import timeline
from tests.services.committee.sittings import Choice, opened, planned, voted

Outcome = AgendaItem.Outcome
WHY = "ينقصه تقرير طبي"


@pytest.fixture
def sitting(case, another_case, trio, officer):
    return opened(planned([case, another_case], officer), trio)


def last_event(case):
    return ServiceRequest.objects.get(pk=case.pk).events.last()


def test_postponing_is_an_event_with_its_reason(sitting, case, trio):
    before = case.version
    postpone(item=sitting.items.get(request=case), note=WHY, by=trio[0])
    event = last_event(case)
    assert (event.move, event.actor, event.internal_note) == ("postpone", trio[0], WHY)
    assert (event.message, event.from_state, event.to_state) == ("", case.state, case.state)
    assert ServiceRequest.objects.get(pk=case.pk).version == before + 1


def test_the_member_is_told_nothing_of_it(client, sitting, case, trio, member, committed):
    steps = len(timeline(case))
    mail.outbox.clear()
    with committed():
        postpone(item=sitting.items.get(request=case), note=WHY, by=trio[0])
    assert mail.outbox == [] and not case.notices.filter(event=last_event(case)).exists()
    assert len(timeline(ServiceRequest.objects.get(pk=case.pk))) == steps
    client.force_login(member)
    page = client.get(reverse("services:request", args=[case.reference])).content.decode()
    assert WHY not in page


def test_colleagues_read_it_on_the_case(client, sitting, case, trio, officer):
    postpone(item=sitting.items.get(request=case), note=WHY, by=trio[0])
    client.force_login(officer)
    page = client.get(reverse("casework:case", args=[case.reference]))
    assert page.context["timeline"][-1]["event"] == last_event(case)
    assert WHY in page.content.decode()


def test_who_is_present_and_recused_postpones_nothing(client, sitting, case, trio, officer):
    recuse(request=case, person=trio[2], reason="قرابة", by=officer)
    item = sitting.items.get(request=case)
    with pytest.raises(PermissionDenied):
        postpone(item=item, note=WHY, by=trio[2])
    item.refresh_from_db()
    assert (item.outcome, last_event(case).move) == (Outcome.WAITING, "recuse")


def test_closing_writes_it_on_each_case_not_heard(sitting, case, another_case, trio, officer):
    voted(sitting.items.get(request=case), dict.fromkeys(trio, Choice.ACCEPT))
    close_sitting(sitting=sitting, by=officer)
    event = last_event(another_case)
    assert (event.move, event.actor) == ("postpone", None)
    assert str(sitting.number) in event.internal_note
    assert last_event(case).move == "accept"


def test_a_case_that_left_is_not_postponed(sitting, case, officer, member):
    casework.withdraw(request=case, by=member, version=case.version)
    close_sitting(sitting=sitting, by=officer)
    assert sitting.items.get(request=case).outcome == Outcome.DROPPED
    assert last_event(case).move == "withdraw"


def test_a_case_that_comes_again_is_a_new_line(sitting, case, another_case, trio, officer):
    postpone(item=sitting.items.get(request=case), note=WHY, by=trio[0])
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    voted(sitting.items.get(request=case, outcome=Outcome.WAITING), dict.fromkeys(trio, "accept"))
    told = [
        (row.item.request_id, row.item.outcome, row.item.note, bool(row.decision))
        for row in agenda(sitting, reader=officer)
    ]
    assert told == [
        (case.pk, Outcome.POSTPONED, WHY, False),
        (another_case.pk, Outcome.WAITING, "", False),
        (case.pk, Outcome.DECIDED, "", True),
    ]


def test_a_case_waits_on_an_agenda_once(sitting, case):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(sitting=sitting, request=case, position=9)


def test_a_case_that_comes_again_is_counted_once(client, sitting, case, trio, officer):
    postpone(item=sitting.items.get(request=case), note=WHY, by=trio[0])
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    client.force_login(officer)
    listed = client.get(reverse("sittings:list")).context["object_list"]
    assert [one.cases for one in listed] == [2]
    with translation.override("en"):
        entry = next(one for one in entries_for(officer) if one.uid == f"sitting-{sitting.pk}")
    assert entry.description == "2 cases"
