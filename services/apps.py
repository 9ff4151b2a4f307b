from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from services.pdf.checks import a_font_is_there


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        from services.departures import follow_appointments

        follow_appointments()
        # With --deploy: who only tries the site out, or tests it, may do without papers.
        register(a_font_is_there, deploy=True)
