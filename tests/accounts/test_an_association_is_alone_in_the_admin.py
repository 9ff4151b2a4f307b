"""No address of the admin shows anything of another association to one's staff."""

from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponseBase
from django.test import Client

from accounts.editor_groups import prepare_association
from accounts.models import User
from home.models import AssociationPage
from policies.models import FaqPage
from tests.accounts.admin_addresses import addresses
from tests.accounts.other_associations_things import SECRET, Things, make_things

SEARCHES = [
    f"/admin/pages/search/?q={SECRET}",
    f"/admin/choose-page/search/?q={SECRET}",
    "/admin/choose-page/?page_type=policies.FaqPage",
    "/admin/choose-page/?page_type=policies.PolicyIndexPage",
    f"/admin/images/?q={SECRET}",
    f"/admin/images/chooser/results/?q={SECRET}",
    f"/admin/documents/?q={SECRET}",
    f"/admin/documents/chooser/results/?q={SECRET}",
    f"/admin/tag-autocomplete/?term={SECRET[:3]}",
    f"/admin/api/main/pages/?search={SECRET}",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
    f"/admin/memberships/?q={SECRET}",
    f"/admin/appointments/?q={SECRET}",
    f"/admin/users/?q={SECRET}",
]


@pytest.fixture
def things(
    other_association_page: AssociationPage,
    other_editor: User,
    other_officer: User,
    other_member: User,
) -> Things:
    return make_things(other_association_page, other_editor, other_officer, other_member)


@pytest.fixture
def own_page(association_page: AssociationPage) -> FaqPage:
    prepare_association(association_page.association)
    page: FaqPage = association_page.add_child(
        instance=FaqPage(title="أسئلة", slug="faq", live=False)
    )
    return page


def shown(response: HttpResponseBase) -> str:
    """All that the answer tells: its body, and what it leaves to be said on the next page."""
    streaming = getattr(response, "streaming_content", None)
    body = b"".join(streaming) if streaming is not None else response.content  # type: ignore[attr-defined]
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]
    return str(body.decode("utf-8", "ignore")) + said


def without_echo(url: str, text: str) -> str:
    """The text without the search words that the page repeats."""
    return text.replace(f"{SECRET}&", "").replace(f'value="{SECRET}"', "") if "q=" in url else text


def leaks(client: Client, urls: Iterator[str] | list[str]) -> list[str]:
    found = []
    for url in dict.fromkeys(urls):
        response = client.get(url)
        assert response.status_code != 500, url
        text = without_echo(url, shown(response))
        at = text.find(f"{SECRET} ")
        if at >= 0:
            found.append(f"{response.status_code} {url}: {text[at - 80 : at + 40]!r}")
    return found


@pytest.mark.parametrize("who", ["editor", "supervisor", "officer"])
def test_no_address_shows_what_is_another_association_s(
    client: Client, who: str, own_page: FaqPage, things: Things, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    urls = [*addresses(things.pages, own_page.pk, things.others), *SEARCHES]
    found = leaks(client, urls)
    assert not found, "\n".join(found)


def test_the_crawl_does_find_what_is_shown(
    client: Client, superuser: User, own_page: FaqPage, things: Things
) -> None:
    """To a superuser all is shown: were nothing found here, the test above would prove nothing."""
    client.force_login(superuser)
    found = leaks(client, SEARCHES)
    assert len(found) >= len(SEARCHES) - 3, found


def test_an_editor_still_does_the_own_work(
    client: Client, editor: User, own_page: FaqPage, things: Things
) -> None:
    client.force_login(editor)
    parent = own_page.get_parent().pk
    for url in (
        f"/admin/pages/{parent}/",
        f"/admin/pages/{own_page.pk}/edit/",
        f"/admin/pages/{own_page.pk}/history/",
        f"/admin/pages/{own_page.pk}/move/",
        f"/admin/pages/{own_page.pk}/copy/",
        f"/admin/pages/add/policies/librarypage/{parent}/",
        f"/admin/choose-page/{parent}/",
        "/admin/pages/search/?q=أسئلة",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/images/chooser/",
        "/admin/documents/",
        "/admin/documents/multiple/add/",
        "/admin/reports/aging-pages/",
        f"/admin/identity/{own_page.association_page.association_id}/",
        f"/admin/bulk/wagtailcore/page/move/?id={own_page.pk}",
    ):
        assert client.get(url).status_code == 200, url
    begun = client.get("/admin/choose-page/?page_type=policies.FaqPage", follow=True)
    assert begun.status_code == 200
    search = client.get(f"/admin/choose-page/search/?q={own_page.title}")
    assert own_page.title in search.content.decode()


def test_copying_does_not_tell_the_title_of_the_place_one_may_not_copy_to(
    client: Client, editor: User, own_page: FaqPage, things: Things
) -> None:
    client.force_login(editor)
    response = client.post(
        f"/admin/pages/{own_page.pk}/copy/",
        {"new_title": "x", "new_slug": "x", "new_parent_page": str(things.pages[2])},
    )
    assert f"{SECRET} " not in shown(response)


def test_nothing_can_be_tagged(client: Client, supervisor: User, own_page: FaqPage) -> None:
    """Wagtail offers everyone's tags to everyone; so there are none."""
    client.force_login(supervisor)
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        form = client.get(f"/admin/{kind}s/add/").context["form"]
        assert "title" in form.fields
        assert "tags" not in form.fields
        assert client.get(f"/admin/bulk/{app}/{kind}/add_tags/?id=1").status_code == 302


def test_an_editor_cannot_hand_the_home_page_to_another_association(
    client: Client, editor: User, own_page: FaqPage, other_association_page: AssociationPage
) -> None:
    client.force_login(editor)
    home = own_page.association_page
    form = client.get(f"/admin/pages/{home.pk}/edit/").context["form"]
    assert "association" not in form.fields
