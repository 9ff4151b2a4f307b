import pytest

from accounts.models import User
from home.models import Association
from services.models import ServicePage, ServiceRequest
from tests import cast
from tests.cast import Role
from tests.services.committee.sittings import to_committee
from tests.services.factories import make_policy_version, make_request


@pytest.fixture
def trio(association: Association) -> list[User]:
    """Three members of the committee, whose quorum is two."""
    association.committee_quorum = 2
    association.save()
    return [
        cast.make_staff(association, Role.COMMITTEE_MEMBER, f"عضو اللجنة {number}")
        for number in ("الأول", "الثاني", "الثالث")
    ]


@pytest.fixture
def appeals_members(association: Association) -> list[User]:
    return [
        cast.make_staff(association, Role.APPEALS_MEMBER, f"عضو التظلم {number}")
        for number in ("الأول", "الثاني")
    ]


@pytest.fixture
def case(committee_request: ServiceRequest, officer: User) -> ServiceRequest:
    """A request before the committee, under a policy that sets no floor."""
    return to_committee(committee_request, officer)


@pytest.fixture
def floored(
    association: Association, member: User, committee_service: ServicePage, officer: User
) -> ServiceRequest:
    """A request before the committee, whose policy lets nothing be announced for two weeks."""
    version = make_policy_version(association, floor_days=14)
    return to_committee(make_request(member, committee_service, policy_version=version), officer)


@pytest.fixture
def another_case(member: User, committee_service: ServicePage, officer: User) -> ServiceRequest:
    return to_committee(make_request(member, committee_service), officer)
