"""A fixed cast: who is who in every test. Sign one in with `client.force_login(member)`.

`association` has people in every role; `other_association` has its own, who must see nothing of it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest
from django.utils import translation

from accounts.models import User
from accounts.sms import MemorySms, Sms
from home.models import Association, AssociationPage, HomePage
from services.pdf.fonts import NoFont, face
from tests import cast
from tests.cast import Role


@pytest.fixture(autouse=True)
def in_arabic() -> Iterator[None]:
    """Every test begins in Arabic, whatever language a page was asked for in the one before."""
    with translation.override("ar"):
        yield


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> Callable[[], AbstractContextManager[object]]:
    """`with committed(): ...` runs at its end what waits for the commit: mails, SMS, tasks."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def texts() -> Iterator[list[Sms]]:
    """The SMS sent during the test."""
    MemorySms.outbox.clear()
    yield MemorySms.outbox
    MemorySms.outbox.clear()


@pytest.fixture
def association(db: None) -> Association:
    return cast.make_association("wadi")


@pytest.fixture
def other_association(db: None) -> Association:
    return cast.make_association("sahl", people_term=Association.PeopleTerm.BENEFICIARIES)


@pytest.fixture
def home_page(db: None) -> HomePage:
    return cast.make_home_page()


@pytest.fixture
def association_page(association: Association) -> AssociationPage:
    return cast.make_association_page(association)


@pytest.fixture
def other_association_page(other_association: Association) -> AssociationPage:
    return cast.make_association_page(other_association)


@pytest.fixture
def person(db: None) -> User:
    """Signed up, and neither a member nor on any staff."""
    return cast.make_person("سالم بن عيد", email="person@example.org")


@pytest.fixture
def member(association: Association) -> User:
    return cast.make_member(
        association,
        "نورة بنت فهد",
        number="1001",
        email="member@example.org",
        phone="+966512345678",
    )


@pytest.fixture
def other_member(other_association: Association) -> User:
    return cast.make_member(other_association, "هند بنت ماجد", email="other-member@example.org")


@pytest.fixture
def officer(association: Association) -> User:
    return cast.make_staff(
        association, Role.RELATIONS_OFFICER, "خالد بن ناصر", email="officer@example.org"
    )


@pytest.fixture
def other_officer(other_association: Association) -> User:
    return cast.make_staff(
        other_association, Role.RELATIONS_OFFICER, "ريم بنت بدر", email="other-officer@example.org"
    )


@pytest.fixture
def researcher(association: Association) -> User:
    return cast.make_staff(
        association, Role.SOCIAL_RESEARCHER, "أمل بنت سعد", email="researcher@example.org"
    )


@pytest.fixture
def committee_member(association: Association) -> User:
    return cast.make_staff(
        association, Role.COMMITTEE_MEMBER, "فيصل بن راشد", email="committee@example.org"
    )


@pytest.fixture
def editor(association: Association) -> User:
    return cast.make_staff(
        association, Role.COMMUNICATIONS_EDITOR, "لمى بنت يوسف", email="editor@example.org"
    )


@pytest.fixture
def other_editor(other_association: Association) -> User:
    return cast.make_staff(
        other_association,
        Role.COMMUNICATIONS_EDITOR,
        "ماجد بن علي",
        email="other-editor@example.org",
    )


@pytest.fixture
def supervisor(association: Association) -> User:
    return cast.make_staff(
        association, Role.SUPERVISOR, "عبدالله بن سلمان", email="supervisor@example.org"
    )


@pytest.fixture
def superuser(db: None) -> User:
    return cast.make_superuser(email="root@example.org")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Papers are not printed on a machine without Arabic letters."""
    if item.get_closest_marker("papers"):
        try:
            face()
        except NoFont:
            pytest.skip("no Arabic font on this machine: install fonts-noto-core to print papers")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing is skipped: where something was, the run is red."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if "CI" in os.environ and reporter and reporter.stats.get("skipped"):
        reporter.write_line("Something was skipped, which CI does not allow.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
