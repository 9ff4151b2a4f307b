"""Where allauth asks us: who has which mobile, in which language to write, and through what."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import SaudiMobileField
from accounts.mail import send_mail
from accounts.models import User
from accounts.pending import give_pending_password, keep_for_later
from accounts.sms import send_sms
from saudi.identity import InvalidNumber, read_mobile

WRONG = gettext_lazy(
    "The e-mail address, mobile number or password is not correct. Check "
    "them, or sign in with a code."
)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by e-mail or Saudi mobile."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # One sentence for all, so that none tells which addresses have an account.
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
    }

    def save_user(
        self, request: HttpRequest, user: User, form: forms.Form, commit: bool = True
    ) -> User:
        """Save who signs up; password and second address wait (`accounts.pending`)."""
        answers = form.cleaned_data
        phone = answers.get("phone") or ""
        user.full_name = answers["full_name"]
        user.language = answers.get("language") or (translation.get_language() or "ar")[:2]
        user.email = answers.get("email") or None
        user.phone = None if user.email else phone
        user.set_unusable_password()
        user.clean()
        user.save()
        keep_for_later(
            request,
            user,
            password=answers.get("password1") or answers.get("password") or "",
            phone=phone if user.email else "",
        )
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        give_pending_password(request, user)
        super().login(request, user)

    def get_login_stages(self) -> list[str]:
        """allauth's stages with ours for addresses, e-mail before mobile."""
        stages: list[str] = super().get_login_stages()
        addresses = ["accounts.stages.EmailStage", "accounts.stages.PhoneStage"]
        others = [name for name in stages if not name.endswith("VerificationStage")]
        return [others[0], *addresses, *others[1:]]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count failed sign-ins per mobile number too.

        allauth counts them per e-mail address, and all those by mobile together.
        """
        if credentials.get("phone"):
            credentials.setdefault("email", credentials["phone"])
        super().pre_authenticate(request, **credentials)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtail_serve", args=[""])

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("account_email")

    # Mobile numbers

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        kwargs["label"] = gettext_lazy("Mobile number")
        return SaudiMobileField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        try:
            return User.objects.filter(phone=read_mobile(phone)).first()
        except InvalidNumber:
            return None

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        with translation.override(user.language):
            send_sms(
                phone,
                _("%(code)s is your code for Sila. Do not share it with anyone.") % {"code": code},
            )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        text = _("There is no Sila account with this mobile number. Sign up: %(url)s")
        send_sms(phone, text % {"url": self._address("account_signup")})

    def send_account_already_exists_sms(self, phone: str) -> None:
        text = _("You have an account at Sila already. Sign in with a code: %(url)s")
        send_sms(phone, text % {"url": self._address("account_request_login_code")})

    # Mail

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to an address in its owner's language, or in this page's if it has no owner."""
        owner = User.objects.filter(email=email.lower()).first()
        language = owner.language if owner else translation.get_language()
        with translation.override(language):
            site = SimpleNamespace(name=_("Sila"), domain=urlsplit(settings.BASE_URL).netloc)
            words = {"request": allauth_context.request, "email": email, "current_site": site}
            mail = self.render_mail(template_prefix, email, words | {"person": owner} | context)
        html = [str(body) for body, kind in getattr(mail, "alternatives", []) if "html" in kind]
        send_mail(to=email, subject=mail.subject, text=mail.body, html="".join(html))

    def _address(self, name: str) -> str:
        return str(settings.BASE_URL) + reverse(name)
