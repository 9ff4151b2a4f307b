"""Editors and supervisors change logo, colour and digits of their association, and of no other."""

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.models import Collection, ModelLogEntry

from accounts.editor_groups import prepare_association
from accounts.identity import change_identity
from accounts.models import Appointment, User
from home.models import Association, AssociationPage
from tests import cast
from tests.cast import Role

DARK, PALE = "#0f5c73", "#66cc66"
ENTRANCE = "/admin/identity/"


def picture(title: str, collection: Collection | None) -> Any:
    buffer = io.BytesIO()
    Pillow.new("RGB", (8, 8)).save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), f"{title}.png")
    return Image.objects.create(title=title, file=file, collection=collection)


@pytest.fixture
def logo(association: Association) -> Any:
    return picture("emblem", prepare_association(association).collection)


@pytest.fixture
def others_logo(other_association: Association) -> Any:
    return picture("zirconium", prepare_association(other_association).collection)


@pytest.fixture
def page(association: Association) -> str:
    return f"{ENTRANCE}{association.pk}/"


def typed(**changes: object) -> dict[str, object]:
    return {"logo": "", "brand_colour": DARK, "digit_style": "arab"} | changes


@pytest.mark.parametrize("who", ["editor", "supervisor"])
def test_who_presents_an_association_changes_how_it_looks(
    who: str, client: Client, request: pytest.FixtureRequest, association: Association,
    page: str, logo: Any,
) -> None:  # fmt: skip
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get(ENTRANCE).headers["Location"] == page
    assert client.post(page, typed(logo=logo.pk)).headers["Location"] == page
    association.refresh_from_db()
    assert (association.logo, association.brand_colour) == (logo, DARK)
    assert association.digit_style == Association.DigitStyle.ARABIC
    entry = ModelLogEntry.objects.get(action="accounts.identity_changed")
    assert (entry.user, entry.object_id) == (person, str(association.pk))


def test_nothing_else_can_be_changed_along(
    client: Client, editor: User, association: Association, page: str
) -> None:
    client.force_login(editor)
    client.post(page, typed(name_ar="جمعية أخرى", rating_threshold=50, slug="other"))
    changed = Association.objects.get(pk=association.pk)
    assert changed.brand_colour == DARK
    assert (changed.name_ar, changed.slug) == (association.name_ar, association.slug)
    assert changed.rating_threshold == association.rating_threshold


def test_what_another_changed_meanwhile_stays(association: Association, editor: User) -> None:
    Association.objects.filter(pk=association.pk).update(website="https://new.example")
    change_identity(
        association=association, logo=None, brand_colour=DARK, digit_style="latn", by=editor
    )
    association.refresh_from_db()
    assert (association.website, association.brand_colour) == ("https://new.example", DARK)


def test_a_colour_without_contrast_is_refused_beside_its_field(
    client: Client, editor: User, association: Association, page: str
) -> None:
    client.force_login(editor)
    answer = client.post(page, typed(brand_colour=PALE))
    assert answer.status_code == 422
    assert "4.5" in answer.context["form"].errors["brand_colour"][0]
    with pytest.raises(ValidationError, match=r"4\.5"):
        change_identity(
            association=association, logo=None, brand_colour=PALE, digit_style="latn", by=editor
        )
    association.refresh_from_db()
    assert association.brand_colour != PALE


def test_another_association_s_image_is_neither_taken_nor_named(
    client: Client, editor: User, association: Association, page: str, logo: Any, others_logo: Any
) -> None:
    client.force_login(editor)
    answer = client.post(page, typed(logo=others_logo.pk))
    assert answer.context["form"].errors["logo"]
    assert others_logo.title not in answer.content.decode()
    with pytest.raises(ValidationError, match=r"own images|صوركم"):
        change_identity(
            association=association, logo=others_logo, brand_colour=DARK, digit_style="latn",
            by=editor,
        )  # fmt: skip
    preview = client.get(f"{page}preview/", typed(logo=others_logo.pk))
    assert others_logo.title not in preview.content.decode()


def test_a_logo_that_was_given_by_others_may_stay(
    client: Client, editor: User, association: Association, page: str, logo: Any
) -> None:
    association.logo = picture("given", Collection.get_first_root_node())
    association.save()
    client.force_login(editor)
    assert "given" in client.get(page).content.decode()
    assert client.post(page, typed(logo=association.logo.pk)).status_code == 302


@pytest.mark.parametrize(
    "who", ["officer", "researcher", "committee_member", "superuser", "other_editor", "member"]
)
def test_nobody_else_gets_in(
    who: str, client: Client, request: pytest.FixtureRequest, association: Association, page: str
) -> None:
    person = request.getfixturevalue(who)
    client.force_login(person)
    turned_away = 302 if who == "member" else 404  # a member has no business in the admin at all
    for url in (page, f"{page}preview/"):
        assert client.get(url).status_code == turned_away
    assert client.post(page, typed()).status_code == turned_away
    with pytest.raises(PermissionDenied):
        change_identity(
            association=association, logo=None, brand_colour=DARK, digit_style="latn", by=person
        )
    association.refresh_from_db()
    assert association.brand_colour != DARK


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "shown"), [("editor", True), ("officer", False)])
def test_the_menu_names_it_to_whom_it_opens(
    who: str, shown: bool, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert (f'"url": "{ENTRANCE}"' in client.get("/admin/").content.decode()) is shown
    if not shown:
        assert client.get(ENTRANCE).headers["Location"] == "/admin/"


def test_who_presents_two_finds_both(
    client: Client, editor: User, page: str, other_association: Association
) -> None:
    Appointment.objects.create(
        user=editor, association=other_association, role=Role.SUPERVISOR, starts_on=cast.LONG_AGO
    )
    client.force_login(editor)
    assert f'href="{ENTRANCE}{other_association.pk}/"' in client.get(page).content.decode()


def test_it_is_seen_before_it_is_saved(
    client: Client, editor: User, association_page: AssociationPage, page: str, logo: Any
) -> None:
    client.force_login(editor)
    answer = client.post(page, typed(logo=logo.pk, preview="1"))
    preview = client.get(answer.context["preview_url"]).content.decode()
    assert f"--brand: {DARK}" in preview
    assert "emblem" in preview
    assert "٢٠" in preview  # of the year, in the digits that were chosen
    association = Association.objects.get(pk=association_page.association_id)
    assert (association.logo, association.digit_style) == (None, "latn")
    assert association.brand_colour != DARK


def test_a_preview_of_what_is_no_colour_shows_what_is_kept(
    client: Client, editor: User, association: Association, page: str
) -> None:
    client.force_login(editor)
    preview = client.get(f"{page}preview/", typed(brand_colour="red;}")).content.decode()
    assert f"--brand: {association.brand_colour}" in preview
    assert "red;" not in preview
