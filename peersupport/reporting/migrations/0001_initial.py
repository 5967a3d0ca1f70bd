import django.db.models.deletion
import django.utils.timezone
import peersupport.core.fields
import peersupport.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by_key', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=150)),
                ('uploaded_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('checked', 'Looked at, nothing taken yet'), ('taken', 'Taken')], default='checked', max_length=10)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('practices', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('volunteers', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('referrals', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('report', models.JSONField(blank=True, default=dict)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
