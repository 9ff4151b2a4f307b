"""The member's list of notices: unread ones counted, read by opening the request."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from services import casework
from services.conversation import unread_count
from services.models import Notice, ServicePage, ServiceRequest
from tests.services.factories import make_request

LIST = reverse("services:notices")


def told(request: ServiceRequest, **fields: object) -> Notice:
    values = {
        "request": request,
        "event": request.events.get(move="submit"),
        "person": request.person,
        "channel": Notice.Channel.SITE,
        "status": Notice.Status.SENT,
        "subject": "حدث شيء",
        "text": "كلام إلى العضو",
        "sent_at": timezone.now(),
    }
    return Notice.objects.create(**(values | fields))


def test_a_notice_is_listed_with_its_words(
    client: Client,
    member: User,
    officer: User,
    committee_request: ServiceRequest,
    committed,  # type: ignore[no-untyped-def]
) -> None:
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, message="كلمة <b>طيبة"
        )
    client.force_login(member)
    page = client.get(LIST).content.decode()
    assert "كلمة &lt;b&gt;طيبة" in page
    assert reverse("services:request", args=[committee_request.reference]) in page
    assert committee_request.service.title in page


def test_opening_the_request_marks_its_notices_read(
    client: Client, member: User, committee_request: ServiceRequest, direct_request: ServiceRequest
) -> None:
    told(committee_request), told(direct_request)
    client.force_login(member)
    page = client.get(LIST).content.decode()
    assert page.count("notice-row--new") == 2
    assert '<span class="tabs__count"><bdi>2</bdi>' in page
    client.get(reverse("services:request", args=[committee_request.reference]))
    assert unread_count(member) == 1
    assert client.get(LIST).content.decode().count("notice-row--new") == 1


def test_all_are_marked_read_at_once(
    client: Client, member: User, committee_request: ServiceRequest
) -> None:
    told(committee_request)
    client.force_login(member)
    assert client.get(reverse("services:read_notices")).status_code == 405
    client.post(reverse("services:read_notices"))
    assert unread_count(member) == 0
    assert "notice-row--new" not in client.get(LIST).content.decode()


def test_others_read_and_mark_nothing(
    client: Client,
    member: User,
    other_member: User,
    officer: User,
    committee_request: ServiceRequest,
) -> None:
    told(committee_request)
    for who in (other_member, officer):
        client.force_login(who)
        assert "كلام إلى العضو" not in client.get(LIST).content.decode()
        client.post(reverse("services:read_notices"))
    assert unread_count(member) == 1


def test_mails_and_what_staff_were_told_are_not_listed(
    client: Client, member: User, committee_request: ServiceRequest
) -> None:
    told(committee_request, channel=Notice.Channel.EMAIL)
    told(committee_request, to_staff=True)
    client.force_login(member)
    assert "كلام إلى العضو" not in client.get(LIST).content.decode()
    assert unread_count(member) == 0


def test_an_empty_list_says_so(client: Client, person: User) -> None:
    client.force_login(person)
    assert 'class="empty' in client.get(LIST).content.decode()


def test_a_long_list_takes_no_more_queries_and_has_pages(
    client: Client,
    member: User,
    committee_service: ServicePage,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client.force_login(member)
    told(make_request(member, committee_service))
    client.get(LIST)
    with django_assert_max_num_queries(13) as one:
        client.get(LIST)
    for _number in range(30):
        told(make_request(member, committee_service))
    with django_assert_max_num_queries(len(one)):
        first = client.get(LIST).content.decode()
    assert first.count("notice-row--new") == 20
    assert client.get(f"{LIST}?page=2").content.decode().count("notice-row--new") == 11


def test_who_is_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    assert "/account/login/" in client.get(LIST)["Location"]
    assert "/account/login/" in client.post(reverse("services:read_notices"))["Location"]
