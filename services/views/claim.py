"""Claiming a request that an officer took in for somebody (تسلّم الطلب)."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.form_errors import add_errors
from services.forms import PlainForm
from services.intake.claiming import claim, claim_offered
from services.intake.people import offered_to
from services.intake.tries import may_try, too_often
from services.models import Intake
from services.summaries import titles_of
from services.views.access import signed_in
from services.widgets import NumberText


class ClaimForm(PlainForm):
    """The reference and the code, in any digits and grouping."""

    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=40, widget=NumberText())
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("The twelve digits you were given."),
        max_length=60,
        widget=NumberText(),
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def claim_request(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code, and give the request to who has both."""
    if request.method == "GET":
        return shown(request, ClaimForm(initial={"reference": request.GET.get("reference", "")}))
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return shown(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not may_try(request, request.user):
        form.add_error(None, too_often())
        return shown(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        one = claim(by=signed_in(request), **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return shown(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The request is yours now."))
    return redirect("services:request", one.reference)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirm that a request is one's own which was taken in under one's proved address."""
    person = signed_in(request)
    written = offered_to(person).filter(request__reference=reference).first()
    if written is None:
        raise Http404
    if request.method == "GET":
        one = written.request
        request.association = one.association  # type: ignore[attr-defined]
        context = {
            "one": one,
            "written": written,
            "title": titles_of([one.service])[one.service_id],
        }
        return render(request, "services/take_over.html", context)
    try:
        one = claim_offered(by=person, reference=reference)
    except Intake.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The request is yours now."))
    return redirect("services:request", one.reference)


def shown(request: HttpRequest, form: ClaimForm, status: int = 200) -> HttpResponse:
    return render(request, "services/claim.html", {"form": form}, status=status)
