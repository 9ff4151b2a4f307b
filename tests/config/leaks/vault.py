"""The marked association as a whole, and the keys under which addresses reach its things."""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    APIToken,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
)

from accounts.editor_groups import prepare_association
from accounts.models import Membership
from home.models import Association
from policies.stash import stash
from services.calendar.keys import make_key
from services.models import Closure, SavedView, ServiceRequest, State
from tests import cast
from tests.config.leaks.pages import Pages, make_pages
from tests.config.leaks.passkey import credential
from tests.config.leaks.people import People, make_other_people, make_people
from tests.config.leaks.requests import Requests, make_requests
from tests.config.leaks.secrets import Secrets
from tests.config.leaks.special import Special, make_special
from tests.config.leaks.words import Words, make_words
from tests.services.factories import make_request, make_service

# A move that somebody of the association may make where the request stands, or a bold one.
MOVES = {
    State.SUBMITTED: "schedule",
    State.INFORMATION_REQUIRED: "report",
    State.REJECTED: "register",
    State.DELIVERED: "deliver",
}
# Keys of nobody's.
ANYTHING = {
    "action_name": "approve",
    "decision": "decline",
    "app_name": "taggit",
    "task_app": "wagtailcore",
    "task_model": "groupapprovaltask",
}
# What the parameters of an address stand for: a value each, or one in some namespaces.
Keys = dict[str, Any]


@dataclass
class Vault:
    association: Association
    people: People
    pages: Pages
    requests: Requests
    special: Special
    secrets: Secrets
    tokens: dict[str, str]
    upload: str
    words: Words
    void_key: str

    @cached_property
    def key_sets(self) -> list[Keys]:
        """Keys of things that belong together, a set for each page and request of the vault."""
        pages, requests = self.pages, self.requests
        together: list[tuple[Page, ServiceRequest, Any]] = [
            (pages.policy, requests.sent, pages.document),
            (pages.imported, requests.referred, pages.imported.source_document),
            (pages.library, requests.refused, pages.library.items.first().document),
            (pages.faq, requests.delivered, pages.document),
            (pages.policy, self.special.taken_in, pages.document),
            (pages.policy, self.special.complaint, pages.document),
        ]
        return [self._keys(*one) for one in together]

    def _keys(self, page: Page, request: ServiceRequest, document: Any) -> Keys:
        pages, owner = self.pages, self.people["owner"]
        revision = page.latest_revision or pages.policy.latest_revision
        workflow_state = pages.policy.current_workflow_state
        model = page.specific_class
        task = pages.desk.workflow.workflow_tasks.get().task_id
        return {
            "page_id": page.pk,
            "parent_page_id": page.pk,
            "page_to_move_id": page.pk,
            "page_pk": page.pk,
            "destination_id": pages.home.pk,
            "revision_id": revision.pk,
            "revision_id_a": "live" if page.live else "earliest",
            "revision_id_b": "latest",
            "object_id": page.pk,
            "pk": page.pk,
            "task_state_id": workflow_state.current_task_state.pk,
            "task_id": task,
            "task": task,
            "workflow_state_id": workflow_state.pk,
            "workflow_pk": pages.desk.workflow_id,
            "collection_id": pages.collection.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "document_name": document.filename,
            "image_id": pages.image.pk,
            "filter_spec": "width-1",
            "reference": request.reference,
            "file_id": (request.files.first() or self.requests.sent.files.get()).pk,
            "service_id": request.service_id,
            "report_file_id": self.requests.referred.referrals.get().files.get().pk,
            "delivery_id": self.requests.delivered.deliveries.get().pk,
            "calendar_key": self.void_key,
            "token": self.upload,
            "draft_id": self.special.begun.pk,
            "taken_in": self.special.taken_in.reference,
            "proposal": self.special.proposal.reference,
            "view_id": SavedView.objects.get(person=self.people["officer"]).pk,
            "draft_file_id": self.requests.draft.files.get().pk,
            "slug": self.association.slug,
            "membership": Membership.objects.get(number="77149990").pk,
            "appointment": self.people["officer"].appointments.get().pk,
            "closure": Closure.objects.get().pk,
            "path": pages.image.get_rendition("width-1").file.name,
            "uidb64": user_pk_to_url_str(owner),
            "app_label": model._meta.app_label,
            "model_name": model._meta.model_name,
            "content_type_app_name": model._meta.app_label,
            "content_type_model_name": model._meta.model_name,
            "type_name": model._meta.label,
            "type": model._meta.label,
            "page_path": (page.get_url() or "").removeprefix("/"),
            "move": MOVES[request.state],
            "notice_id": self.words.notice.pk,
            "association_id": self.association.pk,
            "canned_reply": self.words.reply.pk,
            "occasion": self.words.template.move,
            "language": self.words.template.language,
            "sitting_id": self.requests.sitting.pk,
            "item_id": self.requests.sitting.items.get().pk,
            "decision_id": self.requests.refused.decisions.get().pk,
            **self._site_wide(),
        }

    def _site_wide(self) -> Keys:
        return {
            "site_id": Site.objects.get(is_default_site=True).pk,
            "locale_id": Locale.get_default().pk,
            "page_view_restriction_id": PageViewRestriction.objects.get().pk,
            "restriction_id": self.pages.collection.view_restrictions.get().pk,
            "redirect_id": Redirect.objects.get().pk,
            "uploaded_file_id": UploadedFile.objects.get().pk,
            "session_id": EditingSession.objects.get().pk,
            "user": self.people["owner"].pk,
            "group": self.pages.desk.editors_id,
            "workflow": self.pages.desk.workflow_id,
            **ANYTHING,
            "authenticator": Authenticator.objects.get().pk,
            "api_token": APIToken.objects.get(user=self.people["editor"]).pk,
        }


