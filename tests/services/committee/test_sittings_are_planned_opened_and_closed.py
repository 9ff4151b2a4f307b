from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from services import casework
from services.committee.decisions import postpone, recuse, send_back
from services.committee.sittings import (
    cancel_sitting,
    close_sitting,
    open_sitting,
    plan_sitting,
    put_on_agenda,
    waiting_cases,
)
from services.models import AgendaItem, Sitting
from tests.services.committee.sittings import Choice, opened, planned, to_committee, voted
from tests.services.factories import make_request

Outcome = AgendaItem.Outcome


def waiting(association):
    return list(waiting_cases(association, hears_appeals=False))


def test_a_sitting_takes_cases_from_those_that_wait(case, another_case, officer, association):
    first = planned([case], officer, place=" قاعة الاجتماعات ")
    assert (first.number, first.place, first.status) == (1, "قاعة الاجتماعات", "planned")
    assert [item.request for item in first.items.all()] == [case]
    assert waiting(association) == [another_case]
    assert planned([another_case], officer).number == 2


def test_no_case_stands_on_two_agendas_nor_twice_on_one(case, another_case, officer):
    sitting = planned([case], officer)
    for cases in ([case], [another_case, another_case]):
        with pytest.raises(ValidationError) as refused:
            put_on_agenda(sitting=sitting, cases=cases, by=officer)
        assert "cases" in refused.value.message_dict
    with pytest.raises(ValidationError):
        planned([case], officer)
    assert AgendaItem.objects.count() == 1
    assert Sitting.objects.count() == 1


def test_a_sitting_is_not_planned_for_the_past(association, officer):
    with pytest.raises(ValidationError) as refused:
        plan_sitting(
            association=association, starts_at=timezone.now() - timedelta(minutes=1), by=officer
        )
    assert "starts_at" in refused.value.message_dict


def test_only_those_who_manage_sittings_plan_them(case, member, researcher, other_officer):
    for person in (member, researcher, other_officer):
        with pytest.raises(PermissionDenied):
            planned([case], person)


def test_cases_of_another_association_stay_off_the_agenda(case, other_association, other_officer):
    with pytest.raises(ValidationError):
        planned([case], other_officer, association=other_association)


def test_who_is_recused_puts_no_such_case_on_an_agenda(case, trio, officer):
    recuse(request=case, person=trio[0], reason="قرابة", by=officer)
    with pytest.raises(ValidationError):
        planned([case], trio[0])


def test_cases_of_a_cancelled_sitting_wait_again(case, officer, association):
    sitting = planned([case], officer)
    assert waiting(association) == []
    cancel_sitting(sitting=sitting, by=officer)
    assert waiting(association) == [case]
    assert planned([case], officer).items.get().request == case
    with pytest.raises(ValidationError):
        cancel_sitting(sitting=sitting, by=officer)


def test_a_sitting_opens_with_a_quorum_of_members_in_office(case, trio, officer, association):
    sitting = planned([case], officer)
    for present, fault in (([trio[0]], "present"), ([trio[0], officer], "present")):
        with pytest.raises(ValidationError) as refused:
            open_sitting(sitting=sitting, present=present, chair=trio[0], by=officer)
        assert fault in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        open_sitting(sitting=sitting, present=trio[:2], chair=trio[2], by=officer)
    assert "chair" in refused.value.message_dict

    sitting = open_sitting(sitting=sitting, present=trio[:2], chair=trio[1], by=officer)
    assert (sitting.status, sitting.chair, sitting.quorum) == ("open", trio[1], 2)
    present = {one.person: one.was_present for one in sitting.attendances.all()}
    assert present == {trio[0]: True, trio[1]: True, trio[2]: False}


def test_a_member_whose_term_is_over_does_not_attend(case, trio, officer):
    sitting = planned([case], officer)
    trio[1].appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError):
        opened(sitting, trio[:2])
    assert opened(sitting, [trio[0], trio[2]]).attendances.count() == 2


