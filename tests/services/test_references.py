"""A reference can be read out over the telephone, and a slip of the tongue is noticed."""

import pytest

from services.references import (
    LENGTH,
    InvalidReference,
    new_reference,
    read_reference,
    show_reference,
)


def free(reference: str) -> bool:
    return False


def test_a_reference_is_nine_digits_and_does_not_begin_with_zero() -> None:
    references = {new_reference(free) for _ in range(50)}
    assert len(references) == 50
    assert all(len(one) == LENGTH and one.isdigit() and one[0] != "0" for one in references)


def test_a_reference_is_read_back_however_it_is_grouped_and_in_any_digits() -> None:
    reference = new_reference(free)
    arabic = reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_reference(show_reference(reference)) == reference
    assert read_reference(f" {arabic[:4]}-{arabic[4:]}\u200f") == reference


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_noticed() -> None:
    reference = new_reference(free)
    for at, digit in enumerate(reference):
        for other in set("0123456789") - {digit}:
            with pytest.raises(InvalidReference):
                read_reference(reference[:at] + other + reference[at + 1 :])
    for at in range(LENGTH - 1):
        swapped = reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :]
        if swapped != reference:
            with pytest.raises(InvalidReference):
                read_reference(swapped)


def test_it_stands_in_groups_of_three_that_stay_on_one_line() -> None:
    assert show_reference("123456780") == "123\u00a0456\u00a0780"


def test_a_reference_that_is_taken_is_not_given_again() -> None:
    asked: list[str] = []

    def first_is_taken(reference: str) -> bool:
        asked.append(reference)
        return len(asked) == 1

    assert new_reference(first_is_taken) == asked[1]


def test_without_a_free_reference_it_gives_up() -> None:
    with pytest.raises(RuntimeError):
        new_reference(lambda reference: True)


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "ABCDEFGHI", "12345678²"])
def test_other_text_is_no_reference(text: str) -> None:
    with pytest.raises(InvalidReference):
        read_reference(text)
