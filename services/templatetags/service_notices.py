"""How many notices wait for who is signed in."""

from typing import Any

from django import template
from django.template import Context

from accounts.models import User
from services.conversation import unread_count

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """`{% unread_notices as unread %}`: how many in the site are not read yet; one query."""
    user: Any = getattr(context.get("request"), "user", None)
    return unread_count(user) if isinstance(user, User) else 0
