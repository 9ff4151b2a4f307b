"""What tests read out of mails and text messages."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

Committed = Callable[[], AbstractContextManager[object]]
"""The type of the fixture `committed`."""


def code_in(text: object) -> str:
    """The one-time code in a mail or text message."""
    found = re.search(r"\b\d{6}\b", str(text))
    assert found, text
    return found.group()


def has_code(text: object) -> bool:
    return re.search(r"\b\d{6}\b", str(text)) is not None
