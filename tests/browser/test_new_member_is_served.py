"""What a new user does, in a real browser: read the policy, sign up, become a member, ask for a
service with a file; an officer takes the request to delivery; the member rates it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK
from tests.browser.flows import (
    ask_for_support,
    code_in,
    decide,
    decide_in_a_sitting,
    find_all_good,
    hand_over,
    move,
    submit,
)
from tests.browser.people import COMMITTEE, OFFICER, RESEARCHER, sign_in
from tests.browser.site import Site

Visitor = Callable[..., Page]


def read_policy(page: Page, prefix: str) -> None:
    page.goto(f"{prefix}/")
    page.locator("main a[href$='/quwwat-watan/']").first.click()
    page.locator("main a[href$='/policies/relations/']").first.click()
    expect(page.locator("#step-5")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)


def sign_up(page: Page, site: Site, prefix: str, *, email: str, name: str) -> None:
    page.goto(f"{prefix}/account/signup/")
    page.fill("input[name=full_name]", name)
    page.fill("input[name=email]", email)
    page.fill("input[name=password1]", "ثلاث نخلات وبئر")
    submit(page)
    page.fill("input[name=code]", code_in(site.work_off()))
    submit(page)
    page.wait_for_url(f"**{prefix}/me/")


def apply_for_membership(page: Page, prefix: str, *, number: str) -> None:
    page.goto(f"{prefix}/quwwat-watan/")
    page.locator("main a[href*='/membership/quwwat-watan/apply/']").first.click()
    page.fill("input[name=number]", number)
    submit(page)


def accept_member(officer: Page, *, name: str) -> None:
    officer.goto("/admin/memberships/")
    officer.locator(f"a:has-text('{name}')").first.click()
    decide(officer, "accept")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_new_member_is_served_from_policy_to_rating(
    visitor: Visitor, site: Site, tmp_path: Path, language: str
) -> None:
    prefix = "" if language == "ar" else "/en"
    name = "رواء بنت ديم بن غيمة" if language == "ar" else "Rawaa Daym Ghaymah"
    # In Arabic the member's browser runs no scripts at all.
    member = visitor(language=language, scripts=language == "en")
    read_policy(member, prefix)
    sign_up(member, site, prefix, email=f"new-{language}@people.example", name=name)
    apply_for_membership(member, prefix, number=f"77{len(prefix)}")

    officer = visitor(viewport=DESK)
    sign_in(officer, OFFICER)
    accept_member(officer, name=name)
    assert f"new-{language}@people.example" in site.work_off()

    reference = ask_for_support(member, prefix, tmp_path, name=name)
    move(officer, reference, "start_verification")
    move(officer, reference, "ask", text="نحتاج عقد الإيجار")
    assert f"new-{language}@people.example" in site.work_off()
    member.goto(f"{prefix}/me/requests/{reference}/")
    member.fill("textarea[name=text]", "العقد مرفق مع الفاتورة")
    submit(member)

    move(officer, reference, "refer", question="هل الدخل كافٍ؟", due_on="2030-01-06")
    researcher = visitor(viewport=DESK)
    sign_in(researcher, RESEARCHER)
    move(researcher, reference, "report", report="زيارة ولقاء", finding="الحاجة قائمة")
    find_all_good(officer, reference)
    move(officer, reference, "present")
    committee = visitor(viewport=DESK)
    sign_in(committee, COMMITTEE)
    decide_in_a_sitting(committee, reference, vote="accept")
    move(officer, reference, "register", expected_on="2030-01-06")
    move(officer, reference, "start_delivery")
    hand_over(officer, reference, "تحويل إلى الحساب")

    member.goto(f"{prefix}/me/requests/{reference}/rate/")
    member.locator("input[name=satisfaction][value='5']").check(force=True)
    member.locator("input[name=ease][value='4']").check(force=True)
    submit(member)
    member.goto(f"{prefix}/me/requests/{reference}/")
    expect(member.locator("main a[href*='/rate/']")).to_have_count(0)
    expect(member.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
