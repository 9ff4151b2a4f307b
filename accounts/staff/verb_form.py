"""Forms in the Wagtail admin that come back with what is wrong, as browsers and programs expect."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.generic import FormView

from accounts.form_errors import add_errors


class FormComesBack:
    """What can't be taken is shown again with its errors, and answered as 422."""

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        answer: HttpResponse = self.render_to_response(  # type: ignore[attr-defined]
            context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return answer


class VerbFormView(FormComesBack, FormView[Any]):
    """A form whose verb may refuse; what it says is shown beside the fields."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.act(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)

    def act(self, form: Any) -> HttpResponse:
        """Call the verb, which raises ValidationError, and lead on."""
        raise NotImplementedError
