"""`manage.py follow_base_url`: links carry the host and port of BASE_URL."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from home.address import follow_base_url


class Command(BaseCommand):
    help = "Give the default site, which absolute links are made from, the address of BASE_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            site = follow_base_url()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if site is not None:
            self.stdout.write(f"Links lead to {site.root_url} from now on.")
