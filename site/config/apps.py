"""Wagtail's user admin, with forms that know a person's one full name."""

from wagtail.users.apps import WagtailUsersAppConfig


class SilaUsersConfig(WagtailUsersAppConfig):
    """`accounts.admin_users` holds the view set and its forms."""

    user_viewset = "accounts.admin_users.UserViewSet"
