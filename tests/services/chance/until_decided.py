"""The rules from submission to the committee, and of appeals."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from services.casework import Finding
from services.casework.moving import BY_HAND
from services.unanswered import close_unanswered, remind
from tests.cast import Role
from tests.services.chance.rule import Given, Rule, by_the_site, sets, text
from tests.services.chance.who import officer, owner, researcher, site
from tests.services.chance.world import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    OPEN,
    Case,
    Referral,
    World,
    ahead,
)

Then = Callable[[World, Case, Given], None]


def findings(world: World, case: Case) -> Given:
    good = world.ticks % 5 > 0
    return {"findings": {"need": Finding(good, True, note=world.new_text())}, "_good": good}


def found(world: World, case: Case, given: Given) -> None:
    case.checked = given["_good"]


def question(world: World, case: Case) -> Given:
    """With a last day for the answer of the officer's own, or the association's."""
    own = world.soon() if world.ticks % 2 else None
    return {"text": world.new_text(), "due_on": own}


def is_asked(world: World, case: Case, given: Given) -> None:
    case.asked_on, case.reminded_on = world.today, None
    case.answer_by = given["due_on"] or ahead(world.today, ANSWER_DAYS)


def to_research(world: World, case: Case) -> Given:
    free = [
        person
        for person in world.holding(Role.SOCIAL_RESEARCHER)
        if world.works_as(case, person, Role.SOCIAL_RESEARCHER)
    ]
    to = world.pick(["", *free])
    return {
        "question": "ما وضع الأسرة؟",
        "due_on": world.soon(),
        "assigned_to": world.people.get(to),
        "_to": to,
    }


def is_referred(world: World, case: Case, given: Given) -> None:
    number = len(case.referrals) + 1
    case.referrals.append(Referral(given["_to"], given["due_on"], number=number))


def comes_back(*, recalled: bool) -> Then:
    def then(world: World, case: Case, given: Given) -> None:
        for one in case.referrals:
            one.is_recalled |= one.is_open and recalled
            one.was_reported |= one.is_open and not recalled
            one.is_open = False

    return then


def signed(world: World, case: Case) -> Given:
    return {"signed_name": "نورة"}


def changed(world: World, case: Case) -> Given:
    return {"answers": {"need": world.new_text()}, "signed_name": "نورة"}


def corrected(world: World, case: Case) -> Given:
    return {"answers": {"need": world.new_text()}, "message": "كما قلت في الهاتف"}


def within_the_window(world: World, case: Case) -> bool:
    on = case.rejected_on
    in_time = on is not None and world.today <= on + timedelta(days=APPEAL_DAYS)
    return in_time and not case.was_appealed


def is_appealed(world: World, case: Case, given: Given) -> None:
    case.was_appealed = True
    case.clock_starts_anew(world.today)


RULES: dict[str, Rule] = {
    "start_verification": Rule(officer, {"submitted"}, "verifying", route="committee"),
    "record_checks": Rule(officer, {"verifying"}, arguments=findings, then=found),
    "ask": Rule(officer, {"verifying"}, "information_required", arguments=question, then=is_asked),
    "answer": Rule(owner, {"information_required"}, "verifying", arguments=text),
    "record_answer": Rule(
        officer,
        {"information_required"},
        "verifying",
        arguments=lambda world, case: {"text": world.new_text(), "channel": world.pick(BY_HAND)},
    ),
    "remind": Rule(
        site,
        {"information_required"},
        allowed=lambda world, case: case.reminded_on is None,
        then=lambda world, case, given: setattr(case, "reminded_on", world.today),
        call=by_the_site("remind", remind),
        takes_version=False,
    ),
    "close_unanswered": Rule(
        site,
        {"information_required"},
        "closed",
        call=by_the_site("close_unanswered", close_unanswered),
        takes_version=False,
    ),
    "refer": Rule(
        officer, {"verifying"}, "social_research", arguments=to_research, then=is_referred
    ),
    "report": Rule(
        researcher,
        {"social_research"},
        "verifying",
        arguments=lambda world, case: {"report": "ت", "finding": "ن"},
        then=comes_back(recalled=False),
    ),
    "recall": Rule(
        officer,
        {"social_research"},
        "verifying",
        arguments=lambda world, case: {"reason": "لم يعد لازماً"},
        then=comes_back(recalled=True),
    ),
    "attach": Rule(
        owner,
        OPEN,
        arguments=lambda world, case: {
            "files": [SimpleUploadedFile("a.pdf", b"%PDF-a")],
            "signed_name": "نورة",
        },
        then=sets(attested=True),
    ),
    "amend": Rule(owner, OPEN, arguments=changed, then=sets(attested=True, checked=False)),
    "correct": Rule(officer, OPEN, arguments=corrected, then=sets(attested=False, checked=False)),
    "sign": Rule(
        owner,
        OPEN,
        arguments=signed,
        allowed=lambda world, case: not case.attested,
        then=sets(attested=True),
    ),
    "record_signature": Rule(
        officer,
        OPEN,
        arguments=lambda world, case: {
            "method": "spoken",
            "signed_name": "نورة",
            "internal_note": "الشاهد خالد",
        },
        allowed=lambda world, case: not case.attested,
        then=sets(attested=True),
    ),
    "present": Rule(
        officer,
        {"verifying"},
        "with_committee",
        allowed=lambda world, case: case.attested and case.checked,
    ),
    "appeal": Rule(
        owner,
        {"rejected"},
        "appealed",
        arguments=lambda world, case: {"reason": "لا أوافق"},
        allowed=within_the_window,
        then=is_appealed,
    ),
    "withdraw": Rule(owner, OPEN | {"with_committee"}, "withdrawn"),
}
