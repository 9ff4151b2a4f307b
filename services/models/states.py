"""Where a request may stand (حالات الطلب), and the sets of states that rules speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a request stands (حالة الطلب)."""

    SUBMITTED = "submitted", _("Received")
    VERIFYING = "verifying", _("Being checked")
    INFORMATION_REQUIRED = "information_required", _("Waiting for your answer")
    SOCIAL_RESEARCH = "social_research", _("With social research")
    WITH_COMMITTEE = "with_committee", _("With the committee")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")
    APPEALED = "appealed", _("Appeal being heard")
    REGISTERING = "registering", _("Completing registration")
    SCHEDULED = "scheduled", _("Scheduled")
    DELIVERING = "delivering", _("Being delivered")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", pgettext_lazy("request", "Closed")


class ClosingReason(models.TextChoices):
    """Why an officer closed a request (سبب الإغلاق), as staff choose it."""

    DUPLICATE = "duplicate", _("Duplicate of another request")
    NOT_OURS = "not_ours", _("Not a matter of the association")
    NOT_GENUINE = "not_genuine", _("Not a genuine request")
    UNREACHABLE = "unreachable", _("The person can't be reached")
    DECEASED = "deceased", _("The person has died")
    NOT_NEEDED = "not_needed", _("No longer needed")
    OTHER = "other", _("Another reason")


END_STATES = frozenset({State.REJECTED, State.DELIVERED, State.WITHDRAWN, State.CLOSED})
# It ended, and nobody answered what was asked.
ENDED_UNANSWERED = (State.WITHDRAWN, State.CLOSED)
BEFORE_DECISION = (
    State.SUBMITTED,
    State.VERIFYING,
    State.INFORMATION_REQUIRED,
    State.SOCIAL_RESEARCH,
    State.WITH_COMMITTEE,
    State.SCHEDULED,
)
# Where answers and files may still change.
OPEN_TO_CHANGE = (
    State.SUBMITTED,
    State.VERIFYING,
    State.INFORMATION_REQUIRED,
    State.SOCIAL_RESEARCH,
    State.SCHEDULED,
)
BEFORE_COMMITTEE = (State.WITH_COMMITTEE, State.APPEALED)
# The clock stands still while the member is being waited for.
WAITING_FOR_MEMBER = State.INFORMATION_REQUIRED
# An officer stated a day, and what is owed now is due on it.
DAY_STATED = (State.SCHEDULED, State.REGISTERING, State.DELIVERING)
# Where an officer may close it: open, and not before the committee.
CLOSABLE = (*OPEN_TO_CHANGE, State.ACCEPTED, State.REGISTERING, State.DELIVERING)
# An answer is owed, by the promised day.
ANSWER_OWED = (
    State.SUBMITTED,
    State.VERIFYING,
    State.SOCIAL_RESEARCH,
    State.WITH_COMMITTEE,
    State.APPEALED,
)
# An answer was given, and is to be carried out: registered within as many working days again.
TO_BE_REGISTERED = State.ACCEPTED
# What is owed now is due some working days from the day from which the clock counts.
CLOCK_RUNS = (*ANSWER_OWED, TO_BE_REGISTERED)
# On the day of these the clock begins to count anew.
CLOCK_STARTS_ANEW = (State.APPEALED, TO_BE_REGISTERED)
ANY_STATE = "*"
