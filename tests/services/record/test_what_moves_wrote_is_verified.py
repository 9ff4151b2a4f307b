"""`manage.py verify_events` finds changed what a move wrote beside its event."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from services import casework
from services.committee.decisions import recuse
from services.facts import FACTS, WRITTEN_BY, facts_of
from services.models import (
    Check,
    Decision,
    Delivery,
    Question,
    Recusal,
    Referral,
    ReportFile,
    RequestFile,
    ServiceRequest,
    Vote,
)
from tests import cast
from tests.services.factories import all_good, decided, handed_over, make_request
from tests.services.filled_in import pdf
from tests.services.record.verifying import forget, sql, verify


def step(request, verb, by, **given):
    do = getattr(casework, verb)
    return do(request=request, by=by, version=request.version, **given)


@pytest.fixture
def verifying(member, officer, committee_service):
    checklist = [{"key": "need", "label": "ما تحتاج إليه", "kind": "fact"}]
    request = make_request(member, committee_service, checklist=checklist)
    return step(request, "start_verification", officer)


@pytest.fixture
def case(verifying, member, officer, researcher, committee_member, association):
    """A case that was led to its end, and all that moves write beside their events."""
    request = step(verifying, "ask", officer, text="أين التقرير؟")
    request = step(request, "answer", member, text="هنا", files=[pdf()], signed_name="نورة")
    soon = timezone.localdate() + timedelta(days=3)
    request = step(request, "refer", officer, question="ما حال الأسرة؟", due_on=soon)
    request = step(
        request, "report", researcher, report="زيارة", finding="محتاجة", household=4, files=[pdf()]
    )
    request = step(request, "record_checks", officer, findings=all_good(request))
    request = step(request, "present", officer)
    having_a_stake = cast.make_staff(association, cast.Role.COMMITTEE_MEMBER, "قريب")
    request = recuse(request=request, person=having_a_stake, reason="قرابة", by=officer)
    request = decided(request, by=committee_member)
    request = step(
        request,
        "register",
        officer,
        expected_on=soon,
        planned_deliveries=2,
        delivered_every="month",
    )
    request = step(request, "start_delivery", officer)
    request = step(request, "deliver_part", officer, amount=Decimal(500), **handed_over())
    wrong = request.deliveries.get()
    request = step(
        request, "correct_delivery", officer, delivery=wrong.pk, was_made=True, reason="خطأ",
        amount=Decimal("50.5"), **handed_over(),
    )  # fmt: skip
    request = step(request, "deliver", officer, **handed_over())
    arrived = [one.pk for one in request.deliveries.in_force()]
    return step(request, "confirm_delivery", member, deliveries=arrived)


def first(model, case):
    way = "referral__request" if model is ReportFile else "request"
    return model.objects.filter(**{way: case}).order_by("pk")[0]


def change(row, column, value):
    sql(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", value, row.pk)


def remove(row):
    sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def number_of(case, move):
    return case.events.get(move=move).sequence


def test_a_case_that_was_led_to_its_end_is_whole(case, now):
    faults, _summary, code = verify(until=now)
    assert (faults, code) == ([], 0)
    said = {move: facts for move, facts in case.events.values_list("move", "facts") if facts}
    empty = {move for move, facts in said.items() if not any(facts.values())}
    assert empty == {"submit"}
    assert said.keys() == set(case.events.values_list("move", flat=True)) & WRITTEN_BY.keys()


@pytest.mark.parametrize(
    ("model", "column", "value", "move"),
    [
        (Question, "text", "غير ما سئل", "ask"),
        (Question, "answer", "غير ما أجيب", "answer"),
        (RequestFile, "sha256", "0" * 64, "answer"),
        (Referral, "question", "غير ما سئل", "refer"),
        (Referral, "report", "غير ما كتب", "report"),
        (Referral, "household", None, "report"),
        (ReportFile, "sha256", "0" * 64, "report"),
        (Check, "was_valid", False, "record_checks"),
        (Recusal, "reason", "غير ما كتب", "recuse"),
        (Vote, "choice", "reject", "decide"),
        (Decision, "reason", "غير ما كتب", "decide"),
        (Decision, "conditions", "ما لم يكتب", "decide"),
        (Decision, "votes_for", 7, "decide"),
        (Decision, "appeal_days", 365, "accept"),
        (Delivery, "amount", "5000.00", "deliver_part"),
        (Delivery, "delivered_on", "2020-01-01", "deliver_part"),
    ],
)
def test_what_was_written_is_found_changed_at_its_event(case, now, model, column, value, move):
    change(first(model, case), column, value)
    assert verify(until=now)[0] == [(case.reference, number_of(case, move), "facts")]


def test_another_confirmation_is_found_at_the_members_event(case, now):
    change(case.deliveries.in_force().first(), "confirmed_at", "2020-01-01 00:00:00+00:00")
    assert verify(until=now)[0] == [(case.reference, number_of(case, "confirm_delivery"), "facts")]


def test_a_removed_vote_is_found(case, now):
    remove(first(Vote, case))
    assert verify(until=now)[0] == [(case.reference, number_of(case, "decide"), "facts")]


def test_a_removed_delivery_is_found(case, now):
    last = case.deliveries.order_by("pk").last()
    remove(last)
    assert verify(until=now)[0] == [
        (case.reference, number_of(case, move), "facts") for move in ("deliver", "confirm_delivery")
    ]


def test_a_delivery_handed_to_another_case_is_found_at_both(case, other_case, now):
    last = case.deliveries.order_by("pk").last()
    change(last, "request_id", other_case.pk)
    assert set(verify(until=now)[0]) == {
        (case.reference, number_of(case, "deliver"), "facts"),
        (case.reference, number_of(case, "confirm_delivery"), "facts"),
        (other_case.reference, 0, "facts"),
    }


def test_what_no_event_speaks_of_is_found(case, officer, now):
    vote = first(Vote, case)
    Vote.objects.create(
        item=vote.item, request=case, person=officer, choice="accept", recorded_by=officer
    )
    change(first(Delivery, case), "confirmed_at", "2020-01-01 00:00:00+00:00")
    assert verify(until=now)[0] == [(case.reference, 0, "facts")] * 2


def test_what_an_event_says_of_it_cannot_be_taken_out(case, now):
    number = number_of(case, "decide")
    sql(
        "UPDATE services_requestevent SET facts = '{}' WHERE request_id = %s AND sequence = %s",
        case.pk,
        number,
    )
    change(first(Decision, case), "reason", "غير ما كتب")
    assert verify(until=now)[0] == [(case.reference, number, "changed")]


def test_what_stays_of_an_end_cut_off_together_with_the_case_is_found(verifying, officer, now):
    case = step(verifying, "ask", officer, text="أ")
    forget(case, 3)
    sql(
        "UPDATE services_servicerequest SET event_count = 2, state = 'verifying' WHERE id = %s",
        case.pk,
    )
    assert verify(until=now)[0] == [(case.reference, 0, "facts")]


def test_what_is_written_again_is_what_the_last_event_says(member, officer, committee_service, now):
    case = make_request(member, committee_service, kind="proposal")
    for decision in ("adopted", "partly"):
        case = step(case, "enter_in_register", officer, decision=decision, reason="نافع")
    assert verify(until=now)[0] == []
    change(case.proposal, "reason", "غير ما كتب")
    assert verify(until=now)[0] == [(case.reference, 3, "facts")]


def test_cases_from_before_this_was_kept_are_whole(written_before, case, now):
    written_before()
    assert verify(until=now)[0] == []


def test_from_the_next_event_on_what_moves_write_is_guarded(
    written_before, verifying, officer, member, now
):
    case = step(verifying, "ask", officer, text="أ")
    written_before()
    case = step(case, "answer", member, text="نعم")
    assert verify(until=now)[0] == []
    change(first(Question, case), "answer", "لا")
    assert verify(until=now)[0] == [(case.reference, number_of(case, "answer"), "facts")]


def test_another_associations_record_has_no_part_in_it(case, other_association, now):
    change(first(Vote, case), "choice", "reject")
    assert verify(association=other_association.slug, until=now)[0] == []
    assert len(verify(association=case.association.slug, until=now)[0]) == 1


def test_it_is_told_in_words(case):
    vote = first(Vote, case)
    change(vote, "choice", "reject")
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_events", stdout=out)
    number = number_of(case, "decide")
    said = f"{case.reference} {number} facts: vote {vote.pk} is not what was written"
    assert said in out.getvalue()


def test_each_kind_of_fact_is_written_by_a_move_that_there_is(case):
    moves = set(ServiceRequest._meta.get_field("state").transitions[ServiceRequest])
    assert WRITTEN_BY.keys() <= moves | {"submit"}
    assert {kind for kinds in WRITTEN_BY.values() for kind in kinds} == FACTS.keys()
    for fact in FACTS.values():
        assert set(fact.fields) <= {field.attname for field in fact.model._meta.concrete_fields}


def test_a_move_that_does_not_say_what_it_writes_is_told_so(case):
    with pytest.raises(LookupError, match="start_verification writes Vote"):
        facts_of("start_verification", [first(Vote, case)])
