from django.db import migrations, models


def fill(apps, schema_editor):
    """What stood in the settings of the association until now is what was promised."""
    requests = apps.get_model("services", "ServiceRequest").objects
    decisions = apps.get_model("services", "Decision").objects
    for association in apps.get_model("home", "Association").objects.all():
        requests.filter(association=association).update(
            promised_days=association.promised_working_days
        )
        told = decisions.filter(request__association=association).exclude(announced_at=None)
        told.update(appeal_days=association.appeal_days)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_every_number_of_days_ever_promised"),
        ("services", "0002_open_by_stated_day"),
    ]

    operations = [
        migrations.AddField(
            "servicerequest",
            "promised_days",
            models.PositiveSmallIntegerField(
                default=15,
                editable=False,
                help_text="What the association promised on the day of submission.",
                verbose_name="promised working days",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "decision",
            "appeal_days",
            models.PositiveSmallIntegerField(
                help_text="What was told when it was announced.",
                null=True,
                verbose_name="days to appeal",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
