"""Search finds people by words of their names, however they are spelt, and by index."""

import pytest
from django.db import connection

from accounts.models import NameWord, User
from accounts.models.name_words import named

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("n@example.org", full_name="عبدالله بن أحمد النّاصر")


@pytest.mark.parametrize(
    "typed",
    ["ناصر", "الناصر", "النا", "عبد الله", "عبدالله الناصر", "احمد", "أحمد ناصر", "بن"],
)
def test_each_word_begins_a_word_of_the_name(person, typed):
    assert list(User.objects.filter(named(typed))) == [person]


@pytest.mark.parametrize("typed", ["محمد", "الناصر محمد", "حمد", "%", "_"])
def test_other_words_find_nobody(person, typed):
    assert not User.objects.filter(named(typed)).exists()


def test_a_new_name_takes_the_place_of_the_old(person):
    person.full_name = "عبدالله القحطاني"
    person.save(update_fields=["full_name"])
    assert not User.objects.filter(named("ناصر")).exists()
    assert User.objects.filter(named("قحطاني")).get() == person
    words = set(NameWord.objects.values_list("word", flat=True))
    assert words == {"عبدالله", "الله", "له", "القحطاني", "قحطاني"}


def test_a_word_is_looked_up_by_index(person):
    plan = User.objects.filter(named("الناصر")).explain()
    if connection.vendor == "sqlite":
        assert "people_by_word_of_name (word>? AND word<?)" in plan
