"""The rules of casework once more, said another way than the code says them.

`RULES` is the table of verbs: who may, from where to where, with what. A verb that is exported
from `services.casework`, `services.committee` or `services.intake` gets a line in it, or, where it
needs more than a case, a try of its own; `test_casework_keeps_its_rules` demands it.
"""

from collections.abc import Callable

from tests.services.chance import at_any_time, ended, until_decided, until_delivered
from tests.services.chance.rule import Rule
from tests.services.chance.who import announcer, hears
from tests.services.chance.world import HEARD, Case, World

RULES: dict[str, Rule] = {
    **until_decided.RULES,
    **until_delivered.RULES,
    **at_any_time.RULES,
    **ended.RULES,
}


def undecided(world: World, case: Case) -> bool:
    return case.waiting_to_be_told is None


# Moves that need more than a case: a sitting, a decision, a code. When they are open, and to whom.
MOVES: dict[str, tuple[Callable[[World, Case, str], bool], Callable[[World, Case], bool]]] = {
    "decide": (hears, lambda world, case: case.state in HEARD and undecided(world, case)),
    "revoke_decision": (
        hears,
        lambda world, case: case.state in HEARD and not undecided(world, case),
    ),
    "postpone": (hears, lambda world, case: case.state in HEARD),
    "recuse": (announcer, lambda world, case: case.state in HEARD),
    "send_back": (
        announcer,
        lambda world, case: case.state == "with_committee" and undecided(world, case),
    ),
    "accept": (
        announcer,
        lambda world, case: case.state in HEARD and case.waiting_to_be_told is True,
    ),
    "reject": (
        announcer,
        lambda world, case: case.state in HEARD and case.waiting_to_be_told is False,
    ),
    "claim": (lambda world, case, person: not case.owner, lambda world, case: True),
}


def open_moves(world: World, case: Case, person: str) -> set[str]:
    """The moves that are open to a person as the case stands."""
    by_table = {
        one.move or verb
        for verb, one in RULES.items()
        if one.who(world, case, person) and one.is_possible(world, case)
    }
    return by_table | {
        move for move, (may, is_open) in MOVES.items()
        if may(world, case, person) and is_open(world, case)
    }  # fmt: skip


# Verbs with a try of their own, beside the table.
TRIED_APART = {
    "services.submission": {"submit"},
    "services.intake.taking": {"take_in"},
    "services.intake.claiming": {"claim", "claim_offered"},
    "services.casework.assigning": {"assign_many"},
    "services.committee.sittings": {
        "plan_sitting", "put_on_agenda", "open_sitting", "close_sitting", "cancel_sitting",
    },
    "services.committee.decisions": {
        "recuse", "decide", "postpone", "send_back", "revoke_decision",
    },
    "services.committee.announcing": {"announce"},
}  # fmt: skip

# What is not tried, and why.
LEFT_OUT = {
    "services.casework.moving.make_move": "how every verb moves, and tried with each",
    "services.casework.answering.keep_and_sign": "a part of answer and attach",
    "services.casework.changing.change": "a part of amend and correct",
    "services.committee.sitting_log.write_down": "a part of each verb of a sitting",
    "services.committee.sittings.addable_cases": "reads; put_on_agenda goes by it",
    "services.intake.drafts.begin": "a draft is no case; sending it is take_in",
    "services.intake.drafts.send": "a draft is no case; sending it is take_in",
    "services.intake.drafts.save_person": "a draft is no case; sending it is take_in",
    "services.intake.taking.readable": "reads; a part of take_in",
    "services.intake.taking.sent_already": "reads; a part of take_in",
}
# Of the daily run, what concerns no case; all else is tried.
NOT_OF_CASES = {
    "refresh_groups": "of editors' groups",
    "send_lost_notices": "of notices, which tests of their own send",
    "measure_tables": "of the database's statistics",
    "make_lost_papers": "of letters and minutes, which tests of their own make",
}
