from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services.committee.decisions import recuse
from services.committee.sittings import close_sitting
from services.models import Decision, ServiceRequest, Sitting, State
from services.references import show_reference
from tests.services.committee.sittings import Choice, opened, planned, to_committee, voted
from tests.services.factories import make_request

LIST = reverse("sittings:list")


def address(name, sitting, *more):
    return reverse(f"sittings:{name}", args=[sitting.pk, *more])


def a_time():
    at = timezone.localtime() + timedelta(days=2)
    return {"starts_at_0": f"{at:%Y-%m-%d}", "starts_at_1": f"{at:%H:%M}"}


def text(response):
    return response.content.decode()


def test_the_menu_shows_sittings_to_who_manages_them(client, officer, editor, association):
    client.force_login(officer)
    assert LIST in text(client.get(reverse("wagtailadmin_home")))
    client.force_login(editor)
    assert LIST not in text(client.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize("who", ["researcher", "member", "editor", "other_officer"])
def test_others_see_no_sitting(client, case, officer, who, request):
    sitting = planned([case], officer)
    client.force_login(request.getfixturevalue(who))
    listing = client.get(LIST)
    assert address("one", sitting) not in text(listing)
    for name in ("one", "open", "close", "cancel", "minutes"):
        assert client.get(address(name, sitting)).status_code in (302, 403, 404)
        client.post(address(name, sitting), {"understood": "on"})
    hearing = address("hear", sitting, sitting.items.get().pk)
    assert client.get(hearing).status_code in (302, 403, 404)
    sitting.refresh_from_db()
    assert sitting.status == "planned"


def test_the_list_takes_a_constant_number_of_queries(
    client, member, committee_service, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    cases = [to_committee(make_request(member, committee_service), officer) for _ in range(6)]
    planned(cases[:1], officer)
    client.get(LIST)
    with django_assert_max_num_queries(100) as few:
        client.get(LIST)
    for case in cases[1:]:
        planned([case], officer)
    with django_assert_max_num_queries(len(few)):
        assert text(client.get(LIST)).count('href="/admin/sittings/') >= 6


def test_an_agenda_takes_a_constant_number_of_queries(
    client, member, committee_service, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    cases = [to_committee(make_request(member, committee_service), officer) for _ in range(6)]
    small, large = planned(cases[:1], officer), planned(cases[1:], officer)
    client.get(address("one", small))
    with django_assert_max_num_queries(100) as few:
        client.get(address("one", small))
    with django_assert_max_num_queries(len(few)):
        client.get(address("one", large))


def test_a_sitting_is_planned_with_the_cases_chosen(client, case, another_case, officer):
    client.force_login(officer)
    page = text(client.get(reverse("sittings:new")))
    assert page.count("checked") >= 2 and show_reference(case.reference) in page
    response = client.post(
        reverse("sittings:new"), a_time() | {"cases": [case.pk], "place": "قاعة"}
    )
    sitting = Sitting.objects.get()
    assert response.url == address("one", sitting)
    assert [item.request for item in sitting.items.all()] == [case]
    assert show_reference(case.reference) in text(client.get(response.url))


def test_planning_says_what_is_missing(client, case, officer):
    client.force_login(officer)
    response = client.post(reverse("sittings:new"), {"cases": [case.pk]})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"starts_at"}
    past = {"starts_at_0": "2020-01-01", "starts_at_1": "10:00"}
    response = client.post(reverse("sittings:new"), past)
    assert response.context["form"].errors.keys() == {"starts_at"}


def test_who_serves_several_associations_chooses_one(
    client, case, officer, other_association, association
):
    officer.appointments.create(
        association=other_association,
        role="relations_officer",
        starts_on=timezone.localdate(),
    )
    client.force_login(officer)
    where = f"?association={other_association.pk}"
    page = client.get(reverse("sittings:new") + where)
    assert show_reference(case.reference) not in text(page)
    client.post(reverse("sittings:new") + where, a_time())
    assert Sitting.objects.get().association == other_association


def test_nobody_plans_for_an_association_that_is_not_theirs(
    client, case, other_officer, association
):
    client.force_login(other_officer)
    where = f"?association={association.pk}"
    assert show_reference(case.reference) not in text(client.get(reverse("sittings:new") + where))
    client.post(reverse("sittings:new") + where, a_time() | {"cases": [case.pk]})
    assert not Sitting.objects.filter(association=association).exists()


@pytest.mark.papers
def test_a_sitting_goes_from_plan_to_minutes(client, case, another_case, trio, officer):
    client.force_login(trio[0])
    sitting = planned([case], officer)
    client.post(address("add", sitting), {"add-cases": [another_case.pk]})
    assert sitting.items.count() == 2

    response = client.post(address("open", sitting), {"open-present": [trio[0].pk]})
    assert response.status_code == 422 and "open-chair" in text(response)
    present = {"open-present": [one.pk for one in trio], "open-chair": trio[0].pk}
    client.post(address("open", sitting), present)
    sitting.refresh_from_db()
    assert sitting.status == "open"

    item = sitting.items.first()
    votes = {f"vote_{one.pk}": "accept" for one in trio}
    response = client.post(
        address("hear", sitting, item.pk), votes | {"version": case.version, "reason": ""}
    )
    assert response.status_code == 422 and not Decision.objects.exists()
    whole = votes | {"version": case.version, "reason": "يستوفي"}
    response = client.post(address("hear", sitting, item.pk), whole)
    assert response.context["form"].errors.keys() == {"understood"}
    assert not Decision.objects.exists()
    client.post(address("hear", sitting, item.pk), whole | {"understood": "on"})
    case.refresh_from_db()
    assert case.state == State.ACCEPTED

    assert client.post(address("close", sitting), {"remarks": "تمت"}).status_code == 422
    page = text(client.get(address("close", sitting)))
    client.post(address("close", sitting), {"remarks": "تمت", "understood": "on"})
    sitting.refresh_from_db()
    assert sitting.status == "closed" and page
    assert [one.outcome for one in sitting.items.all()] == ["decided", "postponed"]
    paper = client.get(address("minutes", sitting))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_a_planned_sitting_is_cancelled_after_asking(client, case, officer):
    client.force_login(officer)
    sitting = planned([case], officer)
    assert client.post(address("cancel", sitting)).status_code == 422
    client.post(address("cancel", sitting), {"understood": "on"})
    sitting.refresh_from_db()
    assert sitting.status == "cancelled"
    assert client.get(address("open", sitting)).status_code == 302


def test_who_is_recused_reads_no_reference_on_the_agenda(client, case, another_case, trio, officer):
    recuse(request=case, person=trio[1], reason="قرابة", by=officer)
    sitting = opened(planned([case, another_case], officer), trio)
    item = sitting.items.get(request=case)
    client.force_login(trio[1])
    page = text(client.get(address("one", sitting)))
    assert show_reference(case.reference) not in page and case.reference not in page
    assert show_reference(another_case.reference) in page
    assert "A case you are recused from." in page or "تنح" in page
    for name in ("hear", "postpone", "send_back"):
        assert client.get(address(name, sitting, item.pk)).status_code == 404
        assert client.post(address(name, sitting, item.pk), {"later-note": "x"}).status_code == 404
    client.force_login(trio[0])
    page = text(client.get(address("hear", sitting, item.pk)))
    assert f"vote_{trio[1].pk}" not in page and f"vote_{trio[0].pk}" in page


def test_the_floor_is_shown_and_a_reason_announces_early(client, floored, trio, officer):
    sitting = opened(planned([floored], officer), trio)
    hearing = address("hear", sitting, sitting.items.get().pk)
    client.force_login(trio[0])
    assert "early_reason" in text(client.get(hearing))
    votes = {f"vote_{one.pk}": "reject" for one in trio}
    client.post(
        hearing,
        votes
        | {
            "version": floored.version,
            "reason": "لا يستوفي",
            "early_reason": "عاجل",
            "understood": "on",
        },
    )
    assert Decision.objects.get().early_reason == "عاجل"


def test_a_case_is_postponed_or_sent_back_from_its_hearing(
    client, case, another_case, trio, officer
):
    sitting = opened(planned([case, another_case], officer), trio)
    first, second = sitting.items.all()
    client.force_login(trio[0])
    assert client.post(address("postpone", sitting, first.pk), {}).status_code == 422
    client.post(address("postpone", sitting, first.pk), {"later-note": "ينقصه تقرير"})
    client.post(
        address("send_back", sitting, second.pk),
        {"back-reason": "ينقصه كشف", "back-version": another_case.version},
    )
    assert [one.outcome for one in sitting.items.all()] == ["postponed", "sent_back"]
    assert client.get(address("hear", sitting, first.pk)).status_code == 302


def test_an_officer_reads_who_hears_the_case_and_records_no_votes(client, case, trio, officer):
    sitting = opened(planned([case], officer), trio)
    hearing = address("hear", sitting, sitting.items.get().pk)
    client.force_login(officer)
    page = text(client.get(hearing))
    assert all(one.full_name in page for one in trio) and "vote_" not in page
    votes = {f"vote_{one.pk}": "accept" for one in trio}
    sent = votes | {"version": case.version, "reason": "يستوفي", "understood": "on"}
    assert client.post(hearing, sent).status_code == 404
    assert not Decision.objects.exists()


def test_a_decision_on_a_case_that_changed_is_asked_for_again(client, case, trio, officer, member):
    sitting = opened(planned([case], officer), trio)
    client.force_login(trio[0])
    votes = {f"vote_{one.pk}": "accept" for one in trio}
    stale = votes | {"version": case.version - 1, "reason": "يستوفي", "understood": "on"}
    response = client.post(address("hear", sitting, sitting.items.get().pk), stale)
    assert response.status_code == 302 and not Decision.objects.exists()


@pytest.mark.papers
def test_minutes_are_printed_of_closed_sittings_alone(client, case, trio, officer):
    sitting = opened(planned([case], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.ACCEPT))
    client.force_login(officer)
    assert client.get(address("minutes", sitting)).status_code == 302
    close_sitting(sitting=sitting, by=officer)
    assert client.get(address("minutes", sitting)).status_code == 200
    assert ServiceRequest.objects.get().state == State.ACCEPTED
