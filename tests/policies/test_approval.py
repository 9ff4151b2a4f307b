"""The board's approval freezes a policy as its next version."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from accounts.models import User
from home.models import Association, AssociationPage
from policies.approval import approve
from policies.content import digest_of
from policies.models import PolicyPage, PolicySignatory, PolicyVersion
from policies.models.version import FrozenError
from policies.queries import clause_name, clause_text, clause_url, version_on
from tests.cast import make_staff
from tests.policies.pages import APPROVAL, make_policy_page

FIRST_DAY = date(2024, 1, 1)
SECOND_DAY = date(2025, 1, 1)


@pytest.fixture
def version(policy_page: PolicyPage, supervisor: User) -> PolicyVersion:
    return approve(page=policy_page, by=supervisor, in_force_from=FIRST_DAY)


def edit_and_publish(page: PolicyPage, text: str) -> PolicyPage:
    page.body[0].value["clauses"][0]["text"] = text
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_a_version_keeps_text_anchors_and_approval_as_plain_data(
    association_page: AssociationPage, supervisor: User
) -> None:
    absent = PolicySignatory(name="سلمى", office="الرئيسة", presence="absent")
    page = make_policy_page(association_page, signatories=[absent], **APPROVAL)
    version = approve(page=page, by=supervisor, in_force_from=FIRST_DAY)
    assert version.number == 1
    assert version.content["body"][2]["clauses"][1] == {
        "anchor": "step-2",
        "text": "ندرسه.",
        "damaged": True,
    }
    assert version.content["approval"]["gregorian_read"] == "2023-10-05"
    assert version.content["approval"]["signatories"] == [
        {"name": "سلمى", "office": "الرئيسة", "presence": "absent"}
    ]
    assert version.digest == digest_of(PolicyVersion.objects.get().content)


def test_a_version_does_not_follow_later_edits(
    version: PolicyVersion, policy_page: PolicyPage
) -> None:
    edit_and_publish(policy_page, "كلام آخر.")
    version.refresh_from_db()
    assert clause_text(version, "preamble-1") == "نعمل لمن يعملون معنا."


def test_the_next_version_ends_the_one_before_on_its_first_day(
    version: PolicyVersion, policy_page: PolicyPage, supervisor: User
) -> None:
    edit_and_publish(policy_page, "كلام آخر.")
    second = approve(page=policy_page, by=supervisor, in_force_from=SECOND_DAY)
    version.refresh_from_db()
    assert (second.number, version.in_force_until, second.in_force_until) == (2, SECOND_DAY, None)
    assert version_on(version.association_id, date(2024, 12, 31)) == version
    assert version_on(version.association_id, SECOND_DAY) == second
    assert version_on(version.association_id, date(2023, 12, 31)) is None
    assert list(PolicyVersion.objects.in_force(SECOND_DAY)) == [second]
    assert not version.is_in_force(SECOND_DAY)


def test_the_next_version_cannot_begin_before_the_one_before(
    version: PolicyVersion, policy_page: PolicyPage, supervisor: User
) -> None:
    with pytest.raises(ValidationError):
        approve(page=policy_page, by=supervisor, in_force_from=date(2023, 12, 31))
    version.refresh_from_db()
    assert version.in_force_until is None


def test_another_associations_version_is_not_in_force_here(
    version: PolicyVersion, other_association: Association
) -> None:
    assert version_on(other_association.pk, SECOND_DAY) is None


def test_of_several_policies_requests_follow_the_one_with_a_procedure(
    version: PolicyVersion, association_page: AssociationPage, supervisor: User
) -> None:
    body = [{"type": "preamble", "value": {"clauses": [{"text": "عن الخصوصية."}]}}]
    privacy = make_policy_page(association_page, title="الخصوصية", slug="privacy", body=body)
    approve(page=privacy, by=supervisor, in_force_from=SECOND_DAY)
    assert version_on(version.association_id, SECOND_DAY) == version


@pytest.mark.parametrize("who", ["editor", "officer", "member", "other_supervisor"])
def test_only_the_associations_supervisor_records_an_approval(
    who: str,
    policy_page: PolicyPage,
    other_association: Association,
    request: pytest.FixtureRequest,
) -> None:
    if who == "other_supervisor":
        by = make_staff(other_association, "supervisor")
    else:
        by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        approve(page=policy_page, by=by, in_force_from=FIRST_DAY)
    assert not PolicyVersion.objects.exists()


def test_what_is_not_published_is_not_approved(policy_page: PolicyPage, supervisor: User) -> None:
    policy_page.body[0].value["clauses"][0]["text"] = "كلام في مسودة."
    policy_page.save_revision()
    with pytest.raises(ValidationError):
        approve(page=policy_page, by=supervisor, in_force_from=FIRST_DAY)


def test_a_translation_is_not_approved(english_policy_page: PolicyPage, superuser: User) -> None:
    with pytest.raises(ValidationError):
        approve(page=english_policy_page, by=superuser, in_force_from=FIRST_DAY)


def test_the_approval_is_in_the_history_of_the_page(
    version: PolicyVersion, policy_page: PolicyPage, supervisor: User
) -> None:
    entry = PageLogEntry.objects.get(action="policies.approve")
    assert (entry.page_id, entry.user_id) == (policy_page.pk, supervisor.pk)


def test_a_version_can_be_neither_changed_nor_removed(version: PolicyVersion) -> None:
    version.title = "عنوان آخر"
    with pytest.raises(FrozenError):
        version.save()
    with pytest.raises(FrozenError):
        version.delete()


def test_a_clause_of_the_newest_version_leads_to_the_policy(version: PolicyVersion) -> None:
    assert clause_url(version, "step-2") == "/wadi/policies/relations/#step-2"
    assert clause_name(version, "step-2") == "الخطوات، 2"


def test_a_clause_of_an_older_version_leads_to_that_version(
    version: PolicyVersion, policy_page: PolicyPage, supervisor: User
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=SECOND_DAY)
    old = PolicyVersion.objects.get(number=1)
    assert clause_url(old, "step-2") == "/wadi/policies/relations/version/1/#step-2"


def test_a_version_keeps_its_translation_for_readers(
    english_policy_page: PolicyPage, policy_page: PolicyPage, supervisor: User
) -> None:
    version = approve(page=policy_page, by=supervisor, in_force_from=FIRST_DAY)
    assert clause_text(version, "step-2", "en") == "English of step-2"
    assert clause_text(version, "step-2", "ar") == "ندرسه."
    assert clause_text(version, "step-99", "ar") == ""
    assert version.url_in("en") == "/en/wadi/policies/relations/"
