"""`manage.py load_demo`: five associations to try Sila with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.models import Association
from services.demo.associations import ASSOCIATIONS
from services.demo.build import build_demo
from services.demo.clearing import forget_everything
from services.demo.people import ADMIN_EMAIL, DEMO_PASSWORD, MEMBERS, STAFF


class Command(BaseCommand):
    """Builds the demo where there is no association yet, and prints its sign-ins."""

    help = "Load five demo associations into an empty database, and print the sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="First forget everything in the database: people, requests, pages.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"]:
            forget_everything()
        if Association.objects.exists():
            self.stdout.write("There are associations already; nothing was changed.")
        else:
            self.stdout.write("Building the demo ...")
            build_demo(lambda name: self.stdout.write(f"  {name}"))
        if any(Association.objects.filter(slug=one.slug).exists() for one in ASSOCIATIONS):
            self.print_sign_ins()

    def print_sign_ins(self) -> None:
        mailboxes = [mailbox for mailbox, _name in MEMBERS] + [one.mailbox for one in STAFF]
        slugs = ", ".join(one.slug for one in ASSOCIATIONS)
        self.stdout.write(
            f"\nDemo sign-ins, all with the password  {DEMO_PASSWORD}\n"
            f"  {'everything':<16}{ADMIN_EMAIL}\n"
            f"  {'an association':<16}<who>@<association>.example\n"
            f"  {'  who':<16}{', '.join(mailboxes)}\n"
            f"  {'  association':<16}{slugs}\n"
            f"  {'for example':<16}officer@awasir.example, member1@awasir.example\n"
        )
