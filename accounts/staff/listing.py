"""What the lists in the Wagtail admin that one may export share."""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What a spreadsheet would take for a formula; numbers with their country code are none.
FORMULA = re.compile(r"[=+\-@\t\r](?![\d ]+$)")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def harmless(value: str) -> str:
    """The text, quoted where a spreadsheet would run it as a formula."""
    return f"'{value}" if FORMULA.match(value) else value


def csv_file(lines: Iterator[bytes]) -> Iterator[bytes]:
    """A CSV file of these lines, in the language that is active now.

    It begins with a mark by which spreadsheets know UTF-8, or Arabic comes out garbled.
    """
    language = translation.get_language()

    def written() -> Iterator[bytes]:
        yield BYTE_ORDER_MARK
        while True:
            # Lines are asked for after the answer has begun, when another language is active.
            with translation.override(language):
                line = next(lines, None)
            if line is None:
                return
            yield line

    return written()


def left_to_right(text: str) -> str:
    """A number or address that keeps its direction in an Arabic row."""
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text else ""


class ExportListing(SpreadsheetExportMixin, BaseListingView):
    """A searchable list with pages and exports; `exported` names its columns and their values."""

    is_searchable = True
    paginate_by: int | None = 25
    exported: ClassVar[dict[str, tuple[Any, Callable[[Any], str]]]] = {}

    request: HttpRequest

    @property
    def list_export(self) -> list[str]:
        return list(self.exported)

    @property
    def export_headings(self) -> dict[str, Any]:
        return {name: heading for name, (heading, _value) in self.exported.items()}

    def to_row_dict(self, item: Model) -> dict[str, str]:
        values = {name: value(item) for name, (_heading, value) in self.exported.items()}
        return {name: harmless(str(value)) for name, value in values.items()}

    def stream_csv(self, queryset: "QuerySet[Any]") -> Iterator[bytes]:
        return csv_file(super().stream_csv(queryset))

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if self.is_export:
            wanted = self.request.GET.get("export")
            export: HttpResponse = self.as_spreadsheet(context["object_list"], wanted)
            return export
        response: HttpResponse = super().render_to_response(context, **options)
        return response
