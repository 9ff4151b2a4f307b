"""Handing out papers."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

NO_FONT = _(
    "The paper can't be printed: this site has no font with Arabic letters. "
    "Please tell those who run it."
)


def as_pdf(data: bytes, name: str) -> HttpResponse:
    """The paper to be saved under that name, and kept by nobody on the way."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
