"""Naming whom of the staff a complaint is about, while it is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.queries import is_active_member
from services.complaints import staff_to_name
from services.forms import PlainForm
from services.models import Kind, ServicePage


def about_form(
    service: ServicePage,
    *,
    but: User | None,
    data: Any = None,
    about: Any = (),
    by_staff: bool = False,
) -> "AboutForm | None":
    """The form for a service of complaints, None for another; `about` are the keys chosen so far.

    `but` is who complains. The names of the staff are shown to active members of the association,
    and to its staff who take a complaint in.
    """
    if service.kind != Kind.COMPLAINT:
        return None
    if not by_staff and not (but and is_active_member(but, service.association.pk)):
        return None
    return AboutForm(data, service=service, but=but, initial={"about": list(about)})


class AboutForm(PlainForm):
    """Whom of the staff a complaint is about."""

    about = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who is the complaint about?"),
        help_text=gettext_lazy(
            "Whoever you name sees nothing of it. You may also name nobody, or write it above."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, service: ServicePage, but: User | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        staff = staff_to_name(service.association, but=but)
        field = self.fields["about"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - narrows the type
        field.choices = [(one.pk, f"{one.full_name} ({one.roles})") for one in staff]

    def keys(self) -> list[int]:
        """The keys of who was chosen; of an invalid form none."""
        chosen: list[int] = self.cleaned_data["about"] if self.is_valid() else []
        return chosen
