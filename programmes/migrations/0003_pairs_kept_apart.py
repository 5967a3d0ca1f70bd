"""The rows of pairs kept apart, whose table matching hands over."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import peersupport.core.fields
import peersupport.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0002_pairs_kept_apart_move_down"),
        ("programmes", "0002_leaving_the_list"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Exclusion',
                    fields=[
                        ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(choices=[('asked', 'Asked not to be matched'), ('volunteer-asked', 'The volunteer asked not to be matched'), ('known', 'Known to each other'), ('ended', 'Ended before')], max_length=20)),
                        ('reason', peersupport.core.fields.EncryptedTextField(blank=True)),
                        ('since_on', models.DateField()),
                        ('lifted_on', models.DateField(blank=True, null=True)),
                        ('recorded_by', models.CharField(max_length=150)),
                        ('patient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='programmes.patient')),
                        ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                        ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='volunteers.volunteer')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_on__isnull', True)), fields=('patient', 'volunteer'), name='one_open_exclusion')],
                    },
                ),
            ]
        )
    ]
