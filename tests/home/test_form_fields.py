"""Form fields tell everyone, by eye or by ear, what is asked and what is wrong."""

from html.parser import HTMLParser

import pytest
from django import forms

from home.views.component_forms import SampleForm
from home.widgets import RatingSelect

Tag = tuple[str, dict[str, str | None]]


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def ids(self) -> set[str]:
        return {value for _, attrs in self.found if (value := attrs.get("id"))}


@pytest.fixture
def returned() -> Tags:
    """The sample form sent in empty but for a mobile number that is too short."""
    return Tags(str(SampleForm(data={"mobile": "12"})))


def test_every_label_and_description_points_at_something(returned: Tags) -> None:
    ids = returned.ids()
    for tag, attrs in returned.found:
        if tag == "label":
            assert attrs.get("for") in ids, attrs
        for described in (attrs.get("aria-describedby") or "").split():
            assert described in ids, attrs


def test_a_wrong_answer_is_marked_and_described(returned: Tags) -> None:
    (field,) = (attrs for _, attrs in returned.found if attrs.get("id") == "id_mobile")
    assert field["aria-invalid"] == "true"
    assert "id_mobile_error" in (field["aria-describedby"] or "").split()


def test_the_summary_leads_to_each_wrong_field(returned: Tags) -> None:
    links = {attrs["href"] for tag, attrs in returned.found if tag == "a"}
    wrong = SampleForm(data={"mobile": "12"}).errors
    assert links == {f"#id_{name}" for name in wrong}
    assert {str(link).removeprefix("#") for link in links} <= returned.ids()


def test_a_form_first_shown_has_no_summary() -> None:
    assert "error-summary" not in str(SampleForm())


def test_optional_fields_say_so() -> None:
    form = SampleForm()
    assert "field__mark" in form["email"].as_field_group()
    assert "field__mark" not in form["full_name"].as_field_group()


def test_groups_of_choices_stand_in_a_fieldset() -> None:
    html = SampleForm()["reason"].as_field_group()
    assert html.startswith("<fieldset")
    assert "<legend" in html


def test_the_given_rating_is_checked() -> None:
    class OneRating(forms.Form):
        ease = forms.ChoiceField(choices=[(1, "hard"), (2, "easy")], widget=RatingSelect)

    radios = Tags(str(OneRating(initial={"ease": 2})["ease"])).found
    assert [attrs["value"] for tag, attrs in radios if tag == "input" and "checked" in attrs] == [
        "2"
    ]
