"""The language of a request, for addresses that carry none."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation

# Programs ask in the Accept-Language header; people in the address.
HEADER_DECIDES = ("/api/", "/_allauth/")


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, but the API speaks the language the caller asks for, Arabic by default."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info.startswith(HEADER_DECIDES):
            language = translation.get_language_from_request(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
