"""Do what has become due: announcing, reminding, closing, telling supervisors."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from services.daily import Outcome, run_daily

AN_HOUR = 60 * 60


class Command(BaseCommand):
    help = (
        "Announce decisions whose day has come, remind of unanswered questions, close requests "
        "that were not answered, tell supervisors of days that are near or missed. Safe to run "
        "more than once a day; ends with an error when a part of it failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hourly", action="store_true", help="go on, and run every hour")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = self.report(run_daily())
        while options["hourly"]:
            close_old_connections()
            time.sleep(AN_HOUR)
            failed = self.report(run_daily())
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")

    def report(self, outcomes: list[Outcome]) -> list[str]:
        """Print what was done; the names of the tasks of which something failed."""
        for one in outcomes:
            if one.done or one.failed:
                self.stdout.write(f"{one.name}: {one.done} done, {one.failed} failed")
        return [one.name for one in outcomes if one.failed]
