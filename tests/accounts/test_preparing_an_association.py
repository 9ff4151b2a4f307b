"""An association gets its editors' groups, files and workflow, once, for all its languages."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from wagtail.models import Collection, GroupPagePermission, Workflow, WorkflowPage

from accounts.editor_groups import prepare_association
from accounts.models import EditorialDesk, User
from home.models import Association, AssociationPage
from policies.models import FaqPage
from tests import cast
from tests.cast import Role


def counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count()
        for model in (EditorialDesk, Group, Collection, Workflow, WorkflowPage, GroupPagePermission)
    )


def test_doing_it_again_adds_nothing(association_page: AssociationPage, editor: User) -> None:
    first = prepare_association(association_page.association)
    before = counts()
    assert prepare_association(association_page.association) == first
    assert counts() == before
    assert list(editor.groups.all()) == [first.editors]


def test_what_was_deleted_is_made_again(association_page: AssociationPage, editor: User) -> None:
    desk = prepare_association(association_page.association)
    assert desk.editors is not None
    desk.editors.delete()
    assert not editor.groups.exists()
    again = prepare_association(association_page.association)
    assert list(editor.groups.all()) == [again.editors]
    assert association_page.permissions_for_user(User.objects.get(pk=editor.pk)).can_edit()


def test_two_associations_of_one_name_share_nothing(db: None) -> None:
    first, second = (
        prepare_association(cast.make_association(slug, name_ar="جمعية النماء"))
        for slug in ("namaa", "namaa-2")
    )
    for part in ("editors_id", "supervisors_id", "collection_id", "workflow_id"):
        assert getattr(first, part) != getattr(second, part)


def test_the_pages_in_both_languages_are_its_editors(
    association_page: AssociationPage, editor: User
) -> None:
    cast.make_home_page("en")
    english = association_page.copy_for_translation(cast.make_home_page("en").locale)
    assert not english.permissions_for_user(editor).can_edit()
    prepare_association(association_page.association)
    for page in (association_page, english):
        assert page.permissions_for_user(User.objects.get(pk=editor.pk)).can_edit()


def test_creating_its_home_in_the_admin_prepares_it(
    client: Client, superuser: User, association: Association
) -> None:
    cast.make_home_page("en")
    home = cast.make_home_page()
    client.force_login(superuser)
    response = client.post(
        f"/admin/pages/add/home/associationpage/{home.pk}/",
        {
            "title": "جمعية الوادي",
            "slug": "wadi",
            "association": str(association.pk),
            "tagline": "",
            "intro": "null",
            "action-publish": "1",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    assert response.status_code == 302
    pages = AssociationPage.objects.filter(association=association)
    assert {page.locale.language_code for page in pages} == {"ar", "en"}
    desk = EditorialDesk.objects.get(association=association)
    granted = GroupPagePermission.objects.filter(group=desk.editors).values_list("page_id")
    assert {pk for (pk,) in granted} == {page.pk for page in pages}


@pytest.fixture
def submitted(association_page: AssociationPage, editor: User, client: Client) -> FaqPage:
    """A draft that the editor has submitted for moderation through the admin."""
    prepare_association(association_page.association)
    page: FaqPage = association_page.add_child(
        instance=FaqPage(title="أسئلة", slug="faq", live=False)
    )
    client.force_login(editor)
    client.post(
        f"/admin/pages/{page.pk}/edit/",
        {
            "title": "أسئلة شائعة",
            "slug": "faq",
            "intro": "null",
            "categories-count": "0",
            "action-submit": "1",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    page.refresh_from_db()
    assert page.workflow_in_progress
    return page


def decide(client: Client, page: FaqPage, action: str) -> None:
    task = page.current_workflow_task_state
    client.post(f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/", {"comment": "تم"})
    page.refresh_from_db()


def test_an_editor_submits_and_a_supervisor_publishes(
    submitted: FaqPage, supervisor: User, client: Client
) -> None:
    assert not submitted.live
    client.force_login(supervisor)
    assert submitted.title in client.get("/admin/").content.decode()
    decide(client, submitted, "approve")
    assert submitted.live


def test_an_editor_does_not_approve(submitted: FaqPage, client: Client) -> None:
    decide(client, submitted, "approve")
    assert not submitted.live


def test_another_association_s_supervisor_neither_approves_nor_is_asked(
    submitted: FaqPage, other_association_page: AssociationPage
) -> None:
    client = Client()
    other = cast.make_staff(
        other_association_page.association, Role.SUPERVISOR, email="other-sup@example.org"
    )
    prepare_association(other_association_page.association)
    client.force_login(other)
    assert "أسئلة شائعة" not in client.get("/admin/").content.decode()
    decide(client, submitted, "approve")
    assert not submitted.live
    assert all("other-sup@example.org" not in letter.to for letter in mail.outbox)


def test_an_editor_cannot_publish_past_the_supervisor(submitted: FaqPage, client: Client) -> None:
    client.post(
        f"/admin/pages/{submitted.pk}/edit/",
        {
            "title": "بلا إذن",
            "slug": "faq",
            "intro": "null",
            "categories-count": "0",
            "action-publish": "1",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    submitted.refresh_from_db()
    assert not submitted.live
