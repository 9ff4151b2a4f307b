"""What may be uploaded, told by what is inside the file and not by what it is called."""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Upload: TypeAlias = "UploadedFile[bytes]"

MOST_FILES = 5  # of one answer, or one move

_HEAD = 1024
_LONGEST_STEM = 100


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the endings of its names, how to know one."""

    content_type: str
    endings: tuple[str, ...]
    fits: Callable[[bytes, Upload], bool]


def _is_word(head: bytes, upload: Upload) -> bool:
    """A Word document: a zip with a document inside, and no macros."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "word/document.xml" in names and not any(n.endswith("vbaProject.bin") for n in names)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = (
    Kind("application/pdf", (".pdf",), lambda head, _upload: b"%PDF-" in head),
    Kind("image/jpeg", (".jpg", ".jpeg"), lambda head, _upload: head.startswith(b"\xff\xd8\xff")),
    Kind("image/png", (".png",), lambda head, _upload: head.startswith(b"\x89PNG\r\n\x1a\n")),
    Kind(_WORD, (".docx",), _is_word),
)
ACCEPT = ",".join(ending for kind in KINDS for ending in kind.endings)


@dataclass(frozen=True)
class Checked:
    """What is known of a file that may be kept: a name fit to show, and its true media type."""

    name: str
    content_type: str


def check_upload(upload: Upload) -> Checked:
    """Return what `upload` is; its position is back at the start.

    Raises ValidationError, in plain words, for an empty file, one over UPLOAD_MAX_BYTES and one
    whose content is none of KINDS.
    """
    name = shown_name(upload.name or "")
    if not upload.size:
        raise ValidationError(
            _("The file “%(name)s” is empty. Choose another file.") % {"name": name},
            code="empty_file",
        )
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file “%(name)s” is too large: %(limit)s at most. Choose a smaller one.")
            % {"name": name, "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)},
            code="file_too_large",
        )
    upload.seek(0)
    head = upload.read(_HEAD)
    kind = next((kind for kind in KINDS if kind.fits(head, upload)), None)
    upload.seek(0)
    if kind is None:
        raise ValidationError(
            _("“%(name)s” is not a file we can open. Send a PDF, a photo (JPG or PNG) or Word.")
            % {"name": name},
            code="file_kind",
        )
    if not name.lower().endswith(kind.endings):
        name += kind.endings[0]
    return Checked(name=name, content_type=kind.content_type)


def check_uploads(uploads: Sequence[Upload], *, kept: int = 0) -> None:
    """Check files that are to be kept together, `kept` of which are stored already.

    Raises ValidationError where they are more than MOST_FILES, or one saying what
    `check_upload` refuses of any of them.
    """
    if len(uploads) + kept > MOST_FILES:
        raise too_many_files()
    problems: list[ValidationError] = []
    for upload in uploads:
        try:
            check_upload(upload)
        except ValidationError as error:
            problems.append(error)
    if problems:
        raise ValidationError(problems)


def too_many_files() -> ValidationError:
    """What to say where a question has more than MOST_FILES files."""
    text = ngettext("%(most)s file at most.", "%(most)s files at most.", MOST_FILES)
    return ValidationError(text % {"most": MOST_FILES}, code="too_many_files")


def shown_name(name: str) -> str:
    """A file's name without folders, control characters and marks that turn the reading direction.

    Such marks can make one ending look like another. Spaces become single; long names are cut.
    """
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", name)
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    path = PurePath(re.split(r"[/\\]", visible)[-1].strip())
    stem = " ".join(path.stem.split())[:_LONGEST_STEM].strip(". ")
    return (stem or _("file")) + path.suffix[:10]
