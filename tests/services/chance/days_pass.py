"""Rules of days that pass, of what the site does by itself, and of a staff that changes."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.appointments import appoint, end_appointment
from home.models import Association
from services import daily
from tests.cast import Role
from tests.services.casework_rules import NOT_OF_CASES, RULES
from tests.services.chance.people_act import PeopleAct
from tests.services.chance.world import ENDS, HEARD, PROMISED_DAYS, SITE, STAFF, Case

# Time stops here: the closed days of the months before are listed, and codes still hold.
LAST_MONTH = 12
# Who is away for a while; those who can do most come back last.
AWAY = ([], [Role.SUPERVISOR], [Role.RELATIONS_OFFICER, Role.SUPERVISOR])


class DaysPass(PeopleAct):
    # By what each daily task is expected and run here.
    DAILY = {
        "announce": "announces_what_is_due",
        "remind": "reminds",
        "close_unanswered": "closes_unanswered",
        "unassign": "unassigns",
        "escalate": "escalates",
        "escalate_reports": "escalates_reports",
    }

    # Days.

    @rule(days=st.integers(1, 4), runs=st.sampled_from([True, True, False]), data=st.data())
    def days_pass(self, days: int, runs: bool, data: st.DataObject) -> None:
        """With the site's own work after them or without, as where it stood still."""
        for _ in range(days if self.world.today.month < LAST_MONTH else 0):
            self.a_day_passes()
        if runs:
            self.the_site_does_its_daily_work()
        else:
            self.work(data)

    @rule(verb=st.sampled_from(["ask", "refer"]), gone=st.integers(0, len(AWAY) - 1))
    def what_was_asked_is_left_waiting(self, verb: str, gone: int) -> None:
        """Of the member or of a researcher, past its day, while the site does its own work.

        Sometimes there is nobody to supervise, or no officer either; they come back at the end.
        """
        for case in self.world.cases.values():
            able = self.able(case)
            if "start_verification" in able:
                self.attempt(case, "start_verification", able["start_verification"][0])
            if verb in (able := self.able(case)):
                self.attempt(case, verb, able[verb][0])
                break
        left = [(key, role) for role in AWAY[gone] for key in self.world.holding(role)]
        for key, role in left:
            self.leaves(key, role)
        for _ in range(3 if self.world.today.month < LAST_MONTH else 0):
            self.a_day_passes()
            self.a_day_passes()
            self.the_site_does_its_daily_work()
        for key, role in left:
            self.arrives(key, role)
            self.the_site_does_its_daily_work()

    def the_site_does_its_daily_work(self) -> None:
        """What is due by an account of its own is done, and nothing else."""
        for name in daily.TASKS:
            if name not in NOT_OF_CASES:
                getattr(self, self.DAILY[name])()

    def runs(self, task: str, verb: str, due: list[Case]) -> None:
        assert daily.TASKS[task]() == (len(due), 0), (task, [case.key for case in due])
        given: dict[str, Any] = {"_by": SITE}
        for case in due:
            one = RULES[verb]
            self.happens(case, verb, one.ends)
            one.then(self.world, case, given)
            self.tally.tries += 1
            self.tally.done[verb, SITE] += 1

    def announces_what_is_due(self) -> None:
        today = self.world.today
        due = [
            case
            for case in self.world.cases.values()
            if case.waiting_to_be_told is not None
            and case.state in HEARD
            and case.may_be_told_on(today)
        ]
        assert daily.TASKS["announce"]() == (len(due), 0)
        for case in due:
            self.is_told(case, SITE)

    def is_told(self, case: Case, person: str) -> None:
        raise NotImplementedError

    def asked(self) -> list[Case]:
        cases = self.world.cases.values()
        return [case for case in cases if case.state == "information_required"]

    def reminds(self) -> None:
        today = self.world.today
        due = [
            one for one in self.asked() if not one.reminded_on and today >= one.is_reminded_from()
        ]
        self.runs("remind", "remind", due)

    def closes_unanswered(self) -> None:
        today, due = self.world.today, []
        for case in self.asked():
            until = case.may_be_answered_until()
            due += [case] if until and today > until else []
        self.runs("close_unanswered", "close_unanswered", due)

    def unassigns(self) -> None:
        world, rule_of_it = self.world, RULES["unassign"]
        due = [
            case
            for case in world.cases.values()
            if case.state not in ENDS and rule_of_it.is_possible(world, case)
        ]
        self.runs("unassign", "unassign", due)

    def escalates(self) -> None:
        world, rule_of_it = self.world, RULES["escalate"]
        due = [
            case
            for case in world.cases.values()
            if case.is_pressing(world.today) and rule_of_it.is_possible(world, case)
        ]
        self.runs("escalate", "escalate", due)

    def escalates_reports(self) -> None:
        rule_of_it = RULES["escalate_report"]
        cases = self.world.cases.values()
        due = [case for case in cases if rule_of_it.is_possible(self.world, case)]
        self.runs("escalate_reports", "escalate_report", due)

    # The association.

    @rule(days=st.sampled_from(PROMISED_DAYS))
    def the_association_promises_otherwise(self, days: int) -> None:
        """Of requests that are there already nothing changes."""
        association = Association.objects.get(pk=self.scene.association.pk)
        association.promised_working_days = self.world.promised_days = days
        association.save()

    @rule(
        key=st.sampled_from(list(STAFF)), role=st.sampled_from(sorted(set(STAFF.values()))),
        data=st.data(),
    )  # fmt: skip
    def the_staff_changes(self, key: str, role: str, data: st.DataObject) -> None:
        self.change_staff(key, role)
        self.work(data)

    def change_staff(self, key: str, role: str) -> None:
        """Somebody's appointment ends; who has none is appointed again, sometimes to two roles."""
        held = self.world.roles[key]
        if Role(role) in held or len(held) > 1:
            self.leaves(key, min(held))
            return
        for new in {STAFF[key]} - held or {Role(role)}:
            self.arrives(key, new)

    def leaves(self, key: str, role: Role) -> None:
        boss = self.scene.people["superuser"]
        appointment = self.scene.people[key].appointments.get(ended_at=None, role=role)
        end_appointment(appointment=appointment, by=boss)
        self.world.roles[key] = self.world.roles[key] - {role}

    def arrives(self, key: str, role: Role) -> None:
        appoint(
            user=self.scene.people[key], association=self.scene.association, role=role,
            starts_on=self.world.today, by=self.scene.people["superuser"],
        )  # fmt: skip
        self.world.roles[key] = self.world.roles[key] | {role}
