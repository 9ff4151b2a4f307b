import pytest
from django.urls import reverse

from services.models import Decision, ServiceRequest
from tests.services.committee.sittings import Choice, opened, planned, voted


def address(name, case):
    return reverse(f"casework:{name}", args=[case.reference])


@pytest.fixture
def pending(floored, trio, officer):
    """Decided, and not to be announced yet without a reason."""
    item = opened(planned([floored], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT), reason="لا يستوفي الشروط")
    return ServiceRequest.objects.get(pk=floored.pk)


def sent(case, **more):
    return {
        "revoke-version": case.version,
        "revoke-reason": "سُجّل صوت خطأ",
        "revoke-understood": "on",
    } | {f"revoke-{name}": value for name, value in more.items()}


def test_who_hears_the_case_withdraws_after_confirming(client, pending, trio):
    client.force_login(trio[0])
    assert address("revoke", pending) in client.get(address("case", pending)).content.decode()
    for lacking in ({"understood": ""}, {"reason": " "}):
        response = client.post(address("revoke", pending), sent(pending, **lacking))
        assert response.status_code == 422
    assert Decision.objects.unannounced().exists()
    response = client.post(address("revoke", pending), sent(pending))
    assert response.url == address("case", pending)
    assert not Decision.objects.in_force().exists()
    page = client.get(address("case", pending)).content.decode()
    assert "سُجّل صوت خطأ" in page and "لا يستوفي الشروط" in page
    assert address("revoke", pending) not in page and address("announce", pending) not in page


def test_a_case_that_changed_is_to_be_confirmed_anew(client, pending, trio):
    client.force_login(trio[0])
    stale = sent(pending, version=pending.version - 1)
    response = client.post(address("revoke", pending), stale)
    assert response.status_code == 409
    form = response.context["committee_sent"][1]
    assert form["reason"].value() == "سُجّل صوت خطأ" and not form["understood"].value()
    assert Decision.objects.unannounced().exists()


def test_others_find_no_such_form_and_change_nothing(
    client, pending, officer, supervisor, other_officer, member
):
    for person in (officer, supervisor, other_officer, member):
        client.force_login(person)
        page = client.get(address("case", pending)).content.decode()
        assert address("revoke", pending) not in page
        client.post(address("revoke", pending), sent(pending))
    assert Decision.objects.unannounced().exists()


def test_the_member_reads_nothing_of_it(client, pending, trio, member):
    client.force_login(trio[0])
    client.post(address("revoke", pending), sent(pending))
    client.force_login(member)
    page = client.get(reverse("services:request", args=[pending.reference])).content.decode()
    assert "سُجّل صوت خطأ" not in page and "لا يستوفي الشروط" not in page


def test_the_page_of_the_sitting_shows_what_was_withdrawn(client, pending, trio, officer):
    client.force_login(trio[0])
    client.post(address("revoke", pending), sent(pending))
    client.force_login(officer)
    sitting = Decision.objects.get().item.sitting
    response = client.get(reverse("sittings:one", args=[sitting.pk]))
    assert "سُجّل صوت خطأ" in response.content.decode()
    assert pending in response.context["add_form"].fields["cases"].queryset
