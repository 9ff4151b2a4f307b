"""Of a national ID only the last digits and a keyed digest are kept."""

import pytest
from pytest_django import Settings

from saudi.identity import InvalidNumber
from services.national_ids import keep_id, kept_from_json, matches
from tests.services.filled_in import ID_NUMBER


def test_what_is_kept_shows_the_last_digits_and_not_the_number() -> None:
    kept = keep_id("١٠٠٠-٠٠٠-٠٠٨")
    assert kept.masked == "••••••0008"
    assert ID_NUMBER not in str(kept.as_json())


def test_the_same_number_matches_and_another_does_not() -> None:
    kept = keep_id(ID_NUMBER)
    assert matches(kept, "١٠٠٠٠٠٠٠٠٨")
    assert not matches(kept, "1010101010")


def test_the_digest_can_not_be_made_without_the_key(settings: Settings) -> None:
    kept = keep_id(ID_NUMBER)
    settings.SECRET_KEY = "another key"
    assert keep_id(ID_NUMBER).digest != kept.digest


def test_a_number_that_can_not_be_right_is_not_kept() -> None:
    with pytest.raises(InvalidNumber):
        keep_id("1000000009")


def test_it_survives_json_and_other_json_is_not_taken_for_it() -> None:
    kept = keep_id(ID_NUMBER)
    assert kept_from_json(kept.as_json()) == kept
    assert kept_from_json({"masked": "••••••0008"}) is None
    assert kept_from_json("••••••0008") is None
