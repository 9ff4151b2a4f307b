"""What tests of intake type."""

from typing import Any

from accounts.models import User
from services.intake.taking import TakenIn, Unregistered, take_in
from services.models import ServicePage

CALLER = Unregistered("منيرة بنت سليمان", "٠٥٥ ٥٠٠ ٠٠٠١")


def take(by: User, service: ServicePage, asker: Any = CALLER, **changes: Any) -> TakenIn:
    values: dict[str, Any] = {"channel": "phone", "answers": {"need": "كرسي متحرك"}}
    return take_in(by=by, service=service, asker=asker, **(values | changes))
