"""`manage.py verify_events` finds whatever somebody with the database alone did to the record."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from services import casework
from services.facts import FACTS
from services.models import RequestEvent, ServiceRequest
from tests.services.factories import all_good, decided, make_request
from tests.services.record.verifying import forget, sql, verify

RENUMBER = "UPDATE services_requestevent SET sequence = %s WHERE request_id = %s AND sequence = %s"


def test_a_whole_record_is_found_whole(case, other_case, now):
    faults, summary, code = verify(until=now)
    assert (faults, code) == ([], 0)
    assert summary["events"] == 7


def test_a_case_that_was_decided_and_appealed_is_whole(
    committee_request, officer, member, committee_member, now
):
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    if findings := all_good(moved):
        moved = casework.record_checks(
            request=moved, by=officer, version=moved.version, findings=findings
        )
    moved = casework.present(request=moved, by=officer, version=moved.version)
    moved = decided(moved, by=committee_member, accepts=False)
    casework.appeal(request=moved, by=member, version=moved.version, reason="لا")
    assert verify(until=now)[0] == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("message", "غير ما كتب"),
        ("internal_note", "x"),
        ("channel", "phone"),
        ("move", "note"),
        ("clause_anchor", "step-9"),
        ("digest", "0" * 64),
        ("attested", ""),
        ("actor_id", None),
    ],
)
def test_a_changed_event_is_found(case, other_case, column, value, now):
    sql(
        f"UPDATE services_requestevent SET {column} = %s WHERE request_id = %s AND sequence = 3",
        value,
        case.pk,
    )
    faults, _summary, code = verify(until=now)
    assert (case.reference, 3, "changed") in faults
    assert {reference for reference, _sequence, _kind in faults} == {case.reference}
    assert code == 1


def test_another_time_is_found_to_the_microsecond(case, now):
    event = case.events.get(sequence=3)
    moved = event.at.replace(microsecond=(event.at.microsecond + 1) % 1_000_000)
    RequestEvent._base_manager.filter(pk=event.pk)._update(
        [(RequestEvent._meta.get_field("at"), None, moved)]
    )
    assert verify(until=now)[0] == [(case.reference, 3, "changed")]


def test_a_removed_event_is_found(case, other_case, now):
    forget(case, 3)
    assert verify(until=now)[0] == [(case.reference, 3, "removed")]


def test_events_removed_at_the_beginning_are_found(case, now):
    forget(case, 1, 2)
    assert verify(until=now)[0] == [(case.reference, 1, "removed")]


def test_events_removed_at_the_end_are_found(case, now):
    forget(case, 4, 5)
    faults = verify(until=now)[0]
    assert (case.reference, 4, "removed") in faults


def test_a_removed_event_is_found_though_the_others_move_up(case, now):
    forget(case, 3)
    for sequence in (4, 5):
        sql(
            RENUMBER,
            sequence - 1,
            case.pk,
            sequence,
        )
    faults = verify(until=now)[0]
    assert (case.reference, 3, "changed") in faults
    assert (case.reference, 5, "removed") in faults


def test_two_swapped_events_are_found(case, now):
    for old, new in ((3, 99), (4, 3), (99, 4)):
        sql(
            RENUMBER,
            new,
            case.pk,
            old,
        )
    faults = verify(until=now)[0]
    assert {(case.reference, 3, "changed"), (case.reference, 4, "changed")} <= set(faults)


def insert_after_the_last(case):
    names = [
        field.column for field in RequestEvent._meta.concrete_fields
        if field.column not in ("id", "sequence")
    ]  # fmt: skip
    columns = ", ".join(names)
    sql(
        f"INSERT INTO services_requestevent (sequence, {columns}) "
        f"SELECT sequence + 1, {columns} FROM services_requestevent "
        "WHERE request_id = %s AND sequence = 5",
        case.pk,
    )


def test_an_event_slipped_in_is_found(case, now):
    insert_after_the_last(case)
    assert (case.reference, 6, "inserted") in verify(until=now)[0]


def test_an_event_slipped_in_is_found_though_the_case_counts_it(case, now):
    insert_after_the_last(case)
    sql("UPDATE services_servicerequest SET event_count = 6 WHERE id = %s", case.pk)
    assert verify(until=now)[0] == [(case.reference, 6, "changed")]


def test_a_case_moved_by_hand_is_found(case, other_case, now):
    sql("UPDATE services_servicerequest SET state = 'accepted' WHERE id = %s", case.pk)
    assert verify(until=now)[0] == [(case.reference, 5, "state")]


def test_a_case_without_events_is_found(case, now):
    forget(case)
    assert (case.reference, 1, "removed") in verify(until=now)[0]


def test_what_was_attested_is_found_changed_though_its_digest_was_made_to_fit(case, now):
    from services.digests import answers_digest

    answers = {"need": "غير ما طلب"}
    digest = answers_digest(answers=answers, file_digests=[])
    sql(
        "UPDATE services_attestation SET answers = %s, digest = %s WHERE request_id = %s",
        json.dumps(answers),
        digest,
        case.pk,
    )
    faults = verify(until=now)[0]
    assert (case.reference, 0, "attestation") in faults


def test_what_was_attested_is_found_changed(case, now):
    sql(
        "UPDATE services_attestation SET answers = %s WHERE request_id = %s",
        json.dumps({"need": "غير ما طلب"}),
        case.pk,
    )
    assert verify(until=now)[0] == [(case.reference, 0, "attestation")]


def test_a_removed_attestation_is_found(case, now):
    sql("DELETE FROM services_attestation WHERE request_id = %s", case.pk)
    assert (case.reference, 1, "attestation") in verify(until=now)[0]


def test_one_association_alone_is_verified(case, other_member, other_association, now):
    from tests.services.factories import make_service

    elsewhere = make_request(other_member, make_service(other_association))
    forget(case, 3)
    assert verify(association=other_association.slug, until=now)[0] == []
    assert verify(association=case.association.slug, until=now)[0] != []
    assert elsewhere.events.count() == 1
    with pytest.raises(CommandError):
        call_command("verify_events", "--association=nowhere")


def test_only_cases_to_which_something_happened_since_are_verified(case, now):
    forget(case, 3)
    assert verify(since=now)[0] == []
    assert verify(since="2020-01-01")[0] != []


def test_it_takes_the_same_queries_however_many_cases(
    case, other_case, member, committee_service, django_assert_num_queries, now
):
    for _ in range(5):
        make_request(member, committee_service)
    with django_assert_num_queries(3 + len({fact.model for fact in FACTS.values()})):
        verify(until=now)


def test_faults_are_told_in_words_too(case):
    forget(case, 3)
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_events", stdout=out)
    assert f"{case.reference} 3 removed: the event is missing" in out.getvalue()
    assert "fingerprint" in out.getvalue()


def test_the_key_is_needed_to_make_it_fit(case, settings, now):
    settings.AUDIT_KEY = "another"
    faults = verify(until=now)[0]
    assert [fault[1:] for fault in faults] == [(number, "changed") for number in range(1, 6)]
    assert ServiceRequest.objects.get(pk=case.pk).version == 5
