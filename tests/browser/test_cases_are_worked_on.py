"""Whole cases in a browser: seven steps with an appeal, four steps, one taken in by phone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK
from tests.browser.flows import (
    ask_for_support,
    decide_in_a_sitting,
    find_all_good,
    hand_over,
    move,
    sign,
    submit,
)
from tests.browser.people import APPEALS, COMMITTEE, MEMBER, OFFICER, RECUSED, RESEARCHER, sign_in
from tests.browser.site import Site
from tests.browser.test_new_member_is_served import sign_up

Visitor = Callable[..., Page]
MEMBER_NAME = "نجم بن قمر بن سماء الوطني"
RECUSED_NAME = "ليث بن صخر بن جبل الوطني"
NOT_FOUND = 404


def at_desk(visitor: Visitor, who: str) -> Page:
    page = visitor(viewport=DESK)
    sign_in(page, who)
    return page


def test_a_case_goes_through_research_rejection_and_appeal_to_delivery(
    visitor: Visitor, tmp_path: Path
) -> None:
    member = visitor()
    sign_in(member, MEMBER)
    reference = ask_for_support(member, "", tmp_path, name=MEMBER_NAME)
    own = f"/me/requests/{reference}/"

    officer = at_desk(visitor, OFFICER)
    move(officer, reference, "start_verification")
    move(officer, reference, "refer", question="هل الدخل كافٍ؟", due_on="2030-01-06")
    researcher = at_desk(visitor, RESEARCHER)
    move(researcher, reference, "report", report="زيارة ولقاء", finding="الحاجة قائمة")
    move(officer, reference, "ask", text="نحتاج رقم العقد")
    member.goto(own)
    member.fill("form[action*='answer'] textarea[name=text], textarea[name=text]", "العقد ٤٤")
    member.locator("form", has=member.locator("textarea[name=text]")).first.locator(
        "button[type=submit]"
    ).first.click()
    find_all_good(officer, reference)
    move(officer, reference, "present")

    recused = at_desk(visitor, RECUSED)
    assert recused.goto(f"/admin/requests/{reference}/").ok  # type: ignore[union-attr]
    move(officer, reference, "committee/recuse", person=RECUSED_NAME, reason="قرابة")
    expect(officer.locator("body")).to_contain_text("قرابة")
    hidden = recused.goto(f"/admin/requests/{reference}/")
    assert hidden is not None
    assert hidden.status == NOT_FOUND
    committee = at_desk(visitor, COMMITTEE)
    decide_in_a_sitting(committee, reference, vote="reject")

    member.goto(own)
    expect(member.locator("main")).to_contain_text("نظرت اللجنة في الطلب")
    member.locator("main a[href$='/appeal/']").first.click()
    member.fill("textarea[name=reason]", "لم تُنظر الفاتورة")
    member.locator("main form input[type=checkbox]").check()
    submit(member)
    appeals = at_desk(visitor, APPEALS)
    decide_in_a_sitting(appeals, reference, vote="accept", appeals=True, absent=RECUSED_NAME)

    move(officer, reference, "register", expected_on="2030-01-06")
    move(officer, reference, "start_delivery")
    hand_over(officer, reference, "تحويل إلى الحساب")
    member.goto(own)
    expect(member.locator("main")).to_contain_text("تحويل إلى الحساب")
    member.goto(f"{own}rate/")
    expect(member.locator("input[name=satisfaction]").first).to_be_attached()


def test_a_case_of_four_steps_is_scheduled_and_delivered(visitor: Visitor) -> None:
    member = visitor()
    sign_in(member, MEMBER)
    member.goto("/quwwat-watan/services/membership-certificate/")
    member.locator("main a[href*='/request/']").first.click()
    member.fill("[name=answer-addressee]", "إلى من يهمه الأمر")
    for select in member.locator("main select[name^=answer]").all():
        select.select_option(index=1)
    for radios in member.locator("main fieldset:has(input[type=radio][name^=answer])").all():
        radios.locator("input[type=radio]").first.check()
    member.locator("main button.button[value=continue]").click()
    reference = sign(member, name=MEMBER_NAME)

    officer = at_desk(visitor, OFFICER)
    soon = (date.today() + timedelta(days=3)).isoformat()
    move(officer, reference, "schedule", expected_on=soon, contact_note="اتصال قبلها بيوم")
    member.goto(f"/me/requests/{reference}/")
    expect(member.locator("main")).to_contain_text("اتصال قبلها بيوم")
    move(officer, reference, "start_delivery")
    hand_over(officer, reference, "الشهادة مختومة")
    member.goto(f"/me/requests/{reference}/")
    expect(member.locator("main")).to_contain_text("الشهادة مختومة")


def test_a_request_taken_in_by_telephone_is_claimed_by_its_owner(
    visitor: Visitor, site: Site
) -> None:
    officer = at_desk(visitor, OFFICER)
    officer.goto("/admin/requests/new/")
    open_to_all = officer.locator("[name=service] option", has_text="اسألنا").first
    officer.locator("[name=service]").select_option(value=open_to_all.get_attribute("value"))
    officer.locator("form.intake button[type=submit], main form button[type=submit]").last.click()
    officer.check("[name=channel][value=phone]")
    officer.fill("[name=full_name]", "سنا بنت برق بن رعد")
    officer.fill("[name=phone]", "٠٥٥ ٧٧٧ ١٢ ٣٤")
    officer.locator("button.button[name=action][value=continue]").click()
    officer.fill("[name=answer-question]", "متى يفتح المقر أبوابه في رمضان؟")
    officer.locator("button.button[name=action][value=continue]").click()
    officer.locator(
        "form.intake > button[type=submit], form button.button:not([name])"
    ).last.click()
    officer.locator(".intake__number").first.wait_for()
    numbers = [one.inner_text() for one in officer.locator(".intake__number").all()]
    reference, code = ("".join(re.findall(r"\d", number)) for number in numbers)

    owner = visitor()
    sign_up(owner, site, "", email="sana@people.example", name="سنا بنت برق بن رعد")
    owner.goto("/me/claim/")
    owner.fill("[name=reference]", reference)
    owner.fill("[name=code]", code)
    submit(owner)
    owner.wait_for_url(f"**/me/requests/{reference}/")
    expect(owner.locator("main")).to_contain_text("متى يفتح المقر أبوابه في رمضان؟")
    owner.locator("main a[href$='/sign/']").first.click()
    owner.fill("input[name=signed_name]", "سنا بنت برق بن رعد")
    for box in owner.locator("main form input[type=checkbox]").all():
        box.check()
    submit(owner)
    expect(owner.locator("main a[href$='/sign/']")).to_have_count(0)
