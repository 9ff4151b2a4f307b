"""Lines broken to fit a page are one item, whatever word the next line begins with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policies.importing.reading import read_lines
from policies.importing.result import KINDS, Line, ParsedPolicy
from policies.importing.structure import parse
from tests.policies.importing.documents import (
    ITEMS,
    MARKS,
    TITLE,
    lines_of,
    listed,
    plain,
    shaped,
    wrapped,
)
from tests.policies.importing.files import pdf, word

REAL = Path(__file__).parents[3] / "../shared/policy-documents"
ORDERED = ("quwwat-watan", "awqaf", "tsmsa", "sidr")
NAMES = (*ORDERED, "awasir")
LONG = (
    "معرفة ما يشكو منه العضو في موسم الري والحصاد ومعالجة ما يمنع تقديم خدمات تليق به في كل فرع.",
    "كتابة ما يتفق عليه الموظف والعضو في محضر واحد ليكون تنفيذ كل بند منه ظاهراً لهما معاً.",
    "سؤال العضو بعد الحصاد عما لقيه من عون الفرع حتى يمكن تحسين ما بقي وتطوير الخدمة.",
)


def steps(text: str) -> list[str]:
    found = parse(lines_of(f"{TITLE}\n\nخطوات تقديم الخدمة:\n\n{text}"))
    return [item.text for item in found.items("procedure")]


def broken(sentence: str) -> Iterator[str]:
    """Yield the sentence broken in two behind each word from the sixth on."""
    parts = sentence.split(" ")
    for at in range(6, len(parts)):
        yield " ".join(parts[:at]) + "\n" + " ".join(parts[at:])


@pytest.mark.parametrize("width", [45, 50, 60, 70])
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("style", MARKS)
def test_a_whole_document_wrapped_has_the_same_items(style: str, blank: bool, width: int) -> None:
    text = wrapped(shaped(plain(style=style, blank=blank)), width)
    found = parse(lines_of(text))
    assert {kind: [i.text for i in found.items(kind)] for kind in KINDS} == {
        kind: list(items) for kind, items in ITEMS.items()
    }
    assert found.of_kind("further") == []


@pytest.mark.parametrize("style", [style for style in MARKS if style])
@pytest.mark.parametrize("at", range(len(LONG)))
def test_each_item_may_be_broken_behind_any_word(at: int, style: str) -> None:
    for piece in broken(LONG[at]):
        items = [*LONG[:at], piece, *LONG[at + 1 :]]
        assert steps("\n".join(listed(items, style))) == list(LONG)


def test_an_item_without_a_stop_is_carried_on_by_a_word_that_items_begin_with() -> None:
    text = "1. تسجيل الطلب.\n2. معرفة ما يشكو منه العضو ومعالجة ما يمنع\nتقديم خدمات تليق به"
    assert len(steps(text)) == 2


@pytest.mark.parametrize("rest", ["الخدمة .", "الخدمة.", "تقديم الخدمة."])
@pytest.mark.parametrize("style", ["dot", "bullet", ""])
def test_a_word_or_two_left_over_are_the_end_of_the_item(style: str, rest: str) -> None:
    first = "معرفة ما يشكو منه العضو في موسم الري والحصاد ومعالجة ما يمنع"
    items = [f"{first}\n{rest}", LONG[1], LONG[2]]
    assert steps("\n".join(listed(items, style))) == [f"{first} {rest}", LONG[1], LONG[2]]


def test_a_stop_alone_on_its_line_ends_the_item_above() -> None:
    text = shaped(plain()).replace("معاملة واحدة.", "معاملة واحدة\n.")
    found = parse(lines_of(text))
    assert found.items("detailed_objectives")[0].text.endswith("واحدة .")
    assert len(found.items("detailed_objectives")) == 4
    assert "noise" not in {warning.code for warning in found.warnings}


def test_the_second_line_of_a_sentence_is_no_heading() -> None:
    text = (
        f"{TITLE}\n\nالأهداف التفصيلية:\n1. {LONG[0]}\n"
        f"2. {LONG[1]}\n3. كسب ثقة العضو بما تتبعه الجمعية في كل فرع من فروعها عند\n"
        "تقديم الخدمة وذلك عن طريق ما يلي:\n- نشر المواعيد.\n- الاعتذار عن التأخير.\n"
    )
    found = parse(lines_of(wrapped(text, 60)))
    assert len(found.items("detailed_objectives")) == 3
    assert len(found.items("practices")) == 2


def printed(text: str, width: int, step: int = 38) -> bytes:
    """Return a PDF of the text as a browser prints paragraphs: apart, their lines close."""
    paragraphs = [wrapped(line, width).split("\n") for line in text.split("\n") if line.strip()]
    lines = [line for paragraph in paragraphs for line in [*paragraph, ""]]
    return pdf([lines[at : at + step] for at in range(0, len(lines), step)])


def from_pdf(data: bytes) -> ParsedPolicy:
    return parse(read_lines(data, "a.pdf"))


@pytest.mark.parametrize("width", [45, 60, 75])
@pytest.mark.parametrize("style", ["dot", "bullet", "dashed", ""])
def test_a_printed_document_has_the_same_items(style: str, width: int) -> None:
    found = from_pdf(printed(shaped(plain(style=style)), width))
    assert {kind: [i.text for i in found.items(kind)] for kind in KINDS} == {
        kind: list(items) for kind, items in ITEMS.items()
    }


def test_the_page_tells_which_lines_were_full() -> None:
    full = "استقبال العضو وسؤاله عن حاجته وتدوينها في السجل"
    lines = read_lines(pdf([[full, "المفتوح له", "مراجعة المرفقات", "في الفرع"]]), "a.pdf")
    assert [line.wrapped for line in lines if line.text] == [None, True, False, False]
    assert Line(1, "نص").wrapped is None


def test_a_letter_that_a_page_break_draws_twice_is_read_once() -> None:
    following = "أن يصل العضو إلى خدمته"
    lines = read_lines(pdf([["تمهيد", following[0]], [following]]), "a.pdf")
    assert [line.text for line in lines if line.text] == ["تمهيد", following]
    other = read_lines(pdf([["تمهيد", "م"], [following]]), "a.pdf")
    assert [line.text for line in other if line.text] == ["تمهيد", "م", following]


def test_paragraphs_of_a_word_processor_are_not_wrapped() -> None:
    rows = ["خطوات تقديم الخدمة", "1. معرفة ما يشكو منه العضو في الفرع", "تقديم الخدمة"]
    found = parse(read_lines(word([TITLE, *rows]), "a.docx"))
    assert len(found.items("procedure")) == 2


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the real policy documents are not beside the project"
)
@pytest.mark.parametrize("name", NAMES)
def test_the_real_documents_keep_their_items_when_wrapped(name: str) -> None:
    text = read_real(name)
    expected = counts(parse(lines_of(text)))
    if name in ORDERED:
        for width in (60, 70, 72, 76, 80, 90, 100, 110, 120):
            assert counts(parse(lines_of(wrapped(text, width)))) == expected, width
    # What is out of order line by line can't be told apart once its lines are broken shorter.
    for width in (60, 75, 90) if name in ORDERED else (80, 90):
        found = from_pdf(printed(text, width))
        assert found.items("preamble")
        assert counts(found) == expected, width


def read_real(name: str) -> str:
    lines = read_lines((REAL / f"{name}.txt").read_bytes(), f"{name}.txt")
    return "\n".join(line.text for line in lines)


def counts(found: ParsedPolicy) -> list[int]:
    sizes = [len(found.items(kind)) for kind in KINDS if kind != "preamble"]
    return [*sizes, sum(item.damaged for kind in KINDS for item in found.items(kind))]
