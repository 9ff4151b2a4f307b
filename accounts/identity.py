"""An association's identity (الهوية): the logo, colour and digits in which its pages are shown."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.log_actions import log

from accounts.models import Appointment, EditorialDesk
from accounts.queries import Someone, associations_where
from home.models import Association

IDENTITY_ROLES = (Appointment.Role.COMMUNICATIONS_EDITOR, Appointment.Role.SUPERVISOR)
OF_IDENTITY = ("logo", "brand_colour", "digit_style")


def associations_presented_by(user: Someone) -> QuerySet[Association]:
    """The associations whose identity the person changes: their editors and supervisors."""
    return associations_where(user, IDENTITY_ROLES)


def logos_of(association: Association) -> QuerySet[Any]:
    """The images its logo is chosen from: its own collection's, and the logo that it has."""
    images = Q(pk=association.logo_id)
    desk = (
        EditorialDesk.objects.filter(association=association).select_related("collection").first()
    )
    if desk is not None and desk.collection is not None:
        images |= Q(collection__in=desk.collection.get_descendants(inclusive=True))
    found: QuerySet[Any] = get_image_model().objects.filter(images)
    return found


@transaction.atomic
def change_identity(
    *, association: Association, logo: Any, brand_colour: str, digit_style: str, by: Someone
) -> Association:
    """Show the association with this logo (None for none), colour (#rrggbb) and digits from now on.

    PermissionDenied: `by` is neither its editor nor its supervisor today. ValidationError by
    field: the logo is not its own, white can't be read on the colour, no such digits.
    """
    if not associations_presented_by(by).filter(pk=association.pk).exists():
        raise PermissionDenied
    fresh = Association.objects.select_for_update().get(pk=association.pk)
    if logo is not None and not logos_of(fresh).filter(pk=logo.pk).exists():
        raise ValidationError({"logo": _("Choose one of your own images.")})
    fresh.logo, fresh.brand_colour, fresh.digit_style = logo, brand_colour, digit_style
    others = {field.name for field in Association._meta.fields} - set(OF_IDENTITY)
    fresh.full_clean(exclude=others)
    fresh.save(update_fields=OF_IDENTITY)
    log(fresh, "accounts.identity_changed", user=by)
    return fresh
