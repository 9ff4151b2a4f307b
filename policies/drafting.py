"""An association's policy document, made into a draft policy page (استيراد السياسة)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale, Page
from wagtail.permissions import policy_registry

from accounts.models import EditorialDesk, User
from home.models import Association, AssociationPage
from policies.importing.reading import read_lines
from policies.importing.result import Approval, ParsedPolicy, Section
from policies.importing.structure import parse
from policies.models import PolicyIndexPage, PolicyPage, PolicySignatory

_LONGEST_HEADING = 255
PRESENCE = {
    True: PolicySignatory.Presence.PRESENT,
    False: PolicySignatory.Presence.ABSENT,
    None: PolicySignatory.Presence.UNKNOWN,
}


@dataclass(frozen=True)
class Imported:
    """The page that came of an import, and everything that was found in the document."""

    page: PolicyPage
    parsed: ParsedPolicy


def read_policy(*, name: str, data: bytes) -> ParsedPolicy:
    """Read a policy document of the file name `name`.

    Raises `FileRefusedError` with the code of what is wrong where it can't be read.
    """
    return parse(read_lines(data, name, max_bytes=settings.IMPORT_MAX_BYTES))


def importable_associations(user: User) -> QuerySet[Association]:
    """The associations to whose pages the person may add a policy."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    homes = AssociationPage.objects.filter(locale=Locale.get_default(), pk__in=pages.values("pk"))
    return Association.objects.filter(pk__in=homes.values("association"))


def may_import(user: User, association: Association) -> bool:
    """Whether the person may add a policy to that association's pages."""
    return importable_associations(user).filter(pk=association.pk).exists()


def import_policy(
    *,
    association: Association,
    name: str,
    data: bytes,
    by: User | None,
    publish: bool = False,
) -> Imported:
    """Import a document to a draft policy page, the original file beside it.

    `by` is None for the operator at the command line. With `publish` the page goes live at once.
    Raises FileRefusedError, PermissionDenied, and AssociationPage.DoesNotExist where the
    association has no pages yet; nothing is created then.
    """
    parsed = read_policy(name=name, data=data)
    with transaction.atomic():
        if by is not None and not may_import(by, association):
            raise PermissionDenied
        index = policy_index(association)
        if by is not None and publish and not index.permissions_for_user(by).can_publish_subpage():
            raise PermissionDenied
        page = draft_of(parsed, association=association)
        page.slug = find_available_slug(index, slugify(page.title, allow_unicode=True) or "policy")
        page.source_document = _keep_original(association, name=name, data=data, by=by)
        page.import_report = parsed.to_json() | {"file": name}
        page.owner = by
        index.add_child(instance=page)
        revision = page.save_revision(user=by, log_action=True)
        if publish:
            revision.publish(user=by)
            page.refresh_from_db()
    return Imported(page=page, parsed=parsed)


def draft_of(parsed: ParsedPolicy, *, association: Association) -> PolicyPage:
    """A policy page, not saved yet, with what was found in its typed blocks and approval fields."""
    page = PolicyPage(
        title=(parsed.title or _("Policy without a title"))[:255],
        audience=parsed.audience,
        live=False,
        locale=Locale.get_default(),
        body=[(section.kind, _block(section)) for section in parsed.sections],
        **_approval_fields(parsed.approval),
    )
    page.signatories.set(
        [
            PolicySignatory(
                name=one.name[:200], office=one.office[:120], presence=PRESENCE[one.present]
            )
            for one in parsed.approval.signatories
        ]
    )
    return page


def policy_index(association: Association) -> PolicyIndexPage:
    """The association's list of policies in the language of the originals, made where missing."""
    parent = _index_or_home(association)
    if parent is None:
        raise AssociationPage.DoesNotExist(association.slug)
    if isinstance(parent, PolicyIndexPage):
        return parent
    with translation.override(parent.locale.language_code):
        index = PolicyIndexPage(title=_("Policies"), slug="policies", locale=parent.locale)
    parent.add_child(instance=index)
    return index


def _index_or_home(association: Association) -> PolicyIndexPage | AssociationPage | None:
    home: AssociationPage | None = AssociationPage.objects.filter(
        association=association, locale=Locale.get_default()
    ).first()
    if home is None:
        return None
    index: PolicyIndexPage | None = PolicyIndexPage.objects.child_of(home).first()
    return index or home


def _block(section: Section) -> dict[str, Any]:
    heading, rest = section.heading, ""
    if len(heading) > _LONGEST_HEADING:
        cut = max(heading.rfind(" ", 0, _LONGEST_HEADING), 0) or _LONGEST_HEADING
        heading, rest = heading[:cut], heading[cut:].strip()
    return {
        "heading": heading,
        "lead_in": " ".join(filter(None, [rest, section.lead_in])),
        "clauses": [
            {"text": item.text, "anchor": "", "damaged": item.damaged} for item in section.items
        ],
    }


def _approval_fields(approval: Approval) -> dict[str, Any]:
    hijri, gregorian, weekday = approval.hijri, approval.gregorian, approval.weekday
    return {
        "approval_statement": approval.statement,
        "meeting": approval.meeting[:200],
        "hijri_printed": hijri.printed[:60] if hijri else "",
        "hijri_read": hijri.read.isoformat() if hijri and hijri.read else "",
        "gregorian_printed": gregorian.printed[:60] if gregorian else "",
        "approved_on": gregorian.read if gregorian else None,
        "weekday_printed": weekday.printed[:30] if weekday else "",
        "effective_from": approval.effective_from,
    }


def _keep_original(association: Association, *, name: str, data: bytes, by: User | None) -> Any:
    desk = EditorialDesk.objects.filter(association=association).first()
    collection = desk.collection if desk and desk.collection else Collection.get_first_root_node()
    return get_document_model().objects.create(
        title=name[-255:],
        file=ContentFile(data, name=name),
        collection=collection,
        uploaded_by_user=by,
    )
