"""Every page type in both languages and at both widths: axe finds nothing, nothing overflows,
nothing is asked of another host."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.browser.conftest import DESK, PHONE
from tests.browser.crawl import walk
from tests.browser.people import MEMBER, sign_in

WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Visitor = Callable[..., Page]


def faults(page: Page, path: str) -> list[str]:
    found = [
        f"{path}: {violation['id']}: {node['html'][:160]}"
        for violation in Axe().run(page, options=WCAG_22_AA).response["violations"]
        for node in violation["nodes"]
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    if too_wide:
        found.append(f"{path}: wider than the window")
    return found


def look_around(page: Page, start: str, *, language: str) -> tuple[list[str], list[str]]:
    """Walk the site at both widths; returns the paths seen and the faults found."""
    strangers: list[str] = []
    home = urlsplit(page.url).netloc

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != home:
            strangers.append(f"asked of another host: {request.url}")

    page.on("request", watch)
    seen, found = [], []
    for path in walk(page, start, language=language):
        seen.append(path)
        direction = page.get_attribute("html", "dir")
        if direction != ("rtl" if language == "ar" else "ltr"):
            found.append(f"{path}: dir={direction}")
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            found += faults(page, f"{path} at {viewport['width']}")
    return seen, found + strangers


@pytest.mark.parametrize(("language", "start"), [("ar", "/"), ("en", "/en/")])
def test_public_pages_have_no_accessibility_faults(
    visitor: Visitor, language: str, start: str
) -> None:
    page = visitor(language=language)
    page.goto(start)
    seen, found = look_around(page, start, language=language)
    assert len(seen) > 12, seen
    assert found == []


@pytest.mark.parametrize(("language", "start"), [("ar", "/me/"), ("en", "/en/me/")])
def test_member_pages_have_no_accessibility_faults(
    visitor: Visitor, language: str, start: str
) -> None:
    page = visitor(language=language)
    sign_in(page, MEMBER, language=language)
    page.goto(start)
    seen, found = look_around(page, start, language=language)
    assert len(seen) > 12, seen
    assert found == []
