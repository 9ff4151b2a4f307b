"""Panels: parts of the page of a request, for staff and for who asked, in modules of their own."""

from typing import Any

from django.template.loader import get_template
from wagtail.admin.ui.components import Component


class Panel(Component):
    """A part of a page whose forms carry the token of the page's own request."""

    def render_html(self, parent_context: Any = None) -> Any:
        token = {"csrf_token": (parent_context or {}).get("csrf_token")}
        context = token | dict(self.get_context_data(parent_context))
        return get_template(self.template_name).render(context)
