"""Empty boxes, a server that fails, and a move that the member is told of."""

import pytest
from django_tasks import task_backends

from accounts.sms import MemorySms
from services import casework
from services.models import Notice
from tests.services.notices.post import HERE, Failing


@pytest.fixture(autouse=True)
def empty_boxes():
    MemorySms.outbox.clear()
    Failing.error, Failing.asked = ConnectionRefusedError(), 0


@pytest.fixture
def broken_mail(settings):
    settings.EMAIL_BACKEND = f"{HERE}.Failing"


@pytest.fixture
def moved(committee_request, officer, committed):
    """A function that makes a move the member is told of, and gives its notices by channel."""

    def move():
        with committed():
            casework.start_verification(request=committee_request, by=officer, version=1)
        return {notice.channel: notice for notice in Notice.objects.all()}

    return move


@pytest.fixture
def later(settings):
    """A queue that keeps tasks for later, as the real one does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield lambda: task_backends["default"].results
    task_backends["default"].clear()
