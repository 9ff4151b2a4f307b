"""What the committee does with a case, on the case's page: sittings, recusals, decisions."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from services.committee.announcing import may_be_announced_now
from services.committee.members import associations_with_sittings_of, members_on, voted_on
from services.models import AgendaItem, ServiceRequest, State
from services.models.states import BEFORE_COMMITTEE
from services.models.who_may import hears
from services.panels import Panel
from services.promises import earliest_decision_on
from services.staff.sitting_forms import AnnounceForm, RecuseForm, RevokeForm, SendBackForm


class CommitteePanel(Panel):
    """Nothing for a case that never came before the committee."""

    name = "committee"
    template_name = "services/staff/_committee.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        user = parent_context["request"].user
        items = list(case.agenda_items.select_related("sitting", "decision").order_by("pk"))
        is_shown = case.state in BEFORE_COMMITTEE or items or case.decisions.exists()
        if not is_shown:
            return {"is_shown": False}
        open_forms = committee_forms(case, parent_context["open_moves"])
        clauses = parent_context["clauses"]
        sent = parent_context.get("committee_sent")
        if sent is not None and sent[0] in open_forms:
            open_forms[sent[0]] = sent[1]
        return {
            "is_shown": True,
            "case": case,
            "association": case.association,
            "items": items,
            "sees_sittings": associations_with_sittings_of(user)
            .filter(pk=case.association_id)
            .exists(),
            "decisions": case.decisions.select_related("item__sitting", "revoked_by"),
            "recusals": case.recusals.select_related("person", "recorded_by"),
            "waits_for_sitting": case.state in BEFORE_COMMITTEE
            and case.decision_to_announce is None
            and not any(item.outcome == AgendaItem.Outcome.WAITING for item in items),
            "floor": None if may_be_announced_now(case) else earliest_decision_on(case),
            "clauses": clauses | {"announce": clauses.get("accept") or clauses.get("reject")},
            "version": case.policy_version,
            "forms": open_forms,
            "back_form": open_forms.get("send-back"),
        }


def committee_forms(case: ServiceRequest, moves: set[str]) -> dict[str, Any]:
    """A form for each thing that these moves let the person do, by its name in the address."""
    found: dict[str, Any] = {}
    if moves & {"accept", "reject"}:
        found["announce"] = AnnounceForm(case=case)
    if "revoke_decision" in moves:
        found["revoke"] = RevokeForm(prefix="revoke", initial={"version": case.version})
    if "recuse" in moves:
        people = who_may_be_recused(case)
        if people:
            found["recuse"] = RecuseForm(people=people)
    if "send_back" in moves:
        found["send-back"] = SendBackForm(prefix="back", initial={"version": case.version})
    return found


def who_may_be_recused(case: ServiceRequest) -> list[User]:
    """Those who hear the case and have not voted on it."""
    members = members_on(
        case.association, timezone.localdate(), hears_appeals=case.state == State.APPEALED
    )
    voted = voted_on(case)
    return [one for one in members if one.pk not in voted and hears(case, one)]
