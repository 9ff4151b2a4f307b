"""Text messages through an HTTP gateway, here one on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from accounts.sms import SmsRefused, hand_over
from accounts.sms_http import HttpSms

TO, TEXT = "+966512345678", 'رمزك "12" & {sender}\n{to}'


class Gateway:
    """A gateway that keeps what it is asked and answers with `status`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.status, self.headers = 200, {}
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                gateway.asked.append((self.command, dict(self.headers), body.decode()))
                self.send_response(gateway.status)
                for name, value in gateway.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            do_PUT = do_POST  # noqa: N815

            def log_message(self, *args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    gateway = Gateway()
    thread = Thread(target=gateway.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SMS_BACKEND = "accounts.sms_http.HttpSms"
    settings.SMS_HTTP_URL = gateway.url
    settings.SMS_HTTP_TIMEOUT = 5
    yield gateway
    gateway.server.shutdown()
    thread.join()
    gateway.server.server_close()


def test_json_carries_the_text_as_it_is(gateway: Gateway, settings: Settings) -> None:
    settings.SMS_HTTP_BODY = '{"to": ["{digits}"], "from": "{sender}", "body": "{text}", "n": 1}'
    settings.SMS_HTTP_SENDER = "Sila"
    settings.SMS_HTTP_AUTH = "Bearer key"
    hand_over(to=TO, text=TEXT)
    [(method, headers, body)] = gateway.asked
    assert json.loads(body) == {"to": ["966512345678"], "from": "Sila", "body": TEXT, "n": 1}
    assert (method, headers["Authorization"]) == ("POST", "Bearer key")
    assert headers["Content-Type"] == "application/json"


def test_a_form_carries_the_text_as_it_is(gateway: Gateway, settings: Settings) -> None:
    settings.SMS_HTTP_BODY = "mobile={to}&msg={text}&unicode=1"
    settings.SMS_HTTP_METHOD = "PUT"
    hand_over(to=TO, text=TEXT)
    [(method, headers, body)] = gateway.asked
    assert parse_qs(body) == {"mobile": [TO], "msg": [TEXT], "unicode": ["1"]}
    assert method == "PUT"
    assert "Authorization" not in headers


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_a_refusal_is_final(gateway: Gateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(SmsRefused, match=str(status)):
        hand_over(to=TO, text=TEXT)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_failure_may_pass(gateway: Gateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(requests.RequestException, match=str(status)):
        hand_over(to=TO, text=TEXT)


def test_a_redirection_is_not_followed(gateway: Gateway) -> None:
    gateway.status, gateway.headers = 307, {"Location": gateway.url}
    with pytest.raises(requests.RequestException):
        hand_over(to=TO, text=TEXT)
    assert len(gateway.asked) == 1


def test_a_gateway_that_is_not_there_may_come_back(settings: Settings) -> None:
    unused = Gateway()
    unused.server.server_close()
    settings.SMS_HTTP_URL = unused.url
    with pytest.raises(requests.ConnectionError):
        HttpSms().send(to=TO, text=TEXT)


def test_a_gateway_that_keeps_silent_is_left(settings: Settings) -> None:
    silent = Gateway()  # takes the connection, and nobody serves it
    settings.SMS_HTTP_URL, settings.SMS_HTTP_TIMEOUT = silent.url, 0.05
    with pytest.raises(requests.Timeout):
        HttpSms().send(to=TO, text=TEXT)
    silent.server.server_close()


@pytest.mark.parametrize(
    "url", ["", "http://gateway.example/send", "ftp://127.0.0.1/", "https://", "gateway.example"]
)
def test_nothing_is_sent_where_others_could_read_it(url: str, settings: Settings) -> None:
    settings.SMS_HTTP_URL = url
    with pytest.raises(ImproperlyConfigured):
        HttpSms()


@pytest.mark.parametrize(
    "url", ["https://gateway.example/send", "http://localhost:1/", "http://[::1]:1/"]
)
def test_https_and_this_machine_are_fine(url: str, settings: Settings) -> None:
    settings.SMS_HTTP_URL = url
    assert HttpSms().url == url
