"""What sign-up asks and demands.

allauth builds its own forms on this one, so nothing here may import those (`accounts.entrance`).
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SignupQuestions(forms.Form):
    """What sign-up asks beside allauth's own fields, on the page and in the API alike.

    allauth's system check wants "email*" among the fields where e-mail addresses must be
    verified. Here a mobile number is as good, and is verified as strictly; so that one field's
    requirement is lifted, and the one that either be given is put in its place.
    """

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        help_text=_("As you write it: all its parts in one line."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(choices=User.Language.choices, required=False)

    def full_clean(self) -> None:
        self.fields["email"].required = False
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        answered = [name in self.errors or cleaned.get(name) for name in ("email", "phone")]
        if not any(answered):
            self.add_error(None, _("Give an e-mail address or a mobile number."))
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth asks for this; `accounts.adapter` has saved the answers already."""
