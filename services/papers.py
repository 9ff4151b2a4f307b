"""Papers of record (الأوراق): asked for, made once by a task, handed out as they were made."""

import hashlib
import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from services.models import Decision, Paper, Sitting
from services.models.papers import paper_name
from services.pdf.fonts import NoFont
from services.pdf.letter import decision_letter
from services.pdf.minutes import minutes

logger = logging.getLogger(__name__)

# Who waits for a paper asks every few seconds; its task is taken for lost after this long.
ASKED_AGAIN_AFTER = timedelta(minutes=2)
LOST_AFTER = timedelta(hours=1)
SECONDS_TO_WAIT = "3"


class NotThere(Exception):  # noqa: N818 - what the paper is
    """The paper can't be handed out: it is being made, or `problem` says in words what is wrong."""

    def __init__(self, problem: str = "") -> None:
        super().__init__(problem)
        self.problem = problem


def letter_of(decision: Decision) -> Paper:
    """The letter of an announced decision, made or not."""
    paper: Paper = Paper.objects.get_or_create(decision=decision)[0]
    return paper


def minutes_of(
    sitting: Sitting, *, left_out: Collection[int] = (), language: str = settings.LANGUAGE_CODE
) -> Paper:
    """The minutes of a closed sitting without the items of those numbers, made or not."""
    numbers = ",".join(map(str, sorted(left_out)))
    paper: Paper = Paper.objects.get_or_create(
        sitting=sitting, language=language, left_out=numbers
    )[0]
    return paper


def make_after_commit(paper: Paper) -> None:
    """Have the paper made once the transaction is committed; a queue that refuses is only logged,
    as whoever asks for the paper, or the daily run, has it made then."""
    transaction.on_commit(partial(ask_for, paper), robust=True)


def ask_for(paper: Paper) -> Paper:
    """The paper as it stands, given to a task unless it is made, failed, or was given just now."""
    now = timezone.now()
    waiting = Paper.objects.filter(
        Q(asked_at=None) | Q(asked_at__lt=now - ASKED_AGAIN_AFTER), pk=paper.pk, problem=""
    )
    if paper.made_at is None and waiting.update(asked_at=now):
        make_paper.enqueue(paper_id=paper.pk)
        paper.refresh_from_db()
    return paper


def try_again(paper: Paper) -> None:
    """Have a paper made that failed; nothing happens to any other."""
    failed = Paper.objects.filter(pk=paper.pk).exclude(problem="")
    if failed.update(problem="", asked_at=timezone.now()):
        make_paper.enqueue(paper_id=paper.pk)


def make_lost(now: datetime | None = None) -> int:
    """Enqueue papers whose task was lost or failed an hour ago and more; how many there were.

    For the daily run: what failed for want of a font is made once there is one.
    """
    before = (now or timezone.now()) - LOST_AFTER
    lost = Paper.objects.filter(Q(asked_at=None) | Q(asked_at__lt=before), made_at=None)
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        make_paper.enqueue(paper_id=key)
    return len(keys)


@task()
def make_paper(paper_id: int) -> None:
    """Make one paper unless it is made, and keep it, or what went wrong."""
    paper = Paper.objects.select_related(
        "sitting__association",
        "sitting__chair",
        "decision__request__association",
        "decision__request__policy_version",
        "decision__request__service",
        "decision__request__person",
    ).get(pk=paper_id)
    if paper.made_at is not None:
        return
    problem = ""
    try:
        _keep(paper, _printed(paper))
    except NoFont:
        problem = Paper.Problem.NO_FONT
    except Exception:  # whatever it is, it is this paper's outcome
        logger.exception("paper %s could not be made", paper.pk)
        problem = Paper.Problem.OTHER
    if problem:
        Paper.objects.filter(pk=paper.pk).update(problem=problem)


def as_pdf(paper: Paper, name: str) -> HttpResponse:
    """The paper to be saved under that name, and kept by nobody on the way; NotThere without one.

    Whoever calls this has made sure that the person may have it.
    """
    if paper.made_at is None:
        raise NotThere(paper.get_problem_display())
    response = HttpResponse(_contents(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def asked_again_soon(response: HttpResponse, missing: NotThere) -> HttpResponse:
    """The page that says that a paper is not there; while it is being made it asks by itself."""
    response.status_code = HTTPStatus.CONFLICT if missing.problem else HTTPStatus.ACCEPTED
    response["Cache-Control"] = "private, no-store"
    if not missing.problem:
        response["Refresh"] = SECONDS_TO_WAIT
    return response


def _printed(paper: Paper) -> bytes:
    if paper.decision is not None:
        return decision_letter(paper.decision)
    assert paper.sitting is not None  # noqa: S101 - the row's constraint; narrows the type
    left_out = {int(number) for number in paper.left_out.split(",") if number}
    with translation.override(paper.language):
        return minutes(paper.sitting, left_out=left_out)


def _keep(paper: Paper, data: bytes) -> None:
    """Keep the paper, unless another worker was first."""
    storage = paper.file.storage
    name = storage.save(paper_name(paper, ""), ContentFile(data))
    is_first = Paper.objects.filter(pk=paper.pk).update(
        file=name, sha256=hashlib.sha256(data).hexdigest(), made_at=timezone.now(), problem=""
    )
    if not is_first:
        storage.delete(name)


def _contents(paper: Paper) -> bytes:
    """What was made; NotThere where that is not what lies in the storage any more."""
    try:
        with paper.file.open("rb") as kept:
            data = bytes(kept.read())
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != paper.sha256:
        logger.error("paper %s is not as it was made", paper.pk)
        raise NotThere(
            _("The stored document is not as it was made. Please tell those who run this site.")
        )
    return data
