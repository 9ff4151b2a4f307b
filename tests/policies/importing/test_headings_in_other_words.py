"""Sections are known by vocabulary and structure, whatever the association calls them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.importing.result import KINDS
from policies.importing.structure import parse
from tests.policies.importing.documents import (
    HEADINGS,
    ITEMS,
    MARKS,
    TITLE,
    lines_of,
    plain,
    random_shape,
    shaped,
    wrapped,
)

EVERY_HEADING = [(kind, name) for kind, names in HEADINGS.items() for name in names]


def counts(text: str) -> dict[str, int]:
    parsed = parse(lines_of(text))
    return {kind: len(parsed.items(kind)) for kind in KINDS}


@pytest.mark.parametrize(("kind", "heading"), EVERY_HEADING)
@pytest.mark.parametrize("colon", [":", " :", ""])
def test_each_of_the_usual_headings_is_known(kind: str, heading: str, colon: str) -> None:
    headings = {**plain().headings, kind: heading}
    found = counts(shaped(plain(headings=headings, colon=colon)))
    assert found == {kind: len(items) for kind, items in ITEMS.items()}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000))
def test_other_headings_orders_marks_and_missing_sections_change_no_count(seed: int) -> None:
    shape = random_shape(seed)
    parsed = parse(lines_of(shaped(shape)))
    for kind in KINDS:
        expected = list(ITEMS[kind]) if kind in shape.order else []
        assert [item.text for item in parsed.items(kind)] == expected
    assert parsed.of_kind("further") == []
    assert parsed.title == shape.title


def test_headings_are_known_in_markdown_and_bold() -> None:
    text = (
        f"# {TITLE}\n\n## توطئة\n\n{ITEMS['preamble'][0]}\n\n"
        "**وسائل الاتصال**\n\n* الهاتف\n* البريد\n"
    )
    assert counts(text)["preamble"] == 1
    assert counts(text)["channels"] == 2


def test_numbered_and_lettered_headings_are_known() -> None:
    text = (
        f"{TITLE}\n\nأولاً: المقدمة\n{ITEMS['preamble'][0]}\n\n"
        "ثانياً: قنوات الاتصال\n- الهاتف\n- البريد\n\n"
        "المادة الثالثة: خطوات تقديم الخدمة\n1. استلام الطلب.\n2. دراسة الطلب.\n"
    )
    found = counts(text)
    assert (found["preamble"], found["channels"], found["procedure"]) == (1, 2, 2)


def test_a_heading_and_its_text_may_share_a_line() -> None:
    text = (
        f"{TITLE}\n\nالهدف العام: {ITEMS['general_objective'][0]}\nقنوات التواصل:\nالهاتف\nالبريد"
    )
    parsed = parse(lines_of(text))
    assert [item.text for item in parsed.items("general_objective")] == [
        ITEMS["general_objective"][0]
    ]
    assert len(parsed.items("channels")) == 2


def test_an_unknown_heading_opens_a_further_section() -> None:
    text = shaped(plain()) + "\n\nمواسم الري:\n\n1. يبدأ الموسم في الربيع.\n2. ينتهي في الخريف.\n"
    parsed = parse(lines_of(text))
    further = parsed.of_kind("further")
    assert [(one.heading, len(one.items)) for one in further] == [("مواسم الري", 2)]
    assert len(parsed.items("procedure")) == len(ITEMS["procedure"])
    assert "further-section" in {warning.code for warning in parsed.warnings}


@pytest.mark.parametrize("heading", ["نطاق السياسة", "التعريفات", "حقوق العضو", "أحكام ختامية"])
def test_common_other_headings_need_no_colon(heading: str) -> None:
    text = f"{shaped(plain())}\n{heading}\nيُعمل بما في هذه السياسة في كل فرع من فروع الجمعية.\n"
    assert [one.heading for one in parse(lines_of(text)).of_kind("further")] == [heading]


def test_social_media_is_a_channel_and_no_heading() -> None:
    text = f"{TITLE}\n\nوسائل التواصل\nالهاتف\nوسائل التواصل الاجتماعي\nقنوات التواصل الاجتماعي\n"
    parsed = parse(lines_of(text))
    assert len(parsed.items("channels")) == 3


def test_an_ambiguous_heading_is_decided_by_its_list() -> None:
    channels = f"{TITLE}\n\nآلية التواصل مع الأعضاء:\n- الهاتف\n- البريد الإلكتروني\n- الموقع\n"
    steps = (
        f"{TITLE}\n\nآلية التواصل مع الأعضاء:\n- استقبال العضو.\n- تسجيل طلبه.\n- إشعار العضو.\n"
    )
    assert counts(channels)["channels"] == 3
    assert counts(steps)["procedure"] == 3


def test_objectives_without_other_kind_beside_them_are_told_by_the_rest() -> None:
    text = (
        f"{TITLE}\n\nأهداف السياسة:\n{ITEMS['general_objective'][0]}\n\nالأهداف التفصيلية:\n"
        "1. تقليل الزيارات.\n2. توضيح الشروط.\n"
    )
    found = counts(text)
    assert (found["general_objective"], found["detailed_objectives"]) == (1, 2)


def test_members_or_beneficiaries_is_read_from_the_title() -> None:
    members = parse(lines_of(shaped(plain())))
    others = parse(lines_of(shaped(plain(title="لائحة التعامل مع المستفيدين"))))
    assert (members.audience, others.audience) == ("members", "beneficiaries")


def test_a_document_without_title_takes_it_from_its_approval() -> None:
    approval = (
        "اعتماد مجلس الإدارة\nتم اعتماد سياسة العلاقة مع الأعضاء في اجتماع مجلس الإدارة رقم 4."
    )
    parsed = parse(lines_of(f"{shaped(plain(title=''))}\n{approval}\n"))
    assert parsed.title == "سياسة العلاقة مع الأعضاء"
    assert "missing-title" in {warning.code for warning in parsed.warnings}


SENTENCES = "تعلن الجمعية رسوم كل خدمة قبل الموسم.\nلا يدفع العضو شيئاً قبل أن يتسلم إيصالاً.\n"


@pytest.mark.parametrize("style", [style for style in MARKS if style])
@pytest.mark.parametrize("width", [45, 200])
def test_a_bare_heading_with_sentences_under_it_parts_from_the_list_above(
    style: str, width: int
) -> None:
    text = f"{shaped(plain(style=style))}\n\nالرسوم المالية\n{SENTENCES}"
    parsed = parse(lines_of(wrapped(text, width)))
    assert [(one.heading, len(one.items)) for one in parsed.of_kind("further")] == [
        ("الرسوم المالية", 2)
    ]
    assert [item.text for item in parsed.items("procedure")] == list(ITEMS["procedure"])


def test_a_short_row_among_numbers_that_go_on_is_no_heading() -> None:
    text = (
        f"{TITLE}\n\nخطوات تقديم الخدمة:\n1. استلام الطلب.\n2. فحص المرفقات.\n\n"
        "دراسة الطلب\nتنتهي الدراسة في أسبوع.\n4. إشعار العضو.\n"
    )
    assert parse(lines_of(text)).of_kind("further") == []
