"""Naming whom a complaint is about, on the page of the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from services.complaints import staff_to_name
from services.models import ServiceRequest
from services.staff.forms import MoveForm


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the staff by name and roles; `labels` by their keys."""

    labels: dict[int, str]

    def label_from_instance(self, obj: Any) -> str:
        return self.labels[obj.pk]


class NameComplainedAboutForm(MoveForm):
    """The staff of today but those named already; the case is then hidden from who is chosen."""

    move = "name_complained_about"
    is_final = True

    person = StaffField(
        label=_("Who the complaint is about"),
        queryset=User.objects.none(),
        help_text=_(
            "From then on this person sees nothing of the case, and is told nothing of it."
        ),
    )
    field_order = ["person", "internal_note", "understood"]

    def __init__(self, *args: Any, case: ServiceRequest, **options: Any) -> None:
        super().__init__(*args, case=case, **options)
        named = set(case.complained_about.values_list("person_id", flat=True))
        staff = {
            one.pk: one
            for one in staff_to_name(case.association, but=case.person)
            if one.pk not in named
        }
        field = self.fields["person"]
        assert isinstance(field, StaffField)  # noqa: S101 - narrows the type
        field.queryset = User.objects.filter(pk__in=staff)
        field.labels = {pk: f"{one.full_name} ({one.roles})" for pk, one in staff.items()}
