"""Wagtail's user admin, for superusers: people with one full name, an e-mail or a mobile."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserColumn, UserFilterSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.fields import SaudiMobileField
from accounts.models import User
from accounts.people import vouch_for_addresses
from accounts.queries import people_matching
from accounts.staff.listing import left_to_right
from saudi.identity import show_mobile


class PersonForm(forms.ModelForm[User]):
    """A person as a superuser enters or corrects them.

    No password: they sign in by a code and choose one themselves. No groups: what somebody may
    do follows from their appointments. Addresses given here count as proved.
    """

    phone = SaudiMobileField(required=False)

    class Meta:
        model = User
        fields = ["full_name", "email", "phone", "language", "is_superuser", "is_active"]
        widgets = {"email": forms.EmailInput(attrs={"dir": "ltr"})}
        help_texts = {
            "email": _("It counts as confirmed; make sure it is theirs."),
            "is_superuser": _("May do and see everything, in all associations."),
            "is_active": _("Without it they can't sign in. People are never deleted."),
        }
        labels = {"is_superuser": _("Administrator")}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = self.fields["email"].help_text
        if editing_self:
            del self.fields["is_superuser"], self.fields["is_active"]

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None

    def save(self, commit: bool = True) -> User:
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        user: User = super().save(commit)
        if commit and {"email", "phone"} & set(self.changed_data):
            vouch_for_addresses(user)
        return user


class PeopleFilterSet(UserFilterSet):
    """Wagtail's filters without groups, which follow from appointments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["group"]


class PeopleList(WagtailIndexView):
    """All people; found by any part of the name, by e-mail or by mobile, however typed."""

    page_title = _("People")
    add_item_label = _("Add a person")
    default_ordering = "full_name"
    search_fields = ("full_name", "email", "phone")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(UserColumn)
        return [
            title(
                "name",
                label=_("Name"),
                accessor="full_name",
                sort_key="full_name",
                get_url=self.get_edit_url,
            ),
            Column(
                "email",
                label=_("E-mail address"),
                accessor=lambda row: left_to_right(row.email or ""),
                sort_key="email",
            ),
            Column(
                "phone",
                label=_("Mobile number"),
                accessor=lambda row: left_to_right(show_mobile(row.phone or "")),
            ),
            BooleanColumn("is_superuser", label=_("Administrator"), sort_key="is_superuser"),
            BooleanColumn("is_active", label=_("active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if not self.is_searching:
            return queryset
        by_mail = Q(email__icontains=self.search_query.strip())
        return queryset.filter(by_mail | people_matching(self.search_query))

    def get_delete_url(self, instance: User) -> None:
        """Nobody is deleted: what they did is part of what happened."""


class UserViewSet(WagtailUserViewSet):
    """People in the Wagtail admin."""

    menu_label = _("People")
    ordering = "full_name"
    index_view_class = PeopleList
    filterset_class = PeopleFilterSet
    copy_view_enabled = False
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    index_template_name = "wagtailadmin/generic/index.html"

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm
