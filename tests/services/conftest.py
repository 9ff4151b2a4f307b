import pytest
from wagtail.models import Locale

from accounts.models import User
from home.models import Association
from services.models import Route, ServicePage, ServiceRequest
from tests import cast
from tests.services.factories import make_request, make_service
from tests.services.filled_in import make_form_service


@pytest.fixture
def committee_service(association: Association) -> ServicePage:
    return make_service(association, Route.COMMITTEE, title="مساعدة طبية")


@pytest.fixture
def direct_service(association: Association) -> ServicePage:
    return make_service(association, Route.DIRECT, title="شهادة عضوية")


@pytest.fixture
def committee_request(member: User, committee_service: ServicePage) -> ServiceRequest:
    """A request on the committee route, just submitted."""
    return make_request(member, committee_service)


@pytest.fixture
def direct_request(member: User, direct_service: ServicePage) -> ServiceRequest:
    """A request on the direct route, just submitted."""
    return make_request(member, direct_service)


@pytest.fixture
def service(association: Association) -> ServicePage:
    """A service for members whose form has a field of each kind."""
    return make_form_service(association, title="مساعدة")


@pytest.fixture
def english_service(service: ServicePage) -> ServicePage:
    """Its English translation, with English choices."""
    cast.make_home_page("en")
    english = Locale.objects.get(language_code="en")
    parents = service.get_ancestors().filter(depth__gt=2).specific()
    for page in parents:
        page.copy_for_translation(english).save_revision().publish()
    page = service.copy_for_translation(english)
    page.title = "Support"
    words = {"kind": "Devices\nTreatment", "family": "Children, Parents, Wife"}
    for field in page.form_fields.all():
        field.choices = words.get(field.clean_name, field.choices)
        page.form_fields.add(field)
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)
