"""`manage.py seed_load --requests 1000000 --members 100000`: a full database, for measuring."""

import random
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from home.models import Association
from services.models import ServiceRequest
from services.seeding.house import PASSWORD, build_houses
from services.seeding.requests import REFERENCES, write_requests

WIDTH = 40


class Command(BaseCommand):
    """Fills a database that holds no association yet, and no other: nothing real is touched."""

    help = (
        "Fill an empty database with invented requests and members, to measure with. "
        "Refuses where there is any association, request or demo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--requests", type=int, default=1000, help="How many (1000).")
        parser.add_argument("--members", type=int, default=100, help="How many (100).")
        parser.add_argument("--seed", type=int, default=1447, help="For the same data again.")

    def handle(self, *args: Any, **options: Any) -> None:
        many, members = options["requests"], options["members"]
        if not 0 < many <= REFERENCES or members < 1:
            raise CommandError("Give at least one request and one member.")
        if Association.objects.exists() or ServiceRequest.objects.exists():
            raise CommandError(
                "This database holds associations or requests. "
                "Invented ones are only written into an empty one."
            )
        begun = time.monotonic()
        chance = random.Random(options["seed"])  # noqa: S311 - to be the same again
        with translation.override("ar"):
            self.stderr.write("Associations, staff and members ...")
            houses = build_houses(chance, members)
            write_requests(houses, many, chance, Progress(many))
        seconds = time.monotonic() - begun
        self.stdout.write(f"{many} requests of {members} members in {seconds:.0f} s.")
        self.stdout.write(f"Sign in as relations_officer1@load-1.example with {PASSWORD}")


class Progress:
    """A bar on the standard error, drawn anew only where somebody watches."""

    def __init__(self, many: int) -> None:
        self.many, self.done, self.begun = many, 0, time.monotonic()

    def __call__(self, more: int) -> None:
        self.done += more
        if not sys.stderr.isatty() and self.done < self.many:
            return
        part = self.done / self.many
        bar = "█" * round(part * WIDTH)
        rate = self.done / max(time.monotonic() - self.begun, 0.001)
        sys.stderr.write(f"\r{bar:<{WIDTH}} {part:4.0%}  {self.done}  {rate:.0f}/s")
        sys.stderr.write("\n" if self.done == self.many else "")
        sys.stderr.flush()
