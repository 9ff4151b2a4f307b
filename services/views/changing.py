"""Changing one's answers after sending them, and signing what stands (تعديل الطلب وتوقيعه)."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.form_errors import add_errors
from services import casework
from services.answers import answers_from_post, shown_answers, uploads_from_post
from services.attestation import wording_for
from services.attested import changed_since_signature
from services.form_builder import AnswersForm
from services.forms import SignForm
from services.models import ServiceRequest
from services.request_answers import FormAsItWas
from services.views.access import own_request, signed_in
from services.views.moves import tell_what_changed, title_of, to_request, version_seen


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, reference: str) -> HttpResponse:
    """The form with the answers as they stand; send it signed to change them."""
    one = own_request(request, reference)
    if not is_open(request, one, "amend"):
        messages.warning(request, _("The answers of this request can't be changed any more."))
        return to_request(one)
    language = one.service.content_language
    if translation.get_language() != language:
        # The form is the one that was filled in, and its page is that of its language.
        with translation.override(language):
            return redirect("services:amend", reference)
    as_it_was = FormAsItWas(one)
    if request.method == "GET":
        return shown_amend(request, one, as_it_was.prefilled(), SignForm())
    answers = answers_from_post(as_it_was, request.POST)
    files = uploads_from_post(request.FILES)
    form, sign_form = as_it_was.bound(answers, files), SignForm(request.POST)
    if not all([form.is_valid(), sign_form.is_valid()]):
        return shown_amend(request, one, form, sign_form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        casework.amend(
            request=one,
            by=signed_in(request),
            version=version_seen(request),
            answers=answers,
            files=files,
            signed_name=sign_form.cleaned_data["signed_name"],
        )
    except ValidationError as error:
        add_errors(form, error)
        return shown_amend(request, one, form, sign_form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except casework.StaleRequest as stale:
        tell_what_changed(request, stale)
        fresh = own_request(request, reference)
        if not is_open(request, fresh, "amend"):
            return to_request(fresh)
        return shown_amend(request, fresh, form, SignForm(), status=HTTPStatus.CONFLICT)
    except casework.MoveNotAllowed:
        tell_what_changed(request, None)
        return to_request(one)
    messages.success(request, _("Your answers are changed and signed."))
    return to_request(one)


def shown_amend(
    request: HttpRequest,
    one: ServiceRequest,
    form: AnswersForm,
    sign_form: SignForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = about(one) | {"form": form, "sign": sign_form}
    return render(request, "services/amend.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """The answers as they stand, with what changed since the last signature; sign them."""
    one = own_request(request, reference)
    if not is_open(request, one, "sign"):
        messages.info(request, _("There is nothing to sign."))
        return to_request(one)
    form, status = SignForm(request.POST or None), 200
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                with translation.override(one.service.content_language):
                    casework.sign(
                        request=one,
                        by=signed_in(request),
                        version=version_seen(request),
                        signed_name=form.cleaned_data["signed_name"],
                    )
                messages.success(request, _("Thank you. Your request is signed."))
                return to_request(one)
            except casework.StaleRequest as stale:
                tell_what_changed(request, stale)
                one, form, status = own_request(request, reference), SignForm(), HTTPStatus.CONFLICT
            except casework.MoveNotAllowed:
                tell_what_changed(request, None)
                return to_request(one)
    with translation.override(one.service.content_language):
        files = list(one.files.all())
        context = about(one) | {
            "answers": shown_answers(one.form_fields, one.answers, files),
            "more_files": [file for file in files if not file.field_name],
            "changed": changed_since_signature(one),
            "sign": form,
        }
    return render(request, "services/sign.html", context, status=status)


def is_open(request: HttpRequest, one: ServiceRequest, move: str) -> bool:
    return move in one.names_open_to(signed_in(request))


def about(one: ServiceRequest) -> dict[str, Any]:
    """What both pages show of the request."""
    with translation.override(one.service.content_language):
        wording = wording_for(one.service)
    return {
        "one": one,
        "title": title_of(one),
        "service": one.service,
        "content_language": one.service.content_language,
        "attestation": wording,
    }
