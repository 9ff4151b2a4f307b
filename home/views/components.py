"""The living page of the site's components, for staff."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from home.views.component_forms import SampleForm
from home.views.component_samples import samples


@login_required
@permission_required("wagtailadmin.access_admin", raise_exception=True)
def components(request: HttpRequest) -> HttpResponse:
    """Show every template component with sample data, in the active language.

    Raises PermissionDenied for whoever may not enter the Wagtail admin.
    """
    context = samples(language=get_language() or "ar")
    context["form"] = SampleForm(initial={"mobile": "0551234567", "reason": "dues"})
    context["form_with_errors"] = SampleForm(data={"mobile": "12"}, auto_id="wrong_%s")
    return render(request, "components/index.html", context)
