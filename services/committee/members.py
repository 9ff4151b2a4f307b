"""Who sits on the committee, and who hears a case there."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Appointment, User
from accounts.queries import associations_where
from home.models import Association
from services.models import AgendaItem, ServiceRequest, Sitting
from services.models.who_may import hears

Role = Appointment.Role
# Who plans sittings and reads their papers.
MANAGERS = (
    Role.RELATIONS_OFFICER,
    Role.SUPERVISOR,
    Role.COMMITTEE_MEMBER,
    Role.APPEALS_MEMBER,
)


def associations_with_sittings_of(user: User) -> QuerySet[Association]:
    """The associations whose sittings the person plans or attends."""
    return associations_where(user, MANAGERS)


def sittings_of(user: User) -> QuerySet[Sitting]:
    """The sittings of the associations where the person plans or attends them."""
    return Sitting.objects.filter(association__in=associations_with_sittings_of(user))


def members_on(association: Association, day: date, *, hears_appeals: bool) -> QuerySet[User]:
    """The people whose terms of office cover that day: of the committee, and for appeals also of
    the appeals committee. By name."""
    terms = terms_on(association, day, hears_appeals=hears_appeals).order_by()
    return User.objects.filter(pk__in=terms.values("user_id")).order_by("full_name", "pk")


def terms_on(association: Association, day: date, *, hears_appeals: bool) -> QuerySet[Appointment]:
    """The terms of office that cover that day, as in `members_on`."""
    roles = [Role.COMMITTEE_MEMBER, *([Role.APPEALS_MEMBER] if hears_appeals else [])]
    terms = Appointment.objects.in_force(day).filter(
        association=association, role__in=roles, user__is_active=True
    )
    return terms.select_related("user").order_by("user__full_name", "pk")


def present_at(sitting: Sitting) -> QuerySet[User]:
    """The members who are present at an open sitting, or were at a closed one."""
    present = sitting.attendances.filter(was_present=True)
    return User.objects.filter(pk__in=present.values("person_id")).order_by("full_name", "pk")


def voters_of(item: AgendaItem) -> list[User]:
    """Those present who hear this case: no party to it, not recused, and for an appeal with no
    part in the first decision."""
    return [person for person in present_at(item.sitting) if hears(item.request, person)]


def voted_on(request: ServiceRequest) -> set[int]:
    """The keys of the people whose votes on the case count: not those of a decision withdrawn."""
    votes = request.votes.filter(item__decision__revoked_at=None)
    return set(votes.values_list("person_id", flat=True))
