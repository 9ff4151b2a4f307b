"""The associations that are filled: their people, their pages."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Appointment, Membership, NameWord, User
from accounts.models.name_words import words_of_name
from home.models import Association, AssociationPage
from policies.approval import approve
from policies.models import PolicyIndexPage, PolicyPage, PolicyVersion
from saudi.text import fold
from services.demo.shapes import Both
from services.demo.tree import Pair, plant, plant_portal
from services.models import Route, ServiceIndexPage, ServicePage
from services.models.catalogue import Kind
from services.seeding.bulk import let_keys_go_on, write_rows

Role = Appointment.Role

# What part of everything each association has: one holds most of it.
SHARES = (0.8, 0.15, 0.05)
STAFF = (
    (Role.RELATIONS_OFFICER, 4),
    (Role.SOCIAL_RESEARCHER, 2),
    (Role.COMMITTEE_MEMBER, 3),
    (Role.SUPERVISOR, 1),
    (Role.APPEALS_MEMBER, 1),
    (Role.BRANCH_DELEGATE, 1),
)
SERVICES = (
    ("مساعدة طبية", Route.COMMITTEE, Kind.SERVICE),
    ("قرض حسن", Route.COMMITTEE, Kind.SERVICE),
    ("شهادة عضوية", Route.DIRECT, Kind.SERVICE),
    ("تحديث البيانات", Route.DIRECT, Kind.SERVICE),
    ("توصيل المنتجات", Route.DIRECT, Kind.SERVICE),
    ("اقتراح", Route.DIRECT, Kind.PROPOSAL),
    ("شكوى", Route.DIRECT, Kind.COMPLAINT),
    ("استفسار عام", Route.DIRECT, Kind.QUESTION),
)
FIRST = ("محمد", "نورة", "خالد", "سارة", "عبدالله", "هند", "فهد", "ريم", "سعد", "أمل", "ماجد")
FATHER = ("ناصر", "فيصل", "سلمان", "عيد", "بدر", "راشد", "يوسف", "تركي", "علي", "حسن", "صالح")
FAMILY = ("القحطاني", "الحربي", "الشهري", "العتيبي", "الغامدي", "الدوسري", "المطيري", "الزهراني")
SINCE = date(2020, 1, 1)
FLOOR_DAYS = 14
PASSWORD = "sila-load-1447"  # noqa: S105 - of invented people, in a database made to be thrown away
_BATCH = 10_000


@dataclass
class House:
    """One association with all that its requests need."""

    association: Association
    policy_version: PolicyVersion
    services: list[ServicePage]
    officers: list[User]
    researchers: list[User]
    delegates: list[User]
    member_ids: range
    membership_ids: range


def build_houses(chance: random.Random, members: int) -> list[House]:
    """The associations, with so many members among them, each with at least one."""
    portal = plant_portal()
    password = make_password(PASSWORD)
    return [
        _build(number, max(1, round(members * share)), portal, chance, password)
        for number, share in enumerate(SHARES, start=1)
    ]


def _build(number: int, members: int, portal: Pair, chance: random.Random, password: str) -> House:
    slug = f"load-{number}"
    association = Association.objects.create(
        slug=slug,
        name_ar=f"جمعية الحمل {number}",
        name_en=f"Load Cooperative {number}",
        legal_kind=Association.LegalKind.COOPERATIVE,
    )
    staff = {
        role: [
            _appointed(association, role, f"{role.value}{which}@{slug}.example", chance, password)
            for which in range(1, many + 1)
        ]
        for role, many in STAFF
    }
    home = plant(
        portal,
        AssociationPage,
        slug=slug,
        title=Both(association.name_ar, association.name_en),
        shared={"association": association},
    )
    index = plant(home, ServiceIndexPage, slug="services", title=Both("الخدمات", "Services"))
    services = [
        plant(
            index,
            ServicePage,
            slug=f"service-{which}",
            title=Both(title, f"Service {which}"),
            summary=Both("كُتبت لملء قاعدة البيانات.", "Written to fill the database."),
            shared={"request_route": route, "kind": kind},
        ).ar
        for which, (title, route, kind) in enumerate(SERVICES, start=1)
    ]
    member_ids, membership_ids = _join(association, members, chance)
    policy = _approved(home, staff[Role.SUPERVISOR][0])
    return House(
        association,
        policy,
        services,
        staff[Role.RELATIONS_OFFICER],
        staff[Role.SOCIAL_RESEARCHER],
        staff[Role.BRANCH_DELEGATE],
        member_ids,
        membership_ids,
    )


def _approved(home: Pair, supervisor: User) -> PolicyVersion:
    """The association's policy, in force since long ago, with a floor of days for decisions."""
    index = plant(home, PolicyIndexPage, slug="policies", title=Both("السياسات", "Policies"))
    text = Both("كُتبت لملء قاعدة البيانات.", "Written to fill the database.")
    policy = plant(
        index,
        PolicyPage,
        slug="policy",
        title=Both("سياسة الخدمات", "Service policy"),
        shared={"decision_floor_days": FLOOR_DAYS},
        body=lambda language: [("preamble", {"lead_in": text.in_(language), "clauses": []})],
    )
    return approve(page=policy.ar, by=supervisor, in_force_from=SINCE)


def _appointed(
    association: Association, role: str, email: str, chance: random.Random, password: str
) -> User:
    user = User(email=email, full_name=_name(chance), password=password)
    user.save()
    Appointment.objects.create(user=user, association=association, role=role, starts_on=SINCE)
    return user


def _name(chance: random.Random) -> str:
    parts = chance.choice(FIRST), chance.choice(FATHER), chance.choice(FATHER)
    return f"{parts[0]} بن {parts[1]} بن {parts[2]} {chance.choice(FAMILY)}"


def _join(association: Association, members: int, chance: random.Random) -> tuple[range, range]:
    """So many people with a mobile number and an active membership; the ranges of their keys."""
    first_user = _after(User)
    first_membership = _after(Membership)
    joined = timezone.now() - timedelta(days=4 * 365)
    for start in range(0, members, _BATCH):
        many = range(start, min(start + _BATCH, members))
        users, memberships, words = [], [], []
        for offset in many:
            name = _name(chance)
            pk = first_user + offset
            users.append(
                {
                    "id": pk,
                    "full_name": name,
                    "name_folded": fold(name),
                    "phone": f"+9665{pk:08}",
                    "email": None,
                    "phone_verified": True,
                    "password": "!",  # unusable
                    "last_login": None,
                    "date_joined": joined,
                }
            )
            words += [{"person_id": pk, "word": word} for word in words_of_name(fold(name))]
            memberships.append(
                {
                    "id": first_membership + offset,
                    "user_id": pk,
                    "association_id": association.pk,
                    "number": f"{10_000 + offset}",
                    "status": Membership.Status.ACTIVE.value,
                    "joined_on": joined.date(),
                    "applied_at": joined,
                    "decided_at": joined,
                    "decided_by_id": None,
                }
            )
        write_rows(User, users)
        first_word = _after(NameWord)
        write_rows(
            NameWord, [{"id": first_word + number} | word for number, word in enumerate(words)]
        )
        write_rows(Membership, memberships)
    let_keys_go_on(User, Membership, NameWord)
    return (
        range(first_user, first_user + members),
        range(first_membership, first_membership + members),
    )


def _after(model: type[User] | type[Membership] | type[NameWord]) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1
