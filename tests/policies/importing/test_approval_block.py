"""The approval block becomes data: dates as printed and as read, meeting, signatories."""

from datetime import date

import pytest

from policies.importing.result import ParsedPolicy
from policies.importing.structure import parse
from tests.policies.importing.documents import lines_of, plain, shaped


def approved(*lines: str) -> ParsedPolicy:
    return parse(lines_of("\n".join([shaped(plain()), "اعتماد السياسة", *lines])))


def codes(parsed: ParsedPolicy) -> set[str]:
    return {warning.code for warning in parsed.warnings}


def test_both_dates_weekday_and_meeting_are_read() -> None:
    parsed = approved(
        "اعتمد مجلس الإدارة هذه السياسة في جلسته رقم (12) المنعقدة يوم الاثنين "
        "بتاريخ 10/03/1445هـ الموافق 25/09/2023م."
    )
    report = parsed.to_json()["approval"]
    assert report["hijri"] == {"printed": "10/03/1445هـ", "read": "1445-03-10"}
    assert report["gregorian"] == {"printed": "25/09/2023م", "read": "2023-09-25"}
    assert report["weekday"] == "الاثنين"
    assert "رقم (12)" in report["meeting"]
    assert not codes(parsed) & {"date-conflict", "unreadable-session", "no-approval-date"}


@pytest.mark.parametrize(
    "days",
    [
        "10/03/1445هـ الموافق 25/10/2023م",
        "يوم الثلاثاء 25/09/2023م",
        "يوم الخميس 10/03/1445هـ",
        "١٠ ربيع الأول ١٤٤٥هـ الموافق ٢٥ أكتوبر ٢٠٢٣م",
    ],
)
def test_days_that_are_not_one_day_conflict(days: str) -> None:
    parsed = approved(f"تم اعتماد هذه السياسة من مجلس الإدارة بتاريخ {days}.")
    conflict = [warning for warning in parsed.warnings if warning.code == "date-conflict"]
    assert len(conflict) == 1
    assert (conflict[0].section, conflict[0].line) == (
        "approval",
        parsed.lines[-1].number,
    )


def test_a_hijri_day_may_be_one_off() -> None:
    parsed = approved("تم اعتماد السياسة من المجلس بتاريخ 10/03/1445هـ الموافق 26/09/2023م.")
    assert "date-conflict" not in codes(parsed)


def test_a_date_that_does_not_exist_is_kept_and_reported() -> None:
    parsed = approved("تم اعتماد السياسة من المجلس بتاريخ 45/03/2023م.")
    assert parsed.to_json()["approval"]["gregorian"] == {"printed": "45/03/2023م", "read": None}
    assert "unreadable-date" in codes(parsed)


def test_a_block_without_any_date_says_so() -> None:
    assert "no-approval-date" in codes(approved("تم اعتماد السياسة من مجلس الإدارة."))


def test_a_date_left_blank_is_reported() -> None:
    parsed = approved("تم اعتماد السياسة من مجلس الإدارة بتاريخ    /    / 1445هـ")
    assert "unreadable-date" in codes(parsed)


@pytest.mark.parametrize("session", ["7\\145/3", "رقم (   )", "رقم ......", "12،/5-1445/3/9"])
def test_a_session_number_that_is_none_is_reported(session: str) -> None:
    parsed = approved(
        f"تم اعتماد السياسة في اجتماع مجلس الإدارة بجلسته {session} بتاريخ 25/09/2023م"
    )
    assert "unreadable-session" in codes(parsed)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ويعمل بها من تاريخ اعتمادها", date(2023, 9, 25)),
        ("وتكون سارية المفعول من تاريخه", date(2023, 9, 25)),
        ("وتسري اعتباراً من 01/01/2024م", date(2024, 1, 1)),
        ("", None),
    ],
)
def test_the_day_it_takes_effect_is_read(words: str, day: date | None) -> None:
    parsed = approved(f"اعتمد مجلس الإدارة السياسة في جلسة بتاريخ 25/09/2023م {words}.")
    assert parsed.approval.effective_from == day
    assert parsed.approval.gregorian is not None
    assert parsed.approval.gregorian.read == date(2023, 9, 25)


