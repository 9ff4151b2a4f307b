"""Files become lines in reading order, or are refused with one clear reason."""

import io
import zlib

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policies.importing import reading
from policies.importing.messages import REFUSALS, WARNINGS, refusal
from policies.importing.reading import read_lines
from policies.importing.refusals import REFUSALS as CODES
from policies.importing.refusals import FileRefusedError
from policies.importing.result import KINDS
from policies.importing.structure import parse
from tests.policies.importing.documents import ITEMS, TITLE, plain, shaped
from tests.policies.importing.files import locked, pdf, saved, word, zipped

TEXT = shaped(plain())
LINES = TEXT.split("\n")
ENGLISH = "This policy tells members how the cooperative answers their requests.\n" * 5


def texts(data: bytes, name: str) -> list[str]:
    return [line.text for line in read_lines(data, name) if line.text.strip()]


def counts(data: bytes, name: str) -> dict[str, int]:
    parsed = parse(read_lines(data, name))
    return {kind: len(parsed.items(kind)) for kind in KINDS}


EXPECTED = {kind: len(items) for kind, items in ITEMS.items()}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
)
@pytest.mark.parametrize("name", ["policy.txt", "POLICY.TXT", "policy.md"])
def test_text_is_read_in_its_usual_encodings(encoding: str, name: str) -> None:
    assert texts(TEXT.encode(encoding), name) == [line for line in LINES if line]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_an_editor_counts_them(ending: str) -> None:
    lines = read_lines(ending.join(["سياسة", "", "الأعضاء"]).encode(), "a.txt")
    assert [(line.number, line.text) for line in lines] == [(1, "سياسة"), (2, ""), (3, "الأعضاء")]


def test_one_broken_byte_does_not_turn_the_text_into_another() -> None:
    data = TEXT.encode().replace("الهاتف".encode(), b"\xd8" + "الهاتف".encode())
    assert texts(data, "a.txt")[0] == TITLE


@pytest.mark.parametrize("forms", [False, True])
def test_a_pdf_is_read_from_right_to_left(forms: bool) -> None:
    lines = [
        "اتصل على 920000123 أو اكتب إلى info@example.org قبل 25/09/2023م",
        "أجب (خلال 14 يوماً).",
    ]
    assert texts(pdf([lines], forms=forms), "a.pdf") == lines


def test_a_pdf_becomes_the_same_policy() -> None:
    pages = [LINES[:30], LINES[30:]]
    assert counts(pdf(pages, forms=True), "a.pdf") == EXPECTED


def test_a_pdf_drawn_from_the_left_by_a_careless_program_is_read_too() -> None:
    assert counts(pdf([LINES[:30], LINES[30:]], naive=True), "a.pdf") == EXPECTED


def test_cells_of_a_pdf_table_are_parted() -> None:
    lines = [f"{'كلمة ' * 8}{n}" for n in range(6)]
    found = texts(pdf([[*lines, "م\tالاسم\tالصفة", "١\tسعد بن راشد\tعضو"]]), "a.pdf")
    assert found[-2:] == ["م\tالاسم\tالصفة", "١\tسعد بن راشد\tعضو"]


def test_a_word_document_becomes_the_same_policy() -> None:
    assert counts(word(LINES), "a.docx") == EXPECTED
    assert counts(word([line for line in LINES if line]), "a.docx") == EXPECTED


def test_word_numbers_bullets_headings_and_tables_are_seen() -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_heading("قنوات الاتصال", 1)
    for item in ITEMS["channels"]:
        document.add_paragraph(item, style="List Bullet")
    document.add_heading("خطوات تقديم الخدمة", 1)
    for item in ITEMS["procedure"]:
        document.add_paragraph(item.rstrip("."), style="List Number")
    document.add_heading("التوقيعات", 1)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["الاسم", "الصفة", "سعد بن راشد", "عضو"], strict=True):
        cell.text = text
    parsed = parse(read_lines(saved(document), "a.docx"))
    assert parsed.title == TITLE
    assert [item.printed_mark for item in parsed.items("channels")] == ["•"] * 5
    assert [item.printed_mark for item in parsed.items("procedure")] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
    ]
    assert [one.name for one in parsed.approval.signatories] == ["سعد بن راشد"]


def test_word_headers_boxes_controls_and_insertions_are_read_and_deletions_not() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "ترويسة الجمعية"
    paragraph = document.add_paragraph("نص ظاهر ")
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    for wrapper, tag, text in ((inserted, "w:t", "وأضيف"), (deleted, "w:delText", "وحذف")):
        run, piece = OxmlElement("w:r"), OxmlElement(tag)
        piece.text = text
        run.append(piece)
        wrapper.append(run)
        paragraph._p.append(wrapper)
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    document.element.body.insert(0, control)
    content.append(document.add_paragraph("نص في إطار")._p)
    lines = read_lines(saved(document), "a.docx")
    assert [(line.text, line.role) for line in lines if line.text] == [
        ("نص في إطار", "paragraph"),
        ("نص ظاهر وأضيف", "paragraph"),
        ("ترويسة الجمعية", "margin"),
    ]
    warnings = parse(lines).warnings
    assert ("page-furniture", "ترويسة الجمعية") in {(w.code, w.text) for w in warnings}


