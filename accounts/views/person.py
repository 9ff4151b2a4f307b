"""A person's own account: name, language, and the way to the rest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import PersonForm


@login_required
def details(request: HttpRequest) -> HttpResponse:
    """Change one's name, and the language in which one is written to."""
    form = PersonForm(request.POST or None, instance=request.user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:details")
    return render(request, "accounts/details.html", {"form": form})
