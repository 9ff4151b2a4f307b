"""People whom someone else enters."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def vouch_for_addresses(user: User) -> None:
    """Take a person's e-mail address and mobile number, as they stand, as proved."""
    rows = EmailAddress.objects.filter(user=user)
    rows.exclude(email=user.email or "").delete()
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
    user.phone_verified = bool(user.phone)
    user.save(update_fields=["phone_verified"])