def build_vault() -> Vault:
    """Both associations with all that is in them; only for a transaction that is rolled back."""
    secrets = Secrets()
    association, other = cast.make_association("wadi"), cast.make_association("sahl")
    people = make_people(association, secrets) | make_other_people(other)
    pages = make_pages(association, people, secrets)
    make_request(people["other_member"], make_service(other))
    prepare_association(other)
    _leave_traces(pages, people, secrets)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    text = secrets.text("a document being imported", "editor").encode()
    upload = stash(session, name="policy.txt", data=text, association_id=association.pk)
    requests = make_requests(people, pages, secrets)
    return Vault(
        association=association,
        people=people,
        pages=pages,
        requests=requests,
        words=make_words(association, people, requests.sent, secrets),
        special=make_special(people, secrets, pages.direct),
        secrets=secrets,
        tokens={key: _token(people[key]) for key in ("editor", "other_editor", "other_supervisor")},
        upload=upload.token,
        void_key=_calendar_keys(people["officer"], secrets),
    )


def _leave_traces(pages: Pages, people: People, secrets: Secrets) -> None:
    """What Wagtail and allauth keep beside pages and people."""
    editor, owner = people["editor"], people["owner"]
    Closure.objects.create(
        association=pages.home.association,
        name=secrets.text("name of a closure", "supervisor", "superuser"),
        first_day=timezone.localdate(),
        last_day=timezone.localdate(),
    )
    name = secrets.text("name of a saved view", "officer")
    SavedView.objects.create(person=people["officer"], name=name, query="tab=all")
    Redirect.objects.create(old_path="/old", redirect_page=pages.imported)
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(get_document_model()),
        file=secrets.text("name of an upload", "editor"),
        uploaded_by_user=editor,
    )
    EditingSession.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(pages.policy),
        object_id=pages.policy.pk,
        last_seen_at=timezone.now(),
    )
    name = secrets.text("name of a passkey", "owner")
    Authenticator.objects.create(
        user=owner, type="webauthn", data={"name": name, "credential": credential()}
    )


def _calendar_keys(officer: Any, secrets: Secrets) -> str:
    """A key that opens nothing any more; the one that does is the officer's own."""
    void = make_key(person=officer).key
    secrets.keep("key of a calendar", make_key(person=officer).key.lower(), "officer")
    return str(void)


def _token(user: Any) -> str:
    _token, key = APIToken.create_token(user=user, name="zq")
    return str(key)
