"""The person's notices in the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.conversation import mark_read, notices_in_site, unread_count
from services.summaries import titles_of
from services.views.access import signed_in

A_PAGE = 20


@login_required
@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first, twenty a page; a constant number of queries."""
    person = signed_in(request)
    own = notices_in_site(person).select_related("request__association", "request__service")
    page = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    titles = titles_of(notice.request.service for notice in page)
    address = reverse("services:notices")
    context = {
        "notices": [
            {"notice": notice, "title": titles[notice.request.service_id]} for notice in page
        ],
        "unread": unread_count(person),
        "pages": [
            {"number": number, "url": f"{address}?page={number}", "current": number == page.number}
            for number in page.paginator.page_range
        ]
        if page.has_other_pages()
        else [],
        "previous_url": f"{address}?page={page.number - 1}" if page.has_previous() else "",
        "next_url": f"{address}?page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "services/notices.html", context)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Take all of the person's notices as read."""
    mark_read(person=signed_in(request))
    messages.success(request, _("All notices are marked as read."))
    return redirect("services:notices")
