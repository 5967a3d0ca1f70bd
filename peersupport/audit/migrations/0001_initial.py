import django.utils.timezone
import peersupport.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ChainCheck',
            fields=[
                ('scheme_key', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('broken', models.JSONField(default=list)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('scheme_key', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('scheme_key', models.UUIDField()),
                ('number', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('by_key', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=150)),
                ('by_role', models.CharField(max_length=20)),
                ('action', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.UUIDField()),
                ('person_key', models.UUIDField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['person_key', '-at'], name='events_of_a_person')],
                'constraints': [models.UniqueConstraint(fields=('scheme_key', 'number'), name='one_event_per_number')],
            },
        ),
    ]
