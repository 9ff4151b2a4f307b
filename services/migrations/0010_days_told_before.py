"""Of which days supervisors were told before escalations had rows of their own."""

import re
from datetime import date

from django.db import migrations
from django.utils import timezone

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TO_SUPERVISORS = 2


def keep_days_told(apps, schema_editor):
    """The day stands in each event's note; only what can still be told again is of interest."""
    escalations = apps.get_model("services", "Escalation").objects
    referrals = apps.get_model("services", "Referral").objects
    events = apps.get_model("services", "RequestEvent").objects.filter(
        move__in=("escalate", "escalate_report"), request__closed_at=None
    )
    for event in events.order_by("pk").iterator():
        found = DAY.search(event.internal_note)
        if found is None:
            continue
        due, referral = date.fromisoformat(found[0]), None
        about = "missed" if timezone.localtime(event.at).date() > due else "near"
        if event.move == "escalate_report":
            sent = referrals.filter(
                request_id=event.request_id, due_on=due, referred_at__lte=event.at
            )
            about, referral = "report", sent.order_by("referred_at").last()
        escalations.create(
            request_id=event.request_id,
            about=about,
            due_on=due,
            referral=referral,
            to=TO_SUPERVISORS,
            at=event.at,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("services", "0009_escalations"),
    ]

    operations = [
        migrations.RunPython(keep_days_told, migrations.RunPython.noop),
    ]
