import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import peersupport.core.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('division', models.CharField(choices=[('england-and-wales', 'england-and-wales'), ('scotland', 'scotland'), ('northern-ireland', 'northern-ireland')], default='england-and-wales', max_length=20, verbose_name='bank holidays of')),
                ('target_wait_days', models.PositiveSmallIntegerField(default=56)),
                ('answer_within_days', models.PositiveSmallIntegerField(default=2, verbose_name='answer referrals within, working days')),
                ('acknowledge_hours', models.PositiveSmallIntegerField(default=2, verbose_name='acknowledge a worry within, hours')),
                ('decide_hours', models.PositiveSmallIntegerField(default=24, verbose_name='decide about a worry within, hours')),
                ('quiet_from', models.TimeField(default=datetime.time(20, 0), verbose_name='no messages from')),
                ('quiet_until', models.TimeField(default=datetime.time(8, 0), verbose_name='no messages until')),
                ('messages_a_day', models.PositiveSmallIntegerField(default=5, verbose_name='messages to one person a day at most')),
                ('second_factor_from_on', models.DateField(blank=True, null=True, verbose_name='staff need a second factor from')),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(max_length=150)),
                ('deactivated_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_email')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name', models.CharField(max_length=100)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ods_code', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^[A-Z0-9]{3,10}$', 'An ODS code is 3 to 10 capital letters and digits, like L83001.')], verbose_name='ODS code')),
                ('name', models.CharField(max_length=150)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('role', models.CharField(choices=[('manager', 'Scheme manager'), ('coordinator', 'Coordinator'), ('volunteer', 'Volunteer'), ('referrer', 'Clinician who refers'), ('auditor', 'Read-only auditor')], max_length=20)),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='what they do, in words')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.practice')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('condition', 'Condition'), ('language', 'Language'), ('interest', 'Interest')], max_length=20)),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=60)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='Invite',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('nonce', models.UUIDField()),
                ('token_hash', models.CharField(max_length=64)),
                ('sent_on', models.DateField()),
                ('until_on', models.DateField()),
                ('times_sent', models.PositiveSmallIntegerField(default=1)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invite', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('token_hash',), name='one_invite_per_link'), models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('sent_on'))), name='invite_ends_later')],
            },
        ),
        migrations.AddConstraint(
            model_name='team',
            constraint=models.UniqueConstraint(fields=('scheme', 'name'), name='one_team_per_name'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.UniqueConstraint(fields=('scheme', 'ods_code'), name='one_practice_per_code'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('scheme', 'user', 'role'), name='one_open_membership_per_role'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(fields=('scheme', 'kind', 'code'), name='one_term_per_code'),
        ),
    ]
