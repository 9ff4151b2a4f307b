"""A scrambled clause is set beside the same sentence of another association."""

from policies.importing.comparison import KnownPolicy, association_names, known_policy, suggest
from policies.importing.structure import parse
from tests.policies.importing.documents import ITEMS, STEPS, lines_of, plain, shaped

OTHER = known_policy(parse(lines_of(shaped(plain()))), source="نخيل الوادي")
TURNED = "حاجته وتدوينها في السجل. استقبال العضو وسؤاله عن"


def damaged(old: str, new: str) -> str:
    return shaped(plain(title="سياسة العلاقة مع أعضاء جمعية السهل")).replace(old, new)


def test_the_likely_sentence_is_proposed_and_nothing_changed() -> None:
    parsed = parse(lines_of(damaged(STEPS[0], TURNED)))
    before = parsed.to_json()
    found = suggest(parsed, [OTHER])
    assert [(one.section, one.position, one.text, one.likely, one.source) for one in found] == [
        ("procedure", 0, TURNED, STEPS[0], "نخيل الوادي")
    ]
    assert parsed.items("procedure")[0].lines[0] == found[0].line
    assert parsed.to_json() == before


def test_members_and_beneficiaries_do_not_keep_a_sentence_apart() -> None:
    turned = "حاجته وتدوينها في السجل. استقبال المستفيد وسؤاله عن"
    found = suggest(parse(lines_of(damaged(STEPS[0], turned))), [OTHER])
    assert [one.likely for one in found] == [STEPS[0]]


def test_disorder_without_any_other_sign_shows_in_the_comparison() -> None:
    quiet = "رفع المكتمل الزراعي إلى للنظر المهندس الطلب فيه."
    found = suggest(parse(lines_of(damaged(STEPS[2], quiet))), [OTHER])
    assert [one.likely for one in found] == [STEPS[2]]


def test_a_clause_nobody_else_has_gets_no_suggestion() -> None:
    strange = "قبل الفجر. ترتيب الصناديق في المخزن البارد"
    assert suggest(parse(lines_of(damaged(STEPS[0], strange))), [OTHER]) == []


def test_clauses_in_order_get_no_suggestion() -> None:
    assert suggest(parse(lines_of(shaped(plain()))), [OTHER]) == []


def test_the_other_name_is_replaced_by_ones_own() -> None:
    sentence = "تلتزم جمعية نخيل الوادي بالرد على كل طلب في موعده المعلن."
    other = KnownPolicy("نخيل", {"procedure": [sentence]}, ("جمعية نخيل الوادي",))
    turned = "في موعده المعلن. تلتزم جمعية السهل الأخضر بالرد على كل طلب"
    parsed = parse(lines_of(damaged(STEPS[0], turned)))
    found = suggest(parsed, [other], names=["جمعية السهل الأخضر"])
    assert [one.likely for one in found] == [
        "تلتزم جمعية السهل الأخضر بالرد على كل طلب في موعده المعلن."
    ]


def test_a_sentence_of_a_paragraph_is_found() -> None:
    first, second = ITEMS["preamble"][0].split(". ")
    turned = f"وتنشر ما تغير فيها. {second.removesuffix(' وتنشر ما تغير فيها.')}"
    text = damaged(ITEMS["preamble"][0], f"{first}.\n\n{turned}")
    found = suggest(parse(lines_of(text)), [OTHER])
    assert [one.likely for one in found] == [second]


def test_an_association_is_known_by_the_name_it_repeats() -> None:
    text = damaged(STEPS[0], "تحفظ جمعية السهل الطلب.").replace(
        STEPS[1], "تجيب جمعية السهل عن الطلب."
    )
    assert association_names(parse(lines_of(text))) == ("جمعية السهل",)
