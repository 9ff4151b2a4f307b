"""Text messages through a provider's HTTP gateway, described by settings alone.

Providers differ in the shape of one request: its address, method, headers and body. So
`SMS_HTTP_BODY` is that body, JSON or a form, with `{to}` (E.164), `{digits}` (the same without its
plus), `{text}` and `{sender}` in it; each value is escaped for where it stands.
"""

import json
import re
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from accounts.sms import SmsRefused

PLACEHOLDER = re.compile(r"\{(to|digits|text|sender)\}")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
# Refusals that pass: too slow, too many at once.
FOR_NOW = {408, 425, 429}
FIRST_REFUSAL, FIRST_FAILURE = 400, 500


class HttpSms:
    """Hands a text over to the gateway at `SMS_HTTP_URL`.

    Raises SmsRefused where trying again is of no use (an answer of 400 to 499, but for those that
    ask to wait), and `requests.RequestException` where it may help.
    """

    def __init__(self) -> None:
        self.url = _safe(settings.SMS_HTTP_URL)
        self.is_json = settings.SMS_HTTP_BODY.lstrip().startswith(("{", "["))

    def send(self, *, to: str, text: str) -> None:
        sender = settings.SMS_HTTP_SENDER
        values = {"to": to, "digits": to.lstrip("+"), "text": text, "sender": sender}
        headers = {"Content-Type": JSON if self.is_json else FORM}
        if settings.SMS_HTTP_AUTH:
            headers["Authorization"] = settings.SMS_HTTP_AUTH
        answer = requests.request(
            settings.SMS_HTTP_METHOD,
            self.url,
            data=self.body(values).encode(),
            headers=headers,
            timeout=settings.SMS_HTTP_TIMEOUT,
            allow_redirects=False,  # a text and a key go to the address that was set, and no other
        )
        status = answer.status_code
        if FIRST_REFUSAL <= status < FIRST_FAILURE and status not in FOR_NOW:
            raise SmsRefused(f"HTTP {status}")
        if not answer.ok or answer.is_redirect:
            raise requests.HTTPError(f"HTTP {status}")

    def body(self, values: dict[str, str]) -> str:
        """The body with the values in it, escaped as JSON or as a form."""
        if self.is_json:
            return json.dumps(_filled(json.loads(settings.SMS_HTTP_BODY), values))
        pairs = parse_qsl(settings.SMS_HTTP_BODY, keep_blank_values=True)
        return urlencode([(name, _filled(value, values)) for name, value in pairs])


def _filled(part: object, values: dict[str, str]) -> object:
    if isinstance(part, str):
        return PLACEHOLDER.sub(lambda found: values[found[1]], part)
    if isinstance(part, list):
        return [_filled(one, values) for one in part]
    if isinstance(part, dict):
        return {name: _filled(one, values) for name, one in part.items()}
    return part


def _safe(url: str) -> str:
    """The address, if nobody can read on the way: HTTPS, or this machine itself."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and _is_this_machine(parts.hostname or ""):
        return url
    raise ImproperlyConfigured("SMS_HTTP_URL must be an https:// address.")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
