"""Pages in both languages at once."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page, Site

from home.address import host_and_port
from home.models import HomePage
from services.demo.shapes import Both

LANGUAGES = ("ar", "en")


@dataclass(frozen=True)
class Pair:
    """A page and its translation."""

    ar: Any
    en: Any

    def in_(self, language: str) -> Any:
        return self.en if language == "en" else self.ar


def plant_portal() -> Pair:
    """The portal in both languages, as the site's root; replaces Wagtail's welcome page."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    root = Page.get_first_root_node()
    welcome = list(Page.objects.child_of(root).exact_type(Page))
    arabic = HomePage(
        title="صلة",
        slug="portal",
        seo_title="بوابة الجمعيات",
        locale=locales["ar"],
        tagline="صلتك بجمعيتك: ما وعدتك به، وما طلبته منها، وأين وصل.",
        intro="<p>تقول كل جمعية هنا كيف تتعامل مع من تخدمهم، وتسير طلباتهم في الخطوات نفسها. "
        "هذا عرض تجريبي: أسماء الجمعيات ووقائعها من وثائق سياساتها، إلا أن وثيقة الأوقاف لا تذكر "
        "اسم جمعيتها كاملًا فأكملناه. أما الأشخاص والكلام فمن وضع العرض.</p>",
    )
    root.add_child(instance=arabic)
    english = HomePage(
        title="Sila",
        slug="portal-en",
        seo_title="Associations",
        locale=locales["en"],
        translation_key=arabic.translation_key,
        tagline="Your link to your association: what it promised, what you asked, where it stands.",
        intro="<p>Each association says here how it treats those it serves, and their requests go "
        "through those very steps. This is a demo: names and facts of the associations are from "
        "their policy documents. The one on endowments does not give its association's whole name, "
        "so we completed it. The people and the words were made up for the demo.</p>",
    )
    root.add_child(instance=english)
    for page in (arabic, english):
        page.save_revision().publish()
    hostname, port = host_and_port()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": arabic, "hostname": hostname, "port": port, "site_name": "صلة"},
    )
    for page in welcome:
        page.delete()
    return _fresh(Pair(arabic, english))


def plant(
    parents: Pair,
    model: type[Any],
    *,
    slug: str,
    title: Both,
    shared: dict[str, Any] | None = None,
    **texts: Any,
) -> Pair:
    """A published page and its translation below a pair of parents.

    `shared` fields are the same in both; a text is a `Both`, or a function of the language.
    """
    pages: dict[str, Any] = {}
    for language in LANGUAGES:
        parent = parents.in_(language)
        fields = {name: _said(text, language) for name, text in texts.items()}
        if pages:
            fields["translation_key"] = pages["ar"].translation_key
        page = model(
            slug=slug,
            title=title.in_(language),
            locale=parent.locale,
            **(shared or {}),
            **fields,
        )
        parent.add_child(instance=page)
        page.save_revision().publish()
        pages[language] = page
    return _fresh(Pair(pages["ar"], pages["en"]))


def _said(text: Any, language: str) -> Any:
    return text.in_(language) if isinstance(text, Both) else text(language)


def _fresh(pair: Pair) -> Pair:
    for page in (pair.ar, pair.en):
        page.refresh_from_db()
    return pair


def prose(text: Both) -> Both:
    """The text as a paragraph of a rich text field."""
    return Both(f"<p>{text.ar}</p>", f"<p>{text.en}</p>")
