"""A member adds a passkey to the account and comes in by it, without a password."""

from collections.abc import Callable

from playwright.sync_api import Page

from services.demo.people import DEMO_PASSWORD
from tests.browser.people import sign_in

MEMBER = "member2@quwwat-watan.example"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def hold_a_key(page: Page) -> None:
    """Give the visitor's browser an authenticator that says yes, as a phone's finger would."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_passkey_is_added_and_opens_the_account(visitor: Callable[..., Page]) -> None:
    page = visitor()
    hold_a_key(page)
    sign_in(page, MEMBER)
    page.goto("/account/2fa/webauthn/add/")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/account/logout/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/logout/" not in url)
    page.goto("/account/login/?next=/account/")
    page.click("#passkey_login")
    page.wait_for_url("**/account/")
    assert page.locator("input[name=full_name]").input_value()