NAMES = ("سعد بن راشد الهضب", "نورة بنت فهد السهل", "ماجد بن عيد الجبل")
OFFICES = ("رئيس مجلس الإدارة", "نائب الرئيس", "عضو")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "م\tالاسم\tالصفة\tالتوقيع",
            *(f"{n}\t{a}\t{o}\t" for n, a, o in zip("123", NAMES, OFFICES, strict=True)),
        ],
        [
            "التوقيع\tالصفة\tالاسم\tم",
            *(f"\t{o}\t{a}\t{n}" for n, a, o in zip("١٢٣", NAMES, OFFICES, strict=True)),
        ],
        [
            "| الاسم | المنصب |",
            "|---|---|",
            *(f"| {a} | {o} |" for a, o in zip(NAMES, OFFICES, strict=True)),
        ],
        [f"{o}: {a}" for a, o in zip(NAMES, OFFICES, strict=True)],
        [f"{n}- {a} – {o}" for n, a, o in zip("123", NAMES, OFFICES, strict=True)],
        [f"الاسم: {a} الصفة: {o} التوقيع: ........" for a, o in zip(NAMES, OFFICES, strict=True)],
        ["\t".join(NAMES), "\t".join(OFFICES)],
        [f"{a}\t{o}" for a, o in zip(NAMES, OFFICES, strict=True)],
    ],
)
def test_signatories_are_read_however_they_stand(lines: list[str]) -> None:
    found = approved("تم اعتماد السياسة من مجلس الإدارة.", "", *lines).approval.signatories
    assert [(one.name, one.office) for one in found] == list(zip(NAMES, OFFICES, strict=True))


def test_columns_that_run_backwards_are_reported() -> None:
    backwards = approved("التوقيع\tالصفة\tالاسم\tم", f"\tعضو\t{NAMES[0]}\t١")
    forwards = approved("م\tالاسم\tالصفة\tالتوقيع", f"١\t{NAMES[0]}\tعضو\t")
    assert "columns-reversed" in codes(backwards)
    assert "columns-reversed" not in codes(forwards)
    assert "signature-table" in codes(forwards)


@pytest.mark.parametrize("word", ["لم يحضر", "غائب", "اعتذر", "متغيبة"])
def test_who_is_marked_absent_was_absent_and_the_others_present(word: str) -> None:
    row = approved("\t".join(NAMES), f"()\t{word}\tm").approval.signatories
    table = approved("الاسم\tالصفة\tالحضور", f"{NAMES[0]}\tعضو\t{word}", f"{NAMES[1]}\tعضو\t")
    lines = approved(f"رئيس مجلس الإدارة: {NAMES[0]} ({word})", f"نائب الرئيس: {NAMES[1]}")
    assert [one.present for one in row] == [True, False, True]
    assert [one.present for one in table.approval.signatories] == [False, True]
    assert [one.present for one in lines.approval.signatories] == [False, True]


def test_presence_that_is_not_told_is_not_guessed() -> None:
    parsed = approved("الاسم\tالصفة", f"{NAMES[0]}\tعضو")
    assert [one.present for one in parsed.approval.signatories] == [None]


def test_noise_in_the_row_of_signatures_is_reported() -> None:
    parsed = approved("\t".join(NAMES), "() () ()\tلم يحضر\tm")
    assert [w.text for w in parsed.warnings if w.code == "signature-noise"] == [
        "() () () لم يحضر m"
    ]


def test_the_block_may_stand_before_the_sections() -> None:
    text = "تم اعتماد هذه السياسة من مجلس الإدارة بتاريخ 25/09/2023م\n\n" + shaped(plain())
    parsed = parse(lines_of(text))
    assert parsed.approval.gregorian is not None
    assert len(parsed.items("procedure")) == 5
    assert parsed.title == plain().title


def test_what_does_not_belong_to_the_block_is_a_further_section() -> None:
    other = "تحل هذه الوثيقة محل كل ما سبقها من تعاميم في الموضوع نفسه."
    parsed = approved("تم اعتماد السياسة من مجلس الإدارة بتاريخ 25/09/2023م.", other)
    assert [item.text for item in parsed.items("further")] == [other]


def test_a_policy_without_the_block_says_so() -> None:
    parsed = parse(lines_of(shaped(plain())))
    assert "no-approval" in codes(parsed)
    assert parsed.to_json()["approval"]["signatories"] == []
