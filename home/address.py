"""Where the site is found: the host and port that absolute links carry."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def host_and_port() -> tuple[str, int]:
    """Host name and port of BASE_URL; the scheme's own port where it names none."""
    parts = urlsplit(settings.BASE_URL)
    return parts.hostname or "localhost", parts.port or PORTS.get(parts.scheme, PORTS["http"])


def follow_base_url() -> Site | None:
    """Give Wagtail's default site, which pages and API take links from, the address of BASE_URL.

    Returns the site where something changed, else None; also where there is no default site yet.
    ValidationError "taken": another site has that address, and would answer in its place.
    Wagtail writes https only for port 443.
    """
    hostname, port = host_and_port()
    site: Site | None = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (hostname, port):
        return None
    if Site.objects.filter(hostname=hostname, port=port).exists():
        raise ValidationError(
            _("Another site has the address %(address)s already.")
            % {"address": f"{hostname}:{port}"},
            code="taken",
        )
    site.hostname, site.port = hostname, port
    site.save(update_fields=["hostname", "port"])
    return site
