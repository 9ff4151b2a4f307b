"""With scripts a draft is kept while someone types; a hasty finger sends one request."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import sign_in

Visitor = Callable[..., Page]
MEMBER = "member1@awqaf.example"
SERVICE = "/awqaf/services/"
OPEN = "/me/requests/?show=open"


def open_form(page: Page) -> None:
    sign_in(page, MEMBER)
    page.goto(SERVICE)
    page.locator("a.card__link").first.click()
    page.locator("main a[href*='/request/']").first.click()
    page.wait_for_load_state()


def test_words_are_there_again_without_pressing_anything(visitor: Visitor) -> None:
    page = visitor()
    open_form(page)
    page.locator("textarea").first.fill("فكرة لم تكتمل")
    expect(page.locator("[data-draft-status]")).to_have_text("حُفظت المسودة.", timeout=20_000)
    page.reload()
    expect(page.locator("textarea").first).to_have_value("فكرة لم تكتمل")


def test_a_hasty_finger_sends_one_request(visitor: Visitor) -> None:
    page = visitor()
    open_form(page)
    form = page.url
    page.goto(OPEN)
    before = page.locator("main article").count()
    page.goto(form)
    page.locator("textarea").first.fill("فكرة مكتملة")
    page.locator("main input[type=radio]").first.check()
    for part, value in (("day", "١"), ("month", "٩"), ("year", "١٤٤٨")):
        page.locator(f"[name$=_{part}]").fill(value)
    page.locator("[name=answer-mobile]").fill("٠٥٠ ٠٠٠ ٠٠٠٠")
    page.locator("main button.button[value=continue]").click()
    page.fill("[name=signed_name]", "نجم بن قمر")
    page.check("[name=agreed]")
    page.locator("form:has([name=agreed]) button.button").dblclick()
    page.wait_for_url("**/receipt/")
    page.goto(OPEN)
    expect(page.locator("main article")).to_have_count(before + 1)
