"""Editors can look at every type of page before it is published."""

import pytest
from wagtail.models import Page

from home.models import AssociationPage, HomePage
from policies.models import (
    ChannelsPage,
    ContactChannel,
    FaqPage,
    LibraryPage,
    PolicyIndexPage,
    PolicyPage,
    PolicySignatory,
    ProcedurePage,
    ProcedureStep,
)
from services.models import ServiceIndexPage, ServicePage
from tests.policies.pages import APPROVAL, BODY

TYPES: list[type[Page]] = [
    AssociationPage,
    PolicyIndexPage,
    PolicyPage,
    ProcedurePage,
    FaqPage,
    LibraryPage,
    ChannelsPage,
    ServiceIndexPage,
    ServicePage,
]


def unsaved(model: type[Page], association_page: AssociationPage) -> Page:
    """A page as the admin's preview of a new page has it: placed, but in no table."""
    fields: dict[type[Page], dict[str, object]] = {
        AssociationPage: {"association": association_page.association},
        PolicyPage: {"body": BODY, "signatories": [PolicySignatory(name="سلمى")], **APPROVAL},
        ProcedurePage: {"steps": [ProcedureStep(title="خطوة", actor="member")]},
        ChannelsPage: {"channels": [ContactChannel(kind="phone", title="هاتف")]},
        ServicePage: {"summary": "شيء"},
    }
    page = model(title="صفحة جديدة", slug="new", **fields.get(model, {}))
    if model is AssociationPage:
        parent = association_page.get_parent()
    elif model in {PolicyPage, ServicePage}:
        index = PolicyIndexPage if model is PolicyPage else ServiceIndexPage
        parent = association_page.add_child(instance=index(title="قائمة", slug="list"))
    else:
        parent = association_page
    page.locale = parent.locale
    page.depth = parent.depth + 1
    page.path = page._get_path(parent.path, page.depth, parent.numchild + 1)
    page.set_url_path(parent)
    page.full_clean(exclude=["path", "depth", "slug"])
    return page


@pytest.mark.parametrize("model", TYPES)
def test_a_new_page_can_be_previewed(model: type[Page], association_page: AssociationPage) -> None:
    page = unsaved(model, association_page)
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    response.render()
    assert "صفحة جديدة" in response.content.decode()


def test_the_portal_can_be_previewed(home_page: HomePage) -> None:
    home_page.title = "بوابة جديدة"
    response = home_page.make_preview_request()
    response.render()
    assert "بوابة جديدة" in response.content.decode()


def test_a_draft_of_a_policy_can_be_previewed(policy_page: PolicyPage) -> None:
    policy_page.body[0].value["clauses"][0]["text"] = "كلام في مسودة."
    policy_page.save_revision()
    draft = policy_page.get_latest_revision_as_object()
    response = draft.make_preview_request()
    response.render()
    assert "كلام في مسودة." in response.content.decode()
