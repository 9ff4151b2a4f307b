from tests.services.committee.conftest import (  # noqa: F401 - the committee's people and cases
    another_case,
    appeals_members,
    case,
    floored,
    trio,
)
