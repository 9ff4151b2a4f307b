"""The site's addresses: what has no language, then pages, Arabic at `/`, English at `/en/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.staff_entrance import staff_entrance
from config.api import api

urlpatterns = [
    path("admin/login/", staff_entrance),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v3/", api.urls),
    path("_allauth/", include("accounts.entrance_api")),
    path("_allauth/", include("allauth.headless.urls")),
    # Pictures only: documents are served by Wagtail's view, which knows their collection.
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("", include("home.urls")),
        path("", include("accounts.urls")),
        path("", include("services.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
