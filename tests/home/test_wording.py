"""Words follow what the association calls its people."""

import pytest
from django.template import Context, Template
from django.utils import translation

from home.models import Association
from home.wording import WORDS, people_word

BENEFICIARIES = Association(people_term=Association.PeopleTerm.BENEFICIARIES)
MEMBERS = Association(people_term=Association.PeopleTerm.MEMBERS)


def test_members_and_beneficiaries_are_called_so() -> None:
    with translation.override("en"):
        assert people_word("become", MEMBERS) == "Become a member"
        assert people_word("become", BENEFICIARIES) == "Register as a beneficiary"


def test_words_without_an_association_are_those_for_members() -> None:
    with translation.override("en"):
        assert people_word("number") == "Member number"


def test_a_template_takes_the_words_of_the_page_it_draws() -> None:
    template = Template('{% load sila %}{% people_word "number" %}')
    with translation.override("en"):
        assert template.render(Context({"association": BENEFICIARIES})) == "Beneficiary number"


def test_no_pair_says_the_same_twice() -> None:
    with translation.override("en"):
        assert all(str(one) != str(other) for one, other in WORDS.values())


def test_a_word_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        people_word("owner")
