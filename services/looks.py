"""Who looked at which case (الاطلاع): written down for staff, and read by supervisors."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.queries import holds_role
from services.models import CaseLook, ServiceRequest

What = CaseLook.What
# Going to and fro between a case and a page that tells of it is one look at each.
ONE_LOOK = timedelta(minutes=10)
PAGES = {What.CASE, What.AGENDA, What.REGISTER}
AT_ONCE = 1000
LONGEST_DETAIL = 120


def looked_at(
    *,
    person: User | AnonymousUser,
    requests: Iterable[ServiceRequest],
    what: str,
    detail: str = "",
) -> int:
    """Write down that `person` was shown something of `requests`; how many looks were written.

    Called where it is shown, once the person may see it. Nobody's look at what is their own is
    written, and the page of a case, of a sitting or of the register once in ten minutes; a file,
    paper or export each time. Of a queryset only the keys are read. `detail` (the file's name,
    say) is cut at 120 characters.
    """
    if not isinstance(person, User):
        return 0
    at, written = timezone.now(), 0
    keys = _keys_of_others(requests, person)
    with transaction.atomic():
        while some := list(islice(keys, AT_ONCE)):
            new = _not_looked_at(some, person, what) if what in PAGES else some
            CaseLook.objects.bulk_create(
                CaseLook(
                    request_id=key, person=person, what=what, detail=detail[:LONGEST_DETAIL], at=at
                )
                for key in new
            )
            written += len(new)
    return written


def may_read_looks(user: User | AnonymousUser, case: ServiceRequest) -> bool:
    """Who looked is for the supervisors of the association."""
    return holds_role(
        user, association_id=case.association_id, role=Appointment.Role.SUPERVISOR
    ) and case.person_id != (user.pk or 0)


def looks_at(case: ServiceRequest, *, reader: User | AnonymousUser) -> QuerySet[CaseLook]:
    """The looks at a case, the newest first; none for whom they are not."""
    if not may_read_looks(reader, case):
        return CaseLook.objects.none()
    looks: QuerySet[CaseLook] = CaseLook.objects.filter(request=case).select_related("person")
    return looks


def _keys_of_others(requests: Iterable[ServiceRequest], person: User) -> Iterator[int]:
    if isinstance(requests, QuerySet):
        pairs = requests.order_by().values_list("pk", "person_id")
        rows: Iterable[tuple[int, int | None]] = list(pairs)
    else:
        rows = ((one.pk, one.person_id) for one in requests)
    return (key for key, owner in rows if owner != person.pk)


def _not_looked_at(keys: list[int], person: User, what: str) -> list[int]:
    """Those of `keys` that the person was not shown on such a page in the last ten minutes."""
    seen = set(
        CaseLook.objects.filter(
            request__in=keys, person=person, what=what, at__gt=timezone.now() - ONE_LOOK
        ).values_list("request_id", flat=True)
    )
    return [key for key in keys if key not in seen]
