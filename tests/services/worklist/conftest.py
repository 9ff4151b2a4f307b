"""Somebody at the work list, and what stands in it."""

import pytest

from tests import cast
from tests.services.factories import make_request


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def many(association, committee_service):
    def make(count):
        made = []
        for number in range(count):
            person = cast.make_member(association, f"عضو {number}")
            made.append(make_request(person, committee_service))
        return made

    return make
