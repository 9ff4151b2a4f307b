"""What leaves no trace in the record shows in its fingerprint, kept elsewhere."""

from datetime import timedelta

from django.utils import timezone

from services import casework
from tests.services.factories import make_request
from tests.services.record.verifying import forget, sql, verify


def remove(case):
    """The whole case, with a last event that nothing in the table misses."""
    sql("DELETE FROM services_attestation WHERE request_id = %s", case.pk)
    forget(case)
    sql("DELETE FROM services_servicerequest WHERE id = %s", case.pk)


def test_a_removed_case_shows_in_the_fingerprint(case, other_case, now):
    noted = verify(until=now)[1]["fingerprint"]
    remove(other_case)
    assert verify()[0] == []
    faults, summary, code = verify(expect=noted)
    assert (faults, code) == ([], 1)
    assert not summary["as_expected"]


def test_an_end_cut_off_together_with_the_case_shows_in_the_fingerprint(case, now):
    noted = verify(until=now)[1]["fingerprint"]
    forget(case, 5)
    sql("DELETE FROM services_question WHERE id = %s", case.questions.last().pk)
    sql(
        "UPDATE services_servicerequest SET event_count = 4, state = 'verifying' WHERE id = %s",
        case.pk,
    )
    assert verify()[0] == []
    assert verify(expect=noted)[2] == 1


def test_the_fingerprint_stays_whatever_happens_later(
    case, other_case, member, officer, committee_service, monkeypatch
):
    noted = verify(until=(timezone.now() + timedelta(seconds=1)).isoformat())[1]
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr("services.events.timezone.now", lambda: later)
    casework.answer(request=case, by=member, version=case.version, text="نعم")
    make_request(member, committee_service)
    assert verify(expect=noted["fingerprint"])[2] == 0
    assert (
        verify(until=(later + timedelta(minutes=1)).isoformat())[1]["fingerprint"]
        != noted["fingerprint"]
    )
