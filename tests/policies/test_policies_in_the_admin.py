"""Policies in the Wagtail admin: the board's approval is recorded, and what it approved stays."""

from datetime import date

import pytest
from django.test import Client

from accounts.editor_groups import prepare_association
from accounts.models import User
from home.models import AssociationPage
from policies.approval import approve
from policies.models import PolicyPage, PolicyVersion


@pytest.fixture
def desk(association_page: AssociationPage, editor: User, supervisor: User) -> None:
    prepare_association(association_page.association)


@pytest.fixture
def form_url(policy_page: PolicyPage) -> str:
    return f"/admin/policies/{policy_page.pk}/approve/"


def test_the_supervisor_records_an_approval(
    client: Client, desk: None, supervisor: User, policy_page: PolicyPage, form_url: str
) -> None:
    client.force_login(supervisor)
    assert form_url in client.get(f"/admin/pages/{policy_page.pk}/edit/").content.decode()
    assert client.get(form_url).status_code == 200
    assert client.post(form_url, {"in_force_from": "2024-01-01"}).status_code == 302
    version = PolicyVersion.objects.get()
    assert (version.in_force_from, version.approved_by) == (date(2024, 1, 1), supervisor)


def test_what_stands_against_it_is_said(
    client: Client, desk: None, supervisor: User, policy_page: PolicyPage, form_url: str
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2025, 1, 1))
    client.force_login(supervisor)
    response = client.post(form_url, {"in_force_from": "2024-01-01"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "2025-01-01" in response.content.decode()


def test_the_editor_is_not_offered_it(
    client: Client, desk: None, editor: User, policy_page: PolicyPage, form_url: str
) -> None:
    client.force_login(editor)
    page = client.get(f"/admin/pages/{policy_page.pk}/edit/")
    assert page.status_code == 200
    assert form_url not in page.content.decode()
    assert client.post(form_url, {"in_force_from": "2024-01-01"}).status_code == 302
    assert not PolicyVersion.objects.exists()


def test_the_supervisor_of_another_association_may_not(
    client: Client, other_association_page: AssociationPage, form_url: str
) -> None:
    from tests.cast import make_staff

    other = make_staff(other_association_page.association, "supervisor")
    prepare_association(other_association_page.association)
    client.force_login(other)
    assert client.get(form_url).status_code == 302
    assert client.post(form_url, {"in_force_from": "2024-01-01"}).status_code == 302
    assert not PolicyVersion.objects.exists()


@pytest.mark.parametrize("what", ["policy", "association"])
def test_what_the_board_approved_is_not_deleted(
    what: str, client: Client, superuser: User, policy_page: PolicyPage
) -> None:
    approve(page=policy_page, by=superuser, in_force_from=date(2024, 1, 1))
    page = policy_page if what == "policy" else policy_page.association_page
    client.force_login(superuser)
    response = client.post(f"/admin/pages/{page.pk}/delete/", follow=True)
    assert "اعتمده المجلس" in response.content.decode() or "approved" in response.content.decode()
    assert PolicyPage.objects.filter(pk=policy_page.pk).exists()


def test_a_policy_that_was_never_approved_can_be_deleted(
    client: Client, superuser: User, policy_page: PolicyPage
) -> None:
    client.force_login(superuser)
    client.post(f"/admin/pages/{policy_page.pk}/delete/")
    assert not PolicyPage.objects.filter(pk=policy_page.pk).exists()


def test_an_editor_cannot_hand_their_pages_to_another_association(
    client: Client, desk: None, editor: User, association_page: AssociationPage
) -> None:
    client.force_login(editor)
    page = client.get(f"/admin/pages/{association_page.pk}/edit/").content.decode()
    assert 'name="tagline"' in page
    assert 'name="association"' not in page
