"""A rating can be given once, after the end, and nothing in the database says whose it is."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers import serialize
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from home.models import Association
from services import casework, rating
from services.models import Rating, RequestEvent, ServicePage, ServiceRequest, State
from services.rating import rate
from tests.services.factories import make_request


@pytest.fixture
def ended(member: User, committee_request: ServiceRequest) -> ServiceRequest:
    return casework.withdraw(request=committee_request, by=member, version=1)


def row(request: ServiceRequest) -> dict[str, object]:
    return ServiceRequest.objects.filter(pk=request.pk).values().get()


def test_a_rating_says_what_was_thought_of_which_service_and_no_more(
    member: User, ended: ServiceRequest
) -> None:
    rate(request=ended, by=member, satisfaction=2, ease=5, comment=" كلمة ")
    [kept] = Rating.objects.values()
    kept.pop("id")
    assert kept == {
        "association_id": ended.association_id,
        "service_id": ended.service_id,
        "route": "committee",
        "outcome": "withdrawn",
        "month": date.today().replace(day=1),
        "satisfaction": 2,
        "ease": 5,
        "comment": "كلمة",
    }


def test_a_rating_has_no_link_to_requests_people_or_moments() -> None:
    related = {field.related_model for field in Rating._meta.get_fields() if field.is_relation}
    assert related == {Association, ServicePage}
    assert not [one for one in Rating._meta.get_fields() if isinstance(one, models.DateTimeField)]
    assert isinstance(Rating._meta.pk, models.UUIDField)


def test_the_request_only_remembers_that_it_was_rated(member: User, ended: ServiceRequest) -> None:
    before, events = row(ended), RequestEvent.objects.count()
    rate(request=ended, by=member, satisfaction=1, ease=1)
    assert row(ended) == before | {"is_rated": True}
    assert RequestEvent.objects.count() == events


def test_no_table_holds_the_key_or_the_words_of_a_rating(
    client: Client, member: User, ended: ServiceRequest
) -> None:
    client.force_login(member)
    words = "كلمة لا تقال إلا مرة"
    sent = {"satisfaction": "4", "ease": "5", "comment": words}
    client.post(reverse("services:rate", args=[ended.reference]), sent)
    key = Rating.objects.get().pk
    for table in connection.introspection.table_names():
        if table == Rating._meta.db_table:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = str(cursor.fetchall())
        assert str(key) not in rows, table
        assert key.hex not in rows, table
        assert words not in rows, table


def test_ratings_do_not_lie_in_the_order_in_which_they_came(
    monkeypatch: pytest.MonkeyPatch, member: User, committee_service: ServicePage
) -> None:
    def by_score(together: list[Rating]) -> None:
        together.sort(key=lambda one: -one.satisfaction)

    monkeypatch.setattr(rating._chance, "shuffle", by_score)
    order = {"sqlite": "rowid", "postgresql": "ctid"}[connection.vendor]
    for score in (1, 2, 3):
        request = make_request(member, committee_service, state=State.DELIVERED)
        rate(request=request, by=member, satisfaction=score, ease=3)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT satisfaction FROM services_rating ORDER BY {order}")
        assert [score for (score,) in cursor.fetchall()] == [3, 2, 1]


def test_ratings_of_other_months_and_associations_stay_where_they_are(
    member: User, ended: ServiceRequest, other_association: Association
) -> None:
    known = {"service": ended.service, "route": "committee", "outcome": "delivered"}
    scores = {"satisfaction": 3, "ease": 3}
    for association, month in (
        (ended.association, date(2020, 1, 1)),
        (other_association, date.today().replace(day=1)),
    ):
        Rating.objects.create(association=association, month=month, **known, **scores)
    before = json.loads(serialize("json", Rating.objects.all()))
    rate(request=ended, by=member, satisfaction=5, ease=5)
    after = json.loads(serialize("json", Rating.objects.filter(satisfaction=3)))
    key = "pk"
    assert sorted(after, key=lambda one: one[key]) == sorted(before, key=lambda one: one[key])
    assert Rating.objects.count() == 3


def test_ratings_in_both_languages_add_up_to_one_service(
    member: User, service: ServicePage, english_service: ServicePage
) -> None:
    request = make_request(member, english_service, state=State.DELIVERED)
    rate(request=request, by=member, satisfaction=5, ease=5)
    assert Rating.objects.get().service == service


@pytest.mark.parametrize("state", list(State))
def test_only_requests_that_ended_are_rated(
    member: User, committee_service: ServicePage, state: State
) -> None:
    request = make_request(member, committee_service, state=state)
    if state in {State.DELIVERED, State.REJECTED, State.WITHDRAWN, State.CLOSED}:
        rate(request=request, by=member, satisfaction=3, ease=3)
        assert Rating.objects.get().outcome == state
    else:
        with pytest.raises(ValidationError):
            rate(request=request, by=member, satisfaction=3, ease=3)


def test_a_request_is_rated_once(member: User, ended: ServiceRequest) -> None:
    rate(request=ended, by=member, satisfaction=3, ease=3)
    with pytest.raises(ValidationError):
        rate(request=ended, by=member, satisfaction=1, ease=1)
    assert Rating.objects.count() == 1


def test_nobody_rates_for_someone_else(person: User, officer: User, ended: ServiceRequest) -> None:
    for stranger in (person, officer):
        with pytest.raises(PermissionDenied):
            rate(request=ended, by=stranger, satisfaction=3, ease=3)


@pytest.mark.parametrize("values", [(0, 3), (6, 3), (3, 0), (3, 6)])
def test_a_value_out_of_range_leaves_the_request_unrated(
    member: User, ended: ServiceRequest, values: tuple[int, int]
) -> None:
    with pytest.raises(ValidationError):
        rate(request=ended, by=member, satisfaction=values[0], ease=values[1])
    assert not ServiceRequest.objects.get(pk=ended.pk).is_rated


def test_the_page_asks_two_things_thanks_and_is_gone(
    client: Client, member: User, ended: ServiceRequest
) -> None:
    client.force_login(member)
    address = reverse("services:rate", args=[ended.reference])
    assert client.get(address).content.decode().count('type="radio"') == 10
    response = client.post(address, {"satisfaction": "4"})
    assert list(response.context["form"].errors) == ["ease"]
    client.post(address, {"satisfaction": "4", "ease": "5"})
    assert Rating.objects.get().ease == 5
    assert client.get(address).status_code == 302
    page = client.get(reverse("services:request", args=[ended.reference])).content.decode()
    assert address not in page
