"""Signing up and in, and the codes one types on the way: allauth's forms, in any digits."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField, CodeField

BY_CODE = "by_code"


class PlainMixin(forms.Form):
    """Labels, and no placeholder that says the label again; addresses run left to right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.label = _("E-mail address")
                field.widget.attrs["dir"] = "ltr"


class CodeMixin(PlainMixin):
    """Takes a code as people type it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=self.fields["code"].label)


class SignupForm(PlainMixin, allauth_forms.SignupForm):
    """The sign-up page's form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page is in the person's language; only programs have to say which it is.
        del self.fields["language"]
        self.fields["email"].required = False
        self.fields["phone"].help_text = _("This or an e-mail address, or both.")
        if "password1" in self.fields:
            self.fields["password1"].help_text = _(
                "At least eight characters. Leave it empty to sign in with a code each time."
            )
        self.order_fields(["full_name", "phone", "email", "password1"])


class LoginForm(PlainMixin, allauth_forms.LoginForm):
    """By password, or by a code where the button for it is used or no password is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])

    def full_clean(self) -> None:
        """The password is drawn as a field to fill in, and taken as one that may be left."""
        self.fields["password"].required = False
        super().full_clean()
        self.fields["password"].required = True

    def clean(self) -> dict[str, Any]:
        if BY_CODE in self.data:
            self.cleaned_data["password"] = ""
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """One field for either address, where allauth has two and takes one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": AddressField()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        address = cleaned.get("login", "")
        cleaned["email"] = address if "@" in address else ""
        cleaned["phone"] = "" if "@" in address else address
        if address:
            self.clean_email()
            self.clean_phone()
        return cleaned


class ConfirmLoginCodeForm(CodeMixin, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(CodeMixin, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(CodeMixin, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class VerifyPhoneForm(CodeMixin, allauth_forms.VerifyPhoneForm):
    pass


class AddEmailForm(PlainMixin, allauth_forms.AddEmailForm):
    pass


class ResetPasswordForm(PlainMixin, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainMixin, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PlainMixin, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainMixin, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(PlainMixin, allauth_forms.ReauthenticateForm):
    pass


class AuthenticateByCodeForm(CodeMixin, mfa_forms.AuthenticateForm):
    """Takes recovery codes too."""


class ReauthenticateByCodeForm(CodeMixin, mfa_forms.ReauthenticateForm):
    pass


class ActivateTotpForm(CodeMixin, totp_forms.ActivateTOTPForm):
    pass


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey opens the door by itself unless the person says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].initial = True


class EditPasskeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
