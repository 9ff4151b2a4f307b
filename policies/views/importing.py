"""The Wagtail admin's import of a policy document: upload, preview, draft."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from home.models import Association
from policies.drafting import import_policy, importable_associations, read_policy
from policies.importing.messages import refusal, warning
from policies.importing.refusals import FileRefusedError
from policies.importing.result import ParsedPolicy
from policies.sections import TITLES
from policies.stash import Stashed, drop, stash, stashed

ACCEPTED = ".txt,.md,.docx,.pdf"


def explained(warnings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Warnings, as an import reports them, with their sentence and the name of their place."""
    others = {"title": _("Title"), "approval": _("Approval"), "document": _("Whole document")}
    return [
        one
        | {
            "explanation": warning(one["code"]),
            "place": TITLES.get(one["section"]) or others.get(one["section"], one["section"]),
        }
        for one in warnings
    ]


class ImportForm(forms.Form):
    """Which document, for which association."""

    association = forms.ModelChoiceField(
        Association.objects.none(), label=gettext_lazy("Association"), empty_label=None
    )
    document = forms.FileField(
        label=gettext_lazy("Policy document"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = importable_associations(user)  # type: ignore[attr-defined]
        self.fields["document"].help_text = _(
            "Text, Markdown, DOCX or PDF, up to %(limit)s. You see what was found before anything "
            "is created."
        ) % {"limit": filesizeformat(settings.IMPORT_MAX_BYTES)}

    def clean_document(self) -> UploadedFile[bytes]:
        """Refuse what can't be read, in the importer's own words."""
        document: UploadedFile[bytes] = self.cleaned_data["document"]
        self.document_bytes = document.read()
        try:
            read_policy(name=document.name or "", data=self.document_bytes)
        except FileRefusedError as error:
            raise forms.ValidationError(refusal(error.code), code="refused") from error
        return document


class ImporterMixin(WagtailAdminTemplateMixin):
    """For those who may add policies to some association."""

    header_icon = "upload"
    request: HttpRequest

    @cached_property
    def person(self) -> User:
        if not isinstance(self.request.user, User):
            raise PermissionDenied
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []


class UploadPolicyView(ImporterMixin, FormView[ImportForm]):
    """Takes the document; a good one leads to its preview."""

    form_class = ImportForm
    template_name = "policies/admin/import_upload.html"
    page_title = gettext_lazy("Import a policy document")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not importable_associations(self.person).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.person}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        kept = stash(
            self.request.session,
            name=form.cleaned_data["document"].name,
            data=form.document_bytes,
            association_id=form.cleaned_data["association"].pk,
        )
        return redirect("preview_policy_import", kept.token)


class PreviewPolicyImportView(ImporterMixin, TemplateView):
    """Shows what was found; confirmed, it becomes a draft."""

    template_name = "policies/admin/import_preview.html"
    page_title = gettext_lazy("What was found in the document")

    @cached_property
    def kept(self) -> Stashed:
        kept = stashed(self.request.session, self.kwargs["token"])
        if kept is None:
            raise Http404
        return kept

    @cached_property
    def association(self) -> Association:
        association = importable_associations(self.person).filter(pk=self.kept.association_id)
        if (found := association.first()) is None:
            raise PermissionDenied
        return found

    @cached_property
    def parsed(self) -> ParsedPolicy:
        return read_policy(name=self.kept.name, data=self.kept.read())

    def get_page_subtitle(self) -> str:
        return self.kept.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "association": self.association,
            "parsed": self.parsed,
            "sections": [(TITLES[section.kind], section) for section in self.parsed.sections],
            "warnings": explained([one.to_json() for one in self.parsed.warnings]),
            "upload_url": reverse("import_policy"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "cancel" in request.POST:
            drop(request.session, self.kept.token)
            return redirect("import_policy")
        imported = import_policy(
            association=self.association,
            name=self.kept.name,
            data=self.kept.read(),
            by=self.person,
        )
        drop(request.session, self.kept.token)
        messages.success(
            request, _("The draft is ready. Go through its warnings, then publish it.")
        )
        return redirect("review_policy_import", imported.page.pk)
