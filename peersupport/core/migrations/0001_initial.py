import django.utils.timezone
import peersupport.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('easting', models.PositiveIntegerField()),
                ('northing', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('once', models.UUIDField()),
                ('user_key', models.UUIDField()),
                ('place', models.CharField(blank=True, max_length=300)),
                ('until_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['until_at'], name='receipts_to_forget')],
                'constraints': [models.UniqueConstraint(fields=('once', 'user_key'), name='one_receipt_per_sending')],
            },
        ),
    ]
