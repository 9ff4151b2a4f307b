from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models


def remember(apps, schema_editor):
    """Until now there was one number of days for an association, the one that stands."""
    for association in apps.get_model("home", "Association").objects.all():
        association.promised_ever = [association.promised_working_days]
        association.save(update_fields=["promised_ever"])


class Migration(migrations.Migration):
    dependencies = [("home", "0003_casework_settings")]

    operations = [
        migrations.AddField(
            "association",
            "promised_ever",
            models.JSONField(default=list, editable=False),
        ),
        migrations.AlterField(
            "association",
            "promised_working_days",
            models.PositiveSmallIntegerField(
                default=15,
                help_text="Working days within which the association promises an answer. What was "
                "promised before stands: a change is for requests from now on.",
                validators=[MinValueValidator(1), MaxValueValidator(365)],
                verbose_name="promised working days",
            ),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
