"""A PDF of which a part can't be read is refused: missing text would go unseen."""

import io
import re
import zlib

import pypdf
import pytest

from policies.importing.reading import read_lines
from policies.importing.refusals import FileRefusedError
from tests.policies.importing.documents import plain, shaped
from tests.policies.importing.files import locked, pdf

LINES = [line for line in shaped(plain()).split("\n") if line]
PAGES = [LINES[:20], LINES[20:]]


def packed() -> bytes:
    """Return a PDF of two pages, their contents packed as most writers do."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(PAGES)))
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_streams(data: bytes) -> list[tuple[int, int]]:
    """Return where the packed streams of a file begin and end."""
    found = re.finditer(rb"stream\n(?=x)(.*?)\nendstream", data, re.DOTALL)
    return [match.span(1) for match in found]


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_lines(data, "a.pdf") if line.text]


def refused(data: bytes) -> bool:
    try:
        texts(data)
    except FileRefusedError as error:
        return error.code == "corrupt"
    return False


@pytest.mark.parametrize("page", [0, 1])
def test_a_changed_byte_in_what_is_packed_is_never_passed_over(page: int) -> None:
    data = packed()
    start, end = page_streams(data)[page]
    for at in range(start + 2, end, (end - start) // 12):
        broken = bytearray(data)
        broken[at] ^= 0x55
        assert refused(bytes(broken)), at


def test_a_page_that_breaks_off_is_damaged() -> None:
    data = packed()
    start, end = page_streams(data)[0]
    middle = (start + end) // 2
    assert refused(data[:middle] + bytes(end - middle) + data[end:])


def test_a_page_without_the_contents_it_names_is_damaged() -> None:
    assert refused(pdf(PAGES).replace(b"/Contents 7 0 R", b"/Contents 77 0 R"))


def test_a_page_that_is_counted_and_not_there_is_damaged() -> None:
    assert refused(pdf(PAGES).replace(b"Kids[6 0 R 8 0 R]", b"Kids[6 0 R      ]"))


def test_whole_files_are_read_also_locked_ones_that_open() -> None:
    assert texts(packed()) == texts(pdf(PAGES)) == LINES
    assert texts(locked(packed(), "")) == LINES


def test_a_checksum_left_out_is_no_damage() -> None:
    data = packed()
    start, end = page_streams(data)[0]
    assert zlib.decompress(data[start:end])
    shorter = data[: end - 4] + data[end:]
    length, less = b"/Length %d" % (end - start), b"/Length %d" % (end - start - 4)
    assert length in shorter
    assert texts(shorter.replace(length, less)) == LINES
