"""The forms with which a request is taken in on behalf of somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, User
from accounts.queries import Someone
from home.wording import people_word
from services.casework import BY_HAND
from services.fields import FilesField
from services.intake.people import members_found, services_to_take_in
from services.intake.taking import LONGEST_NOTE
from services.models import IntakeDraft, RequestDraft, ServicePage, ServiceRequest
from services.staff.forms import text_field


class ServiceForm(forms.Form):
    """Which service is asked for, of which association."""

    service = forms.TypedChoiceField(
        label=gettext_lazy("Service"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a service.")},
    )

    def __init__(self, *args: Any, user: Someone, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = services_to_take_in(user)
        self.services = {page.pk: page for _association, pages in groups for page in pages}
        choices: list[Any] = [
            (association.name, [(page.pk, page.title) for page in pages])
            for association, pages in groups
        ]
        field = self.fields["service"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - narrows the type
        only = choices[0][1] if len(choices) == 1 else choices
        field.choices = [("", _("Choose")), *only]

    @property
    def chosen(self) -> ServicePage:
        return self.services[self.cleaned_data["service"]]


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A member by name and number."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.full_name} · {obj.number}"


class PersonForm(forms.Form):
    """How the request came, and who asks: a member who was found, or somebody written down."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did the request come?"),
        choices=[(one.value, one.label) for one in ServiceRequest.Channel if one in BY_HAND],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how the request came.")},
    )
    search = forms.CharField(required=False, max_length=100)
    member = MemberField(
        queryset=Membership.objects.none(),
        required=False,
        blank=True,
        empty_label=gettext_lazy("None of these"),
        widget=forms.RadioSelect,
    )
    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "email", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of our messages"), choices=User.Language.choices
    )
    note = text_field(
        gettext_lazy("How it came"),
        LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("For colleagues only; never shown to the applicant."),
    )

    def __init__(self, *args: Any, draft: RequestDraft, **options: Any) -> None:
        intake: IntakeDraft = draft.intake
        written = ("channel", "member", "full_name", "phone", "email", "language", "note")
        options["initial"] = {name: getattr(intake, name) for name in written}
        super().__init__(*args, **options)
        text = str(self.data.get("search", "")) if self.is_bound else ""
        association = draft.service.association
        self.fields["search"].label = people_word("find", association)
        self.fields["search"].help_text = people_word("found_by", association)
        self.fields["member"].label = people_word("member_title", association)
        self.found = list(members_found(draft.person, association, text))
        keys = {one.pk for one in self.found} | {intake.member_id or 0}
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.queryset = Membership.objects.filter(
            pk__in=keys, association=association, status=Membership.Status.ACTIVE
        ).select_related("user")
        self.has_members = bool(keys - {0})
        self.is_for_members = draft.service.open_to == ServicePage.OpenTo.MEMBERS
        if not self.has_members:
            del self.fields["member"]
        if self.is_for_members:
            for name in ("full_name", "phone", "email", "language"):
                del self.fields[name]

    @property
    def has_searched(self) -> bool:
        return bool(self.is_bound and str(self.data.get("search", "")).strip())

    def typed(self) -> dict[str, str]:
        """What stands in the fields of text, valid or not, to be kept."""
        names = ("channel", "full_name", "phone", "email", "language", "note")
        return {name: str(self[name].value() or "") for name in names if name in self.fields}

    def chosen(self) -> Membership | None:
        """The member chosen, once the form was cleaned."""
        member: Membership | None = self.cleaned_data.get("member")
        return member


class PaperForm(forms.Form):
    """A signature that stands on paper, if there is one."""

    is_signed = forms.BooleanField(
        label=gettext_lazy("The applicant has signed on paper"), required=False
    )
    signed_name = forms.CharField(
        label=gettext_lazy("Name under the paper"), required=False, max_length=200
    )
    scans = FilesField(label=gettext_lazy("Scan of the paper"), required=False)
    signature_note = forms.CharField(
        label=gettext_lazy("Where the paper is kept"), required=False, max_length=300
    )
