"""Headless Chromium against the real site; skipped with a clear line where there is no browser."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import Site

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests run in one worker, so that one site serves them."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(data=tmp_path_factory.mktemp("sila"))
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if program is None:
        pytest.skip(
            "no Chromium on this machine: install the package “chromium” to run browser tests"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed browser test tells where each visitor stood and what they read."""
    report = yield
    arrive = getattr(item, "funcargs", {}).get("visitor")
    if report.when == "call" and report.failed and arrive is not None:
        for page in arrive.pages:
            words = " ".join(page.inner_text("body").split())[:1500]
            report.sections.append((f"visitor at {page.url}", words))
    return report


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a fresh visitor's page: `visitor(language="en", viewport=DESK, scripts=False)`."""
    contexts: list[BrowserContext] = []

    def arrive(
        *, language: str = "ar", viewport: dict[str, int] = PHONE, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            locale="ar-SA" if language == "ar" else "en-GB",
            viewport=viewport,
            java_script_enabled=scripts,
            timezone_id="Asia/Riyadh",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        arrive.pages.append(page)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page

    arrive.pages = []  # type: ignore[attr-defined]
    yield arrive
    for context in contexts:
        context.close()


def pytest_configure() -> None:
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")
