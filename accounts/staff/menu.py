"""Items of the admin's menu that open with a role."""

from collections.abc import Collection
from typing import ClassVar, cast

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from accounts.models import User
from accounts.queries import appointments_in_force

_KEPT = "_roles_today"


class RoleMenuItem(MenuItem):
    """Shown to who holds one of `roles` in some association today, and to superusers if told."""

    roles: ClassVar[Collection[str]]
    superusers_too: ClassVar[bool] = False

    def is_shown(self, request: HttpRequest) -> bool:
        if self.superusers_too and request.user.is_superuser and request.user.is_active:
            return True
        return not _roles_today(request).isdisjoint(self.roles)


def _roles_today(request: HttpRequest) -> frozenset[str]:
    """The roles that who asks holds anywhere, read once for all items of a page's menu."""
    if not hasattr(request, _KEPT):
        held = appointments_in_force(cast(User, request.user)).values_list("role", flat=True)
        setattr(request, _KEPT, frozenset(held))
    return cast(frozenset[str], getattr(request, _KEPT))
