import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.models.name_words import words_of_name

BATCH = 2000


def write_words(apps, schema_editor):
    """The words of the names of all who are there."""
    word_model = apps.get_model("accounts", "NameWord")
    people = apps.get_model("accounts", "User").objects.values_list("pk", "name_folded")
    words = []
    for key, name in people.iterator(BATCH):
        words += [word_model(person_id=key, word=word) for word in words_of_name(name)]
        if len(words) > BATCH:
            word_model.objects.bulk_create(words)
            words = []
    word_model.objects.bulk_create(words)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_notification_preferences")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_words",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["word", "person"],
                        name="people_by_word_of_name",
                        opclasses=["varchar_pattern_ops", "int8_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "word"), name="each_word_of_a_name_once"
                    )
                ],
            },
        ),
        migrations.RunPython(write_words, migrations.RunPython.noop, elidable=True),
    ]
