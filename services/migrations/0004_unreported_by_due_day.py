from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services", "0003_what_was_promised_stands")]

    operations = [
        migrations.AddIndex(
            "referral",
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(reported_at=None, recalled_at=None),
                name="unreported_by_due_day",
            ),
        ),
    ]
