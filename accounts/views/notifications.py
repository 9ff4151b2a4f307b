"""A person's choice of how they are told of what."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.form_errors import add_errors
from accounts.forms import NotificationsForm
from accounts.models import User
from accounts.notifications import choose_channels


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def notifications(request: HttpRequest) -> HttpResponse:
    """Choose the channels for each kind of notice."""
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - narrows the type
    is_sent = request.method == "POST"
    form = NotificationsForm(request.POST if is_sent else None, person=person)
    if is_sent and _chosen(person, form):
        messages.success(request, _("Saved."))
        return redirect("accounts:notifications")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else 200
    return render(request, "accounts/notifications.html", {"form": form}, status=status)


def _chosen(person: User, form: NotificationsForm) -> bool:
    """Keep the choice; what the verb refuses becomes the field's error."""
    if not form.is_valid():
        return False
    try:
        choose_channels(person=person, chosen=form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return False
    return True
