"""What a new user does, in a real browser: read the policy, sign up, become a member, ask for a
service with a file; an officer takes the request to delivery; the member rates it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK
from tests.browser.people import COMMITTEE, OFFICER, RESEARCHER, sign_in
from tests.browser.site import Site

Visitor = Callable[..., Page]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CODE = re.compile(r"^\s*(\d{6})\s*$|\b(\d{6})\b", re.MULTILINE)


def code_in(printed: str) -> str:
    """The newest code in what the worker printed."""
    found = CODE.findall(printed.split("To: ")[-1])
    assert found, printed
    return "".join(found[0])


def submit(page: Page, name: str = "") -> None:
    """Press a form's own button: the one called `name`, or the first of the main part."""
    if name:
        page.locator(f"main button[name={name}]").first.click()
    else:
        page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


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


def decide(staff: Page, ending: str, **texts: str) -> None:
    """Open the fold of the form whose address ends so, fill it in and send it."""
    form = staff.locator(f"form[action$='/{ending}/']")
    fold = staff.locator("details", has=form)
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    for name, text in texts.items():
        form.locator(f"[name='{name}'], [name$='-{name}']").fill(text)
    for box in form.locator("input[type=checkbox]:visible").all():
        box.check()
    form.locator("button[type=submit]").click()
    staff.wait_for_load_state()


def accept_member(officer: Page, *, name: str) -> None:
    officer.goto("/admin/memberships/")
    officer.locator(f"a:has-text('{name}')").first.click()
    decide(officer, "accept")


def ask_for_support(page: Page, prefix: str, folder: Path, *, name: str) -> str:
    """Fill in the form of financial support and sign it; returns the reference."""
    page.goto(f"{prefix}/quwwat-watan/services/financial-support/")
    page.locator("main a[href*='/request/']").first.click()
    fill_in(page, folder)
    page.locator("main button.button[value=continue]").click()
    page.fill("input[name=signed_name]", name)
    page.locator("main form input[type=checkbox]").check()
    submit(page)
    page.wait_for_url("**/receipt/")
    found = re.search(r"/requests/(\d{9})/receipt/", page.url)
    assert found is not None
    return found.group(1)


def fill_in(page: Page, folder: Path) -> None:
    """Answer the form as people type: Arabic digits, spaces between groups."""
    file = folder / "فاتورة.pdf"
    file.write_bytes(PDF)
    page.fill("[name=answer-national_id]", "١١٠٢٣٤٥٦٧٣")
    page.fill("[name=answer-mobile]", "٠٥٥ ١٢٣ ٤٥٦٧")
    page.locator("[name=answer-reason]").select_option(index=1)
    page.fill("[name=answer-amount]", "١٢٥٠")
    page.fill("[name=answer-situation]", "إيجار متأخر شهرين")
    page.fill("[name=answer-iban]", "SA03 8000 0000 6080 1016 7519")
    page.set_input_files("[name=answer-proof]", file)


def move(staff: Page, reference: str, name: str, **texts: str) -> None:
    """Make one move of a request in the admin."""
    staff.goto(f"/admin/requests/{reference}/")
    decide(staff, name, **texts)


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
    move(officer, reference, "present")
    committee = visitor(viewport=DESK)
    sign_in(committee, COMMITTEE)
    move(committee, reference, "accept")
    for step in ("register", "start_delivery", "deliver"):
        move(officer, reference, step)

    member.goto(f"{prefix}/me/requests/{reference}/rate/")
    member.locator("input[name=satisfaction][value='5']").check(force=True)
    member.locator("input[name=ease][value='4']").check(force=True)
    submit(member)
    member.goto(f"{prefix}/me/requests/{reference}/")
    expect(member.locator("main a[href*='/rate/']")).to_have_count(0)
    expect(member.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
