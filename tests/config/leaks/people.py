"""Who is who in the marked association and in the one beside it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Appointment, Membership, User
from home.models import Association
from tests import cast
from tests.cast import Role
from tests.config.leaks.secrets import Secrets

ROLES = {
    "officer": Role.RELATIONS_OFFICER,
    "researcher": Role.SOCIAL_RESEARCHER,
    "committee": Role.COMMITTEE_MEMBER,
    "supervisor": Role.SUPERVISOR,
    "editor": Role.COMMUNICATIONS_EDITOR,
    "delegate": Role.BRANCH_DELEGATE,
}
STAFF = tuple(ROLES)
# Who decides on memberships, and so knows every member.
OFFICE = ("officer", "supervisor")
# Who sees pages before they are published.
DESK = ("editor", "supervisor", "superuser")

People = dict[str, User]


def make_people(association: Association, secrets: Secrets) -> People:
    """The staff of the marked association, its members, and who is on the way in or out."""
    people = {
        key: cast.make_staff(
            association,
            role,
            # Active members may name somebody of the staff when they complain.
            secrets.text(f"name of the {key}", *STAFF, "superuser", "owner", "fellow"),
        )
        for key, role in ROLES.items()
    }
    workers = ("officer", "supervisor", "researcher", "committee")
    people["owner"] = _member(association, secrets, "owner", *workers, phone="+966555700141")
    people["fellow"] = _member(association, secrets, "fellow", *OFFICE, phone="+966555700142")
    people["applicant"] = _applicant(association, secrets)
    people["former"] = _former_officer(association)
    return people


def make_other_people(other: Association) -> People:
    """Staff and a member of the other association, and people who belong to none."""
    people = {f"other_{key}": cast.make_staff(other, role) for key, role in ROLES.items()}
    people["other_member"] = cast.make_member(other)
    people["stranger"] = cast.make_person()
    people["superuser"] = cast.make_superuser()
    return people


def _member(
    association: Association, secrets: Secrets, key: str, *readers: str, phone: str
) -> User:
    readers = (key, *readers)
    number = secrets.keep(f"member number of the {key}", f"7714{phone[-4:]}", *readers)
    secrets.keep(f"mobile of the {key}", phone[-9:], *readers)
    address = secrets.keep(
        f"address of the {key}", f"zq{key}@secret.example", *readers, "superuser"
    )
    return cast.make_member(
        association,
        secrets.text(f"name of the {key}", *readers, "superuser"),
        number=number,
        phone=phone,
        email=address,
    )


def _applicant(association: Association, secrets: Secrets) -> User:
    readers = ("applicant", *OFFICE)
    user = cast.make_person(secrets.text("name of the applicant", *readers, "superuser"))
    Membership.objects.create(
        user=user,
        association=association,
        number=secrets.keep("member number of the applicant", "77149990", *readers),
        note=secrets.text("note of the applicant", *readers),
    )
    Membership.objects.create(
        user=user,
        association=association,
        number="77149991",
        status=Membership.Status.DECLINED,
        reason=secrets.text("reason of a refusal", *readers),
        decided_at=timezone.now(),
    )
    return user


def _former_officer(association: Association) -> User:
    user = cast.make_person()
    today = timezone.localdate()
    Appointment.objects.create(
        user=user,
        association=association,
        role=Role.RELATIONS_OFFICER,
        starts_on=cast.LONG_AGO,
        ends_on=today - timedelta(days=1),
    )
    return user
