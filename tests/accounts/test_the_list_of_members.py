"""Officers and supervisors find, export and decide on the members of their own association."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.membership import apply
from accounts.models import Membership, User
from home.models import Association
from tests import cast

LIST = "/admin/memberships/"


@pytest.fixture
def applications(association: Association) -> list[Membership]:
    """Three who applied, the second of them before the others."""
    made = []
    for name, number, phone in (
        ("سلمى بنت أحمد", "55", "0501111111"),
        ("إياد بن هاني", "٦٦", "0502222222"),
        ("مُنيرة بنت علي", "A-77", "0503333333"),
    ):
        person = cast.make_person(name, phone=phone)
        made.append(apply(user=person, association=association, number=number))
    earlier = timezone.now() - timedelta(days=2)
    Membership.objects.filter(pk=made[1].pk).update(applied_at=earlier)
    return made


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return [row.user.full_name for row in response.context["object_list"]]


@pytest.mark.parametrize("who", ["officer", "supervisor", "superuser"])
def test_who_decides_sees_it(
    client: Client,
    who: str,
    applications: list[Membership],
    request: pytest.FixtureRequest,
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert len(names(client)) == 3
    assert client.get(f"{LIST}{applications[0].pk}/").status_code == 200


@pytest.mark.parametrize("who", ["researcher", "committee_member", "editor", "member"])
def test_nobody_else_sees_it(
    client: Client, who: str, applications: list[Membership], request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    for url in (LIST, f"{LIST}?export=csv", f"{LIST}results/"):
        assert client.get(url).status_code == 302
    assert client.get(f"{LIST}{applications[0].pk}/").status_code in (302, 404)
    assert "سلمى" not in client.get("/admin/").content.decode()


def test_another_association_s_officer_sees_nothing_of_it(
    client: Client, other_officer: User, applications: list[Membership], other_member: User
) -> None:
    client.force_login(other_officer)
    assert names(client) == [other_member.full_name]
    assert names(client, "?q=سلمى") == []
    one = f"{LIST}{applications[0].pk}/"
    assert client.get(one).status_code == 404
    assert client.post(f"{one}accept/", {"accept-joined_on": "2026-01-01"}).status_code == 404
    export = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "سلمى" not in export


def test_an_export_is_in_the_language_of_who_exports(
    client: Client, officer: User, applications: list[Membership]
) -> None:
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})
    client.force_login(officer)
    export = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert export.startswith("Name,")
    assert "Waiting for a decision" in export


def test_who_waits_longest_comes_first_and_the_decided_last(
    client: Client, officer: User, member: User, applications: list[Membership]
) -> None:
    client.force_login(officer)
    assert names(client) == [
        "إياد بن هاني",
        "سلمى بنت أحمد",
        "مُنيرة بنت علي",
        member.full_name,
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("سلمي احمد", "سلمى بنت أحمد"),
        ("اياد", "إياد بن هاني"),
        ("منيره", "مُنيرة بنت علي"),
        ("66", "إياد بن هاني"),
        ("٦٦", "إياد بن هاني"),
        ("a-77", "مُنيرة بنت علي"),
        ("0503333333", "مُنيرة بنت علي"),
        ("٠٥٠٣٣٣٣٣٣٣", "مُنيرة بنت علي"),
        ("+966 50 333 3333", "مُنيرة بنت علي"),
    ],
)
def test_one_finds_a_person_however_one_writes(
    client: Client, officer: User, applications: list[Membership], query: str, found: str
) -> None:
    client.force_login(officer)
    assert names(client, "?q=" + query.replace("+", "%2B")) == [found]


def test_it_is_filtered_by_status(
    client: Client, officer: User, member: User, applications: list[Membership]
) -> None:
    client.force_login(officer)
    assert names(client, "?status=active") == [member.full_name]
    assert len(names(client, "?status=pending")) == 3


def test_accepting_from_the_page(
    client: Client, officer: User, applications: list[Membership]
) -> None:
    client.force_login(officer)
    one = f"{LIST}{applications[0].pk}/"
    response = client.post(f"{one}accept/", {"accept-joined_on": "2026-02-03"})
    assert response.headers["Location"] == LIST
    applications[0].refresh_from_db()
    assert applications[0].is_active
    assert str(applications[0].joined_on) == "2026-02-03"


def test_declining_from_the_page_needs_the_reason(
    client: Client, officer: User, applications: list[Membership]
) -> None:
    client.force_login(officer)
    decline = f"{LIST}{applications[0].pk}/decline/"
    assert client.post(decline, {"decline-reason": ""}).status_code == 422
    client.post(decline, {"decline-reason": "الرقم غير معروف"})
    applications[0].refresh_from_db()
    assert applications[0].status == Membership.Status.DECLINED


def test_the_page_says_that_a_number_is_taken(
    client: Client, officer: User, member: User, association: Association, person: User
) -> None:
    same = apply(user=person, association=association, number="1001")
    client.force_login(officer)
    assert member.full_name in client.get(f"{LIST}{same.pk}/").content.decode()
    response = client.post(f"{LIST}{same.pk}/accept/", {"accept-joined_on": "2026-02-03"})
    assert response.status_code == 422
    assert "1001" in response.content.decode()
    same.refresh_from_db()
    assert same.is_pending


def test_a_decision_that_came_second_is_told(
    client: Client, officer: User, applications: list[Membership]
) -> None:
    Membership.objects.filter(pk=applications[0].pk).update(status=Membership.Status.ENDED)
    client.force_login(officer)
    response = client.post(
        f"{LIST}{applications[0].pk}/accept/", {"accept-joined_on": "2026-02-03"}
    )
    assert response.status_code == 422


def test_the_export_holds_what_the_list_shows_and_runs_nothing(
    client: Client, officer: User, association: Association, applications: list[Membership]
) -> None:
    trap = cast.make_person('=HYPERLINK("https://example.com")')
    apply(user=trap, association=association, number="99")
    client.force_login(officer)
    response = client.get(f"{LIST}?export=csv&status=pending")
    raw = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = raw.decode("utf-8-sig").splitlines()
    assert len(rows) == 5
    assert "+966501111111" in raw.decode()
    assert not any(row.startswith(("=", '"=')) for row in rows)


def test_it_takes_as_many_queries_for_many_as_for_few(
    client: Client, officer: User, association: Association, applications: list[Membership]
) -> None:
    client.force_login(officer)
    client.get(LIST)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            names(client)
        return len(captured)

    few = queries()
    for number in range(20):
        apply(user=cast.make_person(f"اسم {number}"), association=association, number=f"N{number}")
    assert queries() == few
