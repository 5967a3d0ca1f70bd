<<<<<<< HEAD
=======
import django.core.validators
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
import django.db.models.deletion
import django.utils.timezone
import peersupport.core.fields
import peersupport.core.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reference', models.CharField(max_length=12)),
                ('state', models.CharField(choices=[('draft', 'Not sent yet'), ('sent', 'Waits for an answer'), ('returned', 'Sent back'), ('approved', 'Approved'), ('paid', 'Paid')], default='draft', max_length=10)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('returned_because', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('pence', models.PositiveIntegerField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='ClaimLine',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('journey', 'Journey by car'), ('cost', 'Cost with a receipt')], max_length=10)),
                ('on', models.DateField()),
                ('purpose', models.CharField(choices=[('contact', 'A contact with somebody I support'), ('course', 'A course or group'), ('training', 'Training'), ('meeting', 'Supervision or a meeting'), ('other', 'Something else')], max_length=10, verbose_name='what for')),
                ('start', models.CharField(blank=True, max_length=100, verbose_name='from')),
                ('end', models.CharField(blank=True, max_length=100, verbose_name='to')),
                ('tenths', models.PositiveIntegerField(blank=True, null=True, verbose_name='tenths of a mile')),
                ('category', models.CharField(blank=True, choices=[('travel', 'Bus, train or taxi'), ('parking', 'Parking or toll'), ('phone', 'Phone or internet'), ('care', 'Care for somebody while I volunteered'), ('food', 'Food and drink on a long day'), ('material', 'Material'), ('other', 'Something else')], max_length=10)),
                ('what', models.CharField(blank=True, max_length=200)),
                ('pence', models.PositiveIntegerField(blank=True, null=True)),
                ('first_tenths', models.PositiveIntegerField(blank=True, null=True)),
                ('then_tenths', models.PositiveIntegerField(blank=True, null=True)),
                ('first_pence', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('then_pence', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='volunteers.claim')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='ClaimFile',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=5)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='volunteers.claimline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='Course',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('name', models.CharField(max_length=100)),
                ('about', models.CharField(blank=True, max_length=500)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('debrief', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('debriefed_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='JoiningRules',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('account_at', models.CharField(choices=[('enquiry', 'Enquiry'), ('application', 'Application'), ('interview', 'Interview'), ('references', 'References'), ('checks', 'Checks'), ('training', 'Training'), ('agreement', 'Agreement'), ('ready', 'Ready'), ('by-hand', 'Only by hand')], default='checks', max_length=20)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='MileageRate',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('from_on', models.DateField()),
                ('first_pence', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)])),
                ('threshold_miles', models.PositiveIntegerField(default=10000)),
                ('then_pence', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(200)])),
                ('set_by', models.CharField(max_length=150)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='MilestoneRule',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('measure', models.CharField(choices=[('contacts', 'Contacts held'), ('hours', 'Hours given'), ('years', 'Years as a volunteer')], max_length=10)),
                ('number', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='Module',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('way', models.CharField(choices=[('online', "Online, at one's own pace"), ('live', 'Live practice'), ('half-day', 'Half day'), ('elsewhere', 'Elsewhere, with a certificate')], max_length=10)),
                ('text', models.TextField(blank=True, verbose_name='what is read')),
                ('needed_for', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='needed for')),
                ('pass_mark', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pass mark, percent')),
                ('refresh_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='refresh after, months')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='volunteers.course')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='ModuleDone',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('done_on', models.DateField()),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='done', to='volunteers.module')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=5)),
                ('size', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('done', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='certificate', to='volunteers.moduledone')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='PayRun',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reference', models.CharField(max_length=40)),
                ('paid_on', models.DateField()),
                ('pence', models.PositiveIntegerField()),
                ('paid_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.AddField(
            model_name='claim',
            name='pay_run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='volunteers.payrun'),
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='Question',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('answers', models.TextField()),
                ('right', models.PositiveSmallIntegerField()),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='volunteers.module')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('lay_tutor', 'Lay tutor'), ('befriender', 'Befriender'), ('navigator', 'Navigator'), ('coach', 'Coach'), ('welcomer', 'Welcomer'), ('facilitator', 'Group facilitator'), ('peer_mentor', 'Peer mentor')], max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('check_level', models.CharField(choices=[('none', 'No check'), ('basic', 'Basic'), ('standard', 'Standard'), ('enhanced', 'Enhanced')], max_length=10)),
                ('check_reason', models.CharField(max_length=300)),
                ('check_months', models.PositiveSmallIntegerField(default=36, verbose_name='renew the check after, months')),
                ('needs_training', models.BooleanField(default=True)),
                ('needs_agreement', models.BooleanField(default=True)),
                ('caseload', models.CharField(choices=[('hcc', 'Tapering: two, one more, two more'), ('fixed', 'A fixed number')], default='fixed', max_length=20)),
                ('people_at_once', models.PositiveSmallIntegerField(default=3)),
                ('references_needed', models.PositiveSmallIntegerField(default=2)),
                ('supervision_weeks', models.PositiveSmallIntegerField(default=4, verbose_name='supervision every, weeks')),
                ('intensive_weeks', models.PositiveSmallIntegerField(default=6, verbose_name='intensive start, weeks')),
                ('off_since_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='AgreementText',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('changes', models.CharField(blank=True, max_length=300, verbose_name='what is new')),
                ('published_on', models.DateField()),
                ('sign_by_on', models.DateField()),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_texts', to='volunteers.role')),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('on', models.DateField()),
                ('at', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where')),
                ('cancelled_on', models.DateField(blank=True, null=True)),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='volunteers.module')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
            ],
        ),
        migrations.AddField(
            model_name='moduledone',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='done', to='volunteers.session'),
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ref', models.CharField(max_length=30)),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(max_length=100)),
                ('called', models.CharField(blank=True, max_length=100, verbose_name='likes to be called')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Prefers another word')], max_length=10)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('stage', models.CharField(choices=[('enquiry', 'Enquiry'), ('application', 'Application'), ('interview', 'Interview'), ('references', 'References'), ('checks', 'Checks'), ('training', 'Training'), ('agreement', 'Agreement'), ('ready', 'Ready'), ('active', 'Active'), ('on_leave', 'On leave'), ('stepped_down', 'Stepped down')], default='enquiry', max_length=20)),
                ('stage_since_on', models.DateField()),
                ('conditions', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='lives with')),
                ('diagnosed_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('languages', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000)),
                ('modes', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='contact by')),
                ('times', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='available')),
                ('interests', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000)),
                ('life', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='life situation')),
                ('background', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000)),
                ('most_people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='most people at once')),
                ('most_contacts_a_week', models.PositiveSmallIntegerField(default=3)),
                ('travel_miles', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='travels, miles')),
                ('practices', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='pool of practices')),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('notes', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('coordinator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='TrainingNeeds',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('times', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='good times')),
                ('energy', models.CharField(blank=True, choices=[('half-hour', 'Half an hour at a time'), ('hour', 'An hour at a time'), ('half-day', 'Half a day, with breaks'), ('varies', 'It changes from day to day')], max_length=10)),
                ('digital', models.CharField(blank=True, choices=[('fine', 'I have what I need for online training'), ('help', 'I have a device, and would like help with it'), ('none', 'I have no device, or no internet')], max_length=10)),
                ('loan', models.CharField(blank=True, choices=[('wanted', 'Would like to borrow one'), ('lent', 'Has one on loan')], max_length=10)),
                ('note', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('said_on', models.DateField()),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='training_needs', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('course', models.CharField(default='Role training', max_length=100)),
                ('kind', models.CharField(blank=True, max_length=20, verbose_name='kind of role')),
                ('finished_on', models.DateField()),
                ('refresh_by_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='Thanks',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('words', peersupport.core.fields.EncryptedTextField()),
                ('said_at', models.DateTimeField()),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='StageChange',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('from_stage', models.CharField(choices=[('enquiry', 'Enquiry'), ('application', 'Application'), ('interview', 'Interview'), ('references', 'References'), ('checks', 'Checks'), ('training', 'Training'), ('agreement', 'Agreement'), ('ready', 'Ready'), ('active', 'Active'), ('on_leave', 'On leave'), ('stepped_down', 'Stepped down')], max_length=20)),
                ('since_on', models.DateField()),
                ('to_stage', models.CharField(choices=[('enquiry', 'Enquiry'), ('application', 'Application'), ('interview', 'Interview'), ('references', 'References'), ('checks', 'Checks'), ('training', 'Training'), ('agreement', 'Agreement'), ('ready', 'Ready'), ('active', 'Active'), ('on_leave', 'On leave'), ('stepped_down', 'Stepped down')], max_length=20)),
                ('moved_on', models.DateField()),
                ('reason', models.CharField(blank=True, choices=[('health', 'Health or energy'), ('time', 'Not enough time now'), ('life', 'Work, family or a move'), ('role', 'The role was not what they hoped for'), ('waited', 'Joining took too long'), ('silent', 'We could not reach them'), ('not-suitable', 'Not the right role for them now'), ('evidence', 'Checks or references did not allow it'), ('done', 'Did what they came to do'), ('other', 'Another reason'), ('not-real', 'Not a real enquiry, or a duplicate')], max_length=20, verbose_name='reason for leaving')),
                ('why', models.CharField(blank=True, max_length=200)),
                ('moved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(max_length=100)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('knows_how', models.CharField(max_length=200, verbose_name='how they know the volunteer')),
                ('nonce', models.UUIDField(blank=True, null=True)),
                ('token_hash', models.CharField(blank=True, max_length=64)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('link_until_on', models.DateField(blank=True, null=True)),
                ('times_asked', models.PositiveSmallIntegerField(default=0)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes, I recommend them'), ('no', 'No, I do not recommend them'), ('cannot-say', 'I do not know them well enough to say')], max_length=10, verbose_name='recommends')),
                ('known_for', models.CharField(blank=True, max_length=100, verbose_name='how long the referee has known them')),
                ('text', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('read_on', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='QuizTry',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('tried_at', models.DateTimeField()),
                ('right', models.PositiveSmallIntegerField()),
                ('out_of', models.PositiveSmallIntegerField()),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='volunteers.module')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quiz_tries', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('joined_on', models.DateField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='volunteers.course')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='volunteers.volunteer')),
            ],
        ),
        migrations.AddField(
            model_name='moduledone',
            name='volunteer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules_done', to='volunteers.volunteer'),
        ),
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='MilestoneReached',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reached_on', models.DateField()),
                ('thanked_on', models.DateField(blank=True, null=True)),
                ('thanked_by', models.CharField(blank=True, max_length=150)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reached', to='volunteers.milestonerule')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='MilesElsewhere',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='tax year that began in')),
                ('miles', models.PositiveIntegerField()),
                ('said_on', models.DateField()),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='miles_elsewhere', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='Leave',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('reason', models.CharField(blank=True, choices=[('health', 'Health, or no energy'), ('holiday', 'Holiday'), ('life', 'Family, work or a move'), ('other', 'Something else')], max_length=10)),
                ('told_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leave', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='JoiningLink',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('nonce', models.UUIDField()),
                ('token_hash', models.CharField(max_length=64)),
                ('sent_on', models.DateField()),
                ('until_on', models.DateField()),
                ('times_sent', models.PositiveSmallIntegerField(default=1)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='joining_link', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('held_on', models.DateField()),
                ('held_by', models.CharField(max_length=150)),
                ('outcome', models.CharField(choices=[('yes', 'Yes, go on'), ('unsure', 'Not sure, talk again'), ('no', 'No, not in this role now')], max_length=10)),
                ('notes', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interviews', to='volunteers.volunteer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HeldRole',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='volunteers.role')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_roles', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('source', models.CharField(choices=[('form', 'The form on the web'), ('staff', 'Told us, on the phone or in person'), ('asked', 'Asked after their own support'), ('taken_over', 'Taken over from another register')], max_length=20)),
                ('wanted', peersupport.core.fields.CodesField(blank=True, default=peersupport.core.fields.Codes, max_length=1000, verbose_name='roles of interest')),
                ('message', peersupport.core.fields.EncryptedTextField(blank=True)),
                ('received_at', models.DateTimeField()),
                ('sending', models.UUIDField(blank=True, null=True)),
                ('held_for', models.CharField(blank=True, choices=[('trap', 'A box was filled in that people do not see'), ('fast', 'Sent faster than people type'), ('stamp', 'Not sent from our page, or from one that was open too long'), ('many', 'Many enquiries arrived in the same hour'), ('known', 'Somebody with this e-mail address is known already')], max_length=10)),
                ('cleared_on', models.DateField(blank=True, null=True)),
                ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='enquiry', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
<<<<<<< HEAD
=======
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('course', 'Courses and groups'), ('meeting', 'Supervision and meetings'), ('other', 'Something else')], max_length=10)),
                ('name', models.CharField(max_length=100)),
                ('on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('recorded_by', models.CharField(max_length=150)),
                ('cancelled_on', models.DateField(blank=True, null=True)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='volunteers.volunteer')),
            ],
        ),
        migrations.AddField(
            model_name='claim',
            name='volunteer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='volunteers.volunteer'),
        ),
        migrations.CreateModel(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            name='Check',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('level', models.CharField(choices=[('none', 'No check'), ('basic', 'Basic'), ('standard', 'Standard'), ('enhanced', 'Enhanced')], max_length=10)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('issued_on', models.DateField()),
                ('renew_by_on', models.DateField()),
                ('workforce', models.CharField(choices=[('adult', 'Adult'), ('child', 'Child'), ('both', 'Adult and child'), ('other', 'Other')], default='adult', max_length=20)),
                ('on_update_service', models.BooleanField(default=False)),
                ('seen_by', models.CharField(blank=True, max_length=150)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('present', 'Present'), ('excused', 'Excused'), ('absent', 'Absent'), ('caught-up', 'Caught up another way')], max_length=10)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='volunteers.session')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=peersupport.core.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('signed_on', models.DateField()),
                ('signed_as', models.CharField(blank=True, max_length=200, verbose_name='name typed')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.scheme')),
                ('text', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='volunteers.agreementtext')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='volunteers.volunteer')),
            ],
        ),
        migrations.AddConstraint(
<<<<<<< HEAD
=======
            model_name='claimline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'journey'), ('tenths__gt', 0)), models.Q(('kind', 'cost'), ('pence__gt', 0), ('tenths__isnull', True)), _connector='OR'), name='a_line_is_a_journey_or_a_cost'),
        ),
        migrations.AddConstraint(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            model_name='course',
            constraint=models.UniqueConstraint(fields=('scheme', 'name'), name='one_course_per_name'),
        ),
        migrations.AddConstraint(
            model_name='joiningrules',
            constraint=models.UniqueConstraint(fields=('scheme',), name='one_set_of_joining_rules'),
        ),
        migrations.AddConstraint(
<<<<<<< HEAD
=======
            model_name='mileagerate',
            constraint=models.UniqueConstraint(fields=('scheme', 'from_on'), name='one_mileage_rate_a_day'),
        ),
        migrations.AddConstraint(
            model_name='milestonerule',
            constraint=models.UniqueConstraint(fields=('scheme', 'measure', 'number'), name='one_milestone_per_number'),
        ),
        migrations.AddConstraint(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            model_name='module',
            constraint=models.UniqueConstraint(fields=('course', 'name'), name='one_module_per_name'),
        ),
        migrations.AddConstraint(
            model_name='module',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__isnull', True), ('pass_mark__range', (1, 100)), _connector='OR'), name='pass_mark_is_a_percentage'),
        ),
        migrations.AddConstraint(
<<<<<<< HEAD
=======
            model_name='payrun',
            constraint=models.UniqueConstraint(fields=('scheme', 'reference'), name='one_pay_run_per_reference'),
        ),
        migrations.AddConstraint(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            model_name='role',
            constraint=models.UniqueConstraint(fields=('scheme', 'name'), name='one_role_per_name'),
        ),
        migrations.AddConstraint(
            model_name='agreementtext',
            constraint=models.UniqueConstraint(condition=models.Q(('role__isnull', False)), fields=('scheme', 'role', 'version'), name='one_text_per_version'),
        ),
        migrations.AddConstraint(
            model_name='agreementtext',
            constraint=models.UniqueConstraint(condition=models.Q(('role__isnull', True)), fields=('scheme', 'version'), name='one_common_text_per_version'),
        ),
        migrations.AddConstraint(
            model_name='agreementtext',
            constraint=models.CheckConstraint(condition=models.Q(('sign_by_on__gte', models.F('published_on'))), name='text_signed_after_published'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['scheme', 'on'], name='sessions_by_day'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('module', 'on', 'at'), name='one_session_of_a_module_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='volunteer',
            index=models.Index(fields=['scheme', 'last_name', 'first_name'], name='volunteers_by_name'),
        ),
        migrations.AddConstraint(
            model_name='volunteer',
            constraint=models.UniqueConstraint(fields=('scheme', 'ref'), name='one_volunteer_per_ref'),
        ),
        migrations.AddConstraint(
            model_name='volunteer',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('scheme', 'user'), name='one_volunteer_per_account'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.UniqueConstraint(fields=('volunteer', 'course', 'finished_on'), name='one_training_per_day'),
        ),
        migrations.AddIndex(
            model_name='stagechange',
            index=models.Index(fields=['scheme', 'moved_on'], name='stage_changes_by_day'),
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='one_reference_per_link'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('course', 'volunteer'), name='one_place_per_volunteer'),
        ),
        migrations.AddConstraint(
            model_name='moduledone',
            constraint=models.UniqueConstraint(fields=('volunteer', 'module', 'done_on'), name='one_module_per_day'),
        ),
<<<<<<< HEAD
=======
        migrations.AddIndex(
            model_name='milestonereached',
            index=models.Index(fields=['scheme', 'reached_on'], name='milestones_by_day'),
        ),
        migrations.AddConstraint(
            model_name='milestonereached',
            constraint=models.UniqueConstraint(fields=('volunteer', 'rule'), name='a_milestone_is_reached_once'),
        ),
        migrations.AddConstraint(
            model_name='mileselsewhere',
            constraint=models.UniqueConstraint(fields=('volunteer', 'year'), name='miles_elsewhere_once_a_year'),
        ),
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
        migrations.AddConstraint(
            model_name='leave',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='leave_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='joininglink',
            constraint=models.UniqueConstraint(fields=('token_hash',), name='one_volunteer_per_joining_link'),
        ),
        migrations.AddConstraint(
            model_name='heldrole',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('volunteer', 'role'), name='one_open_role'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['scheme', 'received_at'], name='enquiries_by_arrival'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(fields=('scheme', 'sending'), name='one_enquiry_per_sending'),
        ),
        migrations.AddIndex(
<<<<<<< HEAD
=======
            model_name='duty',
            index=models.Index(fields=['scheme', 'on'], name='duties_by_day'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_on__isnull', True)), fields=('volunteer', 'name', 'on'), name='one_duty_of_a_name_a_day'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['scheme', 'state', 'sent_at'], name='claims_by_state'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('scheme', 'reference'), name='one_claim_per_reference'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('volunteer',), name='one_draft_claim_per_volunteer'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pence__isnull', False), ('state__in', ('approved', 'paid'))), models.Q(models.Q(('state__in', ('approved', 'paid')), _negated=True), ('pence__isnull', True)), _connector='OR'), name='an_approved_claim_has_a_sum'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pay_run__isnull', False), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('pay_run__isnull', True)), _connector='OR'), name='a_paid_claim_has_a_run'),
        ),
        migrations.AddIndex(
>>>>>>> 5863d57 (Pay volunteers back what they spend, and count and thank what they give)
            model_name='check',
            index=models.Index(fields=['renew_by_on'], name='checks_by_renewal'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.UniqueConstraint(fields=('volunteer', 'level', 'issued_on'), name='one_check_per_day'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('renew_by_on__gt', models.F('issued_on'))), name='check_renewed_later'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('session', 'volunteer'), name='one_line_per_session_and_volunteer'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('text__isnull', True)), fields=('volunteer', 'version'), name='one_signature_per_version'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('text__isnull', False)), fields=('volunteer', 'text'), name='one_signature_per_text'),
        ),
    ]
