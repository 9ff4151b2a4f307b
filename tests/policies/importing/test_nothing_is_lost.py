"""Every non-blank line of the source is in a block or in a warning, whatever the source is."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.importing.accounting import unaccounted_lines
from policies.importing.result import SET_ASIDE, Item, Line, Section
from policies.importing.rows import Row
from policies.importing.sections import Outline, outline
from policies.importing.structure import parse
from policies.importing.words import words
from tests.policies.importing.documents import lines_of, random_shape, shaped

ARABIC = st.text(
    alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوياةىءأإآؤئ ًٌَُّْـیکھ،؛.:!؟-–()٠١٢٣0123456789\tabA|#*/\\",
    max_size=60,
)
PIECES = [
    "اعتماد مجلس الإدارة",
    "تم اعتماد السياسة بتاريخ 1445/1/1هـ",
    "الاسم\tالصفة\tالتوقيع",
    "سعد بن راشد\tعضو",
    "| أ | ب |",
    "|---|---|",
    "www.example.org",
    "تسجيل رقم 55",
    "صفحة 1 من 3",
    "1.",
    "-",
    "- 2. ",
    "المادة الأولى: الأهداف",
    "الهدف العام: خدمة العضو.",
    "والممارسات هي ما يلي:",
    ": القنوات",
    "***",
    "م",
    "# عنوان",
    "**نص**",
]


def holds_everything(text: str) -> None:
    lines = lines_of(text)
    parsed = parse(lines)
    assert unaccounted_lines(parsed, lines) == []
    report = parsed.to_json()
    assert json.loads(json.dumps(report, ensure_ascii=False)) == report
    assert [entry["line"] for entry in report["accounting"]] == [
        line.number for line in parsed.lines
    ]
    assert all(entry["place"] for entry in report["accounting"])
    numbers = {line.number for line in lines}
    assert all(warning.line in numbers for warning in parsed.warnings)


@settings(max_examples=150, deadline=None)
@given(st.lists(ARABIC, max_size=25))
def test_random_lines(texts: list[str]) -> None:
    holds_everything("\n".join(texts))


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 10_000), st.integers(0, 10_000), st.lists(st.sampled_from(PIECES), max_size=12)
)
def test_shuffled_documents_with_pieces_thrown_in(seed: int, order: int, pieces: list[str]) -> None:
    chance = random.Random(order)
    lines = shaped(random_shape(seed)).split("\n")
    for piece in pieces:
        lines.insert(chance.randrange(len(lines) + 1), piece)
    if chance.random() > 0.5:
        chance.shuffle(lines)
    holds_everything("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_documents_with_words_and_letters_moved(seed: int, order: int) -> None:
    chance = random.Random(order)
    lines = shaped(random_shape(seed)).split("\n")
    for _ in range(10):
        at = chance.randrange(len(lines))
        parts = lines[at].split(" ")
        match chance.randrange(4):
            case 0:
                chance.shuffle(parts)
                lines[at] = " ".join(parts)
            case 1:
                lines[at] = "".join(parts)
            case 2:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case _:
                lines[at] = lines[at][chance.randrange(len(lines[at]) + 1) :]
    holds_everything("\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_the_words_of_each_line_can_be_found_in_the_blocks(seed: int) -> None:
    parsed = parse(lines_of(shaped(random_shape(seed))))
    texts = [parsed.title, parsed.approval.statement]
    texts += [warning.text for warning in parsed.warnings if warning.code in SET_ASIDE]
    for section in parsed.sections:
        texts += [section.heading, section.lead_in]
        texts += [f"{item.printed_mark} {item.text}" for item in section.items]
    there = {word for text in texts for word in words(text)}
    for line in parsed.lines:
        assert set(words(line.text)) <= there


def test_a_line_no_block_holds_is_found_out() -> None:
    parsed = parse(lines_of("سياسة العلاقة مع الأعضاء\n\nقنوات التواصل:\nالهاتف\nالبريد"))
    assert unaccounted_lines(parsed, [*parsed.lines, Line(99, "سطر آخر")]) == [Line(99, "سطر آخر")]
    stripped = [
        Section(one.kind, one.heading, one.heading_line, items=(Item("الهاتف", (4, 5)),))
        for one in parsed.sections
    ]
    lost = replace(parsed, sections=tuple(stripped))
    assert [line.number for line in unaccounted_lines(lost, lost.lines)] == [5]


def test_what_found_no_place_becomes_a_further_section_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(rows: Sequence[Row]) -> Outline:
        found = outline(rows)
        found.parts[-1].rows.pop()
        return found

    monkeypatch.setattr("policies.importing.structure.outline", forgetful)
    lines = lines_of("سياسة العلاقة مع الأعضاء\n\nقنوات التواصل:\nالهاتف\nالبريد")
    parsed = parse(lines)
    assert [item.text for item in parsed.items("further")] == ["البريد"]
    assert [(w.line, w.text) for w in parsed.warnings if w.code == "unplaced"] == [(5, "البريد")]
    assert unaccounted_lines(parsed, lines) == []


def test_an_empty_document_is_no_error() -> None:
    assert parse([]).to_json()["accounting"] == []
