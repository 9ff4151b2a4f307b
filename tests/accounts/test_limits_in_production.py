"""Sign-in stays limited in production: the settings of the tests alone lift the limits."""

import os
import subprocess
import sys

from django.conf import settings

SCRIPT = """
import django; django.setup()
from allauth.account import app_settings
from django.conf import settings
limits = app_settings.RATE_LIMITS
for name in ("login", "login_failed", "signup", "request_login_code", "reset_password",
             "verify_phone", "confirm_email", "change_phone", "reauthenticate"):
    assert limits[name], name
assert app_settings.PREVENT_ENUMERATION is True
assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 1
print("limited")
"""


def test_limits_hold_in_production() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "long-enough-and-not-the-one-for-trying-out",
        "AUDIT_KEY": "long-enough-and-another-one-again-for-the-events",
        "ALLOWED_HOSTS": "example.org",
        "BASE_URL": "https://example.org",
        "PYTHONPATH": str(settings.ROOT / "site"),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "limited", done.stderr
