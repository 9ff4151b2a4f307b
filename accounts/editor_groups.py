"""An association's editors in Wagtail: groups, page and collection permissions, workflow.

Wagtail grants pages, images and documents to groups, and asks for a user's groups in many places
(permission policies, workflow tasks, the recipients of mails). So each association has a group of
editors and one of supervisors, and the rows that put people into them follow the appointments in
force: the verbs of `accounts.appointments` refresh them, and so does `accounts.backends` whenever
a person who is or was on a staff makes a request, before anything asks for their permissions.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import Appointment, EditorialDesk, User
from home.models import Association, AssociationPage

EDITOR_MAY = ("add_page", "change_page")
SUPERVISOR_MAY = (*EDITOR_MAY, "publish_page", "lock_page", "unlock_page")
BOTH_MAY_WITH_FILES = tuple(
    f"{action}_{kind}" for kind in ("image", "document") for action in ("add", "change", "choose")
)
# Names are stored, so they are in one language: that of the associations.
NAMES_IN = "ar"


@transaction.atomic
def prepare_association(association: Association) -> EditorialDesk:
    """Give the association what its editors need, for all its pages; what is there is kept.

    Call it again when it gets a page in another language, or after something was deleted.
    """
    desk, _made = EditorialDesk.objects.get_or_create(association=association)
    with translation.override(NAMES_IN):
        name = f"{association.name[:100]} ({association.slug})"
        desk.editors = desk.editors or _group(_("Editors: %(name)s") % {"name": name})
        desk.supervisors = desk.supervisors or _group(_("Supervisors: %(name)s") % {"name": name})
        desk.collection = desk.collection or Collection.get_first_root_node().add_child(name=name)
        desk.workflow = desk.workflow or _workflow(
            _("Approval by the supervisor: %(name)s") % {"name": name}, desk.supervisors
        )
    desk.save()
    for page in AssociationPage.objects.filter(association=association):
        _grant_page(desk.editors, page, EDITOR_MAY)
        _grant_page(desk.supervisors, page, SUPERVISOR_MAY)
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": desk.workflow})
    for group in (desk.editors, desk.supervisors):
        _grant_collection(group, desk.collection)
    _follow_appointments([desk])
    return desk


def refresh_groups(user: User) -> None:
    """Make the groups of every desk that this person has to do with follow today's appointments.

    Three queries; it writes only where something has begun or ended.
    """
    appointed = Appointment.objects.filter(user_id=user.pk)
    desks = EditorialDesk.objects.filter(association__in=appointed.values("association_id"))
    _follow_appointments(list(desks))


def refresh_all_groups() -> None:
    """The same for every desk: once a day, so that no mail goes to who is no longer appointed."""
    _follow_appointments(list(EditorialDesk.objects.all()))


def _follow_appointments(desks: list[EditorialDesk]) -> None:
    group_of = {
        (desk.association_id, role): group_id
        for desk in desks
        for role, group_id in (
            (Appointment.Role.COMMUNICATIONS_EDITOR.value, desk.editors_id),
            (Appointment.Role.SUPERVISOR.value, desk.supervisors_id),
        )
        if group_id is not None
    }
    if not group_of:
        return
    in_force = Appointment.objects.in_force(timezone.localdate()).filter(
        association__in=[desk.association_id for desk in desks], user__is_active=True
    )
    wanted = {
        (user_id, group_of[association_id, role])
        for user_id, association_id, role in in_force.values_list(
            "user_id", "association_id", "role"
        )
        if (association_id, role) in group_of
    }
    rows = User.groups.through.objects
    held = {
        (row.user_id, row.group_id): row.pk for row in rows.filter(group_id__in=group_of.values())
    }
    stale = [pk for pair, pk in held.items() if pair not in wanted]
    if stale:
        rows.filter(pk__in=stale).delete()
    missing = wanted - held.keys()
    if missing:
        rows.bulk_create(
            [
                User.groups.through(user_id=user_id, group_id=group_id)
                for user_id, group_id in missing
            ],
            ignore_conflicts=True,
        )


def _group(name: str) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    return group


def _workflow(name: str, approvers: Group) -> Workflow:
    workflow = Workflow.objects.create(name=name)
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(approvers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _grant_page(group: Group, page: AssociationPage, codenames: tuple[str, ...]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _grant_collection(group: Group, collection: Collection) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=BOTH_MAY_WITH_FILES,
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
