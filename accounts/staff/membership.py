"""One membership in the Wagtail admin: what was applied for, and the decision on it."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from accounts.form_errors import add_errors
from accounts.membership import accept, decline, end
from accounts.models import Membership, User
from accounts.queries import memberships_visible_to
from home.wording import people_word
from saudi.identity import show_mobile


class AcceptForm(forms.Form):
    verb = staticmethod(accept)
    done = _("Accepted. The applicant is being told.")
    joined_on = forms.DateField(label=_("Joined on"), widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["joined_on"].initial = timezone.localdate()


class DeclineForm(forms.Form):
    verb = staticmethod(decline)
    done = _("Declined. The applicant is being told.")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("The applicant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndForm(forms.Form):
    verb = staticmethod(end)
    done = _("Ended. The person is being told.")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        help_text=_("The person reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


DECISIONS = {"accept": AcceptForm, "decline": DeclineForm, "end": EndForm}


class MembershipView(WagtailAdminTemplateMixin, TemplateView):
    """One membership, 404 for whom it is not to be seen; POST decides on it."""

    template_name = "accounts/staff/membership.html"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.by = cast(User, request.user)
        self.membership = self.read()

    def read(self) -> Membership:
        visible = memberships_visible_to(self.by).select_related(
            "user", "association", "decided_by"
        )
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        if decision not in DECISIONS:
            raise Http404
        form = DECISIONS[decision](request.POST, prefix=decision)
        if form.is_valid():
            try:
                form.verb(membership=self.membership, by=self.by, **form.cleaned_data)
            except PermissionDenied:
                form.add_error(None, people_word("own", self.membership.association))
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, form.done)
                return redirect("memberships:list")
        self.membership = self.read()
        context = self.get_context_data(**{f"{decision}_form": form}, sent=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def get_page_title(self) -> str:
        return self.membership.user.get_full_name()

    def get_page_subtitle(self) -> str:
        return self.membership.get_status_display()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("memberships:list"), "label": _("Memberships")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        membership = self.membership
        there = Membership.objects.filter(association_id=membership.association_id)
        context: dict[str, Any] = {
            f"{name}_form": form(prefix=name) for name, form in DECISIONS.items()
        }
        context |= {
            "membership": membership,
            "association": membership.association,
            "mobile": show_mobile(membership.user.phone or ""),
            "is_own": membership.user_id == self.by.pk,
            "earlier": there.filter(user_id=membership.user_id).exclude(pk=membership.pk),
            "same_number": there.filter(number=membership.number, status=Membership.Status.ACTIVE)
            .exclude(pk=membership.pk)
            .select_related("user")
            .first(),
        }
        return super().get_context_data(**(context | kwargs))
