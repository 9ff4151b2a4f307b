"""The officer's tools as documents: small, made here, and marked as samples."""

from io import BytesIO
from typing import NamedTuple

from django.core.files.base import ContentFile
from docx import Document as Docx
from wagtail.documents import get_document_model
from wagtail.models import Collection

from policies.models import LibraryItem
from services.demo.shapes import Both, Facts

Kind = LibraryItem.Kind
SAMPLE = Both(
    "هذا ملف تجريبي صغير لعرض المكتبة، وليس وثيقة الجمعية.",
    "This is a small sample to show the library, not a document of the association.",
)


class Row(NamedTuple):
    kind: str
    title: Both
    description: Both
    year: int | None = None


BYLAWS = Row(
    Kind.BYLAWS,
    Both("لائحة الجمعية", "The association's bylaws"),
    Both("ما للجمعية وما عليها، وكيف تُدار.", "What the association is and how it is run."),
)
MEMBERS_TOOLS = [
    BYLAWS,
    Row(
        Kind.SUPPORT_GUIDE,
        Both("دليل الدعم", "The support guide"),
        Both("أنواع الدعم ولمن هي.", "The kinds of support and whom they are for."),
    ),
    Row(
        Kind.FORM,
        Both("نموذج طلب الخدمة", "The service request form"),
        Both("لمن يفضّل الورق على الموقع.", "For those who prefer paper."),
    ),
]
AWQAF_TOOLS = [
    BYLAWS,
    Row(
        Kind.ANNUAL_PLAN,
        Both("خطة البرامج والأنشطة", "Plan of programmes and activities"),
        Both("ما ننوي فعله هذه السنة.", "What we mean to do this year."),
        2026,
    ),
    Row(
        Kind.ANNUAL_REPORT,
        Both("التقرير السنوي", "Annual report"),
        Both("ما فعلناه السنة الماضية.", "What we did last year."),
        2025,
    ),
]


def library_rows(facts: Facts) -> list[Row]:
    return AWQAF_TOOLS if facts.slug == "awqaf" else MEMBERS_TOOLS


def library_items(facts: Facts, language: str, collection: Collection) -> list[LibraryItem]:
    """The documents in one language with their files; the items are not yet saved."""
    items = []
    for row in library_rows(facts):
        title = row.title.in_(language)
        document = get_document_model()(
            title=f"{title} · {facts.name.in_(language)}", collection=collection
        )
        name = f"{facts.slug}-{row.kind}-{language}.docx"
        document.file.save(name, ContentFile(_docx(facts, row, language)), save=True)
        items.append(
            LibraryItem(
                kind=row.kind,
                title=title,
                description=row.description.in_(language),
                year=row.year,
                document=document,
            )
        )
    return items


def _docx(facts: Facts, row: Row, language: str) -> bytes:
    document = Docx()
    document.add_heading(row.title.in_(language), level=1)
    document.add_paragraph(facts.name.in_(language))
    document.add_paragraph(row.description.in_(language))
    document.add_paragraph(SAMPLE.in_(language))
    written = BytesIO()
    document.save(written)
    return written.getvalue()
