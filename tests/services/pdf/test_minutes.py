import pytest

from services.committee.agenda import hidden_from
from services.committee.decisions import postpone, recuse, revoke_decision
from services.committee.sittings import close_sitting, put_on_agenda
from services.models import ServiceRequest
from services.pdf.minutes import minutes
from services.references import show_reference
from tests.services.committee.sittings import Choice, opened, planned, to_committee, voted
from tests.services.factories import make_request
from tests.services.pdf.reading import glyphs_shown, pages, words

pytestmark = pytest.mark.papers


def reference(case):
    return show_reference(case.reference).replace("\u00a0", " ")


def test_minutes_tell_who_was_there_what_was_decided_and_why(
    case, another_case, trio, officer, member
):
    sitting = opened(planned([case, another_case], officer, place="قاعة 7"), trio[:2])
    first, second = sitting.items.all()
    votes = dict(zip(trio, (Choice.REJECT, Choice.ACCEPT), strict=False))
    voted(first, votes, reason="لا يستوفي", conditions="يعاد بعد سنة")
    postpone(item=second, note="ينقصه تقرير", by=trio[0])
    sitting = close_sitting(sitting=sitting, by=officer, remarks="انتهت الجلسة")
    text = words(minutes(sitting))
    for told in (reference(case), reference(another_case), "لا يستوفي", "ينقصه تقرير", "7"):
        assert told in text
    assert all(person.full_name in text for person in trio)
    assert member.full_name not in text


def test_minutes_hide_a_case_from_who_is_recused(case, another_case, trio, officer):
    recuse(request=case, person=trio[2], reason="قرابة", by=officer)
    sitting = opened(planned([case, another_case], officer), trio)
    voted(sitting.items.first(), dict.fromkeys(trio[:2], Choice.ACCEPT), reason="سبب سري")
    sitting = close_sitting(sitting=sitting, by=officer)
    told, hidden = (
        words(minutes(sitting, left_out=hidden_from(sitting, reader=reader)))
        for reader in (officer, trio[2])
    )
    assert reference(case) in told and "سبب سري" in told
    name = trio[2].full_name
    assert told.count(name) == hidden.count(name) + 1
    assert reference(case) not in hidden and "سبب سري" not in hidden
    assert reference(another_case) in hidden


def test_minutes_tell_what_was_withdrawn_in_the_sitting_and_what_came_after(floored, trio, officer):
    sitting = opened(planned([floored], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.REJECT), reason="لا يستوفي")
    case = ServiceRequest.objects.get(pk=floored.pk)
    revoke_decision(request=case, by=trio[1], version=case.version, reason="أُدخل صوت خطأ")
    put_on_agenda(sitting=sitting, cases=[case], by=officer)
    voted(sitting.items.last(), dict.fromkeys(trio, Choice.ACCEPT), reason="يستوفي كل شرط")
    sitting = close_sitting(sitting=sitting, by=officer)
    text = words(minutes(sitting))
    for told in ("لا يستوفي", "أُدخل صوت خطأ", "يستوفي كل شرط"):
        assert told in text
    assert text.count(reference(floored)) == 2
    assert text.count(trio[1].full_name) == 3  # present, who withdrew it, signature


def test_minutes_of_a_closed_sitting_stay_as_they_were(floored, trio, officer):
    sitting = opened(planned([floored], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.REJECT), reason="لا يستوفي")
    sitting = close_sitting(sitting=sitting, by=officer)
    before = words(minutes(sitting))
    case = ServiceRequest.objects.get(pk=floored.pk)
    revoke_decision(request=case, by=trio[1], version=case.version, reason="أُدخل صوت خطأ")
    assert words(minutes(sitting)) == before and "لا يستوفي" in before


def test_minutes_of_thirty_cases_go_over_pages_and_lose_none(
    member, committee_service, trio, officer
):
    cases = [to_committee(make_request(member, committee_service), officer) for _ in range(30)]
    sitting = opened(planned(cases, officer), trio)
    for item in sitting.items.all():
        voted(item, dict.fromkeys(trio, Choice.ACCEPT), reason="يستوفي الشروط كلها")
    sitting = close_sitting(sitting=sitting, by=officer)
    data = minutes(sitting)
    told = pages(data)
    assert len(told) > 3
    assert all(reference(case) in " ".join(told) for case in cases)
    assert not [one for one in glyphs_shown(data) if one[1] == 0]
