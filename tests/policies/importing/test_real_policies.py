"""The five real documents, where they are at hand, come out as their read-me says."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policies.importing.accounting import unaccounted_lines
from policies.importing.comparison import known_policy, suggest
from policies.importing.reading import read_lines
from policies.importing.result import KINDS, ParsedPolicy, SectionKind
from policies.importing.structure import parse

DOCUMENTS = Path(__file__).parents[3] / "../shared/policy-documents"

pytestmark = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the real policy documents are not beside the project"
)

LISTS: tuple[SectionKind, ...] = (
    "detailed_objectives",
    "practices",
    "channels",
    "tools",
    "procedure",
)
ITEMS = {
    "quwwat-watan": (6, 5, 7, 3, 7),
    "awasir": (6, 5, 7, 3, 7),
    "awqaf": (6, 5, 7, 3, 4),
    "tsmsa": (6, 5, 8, 3, 7),
    "sidr": (6, 5, 7, 3, 7),
}
# Each problem of the read-me, as code, section and, where the read-me names it, a word of it.
PROBLEMS = {
    "quwwat-watan": [
        ("missing-title", "title", ""),
        ("missing-heading", "preamble", ""),
        ("damaged-item", "detailed_objectives", "المعايير"),
        ("mixed-list-marks", "detailed_objectives", ""),
        ("mixed-list-marks", "channels", ""),
        ("mixed-list-marks", "procedure", ""),
        ("ocr-slip", "channels", "المياشر"),
        ("ocr-slip", "channels", "الاحتماعات"),
        ("signature-noise", "approval", "()"),
        ("unreadable-session", "approval", "14\\143/7/11"),
        ("date-conflict", "approval", "1443/7/11"),
        ("tatweel", "approval", "1443/7/11هـ"),
        ("missing-space", "general_objective", "بالتعاون"),
        ("missing-space", "channels", "الواتس"),
        ("spelling-variants", "procedure", "مسؤول"),
        ("spelling-variants", "detailed_objectives", "الاعضاء"),
        ("spelling-variants", "practices", "أراء"),
    ],
    "awasir": [
        *(("farsi-letters", kind, "") for kind in ("title", "approval", *LISTS)),
        ("scrambled-order", "preamble", ""),
        ("scrambled-order", "general_objective", ""),
        ("scrambled-order", "channels", "المقابلة"),
        ("scrambled-order", "tools", "اللائحة"),
        ("split-word", "preamble", "المسؤ"),
        ("split-word", "general_objective", "واصلة"),
        ("split-word", "practices", "عا"),
        *(("unmarked-list", kind, "") for kind in LISTS),
        ("merged-lead-in", "detailed_objectives", ""),
        ("missing-space", "preamble", ""),
        ("spelling-variants", "practices", "أراء"),
    ],
    "awqaf": [
        ("markdown-marks", "document", "##"),
        ("mixed-numerals", "detailed_objectives", "٤"),
        ("unmarked-list", "tools", ""),
        ("signature-table", "approval", "الصفة"),
        ("no-approval-date", "approval", ""),
        ("spelling-variants", "procedure", "الكتروني"),
    ],
    "tsmsa": [
        ("page-furniture", "document", "www.tsmsa.org"),
        ("page-furniture", "document", "10142"),
        ("page-furniture", "document", "Technical"),
        ("doubled-word", "approval", "سياسة سياسة"),
        ("columns-reversed", "approval", "التوقيع"),
        ("dash-before-number", "procedure", "- 1"),
        ("space-before-punctuation", "preamble", ""),
        ("spelling-variants", "procedure", "مسؤول"),
        ("no-approval-date", "approval", ""),
    ],
    "sidr": [
        ("space-before-punctuation", "preamble", ""),
        ("space-before-punctuation", "detailed_objectives", ""),
        ("spaced-list-mark", "practices", "١ ."),
        ("spaced-list-mark", "channels", "١ ."),
        ("no-approval", "approval", ""),
        ("spelling-variants", "procedure", "مسؤول"),
    ],
}


@cache
def policy(name: str) -> ParsedPolicy:
    path = DOCUMENTS / f"{name}.txt"
    return parse(read_lines(path.read_bytes(), path.name))


@pytest.mark.parametrize("name", ITEMS)
def test_each_section_has_the_items_it_should(name: str) -> None:
    found = policy(name)
    assert tuple(len(found.items(kind)) for kind in LISTS) == ITEMS[name]
    assert found.items("preamble")
    assert len(found.items("general_objective")) == 1
    assert found.of_kind("further") == []


@pytest.mark.parametrize("name", ITEMS)
def test_every_line_is_accounted_for(name: str) -> None:
    found = policy(name)
    assert unaccounted_lines(found, found.lines) == []
    assert all(entry["place"] for entry in found.to_json()["accounting"])


@pytest.mark.parametrize(
    ("name", "problem"),
    [(name, problem) for name, listed in PROBLEMS.items() for problem in listed],
)
def test_every_problem_is_reported_with_its_place(name: str, problem: tuple[str, str, str]) -> None:
    code, section, word = problem
    lines = {line.number for line in policy(name).lines}
    hits = [w for w in policy(name).warnings if (w.code, w.section) == (code, section)]
    assert any(word in warning.text for warning in hits)
    assert all(warning.line in lines for warning in hits)


def test_only_the_lost_objective_is_marked_damaged_and_keeps_its_place() -> None:
    damaged = {
        (name, kind, at)
        for name in ITEMS
        for kind in KINDS
        for at, item in enumerate(policy(name).items(kind), start=1)
        if item.damaged
    }
    assert damaged == {("quwwat-watan", "detailed_objectives", 6)}


def test_the_first_channel_and_the_first_tool_are_scrambled() -> None:
    found = policy("awasir")
    scrambled = {w.line for w in found.warnings if w.code == "scrambled-order"}
    assert found.items("channels")[0].lines[0] in scrambled
    assert found.items("tools")[0].lines[0] in scrambled
    whole = [name for name in ITEMS if name != "awasir"]
    assert not any(w.code == "scrambled-order" for name in whole for w in policy(name).warnings)


def test_dates_are_kept_as_printed_beside_what_was_read() -> None:
    quwwat, awasir = policy("quwwat-watan").to_json(), policy("awasir").to_json()
    assert quwwat["approval"]["hijri"] == {"printed": "1443/7/11هـ", "read": "1443-07-11"}
    assert quwwat["approval"]["gregorian"] == {"printed": "8/ 2023/2م", "read": "2023-02-08"}
    assert quwwat["approval"]["weekday"] == "الاربعاء"
    assert awasir["approval"]["gregorian"] == {"printed": "05/10/2024", "read": "2024-10-05"}
    assert awasir["approval"]["weekday"] == "السبت"
    assert policy("awasir").approval.effective_from == date(2024, 10, 5)
    for name in ("awqaf", "tsmsa", "sidr"):
        approval = policy(name).to_json()["approval"]
        assert approval["hijri"] == approval["gregorian"] == {"printed": None, "read": None}


def test_signatories_come_with_office_and_absence() -> None:
    quwwat = policy("quwwat-watan").approval.signatories
    assert [one.present for one in quwwat] == [True, True, False, True, True]
    awqaf, tsmsa = policy("awqaf").approval.signatories, policy("tsmsa").approval.signatories
    assert [one.office for one in awqaf] == [
        "الرئيس",
        "نائب الرئيس",
        "المسؤول المالي",
        "عضو",
        "عضو",
    ]
    assert [one.office for one in tsmsa] == [
        "رئيس مجلس",
        "نائب",
        "مشرف مالي",
        "عضو مجلس",
        "عضو مجلس",
    ]
    assert all(len(one.name.split()) > 2 for one in (*awqaf, *tsmsa))
    assert policy("awasir").approval.signatories == policy("sidr").approval.signatories == ()


def test_policies_say_whom_they_address() -> None:
    assert {name: policy(name).audience for name in ITEMS} == {
        "quwwat-watan": "members",
        "awasir": "members",
        "awqaf": "beneficiaries",
        "tsmsa": "members",
        "sidr": "members",
    }


def test_scrambled_clauses_are_set_beside_the_same_sentence_of_others() -> None:
    others = [known_policy(policy(name), source=name) for name in ITEMS if name != "awasir"]
    found = {(one.section, one.position) for one in suggest(policy("awasir"), others)}
    expected = {("detailed_objectives", at) for at in range(6)}
    expected |= {("practices", at) for at in (0, 1, 2, 4)}
    expected |= {("tools", 0), ("tools", 1), ("procedure", 1), ("general_objective", 0)}
    assert expected <= found
    assert {section for section, _ in found} >= {"preamble"}


@pytest.mark.parametrize("name", [name for name in ITEMS if name != "awasir"])
def test_clauses_in_order_get_no_suggestion(name: str) -> None:
    others = [known_policy(policy(other), source=other) for other in ITEMS if other != name]
    damaged = {item.text for kind in KINDS for item in policy(name).items(kind) if item.damaged}
    assert {one.text for one in suggest(policy(name), others)} <= damaged
