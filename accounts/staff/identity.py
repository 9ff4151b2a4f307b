"""An association's identity in the Wagtail admin: changing it, and seeing how it looks."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.images.widgets import AdminImageChooser

from accounts.identity import (
    IDENTITY_ROLES,
    OF_IDENTITY,
    associations_presented_by,
    change_identity,
    logos_of,
)
from accounts.models import User
from accounts.staff.menu import RoleMenuItem
from accounts.staff.verb_form import VerbFormView
from home.models import Association
from home.models.association import LOGO_SPEC

LABEL = _("Identity")


class OwnImageChooser(AdminImageChooser):
    """Shows what stands among `images` only: Wagtail's shows the title of any image asked for."""

    show_edit_link = False
    images: QuerySet[Any]

    def get_instance(self, value: Any) -> Any:
        key = getattr(value, "pk", value)
        return self.images.filter(pk=key).first() if str(key).isdecimal() else None


class IdentityForm(forms.ModelForm[Association]):
    """Logo, colour and digits; the association checks the colour's contrast."""

    class Meta:
        model = Association
        fields = OF_IDENTITY
        widgets = {
            "logo": OwnImageChooser,
            "brand_colour": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            "digit_style": forms.RadioSelect,
        }
        help_texts = {"logo": _("One of your own images; square ones look best.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = logos_of(self.instance)
        field = self.fields["logo"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.queryset = own
        field.widget.images = own


class OwnIdentity:
    """What the pages share: 404 for every association but those one presents."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def association(self) -> Association:
        own = associations_presented_by(self.request.user).select_related("logo")
        return get_object_or_404(own, pk=self.kwargs["association_id"])


class IdentityView(OwnIdentity, WagtailAdminTemplateMixin, VerbFormView):
    """The form, with a preview of what is kept or, where that is asked for, of what was typed."""

    template_name = "accounts/staff/identity.html"
    form_class = IdentityForm
    page_title = LABEL
    header_icon = "sliders"

    def get_page_subtitle(self) -> str:
        return self.association.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": "", "label": LABEL, "sublabel": self.get_page_subtitle()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.association}

    def act(self, form: IdentityForm) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        by = cast(User, self.request.user)
        change_identity(association=self.association, by=by, **form.cleaned_data)
        messages.success(self.request, _("Saved. The association's pages look like this now."))
        return redirect("identity:one", self.association.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form: IdentityForm = context["form"]
        others = associations_presented_by(self.request.user).exclude(pk=self.association.pk)
        return context | {
            "others": others,
            "is_typed": form.is_bound,
            "preview_url": "" if form.errors else preview_url(form.instance),
        }


class PreviewView(OwnIdentity, View):
    """A page in the identity that the address describes; what is wrong in it stays as it is."""

    def get(self, request: HttpRequest, association_id: int) -> HttpResponse:
        form = IdentityForm(request.GET or None, instance=self.association)
        if request.GET and not form.is_valid():
            self.association.refresh_from_db()
        association = self.association
        request.association = association  # type: ignore[attr-defined]
        logo = association.logo
        context = {
            "association_logo_url": logo.get_rendition(LOGO_SPEC).url if logo else "",
            "today": timezone.localdate(),
        }
        return render(request, "accounts/staff/identity_preview.html", context)


def preview_url(association: Association) -> str:
    """The address of the preview of an association as it stands, saved or not."""
    kept = {
        "logo": association.logo_id or "",
        "brand_colour": association.brand_colour,
        "digit_style": association.digit_style,
    }
    return f"{reverse('identity:preview', args=[association.pk])}?{urlencode(kept)}"


def first_of_own(request: HttpRequest) -> HttpResponseBase:
    """To one's own association; the page names the others where one presents several."""
    own = associations_presented_by(request.user).first()
    if own is None:
        raise PermissionDenied
    return redirect("identity:one", own.pk)


class IdentityMenuItem(RoleMenuItem):
    roles = IDENTITY_ROLES


class IdentityViewSet(ViewSet):
    """Identity, for communications editors and supervisors."""

    name = "identity"
    url_prefix = "identity"
    icon = "sliders"
    menu_label = LABEL
    menu_name = "identity"
    menu_order = 96
    menu_item_class = IdentityMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        one = "<int:association_id>/"
        return [
            path("", first_of_own, name="own"),
            path(one, IdentityView.as_view(), name="one"),
            path(f"{one}preview/", PreviewView.as_view(), name="preview"),
        ]
