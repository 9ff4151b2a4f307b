"""A policy's page: text with permanent links, approval as printed and as read, versions."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Locale

from accounts.models import User
from home.models import Association, AssociationPage
from policies.approval import approve
from policies.models import PolicyPage, PolicySignatory
from tests.cast import make_association_page
from tests.policies.pages import APPROVAL, make_policy_page

PATH = "/wadi/policies/relations/"
ENGLISH = "/en/wadi/policies/relations/"


def read(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_each_clause_can_be_linked_to(client: Client, policy_page: PolicyPage) -> None:
    page = read(client)
    for anchor in ("preamble-1", "channel-2", "step-3"):
        assert f'id="{anchor}"' in page
        assert f'href="#{anchor}"' in page


def test_the_contents_lead_to_each_section_and_the_approval(
    client: Client, policy_page: PolicyPage
) -> None:
    page = read(client)
    for anchor in ("section-preamble", "section-channel", "section-step", "approval"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_a_section_without_a_heading_is_called_by_its_kind(
    client: Client, policy_page: PolicyPage
) -> None:
    titles = [section["title"] for section in client.get(PATH).context["sections"]]
    assert titles[0] == "تمهيد"
    assert titles[1]  # the name of its kind


def test_a_damaged_clause_is_marked(client: Client, policy_page: PolicyPage) -> None:
    clauses = client.get(PATH).context["sections"][2]["clauses"]
    assert [clause["damaged"] for clause in clauses] == [False, True, False]
    assert read(client).count("clause__number") == 6


def test_dates_stand_as_printed_and_as_read(
    client: Client, association_page: AssociationPage
) -> None:
    make_policy_page(association_page, **APPROVAL)
    page = read(client)
    assert "«1445/3/20هـ»" in page
    assert "20 ربيع الأول 1445هـ" in page
    assert "«5/10/2023م»" in page
    assert "5 أكتوبر 2023م" in page
    assert "notice--warning" not in page


def test_contradicting_dates_are_said_plainly(
    client: Client, association_page: AssociationPage
) -> None:
    make_policy_page(
        association_page,
        hijri_printed="1443/7/11هـ",
        hijri_read="1443-07-11",
        gregorian_printed="8/ 2023/2م",
        approved_on=date(2023, 2, 8),
        weekday_printed="الاربعاء",
    )
    page = read(client)
    assert "notice--warning" in page
    assert "12 فبراير 2022م" in page
    assert "«8/ 2023/2م»" in page
    record = client.get(PATH).context["approval"]
    assert record.contradictions == ["hijri_gregorian", "hijri_weekday"]


def test_an_unreadable_date_is_shown_and_said_to_be_so(
    client: Client, association_page: AssociationPage
) -> None:
    make_policy_page(association_page, hijri_printed="14\\143/7/11")
    record = client.get(PATH).context["approval"]
    assert (record.hijri_printed, record.hijri_text) == ("14\\143/7/11", "")
    assert "«14\\143/7/11»" in read(client)


def test_signatories_stand_with_their_office_and_presence(
    client: Client, association_page: AssociationPage
) -> None:
    signatories = [PolicySignatory(name="سلمى بنت عمر", office="الرئيسة", presence="absent")]
    make_policy_page(association_page, signatories=signatories)
    page = read(client)
    assert "سلمى بنت عمر" in page
    assert "الرئيسة" in page


def test_the_earliest_day_of_a_decision_is_told_as_the_policy_has_it(
    client: Client, association_page: AssociationPage, supervisor: User
) -> None:
    page = make_policy_page(association_page, decision_floor_days=14)
    approve(page=page, by=supervisor, in_force_from=date(2024, 1, 1))
    for path in (PATH, f"{PATH}version/1/"):
        assert "14 يومًا" in read(client, path)


def test_without_an_approval_nothing_is_claimed(client: Client, policy_page: PolicyPage) -> None:
    context = client.get(PATH).context
    assert context["in_force"] is None
    assert context["approval"].is_empty


def test_the_version_in_force_and_the_days_are_said(
    client: Client, policy_page: PolicyPage, supervisor: User
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2024, 10, 5))
    page = read(client)
    assert "5 أكتوبر 2024م" in page
    assert "2 ربيع الآخر 1446هـ" in page
    assert f"{PATH}version/1/" in page
    assert not client.get(PATH).context["changed_since_approval"]


def test_a_later_edit_is_told_and_leads_to_the_approved_text(
    client: Client, policy_page: PolicyPage, supervisor: User
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2024, 10, 5))
    policy_page.refresh_from_db()
    policy_page.body[0].value["clauses"][0]["text"] = "كلام بعد الاعتماد."
    policy_page.save_revision().publish()
    response = client.get(PATH)
    assert response.context["changed_since_approval"]
    assert f'href="{PATH}version/1/"' in response.content.decode()
    assert "كلام بعد الاعتماد." not in read(client, f"{PATH}version/1/")


def test_a_version_to_come_is_not_yet_in_force(
    client: Client, policy_page: PolicyPage, supervisor: User
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    approve(page=policy_page, by=supervisor, in_force_from=tomorrow)
    assert client.get(PATH).context["in_force"] is None
    assert not client.get(f"{PATH}version/1/").context["is_in_force"]


def test_a_past_version_is_archived_and_keeps_its_clauses(
    client: Client, policy_page: PolicyPage, supervisor: User
) -> None:
    for first_day in (date(2024, 1, 1), date(2025, 1, 1)):
        approve(page=policy_page, by=supervisor, in_force_from=first_day)
    response = client.get(f"{PATH}version/1/")
    assert not response.context["is_in_force"]
    assert 'id="step-2"' in response.content.decode()
    assert response.context["version"].digest in response.content.decode()


@pytest.mark.parametrize("number", ["2", "0", "x"])
def test_a_version_that_never_was_is_not_found(
    client: Client, policy_page: PolicyPage, supervisor: User, number: str
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2024, 1, 1))
    assert client.get(f"{PATH}version/{number}/").status_code == 404


def test_the_original_document_is_offered(
    client: Client, association_page: AssociationPage
) -> None:
    document = get_document_model()(title="الأصل الموقّع")
    document.file.save("signed.txt", ContentFile(b"x"))
    make_policy_page(association_page, source_document=document)
    assert document.url in read(client)


def test_an_overdue_review_is_told(client: Client, association_page: AssociationPage) -> None:
    make_policy_page(association_page, next_review_on=date(2020, 1, 1))
    assert client.get(PATH).context["review_is_overdue"]


def test_the_english_page_is_in_english(client: Client, english_policy_page: PolicyPage) -> None:
    page = read(client, ENGLISH)
    assert "English of step-2" in page
    assert 'lang="ar" dir="rtl"' not in page


def test_an_untranslated_page_says_so_and_is_marked_as_arabic(
    client: Client, policy_page: PolicyPage, english: Locale
) -> None:
    policy_page.copy_for_translation(english, copy_parents=True, alias=True)
    page = read(client, ENGLISH)
    assert "This page has not been translated yet." in page
    assert '<div lang="ar" dir="rtl">' in page
    assert "ندرسه." in page


def test_its_english_version_is_what_was_frozen(
    client: Client, english_policy_page: PolicyPage, policy_page: PolicyPage, supervisor: User
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2024, 1, 1))
    assert "English of step-2" in read(client, f"{ENGLISH}version/1/")


def test_numbers_follow_the_digits_of_the_association(
    client: Client, association_page: AssociationPage, supervisor: User
) -> None:
    Association.objects.update(digit_style=Association.DigitStyle.ARABIC)
    page = make_policy_page(association_page)
    approve(page=page, by=supervisor, in_force_from=date(2024, 10, 5))
    assert "٥ أكتوبر ٢٠٢٤م" in read(client)


def test_a_policy_without_text_says_so(client: Client, other_association: Association) -> None:
    home = make_association_page(other_association)
    make_policy_page(home, body=[])
    assert 'class="empty' in read(client, "/sahl/policies/relations/")


def test_an_untranslated_title_is_marked_wherever_it_stands(
    client: Client, policy_page: PolicyPage, english: Locale
) -> None:
    policy_page.copy_for_translation(english, copy_parents=True, alias=True)
    assert '<span aria-current="page" lang="ar">سياسة العلاقة</span>' in read(client, ENGLISH)
    card = '<a class="card__link" href="/en/wadi/policies/relations/" lang="ar">سياسة العلاقة</a>'
    assert card in read(client, "/en/wadi/policies/")
