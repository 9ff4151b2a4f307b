"""The marked association's pages, documents and images: published, drafted, restricted."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
)

from accounts.editor_groups import prepare_association
from accounts.models import EditorialDesk, User
from home.models import Association, AssociationPage
from policies.approval import approve
from policies.drafting import import_policy
from policies.models import FaqPage, LibraryItem, LibraryPage, PolicyPage
from services.models import Route, ServiceFormField, ServicePage
from tests import cast
from tests.config.leaks.people import DESK, People
from tests.config.leaks.secrets import Secrets
from tests.policies.pages import make_policy_page
from tests.services.factories import make_service

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
FIELDS = (
    ("need", "multiline"),
    ("mobile", "saudi_mobile"),
    ("account", "iban"),
    ("identity", "national_id"),
    ("paper", "file"),
)


@dataclass
class Pages:
    """Those that the addresses are filled with."""

    desk: EditorialDesk
    home: AssociationPage
    policy: PolicyPage
    imported: PolicyPage
    faq: FaqPage
    library: LibraryPage
    committee: ServicePage
    direct: ServicePage
    draft_service: ServicePage
    collection: Collection
    document: Any
    image: Any
    comment: Comment


def make_pages(association: Association, people: People, secrets: Secrets) -> Pages:
    """Pages in Arabic, some with their English translation."""
    home = cast.make_association_page(association)
    prepare_association(association)
    desk = EditorialDesk.objects.get(association=association)
    collection = desk.collection.add_child(name=secrets.text("name of a collection", *DESK))
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    ).groups.add(desk.supervisors)
    policy = make_policy_page(home)
    approve(page=policy, by=people["supervisor"], in_force_from=cast.LONG_AGO)
    pages = Pages(
        desk=desk,
        home=home,
        policy=policy,
        imported=_imported(association, people["editor"], secrets),
        faq=_restricted_faq(home, secrets),
        library=_draft_library(home, collection, secrets),
        committee=make_service(association, Route.COMMITTEE),
        direct=make_service(association, Route.DIRECT),
        draft_service=make_service(
            association, title=secrets.text("title of a service in draft", *DESK), live=False
        ),
        collection=collection,
        document=_document(desk.collection, people["editor"], secrets),
        image=_image(desk.collection, people["editor"], secrets),
        comment=_comment(policy, people["editor"], secrets),
    )
    for service in (pages.committee, pages.direct, pages.draft_service):
        _give_fields(service)
    _translate(pages, secrets)
    _change_and_submit(policy, people["editor"], secrets)
    return pages


def _imported(association: Association, editor: User, secrets: Secrets) -> PolicyPage:
    said = "نعمل لخدمة الأعضاء ونجيب عن طلباتهم في وقتها"
    lines = [
        secrets.text("title of an imported draft", *DESK),
        "مقدمة",
        f"{secrets.text('preamble of an imported draft', *DESK)} {said}",
        "إجراءات تقديم الخدمة",
        f"1- {secrets.text('step of an imported draft', *DESK)} {said}",
        f"2- تدرس اللجنة الطلب. {said}",
    ]
    data = "\n".join(lines).encode()
    name = secrets.text("file name of an imported draft", *DESK).replace(" ", "-") + ".txt"
    return import_policy(association=association, name=name, data=data, by=editor).page


def _restricted_faq(home: AssociationPage, secrets: Secrets) -> FaqPage:
    """Published, for supervisors to read."""
    page: FaqPage = home.add_child(
        instance=FaqPage(
            title=secrets.text("title of a restricted page", *DESK),
            slug="restricted",
            intro=f"<p>{escape(secrets.text('words of a restricted page', *DESK))}</p>",
        )
    )
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(home.association.editorial_desk.supervisors)
    return page


def _draft_library(home: AssociationPage, collection: Collection, secrets: Secrets) -> LibraryPage:
    page: LibraryPage = home.add_child(
        instance=LibraryPage(
            title=secrets.text("title of a draft", *DESK), slug="library", live=False
        )
    )
    document = get_document_model().objects.create(
        title=secrets.text("title of a document in a private collection", *DESK),
        collection=collection,
        file=ContentFile(
            secrets.text("a document in a private collection", *DESK).encode(), "private.txt"
        ),
    )
    title = secrets.text("title of a draft's item", *DESK)
    page.items.add(LibraryItem(kind="other", title=title, document=document))
    page.save_revision()
    return page


def _document(collection: Collection, editor: User, secrets: Secrets) -> Any:
    return get_document_model().objects.create(
        title=secrets.text("title of an unused document", *DESK),
        collection=collection,
        file=ContentFile(secrets.text("an unused document", *DESK).encode(), "unused.txt"),
        uploaded_by_user=editor,
    )


def _image(collection: Collection, editor: User, secrets: Secrets) -> Any:
    return get_image_model().objects.create(
        title=secrets.text("title of an image", *DESK),
        collection=collection,
        file=ContentFile(PIXEL, "pixel.png"),
        width=1,
        height=1,
        uploaded_by_user=editor,
    )


def _comment(page: Page, editor: User, secrets: Secrets) -> Comment:
    return Comment.objects.create(
        page=page,
        user=editor,
        text=secrets.text("comment of an editor", *DESK),
        contentpath="title",
    )


def _give_fields(service: ServicePage) -> None:
    for order, (name, kind) in enumerate(FIELDS):
        ServiceFormField.objects.create(
            page=service, sort_order=order, label=name, clean_name=name, field_type=kind,
            required=False,
        )  # fmt: skip


def _translate(pages: Pages, secrets: Secrets) -> None:
    """English pages: the same ones as aliases, and the policy with a draft of its own."""
    cast.make_home_page("en")
    english = Locale.objects.get(language_code="en")
    for page in (pages.home, pages.committee, pages.direct):
        page.copy_for_translation(english, copy_parents=True, alias=True)
    translation = pages.policy.copy_for_translation(english, copy_parents=True)
    translation.title = secrets.text("title of a translation in draft", *DESK)
    translation.save_revision()


def _change_and_submit(policy: PolicyPage, editor: User, secrets: Secrets) -> None:
    """A published page with a change that waits for the supervisor."""
    policy.title = secrets.text("title not published yet", *DESK)
    policy.save_revision(user=editor, log_action=True, changed=True)
    policy.get_workflow().start(policy, editor)
