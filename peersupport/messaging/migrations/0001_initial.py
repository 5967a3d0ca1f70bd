import django.db.models.deletion
import django.utils.timezone
import peersupport.core.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('last_run_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=100)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key', models.CharField(max_length=150)),
                ('template', models.CharField(max_length=40)),
                ('urgent', models.BooleanField(default=False)),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('text', 'Text message')], default='email', max_length=10)),
                ('recipient_kind', models.CharField(max_length=20)),
                ('recipient_key', models.UUIDField()),
                ('person_key', models.UUIDField(blank=True, null=True)),
                ('day', models.DateField(blank=True, null=True)),
                ('link', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('cancelled', 'Cancelled'), ('expired', 'Expired'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('not_before', models.DateTimeField()),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('address', models.CharField(blank=True, max_length=64)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='how many things wait, in a digest')),
                ('why', models.CharField(blank=True, max_length=100, verbose_name='why it was not sent')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='Bounce',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('address', models.CharField(max_length=64)),
                ('hard', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('works_again_at', models.DateTimeField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bounces', to='messaging.message')),
            ],
        ),
        migrations.CreateModel(
            name='OptOut',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('recipient_kind', models.CharField(max_length=20)),
                ('recipient_key', models.UUIDField()),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('recipient_kind', models.CharField(max_length=20)),
                ('recipient_key', models.UUIDField()),
                ('wish', models.CharField(blank=True, choices=[('email', 'By e-mail'), ('text', 'By text message'), ('post', 'By letter'), ('call', 'By a call'), ('none', 'No messages at all')], max_length=10, verbose_name='how')),
                ('digest', models.BooleanField(default=False)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.CharField(max_length=150)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['-urgent', 'not_before', 'id'], name='messages_waiting'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['scheme', '-not_before'], name='messages_by_day'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['recipient_key', 'sent_at'], name='messages_of_recipient'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['person_key', 'sent_at'], name='messages_of_person'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('scheme', 'key'), name='one_message_per_key'),
        ),
        migrations.AddIndex(
            model_name='bounce',
            index=models.Index(condition=models.Q(('hard', True), ('works_again_at__isnull', True)), fields=['address'], name='bounces_holding'),
        ),
        migrations.AddConstraint(
            model_name='optout',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('scheme', 'recipient_kind', 'recipient_key'), name='one_open_opt_out'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('scheme', 'recipient_kind', 'recipient_key'), name='one_preference_per_recipient'),
        ),
    ]
