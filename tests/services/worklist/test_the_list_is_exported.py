"""The list goes out as a file, with what was filtered and the columns chosen."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from services.models import CaseLook, State
from tests import cast
from tests.services.factories import make_request
from tests.services.worklist.lists import change

EXPORT = reverse("casework:export")


def rows_in(content, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [list(line) for line in openpyxl.load_workbook(io.BytesIO(content)).active.values]


def exported(client, **query):
    answer = client.get(EXPORT, {"tab": "all", **query})
    assert answer["Content-Type"].startswith("text/csv")
    return rows_in(b"".join(answer), "csv")


def test_an_export_holds_what_was_filtered_and_no_answers(
    signed_in, committee_request, direct_request, officer
):
    change(direct_request, state=State.DELIVERED, closed_at=timezone.now())
    rows = exported(signed_in, state="submitted")
    assert len(rows) == 2
    assert "نورة بنت فهد" in rows[1]
    assert "+966 51 234 5678" in rows[1]
    assert "كرسي متحرك" not in str(rows)
    look = CaseLook.objects.get()
    assert (look.request, look.person, look.what) == (committee_request, officer, "export")


def test_an_export_has_the_columns_that_were_chosen(signed_in, committee_request):
    rows = exported(signed_in, column=["state", "person"])
    assert [len(row) for row in rows] == [2, 2]
    assert "نورة بنت فهد" in rows[1]


def test_an_export_goes_on_over_many_batches(signed_in, many, monkeypatch):
    monkeypatch.setattr("services.staff.list_export.A_BATCH", 4)
    made = many(11)
    rows = exported(signed_in, column="reference")
    assert len(rows) == 12
    assert len({row[0] for row in rows[1:]}) == len(made)


def test_an_export_cannot_run_formulas(signed_in, association, committee_service):
    person = cast.make_member(association, '=HYPERLINK("http://example.org")')
    make_request(person, committee_service)
    assert "'=HYPERLINK" in str(exported(signed_in)[1])


def test_an_export_opens_as_a_workbook(signed_in, committee_request):
    answer = signed_in.get(EXPORT, {"tab": "all", "export": "xlsx"})
    lines = rows_in(b"".join(answer), "xlsx")
    assert len(lines) == 2
    assert "نورة بنت فهد" in lines[1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("language", "heading", "value"), [("en", "State", "Received"), ("ar", "الحالة", "تم الاستلام")]
)
def test_headings_and_values_are_in_the_language_of_who_exports(
    signed_in, officer, committee_request, kind, language, heading, value
):
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": language})
    answer = signed_in.get(EXPORT, {"tab": "all", "export": kind, "column": "state"})
    with translation.override("en" if language == "ar" else "ar"):  # as after the answer began
        content = b"".join(answer)
    assert rows_in(content, kind) == [[heading], [value]]


def test_nobody_without_a_role_exports(client, member, committee_request):
    client.force_login(member)
    assert client.get(EXPORT).status_code in (302, 403)
    assert not CaseLook.objects.exists()