def test_a_bold_paragraph_is_a_heading() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("").add_run("مواسم الري").bold = True
    for text in ("يبدأ الموسم في الربيع.", "ينتهي الموسم في الخريف.", "يعلن الموعد قبل شهر."):
        document.add_paragraph(text)
    lines = read_lines(saved(document), "a.docx")
    assert [line.role for line in lines if line.text == "مواسم الري"] == ["heading"]


REFUSED = {
    "empty": [
        (b"", "a.txt"),
        (b" \n\t\r\n ", "a.md"),
        (b"\xef\xbb\xbf\n", "a.txt"),
        (b"", "a.pdf"),
    ],
    "unsupported-type": [
        (TEXT.encode(), "a.exe"),
        (TEXT.encode(), "a"),
        (b"\xd0\xcf\x11\xe0", "a.doc"),
    ],
    "wrong-extension": [
        (pdf([["نص"]]), "a.docx"),
        (word(["نص"]), "a.pdf"),
        (pdf([["نص"]]), "a.txt"),
        (word(["نص"]), "a.txt"),
        (TEXT.encode(), "a.pdf"),
        (TEXT.encode(), "a.docx"),
        (zipped({"a.txt": TEXT.encode()}), "a.docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.txt"),
        (b"<!DOCTYPE html><html><body></body></html>", "a.txt"),
        (b"{\\rtf1 text}", "a.txt"),
    ],
    "binary": [
        (bytes(range(256)) * 40, "a.txt"),
        (bytes((i * 7919) % 251 for i in range(9999)), "a.md"),
    ],
    "corrupt": [
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "a.pdf"),
        (pdf([["نص"]])[:200], "a.pdf"),
        (word(["نص"])[:900], "a.docx"),
        (zipped({"[Content_Types].xml": b"<x", "word/document.xml": b"<x"}), "a.docx"),
    ],
    "encrypted": [
        (locked(pdf([["نص السياسة"]]), "secret"), "a.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
    ],
    "no-text": [(pdf([[]]), "a.pdf"), (pdf([["نص السياسة"]], meaning=False), "a.pdf")],
    "not-arabic": [
        (ENGLISH.encode(), "a.txt"),
        (ENGLISH.encode("cp1252"), "a.md"),
        (word([ENGLISH]), "a.docx"),
        (pdf([["only english here"]]), "a.pdf"),
        (b"12345 67890", "a.txt"),
        ("پالیسی کے بارے میں یہاں چند باتیں لکھی گئی ہیں ٹھیک ہے".encode(), "a.txt"),
    ],
    "too-long": [("سطر\n".encode() * 5000, "a.txt"), (("كلمة " * 90_000).encode(), "a.txt")],
}


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [(code, data, name) for code, files in REFUSED.items() for data, name in files],
)
def test_what_cannot_be_imported_is_refused_for_its_reason(
    code: str, data: bytes, name: str
) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_lines(data, name)
    assert refused.value.code == code


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    with pytest.raises(FileRefusedError, match="too-large"):
        read_lines(TEXT.encode(), "a.txt", max_bytes=100)
    assert read_lines(TEXT.encode(), "a.txt", max_bytes=len(TEXT.encode()))
    assert reading.MAX_BYTES == 10 * 1024 * 1024


def test_a_word_file_that_unpacks_to_much_more_is_refused() -> None:
    bomb = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(80_000_000)})
    assert len(bomb) < 200_000
    with pytest.raises(FileRefusedError, match="too-large"):
        read_lines(bomb, "a.docx")


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_unpacks_to_much_more_is_refused(layers: int) -> None:
    packed = bytes(120_000_000)
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    data = pdf([["نص السياسة"]]) + b"\n9 0 obj\n<<>>\nstream\n" + packed + b"\nendstream\nendobj"
    with pytest.raises(FileRefusedError, match="too-large"):
        read_lines(data, "a.pdf")


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert texts(locked(pdf([["نص السياسة"]]), ""), "a.pdf") == ["نص السياسة"]


def test_pages_drawn_as_pictures_have_no_text() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(FileRefusedError, match="no-text"):
        read_lines(out.getvalue(), "a.pdf")


def test_each_refusal_has_one_sentence() -> None:
    assert set(REFUSALS) == CODES == set(REFUSED) | {"too-large"}
    assert all(len(refusal(code)) > 10 for code in CODES)
    assert all(str(text).endswith(".") for text in (*REFUSALS.values(), *WARNINGS.values()))


def test_word_numbering_of_an_outline_counts_each_level() -> None:
    document = docx.Document()
    for style in ("List Number", "List Number 2", "List Number 2", "List Number"):
        document.add_paragraph("بند من بنود السياسة", style=style)
    shown = [line.text.split()[0] for line in read_lines(saved(document), "a.docx")]
    assert shown == ["1.", "1.", "2.", "2."]
    assert document.paragraphs[0]._p.find(qn("w:pPr")) is not None
