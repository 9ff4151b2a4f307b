"""The work list as a spreadsheet: what is filtered, with the columns that are chosen."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.staff.listing import csv_file, harmless
from saudi.identity import show_mobile
from services.looks import looked_at
from services.models import CaseLook
from services.references import show_reference
from services.staff.list_columns import Row, rows_of
from services.staff.list_reading import WorkListBase
from services.wording import staff_state
from services.worklist.paging import batches

A_BATCH = 500
CSV, XLSX = "csv", "xlsx"
FORMATS = {CSV: "CSV", XLSX: "XLSX"}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


# What an export may hold: no answers, which are read on the case alone.
EXPORTED: dict[str, tuple[Any, Callable[[Row], str]]] = {
    "reference": (gettext_lazy("Reference"), lambda row: show_reference(row.case.reference)),
    "person": (gettext_lazy("Applicant"), lambda row: row.case.applicant.get_full_name()),
    "mobile": (gettext_lazy("Mobile"), lambda row: show_mobile(row.case.applicant.phone or "")),
    "number": (
        gettext_lazy("Number"),
        lambda row: row.case.membership.number if row.case.membership else "",
    ),
    "service": (gettext_lazy("Service"), lambda row: row.case.service_title),
    "kind": (gettext_lazy("Kind"), lambda row: str(row.case.get_kind_display())),
    "channel": (gettext_lazy("Channel"), lambda row: str(row.case.get_channel_display())),
    "association": (gettext_lazy("Association"), lambda row: row.case.association.name),
    "state": (gettext_lazy("State"), lambda row: staff_state(row.case.state)),
    "assigned_to": (
        gettext_lazy("Assigned to"),
        lambda row: row.case.assigned_to.get_full_name() if row.case.assigned_to else "",
    ),
    "submitted_at": (gettext_lazy("Received"), lambda row: moment(row.case.submitted_at)),
    "due_on": (gettext_lazy("Due"), lambda row: day(row.due_on)),
    "expected_on": (gettext_lazy("Expected on"), lambda row: day(row.case.expected_on)),
    "closed_at": (gettext_lazy("Closed"), lambda row: moment(row.case.closed_at)),
    "closing_reason": (
        gettext_lazy("Why it was closed"),
        lambda row: row.case.get_closing_reason_display(),
    ),
}


class ExportView(WorkListBase, View):
    """What the list shows, all pages of it; each case in it counts as looked at."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse | FileResponse:
        if request.GET.get("export") == XLSX:
            return self.workbook()
        lines = csv_file(self.lines())
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="requests.csv"'
        return answer

    @property
    def chosen(self) -> list[str]:
        """The columns that are wanted, in their own order; all where none is."""
        wanted = set(self.request.GET.getlist("column"))
        return [name for name in EXPORTED if name in wanted] or list(EXPORTED)

    def table(self) -> Iterator[list[str]]:
        """The headings, then a line for each request; a batch at a time is in memory."""
        chosen = self.chosen
        windows, _is_cut = self.narrowed
        yield [str(EXPORTED[name][0]) for name in chosen]
        for requests in batches(windows, order=self.order, size=A_BATCH, rows=self.rows):
            lines = [
                [harmless(EXPORTED[name][1](row)) for name in chosen] for row in rows_of(requests)
            ]
            looked_at(person=self.worklist.person, requests=requests, what=CaseLook.What.EXPORT)
            yield from lines

    def lines(self) -> Iterator[bytes]:
        writer = csv.writer(_Echo())
        for line in self.table():
            yield writer.writerow(line)

    def workbook(self) -> FileResponse:
        """Written to a file as it is read, so that a large one takes no memory."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet(title=_("Requests"))
        sheet.sheet_view.rightToLeft = translation.get_language_bidi()
        for line in self.table():
            cells = [WriteOnlyCell(sheet, value) for value in line]
            for cell in cells:
                cell.data_type = "s"  # never a formula, whatever it begins with
            sheet.append(cells)
        output = TemporaryFile()  # noqa: SIM115 - the response closes it
        book.save(output)
        output.seek(0)
        return FileResponse(
            output, as_attachment=True, filename="requests.xlsx", content_type=XLSX_TYPE
        )


class _Echo:
    """What a CSV writer takes for a file: gives each line back."""

    def write(self, line: str) -> bytes:
        return line.encode()
