"""What the demo's content is written down in."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from home.models import Association
from services.models import Kind, Route, ServicePage


class Both(NamedTuple):
    """A text in Arabic and in English."""

    ar: str
    en: str

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.ar


NOTHING = Both("", "")
FREE = Both("مجانية", "Free")


@dataclass(frozen=True)
class Facts:
    """An association as it is: what its policy document and letterhead say."""

    slug: str
    name: Both
    legal_kind: str
    brand_colour: str
    emblem: str
    tagline: Both
    about: Both
    people_term: str = Association.PeopleTerm.MEMBERS
    regulator: Both = NOTHING
    register_number: str = ""
    website: str = ""
    promised_working_days: int = 15

    @property
    def serves_beneficiaries(self) -> bool:
        return self.people_term == Association.PeopleTerm.BENEFICIARIES

    def word(self, for_members: Both, for_beneficiaries: Both) -> Both:
        return for_beneficiaries if self.serves_beneficiaries else for_members


@dataclass(frozen=True)
class Approval:
    """What a policy document says of its approval; signatories as (office, presence)."""

    meeting: Both = NOTHING
    hijri_printed: str = ""
    hijri_read: str = ""
    gregorian_printed: str = ""
    approved_on: date | None = None
    weekday_printed: str = ""
    effective_from: date | None = None
    signatories: list[tuple[Both, str]] = field(default_factory=list)
    decision_floor_days: int | None = None


@dataclass(frozen=True)
class Field:
    """A field of a service's form; `name` is what its answer is kept under."""

    name: str
    kind: str
    label: Both
    help: Both = NOTHING
    required: bool = True
    choices: tuple[Both, ...] = ()


@dataclass(frozen=True)
class Service:
    """A service as such an association would offer it."""

    slug: str
    title: Both
    summary: Both
    description: Both
    audience: Both
    fields: tuple[Field, ...]
    route: str = Route.DIRECT
    working_days: int = 3
    cost: Both = FREE
    needs: tuple[Both, ...] = ()
    open_to: str = ServicePage.OpenTo.MEMBERS
    kind: str = Kind.SERVICE


class Answer(NamedTuple):
    """A question and its answer; or, where `is_myth`, what people think and what is right."""

    question: Both
    answer: Both
    is_myth: bool = False
