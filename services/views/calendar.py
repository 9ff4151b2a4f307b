"""Calendars outside the site: the feed of who works on requests, the expected day of who asks."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.calendar.entries import Entry, entries_for
from services.calendar.ics import CONTENT_TYPE, as_file, as_ics, etag_of, kept_private
from services.calendar.keys import owner_of
from services.delivery_plan import plan_of
from services.references import show_reference
from services.summaries import titles_of
from services.views.access import own_request


@require_safe
def calendar_feed(request: HttpRequest, calendar_key: str) -> HttpResponse:
    """The calendar whose key stands in the address, in its owner's language; else Http404."""
    person = owner_of(calendar_key)
    if person is None:
        raise Http404
    with translation.override(person.language):
        entries, name = entries_for(person), _("Sila: sittings and due days")
        etag = etag_of(entries, name=name)
        # Asked for every hour by many programs: what is unchanged is not sent again.
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = HttpResponse(as_ics(entries, name=name), content_type=CONTENT_TYPE)
    response["ETag"] = etag
    response["Content-Disposition"] = 'inline; filename="sila.ics"'
    return kept_private(response)


@login_required
@require_safe
def expected_day(request: HttpRequest, reference: str) -> HttpResponse:
    """The day on which the person's request is expected, as one event; Http404 without a day."""
    one = own_request(request, reference)
    day = plan_of(one).next_on
    if day is None:
        raise Http404
    title = titles_of([one.service])[one.service_id]
    entry = Entry(
        uid=f"expected-{one.reference}",
        start=day,
        summary=f"{title} · {one.association.name}",
        description=f"{_('Reference')}: {show_reference(one.reference)}",
        location=one.contact_note,
    )
    return as_file(as_ics([entry], name=title), f"{one.reference}.ics")
