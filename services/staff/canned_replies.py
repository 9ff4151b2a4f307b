"""Canned replies in the Wagtail admin: the list, writing one, throwing one away."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from accounts.staff.menu import RoleMenuItem
from home.models import Association
from services.canned_replies import (
    KEEPERS,
    associations_keeping,
    delete_reply,
    replies_kept_by,
    save_reply,
)
from services.models import CannedReply
from services.placeholders import OF_A_CASE
from services.staff.prepared_words import ConfirmView, PreparedFormView

LABEL = _("Canned replies")


def reply_url(reply: CannedReply) -> str:
    return reverse("canned_replies:edit", args=[reply.pk])


class CannedReplyForm(forms.Form):
    """A title to find it by, and the words; the association where one keeps those of several."""

    association = forms.ModelChoiceField(Association.objects.none(), label=_("Association"))
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Placeholders in braces are replaced by the details of the request."),
    )

    def __init__(
        self, *args: Any, associations: QuerySet[Association], is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        several = associations.count() > 1
        if not is_new or not several:
            del self.fields["association"]
        else:
            self.fields["association"].queryset = associations  # type: ignore[attr-defined]


class WordsColumn(Column):
    """Words in the direction of their language."""

    cell_template_name = "services/staff/_words.html"


class CannedReplyList(BaseListingView):
    """The canned replies of the associations where one is officer or supervisor."""

    model = CannedReply
    page_title = LABEL
    header_icon = "comment"
    index_url_name = "canned_replies:list"
    index_results_url_name = "canned_replies:list_results"
    is_searchable = True
    paginate_by = 25
    default_ordering = "title"
    verbose_name_plural = _("canned replies")
    columns = [
        TitleColumn("title", label=_("Title"), get_url=reply_url, sort_key="title"),
        WordsColumn("text", label=_("Text"), accessor=lambda one: Truncator(one.text).words(15)),
        Column("association", label=_("Association"), accessor="association.name"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_keeper(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        new = reverse("canned_replies:new")
        return [HeaderButton(_("New canned reply"), url=new, icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[CannedReply]:
        return replies_kept_by(self.request.user).select_related("association")

    def order_queryset(self, queryset: QuerySet[CannedReply]) -> QuerySet[CannedReply]:
        return queryset.order_by(self.ordering or "title", "pk")

    def search_queryset(self, queryset: QuerySet[CannedReply]) -> QuerySet[CannedReply]:
        if not self.is_searching:
            return queryset
        words = self.search_query
        return queryset.filter(title__icontains=words) | queryset.filter(text__icontains=words)

    @cached_property
    def verbose_name(self) -> Any:
        return CannedReply._meta.verbose_name


class ReplyFormView(PreparedFormView):
    """Write a canned reply, or change the one named by the address."""

    template_name = "services/staff/canned_reply.html"
    form_class = CannedReplyForm
    header_icon = "comment"
    list_label = LABEL
    saved = _("Saved.")

    @property
    def list_url(self) -> str:
        return reverse("canned_replies:list")

    @cached_property
    def reply(self) -> CannedReply | None:
        if "pk" not in self.kwargs:
            return None
        own = replies_kept_by(self.by).select_related("association")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_keeper(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.reply.title if self.reply else str(_("New canned reply"))

    def get_form_kwargs(self) -> dict[str, Any]:
        own = associations_keeping(self.by)
        return super().get_form_kwargs() | {"associations": own, "is_new": self.reply is None}

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.reply.title, "text": self.reply.text} if self.reply else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"placeholders": OF_A_CASE, "reply": self.reply}
        return super().get_context_data(**kwargs) | own

    def save(self, form: Any) -> None:
        answers = dict(form.cleaned_data)
        chosen = answers.pop("association", None)
        if self.reply is not None:
            chosen = self.reply.association
        save_reply(
            reply=self.reply or CannedReply(),
            association=chosen or associations_keeping(self.by).get(),
            by=self.by,
            **answers,
        )


class DeleteReplyView(ConfirmView):
    """Throw a canned reply away."""

    header_icon = "bin"
    list_label = LABEL
    question = _("Delete this canned reply?")
    consequence = _("Messages that were written with it stay as they are.")
    button = _("Discard")
    done = _("The canned reply was deleted.")

    @property
    def list_url(self) -> str:
        return reverse("canned_replies:list")

    @cached_property
    def reply(self) -> CannedReply:
        own = replies_kept_by(self.by).select_related("association")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.reply.title

    def act(self) -> None:
        delete_reply(reply=self.reply, by=self.by)


def require_keeper(request: HttpRequest) -> None:
    if not associations_keeping(request.user).exists():
        raise PermissionDenied


class CannedRepliesMenuItem(RoleMenuItem):
    roles = KEEPERS


class CannedRepliesViewSet(ViewSet):
    """Canned replies, for officers and supervisors."""

    name = "canned_replies"
    url_prefix = "canned-replies"
    icon = "comment"
    menu_label = LABEL
    menu_name = "canned-replies"
    menu_order = 93
    menu_item_class = CannedRepliesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", CannedReplyList.as_view(), name="list"),
            path("results/", CannedReplyList.as_view(results_only=True), name="list_results"),
            path("new/", ReplyFormView.as_view(), name="new"),
            path("<int:pk>/", ReplyFormView.as_view(), name="edit"),
            path("<int:pk>/delete/", DeleteReplyView.as_view(), name="delete"),
        ]


canned_replies_viewset = CannedRepliesViewSet()
