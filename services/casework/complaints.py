"""Naming whom of the staff a complaint is about, once it is there (تسمية المشكو منه)."""

from typing import Unpack

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from services.casework.moving import Acting, actor, make_move
from services.complaints import name, staff_to_name
from services.models import ServiceRequest


def name_complained_about(*, person: User, **acting: Unpack[Acting]) -> ServiceRequest:
    """An officer or the supervisor names whom the complaint is about; it is kept from them then.

    ValidationError ("person"): not on the staff today, who complains themselves, or named already.
    """

    def write(moved: ServiceRequest) -> list[Model]:
        staff = {one.pk for one in staff_to_name(moved.association, but=moved.person)}
        if person.pk not in staff:
            raise ValidationError({"person": _("Choose a member of staff.")})
        if moved.is_about(person):
            raise ValidationError({"person": _("This person is named already.")})
        return name(moved, person.pk, by=actor(acting))

    return make_move("name_complained_about", write=write, **acting)
