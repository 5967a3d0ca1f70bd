import django.db.models.deletion
import django.utils.timezone
import peersupport.core.fields
import peersupport.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('programmes', '0001_initial'),
        ('volunteers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('held_on', models.DateField()),
                ('patient_said', models.CharField(blank=True, choices=[('yes', 'Yes'), ('unsure', 'Not sure'), ('no', 'No')], max_length=10)),
                ('volunteer_said', models.CharField(blank=True, choices=[('yes', 'Yes'), ('unsure', 'Not sure'), ('no', 'No')], max_length=10)),
                ('note', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('recorded_by', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='programmes.enrolment')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decision', models.CharField(choices=[('match', 'Match them, and plan the contacts next'), ('try-another', 'Not this one, try another'), ('keep-waiting', 'Keep on the waiting list'), ('no-single', 'No single peer, offer a group'), ('seek-again', 'Look for a single peer again')], max_length=20)),
                ('why', peersupport.core.fields.EncryptedTextField()),
                ('decided_by', models.CharField(max_length=150)),
                ('decided_at', models.DateTimeField()),
                ('score', models.PositiveIntegerField(blank=True, null=True)),
                ('rank', models.PositiveIntegerField(blank=True, null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='programmes.enrolment')),
                ('relationship', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.relationship')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('queued', 'Waiting to start'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('stopped', 'Stopped')], default='queued', max_length=10)),
                ('objective', models.CharField(choices=[('longest-wait', 'Longest wait first, within the same urgency'), ('best-fit', 'Best fit first, within the same urgency')], max_length=20)),
                ('settings', models.JSONField(blank=True, default=dict)),
                ('inputs', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('figures', models.JSONField(blank=True, default=dict)),
                ('outcome', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('why_failed', models.CharField(blank=True, max_length=200)),
                ('started_by', models.CharField(max_length=150)),
                ('started_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.run')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveIntegerField()),
                ('score', models.PositiveSmallIntegerField()),
                ('free_on', models.DateField(blank=True, null=True)),
                ('explained', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'To decide'), ('accepted', 'Accepted'), ('changed', 'Changed'), ('declined', 'Declined'), ('superseded', 'Replaced by a later round')], default='open', max_length=12)),
                ('why', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='programmes.enrolment')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.volunteer')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='matching.run')),
            ],
        ),
        migrations.CreateModel(
            name='RunPart',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('asked', peersupport.core.fields.EncryptedTextField()),
                ('solution', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='matching.run')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='MatchSettings',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('objective', models.CharField(choices=[('longest-wait', 'Longest wait first, within the same urgency'), ('best-fit', 'Best fit first, within the same urgency')], max_length=20)),
                ('minimum_score', models.PositiveSmallIntegerField()),
                ('kappa', models.PositiveSmallIntegerField()),
                ('fairness', models.PositiveSmallIntegerField()),
                ('area', models.JSONField(blank=True, default=list)),
                ('times', models.JSONField(blank=True, default=list)),
                ('condition', models.JSONField(blank=True, default=list)),
                ('same_condition_for', models.JSONField(blank=True, default=list)),
                ('no_talk', models.JSONField(blank=True, default=list)),
                ('usual', models.JSONField(blank=True, default=dict)),
                ('changed_by', models.CharField(max_length=150)),
                ('changed_at', models.DateTimeField()),
                ('why', peersupport.core.fields.EncryptedTextField()),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scheme', 'version'), name='one_match_settings_per_version'), models.CheckConstraint(condition=models.Q(('fairness__lte', 10000), ('kappa__lte', 10000), ('minimum_score__lte', 10000)), name='match_settings_are_parts_of_a_full_fit')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('weights', models.JSONField()),
                ('asked_for', models.JSONField(blank=True, default=list)),
                ('written_by', models.CharField(max_length=150)),
                ('written_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preferences', to='programmes.enrolment')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'version'), name='one_preference_per_version')],
            },
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(fields=('scheme', 'number'), name='one_run_per_number'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('queued', 'running'))), fields=('scheme',), name='one_run_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'accepted'))), fields=('enrolment',), name='one_standing_proposal_per_place'),
        ),
        migrations.AddConstraint(
            model_name='runpart',
            constraint=models.UniqueConstraint(fields=('run', 'number'), name='one_part_per_number'),
        ),
    ]
