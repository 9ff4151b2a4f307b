"""The caller's own requests: follow, answer, withdraw, rate."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import File, Form, Router, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from ninja.pagination import paginate
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from services import casework
from services.api.auth import caller, signed_in
from services.api.errors import told_plainly
from services.api.schemas import (
    AmendIn,
    AnswerIn,
    AppealIn,
    ClaimIn,
    MessageIn,
    MessageOut,
    RatingIn,
    RequestDetail,
    RequestOut,
    SignIn,
    WithdrawIn,
)
from services.conversation import Said, conversation
from services.intake.claiming import claim
from services.intake.tries import may_try, too_often
from services.models import ServiceRequest
from services.queries import own_requests
from services.rating import rate

router = Router(tags=["requests"], auth=signed_in)


def requests_of(request: HttpRequest) -> QuerySet[ServiceRequest]:
    return (
        own_requests(caller(request))
        .select_related("service", "policy_version")
        .prefetch_related("association")
    )


def own_request(request: HttpRequest, reference: str) -> ServiceRequest:
    """The caller's request of that reference; Http404 for anyone else's."""
    found = requests_of(request).filter(reference=reference).first()
    if found is None:
        raise Http404("There is no such request.")
    return found


@router.get("/", response=list[RequestOut], summary="List your requests")
@paginate(WagtailLimitOffsetPagination)
def list_requests(request: HttpRequest) -> QuerySet[ServiceRequest]:
    """The caller's own requests, newest first."""
    return requests_of(request)


@router.post("/claim/", response=RequestDetail, summary="Claim a request taken in for you")
def claim_request(request: HttpRequest, sent: ClaimIn) -> ServiceRequest:
    """Make a request yours that an officer took in, by its reference and the code you were told.

    422 where they do not belong together, 429 after too many tries.
    """
    if not may_try(request, caller(request)):
        raise HttpError(429, too_often())
    with told_plainly():
        return claim(
            by=caller(request),
            reference=sent.reference,
            code=sent.code,
            channel=ServiceRequest.Channel.API,
        )


@router.get("/{reference}/", response=RequestDetail, summary="Follow a request")
def read_request(request: HttpRequest, reference: str) -> ServiceRequest:
    return own_request(request, reference)


@router.post("/{reference}/answer/", response=RequestDetail, summary="Answer the question")
def answer_question(request: HttpRequest, reference: str, sent: AnswerIn) -> ServiceRequest:
    """Answer what the officer asked. 409 where the request has changed since it was read."""
    with told_plainly():
        return casework.answer(
            request=own_request(request, reference),
            by=caller(request),
            version=sent.version,
            text=sent.text,
            channel=ServiceRequest.Channel.API,
        )


@router.get("/{reference}/messages/", response=list[MessageOut], summary="Read the messages")
def list_messages(request: HttpRequest, reference: str) -> list[Said]:
    """What you and the association wrote to each other on a request, oldest first."""
    return conversation(own_request(request, reference))


@router.post("/{reference}/messages/", response={201: list[MessageOut]}, summary="Write")
def write_message(request: HttpRequest, reference: str, sent: MessageIn) -> Status[list[Said]]:
    """Write to the association, also after the end; the conversation comes back."""
    with told_plainly():
        moved = casework.write(
            request=own_request(request, reference),
            by=caller(request),
            text=sent.text,
            channel=ServiceRequest.Channel.API,
        )
    return Status(201, conversation(moved))


@router.post("/{reference}/files/", response=RequestDetail, summary="Add a file")
def attach_file(
    request: HttpRequest,
    reference: str,
    version: Form[int],
    signed_name: Form[str],
    file: File[UploadedFile],
) -> ServiceRequest:
    """Add a file and sign again. 409 where the request has changed since it was read."""
    with told_plainly():
        return casework.attach(
            request=own_request(request, reference),
            by=caller(request),
            version=version,
            files=[file],
            signed_name=signed_name,
            channel=ServiceRequest.Channel.API,
        )


@router.post("/{reference}/amend/", response=RequestDetail, summary="Change answers")
def amend_request(request: HttpRequest, reference: str, sent: AmendIn) -> ServiceRequest:
    """Change answers and sign again. 409 where the request has changed since it was read."""
    with told_plainly():
        return casework.amend(
            request=own_request(request, reference),
            by=caller(request),
            version=sent.version,
            answers=sent.answers,
            signed_name=sent.signed_name,
            channel=ServiceRequest.Channel.API,
        )


@router.post("/{reference}/sign/", response=RequestDetail, summary="Sign a request")
def sign_request(request: HttpRequest, reference: str, sent: SignIn) -> ServiceRequest:
    """Sign the answers as they stand, where they changed. 409 where there is nothing to sign."""
    with told_plainly():
        return casework.sign(
            request=own_request(request, reference),
            by=caller(request),
            version=sent.version,
            signed_name=sent.signed_name,
            channel=ServiceRequest.Channel.API,
        )


@router.post("/{reference}/withdraw/", response=RequestDetail, summary="Withdraw a request")
def withdraw_request(request: HttpRequest, reference: str, sent: WithdrawIn) -> ServiceRequest:
    """Withdraw before the decision. 409 where that is no longer possible."""
    with told_plainly():
        return casework.withdraw(
            request=own_request(request, reference),
            by=caller(request),
            version=sent.version,
            message=sent.message,
            channel=ServiceRequest.Channel.API,
        )


@router.post("/{reference}/appeal/", response=RequestDetail, summary="Appeal a decision")
def appeal_decision(request: HttpRequest, reference: str, sent: AppealIn) -> ServiceRequest:
    """Appeal once against a rejection, until `appeal_until`. 409 where that is not possible."""
    with told_plainly():
        return casework.appeal(
            request=own_request(request, reference),
            by=caller(request),
            version=sent.version,
            reason=sent.reason,
            channel=ServiceRequest.Channel.API,
        )


@router.post("/{reference}/rating/", response={204: None}, summary="Rate an ended request")
def rate_request(request: HttpRequest, reference: str, sent: RatingIn) -> Status[None]:
    """Rate once, after the end. What is kept has no link to the request or to you."""
    with told_plainly():
        rate(
            request=own_request(request, reference),
            by=caller(request),
            satisfaction=sent.satisfaction,
            ease=sent.ease,
            comment=sent.comment,
        )
    return Status(204, None)
