"""A person applies with the number they know; only a decision opens members' services."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import translation

from accounts.membership import apply, decline, end
from accounts.models import Membership, User
from accounts.queries import is_active_member, membership_of
from home.models import Association

URL = "/membership/wadi/apply/"


def test_applying_waits_for_a_decision(person: User, association: Association) -> None:
    membership = apply(user=person, association=association, number=" ١٢٣ ٤ ", note="مساء الخير")
    assert membership.is_pending
    assert membership.number == "123 4"
    assert not is_active_member(person, association.pk)
    assert membership_of(person, association.pk) == membership


def test_one_open_application_is_enough(person: User, association: Association) -> None:
    apply(user=person, association=association, number="1")
    with pytest.raises(ValidationError) as error:
        apply(user=person, association=association, number="2")
    assert error.value.code == "open"
    assert Membership.objects.count() == 1


def test_a_member_cannot_apply_again(member: User, association: Association) -> None:
    with pytest.raises(ValidationError):
        apply(user=member, association=association, number="9")


def test_a_number_is_needed(person: User, association: Association) -> None:
    with pytest.raises(ValidationError) as error:
        apply(user=person, association=association, number="")
    assert "number" in error.value.message_dict


def test_a_deactivated_person_cannot_apply(person: User, association: Association) -> None:
    person.is_active = False
    with pytest.raises(PermissionDenied):
        apply(user=person, association=association, number="1")


def test_who_was_declined_may_apply_again(
    person: User, officer: User, association: Association
) -> None:
    first = apply(user=person, association=association, number="1")
    decline(membership=first, by=officer, reason="الرقم لا يطابق السجل")
    second = apply(user=person, association=association, number="2")
    assert membership_of(person, association.pk) == second
    assert Membership.objects.filter(user=person).count() == 2


def test_who_left_may_apply_again(member: User, officer: User, association: Association) -> None:
    end(membership=Membership.objects.get(user=member), by=officer)
    assert not is_active_member(member, association.pk)
    assert apply(user=member, association=association, number="1001").is_pending


def test_membership_in_one_association_is_none_in_another(
    member: User, association: Association, other_association: Association
) -> None:
    assert is_active_member(member, association.pk)
    assert not is_active_member(member, other_association.pk)
    assert membership_of(member, other_association.pk) is None


def test_the_page_asks_who_one_is_first(client: Client, association: Association) -> None:
    response = client.get(URL)
    assert response.headers["Location"] == f"/account/login/?next={URL}"


def test_the_page_takes_the_application_and_then_shows_it(
    client: Client, person: User, association: Association
) -> None:
    client.force_login(person)
    assert "<textarea" in client.get(URL).content.decode()
    response = client.post(URL, {"number": "٤٥٦", "note": ""}, follow=True)
    text = response.content.decode()
    assert Membership.objects.get(user=person).number == "456"
    assert "456" in text
    assert "<textarea" not in text


def test_the_page_says_so_when_the_application_is_a_second_one(
    client: Client, member: User, association: Association
) -> None:
    client.force_login(member)
    with translation.override("en"):
        response = client.post("/en" + URL, {"number": "7"})
    assert "1001" in response.content.decode()
    assert Membership.objects.filter(user=member).count() == 1


def test_the_page_is_worded_for_beneficiaries_where_they_are_called_so(
    client: Client, person: User, other_association: Association
) -> None:
    client.force_login(person)
    text = client.get("/en/membership/sahl/apply/").content.decode()
    assert "Beneficiary number" in text
    assert "Member number" not in text


def test_there_is_no_page_for_an_unknown_association(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/membership/nowhere/apply/").status_code == 404
