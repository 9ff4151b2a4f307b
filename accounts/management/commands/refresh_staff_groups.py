"""Make every association's editor groups follow today's appointments."""

from django.core.management.base import BaseCommand

from accounts.editor_groups import refresh_all_groups


class Command(BaseCommand):
    help = (
        "Make every association's editor groups follow the appointments in force today. "
        "Access follows them without it; run it after midnight so that mails do too."
    )

    def handle(self, *args: object, **options: object) -> None:
        refresh_all_groups()
