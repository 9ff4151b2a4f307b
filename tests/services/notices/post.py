"""A mail server and an SMS gateway that fail as they are told to."""

from django.core.mail.backends.base import BaseEmailBackend

HERE = "tests.services.notices.post"
REFUSED = {"member@example.org": (550, b"no such user")}


class Failing(BaseEmailBackend):
    """A mail server that answers with `error`, and counts how often it was asked."""

    error: Exception = ConnectionRefusedError()
    asked = 0

    def send_messages(self, messages):
        type(self).asked += 1
        raise self.error


class FailingSms:
    error: Exception = ConnectionRefusedError()

    def send(self, *, to, text):
        raise self.error
