"""What tests of intake type."""

import secrets
from typing import Any

from stdnum import damm

from accounts.models import User
from services.intake.taking import TakenIn, Unregistered, take_in
from services.models import ServicePage

CALLER = Unregistered("منيرة بنت سليمان", "٠٥٥ ٥٠٠ ٠٠٠١")


def take(by: User, service: ServicePage, asker: Any = CALLER, **changes: Any) -> TakenIn:
    values: dict[str, Any] = {"channel": "phone", "answers": {"need": "كرسي متحرك"}}
    return take_in(by=by, service=service, asker=asker, **(values | changes))


def some_code() -> str:
    """A code that opens nothing, with a check digit that fits."""
    body = f"{secrets.randbelow(10**11):011}"
    return f"{body}{damm.calc_check_digit(body)}"
