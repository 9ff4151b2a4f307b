"""A question that somebody asked, made into a draft entry of the association's FAQ (سؤال شائع)."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.html import escape
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from wagtail.models import Locale

from accounts.models import Appointment, User
from accounts.queries import holds_any_role
from home.models import Association, AssociationPage
from policies.models import FaqPage

Role = Appointment.Role
# Who may suggest an entry; editors and supervisors publish it, as Wagtail's permissions have it.
SUGGESTS = (Role.RELATIONS_OFFICER, Role.SUPERVISOR, Role.COMMUNICATIONS_EDITOR)
# In characters; as the block of a question has it.
LONGEST_QUESTION = 300
LONGEST_ANSWER = 4000


def may_suggest(user: User, association: Association) -> bool:
    """Whether the person may add a draft entry to the association's questions."""
    return holds_any_role(user, association_id=association.pk, roles=SUGGESTS)


def faq_categories(association: Association) -> list[str]:
    """The titles of the categories of the association's FAQ as its newest draft has them."""
    page = _page(association)
    if page is None:
        return []
    draft: FaqPage = page.get_latest_revision_as_object()
    return [str(category.value["title"]) for category in draft.categories]


@transaction.atomic
def add_faq_entry(
    *, association: Association, question: str, answer: str, by: User, category: str = ""
) -> FaqPage:
    """Add a question with its answer, plain text, to the draft of the association's FAQ.

    In the language of the originals, at the end of `category`; without one of that title, in a
    category of general questions. What is published stays as it is. The page, made where missing.

    PermissionDenied: no officer, supervisor or editor there. ValidationError by argument: empty or
    too long; without a field: the page is locked. AssociationPage.DoesNotExist: no pages yet.
    """
    if not may_suggest(by, association):
        raise PermissionDenied
    texts = {"question": question.strip(), "answer": normalize_newlines(answer).strip()}
    for field, limit in (("question", LONGEST_QUESTION), ("answer", LONGEST_ANSWER)):
        if not texts[field]:
            raise ValidationError({field: _("This field is required.")})
        if len(texts[field]) > limit:
            message = _("This text is too long: the limit is %(limit)s characters.")
            raise ValidationError({field: message % {"limit": limit}})
    page = _page(association) or _made(association, by)
    lock = page.get_lock()
    if lock is not None and lock.for_user(by):
        raise ValidationError(_("The page of questions is locked just now. Try again later."))
    draft: FaqPage = page.get_latest_revision_as_object()
    with translation.override(page.locale.language_code):
        general = _("General questions")
    draft.categories = _with_entry(
        list(draft.categories.raw_data),
        category.strip() or general,
        {"question": texts["question"], "answer": _as_prose(texts["answer"])},
    )
    draft.save_revision(user=by, log_action=True)
    return FaqPage.objects.get(pk=page.pk)


def _page(association: Association) -> FaqPage | None:
    homes = AssociationPage.objects.filter(association=association, locale=Locale.get_default())
    home = homes.first()
    found: FaqPage | None = FaqPage.objects.child_of(home).first() if home else None
    return found


def _made(association: Association, by: User) -> FaqPage:
    home = AssociationPage.objects.get(association=association, locale=Locale.get_default())
    with translation.override(home.locale.language_code):
        title = _("Frequently asked questions")
    page = FaqPage(title=title, slug="faq", locale=home.locale, live=False, owner=by)
    home.add_child(instance=page)
    return page


def _with_entry(
    categories: list[dict[str, Any]], title: str, value: dict[str, str]
) -> list[dict[str, Any]]:
    """The categories as stored, with one more question in the one of that title."""
    entry = {"type": "question", "id": str(uuid4()), "value": value}
    found = False
    changed = []
    for category in categories:
        content = dict(category["value"])
        if not found and content["title"] == title:
            content["entries"] = [*content["entries"], entry]
            found = True
        changed.append({**category, "value": content})
    if not found:
        content = {"title": title[:120], "entries": [entry]}
        changed.append({"type": "category", "id": str(uuid4()), "value": content})
    return changed


def _as_prose(text: str) -> str:
    """Plain text as the rich text field keeps it: a paragraph for each that empty lines part."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in parts)
