"""The part of Wagtail's own account page that knew first and last names."""

from django import forms

from accounts.models import User


class NameForm(forms.ModelForm[User]):
    """One full name. E-mail, mobile and password are looked after under /account/."""

    class Meta:
        model = User
        fields = ["full_name"]
