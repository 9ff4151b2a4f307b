"""Pages of policies, and the English tree beside the Arabic one."""

import pytest
from wagtail.models import Locale

from home.models import AssociationPage
from policies.models import PolicyPage
from tests.cast import make_home_page
from tests.policies.pages import make_policy_page


@pytest.fixture
def policy_page(association_page: AssociationPage) -> PolicyPage:
    return make_policy_page(association_page)


@pytest.fixture
def english(db: None) -> Locale:
    """The English tree exists, with its portal."""
    make_home_page("en")
    locale: Locale = Locale.objects.get(language_code="en")
    return locale


@pytest.fixture
def english_policy_page(policy_page: PolicyPage, english: Locale) -> PolicyPage:
    """A real translation of the policy, published."""
    page = policy_page.copy_for_translation(english, copy_parents=True)
    page.title = "Relations policy"
    for section in page.body:
        for clause in section.value["clauses"]:
            clause["text"] = f"English of {clause['anchor']}"
    page.save_revision().publish()
    page.refresh_from_db()
    return page
