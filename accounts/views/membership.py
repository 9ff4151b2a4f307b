"""Applying for membership, and seeing what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.form_errors import add_errors
from accounts.forms import MembershipForm
from accounts.membership import apply as apply_for_membership
from accounts.queries import Someone, membership_of
from home.models import Association


@login_required
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """The person's application to the association: the form, or what became of it."""
    association = get_object_or_404(Association, slug=slug)
    request.association = association  # type: ignore[attr-defined]
    membership = membership_of(request.user, association.pk)
    form = MembershipForm(request.POST or None, association=association)
    if request.method == "POST" and form.is_valid() and _applied(request.user, association, form):
        messages.success(request, _("Your application has been sent."))
        return redirect("accounts:apply", slug)
    context = {"association": association, "membership": membership, "form": form}
    return render(request, "accounts/apply.html", context)


def _applied(person: Someone, association: Association, form: MembershipForm) -> bool:
    """Apply; what the verb refuses becomes the form's error."""
    try:
        apply_for_membership(user=person, association=association, **form.cleaned_data)  # type: ignore[arg-type]
    except ValidationError as error:
        add_errors(form, error)
        return False
    return True
