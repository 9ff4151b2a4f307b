"""Whether a PDF is whole: no page is missing and everything with text in it can be unpacked.

The reader of PDFs goes over damage in silence: a page it can't unpack is an empty one to it.
"""

import zlib
from collections.abc import Iterator, Sequence

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import (
    LITERALS_FLATE_DECODE,
    PDFStream,
    dict_value,
    int_value,
    list_value,
    resolve1,
)
from pdfminer.psparser import literal_name

from policies.importing.refusals import FileRefusedError

# Pictures and the outlines of letters: text is read without them.
_DRAWN = frozenset({"Image", "Type1C", "CIDFontType0C", "OpenType"})
_OUTLINES = "Length1"
_ZLIB_HEADER = 2


def check_whole(document: PDFDocument, pages: Sequence[PDFPage]) -> None:
    """Raise `FileRefusedError` "corrupt" where text of the file may be missing.

    `pages` are all that were found, none of them read yet.
    """
    if len(pages) < _counted_pages(document):
        raise FileRefusedError("corrupt")
    for page in pages:
        contents = [resolve1(content) for content in list_value(page.contents)]
        if not all(isinstance(content, PDFStream) for content in contents):
            raise FileRefusedError("corrupt")
    if not all(map(_is_whole, _streams(document))):
        raise FileRefusedError("corrupt")


def _counted_pages(document: PDFDocument) -> int:
    tree = dict_value(document.catalog.get("Pages", {}))
    return int_value(tree.get("Count", 0))


def _streams(document: PDFDocument) -> Iterator[PDFStream]:
    """Yield the streams that text may be in or depends on."""
    for number in {number for xref in document.xrefs for number in xref.get_objids()}:
        try:
            found = document.getobj(number)
        except PDFException:
            # Files list objects they no longer have; pages that miss one are seen above.
            continue
        if isinstance(found, PDFStream) and not _is_drawn(found):
            yield found


def _is_drawn(stream: PDFStream) -> bool:
    return _OUTLINES in stream.attrs or literal_name(resolve1(stream.get("Subtype", ""))) in _DRAWN


def _is_whole(stream: PDFStream) -> bool:
    """Return whether a packed stream can be unpacked to its end and is what was packed."""
    if stream.rawdata is None:
        # Unpacked already; what could not be has come out empty.
        return bool(stream.data) or not int_value(stream.get("Length", 0))
    data = stream.rawdata
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    filters = stream.get_filters()
    if not filters or filters[0][0] not in LITERALS_FLATE_DECODE or not data:
        return True
    try:
        if _ends(zlib.decompressobj(), data):
            return True
        # Some writers leave the checksum out.
        return _ends(zlib.decompressobj(-zlib.MAX_WBITS), data[_ZLIB_HEADER:])
    except zlib.error:
        return False


def _ends(unpacker: "zlib._Decompress", data: bytes) -> bool:
    unpacker.decompress(data)
    return unpacker.eof
