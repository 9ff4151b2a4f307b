"""Walks the site as a visitor does, along its links, one page of each shape."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

# Pages that differ only in these parts of their address are of one shape.
VARIABLE = [
    (re.compile(r"^/(en/)?(quwwat-watan|awasir|awqaf|tsmsa|sidr)/"), r"/\1*/"),
    (re.compile(r"/(services|policies)/[^/]+/"), r"/\1/*/"),
    (re.compile(r"/\d[\d-]*/"), "/#/"),
]
# Not pages of ours to look at: other programs' outputs, and links that act.
PASSED_OVER = re.compile(
    r"^/(en/)?(admin|api|_allauth|documents|media|static|account/logout)\b|/files/\d+/$"
)
MOST = 80


def shape(path: str) -> str:
    for pattern, replacement in VARIABLE:
        path = pattern.sub(replacement, path)
    return path


def walk(page: Page, start: str, *, language: str) -> Iterator[str]:
    """Visit one page of each shape in one language, from `start` along links; yields its path.

    The page stands open when its path is yielded.
    """
    waiting, seen = [start], {shape(start)}
    for _ in range(MOST):
        if not waiting:
            return
        path = waiting.pop(0)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        if urlsplit(page.url).path.startswith("/en/") != (language == "en"):
            continue  # a form that was filled in in the other language leads there
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for address in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
            found = urlsplit(urldefrag(address).url)
            if found.netloc != urlsplit(page.url).netloc or PASSED_OVER.search(found.path):
                continue
            if found.path.startswith("/en/") != (language == "en") or found.query:
                continue
            if shape(found.path) not in seen:
                seen.add(shape(found.path))
                waiting.append(found.path)
        yield path
    raise AssertionError(f"more than {MOST} shapes of pages: {sorted(seen)}")
