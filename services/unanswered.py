"""Questions that wait for an answer (الاستيضاحات): a reminder, then the end of the request."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from saudi.working_days import add_working_days
from services.casework.moving import MoveNotAllowed, make_move
from services.clock import ClosedDays
from services.models import Question, ServiceRequest
from services.models.states import WAITING_FOR_MEMBER

REMINDED_BEFORE = 2  # working days before the due day


def day_of(moment_of: Question, name: str) -> date:
    return timezone.localtime(getattr(moment_of, name)).date()


def reminder_on(question: Question, closed: ClosedDays) -> date | None:
    """The day from which the member is reminded: before the due day, after that of asking."""
    if question.due_on is None:
        return None
    before = add_working_days(question.due_on, -REMINDED_BEFORE, closed)
    after_asking = add_working_days(day_of(question, "asked_at"), 1, closed)
    return max(before, min(after_asking, question.due_on))


def last_day(question: Question, closed: ClosedDays) -> date | None:
    """The last day for an answer; None while nobody was reminded, or where no day was set.

    The due day; where the reminder went out later than that, as many working days after it.
    """
    if question.due_on is None or question.reminded_at is None:
        return None
    reminded = day_of(question, "reminded_at")
    if reminded <= question.due_on:
        return question.due_on
    return add_working_days(reminded, REMINDED_BEFORE, closed)


def waiting() -> QuerySet[ServiceRequest]:
    """The requests that wait for their member with a due day."""
    unanswered = Question.objects.filter(answered_at=None, due_on__isnull=False)
    return ServiceRequest.objects.filter(
        state=WAITING_FOR_MEMBER, pk__in=unanswered.values("request_id")
    ).select_related("association", "service", "person")


def to_remind() -> Iterator[ServiceRequest]:
    """The requests whose member is to be reminded today."""
    today = timezone.localdate()
    for request in waiting():
        question = request.open_question
        if question is None or question.reminded_at is not None:
            continue
        on = reminder_on(question, ClosedDays(request.association_id))
        if on is not None and today >= on:
            yield request


def to_close() -> Iterator[ServiceRequest]:
    """The requests whose member let the last day for an answer pass."""
    today = timezone.localdate()
    for request in waiting():
        question = request.open_question
        if question is None:
            continue
        until = last_day(question, ClosedDays(request.association_id))
        if until is not None and today > until:
            yield request


def remind(request: ServiceRequest) -> ServiceRequest:
    """Remind the member once of the open question; MoveNotAllowed where that was done."""
    question = request.open_question

    def write(moved: ServiceRequest) -> list[Question]:
        if question is None or not moved.questions.filter(
            pk=question.pk, answered_at=None, reminded_at=None
        ).update(reminded_at=timezone.now()):
            raise MoveNotAllowed("reminded already, or answered")
        return [question]

    text = question.text if question else ""
    return make_move("remind", request=request, by=None, version=None, message=text, write=write)


def close_unanswered(request: ServiceRequest) -> ServiceRequest:
    """End the request whose question was not answered in time; the member is told."""
    question = request.open_question

    def write(moved: ServiceRequest) -> None:
        still_open = moved.open_question
        if question is None or still_open is None or still_open.pk != question.pk:
            raise MoveNotAllowed("another question is open by now")

    return make_move("close_unanswered", request=request, by=None, version=None, write=write)
