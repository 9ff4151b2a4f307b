import pytest

from accounts.models import User
from home.models import Association
from services.models import Kind, Route, ServicePage
from tests import cast
from tests.cast import Role
from tests.services.factories import make_service

FIELDS = [
    {"clean_name": "need", "label": "ما تحتاج إليه", "field_type": "multiline"},
    {"clean_name": "paper", "label": "المستند", "field_type": "file", "required": False},
]


def with_form(service: ServicePage) -> ServicePage:
    for order, field in enumerate(FIELDS):
        service.form_fields.create(sort_order=order, **field)
    service.save()
    return ServicePage.objects.get(pk=service.pk)


@pytest.fixture
def open_service(association: Association) -> ServicePage:
    """A direct service for everyone."""
    return with_form(make_service(association, Route.DIRECT, title="شهادة", open_to="everyone"))


@pytest.fixture
def members_service(association: Association) -> ServicePage:
    """A committee service for members."""
    return with_form(make_service(association, Route.COMMITTEE, title="دعم"))


@pytest.fixture
def complaints(association: Association) -> ServicePage:
    return with_form(
        make_service(
            association, Route.DIRECT, title="شكوى", kind=Kind.COMPLAINT, open_to="everyone"
        )
    )


@pytest.fixture
def delegate(association: Association) -> User:
    return cast.make_staff(association, Role.BRANCH_DELEGATE, "سعود بن فرع")


@pytest.fixture
def other_delegate(association: Association) -> User:
    """Of the same association."""
    return cast.make_staff(association, Role.BRANCH_DELEGATE, "بدر بن فرع")
