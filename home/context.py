"""What every page's frame needs: whose page it is, navigation, languages.

A view outside the page tree says whose page it is by `request.association = ...` before it
renders; pages of the tree say so themselves (`AssociationContent`). All values are worked out
only when a template asks for them, so templates without a frame cost no query.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from home.models import Association, AssociationPage
from home.models.pages import foreign_language

LANGUAGE_LABELS = {"ar": "العربية", "en": "English"}

Link = dict[str, Any]


class Frame:
    """The frame of one answer; each part is read once, when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.page: Page | None = getattr(request, "page", None)
        self.association: Association | None = getattr(request, "association", None)

    @cached_property
    def association_page(self) -> AssociationPage | None:
        if self.association is None:
            return None
        if self.page is not None:
            page: AssociationPage = self.page.association_page
            return page
        found: AssociationPage | None = (
            AssociationPage.objects.live()
            .filter(association=self.association, locale__language_code=get_language())
            .select_related("association__logo")
            .first()
        )
        return found

    @cached_property
    def portal_url(self) -> str:
        return reverse("wagtail_serve", args=[""])

    @cached_property
    def association_url(self) -> str:
        page = self.association_page
        return (page.get_url(self.request) or "") if page else ""

    @cached_property
    def association_logo_url(self) -> str:
        page = self.association_page
        return page.association.logo_url if page else ""

    @cached_property
    def relatives(self) -> list[Page]:
        """All pages the frame links to, in the order of the tree, with their locales: one query."""
        wanted = Q()
        if self.association_page is not None:
            sections = Page.objects.child_of_q(self.association_page)
            # What is open to some only stands in no menu, or all would read its title.
            wanted |= sections & Q(live=True, show_in_menus=True, view_restrictions=None)
        if self.page is not None:
            wanted |= Page.objects.ancestor_of_q(self.page) & Q(depth__gt=1)
            wanted |= Page.objects.translation_of_q(self.page, inclusive=True) & Q(live=True)
        if not wanted:
            return []
        return list(
            Page.objects.filter(wanted)
            .select_related("locale", "alias_of__locale")
            .order_by("path")
        )

    def link(self, page: Page) -> Link:
        return {
            "title": page.title,
            "url": page.get_url(self.request) or "",
            "lang": foreign_language(page),
        }

    @cached_property
    def association_nav(self) -> list[Link]:
        """The association's sections: its live children that are shown in menus, to all."""
        home = self.association_page
        if home is None:
            return []
        sections = [page for page in self.relatives if page.is_child_of(home)]
        links = [self.link(page) for page in sections if page.live and page.show_in_menus]
        for link in links:
            link["current"] = self.request.path.startswith(link["url"] or "//")
        return links

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """The path to a page of the tree, without the root; empty for the portal itself."""
        page = self.page
        if page is None or page.depth <= 2:
            return []
        above = [one for one in self.relatives if page.is_descendant_of(one)]
        return [self.link(one) for one in (*above, page)]

    @cached_property
    def language_links(self) -> list[Link]:
        """Where this page stands in each language; a language without it is left out."""
        active = get_language()
        urls = self.page_urls() if self.page is not None else self.view_urls()
        return [
            {
                "code": code,
                "label": LANGUAGE_LABELS[code],
                "url": urls[code],
                "current": code == active,
            }
            for code, _name in settings.LANGUAGES
            if urls.get(code)
        ]

    def page_urls(self) -> dict[str, str | None]:
        if self.page is None:
            return {}
        key = self.page.translation_key
        return {
            page.locale.language_code: page.get_url(self.request)
            for page in self.relatives
            if page.translation_key == key and page.live
        }

    def view_urls(self) -> dict[str, str | None]:
        path = self.request.get_full_path()
        return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `base.html`: `association`, its address, logo and navigation, languages, path."""
    frame = Frame(request)

    def later(name: str) -> Any:
        read: Callable[[], Any] = lambda: getattr(frame, name)  # noqa: E731
        return SimpleLazyObject(read)

    lazily = ["association_url", "association_logo_url", "association_nav", "breadcrumbs"]
    return {
        "association": frame.association,
        "portal_url": frame.portal_url,
        "language_links": later("language_links"),
        **{name: later(name) for name in lazily},
    }
