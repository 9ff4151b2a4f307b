"""A person chooses by which channels they are told of what."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import NotificationPreference, User
from accounts.notifications import all_channels, channels_for, choose_channels
from tests import cast

PAGE = reverse("accounts:notifications")
Kind = NotificationPreference.Kind


def test_by_default_by_mail_and_in_the_site(member: User) -> None:
    assert channels_for(member, Kind.PROGRESS) == {"email", "site"}


def test_by_default_by_text_message_where_there_is_no_mail(db: None) -> None:
    person = cast.make_person(email=None, phone="+966512345679")
    assert channels_for(person, Kind.MESSAGES) == {"sms", "site"}


def test_a_choice_holds_for_its_kind_alone(member: User) -> None:
    choose_channels(person=member, chosen={"progress": ["site"]})
    assert channels_for(member, Kind.PROGRESS) == {"site"}
    assert channels_for(member, Kind.MESSAGES) == {"email", "site"}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.WORK])
def test_each_kind_keeps_one_way(member: User, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        choose_channels(person=member, chosen={"progress": ["sms"], kind: []})
    assert list(refused.value.message_dict) == [kind]
    assert not NotificationPreference.objects.exists()


def test_a_channel_without_an_address_is_refused(person: User) -> None:
    with pytest.raises(ValidationError):
        choose_channels(person=person, chosen={"progress": ["sms"]})


def test_who_loses_the_chosen_address_is_reached_otherwise(member: User) -> None:
    choose_channels(person=member, chosen={"progress": ["sms"]})
    member.phone = None
    member.save()
    assert channels_for(member, Kind.PROGRESS) == {"email", "site"}


def test_work_is_a_kind_for_staff_alone_and_may_be_left_out(member: User, officer: User) -> None:
    assert Kind.WORK not in all_channels(member)
    assert all_channels(officer)[Kind.WORK] == {"email"}
    choose_channels(person=officer, chosen={"work": []})
    assert all_channels(officer)[Kind.WORK] == set()


def test_one_chooses_on_the_page(client: Client, member: User) -> None:
    client.force_login(member)
    page = client.get(PAGE).content.decode()
    assert 'name="progress" value="sms"' in page
    assert 'name="work"' not in page
    sent = {kind.value: ["sms"] for kind in Kind if kind != Kind.WORK}
    assert client.post(PAGE, sent)["Location"] == PAGE
    assert {frozenset({"sms"})} == set(all_channels(member).values())
    assert 'value="sms" id="id_progress_1" checked' in client.get(PAGE).content.decode()


def test_what_is_missing_is_said_beside_the_kind(client: Client, member: User) -> None:
    client.force_login(member)
    answer = client.post(PAGE, {"progress": ["sms"]})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"messages", "reminders", "deliveries"}
    assert 'value="sms" id="id_progress_1" checked' in answer.content.decode()


def test_a_way_that_is_not_there_is_not_offered(client: Client, person: User) -> None:
    client.force_login(person)
    page = client.get(PAGE).content.decode()
    assert 'value="sms"' not in page
    assert reverse("account_change_phone") in page


def test_who_is_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    assert "/account/login/" in client.get(PAGE)["Location"]
