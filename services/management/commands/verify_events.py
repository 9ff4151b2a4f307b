"""`manage.py verify_events`: is the record of what happened to every case still whole?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from home.models import Association
from services.audit_check import ChainCheck, Fault

# A fingerprint is taken a little in the past: what is being written now comes after it.
SETTLED = timedelta(minutes=1)
STAMP = "%Y%m%dT%H%M%SZ"


class Command(BaseCommand):
    help = (
        "Checks the chain of events of every case, and what was attested. Prints each fault, and "
        "a fingerprint to be noted down: given back with --expect it shows whether anything from "
        "before that moment, a whole case even, is gone or another. Exit code 1 on any fault."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--association", metavar="SLUG", help="the cases of this one only")
        parser.add_argument(
            "--since", type=moment, metavar="DATE", help="only cases to which something happened"
        )
        parser.add_argument(
            "--until", type=moment, metavar="DATE", help="take the fingerprint as of then"
        )
        parser.add_argument("--expect", metavar="FINGERPRINT", help="as it was noted down")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each fault")

    def handle(self, **options: Any) -> None:
        expected, until = options["expect"], options["until"]
        if expected and (options["since"] or until):
            raise CommandError("A fingerprint says itself until when; leave the days out.")
        if expected:
            until = moment_of(expected)
        check = ChainCheck(
            until=(until or timezone.now() - SETTLED).replace(microsecond=0),
            association=association(options["association"]),
            since=options["since"],
            progress=self.told_progress if options["verbosity"] > 0 else None,
        )
        many = 0
        for fault in check.faults():
            many += 1
            self.stdout.write(line(fault, as_json=options["json"]))
        fingerprint = "" if options["since"] else f"{check.until:{STAMP}}.{check.fingerprint}"
        is_as_expected = expected in (None, fingerprint)
        self.tell(check, fingerprint, many, is_as_expected, as_json=options["json"])
        if not is_as_expected:
            raise CommandError(f"The fingerprint was to be {expected}.", returncode=1)
        if many:
            raise CommandError(f"{many} faults.", returncode=1)

    def told_progress(self, events: int) -> None:
        self.stderr.write(f"{events} events so far")

    def tell(
        self, check: ChainCheck, fingerprint: str, faults: int, expected: bool, *, as_json: bool
    ) -> None:
        if as_json:
            summary = {
                "events": check.events,
                "faults": faults,
                "fingerprint": fingerprint,
                "as_expected": expected,
            }
            self.stdout.write(json.dumps(summary))
            return
        self.stdout.write(f"{check.events} events, {faults} faults")
        if fingerprint:
            self.stdout.write(f"fingerprint {fingerprint}")


def line(fault: Fault, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(asdict(fault))
    return f"{fault.reference} {fault.sequence} {fault.kind}: {fault.found}"


def association(slug: str | None) -> Association | None:
    if slug is None:
        return None
    found = Association.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no association {slug}.", returncode=2)
    return found


def moment(text: str) -> datetime:
    """A day, from its beginning here, or a moment; ValueError for neither."""
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def moment_of(fingerprint: str) -> datetime:
    try:
        return datetime.strptime(fingerprint.split(".")[0], STAMP).replace(tzinfo=UTC)
    except ValueError as error:
        raise CommandError("This is no fingerprint.", returncode=2) from error
