"""Services, their forms, and sending a request."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile as NinjaFile
from ninja.pagination import paginate
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from home.models import AssociationPage
from services.api.auth import caller, signed_in
from services.api.errors import told_plainly
from services.api.form_schema import form_schema
from services.api.schemas import FormOut, RequestOut, ServiceOut, SubmitIn, UploadOut
from services.attestation import wording_for
from services.drafts import draft_of, remove_file, save_draft
from services.models import RequestFile, ServicePage, ServiceRequest
from services.submission import submit
from services.uploads import Upload

router = Router(tags=["services"])

# Root, portal, association.
HOME_DEPTH = 3


def published_services() -> QuerySet[ServicePage]:
    """The services that anyone may read of, each with its association's slug, in tree order."""
    home = AssociationPage.objects.filter(
        path=Substr(OuterRef("path"), 1, HOME_DEPTH * ServicePage.steplen)
    )
    services: QuerySet[ServicePage] = (
        ServicePage.objects.live()
        .public()
        .select_related("locale")
        .annotate(home_slug=Subquery(home.values("association__slug")[:1]))
        .order_by("path")
    )
    return services


def the_service(service_id: int) -> ServicePage:
    """A published service, in whichever language; Http404 where there is none."""
    service = published_services().filter(pk=service_id).first()
    if service is None:
        raise Http404("There is no such service.")
    return service


@router.get("/", response=list[ServiceOut], summary="List services")
@paginate(WagtailLimitOffsetPagination)
def list_services(request: HttpRequest, association: str = "") -> QuerySet[ServicePage]:
    """Published services in the caller's language: all, or those of one association's slug."""
    services = published_services().filter(locale__language_code=get_language())
    if association:
        services = services.filter(Q(home_slug=association))
    return services


@router.get("/{service_id}/", response=ServiceOut, summary="Read a service")
def read_service(request: HttpRequest, service_id: int) -> ServicePage:
    return the_service(service_id)


@router.get("/{service_id}/form/", response=FormOut, summary="Read a service's form")
def read_form(request: HttpRequest, service_id: int) -> FormOut:
    """The form as JSON Schema, and the attestation that is signed with it."""
    service = the_service(service_id)
    return FormOut(form_schema=form_schema(service), attestation=wording_for(service))


@router.post(
    "/{service_id}/files/",
    response={201: UploadOut},
    auth=signed_in,
    summary="Upload a file for a request",
)
def upload_file(
    request: HttpRequest, service_id: int, field: Form[str], file: File[NinjaFile]
) -> Status[RequestFile]:
    """Keep a file with the caller's draft; it is sent with the request. 422 says why not."""
    uploads: dict[str, list[Upload]] = {field: [file]}
    with told_plainly():
        draft = save_draft(person=caller(request), service=the_service(service_id), files=uploads)
    return Status(201, draft.files.filter(field_name=field).latest("pk"))


@router.get(
    "/{service_id}/files/",
    response=list[UploadOut],
    auth=signed_in,
    summary="List the files kept for a request",
)
def list_files(request: HttpRequest, service_id: int) -> Iterable[RequestFile]:
    draft = draft_of(caller(request), the_service(service_id))
    return draft.files.all() if draft else []


@router.delete(
    "/{service_id}/files/{file_id}/",
    response={204: None},
    auth=signed_in,
    summary="Remove a file kept for a request",
)
def delete_file(request: HttpRequest, service_id: int, file_id: int) -> Status[None]:
    try:
        remove_file(person=caller(request), file_id=file_id)
    except RequestFile.DoesNotExist as error:
        raise Http404("There is no such file.") from error
    return Status(204, None)


@router.post(
    "/{service_id}/requests/",
    response={201: RequestOut},
    auth=signed_in,
    summary="Send a request",
)
def send_request(request: HttpRequest, service_id: int, sent: SubmitIn) -> Status[ServiceRequest]:
    """Send answers, the files kept before, and the signature. Errors come by field, as 422.

    With the same `Idempotency-Key` header a second time, the first request is returned.
    """
    with told_plainly():
        made = submit(
            person=caller(request),
            service=the_service(service_id),
            answers=sent.answers,
            signed_name=sent.signed_name,
            contact_by=sent.contact_by,
            channel=ServiceRequest.Channel.API,
            key=request.headers.get("Idempotency-Key", ""),
        )
    return Status(201, made)
