"""The admin, the pages and the files open and close with the appointment, the same moment."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import APIToken, Page
from wagtail.permissions import policy_registry

from accounts.appointments import end_appointment
from accounts.editor_groups import prepare_association, refresh_all_groups
from accounts.models import Appointment, EditorialDesk, User
from home.models import Association, AssociationPage

ADMIN = "/admin/"


def let_pass(person: User) -> None:
    """Let the person's appointments be over by their dates alone, as when midnight has passed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(user=person).update(ends_on=yesterday)


@pytest.fixture
def desk(association_page: AssociationPage, editor: User, supervisor: User) -> EditorialDesk:
    return prepare_association(association_page.association)


@pytest.mark.parametrize(
    "who", ["officer", "researcher", "committee_member", "editor", "supervisor", "superuser"]
)
def test_staff_enter_the_admin(
    client: Client, who: str, desk: EditorialDesk, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(ADMIN).status_code == 200


def test_members_are_told_that_the_admin_is_not_theirs(client: Client, member: User) -> None:
    client.force_login(member)
    response = client.get(ADMIN, follow=True)
    assert response.status_code == 403
    assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]


def test_who_is_not_signed_in_is_asked_to_and_comes_back(client: Client, db: None) -> None:
    response = client.get("/admin/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/account/login/?next=/admin/pages/"


def test_the_admin_closes_when_the_appointment_is_ended(
    client: Client, officer: User, supervisor: User
) -> None:
    client.force_login(officer)
    assert client.get(ADMIN).status_code == 200
    end_appointment(appointment=Appointment.objects.get(user=officer), by=supervisor)
    assert client.get(ADMIN).status_code == 302


def test_the_admin_closes_when_the_last_day_has_passed(client: Client, officer: User) -> None:
    client.force_login(officer)
    let_pass(officer)
    assert client.get(ADMIN).status_code == 302


def test_an_editor_edits_the_pages_of_the_association(
    client: Client, editor: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    client.force_login(editor)
    assert client.get(f"/admin/pages/{association_page.pk}/edit/").status_code == 200
    permissions = association_page.permissions_for_user(User.objects.get(pk=editor.pk))
    assert permissions.can_edit()
    assert not permissions.can_publish()


def test_a_supervisor_publishes(
    supervisor: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    assert association_page.permissions_for_user(supervisor).can_publish()


def test_an_officer_edits_no_page(
    client: Client, officer: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    client.force_login(officer)
    assert client.get(f"/admin/pages/{association_page.pk}/edit/").status_code == 302


def test_the_pages_close_while_another_appointment_keeps_the_admin_open(
    client: Client,
    editor: User,
    desk: EditorialDesk,
    association_page: AssociationPage,
    other_association: Association,
) -> None:
    """The group's row is stale here: only the dates say that the editing is over."""
    let_pass(editor)
    Appointment.objects.create(
        user=editor,
        association=other_association,
        role=Appointment.Role.RELATIONS_OFFICER,
        starts_on=timezone.localdate(),
    )
    assert editor.groups.filter(pk=desk.editors_id).exists()
    client.force_login(editor)
    assert client.get(ADMIN).status_code == 200
    assert client.get(f"/admin/pages/{association_page.pk}/edit/").status_code == 302
    assert not editor.groups.exists()


def test_the_files_close_with_the_pages(
    client: Client, editor: User, desk: EditorialDesk, other_association: Association
) -> None:
    """Wagtail asks for files without asking for pages before."""
    let_pass(editor)
    Appointment.objects.create(
        user=editor,
        association=other_association,
        role=Appointment.Role.RELATIONS_OFFICER,
        starts_on=timezone.localdate(),
    )
    client.force_login(editor)
    images = client.get("/admin/images/add/")
    assert images.status_code == 302


def test_the_pages_open_on_the_first_day_without_anybody_doing_anything(
    client: Client, editor: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Appointment.objects.filter(user=editor).update(starts_on=tomorrow)
    refresh_all_groups()
    assert not editor.groups.exists()
    Appointment.objects.filter(user=editor).update(starts_on=timezone.localdate())
    client.force_login(editor)
    assert client.get(f"/admin/pages/{association_page.pk}/edit/").status_code == 200


def test_an_api_token_opens_nothing_after_the_last_day(
    client: Client, editor: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    draft = association_page.add_child(instance=Page(title="مسودة", slug="draft", live=False))
    _token, secret = APIToken.create_token(user=editor, name="editor's script")
    bearer = {"Authorization": f"Bearer {secret}"}
    url = f"/api/v3/pages/{draft.pk}/"
    assert client.get(url, headers=bearer).status_code == 200
    let_pass(editor)
    assert client.get(url, headers=bearer).status_code == 404


def test_the_files_of_the_association_are_its_editors(editor: User, desk: EditorialDesk) -> None:
    may_add = policy_registry.get_by_type(get_image_model()).collections_user_has_permission_for(
        editor, "add"
    )
    assert list(may_add) == [desk.collection]


def test_no_mail_list_keeps_who_is_no_longer_appointed(
    supervisor: User, desk: EditorialDesk, association_page: AssociationPage
) -> None:
    policy = policy_registry.get_by_type(Page)
    publishers = policy.users_with_permission_for_instance("publish", association_page)
    assert supervisor in publishers
    let_pass(supervisor)
    refresh_all_groups()
    assert supervisor not in publishers.all()


def test_members_cost_no_query_more_than_themselves(
    member: User, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    from accounts.backends import PersonBackend

    with django_assert_num_queries(1):  # type: ignore[operator]
        PersonBackend().get_user(member.pk)


def test_a_deactivated_person_has_no_session(client: Client, officer: User) -> None:
    client.force_login(officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get(ADMIN).status_code == 302
