"""Which channels a notice takes to a person, and choosing them."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import NotificationPreference, User
from accounts.queries import appointments_in_force

Kind = NotificationPreference.Kind
Channel = NotificationPreference.Channel
# What staff are told of their work is mailed or not; the site itself shows them what waits.
WORK_CHANNELS = frozenset({Channel.EMAIL})

KEEP_ONE = gettext_lazy("Keep at least one way: we must be able to reach you.")


def possible_channels(person: User, kind: str) -> list[Channel]:
    """The channels by which the person can be told of that kind at all."""
    there = {Channel.EMAIL: bool(person.email), Channel.SMS: bool(person.phone), Channel.SITE: True}
    return [
        channel
        for channel in Channel
        if there[channel] and (kind != Kind.WORK or channel in WORK_CHANNELS)
    ]


def kinds_for(person: User) -> list[Kind]:
    """The kinds of notices the person may get; those about work are for staff alone."""
    works = appointments_in_force(person).exists()
    return [kind for kind in Kind if works or kind != Kind.WORK]


def channels_for(person: User, kind: str) -> frozenset[str]:
    """The channels the person chose for a kind, as far as they have such an address today.

    Who never chose, or whose chosen channels have all gone, gets e-mail, or SMS where there is
    none; and the notice in the site beside it. One query.
    """
    chosen = NotificationPreference.objects.filter(user=person, kind=kind).first()
    return _in_force(person, kind, chosen)


def who_wants(people: Collection[User], kind: str, channel: str) -> list[User]:
    """Those of the people to whom a kind goes by that channel, in their order. One query."""
    rows = NotificationPreference.objects.filter(user__in=people, kind=kind)
    chosen = {row.user_id: row for row in rows}
    return [one for one in people if channel in _in_force(one, kind, chosen.get(one.pk))]


def all_channels(person: User) -> dict[Kind, frozenset[str]]:
    """The channels of each kind the person may get. Two queries."""
    rows = {row.kind: row for row in NotificationPreference.objects.filter(user=person)}
    return {kind: _in_force(person, kind, rows.get(kind)) for kind in kinds_for(person)}


@transaction.atomic
def choose_channels(*, person: User, chosen: Mapping[str, Collection[str]]) -> None:
    """Keep the channels a person chose, by kind; kinds that are not named stay as they are.

    ValidationError by kind where none was left: an association must be able to tell of a question
    or a decision, so each kind but that of work keeps one channel, or where it isn't possible.
    """
    errors = {}
    for kind, wanted in chosen.items():
        if not set(wanted) <= set(possible_channels(person, kind)):
            errors[kind] = _("You can't be reached this way yet.")
        elif not set(wanted) and kind != Kind.WORK:
            errors[kind] = str(KEEP_ONE)
    if errors:
        raise ValidationError(errors)
    for kind, wanted in chosen.items():
        NotificationPreference.objects.update_or_create(
            user=person,
            kind=kind,
            defaults={channel.value: channel in set(wanted) for channel in Channel},
        )


def _in_force(person: User, kind: str, row: NotificationPreference | None) -> frozenset[str]:
    possible = possible_channels(person, kind)
    if row is not None:
        chosen = row.chosen & set(possible)
        if chosen or kind == Kind.WORK:
            return chosen
    first = next(channel for channel in possible) if possible else None
    if kind == Kind.WORK:
        return frozenset({first} if first else ())
    return frozenset({first or Channel.SITE, Channel.SITE})
