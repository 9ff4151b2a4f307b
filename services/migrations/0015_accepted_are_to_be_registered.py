"""What was accepted is due like an answer, counted from the day of its acceptance."""

import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone


def count_from_acceptance(apps, schema_editor):
    """Of what is accepted and not registered yet the clock begins on the day of its acceptance."""
    requests = apps.get_model("services", "ServiceRequest").objects
    accepted = requests.filter(state="accepted").order_by("pk")
    events = apps.get_model("services", "RequestEvent").objects
    for pk in list(accepted.values_list("pk", flat=True)):
        acceptance = events.filter(request=pk, to_state="accepted").exclude(from_state="accepted")
        at = acceptance.order_by("sequence").values_list("at", flat=True).last()
        if at is not None:
            requests.filter(pk=pk).update(counts_from=timezone.localtime(at).date())


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0014_closing_reason'),
    ]

    operations = [
        migrations.AlterField(
            model_name='servicerequest',
            name='counts_from',
            field=models.DateField(default=django.utils.timezone.localdate, editable=False, help_text='The day of submission, moved on by the working days of each pause; anew that of an appeal or of the acceptance.', verbose_name='clock counts from'),
        ),
        # A generated column can't be altered: it is made anew, and its indexes with it.
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_in_state_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_in_state_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_of_one_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_of_one_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_of_nobody_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='open_of_nobody_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='awaiting_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='awaiting_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='presented_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='presented_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='appealed_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='appealed_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='referred_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='referred_by_stated',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='taken_in_by_urgency',
        ),
        migrations.RemoveIndex(
            model_name='servicerequest',
            name='taken_in_by_stated',
        ),
        migrations.RemoveField(
            model_name='servicerequest',
            name='due_by',
        ),
        migrations.AddField(
            model_name='servicerequest',
            name='due_by',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(then=models.Value(-3), waiting_since__isnull=False), models.When(state__in=('submitted', 'verifying', 'social_research', 'with_committee', 'appealed', 'accepted'), then=models.F('promised_days')), models.When(expected_on__isnull=False, state__in=('scheduled', 'registering', 'delivering'), then=models.Value(-1)), models.When(state__in=('scheduled', 'registering', 'delivering'), then=models.Value(-2)), default=models.Value(-3), output_field=models.SmallIntegerField()), output_field=models.SmallIntegerField()),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['association', 'due_by', 'counts_from', 'id'], name='open_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False)), fields=['association', 'due_by', 'expected_on', 'id'], name='open_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['association', 'state', 'due_by', 'counts_from', 'id'], name='open_in_state_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False)), fields=['association', 'state', 'due_by', 'expected_on', 'id'], name='open_in_state_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['assigned_to', 'due_by', 'counts_from', 'id'], name='open_of_one_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False)), fields=['assigned_to', 'due_by', 'expected_on', 'id'], name='open_of_one_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('assigned_to', None), ('closed_at', None)), fields=['association', 'due_by', 'counts_from', 'id'], name='open_of_nobody_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('assigned_to', None), ('closed_at', None), ('expected_on__isnull', False)), fields=['association', 'due_by', 'expected_on', 'id'], name='open_of_nobody_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('awaits_reply', True)), fields=['association', 'due_by', 'counts_from', 'id'], name='awaiting_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('awaits_reply', True), ('expected_on__isnull', False)), fields=['association', 'due_by', 'expected_on', 'id'], name='awaiting_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('is_presented', True)), fields=['association', 'due_by', 'counts_from', 'id'], name='presented_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False), ('is_presented', True)), fields=['association', 'due_by', 'expected_on', 'id'], name='presented_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('is_appealed', True)), fields=['association', 'due_by', 'counts_from', 'id'], name='appealed_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False), ('is_appealed', True)), fields=['association', 'due_by', 'expected_on', 'id'], name='appealed_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('is_referred', True)), fields=['association', 'due_by', 'counts_from', 'id'], name='referred_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False), ('is_referred', True)), fields=['association', 'due_by', 'expected_on', 'id'], name='referred_by_stated'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('is_taken_in', True)), fields=['association', 'due_by', 'counts_from', 'id'], name='taken_in_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='servicerequest',
            index=models.Index(condition=models.Q(('closed_at', None), ('expected_on__isnull', False), ('is_taken_in', True)), fields=['association', 'due_by', 'expected_on', 'id'], name='taken_in_by_stated'),
        ),
        # Last: PostgreSQL makes no index on rows changed in the same transaction.
        migrations.RunPython(count_from_acceptance, migrations.RunPython.noop, elidable=True),
    ]
