"""Each disease of real documents, in documents of our own: kept as it stands, and reported."""

import pytest

from policies.importing.result import ParsedPolicy, Warning
from policies.importing.structure import parse
from tests.policies.importing.documents import (
    GENERAL,
    ITEMS,
    OBJECTIVES,
    STEPS,
    TITLE,
    lines_of,
    listed,
    plain,
    shaped,
)


def steps(*lines: str) -> ParsedPolicy:
    return parse(lines_of("\n".join([TITLE, "", "خطوات تقديم الخدمة:", *lines])))


def warned(parsed: ParsedPolicy, code: str) -> list[Warning]:
    return [warning for warning in parsed.warnings if warning.code == code]


def test_a_whole_document_has_hardly_a_warning() -> None:
    found = {warning.code for warning in parse(lines_of(shaped(plain()))).warnings}
    assert found == {"no-approval"}


def test_a_sentence_whose_end_comes_first_is_scrambled() -> None:
    first = "معاملة واحدة. تقليل الزيارات التي يحتاج إليها العضو لإتمام"
    parsed = steps(*listed([first, *STEPS[1:]], "dot"))
    assert [(w.line, w.text) for w in warned(parsed, "scrambled-order")] == [(4, first)]
    assert parsed.items("procedure")[0].text == first


@pytest.mark.parametrize(
    "scrambled",
    [
        "في السجل. استقبال العضو وسؤاله عن حاجته وتدوينها",
        ". وإبلاغ العضو بما ينقص منها مراجعة المرفقات",
        "لية يتحمل العضو وحده تبعتها وهو يقر بهذه المسؤو",
        "مراجعة   المرفقات العضو   وإبلاغ منها بما   ينقص",
        "مراجعة المرفقات على في موعد يعرفه العضو.",
        "وإبلاغ العضو بما ينقص منها. مراجعة المرفقات",
    ],
)
def test_other_signs_of_disorder_are_seen(scrambled: str) -> None:
    parsed = steps(STEPS[0], scrambled, *STEPS[2:])
    assert len(parsed.items("procedure")) == 5
    assert [warning.text for warning in warned(parsed, "scrambled-order")] == [scrambled]


def test_a_paragraph_whose_end_comes_first_is_scrambled() -> None:
    turned = "وأن يجد من يجيبه حين يسأل. أن يصل العضو إلى خدمته في يومها ومن مزرعته"
    parsed = parse(lines_of(shaped(plain()).replace(GENERAL, turned)))
    assert [(w.section, w.text) for w in warned(parsed, "scrambled-order")] == [
        ("general_objective", turned)
    ]


@pytest.mark.parametrize(
    "channel", ["الإلكتروني البريد", "الميدانية الزيارات", "الاجتماعي التواصل"]
)
def test_a_channel_turned_round_is_seen(channel: str) -> None:
    text = f"{TITLE}\n\nقنوات الاتصال:\n- الهاتف\n- {channel}\n- الخطابات\n"
    assert [w.text for w in warned(parse(lines_of(text)), "scrambled-order")] == [channel]


def test_a_colon_before_its_heading_is_seen_and_the_heading_known() -> None:
    parsed = parse(lines_of(f"{TITLE}\n\n: قنوات الاتصال\nالهاتف\nالبريد"))
    assert len(parsed.items("channels")) == 2
    assert [w.section for w in warned(parsed, "scrambled-order")] == ["channels"]


def test_numbers_out_of_order_are_seen() -> None:
    parsed = steps(f"1. {STEPS[0]}", f"3. {STEPS[2]}", f"2. {STEPS[1]}", f"4. {STEPS[3]}")
    assert [w.line for w in warned(parsed, "scrambled-order")] == [6]


def test_an_item_lost_but_for_two_words_stays_in_place() -> None:
    text = shaped(plain()).replace(OBJECTIVES[2], "ساعة أخرى.")
    items = parse(lines_of(text)).items("detailed_objectives")
    assert [item.damaged for item in items] == [False, False, True, False]
    found = warned(parse(lines_of(text)), "damaged-item")
    assert [(w.line, w.section, w.text) for w in found] == [
        (items[2].lines[0], "detailed_objectives", "ساعة أخرى.")
    ]
    assert items[2].text == "ساعة أخرى."


def test_an_item_that_breaks_off_is_damaged() -> None:
    parsed = steps(*listed([STEPS[0], "مراجعة المرفقات وإبلاغ العضو عن", STEPS[2]], "dot"))
    assert [item.damaged for item in parsed.items("procedure")] == [False, True, False]


def test_a_number_with_nothing_behind_it_is_a_damaged_item() -> None:
    parsed = steps(f"1. {STEPS[0]}", "2.", f"3. {STEPS[2]}")
    assert [item.damaged for item in parsed.items("procedure")] == [False, True, False]


def test_a_number_left_out_is_reported() -> None:
    parsed = steps(f"1. {STEPS[0]}", f"2. {STEPS[1]}", f"4. {STEPS[3]}")
    assert [w.line for w in warned(parsed, "numbering-gap")] == [6]


def test_a_short_last_step_is_not_damaged() -> None:
    assert not warned(steps(*listed([*STEPS, "تسليم العضو طلبه."], "dash")), "damaged-item")


