"""A question and its answer go to the draft of the FAQ; editors publish it."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.editor_groups import prepare_association
from policies.faq_entries import add_faq_entry, faq_categories
from policies.models import FaqPage
from services import casework
from services.models import Kind, Route, ServiceRequest
from tests.services.factories import make_request, make_service

CATEGORIES = [
    {
        "type": "category",
        "value": {
            "title": "العضوية",
            "entries": [{"type": "question", "value": {"question": "س", "answer": "<p>ج</p>"}}],
        },
    }
]


@pytest.fixture
def faq(association_page):
    page = association_page.add_child(
        instance=FaqPage(title="الأسئلة", slug="faq", categories=CATEGORIES)
    )
    page.save_revision().publish()
    return FaqPage.objects.get(pk=page.pk)


@pytest.fixture
def question(member, association):
    service = make_service(association, Route.DIRECT, title="سؤال", kind=Kind.QUESTION)
    return make_request(
        member, service, kind=Kind.QUESTION, answers={"need": "متى تفتحون؟ أنا نورة"}
    )


def draft_entries(page):
    draft = FaqPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return {
        str(one.value["title"]): [str(entry.value["question"]) for entry in one.value["entries"]]
        for one in draft.categories
    }


def add(faq, association, by, **words):
    values = {"question": "متى تفتحون؟", "answer": "من الثامنة.\n\nعدا الجمعة & السبت"} | words
    return add_faq_entry(association=association, by=by, **values)


def test_it_is_added_to_the_draft_and_not_published(faq, association, officer):
    add(faq, association, officer)
    assert list(draft_entries(faq).values()) == [["س"], ["متى تفتحون؟"]]
    fresh = FaqPage.objects.get(pk=faq.pk)
    assert len(fresh.categories) == 1
    assert fresh.has_unpublished_changes
    assert fresh.latest_revision.user == officer


def test_it_goes_into_the_category_chosen(faq, association, officer):
    add(faq, association, officer, category="العضوية")
    assert draft_entries(faq) == {"العضوية": ["س", "متى تفتحون؟"]}
    assert faq_categories(association) == ["العضوية"]


def test_the_answer_is_plain_text_and_no_markup(faq, association, officer):
    add(faq, association, officer, answer="<b>أ</b>\n\nب", category="العضوية")
    draft = FaqPage.objects.get(pk=faq.pk).get_latest_revision_as_object()
    answer = draft.categories[0].value["entries"][1].value["answer"].source
    assert answer == "<p>&lt;b&gt;أ&lt;/b&gt;</p><p>ب</p>"


def test_a_second_entry_keeps_the_first(faq, association, officer):
    add(faq, association, officer, category="العضوية")
    add(faq, association, officer, category="العضوية", question="أين أنتم؟")
    assert draft_entries(faq)["العضوية"] == ["س", "متى تفتحون؟", "أين أنتم؟"]


def test_without_a_page_one_is_made_unpublished(association_page, association, officer):
    page = add(None, association, officer)
    assert not page.live
    assert list(draft_entries(page).values()) == [["متى تفتحون؟"]]


@pytest.mark.parametrize("name", ["member", "researcher", "committee_member", "other_officer"])
def test_only_the_association_s_office_suggests(name, request, faq, association):
    with pytest.raises(PermissionDenied):
        add(faq, association, request.getfixturevalue(name))


@pytest.mark.parametrize("field", ["question", "answer"])
def test_both_are_needed(field, faq, association, officer):
    with pytest.raises(ValidationError) as refused:
        add(faq, association, officer, **{field: "  "})
    assert field in refused.value.error_dict


def test_the_case_s_page_prefills_and_asks(client, faq, officer, question, association):
    question = casework.schedule(
        request=question,
        by=officer,
        version=question.version,
        expected_on=timezone.localdate(),
        contact_note="هاتف",
        message="من الثامنة صباحًا",
    )
    client.force_login(officer)
    address = reverse("casework:faq", args=[question.reference])
    assert (
        address in client.get(reverse("casework:case", args=[question.reference])).content.decode()
    )
    page = client.get(address).content.decode()
    assert "متى تفتحون؟ أنا نورة" in page
    assert "من الثامنة صباحًا" in page
    sent = {"version": question.version, "question": "متى تفتحون؟", "answer": "من الثامنة"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"understood": "on"}).status_code == 302
    assert list(draft_entries(faq).values())[-1] == ["متى تفتحون؟"]
    written = FaqPage.objects.get(pk=faq.pk).latest_revision.content["categories"]
    assert "نورة" not in str(json.loads(written))
    event = question.events.last()
    assert (event.move, event.message) == ("make_faq_entry", "")


def test_who_may_edit_the_page_is_led_to_the_draft(client, faq, supervisor, question, association):
    prepare_association(association)
    client.force_login(supervisor)
    sent = {
        "version": question.version,
        "question": "متى؟",
        "answer": "من الثامنة",
        "understood": "on",
    }
    done = client.post(reverse("casework:faq", args=[question.reference]), sent, follow=True)
    assert reverse("wagtailadmin_pages:edit", args=[faq.pk]) in done.content.decode()


def test_requests_of_another_kind_make_none(client, faq, officer, direct_request):
    client.force_login(officer)
    address = reverse("casework:faq", args=[direct_request.reference])
    assert client.get(address).status_code in (302, 403)
    with pytest.raises(casework.MoveNotAllowed):
        casework.make_faq_entry(
            request=ServiceRequest.objects.get(),
            by=officer,
            version=direct_request.version,
            question="س",
            answer="ج",
        )
