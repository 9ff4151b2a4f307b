"""Officers who leave (انتهاء التكليف): what they had open is nobody's from then on.

At once where an appointment was ended early; the daily run finds what is left, and whose last day
has passed.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task

from accounts.models import Appointment
from services.casework.assigning import to_unassign, unassign
from services.daily import each


def follow_appointments() -> None:
    """Have every end of an officer's appointment followed; called once, as the site starts."""
    # `accounts` knows nothing of cases: a floor is told of by those above it, never asks them.
    post_save.connect(_saved, sender=Appointment, dispatch_uid="services.departures")


@task()
def unassign_cases_of(person_id: int, association_id: int) -> None:
    """Unassign the person's open cases there; none of them where they are an officer still."""
    each(to_unassign().filter(assigned_to=person_id, association=association_id), unassign)


def _saved(instance: Appointment, **_options: Any) -> None:
    is_officer = instance.role == Appointment.Role.RELATIONS_OFFICER
    if not is_officer or instance.ended_at is None:
        return
    person_id, association_id = instance.user_id, instance.association_id

    def enqueue() -> None:
        unassign_cases_of.enqueue(person_id=person_id, association_id=association_id)

    transaction.on_commit(enqueue, robust=True)
