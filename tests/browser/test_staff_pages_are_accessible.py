"""The pages that staff work on, at both widths: axe finds nothing in what is ours, and nothing
runs out of the window. What is Wagtail's own is left to Wagtail."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.people import OFFICER, SUPERVISOR, sign_in
from tests.browser.test_pages_are_accessible import WCAG_22_AA

OURS = {"include": [[".content .nice-padding"]]}
TOO_WIDE = """[...document.querySelectorAll('.content')].some(
    part => part.scrollWidth > part.clientWidth + 1)"""
Visitor = Callable[..., Page]


def faults(page: Page, path: str) -> list[str]:
    """What is wrong with the page that stands open, with all its folds open."""
    page.locator(".content details").evaluate_all("folds => folds.forEach(it => it.open = true)")
    found = []
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        violations = Axe().run(page, context=OURS, options=WCAG_22_AA).response["violations"]
        place = f"{path} at {viewport['width']}"
        found += [
            f"{place}: {violation['id']}: {node['html'][:160]}"
            for violation in violations
            for node in violation["nodes"]
        ]
        if page.evaluate(TOO_WIDE):
            found.append(f"{place}: wider than the window")
    return found


def visit(page: Page, *paths: str) -> list[str]:
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        assert page.get_attribute("html", "dir") == "rtl"
        found += faults(page, path)
    return found


def links(page: Page, start: str, shape: str) -> list[str]:
    """The addresses of that shape to which the page at `start` leads."""
    page.goto(start)
    found = page.eval_on_selector_all("main a", "all => all.map(one => one.getAttribute('href'))")
    return sorted({path for path in found if path and re.fullmatch(shape, path)})


def test_cases_and_the_work_list_have_no_accessibility_faults(visitor: Visitor) -> None:
    page = visitor(viewport=DESK)
    sign_in(page, OFFICER)
    asked = "/admin/requests/?tab=all&state=submitted&state=social_research&state=delivering"
    cases = links(page, asked, r"/admin/requests/\d{9}/")
    assert len(cases) > 3, cases
    pages = ["/admin/requests/", "/admin/requests/guide/", "/admin/requests/calendar/"]
    assert visit(page, *pages, *cases) == []


def test_taking_in_and_sittings_have_no_accessibility_faults(visitor: Visitor) -> None:
    page = visitor(viewport=DESK)
    sign_in(page, OFFICER)
    found = visit(page, "/admin/requests/new/")
    page.locator("main form button[type=submit]").last.click()
    page.locator(".error-message").first.wait_for()
    found += faults(page, "no service chosen")
    page.locator("[name=service]").select_option(index=1)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/person/")
    found += faults(page, "who asks")
    sitting_pages = links(page, "/admin/sittings/", r"/admin/sittings/\d+/")
    found += visit(page, "/admin/sittings/new/", *sitting_pages)
    assert found == []


def test_what_supervisors_keep_has_no_accessibility_faults(visitor: Visitor) -> None:
    page = visitor(viewport=DESK)
    sign_in(page, SUPERVISOR)
    pages = ["/admin/closures/", "/admin/closures/new/", "/admin/notice-templates/"]
    words = links(page, "/admin/notice-templates/", r"/admin/notice-templates/\d+/.+/ar/")
    assert visit(page, *pages, words[0], "/admin/canned-replies/new/") == []
