"""Forgets everything, so that the demo can be built anew."""

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page


def forget_everything() -> None:
    """Empty every table, then put back the three roots that Wagtail's migrations had made."""
    call_command("flush", interactive=False, verbosity=0)
    locale = Locale.objects.create(language_code="ar")
    Page.add_root(
        instance=Page(
            title="Root",
            slug="root",
            locale=locale,
            content_type=ContentType.objects.get_for_model(Page),
        )
    )
    Collection.add_root(name="Root")
