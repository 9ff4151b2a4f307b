"""Files are taken by what is inside them, and their names can't deceive."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from services.uploads import check_upload, shown_name
from tests.services.filled_in import word

PDF = b"%PDF-1.7 words"
JPEG = b"\xff\xd8\xff\xe0picture"
PNG = b"\x89PNG\r\n\x1a\npicture"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = word("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kept_name", "kind"),
    [
        ("تقرير.pdf", PDF, "تقرير.pdf", "application/pdf"),
        ("IMG_1.JPEG", JPEG, "IMG_1.JPEG", "image/jpeg"),
        ("x.png", PNG, "x.png", "image/png"),
        ("letter.docx", WORD, "letter.docx", WORD_TYPE),
    ],
    ids=["pdf", "jpg", "png", "word"],
)
def test_documents_and_pictures_are_taken(
    name: str, content: bytes, kept_name: str, kind: str
) -> None:
    checked = check_upload(SimpleUploadedFile(name, content, "text/html"))
    assert (checked.name, checked.content_type) == (kept_name, kind)


def test_a_wrong_ending_gets_the_right_one_after_it() -> None:
    assert check_upload(SimpleUploadedFile("photo.HEIC", JPEG)).name == "photo.HEIC.jpg"
    assert check_upload(SimpleUploadedFile("run.exe", PDF)).name == "run.exe.pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<script>alert(1)</script>"),
        ("tool.docx", word("[Content_Types].xml", "tool.exe")),
        ("macros.docx", word("word/document.xml", "word/vbaProject.bin")),
        ("half.docx", WORD[:40]),
        ("run.exe", b"MZ\x90\x00"),
        ("empty.pdf", b""),
    ],
    ids=["page", "other zip", "macros", "half", "program", "empty"],
)
def test_anything_else_is_refused_whatever_it_is_called(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile(name, content, "application/pdf"))
    assert name in refused.value.messages[0]


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_taken(
    settings: Settings,
) -> None:
    settings.UPLOAD_MAX_BYTES = len(PDF)
    check_upload(SimpleUploadedFile("x.pdf", PDF))
    with pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile("x.pdf", PDF + b"."))
    assert refused.value.code == "file_too_large"


def test_a_checked_file_is_read_from_its_start_afterwards() -> None:
    upload = SimpleUploadedFile("x.docx", WORD)
    check_upload(upload)
    assert upload.read() == WORD


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\تقرير.pdf", "تقرير.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("two\nlines\x00.pdf", "two lines.pdf"),
        ("..pdf", "file.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_names_lose_folders_and_what_turns_the_reading_direction(sent: str, shown: str) -> None:
    from django.utils import translation

    with translation.override("en"):
        assert shown_name(sent) == shown
