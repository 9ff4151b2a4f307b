from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from wagtail.admin.views.account import NameEmailSettingsPanel
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from accounts.admin_account import NameForm
        from accounts.page_permissions import AppointedPagePermissionPolicy

        register_permission_policy(Page, AppointedPagePermissionPolicy())
        # Wagtail's hooks add panels to its account page, and replace none.
        NameEmailSettingsPanel.form_class = NameForm
