"""A person's own views of the work list: saving, renaming, deleting."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import BaseCreateView, BaseDeleteView, BaseUpdateView
from django.views.generic.list import BaseListView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.staff.verb_form import FormComesBack
from services.models import SavedView
from services.queries import works_on_requests

# Enough for anybody, and no way to fill the database.
MOST_VIEWS = 50


class NameForm(forms.ModelForm[SavedView]):
    """The name of a view, of which the person has each once."""

    class Meta:
        model = SavedView
        fields: ClassVar[list[str]] = ["name"]

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.person = person

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        others = self.instance.person.saved_views.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(_("You have a view of this name already."))
        if self.instance.pk is None and others.count() >= MOST_VIEWS:
            raise forms.ValidationError(_("You have too many views: delete one first."))
        return name


class SavingForm(NameForm):
    class Meta(NameForm.Meta):
        fields: ClassVar[list[str]] = ["name", "query"]
        widgets: ClassVar[dict[str, Any]] = {"query": forms.HiddenInput}


class OwnViews(FormComesBack, WagtailAdminTemplateMixin):
    """Views of the person who asks; 404 for those of others."""

    request: HttpRequest
    template_name = "services/staff/view_form.html"
    header_icon = "list-ul"
    button: Any = ""
    is_deleting = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not works_on_requests(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[SavedView]:
        return SavedView.objects.filter(person=cast(User, self.request.user))

    def get_form_kwargs(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs()
        return options | {"person": self.request.user}

    def get_success_url(self) -> str:
        return reverse("casework:views")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"button": self.button, "is_deleting": self.is_deleting}


class ViewsView(OwnViews, BaseListView[SavedView]):
    template_name = "services/staff/views.html"
    page_title = gettext_lazy("Saved views")
    context_object_name = "views"


class SaveView(OwnViews, BaseCreateView[SavedView, SavingForm]):
    """Keeps the filters of the list, as its address has them, under a name."""

    form_class = SavingForm
    page_title = gettext_lazy("Save this view")
    button = gettext_lazy("Save")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("casework:list")

    def form_valid(self, form: SavingForm) -> HttpResponse:
        view = form.save()
        messages.success(self.request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return redirect(f"{reverse('casework:list')}?{view.query}")


class RenameView(OwnViews, BaseUpdateView[SavedView, NameForm]):
    form_class = NameForm
    page_title = gettext_lazy("Rename the view")
    button = gettext_lazy("Rename")
    pk_url_kwarg = "view_id"


class DeleteSavedView(OwnViews, BaseDeleteView[SavedView, Any]):
    page_title = gettext_lazy("Delete the view")
    button = gettext_lazy("Yes, delete")
    is_deleting = True
    pk_url_kwarg = "view_id"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data": self.request.POST} if self.request.method == "POST" else {}
