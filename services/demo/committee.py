"""Sittings of the demo's committees: one that was held, and one that is planned."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Membership, User
from home.models import Association
from services.committee.decisions import decide
from services.committee.members import members_on
from services.committee.sittings import close_sitting, open_sitting, plan_sitting, waiting_cases
from services.demo.requests import Desk, is_with_the_committee, send
from services.models import AgendaItem, Route, ServicePage, ServiceRequest, Vote
from services.notices import silence

HOUR = time(17, 0)
PLACE = "قاعة الاجتماعات في المقر (مثال)"
URGENT = "حالة عاجلة لا تحتمل الانتظار (مثال)."
# What is decided: whether it is accepted, why, and under which conditions.
OUTCOMES = (
    (True, "تبيّن للجنة استيفاء الشروط واكتمال الوثائق (مثال).", "ألا يتكرر الطلب خلال سنة."),
    (False, "الطلب خارج ما تشمله اللائحة (مثال).", ""),
)


def hold_sittings(association: Association) -> None:
    """Let the committee decide on two cases, and plan a sitting for those that wait.

    Nothing for an association without a service that goes before its committee.
    """
    home = association.pages.get(locale__language_code="ar")
    services = ServicePage.objects.descendant_of(home).live().filter(request_route=Route.COMMITTEE)
    service = services.order_by("path").first()
    if service is None:
        return
    members = list(members_on(association, timezone.localdate(), hears_appeals=False))
    with silence():
        _hold(association, [_presented(association, service) for _one in OUTCOMES], members)
        tomorrow = timezone.localdate() + timedelta(days=1)
        plan_sitting(
            association=association,
            starts_at=timezone.make_aware(datetime.combine(tomorrow, HOUR)),
            place=PLACE,
            cases=list(waiting_cases(association, hears_appeals=False)),
            by=members[0],
        )


def _presented(association: Association, service: ServicePage) -> ServiceRequest:
    active = Membership.objects.filter(association=association, status=Membership.Status.ACTIVE)
    member = active.select_related("user").order_by("-number")[0].user
    return is_with_the_committee(send(member, service), Desk(association))


def _hold(association: Association, cases: list[ServiceRequest], members: list[User]) -> None:
    chair = members[0]
    sitting = plan_sitting(
        association=association,
        starts_at=timezone.now() + timedelta(minutes=1),
        place=PLACE,
        cases=cases,
        by=chair,
    )
    open_sitting(sitting=sitting, present=members, chair=chair, by=chair)
    for item, outcome in zip(sitting.items.select_related("request"), OUTCOMES, strict=True):
        _decide(item, outcome, members)
    close_sitting(sitting=sitting, by=chair, remarks="اكتمل النصاب، ولم يتنح أحد (مثال).")


def _decide(item: AgendaItem, outcome: tuple[bool, str, str], members: list[User]) -> None:
    accepts, reason, conditions = outcome
    choice = Vote.Choice.ACCEPT if accepts else Vote.Choice.REJECT
    decide(
        item=item,
        votes={member.pk: choice for member in members},
        reason=reason,
        conditions=conditions,
        early_reason=URGENT,
        by=members[0],
        version=item.request.version,
    )
