"""Pages in the Wagtail admin, without lists of everybody's people, groups and hosts."""

from typing import Any

from django.contrib.auth.models import Group
from django.forms import HiddenInput
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet


class PageFilterSet(GenericPageFilterSet):
    """Wagtail's filters but those that name the owners, editors and sites of all pages."""

    owner = None
    edited_by = None
    site = None


class PrivacyForm(PageViewRestrictionForm):
    """By password or for who is signed in; not by group, which would list every group."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        groups.queryset = Group.objects.none()
        groups.widget = HiddenInput()
        choices = self.fields["restriction_type"].choices
        self.fields["restriction_type"].choices = [
            choice for choice in choices if choice[0] != "groups"
        ]


class PrivacyView(SetPrivacyView):
    form_class = PrivacyForm


class OwnPageViewSet(PageViewSet):
    """Every page's views; each still asks for the permissions on the page itself."""

    filterset_class = PageFilterSet
    set_privacy_view_class = PrivacyView


page_viewset = OwnPageViewSet()
