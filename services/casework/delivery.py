"""Registration and delivery: steps 6 and 7 of the policy, 2 to 4 on the direct route."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from services.casework.moving import (
    LONGEST_CONTACT_NOTE,
    Acting,
    MoveNotAllowed,
    Telling,
    actor,
    make_move,
    not_in_the_past,
    required,
    unsigned,
    within,
)
from services.delivery_plan import next_day, plan_of
from services.facts import rewritten
from services.models import Delivery, ServiceRequest, State

LONGEST_WHAT = 300
LONGEST_WAY = 200
MOST_DELIVERIES = 120  # ten years, month by month
MOST_RIYALS = Decimal(10) ** 10


def register(
    *,
    expected_on: date | None,
    planned_deliveries: int = 1,
    delivered_every: str = "",
    **acting: Unpack[Telling],
) -> ServiceRequest:
    """The officer completes the registration of what was accepted (step 6).

    The person is told the day of the first delivery, how many there will be and how often.
    ValidationError without that day, so that something is due until all is delivered.
    """
    if expected_on is not None:
        not_in_the_past("expected_on", expected_on)
    if not 1 <= planned_deliveries <= MOST_DELIVERIES:
        message = _("Between 1 and %(most)s deliveries can be planned.")
        raise ValidationError({"planned_deliveries": message % {"most": MOST_DELIVERIES}})
    if delivered_every not in ServiceRequest.Every.values:
        raise ValidationError({"delivered_every": _("Choose one of the list.")})
    if planned_deliveries == 1 and delivered_every:
        raise ValidationError({"planned_deliveries": _("How many deliveries will there be?")})

    def write(moved: ServiceRequest) -> None:
        if expected_on is None:
            raise ValidationError({"expected_on": _("State the day of the first delivery.")})
        moved.expected_on = moved.rhythm_from = expected_on
        moved.planned_deliveries = planned_deliveries
        moved.delivered_every = delivered_every

    return make_move("register", write=write, **acting)


def schedule(*, expected_on: date, contact_note: str, **acting: Unpack[Telling]) -> ServiceRequest:
    """The officer states the expected day and records how to reach the person (direct, 2 and 3)."""
    contact_note = required("contact_note", contact_note, LONGEST_CONTACT_NOTE)
    not_in_the_past("expected_on", expected_on)

    def write(moved: ServiceRequest) -> None:
        moved.expected_on, moved.contact_note = expected_on, contact_note

    return make_move("schedule", write=write, **acting)


def reschedule(*, expected_on: date, reason: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer states another day for the next delivery, and why; later ones count from it."""
    reason = required("reason", reason)
    not_in_the_past("expected_on", expected_on)

    def write(moved: ServiceRequest) -> None:
        moved.expected_on = moved.rhythm_from = expected_on

    # What stood before stays readable, though the request holds the new day alone.
    before = plan_of(acting["request"]).next_on
    change = f"{before.isoformat() if before else '—'} → {expected_on.isoformat()}"
    return make_move("reschedule", message=reason, remark=change, write=write, **acting)


