"""Placeholders are known names in braces; nothing is looked up on anything."""

import pytest
from django.core.exceptions import ValidationError

from services.placeholders import OF_A_CASE, OF_A_NOTICE, check_placeholders, fill


@pytest.mark.parametrize("text", ["", "بلا شيء", "{name}، طلبك {reference}", "{name}{name}"])
def test_known_placeholders_are_fine(text: str) -> None:
    check_placeholders(text, OF_A_CASE)


@pytest.mark.parametrize(
    "text", ["{nmae}", "{ name }", "{}", "{name.password}", "{0}", "{name!r}", "{name:>10}"]
)
def test_others_are_refused_by_name(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_placeholders(f"مرحبا {text}", OF_A_CASE)
    assert text in " ".join(refused.value.messages)


@pytest.mark.parametrize("text", ["{name", "name}", "{{name}}", "{name}}", "}{"])
def test_a_lone_brace_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        check_placeholders(text, OF_A_CASE)


def test_values_are_put_in_once_and_as_they_are() -> None:
    values = {"name": "{reference}", "reference": "%s {name} {0.__class__}"}
    assert fill("{name}-{reference}-{other}", values) == (
        "{reference}-%s {name} {0.__class__}-{other}"
    )


def test_what_was_written_to_somebody_is_for_notices_alone() -> None:
    assert "message" not in OF_A_CASE
    assert {"message", "link"} <= set(OF_A_NOTICE)
