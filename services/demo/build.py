"""Builds the whole demo."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation

from accounts.editor_groups import prepare_association
from policies.approval import approve
from services.demo.associations import APPROVALS, ASSOCIATIONS
from services.demo.committee import hold_sittings
from services.demo.correspondence import write_to_each_other
from services.demo.deliveries import deliver_monthly
from services.demo.pages import (
    hand_over_logo,
    make_association,
    plant_help,
    plant_home,
    plant_policy,
    plant_procedure,
    plant_services,
)
from services.demo.requests import send_requests
from services.demo.shapes import Facts
from services.demo.special import send_special
from services.demo.staffing import Staffing
from services.demo.tree import Pair, plant_portal


@transaction.atomic
def build_demo(say: Callable[[str], None]) -> None:
    """Everything, into a database that holds no association yet; `say` hears each name."""
    with translation.override("ar"):
        portal = plant_portal()
        staffing = Staffing()
        for facts in ASSOCIATIONS:
            say(facts.name.ar)
            build_association(facts, portal, staffing)


def build_association(facts: Facts, portal: Pair, staffing: Staffing) -> None:
    association = make_association(facts)
    home = plant_home(facts, association, portal)
    desk = prepare_association(association)
    hand_over_logo(association, desk.collection)
    supervisor = staffing.appoint_staff(association)
    policy = plant_policy(facts, home)
    services = plant_services(facts, home)
    plant_procedure(facts, home, policy, services)
    plant_help(facts, home, desk.collection)
    approval = APPROVALS[facts.slug]
    in_force_from = approval.effective_from or approval.approved_on or timezone.localdate()
    approve(page=policy.ar, by=supervisor, in_force_from=in_force_from)
    send_requests(association)
    deliver_monthly(association)
    hold_sittings(association)
    send_special(association)
    write_to_each_other(association)
