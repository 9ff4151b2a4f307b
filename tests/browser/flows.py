"""What people do again and again: press, fill in, ask, make a move, hold a sitting."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page

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


def decide(staff: Page, ending: str, **texts: str) -> None:
    """Open the fold of the form whose address ends so, fill it in and send it."""
    form = staff.locator(f"form[action$='/{ending}/']")
    fold = staff.locator("details", has=form)
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator(":scope > summary").click()
    for name, text in texts.items():
        field = form.locator(f"[name='{name}'], [name$='-{name}']").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
    for box in form.locator("input[type=checkbox]:visible").all():
        box.check()
    form.locator("button[type=submit]").click()
    staff.wait_for_load_state()


def move(staff: Page, reference: str, name: str, **texts: str) -> None:
    """Make one move of a request in the admin."""
    staff.goto(f"/admin/requests/{reference}/")
    decide(staff, name, **texts)


def find_all_good(officer: Page, reference: str) -> None:
    """Find every fact and document of the checklist complete, valid and in the register."""
    officer.goto(f"/admin/requests/{reference}/")
    for radio in officer.locator("#checklist-section input[type=radio][value=yes]").all():
        radio.check()
    officer.locator("#checklist-section form button[type=submit]").click()
    officer.wait_for_load_state()


def hand_over(officer: Page, reference: str, what: str) -> None:
    """Record the delivery of a request, which ends it."""
    today = date.today().isoformat()
    move(officer, reference, "deliver", what=what, delivered_on=today, way="في المقر")


def ask_for_support(page: Page, prefix: str, folder: Path, *, name: str) -> str:
    """Fill in the form of financial support and sign it; returns the reference."""
    page.goto(f"{prefix}/quwwat-watan/services/financial-support/")
    page.locator("main a[href*='/request/']").first.click()
    fill_in(page, folder)
    page.locator("main button.button[value=continue]").click()
    return sign(page, name=name)


def sign(page: Page, *, name: str) -> str:
    """Sign what was filled in, and send it; returns the reference."""
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


def decide_in_a_sitting(
    chair: Page, reference: str, *, vote: str, appeals: bool = False, absent: str = "-"
) -> None:
    """Plan a sitting for the case alone, open it with all but `absent`, vote and record.

    The day the policy sets has not come, so the decision is announced early, with a reason.
    """
    shown = " ".join(reference[at : at + 3] for at in (0, 3, 6))
    chair.goto("/admin/sittings/new/" + ("?hears_appeals=yes" if appeals else ""))
    chair.fill("[name=starts_at_0]", (date.today() + timedelta(days=1)).isoformat())
    chair.fill("[name=starts_at_1]", "17:00")
    for box in chair.locator("[name=cases]").all():
        box.uncheck()
    chair.locator("label", has_text=shown).locator("input").check()
    chair.locator(
        "main form[method=post] button[type=submit], form[method=post] .button"
    ).first.click()
    chair.wait_for_load_state()
    chair.locator("a[href$='/open/']").first.click()
    chair.locator("[name=open-present]").first.wait_for()
    for label in chair.locator("label", has=chair.locator("[name=open-present]")).all():
        label.locator("input").set_checked(absent not in label.inner_text())
    chair.locator("[name=open-chair]").select_option(index=1)
    chair.locator("form.sitting button[type=submit]").click()
    chair.wait_for_load_state()
    chair.locator("a[href*='/items/']").first.click()
    chair.locator("#decide-section form").wait_for()
    for radio in chair.locator(f"#decide-section input[type=radio][value={vote}]").all():
        radio.check()
    chair.fill("#decide-section [name=reason]", "نظرت اللجنة في الطلب")
    chair.fill("#decide-section [name=early_reason]", "حاجة عاجلة")
    chair.check("#decide-section [name=understood]")
    chair.locator("#decide-section form button[type=submit]").click()
    chair.wait_for_load_state()
