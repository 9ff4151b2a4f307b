"""What Wagtail asks before it lets somebody near a page."""

from django.db.models import QuerySet
from wagtail.models import GroupPagePermission
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.editor_groups import refresh_groups
from accounts.models import User
from accounts.queries import Someone


class AppointedPagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's own rules, over groups that follow the appointments in force.

    A request with a session has had its person's groups refreshed by `accounts.backends`; one
    with an API token has not. Asking here closes that door as well.
    """

    def get_all_permissions_for_user(self, user: Someone) -> QuerySet[GroupPagePermission]:
        if (
            isinstance(user, User)
            and user.is_active
            and not (user.is_superuser or user.groups_follow)
        ):
            refresh_groups(user)
        permissions: QuerySet[GroupPagePermission] = super().get_all_permissions_for_user(user)
        return permissions
