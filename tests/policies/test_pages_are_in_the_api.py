"""Every page type comes out of the API with its typed blocks."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import APIToken, Page, PageViewRestriction

from accounts.editor_groups import prepare_association
from accounts.models import User
from home.models import AssociationPage
from policies.approval import approve
from policies.models import (
    ChannelsPage,
    ContactChannel,
    FaqPage,
    LibraryItem,
    LibraryPage,
    PolicyPage,
    PolicySignatory,
    ProcedurePage,
    ProcedureStep,
)
from services.models import ServiceFormField, ServiceIndexPage, ServicePage
from tests.policies.pages import APPROVAL, make_policy_page


def read(client: Client, page: Page, **headers: str) -> dict[str, Any]:
    response = client.get(f"/api/v3/pages/{page.pk}/", headers=headers)
    assert response.status_code == 200, response.content
    data: dict[str, Any] = response.json()
    return data


def test_an_association_says_who_it_is(client: Client, association_page: AssociationPage) -> None:
    data = read(client, association_page)
    assert data["meta"]["type"] == "home.AssociationPage"
    assert data["association_data"]["slug"] == "wadi"
    assert data["association_data"]["people_term"] == "members"
    assert data["association_data"]["name"]["en"] == "Wadi Cooperative"


def test_a_policy_has_its_blocks_its_approval_and_its_version(
    client: Client, association_page: AssociationPage, supervisor: User
) -> None:
    document = get_document_model()(title="original")
    document.file.save("policy.txt", ContentFile(b"x"))
    page = make_policy_page(
        association_page,
        signatories=[PolicySignatory(name="سلمى", office="الرئيسة", presence="absent")],
        source_document=document,
        **APPROVAL | {"weekday_printed": "السبت"},
    )
    version = approve(page=page, by=supervisor, in_force_from=date(2024, 1, 1))
    data = read(client, page)
    assert data["association_slug"] == "wadi"
    assert [section["type"] for section in data["body"]] == ["preamble", "channels", "procedure"]
    assert data["body"][2]["value"]["clauses"][1] == {
        "text": "ندرسه.",
        "anchor": "step-2",
        "damaged": True,
    }
    assert (data["hijri_read"], data["approved_on"]) == ("1445-03-20", "2023-10-05")
    assert data["contradictions"] == ["hijri_weekday", "gregorian_weekday"]
    assert data["signatories"][0]["presence"] == "absent"
    assert data["source_document_url"] == document.url
    assert data["version_in_force"] == {
        "number": 1,
        "in_force_from": "2024-01-01",
        "in_force_until": None,
        "digest": version.digest,
    }


def test_a_policy_index_is_listed_with_its_children(
    client: Client, policy_page: PolicyPage
) -> None:
    index = policy_page.get_parent().specific
    assert read(client, index)["meta"]["type"] == "policies.PolicyIndexPage"
    items = client.get(f"/api/v3/pages/?child_of={index.pk}").json()["items"]
    assert [item["id"] for item in items] == [policy_page.pk]


def test_a_procedure_has_its_steps(client: Client, policy_page: PolicyPage) -> None:
    steps = [
        ProcedureStep(title="أولى", actor="member", clause_anchor="step-1", sort_order=1),
        ProcedureStep(title="ثانية", actor="committee", working_days=10, sort_order=2),
    ]
    page = policy_page.association_page.add_child(
        instance=ProcedurePage(title="المسار", slug="procedure", policy=policy_page, steps=steps)
    )
    data = read(client, page)
    assert data["policy"]["id"] == policy_page.pk
    assert [(step["actor"], step["working_days"]) for step in data["steps"]] == [
        ("member", None),
        ("committee", 10),
    ]


def test_questions_and_misconceptions_are_told_apart(
    client: Client, association_page: AssociationPage
) -> None:
    entries = [
        {"type": "question", "value": {"question": "متى؟", "answer": "<p>غدًا</p>"}},
        {"type": "misconception", "value": {"claim": "لا أحد", "correction": "<p>بل كل</p>"}},
    ]
    category = {"type": "category", "value": {"title": "عام", "entries": entries}}
    page = association_page.add_child(
        instance=FaqPage(title="الأسئلة", slug="faq", categories=[category])
    )
    [one] = read(client, page)["categories"]
    assert [entry["type"] for entry in one["value"]["entries"]] == ["question", "misconception"]
    assert one["value"]["entries"][1]["value"]["correction"] == "<p>بل كل</p>"


def test_a_library_leads_to_its_files(client: Client, association_page: AssociationPage) -> None:
    document = get_document_model()(title="لائحة")
    document.file.save("bylaws.txt", ContentFile(b"four"))
    item = LibraryItem(kind="bylaws", title="لائحة", year=2026, document=document)
    page = association_page.add_child(
        instance=LibraryPage(title="المكتبة", slug="library", items=[item])
    )
    [one] = read(client, page)["items"]
    assert (one["document_format"], one["document_bytes"]) == ("txt", 4)
    assert one["document_url"] == document.url


def test_channels_can_be_called(client: Client, association_page: AssociationPage) -> None:
    phone = ContactChannel(kind="phone", title="هاتف", address="٠١١ ٠٠٠ ٠٠٠٠")
    page = association_page.add_child(
        instance=ChannelsPage(title="تواصل", slug="contact", channels=[phone])
    )
    [one] = read(client, page)["channels"]
    assert (one["kind"], one["link"]) == ("phone", "tel:0110000000")


def test_a_service_has_its_form(client: Client, association_page: AssociationPage) -> None:
    index = association_page.add_child(instance=ServiceIndexPage(title="الخدمات", slug="services"))
    field = ServiceFormField(clean_name="iban", label="الآيبان", field_type="iban")
    service = index.add_child(
        instance=ServicePage(title="خدمة", slug="one", summary="شيء", form_fields=[field])
    )
    assert read(client, index)["association_slug"] == "wadi"
    data = read(client, service)
    assert data["request_route"] == "committee"
    assert data["form_fields"][0]["field_type"] == "iban"


def listed(client: Client, **headers: str) -> set[int]:
    items = client.get("/api/v3/pages/?limit=20", headers=headers).json()["items"]
    return {item["id"] for item in items}


def test_visitors_are_shown_neither_drafts_nor_closed_pages(
    client: Client, association_page: AssociationPage
) -> None:
    draft = association_page.add_child(instance=FaqPage(title="مسودة", slug="draft", live=False))
    closed = association_page.add_child(instance=FaqPage(title="مغلقة", slug="closed"))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert association_page.pk in listed(client)
    assert not {draft.pk, closed.pk} & listed(client)
    assert client.get(f"/api/v3/pages/{draft.pk}/").status_code == 404
    assert client.get(f"/api/v3/pages/{closed.pk}/").status_code == 404


def test_an_editors_token_lists_the_pages_they_may_edit_and_no_others(
    client: Client,
    association_page: AssociationPage,
    other_association_page: AssociationPage,
    editor: User,
) -> None:
    prepare_association(association_page.association)
    draft = association_page.add_child(instance=FaqPage(title="مسودة", slug="draft", live=False))
    _token, key = APIToken.create_token(user=editor, name="editor")
    assert listed(client, authorization=f"Bearer {key}") == {association_page.pk, draft.pk}


def test_an_approved_policy_is_not_deleted_through_the_api(
    client: Client, policy_page: PolicyPage, supervisor: User, superuser: User
) -> None:
    approve(page=policy_page, by=supervisor, in_force_from=date(2024, 1, 1))
    _token, key = APIToken.create_token(user=superuser, name="root")
    answer = client.delete(
        f"/api/v3/pages/{policy_page.pk}/", headers={"authorization": f"Bearer {key}"}
    )
    assert answer.status_code == 409, answer.content
    assert PolicyPage.objects.filter(pk=policy_page.pk).exists()
