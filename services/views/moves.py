"""What the person does with a request: add files, withdraw, rate. Answering stands beside."""

from collections.abc import Iterator
from contextlib import contextmanager
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
from services import casework
from services.forms import AnswerForm, FilesForm, RatingForm, WithdrawForm
from services.models import ServiceRequest
from services.rating import rate
from services.summaries import titles_of
from services.views.access import own_request, signed_in
from services.views.my_requests import shown
from services.wording import told


@login_required
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """Add files, signed. Files add to what is there, so a request that moved on takes them too."""
    one = own_request(request, reference)
    if request.method == "GET":
        return to_request(one)
    form = FilesForm(request.POST, request.FILES, auto_id="files_%s")
    if not form.is_valid():
        return shown(request, one, files_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if added(request, one, form):
        messages.success(request, _("Your files were added."))
    else:
        messages.warning(request, _("Files can't be added to this request any more."))
    return to_request(one)


def added(request: HttpRequest, one: ServiceRequest, form: AnswerForm | FilesForm) -> bool:
    """Add the form's files to the request as it stands now; whether it still takes files."""
    try:
        casework.attach(
            request=one,
            by=signed_in(request),
            version=one.version,
            files=form.cleaned_data["files"],
            signed_name=form.cleaned_data["signed_name"],
        )
    except casework.StaleRequest:
        return added(request, own_request(request, one.reference), form)
    except casework.MoveNotAllowed:
        return False
    return True


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the person is sure, then take the request back."""
    one = own_request(request, reference)
    form = WithdrawForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            casework.withdraw(
                request=one,
                by=signed_in(request),
                version=version_seen(request),
                message=form.cleaned_data["message"],
            )
            messages.success(request, _("You withdrew your request."))
            return to_request(one)
        except casework.StaleRequest as stale:
            tell_what_changed(request, stale)
            one, status = own_request(request, reference), HTTPStatus.CONFLICT
        except casework.MoveNotAllowed:
            messages.warning(request, _("This request can't be withdrawn any more."))
            return to_request(one)
    if "withdraw" not in one.names_open_to(signed_in(request)):
        messages.warning(request, _("This request can't be withdrawn any more."))
        return to_request(one)
    context = {"one": one, "title": title_of(one), "form": form}
    return render(request, "services/withdraw.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def rating(request: HttpRequest, reference: str) -> HttpResponse:
    """Rate a request that has ended."""
    one = own_request(request, reference)
    if not one.may_be_rated:
        messages.info(request, _("A request can be rated once, after it has ended."))
        return to_request(one)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            rate(request=one, by=signed_in(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Thank you. What you told us helps us to do better."))
            return to_request(one)
    context = {"one": one, "title": title_of(one), "form": form}
    return render(request, "services/rate.html", context)


@contextmanager
def errors_in(form: AnswerForm | RatingForm) -> Iterator[None]:
    """Put what a verb refuses into the form."""
    try:
        yield
    except ValidationError as error:
        add_errors(form, error)


def tell_what_changed(request: HttpRequest, stale: casework.StaleRequest | None) -> None:
    if stale is not None and stale.event is not None:
        what = told(stale.event)
        messages.warning(request, _("In the meantime: %(what)s") % {"what": what})
    else:
        messages.warning(
            request, _("Your request has moved on in the meantime. Please look again.")
        )


def version_seen(request: HttpRequest) -> int:
    """The version of the request that the person had before them; 0, which is none, if unclear."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def title_of(one: ServiceRequest) -> str:
    return titles_of([one.service])[one.service_id]


def to_request(one: ServiceRequest) -> HttpResponse:
    return redirect("services:request", one.reference)
