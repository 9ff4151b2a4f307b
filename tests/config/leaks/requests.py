"""Requests in the marked association, in every state that opens them to somebody else."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from services import casework
from services.committee.decisions import decide
from services.committee.sittings import close_sitting, open_sitting, plan_sitting
from services.drafts import save_draft
from services.looks import looked_at
from services.models import CaseLook, RequestDraft, ServicePage, ServiceRequest, Sitting, Vote
from services.rating import rate
from services.submission import submit
from tests.config.leaks.pages import Pages
from tests.config.leaks.people import OFFICE, People
from tests.config.leaks.secrets import Secrets

# A valid number and account of nobody's.
IDENTITY = "1000000008"
ACCOUNT = "SA4420000001234567891234"


@dataclass
class Requests:
    """One that was just sent, one referred, one refused, one delivered, and one being written."""

    sent: ServiceRequest
    referred: ServiceRequest
    refused: ServiceRequest
    delivered: ServiceRequest
    draft: RequestDraft
    sitting: Sitting

    @property
    def all(self) -> list[ServiceRequest]:
        return [self.sent, self.referred, self.refused, self.delivered]


class Asking:
    """Makes the owner's requests, with a mark in all that stands in them."""

    def __init__(self, people: People, pages: Pages, secrets: Secrets) -> None:
        self.people, self.pages, self.secrets = people, pages, secrets
        self.owner, self.officer = people["owner"], people["officer"]

    def requests(self) -> Requests:
        return Requests(
            sent=self.send("a request", self.pages.direct),
            referred=self.referred(),
            refused=self.refused(),
            delivered=self.delivered(),
            draft=self.draft(),
            sitting=self.sitting,
        )

    def send(self, what: str, service: ServicePage, *workers: str) -> ServiceRequest:
        """Sent by the owner; `workers` are those to whom it opens beside the office."""
        readers = ("owner", *OFFICE, *workers)
        text = self.secrets.text
        request = submit(
            person=self.owner,
            service=service,
            signed_name=text(f"signature of {what}", *readers),
            answers={
                "need": text(f"answer of {what}", *readers),
                "mobile": self.owner.phone,
                "account": ACCOUNT,
                "identity": IDENTITY,
            },
            files={"paper": [self.file(what, *readers)]},
            language="ar",
        )
        self.secrets.keep(f"reference of {what}", request.reference, *readers)
        return request

    def file(self, what: str, *readers: str) -> SimpleUploadedFile:
        name = self.secrets.text(f"file name of {what}", *readers).replace(" ", "-")
        content = self.secrets.text(f"file of {what}", *readers)
        return SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.4\n" + content.encode())

    def referred(self) -> ServiceRequest:
        """Asked about, answered, referred to social research and reported on."""
        text, what = self.secrets.text, "a referred request"
        staff = (*OFFICE, "researcher")
        request = self.send(what, self.pages.committee, "researcher")
        self._verify(request, note=text(f"internal note of {what}", *staff))
        self._check(request, label=text(f"item of {what}", *staff), note=text("a check", *staff))
        self._move("ask", request, text=text(f"question of {what}", "owner", *staff))
        self._move(
            "answer",
            request,
            by=self.owner,
            text=text(f"answer to a question of {what}", "owner", *staff),
        )
        self._move(
            "refer",
            request,
            question=text(f"question to the researcher of {what}", *staff),
            due_on=timezone.localdate(),
            assigned_to=self.people["researcher"],
        )
        self._move(
            "report",
            request,
            by=self.people["researcher"],
            report=text(f"report of {what}", "researcher"),
            circumstances=text(f"circumstances of {what}", "researcher"),
            finding=text(f"finding of {what}", *staff),
            files=[self.file(f"report on {what}", "researcher")],
        )
        return self._move("ask", request, text=text(f"second question of {what}", "owner", *staff))

    def refused(self) -> ServiceRequest:
        text, what = self.secrets.text, "a refused request"
        request = self.send(what, self.pages.committee, "committee")
        self._verify(request, note=text(f"internal note of {what}", *OFFICE, "committee"))
        request = self._move("present", request)
        member = self.people["committee"]
        self.sitting = plan_sitting(
            association=request.association,
            starts_at=timezone.now() + timedelta(hours=1),
            place=text("place of a sitting", *OFFICE, "committee"),
            cases=[request],
            by=member,
        )
        open_sitting(sitting=self.sitting, present=[member], chair=member, by=member)
        decide(
            item=self.sitting.items.get(),
            votes={member.pk: Vote.Choice.REJECT},
            reason=text(f"reason of {what}", "owner", *OFFICE, "committee"),
            conditions=text(f"conditions of {what}", "owner", *OFFICE, "committee"),
            by=member,
            version=request.version,
        )
        remarks = text("remarks in minutes", *OFFICE, "committee")
        self.sitting = close_sitting(sitting=self.sitting, by=member, remarks=remarks)
        return ServiceRequest.objects.get(pk=request.pk)

    def delivered(self) -> ServiceRequest:
        text, what = self.secrets.text, "a delivered request"
        request = self.send(what, self.pages.direct)
        note = text(f"way of contact of {what}", "owner", *OFFICE)
        self._move("schedule", request, expected_on=timezone.localdate(), contact_note=note)
        self._move("start_delivery", request)
        message = text(f"message of {what}", "owner", *OFFICE)
        self._move(
            "deliver_part",
            request,
            what=text(f"delivery of {what}", "owner", *OFFICE),
            way=text(f"way of a delivery of {what}", "owner", *OFFICE),
            delivered_on=timezone.localdate(),
        )
        request = self._move("deliver", request, message=message)
        # What somebody thought of a service stands in no case and on no page of a member.
        comment = text("comment of a rating")
        rate(request=request, by=self.owner, satisfaction=2, ease=3, comment=comment)
        return request

    def draft(self) -> RequestDraft:
        return save_draft(
            person=self.owner,
            service=self.pages.committee,
            answers={"need": self.secrets.text("answer in a draft", "owner"), "identity": IDENTITY},
            files={"paper": [self.file("a draft", "owner")]},
        )

    def _check(self, request: ServiceRequest, *, label: str, note: str) -> None:
        item = {"key": "item-1", "label": label, "kind": "item"}
        ServiceRequest.objects.filter(pk=request.pk).update(checklist=[item])
        request.refresh_from_db()
        casework.record_checks(
            request=request,
            by=self.officer,
            version=request.version,
            findings={"item-1": casework.Finding(True, True, note=note)},
        )

    def _verify(self, request: ServiceRequest, *, note: str) -> ServiceRequest:
        return self._move("start_verification", request, internal_note=note)

    def _move(
        self, name: str, request: ServiceRequest, *, by: User | None = None, **words: Any
    ) -> ServiceRequest:
        request.refresh_from_db()
        verb = getattr(casework, name)
        moved: ServiceRequest = verb(
            request=request, by=by or self.officer, version=request.version, **words
        )
        return moved


def make_requests(people: People, pages: Pages, secrets: Secrets) -> Requests:
    """The owner's requests; numbers that nobody at all may read are secrets too."""
    secrets.keep("a national ID", IDENTITY)
    workers = (*OFFICE, "researcher", "committee")
    secrets.keep("a bank account", ACCOUNT[2:], "owner", *workers)
    made = Asking(people, pages, secrets).requests()
    digest = made.sent.answers["identity"]["digest"]
    secrets.keep("digest of a national ID", digest)
    looked_at(
        person=people["officer"],
        requests=[made.sent],
        what=CaseLook.What.FILE,
        detail=secrets.text("detail of a look", "supervisor"),
    )
    return made
