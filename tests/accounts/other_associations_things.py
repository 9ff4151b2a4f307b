"""What an association has in the admin, each thing with a word in it that must stay there."""

import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Task, WorkflowState

from accounts.editor_groups import prepare_association
from accounts.membership import apply
from accounts.models import EditorialDesk, Membership, User
from home.models import AssociationPage
from policies.models import FaqPage, PolicyIndexPage
from tests import cast

SECRET = "Zirconium"


@dataclass
class Things:
    """The ids of what the other association has, by what the admin's addresses call it."""

    desk: EditorialDesk
    pages: list[int]
    others: list[int]


def make_things(home: AssociationPage, editor: User, officer: User, member: User) -> Things:
    """Fill `home`'s association with pages, drafts, files, people and work in progress."""
    for person in (editor, officer, member):
        person.full_name = f"{SECRET} person"
        person.save()
    home.title = f"{SECRET} home"
    home.save()
    desk = prepare_association(home.association)
    _rename(desk)
    live = home.add_child(instance=FaqPage(title=f"{SECRET} live", slug="faq", owner=editor))
    live.save_revision(user=editor).publish()
    draft = home.add_child(
        instance=PolicyIndexPage(title=f"{SECRET} draft", slug="policies", live=False)
    )
    revision = draft.save_revision(user=editor)
    log(draft, "wagtail.edit", user=editor)
    draft.get_workflow().start(draft, editor)
    draft.locked, draft.locked_by = True, editor
    draft.save()
    state = WorkflowState.objects.get()
    image = Image.objects.create(
        title=f"{SECRET} image",
        file=ContentFile(_picture(), "x.png"),
        collection=desk.collection,
        uploaded_by_user=editor,
    )
    document = Document.objects.create(
        title=f"{SECRET} document", file=ContentFile(b"x", "x.txt"), collection=desk.collection
    )
    applied = apply(
        user=cast.make_person(f"{SECRET} applicant"), association=home.association, number="9"
    )
    membership = Membership.objects.get(user=member)
    others: list[Any] = [
        image, document, revision, state, state.current_task_state, desk.collection, desk.workflow,
        desk.editors, editor, member, applied, membership, Task.objects.last(), home.association,
    ]  # fmt: skip
    return Things(
        desk=desk,
        pages=[home.pk, live.pk, draft.pk],
        others=sorted({thing.pk for thing in others}),
    )


def _rename(desk: EditorialDesk) -> None:
    for thing in (desk.editors, desk.supervisors, desk.collection, desk.workflow):
        assert thing is not None
        thing.name = f"{SECRET} {thing.name}"
        thing.save()


def _picture() -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (8, 8)).save(buffer, "PNG")
    return buffer.getvalue()
