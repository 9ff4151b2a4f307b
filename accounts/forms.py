"""What people fill in about themselves on the site's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.notifications import KEEP_ONE, Kind, all_channels, possible_channels
from home.models import Association
from home.wording import people_word


class MembershipForm(forms.ModelForm[Membership]):
    """Applying for membership, worded as the association calls its people."""

    class Meta:
        model = Membership
        fields = ["number", "note"]
        widgets = {
            "number": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: object, association: Association, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["number"].label = people_word("number", association)
        self.fields["number"].help_text = _("As shown on your card or in your contract.")
        self.fields["note"].label = _("Anything we should know?")


class PersonForm(forms.ModelForm[User]):
    """A person's own name and language."""

    class Meta:
        model = User
        fields = ["full_name", "language"]
        labels = {"language": _("Language of our messages to you")}
        widgets = {"full_name": forms.TextInput(attrs={"autocomplete": "name"})}


class NotificationsForm(forms.Form):
    """By which channels a person is told of what: a group of boxes for each kind of notice."""

    use_required_attribute = False

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for kind, chosen in all_channels(person).items():
            self.fields[kind.value] = forms.MultipleChoiceField(
                label=kind.label,
                choices=[(one.value, one.label) for one in possible_channels(person, kind)],
                initial=sorted(chosen),
                required=kind != Kind.WORK,
                error_messages={"required": KEEP_ONE},
                widget=forms.CheckboxSelectMultiple,
            )
