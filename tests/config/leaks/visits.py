"""Visiting addresses as somebody, and reading whatever comes back."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.models import User
from saudi.text import ascii_digits

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# Written by anyone who looks around; none holds anything of an association.
HARMLESS = {
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailimages_rendition",
    "wagtailusers_userprofile",
    "wagtailcore_apitoken",
}


@cache
def site() -> BaseHandler:
    """The site with all its middleware, without what Django's test client records of each page."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


class Visitor:
    """Somebody who looks around: signed in as `user`, or with an API token, or as nobody."""

    def __init__(self, user: User | None, token: str = "") -> None:
        self.user = user
        self.factory = RequestFactory(
            headers={"Authorization": f"Bearer {token}"} if token else None
        )
        self.session = ""

    def visit(self, address: str, method: str = "GET") -> "Answer":
        as_json = address.startswith(("/api/", "/_allauth/")) and method != "GET"
        request: Any = self.factory.generic(
            method, address, "{}" if as_json else "", JSON if as_json else FORM
        )
        request._dont_enforce_csrf_checks = True
        self.session = self.session or self.signed_in()
        if self.session:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = self.session
        with writes() as tables:
            response = site().get_response(request)
            answer = Answer(request, response, tables)
        if settings.SESSION_COOKIE_NAME in response.cookies:
            self.session = response.cookies[settings.SESSION_COOKIE_NAME].value
        return answer

    def signed_in(self) -> str:
        """The key of a new session, "" for nobody."""
        if self.user is None:
            return ""
        client = Client()
        client.force_login(self.user)
        return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


class Answer:
    """What came back: status, everything that can be read in it, and the tables written to."""

    def __init__(self, request: Any, response: Any, tables: set[str]) -> None:
        self.status: int = response.status_code
        self.body = readable(request, response)
        self.is_page = "html" in response.headers.get("Content-Type", "")
        self.tables = tables


def readable(request: Any, response: Any) -> str:
    """Headers, messages and body as one text: lower case, 0-9, without white space.

    Messages that wait for the next page are among it.
    """
    messages = getattr(request, "_messages", None)
    waiting = " ".join(str(one) for one in getattr(messages, "_queued_messages", ()))
    content = b"".join(response) if response.streaming else response.content
    response.close()
    if response.headers.get("Content-Disposition", "").endswith('.pdf"'):
        content += printed(content)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    text = f"{headers}\n{waiting}\n{content.decode(errors='replace')}".lower()
    return "".join(ascii_digits(text).split())


def printed(content: bytes) -> bytes:
    """The words of a PDF; nothing where it only calls itself one."""
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    except PyPdfError:
        return b""


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables written to meanwhile, but for those where writing harms nobody."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITE.match(sql)) and found[1] not in HARMLESS:
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
