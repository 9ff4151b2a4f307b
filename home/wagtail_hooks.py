"""Associations in the Wagtail admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import Association


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
        FieldRowPanel([FieldPanel("name_ar"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("legal_kind")]),
        FieldRowPanel([FieldPanel("regulator_ar"), FieldPanel("regulator_en")]),
        FieldRowPanel([FieldPanel("register_number"), FieldPanel("website")]),
        FieldPanel("people_term"),
        MultiFieldPanel(
            [FieldPanel("brand_colour"), FieldPanel("logo"), FieldPanel("digit_style")],
            heading=_("Looks"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("promised_working_days"),
                FieldPanel("near_days"),
                FieldPanel("answer_days"),
                FieldPanel("appeal_days"),
                FieldPanel("committee_quorum"),
                FieldPanel("rating_threshold"),
            ],
            heading=_("Promises"),
        ),
    ]


@hooks.register("register_admin_viewset")
def register_associations() -> AssociationViewSet:
    return AssociationViewSet("associations")


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
