"""Requests taken in on behalf, a proposal and a complaint in the marked association."""

from dataclasses import dataclass

from services import casework
from services.intake import drafts
from services.intake.taking import Unregistered, take_in
from services.models import Kind, RequestDraft, Route, ServicePage, ServiceRequest
from services.submission import submit
from tests.config.leaks.people import OFFICE, People
from tests.config.leaks.secrets import Secrets
from tests.services.factories import make_service

# What the delegate took in is read by them and by the office.
TAKERS = (*OFFICE, "delegate")


@dataclass
class Special:
    """One that a delegate took in, a proposal, a complaint about the supervisor, and one begun."""

    taken_in: ServiceRequest
    proposal: ServiceRequest
    complaint: ServiceRequest
    begun: RequestDraft


def make_special(people: People, secrets: Secrets, page: ServicePage) -> Special:
    """`page` is any service of the marked association."""
    association = page.association
    services = {
        kind: _service(make_service(association, Route.DIRECT, kind=kind, open_to="everyone"))
        for kind in (Kind.QUESTION, Kind.PROPOSAL, Kind.COMPLAINT)
    }
    text = secrets.text
    taken = take_in(
        by=people["delegate"],
        service=services[Kind.QUESTION],
        channel=ServiceRequest.Channel.PHONE,
        asker=Unregistered(text("name of a caller", *TAKERS), "0555700177"),
        answers={"need": text("answer of a caller", *TAKERS)},
        note=text("note of an intake", *TAKERS),
    ).request
    secrets.keep("mobile of a caller", "555700177", *TAKERS)
    secrets.keep("reference of an intake", taken.reference, *TAKERS)
    proposal = submit(
        person=people["owner"],
        service=services[Kind.PROPOSAL],
        signed_name="zq",
        answers={"need": "zq"},
    )
    casework.enter_in_register(
        request=proposal,
        by=people["officer"],
        version=proposal.version,
        decision="adopted",
        reason=text("reason in the register", "owner", *OFFICE),
        outcome=text("outcome in the register", *OFFICE),
        done=text("deed in the register", "owner", *OFFICE),
    )
    complaint = submit(
        person=people["owner"],
        service=services[Kind.COMPLAINT],
        signed_name=text("signature of a complaint", "owner", "officer"),
        answers={"need": text("answer of a complaint", "owner", "officer")},
    )
    secrets.keep("reference of a complaint", complaint.reference, "owner", "officer")
    casework.name_complained_about(
        request=complaint,
        by=people["officer"],
        version=complaint.version,
        person=people["supervisor"],
        internal_note=text("note on a complaint", "officer"),
    )
    begun = drafts.begin(by=people["officer"], service=services[Kind.QUESTION])
    drafts.save_person(begun, member=None, full_name=text("name in a begun intake", "officer"))
    return Special(taken, proposal, complaint, begun)


def _service(service: ServicePage) -> ServicePage:
    service.form_fields.create(clean_name="need", label="س", field_type="multiline")
    service.save()
    service.save_revision().publish()
    return ServicePage.objects.get(pk=service.pk)
