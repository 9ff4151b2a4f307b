"""What the person does with deliveries of their request: confirm them, or say what is missing."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.form_errors import add_errors
from services import casework
from services.forms import PlainForm
from services.views.access import own_request, signed_in
from services.views.moves import title_of, to_request


class MissingForm(PlainForm):
    """A word to the office about what did not arrive."""

    words = forms.CharField(
        label=gettext_lazy("What happened?"),
        required=False,
        max_length=casework.LONGEST,
        help_text=gettext_lazy("Write nothing if you have nothing to add."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirm one delivery, named by `delivery`; once confirmed it stays so."""
    one = own_request(request, reference)
    chosen = request.POST.get("delivery", "")
    if request.method == "GET" or not chosen.isdecimal():
        return to_request(one)
    try:
        casework.confirm_delivery(
            request=one, by=signed_in(request), version=None, deliveries=[int(chosen)]
        )
        messages.success(request, _("Thank you. You confirmed that it arrived."))
    except (ValidationError, casework.MoveNotAllowed):
        messages.info(request, _("This was confirmed already, or has changed in the meantime."))
    return to_request(one)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def missing(request: HttpRequest, reference: str, delivery_id: int) -> HttpResponse:
    """Tell the office that something recorded as delivered did not arrive."""
    one = own_request(request, reference)
    delivery = one.deliveries.in_force().filter(pk=delivery_id, confirmed_at=None).first()
    if delivery is None:
        raise Http404
    form = MissingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            casework.miss_delivery(
                request=one,
                by=signed_in(request),
                version=None,
                delivery=delivery.pk,
                words=form.cleaned_data["words"],
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("We told our staff. They will answer you."))
            return to_request(one)
    context = {"one": one, "title": title_of(one), "delivery": delivery, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
    return render(request, "services/missing_delivery.html", context, status=status)