def test_a_sitting_is_opened_once(case, trio, officer):
    sitting = planned([case], officer)
    opened(sitting, trio)
    with pytest.raises(ValidationError):
        opened(sitting, trio)
    assert sitting.attendances.count() == 3


def test_closing_postpones_what_was_not_heard(case, another_case, trio, officer, association):
    sitting = opened(planned([case, another_case], officer), trio)
    heard, _unheard = sitting.items.all()
    voted(heard, dict.fromkeys(trio, Choice.ACCEPT))
    sitting = close_sitting(sitting=sitting, by=officer, remarks=" اكتمل النصاب ")
    assert (sitting.status, sitting.remarks) == ("closed", "اكتمل النصاب")
    outcomes = list(sitting.items.values_list("outcome", flat=True))
    assert outcomes == [Outcome.DECIDED, Outcome.POSTPONED]
    assert waiting(association) == [another_case]
    with pytest.raises(ValidationError):
        put_on_agenda(sitting=sitting, cases=[another_case], by=officer)


def test_a_case_withdrawn_on_an_agenda_is_neither_heard_nor_postponed(case, trio, officer, member):
    sitting = opened(planned([case], officer), trio)
    casework.withdraw(request=case, by=member, version=case.version)
    with pytest.raises(casework.MoveNotAllowed):
        voted(sitting.items.get(), dict.fromkeys(trio, Choice.ACCEPT))
    close_sitting(sitting=sitting, by=officer)
    assert sitting.items.get().outcome == Outcome.DROPPED


def test_a_postponed_case_says_why_and_is_taken_up_again(case, trio, officer, association):
    sitting = opened(planned([case], officer), trio)
    with pytest.raises(ValidationError):
        postpone(item=sitting.items.get(), note=" ", by=trio[0])
    with pytest.raises(PermissionDenied):
        postpone(item=sitting.items.get(), note="لاحقًا", by=officer)
    item = postpone(item=sitting.items.get(), note="ينقصه تقرير", by=trio[0])
    assert (item.outcome, item.note) == (Outcome.POSTPONED, "ينقصه تقرير")
    assert waiting(association) == [case]
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    assert [(one.outcome, one.note) for one in sitting.items.all()] == [
        (Outcome.POSTPONED, "ينقصه تقرير"),
        (Outcome.WAITING, ""),
    ]


def test_a_case_sent_back_leaves_the_agenda_until_it_returns(case, trio, officer, association):
    sitting = planned([case], officer)
    case = send_back(request=case, by=officer, version=case.version, reason="ينقصه كشف الحساب")
    item = sitting.items.get()
    assert (case.state, item.outcome, item.note) == (
        "verifying",
        Outcome.SENT_BACK,
        "ينقصه كشف الحساب",
    )
    assert waiting(association) == []
    case = casework.present(request=case, by=officer, version=case.version)
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    assert [(one.outcome, one.note) for one in sitting.items.all()] == [
        (Outcome.SENT_BACK, "ينقصه كشف الحساب"),
        (Outcome.WAITING, ""),
    ]


def test_sending_back_leaves_cancelled_agendas_as_they_were(case, officer):
    cancelled = cancel_sitting(sitting=planned([case], officer), by=officer)
    send_back(request=case, by=officer, version=case.version, reason="ينقصه كشف الحساب")
    assert cancelled.items.get().outcome == Outcome.WAITING


def test_what_is_decided_and_not_announced_waits_for_no_sitting(floored, trio, officer):
    sitting = opened(planned([floored], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.ACCEPT))
    close_sitting(sitting=sitting, by=officer)
    assert waiting(floored.association) == []


def test_new_cases_come_at_the_end(case, another_case, officer):
    sitting = planned([another_case], officer)
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    assert [item.request for item in sitting.items.all()] == [another_case, case]


def test_what_waits_longest_comes_first(case, member, committee_service, officer, association):
    nine_days_ago = timezone.localdate() - timedelta(days=9)
    older = make_request(member, committee_service, counts_from=nine_days_ago)
    assert waiting(association) == [case]
    to_committee(older, officer)
    assert waiting(association) == [older, case]