def test_a_preamble_without_title_and_heading_is_known_for_what_it_is() -> None:
    text = shaped(plain(title="")).replace("تمهيد:", "")
    parsed = parse(lines_of(text))
    assert [item.text for item in parsed.items("preamble")] == [ITEMS["preamble"][0]]
    assert warned(parsed, "missing-heading")[0].section == "preamble"
    assert warned(parsed, "missing-title")


@pytest.mark.parametrize(
    ("code", "broken", "words"),
    [
        ("farsi-letters", "استقبال العضو فی الفرع.", "فی"),
        ("farsi-letters", "کتابة الطلب.", "کتابة"),
        ("presentation-forms", "كتابة ﺍلطلب.", "ﺍلطلب"),
        ("tatweel", "كتابة الطلـــب.", "الطلـــب."),
        ("space-before-punctuation", "كتابة الطلب ، ثم توقيعه.", "الطلب ،"),
        ("latin-punctuation", "كتابة الطلب, ثم توقيعه.", "الطلب,"),
        ("doubled-word", "كتابة الطلب الطلب ثم توقيعه.", "الطلب الطلب"),
        ("missing-space", "كتابة استمارةالطلب كاملة.", "استمارةالطلب"),
        ("missing-space", "كتابة الطلب(كاملاً) ثم توقيعه.", "الطلب(كاملاً)"),
        ("missing-space", "كتابة الطلب،ثم توقيعه.", "الطلب،ثم"),
        ("missing-space", "كتابة الطلب فيهلكبالتعاون معه.", "فيهلكبالتعاون"),
        ("ocr-slip", "كتابة المغلومات في السجل.", "المغلومات"),
        ("ocr-slip", "كتابة البيانناات في السجل.", "البيانناات"),
        ("spelling-variants", "إستقبال العضو ثم استقبال زميله.", "إستقبال / استقبال"),
        ("spelling-variants", "سماع أراء العضو.", "أراء"),
        ("spelling-variants", "العضو مسئول والموظف مسؤول.", "مسئول / مسؤول"),
    ],
)
def test_damage_within_letters_is_reported_with_the_words(
    code: str, broken: str, words: str
) -> None:
    parsed = steps(*listed([STEPS[0], broken, STEPS[2]], "dot"))
    hits = warned(parsed, code)
    assert [(w.line, w.section) for w in hits] == [(5, "procedure")]
    assert words in hits[0].text
    assert parsed.items("procedure")[1].text == broken


def test_one_spelling_used_throughout_is_no_variant() -> None:
    parsed = steps(*listed(["العضو مسئول عن طلبه.", "والموظف مسئول عن جوابه."], "dot"))
    assert not warned(parsed, "spelling-variants")


def test_a_word_torn_over_two_lines_is_reported_and_not_mended() -> None:
    parsed = steps(
        "- يجيب الموظف في اليوم نفسه عن كل الاستفسا", "رات التي تصل إليه.", f"- {STEPS[1]}"
    )
    assert warned(parsed, "split-word")[0].text == "الاستفسا … رات"
    assert "الاستفسا رات" in parsed.items("procedure")[0].text


def test_list_marks_are_described() -> None:
    mixed = steps(f"- 1. {STEPS[0]}", f"- {STEPS[1]}", f"٣ . {STEPS[2]}")
    found = {warning.code for warning in mixed.warnings}
    assert found >= {"mixed-list-marks", "mixed-numerals", "dash-before-number", "spaced-list-mark"}
    assert warned(steps(*STEPS), "unmarked-list")
    assert not warned(steps(*listed(STEPS, "dot")), "mixed-list-marks")


def test_page_furniture_is_reported_line_by_line_and_kept_out_of_the_lists() -> None:
    letterhead = ["جمعية نخيل الوادي", "Wadi Palms Cooperative", "www.example.org", "تسجيل رقم 777"]
    body = shaped(plain()).split("\n")
    text = "\n".join(
        [*letterhead, "", *body, "", *letterhead[:2], "", "صفحة 2 من 2", "ختم الجمعية"]
    )
    parsed = parse(lines_of(text))
    assert {kind: len(parsed.items(kind)) for kind in ("procedure", "tools")} == {
        "procedure": 5,
        "tools": 3,
    }
    assert len(warned(parsed, "page-furniture")) == 8
    assert parsed.title == TITLE


def test_an_address_below_channels_is_a_channel() -> None:
    text = f"{TITLE}\n\nقنوات الاتصال:\n\nهاتف: 920000000\n\nwww.example.org\n\nالخطابات\n"
    parsed = parse(lines_of(text))
    assert len(parsed.items("channels")) == 3


def test_a_line_of_symbols_is_noise() -> None:
    parsed = steps(f"1. {STEPS[0]}", "~~ || ~~", f"2. {STEPS[1]}")
    assert [w.text for w in warned(parsed, "noise")] == ["~~ || ~~"]
    assert len(parsed.items("procedure")) == 2


def test_markdown_marks_are_taken_off_and_reported() -> None:
    parsed = parse(
        lines_of(f"# {TITLE}\n\n## الهدف العام\n\n{GENERAL.replace('خدمته', '**خدمته**')}")
    )
    assert parsed.items("general_objective")[0].text == GENERAL
    assert warned(parsed, "markdown-marks")


def test_sections_that_are_left_out_are_named() -> None:
    parsed = steps(*STEPS)
    assert {warning.section for warning in warned(parsed, "missing-section")} == {
        "preamble",
        "general_objective",
        "detailed_objectives",
        "practices",
        "channels",
        "tools",
    }
