"""The tests: tasks run at once, mail stays in memory, passwords are cheap."""

import os

# Playwright's event loop lives in the thread of the tests; Django's guard does not apply there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SMS_BACKEND = "accounts.sms.MemorySms"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES["private"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
BASE_URL = WAGTAILADMIN_BASE_URL = "http://localhost:8000"  # whatever PORT is
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]
