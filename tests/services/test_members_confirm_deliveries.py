import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.casework import LONGEST, MoveNotAllowed
from services.models import State
from tests.services.factories import handed_over, make_request, stand


@pytest.fixture
def delivering(direct_request, officer):
    """Two parts are recorded, none is confirmed."""
    request = stand(direct_request, State.DELIVERING)
    for what in ("كرسي متحرك", "عصا"):
        request = casework.deliver_part(
            request=request,
            by=officer,
            version=request.version,
            **(handed_over() | {"what": what}),
        )
    return request


def page(request):
    return reverse("services:request", args=[request.reference])


def confirm_url(request):
    return reverse("services:confirm_delivery", args=[request.reference])


def missing_url(request, delivery):
    return reverse("services:missing_delivery", args=[request.reference, delivery.pk])


def test_the_member_sees_what_was_delivered_and_confirms_one(client, member, delivering):
    client.force_login(member)
    body = client.get(page(delivering)).content.decode()
    assert "كرسي متحرك" in body
    assert "تسليم باليد" in body

    first, second = delivering.deliveries.all()
    client.post(confirm_url(delivering), {"delivery": first.pk})
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.confirmed_at is not None
    assert second.confirmed_at is None
    assert delivering.events.last().move == "confirm_delivery"
    body = client.get(page(delivering)).content.decode()
    assert missing_url(delivering, first) not in body
    assert missing_url(delivering, second) in body


def test_a_delivery_is_confirmed_after_the_end_too(member, officer, delivering):
    request = casework.deliver(request=delivering, by=officer, version=delivering.version)
    keys = list(request.deliveries.values_list("pk", flat=True))
    request = casework.confirm_delivery(request=request, by=member, version=None, deliveries=keys)
    assert request.state == State.DELIVERED
    assert not request.deliveries.filter(confirmed_at=None).exists()
    with pytest.raises(MoveNotAllowed):
        casework.confirm_delivery(request=request, by=member, version=None, deliveries=keys)


def test_a_confirmation_stays_when_pressed_twice(client, member, delivering):
    client.force_login(member)
    first = delivering.deliveries.first()
    client.post(confirm_url(delivering), {"delivery": first.pk})
    first.refresh_from_db()
    events = delivering.events.count()
    client.post(confirm_url(delivering), {"delivery": first.pk})
    assert delivering.events.count() == events
    at = first.confirmed_at
    first.refresh_from_db()
    assert first.confirmed_at == at


@pytest.mark.parametrize("chosen", ["", "x", "٣", "99999999", "-1"])
def test_a_key_of_nothing_confirms_nothing(client, member, delivering, chosen):
    client.force_login(member)
    answer = client.post(confirm_url(delivering), {"delivery": chosen})
    assert answer.status_code == 302
    assert not delivering.deliveries.exclude(confirmed_at=None).exists()


def test_what_did_not_arrive_reaches_the_office_as_a_message(client, member, delivering):
    client.force_login(member)
    first = delivering.deliveries.first()
    assert client.get(missing_url(delivering, first)).status_code == 200
    client.post(missing_url(delivering, first), {"sent": "yes", "words": "لم أجد أحدًا"})
    delivering.refresh_from_db()
    assert delivering.awaits_reply
    event = delivering.events.last()
    assert event.move == "write"
    assert "كرسي متحرك" in event.message
    assert "لم أجد أحدًا" in event.message
    first.refresh_from_db()
    assert first.confirmed_at is None


def test_what_happened_may_be_as_long_as_the_form_says(client, member, delivering):
    client.force_login(member)
    first = delivering.deliveries.first()
    words = "س" * LONGEST
    answer = client.post(missing_url(delivering, first), {"sent": "yes", "words": words})
    assert answer.status_code == 302
    assert delivering.events.last().message.endswith(words)


def test_words_that_are_too_long_come_back(client, member, delivering):
    client.force_login(member)
    first = delivering.deliveries.first()
    events, words = delivering.events.count(), "س" * (LONGEST + 1)
    answer = client.post(missing_url(delivering, first), {"sent": "yes", "words": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with pytest.raises(ValidationError) as refused:
        casework.miss_delivery(
            request=delivering, by=member, version=None, delivery=first.pk, words=words
        )
    assert list(refused.value.message_dict) == ["words"]
    assert delivering.events.count() == events


def test_a_confirmed_delivery_is_not_missed(client, member, delivering):
    client.force_login(member)
    first = delivering.deliveries.first()
    delivering.deliveries.update(confirmed_at=timezone.now())
    assert client.get(missing_url(delivering, first)).status_code == 404
    with pytest.raises(ValidationError):
        casework.miss_delivery(request=delivering, by=member, version=None, delivery=first.pk)


def test_nobody_else_confirms_or_misses(
    client, member, officer, other_member, person, direct_service, delivering
):
    first = delivering.deliveries.first()
    for someone in (officer, other_member, person):
        with pytest.raises(PermissionDenied):
            casework.confirm_delivery(
                request=delivering, by=someone, version=None, deliveries=[first.pk]
            )
        client.force_login(someone)
        assert client.post(confirm_url(delivering), {"delivery": first.pk}).status_code == 404
        assert client.get(missing_url(delivering, first)).status_code == 404
    first.refresh_from_db()
    assert first.confirmed_at is None


def test_a_delivery_of_another_request_is_not_confirmed_here(
    member, officer, direct_service, delivering
):
    other = stand(make_request(member, direct_service), State.DELIVERING)
    other = casework.deliver_part(request=other, by=officer, version=other.version, **handed_over())
    with pytest.raises(ValidationError):
        casework.confirm_delivery(
            request=delivering,
            by=member,
            version=None,
            deliveries=[other.deliveries.get().pk],
        )


def test_staff_see_what_is_confirmed(client, member, officer, delivering):
    first = delivering.deliveries.first()
    casework.confirm_delivery(request=delivering, by=member, version=None, deliveries=[first.pk])
    client.force_login(officer)
    body = client.get(reverse("casework:case", args=[delivering.reference])).content.decode()
    assert "أكده مقدم الطلب" in body
    assert "لم يؤكَّد" in body
