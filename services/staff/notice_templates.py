"""An association's own words for notices, in the Wagtail admin."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from accounts.form_errors import add_errors
from accounts.models import User
from accounts.staff.menu import RoleMenuItem
from services.models import NoticeTemplate
from services.notice_templates import (
    OCCASIONS,
    WRITERS,
    associations_writing,
    check_template,
    occasions,
    preview,
    reset_template,
    save_template,
    templates_of,
    words_to_begin_with,
)
from services.notice_words import TO_BE_ANSWERED
from services.placeholders import OF_A_NOTICE
from services.staff.prepared_words import ConfirmView, PreparedFormView
from services.wording import WORDS

LABEL = _("Notice texts")


class TemplateForm(forms.ModelForm[NoticeTemplate]):
    """Subject, mail and text message of one occasion in one language."""

    class Meta:
        model = NoticeTemplate
        fields = ["subject", "text", "sms"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 12}),
            "sms": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": _("The link to the request's page is added below automatically."),
            "sms": _("Short, and without what was written to the applicant: it is read by anyone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Written in the direction of its language: a line may begin with a placeholder."""
        super().__init__(*args, **kwargs)
        direction = "rtl" if get_language_info(self.instance.language)["bidi"] else "ltr"
        for field in self.fields.values():
            field.widget.attrs["dir"] = direction
        if self.instance.move in TO_BE_ANSWERED:
            self.fields["text"].help_text = _(
                "The link to the request's page is added below automatically and, where"
                " {answer_due_day} is left out, the last day to answer: after it the "
                "request is closed."
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        typed = NoticeTemplate(**{name: cleaned.get(name, "") for name in self.fields})
        try:
            check_template(typed)
        except ValidationError as error:
            add_errors(self, error)
        return cleaned


class OccasionList(WagtailAdminTemplateMixin, TemplateView):
    """Each occasion of each association one writes for, in own or in standard words."""

    template_name = "services/staff/notice_templates.html"
    page_title = LABEL
    header_icon = "mail"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": LABEL}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        associations = list(associations_writing(self.request.user))
        if not associations:
            raise PermissionDenied
        sections = [(one, occasions(one)) for one in associations]
        return super().get_context_data(**kwargs) | {
            "sections": sections,
            "languages": User.Language.choices,
        }


class WordsView(PreparedFormView):
    """The words of one occasion, tried out on sample values."""

    template_name = "services/staff/notice_template.html"
    form_class = TemplateForm
    header_icon = "mail"
    list_label = LABEL
    saved = _("Saved. Notices are sent in these words from now on.")

    @property
    def list_url(self) -> str:
        return reverse("notice_templates:list")

    @cached_property
    def template(self) -> NoticeTemplate:
        return own_template(self.by, **self.kwargs) or words_to_begin_with(
            get_object_or_404(associations_writing(self.by), pk=self.kwargs["association_id"]),
            self.kwargs["move"],
            self.kwargs["language"],
        )

    def get_page_title(self) -> str:
        return str(WORDS[self.kwargs["move"]].told)

    def get_page_subtitle(self) -> str:
        return f"{self.template.association.name} · {self.template.get_language_display()}"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if kwargs["move"] not in OCCASIONS or kwargs["language"] not in User.Language.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.template}

    def act(self, form: Any) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return super().act(form)

    def save(self, form: Any) -> None:
        save_template(template=form.instance, by=self.by)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        shown = form.instance if not form.errors else None
        return context | {
            "placeholders": OF_A_NOTICE,
            "template": self.template,
            "is_own": self.template.pk is not None,
            "preview": preview(shown) if shown else None,
        }


class ResetView(ConfirmView):
    """Back to the standard words, after asking."""

    header_icon = "undo"
    list_label = LABEL
    question = _("Go back to the standard words?")
    consequence = _("Your association's own words for this notice will be deleted.")
    button = _("Back to the standard words")
    done = _("The standard text is sent again from now on.")

    @property
    def list_url(self) -> str:
        return reverse("notice_templates:list")

    @cached_property
    def template(self) -> NoticeTemplate:
        found = own_template(self.by, **self.kwargs)
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return str(WORDS[self.template.move].told)

    def act(self) -> None:
        reset_template(template=self.template, by=self.by)


def own_template(
    by: User, *, association_id: int, move: str, language: str
) -> NoticeTemplate | None:
    """The association's own words, if it has any and the person may change them."""
    own = templates_of(by).select_related("association")
    return own.filter(association_id=association_id, move=move, language=language).first()


class NoticeTemplatesMenuItem(RoleMenuItem):
    roles = WRITERS


class NoticeTemplatesViewSet(ViewSet):
    """Words of notices, for communications editors and supervisors."""

    name = "notice_templates"
    url_prefix = "notice-templates"
    icon = "mail"
    menu_label = LABEL
    menu_name = "notice-templates"
    menu_order = 94
    menu_item_class = NoticeTemplatesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        one = "<int:association_id>/<slug:move>/<slug:language>/"
        return [
            path("", OccasionList.as_view(), name="list"),
            path(one, WordsView.as_view(), name="edit"),
            path(f"{one}reset/", ResetView.as_view(), name="reset"),
        ]


notice_templates_viewset = NoticeTemplatesViewSet()