def start_delivery(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer begins to deliver the service (step 7; direct, step 4).

    MoveNotAllowed on the direct route unless the newest attestation covers the answers and files
    as they stand; its `reasons` say so.
    """
    try:
        return make_move("start_delivery", **acting)
    except MoveNotAllowed as error:
        error.reasons = missing_before_delivery(acting["request"])
        raise


def missing_before_delivery(request: ServiceRequest) -> list[str]:
    """What a scheduled request lacks before its delivery may start, a sentence each."""
    if request.state != State.SCHEDULED or request.is_attested:
        return []
    return [unsigned()]


def deliver_part(
    *,
    what: str,
    delivered_on: date,
    way: str,
    amount: Decimal | None = None,
    next_on: date | None = None,
    **acting: Unpack[Telling],
) -> ServiceRequest:
    """The officer records one delivery of several; the request stays in delivery (step 7).

    `amount` is in riyals. `next_on` is the day of the next delivery, to be stated where more are
    planned and no rhythm tells it, and only there. ValidationError for a delivery on a day to come
    or before the request was sent, and where all that was planned is recorded.
    """
    if next_on is not None:
        not_in_the_past("next_on", next_on)
    row = _checked(acting["request"], what, delivered_on, way, amount)

    def write(moved: ServiceRequest) -> list[Delivery]:
        plan = plan_of(moved)
        if plan.is_repeated and not plan.left:
            raise ValidationError(_("All planned deliveries are recorded."))
        if plan.next_is_to_be_stated and next_on is None:
            raise ValidationError({"next_on": _("State the day of the next delivery.")})
        if next_on is not None and not plan.next_is_to_be_stated:
            raise ValidationError({"next_on": _("No delivery is left whose day could be stated.")})
        wrote = _keep(row, moved, acting)
        moved.expected_on = next_on or moved.expected_on
        return wrote

    return make_move("deliver_part", write=write, **acting)


def deliver(
    *,
    what: str = "",
    delivered_on: date | None = None,
    way: str = "",
    amount: Decimal | None = None,
    ended_early: str = "",
    **acting: Unpack[Telling],
) -> ServiceRequest:
    """The officer records that the service is delivered, which ends the case (step 7; direct, 4).

    With any of the first four, the last delivery is written down with it; they may be left out
    where one is recorded already. Fewer deliveries than planned need the reason `ended_early`,
    which the person reads before the message.
    """
    row = None
    is_filled = what.strip() or way.strip() or delivered_on is not None or amount is not None
    if is_filled or not acting["request"].deliveries.in_force().exists():
        row = _checked(acting["request"], what, delivered_on, way, amount)
    ended_early = within("ended_early", ended_early)

    def write(moved: ServiceRequest) -> list[Delivery]:
        wrote = _keep(row, moved, acting) if row is not None else []
        plan = plan_of(moved)
        if not plan.done:
            raise ValidationError({"what": _("Write what was delivered.")})
        if plan.left and not ended_early:
            message = _("%(progress)s. Say why it ends before all are made.")
            raise ValidationError({"ended_early": message % {"progress": plan.progress}})
        if ended_early and not plan.left:
            message = _("%(progress)s: nothing is ending early. Leave this empty.")
            raise ValidationError({"ended_early": message % {"progress": plan.progress}})
        return wrote

    return make_move("deliver", preface=ended_early, write=write, **acting)


def correct_delivery(
    *,
    delivery: int,
    was_made: bool,
    reason: str,
    what: str = "",
    delivered_on: date | None = None,
    way: str = "",
    amount: Decimal | None = None,
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The officer corrects the record of a delivery by its key; the wrong row stays readable.

    `was_made` is false where nothing was delivered at all: a case that had ended as delivered is
    then in delivery again, to be delivered or ended anew. The person reads the `reason`.
    """
    reason = required("reason", reason)
    wrong = acting["request"].deliveries.in_force().filter(pk=delivery).first()
    if wrong is None:
        raise ValidationError({"delivery": _("Choose one of the list.")})
    if was_made:
        row = _checked(acting["request"], what, delivered_on, way, amount)
    else:
        row = Delivery(what=wrong.what, delivered_on=wrong.delivered_on, channel=wrong.channel)
    row.was_made, row.corrects = was_made, wrong
    reopens = not was_made and acting["request"].state == State.DELIVERED

    def write(moved: ServiceRequest) -> list[Delivery]:
        if not was_made and moved.state == State.DELIVERED:
            raise MoveNotAllowed("it has ended meanwhile")
        if Delivery.objects.filter(corrects=wrong).exists():
            raise ValidationError({"delivery": _("This record has been corrected already.")})
        return _keep(row, moved, acting)

    move = "reopen_delivery" if reopens else "correct_delivery"
    return make_move(move, message=reason, write=write, **acting)


def confirm_delivery(*, deliveries: Collection[int], **acting: Unpack[Acting]) -> ServiceRequest:
    """The person confirms that deliveries arrived, by their keys (step 7; direct, step 4)."""

    def write(moved: ServiceRequest) -> list[Delivery]:
        waiting = moved.deliveries.in_force().filter(pk__in=deliveries, confirmed_at=None)
        arrived: list[Delivery] = rewritten(waiting, confirmed_at=timezone.now())
        if not arrived:
            raise ValidationError(_("Choose what you received."))
        return arrived

    return make_move("confirm_delivery", write=write, **acting)


def miss_delivery(*, delivery: int, words: str = "", **acting: Unpack[Acting]) -> ServiceRequest:
    """The person tells the office that a recorded delivery did not arrive; it awaits a reply."""
    words = within("words", words)
    missed = acting["request"].deliveries.in_force().filter(pk=delivery, confirmed_at=None).first()
    if missed is None:
        raise ValidationError(_("Choose what did not arrive."))
    told = _("This did not arrive: %(what)s (%(day)s)") % {
        "what": missed.what,
        "day": missed.delivered_on.isoformat(),
    }

    def write(moved: ServiceRequest) -> None:
        moved.awaits_reply = True

    return make_move("write", preface=told, message=words, write=write, **acting)


def _checked(
    request: ServiceRequest, what: str, delivered_on: date | None, way: str, amount: Decimal | None
) -> Delivery:
    """A delivery to be kept; ValidationError by argument."""
    errors: dict[str, Any] = {}
    for name, text, limit in (("what", what, LONGEST_WHAT), ("way", way, LONGEST_WAY)):
        try:
            required(name, text, limit)
        except ValidationError as error:
            errors |= error.message_dict
    if delivered_on is None:
        errors["delivered_on"] = _("This field is required.")
    elif delivered_on > timezone.localdate():
        errors["delivered_on"] = _("This day has not come yet.")
    elif delivered_on < timezone.localtime(request.submitted_at).date():
        errors["delivered_on"] = _("The request was sent after this day.")
    if amount is not None and not 0 <= amount < MOST_RIYALS:
        errors["amount"] = _("Write an amount of zero or more.")
    if errors or delivered_on is None:
        raise ValidationError(errors)
    return Delivery(
        what=what.strip(), delivered_on=delivered_on, channel=way.strip(), amount=amount
    )


def _keep(row: Delivery, request: ServiceRequest, acting: Acting) -> list[Delivery]:
    """Write the record of a delivery, and the day of the next one, which lists are read by.

    The rows written.
    """
    row.request, row.recorded_by, row.recorded_at = request, actor(acting), timezone.now()
    row.save()
    request.expected_on = next_day(request)
    return [row]
