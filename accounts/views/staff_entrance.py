"""The door to the Wagtail admin."""

from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def staff_entrance(request: HttpRequest) -> HttpResponse:
    """Send to the site's own sign-in; tell who is signed in but on no staff that it is closed.

    Sending the latter to sign in again would send them back here, for ever.
    """
    wanted = request.GET.get("next", "/admin/")
    if not request.user.is_authenticated:
        return redirect_to_login(wanted, "account_login")
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "accounts/staff_only.html", status=HTTPStatus.FORBIDDEN)
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect("wagtailadmin_home")
    return HttpResponseRedirect(wanted)
