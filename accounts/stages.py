"""What must be proved between signing up or in and being let in."""

from typing import Any

from allauth.account.internal.flows.phone_verification import PhoneVerificationStageProcess
from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage
from allauth.core.internal.httpkit import headed_redirect_response

from accounts.pending import pending_phone

Handled = tuple[Any, bool]


class EmailStage(EmailVerificationStage):
    """Every e-mail address must be verified; who has none goes on to prove their mobile.

    allauth would send them to a page for an address that doesn't exist.
    """

    def handle(self) -> Handled:
        user = self.login.user
        address = self.login.email if user is None else user.email
        if not address:
            return None, True
        handled: Handled = super().handle()
        return handled


class PhoneStage(PhoneVerificationStage):
    """A mobile number given at sign-up beside an e-mail address is proved after that one.

    Until then it is not on the account (`accounts.pending`).
    """

    def handle(self) -> Handled:
        phone = pending_phone(self.request, self.login.user) if self.login.signup else None
        if phone is None:
            handled: Handled = super().handle()
            return handled
        PhoneVerificationStageProcess.initiate(stage=self, phone=phone)
        return headed_redirect_response("account_verify_phone"), True
