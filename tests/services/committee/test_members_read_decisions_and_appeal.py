from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from services import papers
from services.committee.announcing import announce
from services.models import Paper, ServiceRequest, State
from services.pdf.fonts import NoFont
from tests.services.committee.sittings import Choice, opened, planned, voted

REASON = "لا يستوفي الشروط"


def address(name, case, *more):
    return reverse(f"services:{name}", args=[case.reference, *more])


@pytest.fixture
def rejected(floored, trio, officer):
    item = opened(planned([floored], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT), reason=REASON, early_reason="حالة عاجلة")
    return ServiceRequest.objects.get(pk=floored.pk)


def page(client, case):
    return client.get(address("request", case)).content.decode()


def test_a_member_reads_reason_early_reason_and_last_day_in_both_calendars(
    client, rejected, member
):
    client.force_login(member)
    told = page(client, rejected)
    assert REASON in told and "حالة عاجلة" in told
    assert address("appeal", rejected) in told
    until = rejected.appeal_until
    assert until and f'datetime="{until.isoformat()}"' in told and "هـ" in told


def test_the_days_promised_are_shown_from_the_start(client, floored, member):
    client.force_login(member)
    told = page(client, floored)
    floor = timezone.localdate() + timedelta(days=14)
    assert f'datetime="{floor.isoformat()}"' in told and "هـ" in told


@pytest.mark.papers
def test_nothing_is_told_of_a_decision_that_waits(client, floored, trio, officer, member):
    item = opened(planned([floored], officer), trio).items.get()
    decision = voted(item, dict.fromkeys(trio, Choice.REJECT), reason=REASON)
    client.force_login(member)
    assert REASON not in page(client, floored)
    assert client.get(address("letter", floored, decision.pk)).status_code == 404
    announce(request=floored, by=officer, version=None, early_reason="عاجل")
    assert client.get(address("letter", floored, decision.pk)).status_code == 200


def test_a_member_appeals_with_a_reason_once(client, rejected, member):
    client.force_login(member)
    assert REASON in client.get(address("appeal", rejected)).content.decode()
    sent = {"version": rejected.version, "reason": "لدي وثيقة جديدة", "understood": "on"}
    for missing in ("reason", "understood"):
        refused = client.post(address("appeal", rejected), sent | {missing: ""})
        assert refused.status_code == 422
        assert refused.context["form"].errors.keys() == {missing}
    assert client.post(address("appeal", rejected), sent).url == address("request", rejected)
    rejected.refresh_from_db()
    assert rejected.state == State.APPEALED
    assert "لدي وثيقة جديدة" in page(client, rejected)
    assert address("appeal", rejected) not in page(client, rejected)
    assert client.get(address("appeal", rejected)).url == address("request", rejected)


def test_an_appeal_on_an_old_page_is_asked_for_again(client, rejected, member):
    client.force_login(member)
    sent = {"version": rejected.version - 1, "reason": "لدي وثيقة", "understood": "on"}
    response = client.post(address("appeal", rejected), sent)
    assert response.status_code == 409 and "لدي وثيقة" in response.content.decode()
    rejected.refresh_from_db()
    assert rejected.state == State.REJECTED


def test_after_the_last_day_the_page_leads_back(client, rejected, member):
    decision = rejected.decisions.get()
    decision.announced_at -= timedelta(days=31)
    decision.save()
    client.force_login(member)
    assert address("appeal", rejected) not in page(client, rejected)
    assert client.get(address("appeal", rejected)).url == address("request", rejected)


def test_others_have_neither_letter_nor_appeal(client, rejected, other_member, officer, person):
    decision = rejected.decisions.get()
    for someone in (other_member, officer, person):
        client.force_login(someone)
        assert client.get(address("letter", rejected, decision.pk)).status_code == 404
        assert client.get(address("appeal", rejected)).status_code == 404
    assert Client().get(address("letter", rejected, decision.pk)).status_code == 302


def test_without_a_font_a_member_is_told_so(client, rejected, member, monkeypatch):
    def fail(decision):
        raise NoFont

    monkeypatch.setattr(papers, "decision_letter", fail)
    client.force_login(member)
    decision = rejected.decisions.get()
    response = client.get(address("letter", rejected, decision.pk))
    assert response.status_code == 409
    told = response.content.decode()
    assert escape(str(Paper.Problem.NO_FONT.label)) in told
    assert address("request", rejected) in told


def test_a_program_reads_the_decision_and_appeals(rejected, member):
    from tests.services.api.test_api_serves_members import token_of

    program = Client(headers={"X-Session-Token": token_of(member)})
    where = f"/api/v3/requests/{rejected.reference}/"
    told = program.get(where).json()
    assert [(one["accepts"], one["reason"]) for one in told["decisions"]] == [(False, REASON)]
    assert told["decisions"][0]["early_reason"] == "حالة عاجلة"
    assert told["appeal_until"] == rejected.appeal_until.isoformat()
    assert "appeal" in told["moves"]

    sent = {"version": told["version"], "reason": "لدي وثيقة"}
    program_post = {"content_type": "application/json"}
    empty = program.post(where + "appeal/", sent | {"reason": " "}, **program_post)
    assert empty.status_code == 422
    done = program.post(where + "appeal/", sent, **program_post)
    assert (done.status_code, done.json()["state"]) == (200, "appealed")
    assert done.json()["appeal_until"] is None
    assert program.post(where + "appeal/", sent, **program_post).status_code == 409


def test_a_program_of_somebody_else_appeals_nothing(rejected, other_member):
    from tests.services.api.test_api_serves_members import token_of

    program = Client(headers={"X-Session-Token": token_of(other_member)})
    where = f"/api/v3/requests/{rejected.reference}/appeal/"
    sent = {"version": rejected.version, "reason": "لدي وثيقة"}
    assert program.post(where, sent, content_type="application/json").status_code == 404
    rejected.refresh_from_db()
    assert rejected.state == State.REJECTED
