"""What the endpoints take and give."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from services.answers import Shown, shown_answers
from services.models import Decision, Question, RequestFile, ServicePage, ServiceRequest, State
from services.promises import promised_on
from services.route_steps import ClauseLink, stands
from services.timeline import Entry, timeline

# What a person does with a request through the API.
MOVES = ("amend", "answer", "appeal", "attach", "sign", "withdraw", "write")


class ServiceOut(Schema):
    """A service in a list."""

    id: int
    association: str = Field(description="The association's slug.")
    title: str
    summary: str
    route: Literal["committee", "direct"] = Field(alias="request_route")
    open_to: Literal["members", "everyone"]
    working_days: int | None
    is_accepting: bool
    language: str
    html_url: str

    @staticmethod
    def resolve_association(service: ServicePage) -> str:
        return str(service.home_slug)

    @staticmethod
    def resolve_language(service: ServicePage) -> str:
        return str(service.locale.language_code)

    @staticmethod
    def resolve_html_url(service: ServicePage, context: dict[str, Any]) -> str:
        return service.get_full_url(context["request"]) or ""


class FormOut(Schema):
    """A service's form and what is signed with it."""

    form_schema: dict[str, Any] = Field(
        description="JSON Schema, draft 2020-12. `x-files` names the files to upload."
    )
    attestation: str = Field(description="The exact wording that the member signs.")


class UploadOut(Schema):
    """A file kept with the draft."""

    id: int
    field: str
    name: str
    size: int = Field(description="Bytes.")
    sha256: str

    @staticmethod
    def resolve_field(file: RequestFile) -> str:
        return file.field_name


class SubmitIn(Schema):
    """A request as it is sent: answers, and the signature under the attestation."""

    answers: dict[str, Any]
    signed_name: str = Field(description="The member's full name, typed as a signature.")
    contact_by: Literal["", "email", "mobile"] = Field(
        "", description="Empty takes the draft's, else what you can be reached by, e-mail first."
    )


class RequestOut(Schema):
    """A request in a list."""

    reference: str
    association: str
    service: str
    state: str
    state_label: str
    submitted_at: datetime
    promised_on: date | None = Field(description="None once it is answered.")
    expected_on: date | None
    may_be_rated: bool

    @staticmethod
    def resolve_association(request: ServiceRequest) -> str:
        return request.association.slug

    @staticmethod
    def resolve_service(request: ServiceRequest) -> str:
        return str(request.service.title)

    @staticmethod
    def resolve_state_label(request: ServiceRequest) -> str:
        return str(State(request.state).label)

    @staticmethod
    def resolve_promised_on(request: ServiceRequest) -> date | None:
        return promised_on(request)


class ClauseOut(Schema):
    """The clause of the policy behind a step; all empty where there is none."""

    words: str
    language: str
    name: str
    url: str


class EntryOut(Schema):
    """One event of a request, or a step still to come."""

    status: Literal["done", "current", "future"]
    title: str
    words: str
    actor: str
    at: datetime | None = Field(description="None for what is to come.")
    clause: ClauseOut

    @staticmethod
    def resolve_clause(entry: Entry) -> ClauseLink:
        return entry.behind


class AnswerOut(Schema):
    """One field of the form as it was, with what was answered: a text, or several items."""

    name: str
    label: str
    type: str
    text: str = Field(description="Days as YYYY-MM-DD; of a national ID, the last digits only.")
    items: list[str]

    @staticmethod
    def resolve_text(shown: Shown) -> str:
        return shown.day.isoformat() if shown.day else shown.text


class QuestionOut(Schema):
    """What an officer asked, and the answer."""

    text: str
    asked_at: datetime
    due_on: date | None = Field(description="Without an answer by then the request is closed.")
    answer: str
    answered_at: datetime | None


class FileOut(Schema):
    """A file of the request."""

    name: str
    size: int = Field(description="Bytes.")
    sha256: str


class DecisionOut(Schema):
    """A decision of the committee that was announced; one on appeal stands beside the first."""

    accepts: bool
    on_appeal: bool
    reason: str
    conditions: str
    early_reason: str = Field(description="Why it came before the day the policy sets, or empty.")
    decided_at: datetime
    announced_at: datetime


class RequestDetail(RequestOut):
    """A request with its timeline and everything the member gave."""

    version: int = Field(description="Send it back with each move.")
    stands: str = Field(description="Where it stands, in words; of one closed, also why.")
    closing_reason: str = Field(description="Why an officer closed it, as a code, or empty.")
    answers: list[AnswerOut]
    timeline: list[EntryOut]
    questions: list[QuestionOut]
    files: list[FileOut]
    decisions: list[DecisionOut]
    appeal_until: date | None = Field(description="The last day; None where none is possible.")
    moves: list[str] = Field(description="What the caller may do now, by these endpoints.")

    @staticmethod
    def resolve_stands(request: ServiceRequest) -> str:
        return stands(request)

    @staticmethod
    def resolve_answers(request: ServiceRequest) -> list[Shown]:
        shown = shown_answers(request.form_fields, request.answers)
        return [one for one in shown if one.type != "file"]

    @staticmethod
    def resolve_questions(request: ServiceRequest) -> list[Question]:
        return list(request.questions.all())

    @staticmethod
    def resolve_files(request: ServiceRequest) -> list[RequestFile]:
        return list(request.files.all())

    @staticmethod
    def resolve_timeline(request: ServiceRequest) -> list[Entry]:
        return timeline(request)

    @staticmethod
    def resolve_decisions(request: ServiceRequest) -> list[Decision]:
        return list(request.decisions.announced())

    @staticmethod
    def resolve_appeal_until(request: ServiceRequest) -> date | None:
        is_open = request.state == State.REJECTED and request.may_be_appealed
        return request.appeal_until if is_open else None

    @staticmethod
    def resolve_moves(request: ServiceRequest, context: dict[str, Any]) -> list[str]:
        open_moves = request.moves_open_to(context["request"].user)
        return [move.name for move in open_moves if move.name in MOVES]


class AnswerIn(Schema):
    version: int
    text: str


class MessageIn(Schema):
    text: str


class MessageOut(Schema):
    """One message; of staff the role is told, and no name."""

    text: str
    at: datetime
    by_applicant: bool
    role: str


class AppealIn(Schema):
    version: int
    reason: str


class ClaimIn(Schema):
    """What an officer told the person for whom they took a request in."""

    reference: str = Field(description="Nine digits, in any grouping.")
    code: str = Field(description="Twelve digits, in any grouping.")


class AmendIn(Schema):
    """Changed answers, and the signature under all of them; answers left out stay as they are."""

    version: int
    answers: dict[str, Any]
    signed_name: str = Field(description="The member's full name, typed as a signature.")


class SignIn(Schema):
    version: int
    signed_name: str = Field(description="The member's full name, typed as a signature.")


class WithdrawIn(Schema):
    version: int
    message: str = ""


class RatingIn(Schema):
    """Satisfaction and ease from 1 (low) to 5 (high)."""

    satisfaction: int = Field(ge=1, le=5)
    ease: int = Field(ge=1, le=5)
    comment: str = Field(default="", max_length=2000)
