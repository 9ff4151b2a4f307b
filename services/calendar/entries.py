"""What stands in a person's calendar: sittings and due days of their work, without any names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from operator import itemgetter

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from services.committee.members import associations_with_sittings_of
from services.deadlines import due_on, due_windows
from services.models import AgendaItem, ServiceRequest, Sitting, State
from services.models.due import STATED_DAY
from services.models.states import DAY_STATED, TO_BE_REGISTERED
from services.queries import WAITING_FOR, Requests, Role, with_service_title
from services.references import show_reference
from services.referrals import open_referrals_of
from services.summaries import titles_of
from services.worklist.tabs import OF_NOBODY, Narrowing, Part, Tab, Worklist

DAYS_AHEAD = 60
DAYS_BACK = 30  # what is overdue stays in sight for so long
MOST = 500
# The length of a sitting is not known beforehand; calendars want one.
SITTING_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One event of a calendar.

    `uid` stays the same for the same thing; `start` is a day for what is due that day, a moment for
    what begins then. `url` leads into the site, which asks for a sign-in.
    """

    uid: str
    start: date | datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False

    @property
    def day(self) -> date:
        if isinstance(self.start, datetime):
            return timezone.localtime(self.start).date()
        return self.start

    @property
    def time(self) -> datetime | None:
        """The moment at which it begins, None for what is due some time that day."""
        return self.start if isinstance(self.start, datetime) else None


def entries_for(user: User, today: date | None = None) -> list[Entry]:
    """The person's calendar, by day, in the active language; at most MOST of each kind,
    and as many that are late.

    From DAYS_BACK days ago to DAYS_AHEAD days from `today`. A constant number of queries.
    """
    today = today or timezone.localdate()
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    kinds = (_sittings, _due, _reports)
    found = chain.from_iterable(kind(user, first, last) for kind in kinds)
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def _sittings(user: User, first: date, last: date) -> Iterator[Entry]:
    sittings = (
        Sitting.objects.filter(
            association__in=associations_with_sittings_of(user),
            starts_at__date__range=(first, last),
        )
        .select_related("association")
        .prefetch_related("items")
        .order_by("starts_at")[:MOST]
    )
    for sitting in sittings:
        title = _("Sitting %(number)s") if not sitting.hears_appeals else _("Appeals %(number)s")
        yield Entry(
            uid=f"sitting-{sitting.pk}",
            start=sitting.starts_at,
            summary=f"{title % {'number': sitting.number}} · {sitting.association.name}",
            description=_cases_on(sitting.items.all()),
            location=sitting.place,
            url=_into_site("sittings:one", sitting.pk),
            is_cancelled=sitting.status == Sitting.Status.CANCELLED,
        )


def _cases_on(items: Iterable[AgendaItem]) -> str:
    many = len({item.request_id for item in items})
    return ngettext("%(count)s case", "%(count)s cases", many) % {"count": many} if many else ""


def _due(user: User, first: date, last: date) -> Iterator[Entry]:
    parts = _parts(Worklist(user))
    today = first + timedelta(days=DAYS_BACK)
    found: list[tuple[date, ServiceRequest]] = []
    # Apart, so that nothing that is late pushes out what is to come.
    for begin, end in ((first, today - timedelta(days=1)), (today, last)):
        due = {
            case.pk: (day, case)
            for part in parts
            for due_by, window in due_windows(part.calendar, first=begin, last=end)
            if due_by in part.due_by
            for case in _shown(part.requests.filter(window), due_by)
            if (day := due_on(case))
        }
        found += sorted(due.values(), key=itemgetter(0))[:MOST]
    for day, case in found:
        owed = _owed(case)
        reference = show_reference(case.reference)
        yield Entry(
            uid=f"request-{case.reference}",
            start=day,
            summary=f"{owed}: {reference} · {case.service_title}",
            description=case.association.name,
            url=_into_site("casework:case", case.reference),
        )


def _owed(case: ServiceRequest) -> str:
    """What is due of the case, in the active language."""
    if case.state == TO_BE_REGISTERED:
        return _("Registration due")
    return _("Delivery expected") if case.state in DAY_STATED else _("Answer due")


def _parts(worklist: Worklist) -> list[Part]:
    """What is the person's own to do, or anybody's in one of their roles: not what an officer's
    colleague has."""
    of_officers = WAITING_FOR[Role.RELATIONS_OFFICER]
    of_others = [state for state in State if state not in of_officers]
    return [
        *worklist.parts(Tab.MINE),
        *worklist.parts(Tab.QUEUE, Narrowing(states=of_officers, assigned_to=OF_NOBODY)),
        *worklist.parts(Tab.QUEUE, Narrowing(states=of_others)),
    ]


def _shown(requests: Requests, due_by: int) -> Requests:
    """The first due of those that have that `due_by`, with what an entry tells of them."""
    by_day = "expected_on" if due_by == STATED_DAY else "counts_from"
    return (
        with_service_title(requests)
        .select_related("policy_version")
        .prefetch_related("association")
        .defer("answers", "form_fields", "checklist")
        .order_by(by_day, "pk")[:MOST]
    )


def _reports(user: User, first: date, last: date) -> Iterator[Entry]:
    referrals = list(open_referrals_of(user).filter(due_on__range=(first, last))[:MOST])
    titles = titles_of(referral.request.service for referral in referrals)
    owed = _("Report due")
    for referral in referrals:
        reference = show_reference(referral.request.reference)
        title = titles[referral.request.service_id]
        yield Entry(
            uid=f"referral-{referral.pk}",
            start=referral.due_on,
            summary=f"{owed}: {reference} · {title}",
            description=referral.request.association.name,
            url=_into_site("casework:case", referral.request.reference),
        )


def _into_site(name: str, which: str | int) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[which])}"
