"""`manage.py import_policy`: a policy document to a draft page."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.models import Association, AssociationPage
from policies.drafting import Imported, import_policy
from policies.importing.messages import refusal
from policies.importing.refusals import FileRefusedError
from policies.importing.result import KINDS

REFUSED = 2


def _not_opened(file: Path) -> str:
    """Why a file can't be read, in words of our own: those of the system are in its language."""
    if file.is_dir():
        message = _("“%(name)s” is a folder, not a file.")
    elif not file.exists():
        message = _("There is no file “%(name)s”.")
    else:
        message = _("The file “%(name)s” can't be opened.")
    return message % {"name": file}


class Command(BaseCommand):
    """Exit code 0: imported; 2: refused, nothing created, the reason on standard error."""

    help = "Read a policy document (text, Markdown, DOCX or PDF) into a draft policy page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--association", required=True, metavar="SLUG")
        parser.add_argument("--publish", action="store_true", help="publish the page at once")
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        imported = self.imported(**options)
        if options["json"]:
            found = imported.parsed.to_json()
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.report(imported)

    def imported(self, *, file: Path, association: str, publish: bool, **options: Any) -> Imported:
        try:
            return import_policy(
                association=Association.objects.get(slug=association),
                name=file.name,
                data=file.read_bytes(),
                by=None,
                publish=publish,
            )
        except FileRefusedError as error:
            raise CommandError(str(refusal(error.code)), returncode=REFUSED) from error
        except OSError as error:
            raise CommandError(_not_opened(file), returncode=REFUSED) from error
        except Association.DoesNotExist as error:
            known = ", ".join(Association.objects.order_by("slug").values_list("slug", flat=True))
            message = _("There is no association “%(slug)s”. There are: %(known)s.") % {
                "slug": association,
                "known": known or "–",
            }
            raise CommandError(message, returncode=REFUSED) from error
        except AssociationPage.DoesNotExist as error:
            message = _("The association “%(slug)s” has no page yet; make its home page first.")
            raise CommandError(message % {"slug": association}, returncode=REFUSED) from error

    def report(self, imported: Imported) -> None:
        page, parsed = imported.page, imported.parsed
        state = _("published") if page.live else _("draft")
        self.stdout.write(f"{page.title} ({state}, #{page.pk})")
        for kind in KINDS:
            self.stdout.write(f"  {kind}: {len(parsed.items(kind))}")
        number = len(parsed.warnings)
        self.stdout.write(
            ngettext("%(number)s warning:", "%(number)s warnings:", number) % {"number": number}
        )
        for warning in parsed.warnings:
            place = f"{warning.line}, {warning.section}"
            self.stdout.write(f"  {warning.code} ({place}): {warning.text}")
