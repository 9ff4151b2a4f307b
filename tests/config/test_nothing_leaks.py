"""Every address of the site and its admin, asked for by everyone, tells only what is theirs."""

from collections.abc import Iterator
from typing import NamedTuple
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.config.leaks.addresses import LEFT_OUT, Pattern, addresses, methods, patterns, searches
from tests.config.leaks.secrets import UNESCAPED
from tests.config.leaks.vault import Vault, build_vault
from tests.config.leaks.visits import Answer, Visitor

# The database is made for a mark; the vault lives through all tests of this module.
pytestmark = pytest.mark.django_db


class Effort(NamedTuple):
    """How much somebody tries: with how many sets of keys, searching, pressing buttons.

    Those who try one set take turns, and together try all.
    """

    sets: int = 1
    searches: bool = False
    acts: bool = False


ALL = 6
OUTSIDERS = {
    "anonymous": Effort(sets=ALL, searches=True, acts=True),
    "stranger": Effort(acts=True),
    "applicant": Effort(acts=True),
    "fellow": Effort(sets=ALL, acts=True),
    "former": Effort(acts=True),
    "other_member": Effort(),
    "other_officer": Effort(sets=ALL, searches=True, acts=True),
    "other_researcher": Effort(),
    "other_committee": Effort(),
    "other_delegate": Effort(),
    "other_editor": Effort(sets=ALL, searches=True, acts=True),
    "other_supervisor": Effort(searches=True, acts=True),
}
INSIDERS = {
    "owner": Effort(sets=ALL),
    "officer": Effort(sets=ALL, searches=True),
    "researcher": Effort(sets=ALL, searches=True),
    "committee": Effort(sets=ALL),
    "delegate": Effort(sets=ALL, searches=True),
    "editor": Effort(sets=ALL, searches=True),
    "supervisor": Effort(sets=ALL),
}
EVERYBODY = OUTSIDERS | INSIDERS
OK = 200
# Wagtail's, which fails where its one field is not sent at all, and tells nothing.
FAILS = {"POST /admin/choose-external-link/"}
# Kept, and on no page so far.
NOWHERE_YET = {"reason of a refusal", "a document being imported", "name of an upload"}
# What a member writes without meaning harm: a draft of their own.
# Throwing one's own draft away takes its files along.
# So does what an officer wrote beside it, which a member's draft never has.
OWN_THINGS = {"services_requestdraft", "services_requestfile", "services_intakedraft"}


@pytest.fixture(scope="module")
def vault(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Vault]:
    """Built once for all who visit; nothing of it stays.

    It lives in a transaction around those of the tests, whose end would close the connection.
    Documents lie on the disk: Wagtail's view does not find those that are kept in memory.
    """
    on_disk = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path_factory.mktemp("media")},
        }
    }
    with (
        override_settings(STORAGES=on_disk),
        django_db_blocker.unblock(),
        patch.object(connection, "close"),
        transaction.atomic(),
    ):
        yield build_vault()
        transaction.set_rollback(True)


class Round:
    """One person's round of all addresses: what they found that is not theirs to know."""

    def __init__(self, vault: Vault, person: str, token: str = "") -> None:
        self.vault, self.person = vault, person
        self.visitor = Visitor(vault.people.get(person), token)
        self.effort = EVERYBODY[person]
        turn = list(EVERYBODY).index(person) % ALL
        self.keys = (vault.key_sets[turn:] + vault.key_sets[:turn])[: self.effort.sets]
        self.told: set[str] = set()
        self.faults: list[str] = []

    def go(self, only: str = "") -> None:
        """Open every address; then ask each to act, with nothing filled in."""
        patterns_asked = [
            one for one in patterns() if one.form not in LEFT_OUT and one.form.startswith(only)
        ]
        for pattern in patterns_asked:
            for address in addresses(pattern, self.keys):
                if self.visit(address).status == OK and self.effort.searches:
                    self.search(address, pattern)
        for pattern in patterns_asked if self.effort.acts else []:
            for method in methods(pattern):
                self.press(addresses(pattern, self.keys[:1])[0], method)

    def search(self, address: str, pattern: Pattern) -> None:
        for query in searches(pattern):
            if "export=csv" in self.visit(address + query).body:
                self.visit(address + "?export=csv")
                self.visit(address + "?export=xlsx")

    def press(self, address: str, method: str) -> None:
        touched = self.visit(address, method).tables - OWN_THINGS
        if touched:
            self.faults.append(f"{method} {address} wrote to {sorted(touched)}")

    def visit(self, address: str, method: str = "GET") -> Answer:
        answer = self.visitor.visit(address, method)
        said = f"{method} {address} ({answer.status})"
        if answer.status >= 500 and f"{method} {address}" not in FAILS:
            self.faults.append(f"{said} failed")
        if answer.is_page and UNESCAPED in answer.body:
            self.faults.append(f"{said} runs what somebody typed")
        for secret in self.vault.secrets.told_by(answer.body, address=address):
            if self.person in secret.readers:
                self.told.add(secret.mark)
            else:
                self.faults.append(f"{said} tells {secret.what}")
        return answer


def test_every_address_is_asked_for(vault: Vault) -> None:
    unknown = []
    for pattern in patterns():
        try:
            addresses(pattern, vault.key_sets)
        except KeyError as gap:
            unknown.append(f"{pattern.form}: what is {gap} the key of?")
    assert not unknown, "\n".join(unknown)
    assert set(LEFT_OUT) <= {pattern.form for pattern in patterns()}


@pytest.mark.parametrize("person", OUTSIDERS)
def test_outsiders_find_nothing_and_change_nothing(vault: Vault, person: str) -> None:
    walk = Round(vault, person)
    walk.go()
    assert not walk.faults, "\n".join(walk.faults)


def test_insiders_read_what_is_theirs_and_no_more(vault: Vault) -> None:
    """And so each mark is found by somebody: where it stands, it would be found by others too."""
    faults: list[str] = []
    told: set[str] = set()
    for person in INSIDERS:
        walk = Round(vault, person)
        walk.go()
        faults += [f"{person}: {fault}" for fault in walk.faults]
        told |= walk.told
    assert not faults, "\n".join(faults)
    shown = [one for one in vault.secrets.all if one.readers and one.what not in NOWHERE_YET]
    assert [one.what for one in shown if one.mark not in told] == []


@pytest.mark.parametrize("person", ["other_editor", "other_supervisor"])
def test_a_token_opens_no_more_than_its_bearer_may_see(vault: Vault, person: str) -> None:
    walk = Round(vault, person, token=vault.tokens[person])
    walk.go("api/")
    assert not walk.faults, "\n".join(walk.faults)
