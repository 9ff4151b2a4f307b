"""The people, associations and pages that the tests speak of. Names are invented."""

from datetime import date
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from wagtail.models import Locale, Page, Site

from accounts.models import Appointment, Membership, User
from home.models import Association, AssociationPage, HomePage

PASSWORD = "four words on paper"
LONG_AGO = date(2020, 1, 1)

Role = Appointment.Role
_counter = count(1)


def make_association(slug: str = "wadi", **fields: Any) -> Association:
    """A cooperative that calls its people members, unless `fields` say otherwise."""
    values: dict[str, Any] = {
        "name_ar": f"جمعية {slug} التعاونية",
        "name_en": f"{slug.title()} Cooperative",
        "legal_kind": Association.LegalKind.COOPERATIVE,
        "committee_quorum": 1,
    }
    return Association.objects.create(slug=slug, **(values | fields))


def make_person(full_name: str = "سالم بن عيد المثالي", **fields: Any) -> User:
    """Someone who can sign in with a verified e-mail address and PASSWORD.

    `email=None` with a `phone` makes a person with a verified mobile number only.
    """
    values: dict[str, Any] = {"email": f"person{next(_counter)}@example.org"} | fields
    if values.get("phone"):
        values.setdefault("phone_verified", True)
    user = User.objects.create_user(full_name=full_name, password=PASSWORD, **values)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def make_superuser(full_name: str = "مدير الموقع", **fields: Any) -> User:
    return make_person(full_name, is_superuser=True, **fields)


def make_member(association: Association, full_name: str = "نورة بنت فهد", **fields: Any) -> User:
    """A person whose membership of `association` is active; `number` may be given."""
    number = fields.pop("number", f"M-{next(_counter):04}")
    user = make_person(full_name, **fields)
    Membership.objects.create(
        user=user,
        association=association,
        number=number,
        status=Membership.Status.ACTIVE,
        joined_on=LONG_AGO,
    )
    return user


def make_staff(association: Association, role: str, full_name: str = "", **fields: Any) -> User:
    """A person who holds `role` in `association` since long ago, with no end."""
    user = make_person(full_name or f"{Role(role).label} {association.slug}", **fields)
    Appointment.objects.create(user=user, association=association, role=role, starts_on=LONG_AGO)
    return user


def make_home_page(language: str = "ar") -> HomePage:
    """The portal under the root, the default site's root page; made once a language."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    existing: HomePage | None = HomePage.objects.filter(locale=locale).first()
    if existing:
        return existing
    if language != "ar":
        translation: HomePage = make_home_page().copy_for_translation(locale)
        translation.slug = f"home-{language}"
        translation.save_revision().publish()
        translation.refresh_from_db()
        return translation
    root = Page.get_first_root_node()
    page: HomePage = root.add_child(
        instance=HomePage(title="بوابة الجمعيات", slug="portal", locale=locale)
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": page, "hostname": "localhost", "port": 80},
    )
    return page


def make_association_page(association: Association, **fields: Any) -> AssociationPage:
    """The association's live Arabic home under the portal."""
    page: AssociationPage = make_home_page().add_child(
        instance=AssociationPage(
            association=association, title=association.name_ar, slug=association.slug, **fields
        )
    )
    return page
