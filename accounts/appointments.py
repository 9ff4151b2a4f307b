"""Giving people a role in an association's staff, and taking it back."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.editor_groups import refresh_groups
from accounts.models import Appointment, User
from accounts.queries import associations_appointing
from home.models import Association


@transaction.atomic
def appoint(
    *,
    user: User,
    association: Association,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
) -> Appointment:
    """Give `user` a role from `starts_on` to `ends_on`, both days included; None is open-ended.

    PermissionDenied: `by` neither supervises the association nor is a superuser.
    ValidationError: "overlap" (holds that role there in those days), "dates", "inactive".
    """
    _require_right_to_appoint(by, association)
    if not user.is_active:
        raise ValidationError(_("This person's account is not active."), code="inactive")
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError(
            _("The last day is before the first. Choose a later one."), code="dates"
        )
    appointment = Appointment(
        user=user, association=association, role=role, starts_on=starts_on, ends_on=ends_on
    )
    appointment.clean_fields()
    # Two at once for the same person and role would both pass the test below.
    User.objects.select_for_update().get(pk=user.pk)
    if _overlapping(appointment).exists():
        raise ValidationError(
            _("This person holds that role on some of these days already."), code="overlap"
        )
    appointment.save()
    log(appointment, "accounts.appointed", user=by)
    refresh_groups(user)
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, by: User, last_day: date | None = None
) -> Appointment:
    """End an appointment after `last_day`; without it at once, and the access with it.

    PermissionDenied as in `appoint`; ValidationError: "ended" (over already), "dates" (a last
    day in the past, or before the first).
    """
    _require_right_to_appoint(by, appointment.association)
    today = timezone.localdate()
    fresh = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if fresh.ended_at is not None or (fresh.ends_on is not None and fresh.ends_on < today):
        raise ValidationError(_("This appointment is over already."), code="ended")
    if last_day is None:
        fresh.ended_at = timezone.now()
    elif last_day < max(today, fresh.starts_on):
        raise ValidationError(_("Choose a last day that is not in the past."), code="dates")
    else:
        fresh.ends_on = last_day
    fresh.save(update_fields=["ends_on", "ended_at"])
    log(fresh, "accounts.appointment_ended", user=by)
    refresh_groups(fresh.user)
    return fresh


def _require_right_to_appoint(by: User, association: Association) -> None:
    if not associations_appointing(by).filter(pk=association.pk).exists():
        raise PermissionDenied


def _overlapping(new: Appointment) -> QuerySet[Appointment]:
    same = Appointment.objects.filter(
        user_id=new.user_id,
        association_id=new.association_id,
        role=new.role,
        ended_at=None,
    )
    not_over = Q(ends_on=None) | Q(ends_on__gte=new.starts_on)
    if new.ends_on is None:
        return same.filter(not_over)
    return same.filter(not_over, starts_on__lte=new.ends_on)
