"""A clause keeps its anchor through every edit, and no other clause is ever given it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from home.models import AssociationPage
from policies.anchors import anchors_of
from policies.models import PolicyPage
from tests.policies.pages import make_policy_page

STEPS = 2  # the position of the procedure in the body


def steps_of(page: PolicyPage) -> Any:
    return page.body[STEPS].value["clauses"]


def anchors_by_text(page: PolicyPage) -> dict[str, str]:
    return {
        clause["text"]: clause["anchor"]
        for section in page.body
        for clause in section.value["clauses"]
    }


def publish(page: PolicyPage) -> PolicyPage:
    page.save_revision().publish()
    return PolicyPage.objects.get(pk=page.pk)


def test_each_clause_is_given_the_anchor_of_its_section_and_place(policy_page: PolicyPage) -> None:
    assert anchors_of(policy_page.body) == [
        "preamble-1",
        "channel-1",
        "channel-2",
        "step-1",
        "step-2",
        "step-3",
    ]


def test_clauses_keep_their_anchors_when_others_move_and_join(policy_page: PolicyPage) -> None:
    before = anchors_by_text(policy_page)
    steps = steps_of(policy_page)
    steps.insert(0, {"text": "نرحب بمن يأتي.", "anchor": "", "damaged": False})
    steps.append(steps.pop(1))
    page = publish(policy_page)
    after = anchors_by_text(page)
    assert {text: after[text] for text in before} == before
    assert after["نرحب بمن يأتي."] == "step-4"


def test_an_anchor_that_led_to_a_clause_is_not_given_to_another(policy_page: PolicyPage) -> None:
    steps = steps_of(policy_page)
    steps.pop(2)
    steps.append({"text": "نقول لماذا.", "anchor": "", "damaged": False})
    assert anchors_by_text(publish(policy_page))["نقول لماذا."] == "step-4"


def test_an_anchor_emptied_by_hand_comes_back(policy_page: PolicyPage) -> None:
    steps = steps_of(policy_page)
    steps[1]["anchor"] = ""
    steps.insert(0, {"text": "نرحب بمن يأتي.", "anchor": "", "damaged": False})
    assert anchors_by_text(publish(policy_page))["ندرسه."] == "step-2"


def test_a_second_section_of_a_kind_has_anchors_of_its_own(
    association_page: AssociationPage,
) -> None:
    further = {"type": "further", "value": {"heading": "أخرى", "clauses": [{"text": "شيء"}]}}
    channels = {"type": "channels", "value": {"heading": "", "clauses": [{"text": "البريد"}]}}
    page = make_policy_page(association_page, body=[further, channels, further, channels])
    assert anchors_of(page.body) == ["further-1-1", "channel-1", "further-2-1", "channel-2-1"]


def test_drafts_have_anchors_too(policy_page: PolicyPage) -> None:
    draft = PolicyPage(title="مسودة", slug="draft", live=False, body=policy_page.body)
    for section in draft.body:
        for clause in section.value["clauses"]:
            clause["anchor"] = ""
    policy_page.get_parent().add_child(instance=draft)
    assert anchors_of(PolicyPage.objects.get(pk=draft.pk).body)[-1] == "step-3"


def test_two_clauses_may_not_share_an_anchor(policy_page: PolicyPage) -> None:
    steps_of(policy_page)[1]["anchor"] = "step-1"
    with pytest.raises(ValidationError) as error:
        policy_page.full_clean()
    assert "step-1" in str(error.value.message_dict["body"])


def test_a_hijri_day_that_does_not_exist_is_refused(policy_page: PolicyPage) -> None:
    policy_page.hijri_read = "1443-07-31"
    with pytest.raises(ValidationError) as error:
        policy_page.full_clean()
    assert "hijri_read" in error.value.message_dict
