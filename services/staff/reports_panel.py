"""Reports of social research that are due, on the home of the Wagtail admin."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from services.references import show_reference
from services.referrals import open_referrals_of
from services.summaries import titles_of

MOST_SHOWN = 10


class ReportsDuePanel(Component):
    """The ten that are due first, the late ones marked; nothing where none waits."""

    name = "reports_due"
    template_name = "services/staff/reports_due.html"
    order = 110

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        user, today = parent_context["request"].user, timezone.localdate()
        referrals = list(open_referrals_of(user)[:MOST_SHOWN])
        titles = titles_of(referral.request.service for referral in referrals)
        return {
            "rows": [
                {
                    "referral": referral,
                    "title": titles[referral.request.service_id],
                    "reference": show_reference(referral.request.reference),
                    "association": referral.request.association,
                    "is_late": referral.due_on < today,
                }
                for referral in referrals
            ]
        }
