"""The member's own area: what waits, what runs, what was begun."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from services.intake.people import offered_to
from services.queries import own_requests
from services.summaries import drafts_of, ended, memberships_of, still_open, summaries
from services.views.access import signed_in

SHOWN = 5
# How many open ones are looked at, of whoever has more.
MOST_OPEN = 100


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """The person's dashboard; a constant number of queries."""
    person = signed_in(request)
    own = own_requests(person).select_related("association", "service")
    open_ones = summaries(still_open(own)[:MOST_OPEN])
    context = {
        "waiting": [one for one in open_ones if one.waits_for_you],
        "open": [one for one in open_ones if not one.waits_for_you][:SHOWN],
        "to_rate": summaries(ended(own).filter(is_rated=False)[:SHOWN]),
        "has_requests": bool(open_ones) or own.exists(),
        "offered": summaries(one.request for one in offered_to(person)),
        "drafts": drafts_of(person),
        "memberships": memberships_of(person),
    }
    return render(request, "services/dashboard.html", context)
