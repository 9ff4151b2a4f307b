"""Every address of the Wagtail admin, with the ids of given things filled in."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
PAGE_NAMES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
WORDS: dict[str, list[Any]] = {
    "app_label": ["wagtailcore", "wagtailimages", "wagtaildocs", "policies"],
    "content_type_app_name": ["policies"],
    "app_name": ["wagtailimages", "wagtaildocs"],
    "model_name": ["page", "image", "document", "faqpage"],
    "content_type_model_name": ["faqpage"],
    "action": ["delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"],
    "action_name": ["approve"],
    "decision": ["accept"],
    "filter_spec": ["original"],
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
}
MODELS = {"wagtailcore": "page", "wagtailimages": "image", "wagtaildocs": "document"}
# Where the admin breaks on purpose, signs the visitor out, or answers to nothing but POST.
LEFT_OUT = ("failwhale", "logout", "test404", "jsi18n", "sprite", "editing-sessions", "_reset/")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for found in resolver.url_patterns:
        path = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from patterns(found, path)
        elif isinstance(found, URLPattern):
            yield path


def addresses(pages: list[int], own_page: int, others: list[int]) -> Iterator[str]:
    """Each address once a thing; where two pages are named, one of them is one's own."""
    listed = "&".join(f"id={pk}" for pk in [*pages, *others])
    for pattern in patterns(get_resolver()):
        if not pattern.startswith("admin/") or any(word in pattern for word in LEFT_OUT):
            continue
        path = "/" + re.sub(r"[\^$]|\\Z", "", pattern).replace(r"\.", ".")
        names = [one or other for one, other in PARAMETER.findall(path)]
        values = [
            [own_page, *pages] if name in PAGE_NAMES else WORDS.get(name, others) for name in names
        ]
        for chosen in product(*values):
            said = dict(zip(names, chosen, strict=True))
            if "model_name" in said and said["model_name"] != MODELS.get(
                str(said.get("app_label") or said.get("app_name")), "faqpage"
            ):
                continue
            filled = iter(chosen)
            url = PARAMETER.sub(lambda _match: str(next(filled)), path)  # noqa: B023
            yield url
            if "bulk/" in url or "chosen-multiple" in url:
                yield f"{url}?{listed}"
            if "bulk/" in url:
                yield f"{url}?id=all&childOf={pages[0]}"
