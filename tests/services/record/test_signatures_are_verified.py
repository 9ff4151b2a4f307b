"""`manage.py verify_events` finds a signature changed in whatever stands in it."""

import pytest

from services import casework
from services.attestation import attest
from tests.services.record.verifying import sql, verify


@pytest.fixture
def case(committee_request, officer):
    """A case with three events; the member is asked something."""
    moved = casework.start_verification(request=committee_request, by=officer, version=1)
    return casework.ask(request=moved, by=officer, version=2, text="أ")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("signed_name", "غير من وقّع"),
        ("wording", "أقر بغير ذلك."),
        ("method", "paper"),
        ("signed_at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_signature_is_found_to_be_another(case, column, value, now):
    sql(f"UPDATE services_attestation SET {column} = %s WHERE request_id = %s", value, case.pk)
    faults, _summary, code = verify(until=now)
    assert (faults, code) == ([(case.reference, 0, "attestation")], 1)


def test_a_signature_given_by_another_is_found(case, officer, now):
    sql("UPDATE services_attestation SET signed_by_id = %s", officer.pk)
    assert verify(until=now)[0] == [(case.reference, 0, "attestation")]


def test_of_two_signatures_under_the_same_answers_the_changed_one_is_found(case, member, now):
    before = case.attestations.get()
    moved = casework.answer(request=case, by=member, version=case.version, text="نعم")
    attest(request=moved, by=member, signed_name="اسم آخر")
    casework.write(request=moved, by=member, text="وقّعت")
    assert verify(until=now)[0] == []
    sql("UPDATE services_attestation SET signed_name = 'x' WHERE id = %s", before.pk)
    assert verify(until=now)[0] == [(case.reference, 0, "attestation")]


def test_chains_from_before_signatures_were_in_them_are_whole(written_before, case, now):
    written_before()
    assert verify(until=now)[0] == []


def test_an_older_signature_is_guarded_from_the_next_event_on(
    written_before, committee_request, officer, now
):
    written_before()
    casework.start_verification(request=committee_request, by=officer, version=1)
    assert verify(until=now)[0] == []
    sql("UPDATE services_attestation SET signed_name = 'x'")
    assert verify(until=now)[0] == [(committee_request.reference, 2, "attestation")]


def test_the_digest_of_a_whole_attestation_cannot_be_taken_out_of_an_event(case, now):
    sql("UPDATE services_requestevent SET attested_whole = '' WHERE sequence = 3")
    assert verify(until=now)[0] == [(case.reference, 3, "changed")]
