"""A person's requests and drafts as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.models import Membership, User
from home.models import AssociationPage
from services.models import RequestDraft, ServicePage, ServiceRequest, State

TO_BE_ANSWERED = State.INFORMATION_REQUIRED


@dataclass(frozen=True)
class Summary:
    """One request in a list, its service named in the active language where it is translated."""

    request: ServiceRequest
    title: str

    @property
    def waits_for_you(self) -> bool:
        return bool(self.request.state == TO_BE_ANSWERED)


def still_open(requests: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    return requests.filter(closed_at=None)


def ended(requests: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    return requests.filter(closed_at__isnull=False)


def summaries(requests: Iterable[ServiceRequest]) -> list[Summary]:
    """Requests with what their lists show; `service` and `association` are to be selected.

    One query.
    """
    found = list(requests)
    titles = titles_of(request.service for request in found)
    return [Summary(request, titles[request.service_id]) for request in found]


def titles_of(services: Iterable[ServicePage]) -> dict[int, str]:
    """The title of each service, by its key, in the active language where it is translated."""
    pages = {service.pk: service for service in services}
    translated = dict(
        ServicePage.objects.filter(
            translation_key__in={page.translation_key for page in pages.values()},
            locale__language_code=get_language(),
        ).values_list("translation_key", "title")
    )
    return {pk: str(translated.get(page.translation_key, page.title)) for pk, page in pages.items()}


@dataclass(frozen=True)
class MembershipSummary:
    """One membership in a list, with the address of its association's page."""

    membership: Membership
    url: str


def memberships_of(person: User) -> list[MembershipSummary]:
    """The person's memberships, the newest first (two queries)."""
    memberships = list(Membership.objects.filter(user=person).select_related("association"))
    pages = AssociationPage.objects.live().filter(
        association__in={membership.association_id for membership in memberships},
        locale__language_code=get_language(),
    )
    urls = {page.association_id: page.get_url() or "" for page in pages}
    return [MembershipSummary(one, urls.get(one.association_id, "")) for one in memberships]


@dataclass(frozen=True)
class DraftSummary:
    """One draft in a list."""

    draft: RequestDraft
    title: str


def drafts_of(person: User) -> list[DraftSummary]:
    """The person's drafts, the one last changed first (two queries)."""
    drafts = list(RequestDraft.objects.filter(person=person, is_own=True).select_related("service"))
    titles = titles_of(draft.service for draft in drafts)
    return [DraftSummary(draft, titles[draft.service_id]) for draft in drafts]
