"""Staff keep their own views of the work list."""

import pytest
from django.urls import reverse

from services.models import SavedView

SAVE = reverse("casework:save_view")
VIEWS = reverse("casework:views")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def view(officer):
    return SavedView.objects.create(
        person=officer, name="العاجل", query="tab=overdue&state=verifying"
    )


def test_the_filters_are_saved_under_a_name_and_opened_again(signed_in, officer, committee_request):
    answer = signed_in.post(SAVE, {"name": " المتأخر  عندي ", "query": "tab=overdue"}, follow=True)
    view = SavedView.objects.get()
    assert (view.person, view.name, view.query) == (officer, "المتأخر عندي", "tab=overdue")
    assert "casework" in answer.resolver_match.namespace
    assert f'href="{reverse("casework:list")}?tab=overdue"' in answer.content.decode()


def test_a_name_stands_for_one_view(signed_in, view):
    answer = signed_in.post(SAVE, {"name": view.name, "query": "tab=all"})
    assert answer.status_code == 422
    assert SavedView.objects.get() == view


def test_a_view_is_renamed(signed_in, view):
    address = reverse("casework:rename_view", args=[view.pk])
    assert signed_in.get(address).status_code == 200
    signed_in.post(address, {"name": "القديم"})
    assert SavedView.objects.get().name == "القديم"
    assert SavedView.objects.get().query == view.query


def test_a_view_is_deleted_once_that_is_confirmed(signed_in, view):
    address = reverse("casework:delete_view", args=[view.pk])
    assert view.name in signed_in.get(address).content.decode()
    assert SavedView.objects.exists()
    signed_in.post(address)
    assert not SavedView.objects.exists()
    assert signed_in.get(VIEWS).status_code == 200


def test_views_are_ones_own(client, supervisor, view):
    client.force_login(supervisor)
    for name in ("rename_view", "delete_view"):
        address = reverse(f"casework:{name}", args=[view.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "x"}).status_code == 404
    assert view.name not in client.get(VIEWS).content.decode()
    assert SavedView.objects.get() == view


def test_members_have_none(client, member):
    client.force_login(member)
    assert client.post(SAVE, {"name": "x", "query": ""}).status_code in (302, 403)
    assert not SavedView.objects.exists()
