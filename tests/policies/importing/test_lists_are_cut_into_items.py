"""List marks of every kind, lines that run on, lists within lists, tables."""

import pytest

from policies.importing.marks import split_mark
from policies.importing.result import ParsedPolicy
from policies.importing.structure import parse
from tests.policies.importing.documents import MARKS, STEPS, TITLE, lines_of, listed, mark


def steps(text: str) -> list[str]:
    return [item.text for item in parsed(text).items("procedure")]


def parsed(text: str) -> ParsedPolicy:
    return parse(lines_of(f"{TITLE}\n\nخطوات تقديم الخدمة:\n{text}"))


@pytest.mark.parametrize("style", MARKS)
def test_every_mark_is_taken_off_the_item_and_kept_beside_it(style: str) -> None:
    found = parsed("\n".join(listed(STEPS, style))).items("procedure")
    assert [item.text for item in found] == list(STEPS)
    assert [item.printed_mark for item in found] == [mark(style, n).strip() for n in range(1, 6)]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("- 1. ", 1),
        (" - 2. ", 2),
        ("- 1- ", 1),
        ("٤- ", 4),
        ("١ . ", 1),
        ("- ١ . ", 1),
        ("- 1 ", 1),
        ("1)", 1),
        (")1( ", 1),
        ("1/ ", 1),
        ("- 1.", 1),
        ("③ ", 3),
        (".1 ", 1),
        ("ثالثاً: ", 3),
        ("الخطوة الثانية: ", 2),
        ("• ", None),
        ("– ", None),
        ("* ", None),
    ],
)
def test_a_mark_is_read_with_its_number(printed: str, number: int | None) -> None:
    found, body = split_mark(f"{printed}استقبال العضو")
    assert found is not None
    assert (found.number, body) == (number, "استقبال العضو")


@pytest.mark.parametrize("text", ["05/10/2024 يوم", "1443/7/11هـ", "نص بلا علامة"])
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert split_mark(text) == (None, text)


def test_a_number_at_the_beginning_of_a_sentence_is_no_mark() -> None:
    assert steps("10 أيام هي أطول مدة للرد.\n2.5 مليون ريال هي أعلى قيمة للطلب.") == [
        "10 أيام هي أطول مدة للرد.",
        "2.5 مليون ريال هي أعلى قيمة للطلب.",
    ]


def test_a_line_that_runs_on_belongs_to_the_item_above() -> None:
    assert steps(
        "- التأكد من أن كل ما أرفقه العضو بطلبه صحيح\nوكامل عند تقديمه.\n- إشعار العضو بالقرار."
    ) == ["التأكد من أن كل ما أرفقه العضو بطلبه صحيح وكامل عند تقديمه.", "إشعار العضو بالقرار."]


def test_a_sentence_runs_on_over_the_furniture_between_pages() -> None:
    text = (
        "1. التأكد من أن كل ما أرفقه العضو\n\nصفحة 1 من 2\n\n"
        "بطلبه صحيح وكامل.\n2. إشعار العضو بالقرار."
    )
    assert steps(text) == [
        "التأكد من أن كل ما أرفقه العضو بطلبه صحيح وكامل.",
        "إشعار العضو بالقرار.",
    ]


def test_an_unmarked_item_among_numbers_is_told_by_the_number_it_leaves_free() -> None:
    assert len(steps("1. استلام الطلب\nدراسة الطلب\n3. إشعار العضو")) == 3
    assert len(steps("1. استلام الطلب\nمن العضو\n2. إشعار العضو")) == 2


def test_wrapped_lines_of_an_unmarked_list_are_joined() -> None:
    text = (
        "يستقبل الموظف العضو ويسأله عن حاجته ثم يدونها في السجل مع تاريخ\n"
        "الزيارة واسم الفرع.\n"
        "يراجع الموظف المرفقات كلها ويبلغ العضو في اليوم نفسه بما ينقص منها\n"
        "ليحضره في موعد آخر.\n"
        "يرفع الموظف الطلب إلى اللجنة ويحدد للعضو يوماً يعرف فيه ما انتهى إليه\n"
        "الرأي في طلبه.\n"
        "يتسلم العضو ما طلبه ويوقع على محضر التسليم ثم يسأله الموظف عن رأيه\n"
        "في الخدمة.\n"
    )
    assert len(steps(text)) == 4


def test_a_list_below_a_step_stays_within_it() -> None:
    found = steps("1. استلام الطلب.\n2. إرفاق ما يلي:\n- صورة العقد\n- صورة الصك\n3. إشعار العضو.")
    assert found == [
        "استلام الطلب.",
        "إرفاق ما يلي:\n- صورة العقد\n- صورة الصك",
        "إشعار العضو.",
    ]


def test_a_sentence_before_the_first_number_leads_in() -> None:
    section = parsed("يمر الطلب بهذه المراحل\n1. استلام الطلب.\n2. إشعار العضو.").sections[0]
    assert section.lead_in == "يمر الطلب بهذه المراحل"
    assert len(section.items) == 2


def test_practices_below_the_last_objective_are_parted_from_it() -> None:
    text = (
        f"{TITLE}\n\nالأهداف التفصيلية:\n1- تقليل الزيارات.\n"
        "2- رفع ثقة الأعضاء بالجمعية من خلال الممارسات الآتية:\n"
        "- نشر المواعيد.\n- الاعتذار عن التأخير.\n"
    )
    found = parse(lines_of(text))
    assert len(found.items("detailed_objectives")) == 2
    assert len(found.items("practices")) == 2
    assert "merged-lead-in" in {warning.code for warning in found.warnings}


def test_a_line_that_leads_into_practices_is_their_heading_when_it_is_no_objective() -> None:
    text = (
        f"{TITLE}\n\nالأهداف التفصيلية:\nتقليل الزيارات.\nرفع ثقة الأعضاء بالجمعية.\n"
        "والممارسات في ذلك هي ما يلي:\n1. نشر المواعيد.\n2. الاعتذار عن التأخير.\n"
    )
    found = parse(lines_of(text))
    assert len(found.items("detailed_objectives")) == 2
    assert found.of_kind("practices")[0].heading == "والممارسات في ذلك هي ما يلي"


def test_a_second_list_without_heading_is_told_by_its_content() -> None:
    text = (
        f"{TITLE}\n\nقنوات التواصل:\n1. الهاتف\n2. البريد الإلكتروني\n3. الموقع الإلكتروني\n\n"
        "1. استقبال العضو بلباقة.\n2. تسجيل طلبه في السجل.\n3. إشعار العضو بالقرار.\n"
    )
    found = parse(lines_of(text))
    assert (len(found.items("channels")), len(found.items("procedure"))) == (3, 3)
    assert ("missing-heading", "procedure") in {(w.code, w.section) for w in found.warnings}


def test_a_table_gives_an_item_a_row_and_its_header_leads_in() -> None:
    text = (
        f"{TITLE}\n\nقنوات التواصل:\nم\tالقناة\tالوصف\n"
        "١\tالهاتف\tمن الثامنة\n٢\tالبريد\tفي كل وقت\n"
    )
    section = parse(lines_of(text)).sections[0]
    assert [item.text for item in section.items] == ["الهاتف – من الثامنة", "البريد – في كل وقت"]
    assert section.lead_in == "م – القناة – الوصف"


def test_the_words_of_an_item_stay_as_they_stand() -> None:
    odd = "استقبال  الاعضاء ,بلباقه واحترامـ"
    assert steps(f"1. {odd}\n2. إشعار العضو بالقرار.")[0] == odd
