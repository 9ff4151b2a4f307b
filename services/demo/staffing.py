"""Accounts, memberships and appointments of the demo's invented people."""

from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.appointments import appoint
from accounts.membership import apply
from accounts.models import Appointment, Membership, User
from home.models import Association
from services.demo.people import (
    ADMIN_EMAIL,
    APPLICANT,
    DEMO_PASSWORD,
    FAMILY,
    MEMBERS,
    STAFF,
)

SINCE = date(2024, 1, 1)


class Staffing:
    """Makes people; the password is hashed once for all of them."""

    def __init__(self) -> None:
        self.password = make_password(DEMO_PASSWORD)
        self.admin = self.person(ADMIN_EMAIL, "مدير العرض التجريبي", is_superuser=True)

    def person(self, email: str, full_name: str, *, is_superuser: bool = False) -> User:
        """Someone who can sign in at once: the address counts as verified."""
        user = User(email=email, full_name=full_name, is_superuser=is_superuser)
        user.password = self.password
        user.full_clean(exclude=["password"])
        user.save()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        return user

    def appoint_staff(self, association: Association) -> User:
        """One person a role, three in the committee; returns the supervisor."""
        people = {}
        for mailbox, role, name in STAFF:
            people[role] = self.person(
                _email(mailbox, association), f"{name} {FAMILY[association.slug]}"
            )
            appoint(
                user=people[role],
                association=association,
                role=role,
                starts_on=SINCE,
                by=self.admin,
            )
        self.enrol_members(association, people[Appointment.Role.RELATIONS_OFFICER])
        return people[Appointment.Role.SUPERVISOR]

    def enrol_members(self, association: Association, officer: User) -> None:
        """Two who have long been members, and one who has just applied."""
        joined_on = SINCE + timedelta(days=30)
        for number, (mailbox, name) in enumerate(MEMBERS, start=1001):
            user = self.person(_email(mailbox, association), f"{name} {FAMILY[association.slug]}")
            Membership.objects.create(
                user=user,
                association=association,
                number=str(number),
                status=Membership.Status.ACTIVE,
                joined_on=joined_on,
                decided_by=officer,
                decided_at=timezone.make_aware(datetime.combine(joined_on, time(9))),
            )
        mailbox, name = APPLICANT
        applicant = self.person(_email(mailbox, association), f"{name} {FAMILY[association.slug]}")
        apply(user=applicant, association=association, number="1003")


def _email(mailbox: str, association: Association) -> str:
    return f"{mailbox}@{association.slug}.example"
