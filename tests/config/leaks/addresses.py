"""Every address the site answers on, filled with the keys of the marked association's things."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.regex_helper import normalize
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.config.leaks.secrets import NEEDLE
from tests.config.leaks.vault import Keys

# What can't be visited, and why.
LEFT_OUT = {"admin/failwhale/": "fails on purpose, to try out the page of errors"}
# The same for everyone, takes long to write, and takes no orders.
WRITTEN_OUT = {"api/v3/openapi.json"}

# Where a parameter's name alone doesn't tell what it is the key of.
MEANINGS: list[tuple[str, dict[str, str]]] = [
    ("admin/api/main/documents/", {"pk": "document_id"}),
    ("admin/api/main/images/", {"pk": "image_id"}),
    ("admin/collections/", {"pk": "collection_id"}),
    ("admin/workflows/tasks/", {"pk": "task", "app_label": "task_app", "model_name": "task_model"}),
    ("admin/workflows/", {"pk": "workflow"}),
    ("admin/locales/", {"pk": "locale_id"}),
    ("admin/sites/", {"pk": "site_id"}),
    ("admin/users/", {"pk": "user"}),
    ("admin/groups/", {"pk": "group"}),
    ("admin/api-tokens/", {"pk": "api_token"}),
    ("admin/memberships/", {"pk": "membership"}),
    ("admin/appointments/", {"pk": "appointment"}),
    ("admin/closures/", {"pk": "closure"}),
    ("admin/canned-replies/", {"pk": "canned_reply"}),
    ("admin/notice-templates/", {"move": "occasion"}),
    ("admin/requests/new/", {"reference": "taken_in"}),
    ("admin/proposals/", {"reference": "proposal"}),
    ("me/claim/", {"reference": "taken_in"}),
    ("admin/documents/chooser/", {"pk": "document_id"}),
    ("admin/images/chooser/", {"pk": "image_id"}),
    ("documents/", {"_0": "document_id", "_1": "document_name"}),
    ("api/v3/services/", {"file_id": "draft_file_id"}),
    ("account/2fa/webauthn/", {"pk": "authenticator"}),
    ("me/drafts/", {"file_id": "draft_file_id"}),
    ("", {"_0": "page_path"}),
]
BULK = "admin/bulk/"
JSON_AT = ("api/", "_allauth/")
LISTS_AT = ("admin/", "api/v3/pages", "api/v3/documents", "api/v3/images", "api/v3/requests")
# These end the visitor's session, so they come last.
SIGNS_OUT = ("account/", "_allauth/", "admin/logout/")


@dataclass(frozen=True)
class Pattern:
    """One pattern of the resolver: its address with named gaps, and the gaps' names."""

    form: str
    names: tuple[str, ...]
    in_two_languages: bool

    @property
    def signs_out(self) -> bool:
        return self.form.startswith(SIGNS_OUT)

    def fill(self, keys: Keys) -> str:
        """The address of the things that `keys` stand for; KeyError where a gap has none."""
        meanings = next(names for prefix, names in MEANINGS if self.form.startswith(prefix))
        everywhere = MEANINGS[-1][1]
        values = {name: keys[meanings.get(name, everywhere.get(name, name))] for name in self.names}
        return "/" + self.form % values


@cache
def patterns() -> list[Pattern]:
    """All patterns of the site, each once."""
    found = {
        Pattern(form, tuple(names), translated)
        for regex, translated in _regexes(get_resolver().url_patterns)
        for form, names in normalize(regex)
    }
    return sorted(found, key=lambda one: (one.signs_out, one.form))


def _regexes(
    entries: Iterable[URLPattern | URLResolver], before: str = "", translated: bool = False
) -> Iterator[tuple[str, bool]]:
    for entry in entries:
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from _regexes(entry.url_patterns, before, True)  # type: ignore[union-attr]
            continue
        regex = before + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from _regexes(entry.url_patterns, regex, translated)
        else:
            yield regex, translated


def addresses(pattern: Pattern, key_sets: list[Keys]) -> list[str]:
    """The pattern filled with each set of keys, in both languages where it has them."""
    if pattern.form.startswith(BULK):
        return _bulk_actions(key_sets)
    filled = dict.fromkeys(pattern.fill(keys) for keys in key_sets)
    if pattern.in_two_languages:
        return [*filled, *(f"/en{address}" for address in filled)]
    return list(filled)


def _bulk_actions(key_sets: list[Keys]) -> list[str]:
    bulk_action_registry.get_bulk_actions_for_model("", "")  # gathers them
    ids = {"page": "page_id", "image": "image_id", "document": "document_id", "user": "user"}
    return [
        f"/{BULK}{app}/{model}/{action}/?id={keys[ids[model]]}&next=/admin/"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
        for keys in key_sets
    ]


def searches(pattern: Pattern) -> list[str]:
    """Queries that make a list show all it would find."""
    if pattern.names or not pattern.form.startswith(LISTS_AT):
        return []
    return ["?" + "&".join(f"{name}={NEEDLE}" for name in ("q", "query", "search", "term"))]


def methods(pattern: Pattern) -> list[str]:
    """How an address may be asked to act."""
    if pattern.form in WRITTEN_OUT:
        return []
    return ["POST", "PUT", "PATCH", "DELETE"] if pattern.form.startswith(JSON_AT) else ["POST"]
