"""Rating a request that has ended (تقييم الخدمة): once, and without a way back to who rated.

A rating carries service, route, outcome and month. It has no time, no link and a random key, no
event is written and the request keeps nothing but `is_rated`. Databases also know in which order
rows arrived (the row id of SQLite; place and transaction number in PostgreSQL), so with each new
rating the association's ratings of the month are written anew, all together and shuffled.

What remains: who compares two copies of the whole database from before and after one rating, or
knows of a service that only one person used in a month. The association's pages show no figure
below its threshold.
"""

import random
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from accounts.models import User
from home.models import Association
from services.models import Rating, ServicePage, ServiceRequest

_chance = random.SystemRandom()


@transaction.atomic
def rate(
    *,
    request: ServiceRequest,
    by: User,
    satisfaction: int,
    ease: int,
    comment: str = "",
) -> None:
    """Rate a request that was delivered, rejected or withdrawn; both scales go from 1 to 5.

    Returns nothing: not even the caller learns which rating it was. Raises PermissionDenied for
    anyone but the person of the request, ValidationError where it has not ended, was rated before,
    or a value is out of range.
    """
    request = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if request.person_id != by.pk:
        raise PermissionDenied
    if not request.may_be_rated:
        raise ValidationError(_("A request can be rated once, after it has ended."))
    rating = Rating(
        association_id=request.association_id,
        service=_one_for_all_languages(request.service),
        route=request.route,
        outcome=request.state,
        month=timezone.localdate().replace(day=1),
        satisfaction=satisfaction,
        ease=ease,
        comment=comment.strip(),
    )
    rating.full_clean()
    request.is_rated = True
    request.save(update_fields=["is_rated"])
    _write_shuffled(rating, month=rating.month)


def _one_for_all_languages(service: ServicePage) -> ServicePage:
    """The service in the site's own language, so that its ratings in all languages add up."""
    if service.locale_id == Locale.get_default().pk:
        return service
    original: ServicePage | None = service.get_translation_or_none(Locale.get_default())
    return original or service


def _write_shuffled(rating: Rating, *, month: date) -> None:
    """Write the rating together with the others of its association and month, in random order."""
    Association.objects.select_for_update().get(pk=rating.association_id)
    others = Rating.objects.filter(association_id=rating.association_id, month=month)
    together = [*others, rating]
    others.delete()
    _chance.shuffle(together)
    Rating.objects.bulk_create(together)
