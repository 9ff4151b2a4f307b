"""What the verbs raise, told to programs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from wagtail.utils.forms import CodedMessage, FieldPath, FormValidationError

from services.casework import MoveNotAllowed, StaleRequest


@contextmanager
def told_plainly() -> Iterator[None]:
    """Errors by field as 422; 409 where someone else was first or the move is not possible."""
    try:
        yield
    except ValidationError as error:
        raise FormValidationError(by_field(error)) from error
    except StaleRequest as error:
        raise HttpError(
            409, _("The request has changed in the meantime. Please read it again.")
        ) from error
    except MoveNotAllowed as error:
        raise HttpError(
            409, _("This is no longer possible at the request's current stage.")
        ) from error


def by_field(error: ValidationError) -> dict[FieldPath, list[CodedMessage]]:
    """The messages of an error by the field they belong to; () for those of none."""
    found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    return {
        ((field,) if field else ()): [
            (message, one.code or "invalid") for one in errors for message in one.messages
        ]
        for field, errors in found.items()
    }
