"""Finding requests by reference, name, mobile or member number, however they are typed.

Each is looked up by an index of its own and gives at most `MOST` requests. Names are looked for
among the people of the associations that search, and the first `MOST_PEOPLE` of a name count.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, User
from accounts.models.name_words import named
from accounts.models.phone_ends import DIGITS, LastFour
from saudi.text import ascii_digits, fold
from services.models import Intake, ServiceRequest

Requests = QuerySet[ServiceRequest]

MOST = 500
MOST_PEOPLE = 200
_LEAST_OF_A_REFERENCE = 3
_SAUDI = "+966"
_BEHIND_ALL_DIGITS = "~"


@dataclass(frozen=True)
class Found:
    """The keys of the requests; `is_cut`: there may be more, and the person should say more."""

    keys: set[int]
    is_cut: bool


def found_by(text: str, requests: Requests, association_ids: Collection[int]) -> Found:
    """Which of `requests`, all of those associations, `text` finds.

    A handful of queries, each cut off at its limit, however many requests there are.
    """
    people: set[int] = set()
    intakes: set[int] = set()
    is_cut = False
    for of_people, of_intakes in _who(text):
        called = _first(_people(association_ids).filter(of_people), "pk", MOST_PEOPLE)
        written = _intakes(association_ids).filter(of_intakes)
        taken_in = _first(written, "request_id", MOST_PEOPLE)
        is_cut = is_cut or MOST_PEOPLE in (len(called), len(taken_in))
        people |= called
        intakes |= taken_in
    members = Membership.objects.filter(
        association__in=association_ids, number__in=_as_numbers(text)
    )
    people |= _first(members, "user_id", MOST_PEOPLE)
    conditions = [_reference(text), Q(person__in=people), Q(pk__in=intakes)]
    found = [_first(requests.filter(one), "pk", MOST) for one in conditions]
    return Found(set().union(*found), is_cut or any(len(keys) == MOST for keys in found))


def _first(rows: QuerySet[Any], field: str, most: int) -> set[int]:
    return set(rows.order_by().values_list(field, flat=True)[:most])


def _people(association_ids: Collection[int]) -> QuerySet[User]:
    """Members of those associations, and others who asked for something there."""
    here = {"association__in": association_ids}
    member = Exists(Membership.objects.filter(user=OuterRef("pk"), **here).order_by())
    asked = Exists(ServiceRequest.objects.filter(person=OuterRef("pk"), **here).order_by())
    return User.objects.alias(end=LastFour("phone")).filter(Q(member) | Q(asked))


def _intakes(association_ids: Collection[int]) -> QuerySet[Intake]:
    """What was taken in there for people who had no account."""
    here = ServiceRequest.objects.filter(pk=OuterRef("request"), association__in=association_ids)
    return Intake.objects.alias(end=LastFour("phone")).filter(Exists(here.order_by()))


def _who(text: str) -> Iterator[tuple[Q, Q]]:
    """Conditions on people, and on whom intakes name: every word stands in the name, or their
    mobile is or ends so."""
    digits = "".join(char for char in ascii_digits(text) if char.isdigit())
    if any(char.isalpha() for char in text):
        written = Q()
        for word in fold(text).split():
            written &= Q(name_folded__contains=word)
        yield named(text), written
    elif len(digits) >= DIGITS:
        local = digits.removeprefix("00").removeprefix("966").lstrip("0")
        for one in (
            _begins("phone", _SAUDI + local),
            Q(end=digits[-DIGITS:], phone__endswith=digits),
        ):
            yield one, one


def _begins(field: str, digits: str) -> Q:
    """As a range rather than by LIKE, for which SQLite uses no index."""
    return Q(**{f"{field}__gte": digits, f"{field}__lt": _next(digits)})


def _next(digits: str) -> str:
    """What comes after all that begins with `digits`."""
    kept = digits.rstrip("9")
    if not kept or not kept[-1].isdigit():
        return digits + _BEHIND_ALL_DIGITS
    return kept[:-1] + str(int(kept[-1]) + 1)


def _reference(text: str) -> Q:
    """The whole of a reference, or its beginning where at least three digits are typed."""
    written = "".join(char for char in ascii_digits(text) if char.isalnum())
    if written.isdecimal() and len(written) >= _LEAST_OF_A_REFERENCE:
        return _begins("reference", written)
    return Q(reference=written.upper())


def _as_numbers(text: str) -> set[str]:
    """The member numbers that may be meant; letters in them are often written large."""
    number = " ".join(ascii_digits(text).split())
    return {number, number.upper()}
