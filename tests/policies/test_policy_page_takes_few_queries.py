"""A policy's page with everything on it takes at most 15 queries, nothing cached."""

from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from accounts.models import User
from home.models import Association
from policies.approval import approve
from policies.models import PolicyPage, PolicySignatory
from services.demo.emblems import emblem_png
from tests.policies.pages import APPROVAL

LIMIT = 15


@pytest.fixture
def full_policy(
    policy_page: PolicyPage, english_policy_page: PolicyPage, superuser: User
) -> PolicyPage:
    """Logo, signatories, source document, two versions, a translation, and menus."""
    association = policy_page.association
    picture = ImageFile(BytesIO(emblem_png("gear", "#0f5c73")), name="logo.png")
    logo = get_image_model().objects.create(title="logo", file=picture)
    Association.objects.filter(pk=association.pk).update(logo=logo)
    document = get_document_model()(title="original")
    document.file.save("policy.txt", ContentFile("نص".encode()))
    for page in (policy_page, english_policy_page):
        for name, value in APPROVAL.items():
            setattr(page, name, value)
        page.source_document = document
        page.signatories = [PolicySignatory(name="سلمى"), PolicySignatory(name="نوف")]
        page.save_revision().publish()
    for first_day in (date(2024, 1, 1), date(2025, 1, 1)):
        approve(page=policy_page, by=superuser, in_force_from=first_day)
    return policy_page


def queries_of(client: Client, path: str) -> int:
    """How many queries a visit takes with Django's cache empty and the server warm."""
    cache.clear()
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_policy_page_takes_at_most_fifteen_queries(
    client: Client, full_policy: PolicyPage, prefix: str
) -> None:
    assert queries_of(client, f"{prefix}/wadi/policies/relations/") <= LIMIT


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_frozen_version_takes_as_few(
    client: Client, full_policy: PolicyPage, prefix: str
) -> None:
    assert queries_of(client, f"{prefix}/wadi/policies/relations/version/1/") <= LIMIT
