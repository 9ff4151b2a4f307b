import pytest
from django.urls import reverse

from services.committee.announcing import announce
from services.models import Decision, Recusal, ServiceRequest, State
from tests.services.committee.sittings import Choice, opened, planned, voted


def address(name, case, *more):
    return reverse(f"casework:{name}", args=[case.reference, *more])


@pytest.fixture
def pending(floored, trio, officer):
    """Decided, and not to be announced yet without a reason."""
    item = opened(planned([floored], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT), reason="لا يستوفي الشروط")
    return ServiceRequest.objects.get(pk=floored.pk)


def test_an_officer_names_who_is_recused(client, case, trio, officer):
    client.force_login(officer)
    assert 'name="recuse-person"' in client.get(address("case", case)).content.decode()
    sent = {"recuse-person": trio[1].pk, "recuse-reason": "قرابة"}
    assert client.post(address("recuse", case), sent).status_code == 422
    assert not Recusal.objects.exists()
    response = client.post(address("recuse", case), sent | {"recuse-understood": "on"})
    assert response.url == address("case", case)
    assert Recusal.objects.get().person == trio[1]
    page = client.get(address("case", case)).content.decode()
    assert "قرابة" in page and f'<option value="{trio[1].pk}"' not in page


def test_who_recuses_themselves_sees_the_case_no_more(client, case, trio):
    client.force_login(trio[0])
    sent = {"recuse-person": trio[0].pk, "recuse-reason": "شريك", "recuse-understood": "on"}
    response = client.post(address("recuse", case), sent)
    assert response.url == reverse("casework:list")
    assert client.get(address("case", case)).status_code == 404
    assert case.reference not in client.get(reverse("casework:list")).content.decode()
    for name in ("recuse", "announce", "send_back"):
        assert client.post(address(name, case)).status_code == 404


def test_a_decision_is_announced_early_with_a_reason_only(client, pending, officer):
    client.force_login(officer)
    assert 'name="announce-early_reason"' in client.get(address("case", pending)).content.decode()
    sent = {"announce-version": pending.version, "announce-early_reason": " "}
    assert client.post(address("announce", pending), sent).status_code == 422
    sent |= {"announce-early_reason": "عاجل"}
    assert client.post(address("announce", pending), sent).status_code == 422
    assert Decision.objects.get().announced_at is None
    client.post(address("announce", pending), sent | {"announce-understood": "on"})
    pending.refresh_from_db()
    assert pending.state == State.REJECTED
    assert Decision.objects.get().early_reason == "عاجل"


def test_an_announcement_on_a_case_that_changed_is_asked_for_again(client, pending, officer):
    client.force_login(officer)
    sent = {
        "announce-version": pending.version - 1,
        "announce-early_reason": "عاجل",
        "announce-understood": "on",
    }
    response = client.post(address("announce", pending), sent)
    assert response.status_code == 409
    page = response.content.decode()
    assert f'value="{pending.version}"' in page and "عاجل" in page
    form = response.context["committee_sent"][1]
    assert not form["understood"].value()
    assert Decision.objects.get().announced_at is None


def test_a_case_is_sent_back_from_its_page(client, case, officer):
    client.force_login(officer)
    sent = {"back-version": case.version, "back-reason": "ينقصه كشف الحساب"}
    client.post(address("send_back", case), sent)
    case.refresh_from_db()
    assert case.state == State.VERIFYING
    assert "ينقصه كشف الحساب" in client.get(address("case", case)).content.decode()


def test_nobody_else_recuses_announces_or_sends_back(
    client, pending, trio, researcher, supervisor, other_officer, member
):
    for person in (researcher, supervisor, other_officer, member):
        client.force_login(person)
        client.post(
            address("announce", pending),
            {
                "announce-version": pending.version,
                "announce-early_reason": "عاجل",
                "announce-understood": "on",
            },
        )
        sent = {"recuse-person": trio[2].pk, "recuse-reason": "قرابة", "recuse-understood": "on"}
        client.post(address("recuse", pending), sent)
    assert Decision.objects.get().announced_at is None
    assert not Recusal.objects.exists()


@pytest.mark.papers
def test_a_letter_is_had_by_who_sees_the_case_once_it_is_announced(
    client, pending, officer, other_officer, trio
):
    decision = pending.decisions.get()
    client.force_login(officer)
    assert client.get(address("letter", pending, decision.pk)).status_code == 404
    announce(request=pending, by=officer, version=None, early_reason="عاجل")
    paper = client.get(address("letter", pending, decision.pk))
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    client.force_login(other_officer)
    assert client.get(address("letter", pending, decision.pk)).status_code in (302, 403, 404)
