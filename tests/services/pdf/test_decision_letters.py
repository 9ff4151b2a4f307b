import time

import pytest
from django.utils import translation

from services import casework
from services.models import ServiceRequest
from services.pdf.letter import decision_letter
from services.references import show_reference
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.pdf.reading import glyphs_shown, letters, pages, words

pytestmark = pytest.mark.papers

REASON = "الدخل الشهري 12,500 ريال يتجاوز الحد (المادة 5)، والوثيقة IBAN-7519 قديمة."


def letter_on(case, officer, people, choice=Choice.REJECT, **more):
    item = opened(planned([case], officer), people).items.get()
    return voted(item, dict.fromkeys(people, choice), **({"reason": REASON} | more))


def test_a_letter_tells_decision_reason_conditions_and_why_early(floored, trio, officer):
    decision = letter_on(
        floored,
        officer,
        trio,
        Choice.ACCEPT,
        conditions="ألا يتكرر خلال السنة",
        early_reason="حالة طبية عاجلة",
    )
    text = words(decision_letter(decision))
    assert show_reference(floored.reference).replace("\u00a0", " ") in text
    for told in ("12,500", "IBAN-7519", "جمعية wadi التعاونية", "حالة طبية عاجلة"):
        assert not set(letters(told)) - set(letters(text)), told
    assert "السياسة" in text  # the policy and its clause


def test_every_letter_has_a_glyph(floored, trio, officer):
    decision = letter_on(
        floored,
        officer,
        trio,
        early_reason="عاجل",
        reason=REASON + " ﷺ ½ ← 😀 中 \u200f\u2068x\u2069",
    )
    shown = glyphs_shown(decision_letter(decision))
    assert len(shown) > 40
    assert not [one for one in shown if one[1] == 0]


def test_letters_that_no_font_has_become_question_marks(floored, trio, officer):
    decision = letter_on(floored, officer, trio, early_reason="عاجل", reason="وصل 中 😀 شكرا")
    assert words(decision_letter(decision)).count("?") == 2


def test_a_rejection_says_until_when_it_can_be_appealed(case, trio, officer):
    decision = letter_on(case, officer, trio)
    until = case.appeal_until
    assert until
    text = words(decision_letter(decision))
    assert str(until.year) in text
    assert f"/me/requests/{case.reference}/" in text


def test_an_acceptance_and_a_decision_on_appeal_say_nothing_of_appeals(
    case, trio, officer, member, appeals_members
):
    first = letter_on(case, officer, trio)
    request = ServiceRequest.objects.get(pk=case.pk)
    request = casework.appeal(request=request, by=member, version=request.version, reason="وثيقة")
    second = letter_on(request, officer, appeals_members)
    assert "/me/requests/" in words(decision_letter(first))
    assert "/me/requests/" not in words(decision_letter(second))


def test_a_letter_is_in_the_language_of_whom_it_tells(case, trio, officer, member):
    member.language = "en"
    member.save()
    decision = letter_on(case, officer, trio, reason="The income is above the limit of 12,500.")
    with translation.override("ar"):
        text = words(decision_letter(decision))
    assert "The committee did not accept your request." in text
    assert "The income is above the limit of 12,500." in text
    assert "Wadi Cooperative" in text


def test_a_long_reason_goes_on_to_further_pages(case, trio, officer):
    decision = letter_on(case, officer, trio, reason="سبب طويل " * 220, conditions="شرط " * 400)
    told = pages(decision_letter(decision))
    assert len(told) >= 2
    assert sum(page.count("شرط") for page in told) >= 400


def test_a_letter_is_made_while_one_waits(case, trio, officer):
    decision = letter_on(case, officer, trio)
    decision_letter(decision)
    start = time.perf_counter()
    decision_letter(decision)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("style", ["arab", "latn"])
def test_a_letter_has_the_digits_of_the_association(case, trio, officer, association, style):
    association.digit_style = style
    association.save()
    request = ServiceRequest.objects.get(pk=case.pk)
    text = words(decision_letter(letter_on(request, officer, trio, reason="سبب")))
    assert any(digit in text for digit in "٠١٢٣٤٥٦٧٨٩") == (style == "arab")
