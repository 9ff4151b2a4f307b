"""What became of each notice, on the case's page for staff."""

from collections.abc import Mapping
from typing import Any

from services.models import Notice
from services.models.who_may import OFFICER_OR_SUPERVISOR
from services.panels import Panel
from services.wording import happened

SHOWN = 5


class NoticesPanel(Panel):
    """Which notice went by which channel, when, and with what outcome; failed ones go again."""

    template_name = "services/staff/_notices.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case, user = parent_context["case"], parent_context["request"].user
        rows = [
            {
                "notice": notice,
                "occasion": happened(notice.event),
                "has_failed": notice.status == Notice.Status.FAILED,
            }
            for notice in case.notices.select_related("event", "person")
        ]
        failed = sum(row["has_failed"] for row in rows)
        return {
            "case": case,
            "association": case.association,
            "rows": rows[:SHOWN],
            "earlier": rows[SHOWN:],
            "failed": failed,
            "may_send": bool(failed) and OFFICER_OR_SUPERVISOR(case, user),
        }
