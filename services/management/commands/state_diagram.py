"""`manage.py state_diagram`: the states of a case, drawn from the code into the staff guide."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from services.state_guide import markdown

GUIDE = Path(settings.ROOT) / "site" / "docs" / "staff-guide.md"
BEGIN = "<!-- Drawn by manage.py state_diagram --write -->"
END = "<!-- Drawn until here -->"


class Command(BaseCommand):
    help = "Prints the diagram of states, writes it into the staff guide, or checks it there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--write", action="store_true", help="put it into the staff guide")
        how.add_argument("--check", action="store_true", help="exit code 1 where that is stale")

    def handle(self, **options: Any) -> None:
        with translation.override("en"):
            drawn = markdown()
        if not (options["write"] or options["check"]):
            self.stdout.write(drawn)
            return
        stands = GUIDE.read_text(encoding="utf-8")
        fresh = with_drawing(stands, drawn)
        if options["write"]:
            GUIDE.write_text(fresh, encoding="utf-8")
        elif fresh != stands:
            raise CommandError("The staff guide is stale: run manage.py state_diagram --write.")


def with_drawing(guide: str, drawn: str) -> str:
    """The guide with `drawn` between its two marks; CommandError where they are missing."""
    before, begin, rest = guide.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise CommandError(f"{GUIDE.name} has no place for the diagram.")
    return f"{before}{begin}\n\n{drawn}\n\n{end}{after}"
