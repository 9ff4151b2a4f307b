"""Whatever page or paper tells staff of a case leaves a look at it, as the staff guide says."""

import pytest
from django.urls import reverse

from services.committee.decisions import recuse
from services.committee.sittings import close_sitting
from services.models import CaseLook, Decision, Kind, ProposalEntry
from tests.services.committee.conftest import another_case, case, trio  # noqa: F401
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.factories import make_request, make_service

What = CaseLook.What


def looks():
    rows = CaseLook.objects.order_by("request_id", "pk")
    return list(rows.values_list("request_id", "person__email", "what", "detail"))


@pytest.fixture
def sitting(case, another_case, trio, officer):  # noqa: F811
    """An open sitting with two cases."""
    return opened(planned([case, another_case], officer), trio)


@pytest.fixture
def closed(sitting, trio, officer):  # noqa: F811
    voted(sitting.items.first(), dict.fromkeys(trio, Choice.ACCEPT))
    return close_sitting(sitting=sitting, by=officer)


@pytest.mark.papers
def test_each_letter_by_staff_is_a_look_and_by_the_member_none(
    client,
    closed,
    case,  # noqa: F811
    officer,
    member,
):
    decision = Decision.objects.get()
    for person, site in ((officer, "casework"), (officer, "casework"), (member, "services")):
        client.force_login(person)
        address = reverse(f"{site}:letter", args=[case.reference, decision.pk])
        assert client.get(address).status_code == 200
    name = f"decision-{case.reference}.pdf"
    assert looks() == [(case.pk, officer.email, What.PAPER, name)] * 2


@pytest.mark.papers
def test_minutes_are_a_look_at_each_case_that_the_copy_tells_of(
    client,
    closed,
    case,  # noqa: F811
    another_case,  # noqa: F811
    officer,
    trio,  # noqa: F811
):
    recuse(request=another_case, person=trio[2], reason="قرابة", by=officer)
    for person in (officer, trio[2]):
        client.force_login(person)
        assert client.get(reverse("sittings:minutes", args=[closed.pk])).status_code == 200
    name = f"minutes-wadi-{closed.number}.pdf"
    assert looks() == [
        (case.pk, officer.email, What.PAPER, name),
        (case.pk, trio[2].email, What.PAPER, name),
        (another_case.pk, officer.email, What.PAPER, name),
    ]


def test_a_paper_that_is_not_there_yet_is_no_look(client, closed, officer, monkeypatch):
    monkeypatch.setattr("services.staff.papers.ask_for", lambda paper: paper)
    client.force_login(officer)
    assert client.get(reverse("sittings:minutes", args=[closed.pk])).status_code == 202
    assert looks() == []


def test_the_hearing_of_a_case_is_a_look_at_it_alone(client, sitting, case, trio):  # noqa: F811
    client.force_login(trio[0])
    item = sitting.items.get(request=case)
    address = reverse("sittings:hear", args=[sitting.pk, item.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert looks() == [(case.pk, trio[0].email, What.CASE, "")]


@pytest.fixture
def proposals(association, member):
    service = make_service(association, kind=Kind.PROPOSAL)
    made = [make_request(member, service, kind=Kind.PROPOSAL) for _number in range(2)]
    for one in made:
        ProposalEntry.objects.create(request=one)
    return made


def test_a_line_of_the_register_is_a_look_at_its_case(client, proposals, officer):
    client.force_login(officer)
    for _again in range(2):
        address = reverse("proposals:entry", args=[proposals[0].reference])
        assert client.get(address).status_code == 200
    assert looks() == [(proposals[0].pk, officer.email, What.CASE, "")]


@pytest.mark.parametrize(
    "address", ["proposals:print", "proposals:list?export=csv", "proposals:list?export=xlsx"]
)
def test_the_register_printed_or_exported_is_a_look_at_each_case_in_it(
    client, proposals, officer, address
):
    name, _mark, query = address.partition("?")
    client.force_login(officer)
    assert client.get(f"{reverse(name)}?{query}").status_code == 200
    assert looks() == [(one.pk, officer.email, What.EXPORT, "") for one in proposals]


def test_the_register_filtered_is_a_look_at_what_it_shows(client, proposals, officer):
    entry = proposals[0].proposal
    entry.decision = "adopted"
    entry.save()
    client.force_login(officer)
    client.get(reverse("proposals:print"), {"decision": "adopted"})
    assert [look[0] for look in looks()] == [proposals[0].pk]


@pytest.mark.parametrize("words", ["reason", "outcome", "done"])
def test_the_register_on_the_screen_is_a_look_at_those_of_which_it_tells(
    client, proposals, officer, words
):
    ProposalEntry.objects.filter(request=proposals[0]).update(**{words: "يُدرس مع الفرع"})
    client.force_login(officer)
    for _again in range(2):
        assert client.get(reverse("proposals:list")).status_code == 200
    assert looks() == [(proposals[0].pk, officer.email, What.REGISTER, "")]


def test_reading_the_register_takes_as_many_queries_however_many_are_told_of(
    client, proposals, officer, supervisor, django_assert_max_num_queries
):
    ProposalEntry.objects.filter(request=proposals[0]).update(reason="يُدرس مع الفرع")
    client.force_login(supervisor)
    client.get(reverse("proposals:list"))
    client.force_login(officer)
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("proposals:list"))
    CaseLook.objects.all()._raw_delete("default")
    ProposalEntry.objects.update(reason="يُدرس مع الفرع")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("proposals:list"))
    assert len(looks()) == 2


def test_the_page_of_a_sitting_is_a_look_at_the_cases_whose_hearing_it_tells(
    client,
    closed,
    case,  # noqa: F811
    another_case,  # noqa: F811
    officer,
    trio,  # noqa: F811
):
    recuse(request=another_case, person=trio[2], reason="قرابة", by=officer)
    for person in (officer, officer, trio[2]):
        client.force_login(person)
        assert client.get(reverse("sittings:one", args=[closed.pk])).status_code == 200
    assert looks() == [
        (case.pk, officer.email, What.AGENDA, ""),
        (case.pk, trio[2].email, What.AGENDA, ""),
        (another_case.pk, officer.email, What.AGENDA, ""),
    ]


def test_an_agenda_of_cases_not_heard_yet_is_a_list_and_no_look(client, sitting, officer):
    client.force_login(officer)
    assert client.get(reverse("sittings:one", args=[sitting.pk])).status_code == 200
    assert looks() == []
