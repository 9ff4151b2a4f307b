"""Associations in the Wagtail admin."""

from django import forms
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import SlugInput

from home.models import Association


def left_to_right(name: str, widget: type[forms.Widget] = forms.TextInput) -> FieldPanel:
    """A field for Latin letters, numbers or addresses, which Arabic around them would turn over."""
    return FieldPanel(name, widget=widget(attrs={"dir": "ltr"}))


class AssociationViewSet(ModelViewSet):
    """Associations, for who may change them: nobody but superusers unless a group is allowed to."""

    model = Association
    menu_label = _("Associations")
    icon = "group"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name_ar", "name_en", "legal_kind", "register_number"]
    search_fields = ["name_ar", "name_en", "slug", "register_number"]
    ordering = ["name_ar"]
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_ar"), left_to_right("name_en")]),
                FieldRowPanel([left_to_right("slug", SlugInput), FieldPanel("people_term")]),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("legal_kind"), left_to_right("register_number")]),
                FieldRowPanel([FieldPanel("regulator_ar"), left_to_right("regulator_en")]),
                left_to_right("website", forms.URLInput),
            ],
            heading=_("Official details"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([left_to_right("brand_colour"), FieldPanel("digit_style")]),
                FieldPanel("logo"),
            ],
            heading=_("Looks"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("promised_working_days"), FieldPanel("near_days")]),
                FieldRowPanel([FieldPanel("answer_days"), FieldPanel("appeal_days")]),
                FieldRowPanel([FieldPanel("committee_quorum"), FieldPanel("rating_threshold")]),
            ],
            heading=_("Promises"),
        ),
    ]


@hooks.register("register_admin_viewset")
def register_associations() -> AssociationViewSet:
    return AssociationViewSet("associations")


@hooks.register("insert_global_admin_css")
def mend_the_admin_s_looks() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("sila/css/admin.css"))


@hooks.register("construct_help_menu")
def keep_help_in_the_house(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Drop what leads to Wagtail's own pages elsewhere; they are about Wagtail, and in English."""
    menu_items[:] = [
        item
        for item in menu_items
        if not item.name.startswith("whats-new") and item.name != "editor-guide"
    ]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_for_superusers_only(request: HttpRequest, summary_items: list[SummaryItem]) -> None:
    """The counts are over all associations: an editor's dashboard does without them."""
    if not request.user.is_superuser:
        summary_items.clear()
