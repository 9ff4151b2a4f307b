"""Two addresses of allauth's headless API that fail where they should refuse (as of 65.21)."""

from typing import Any

from allauth.headless.account import inputs, views
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.constants import Client
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _


class RequestLoginCodeInput(inputs.RequestLoginCodeInput):
    """Asks for one address or the other; allauth looks for the person of neither."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not (cleaned.get("email") or cleaned.get("phone")):
            raise ValidationError(_("Give an e-mail address or a mobile number."))
        return cleaned


class RequestLoginCode(views.RequestLoginCodeView):
    input_class = RequestLoginCodeInput


class ManagePhone(views.ManagePhoneView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask a person who isn't signed in to sign in, also where they would change or remove."""
        if not request.user.is_authenticated and request.method not in ("GET", "POST"):
            refusal: HttpResponseBase = AuthenticationResponse(request)
            return refusal
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


urlpatterns = [
    path(f"{client.value}/v1/{address}", view.as_api_view(client=client))
    for client in (Client.APP, Client.BROWSER)
    for address, view in (
        ("auth/code/request", RequestLoginCode),
        ("account/phone", ManagePhone),
    )
]
