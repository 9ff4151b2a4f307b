"""The demo's people, and how they sign in."""

from playwright.sync_api import Page

from services.demo.people import ADMIN_EMAIL, DEMO_PASSWORD

MEMBER = "member1@quwwat-watan.example"
OFFICER = "officer@quwwat-watan.example"
RESEARCHER = "researcher@quwwat-watan.example"
COMMITTEE = "committee1@quwwat-watan.example"
RECUSED = "committee3@quwwat-watan.example"
APPEALS = "appeals1@quwwat-watan.example"
SUPERVISOR = "supervisor@quwwat-watan.example"
EDITOR = "editor@quwwat-watan.example"
ADMIN = ADMIN_EMAIL


def sign_in(page: Page, email: str, *, language: str = "ar", next_page: str = "") -> None:
    """Sign in on the site's own page."""
    prefix = "/en" if language == "en" else ""
    page.goto(f"{prefix}/account/login/" + (f"?next={next_page}" if next_page else ""))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)
