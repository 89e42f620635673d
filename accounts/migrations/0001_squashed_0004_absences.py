"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import accounts.querysets
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_sign_in_and_history'), ('accounts', '0003_roles_from_groups'), ('accounts', '0004_absences')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        Together(
            operations=[
                migrations.CreateModel(
                    name='Provider',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('code', models.CharField(max_length=10, unique=True, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=200, verbose_name='Name')),
                        ('legal_form', models.CharField(max_length=100, verbose_name='Rechtsform')),
                        ('operating_since', models.DateField(blank=True, null=True, verbose_name='In Betrieb seit')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                    ],
                    options={
                        'verbose_name': 'Unternehmen',
                        'verbose_name_plural': 'Unternehmen',
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='ProviderChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=200, verbose_name='Name')),
                        ('legal_form', models.CharField(max_length=100, verbose_name='Rechtsform')),
                        ('operating_since', models.DateField(blank=True, null=True, verbose_name='In Betrieb seit')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.provider')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_provider_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='StaffMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('job_title', models.CharField(blank=True, max_length=100, verbose_name='Funktion')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('display_name', models.CharField(max_length=160, verbose_name='Anzeigename')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='accounts.provider', verbose_name='Unternehmen')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='staff_member', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='accounts.team', verbose_name='Team')),
                    ],
                    options={
                        'verbose_name': 'Mitarbeiterin oder Mitarbeiter',
                        'verbose_name_plural': 'Mitarbeiterinnen und Mitarbeiter',
                        'ordering': ['display_name'],
                    },
                ),
                migrations.CreateModel(
                    name='StaffMemberChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('job_title', models.CharField(blank=True, max_length=100, verbose_name='Funktion')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('display_name', models.CharField(max_length=160, verbose_name='Anzeigename')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.staffmember')),
                        ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.provider', verbose_name='Unternehmen')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                        ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team', verbose_name='Team')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_staffmember_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(unique=True, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=100, unique=True, verbose_name='Name')),
                        ('description', models.CharField(blank=True, max_length=300, verbose_name='Aufgabe')),
                    ],
                    options={
                        'verbose_name': 'Team',
                        'verbose_name_plural': 'Teams',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='TeamChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(db_index=False, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=100, verbose_name='Name')),
                        ('description', models.CharField(blank=True, max_length=300, verbose_name='Aufgabe')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.team')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_team_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='UserChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_user_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'Konto',
                        'verbose_name_plural': 'Konten',
                        'ordering': ['last_name', 'first_name', 'username'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_unique', violation_error_message='Zu dieser E-Mail-Adresse gibt es schon ein Konto.')],
                    },
                    managers=[
                        ('objects', accounts.querysets.AccountManager()),
                    ],
                ),
                migrations.CreateModel(
                    name='FailedSignIns',
                    fields=[
                        ('key', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='Schlüssel')),
                        ('failures', models.PositiveIntegerField(verbose_name='Fehlversuche')),
                        ('last_at', models.DateTimeField(verbose_name='zuletzt')),
                        ('forget_at', models.DateTimeField(db_index=True, verbose_name='vergessen ab')),
                    ],
                    options={
                        'verbose_name': 'Fehlversuche bei der Anmeldung',
                        'verbose_name_plural': 'Fehlversuche bei der Anmeldung',
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('service-desk', 'Benutzerservice'), ('on-site', 'Vor-Ort-Service'), ('application-care', 'Anwendungsbetreuung'), ('infrastructure', 'Infrastruktur'), ('customer-care', 'Kundenbetreuung'), ('commercial', 'Kaufmännische Leitung'), ('management', 'Leitung'), ('administration', 'Administration'), ('data-protection', 'Datenschutz und Informationssicherheit')], max_length=30, verbose_name='Rolle')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_assignments', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'verbose_name': 'Rollenzuweisung',
                        'verbose_name_plural': 'Rollenzuweisungen',
                        'ordering': ['user_id', 'role', models.OrderBy(models.F('valid_from'), nulls_first=True)],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='role_assignment_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('role', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='role_assignment_periods_apart', violation_error_message='Diese Rolle hat die Person in diesem Zeitraum schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignmentChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('service-desk', 'Benutzerservice'), ('on-site', 'Vor-Ort-Service'), ('application-care', 'Anwendungsbetreuung'), ('infrastructure', 'Infrastruktur'), ('customer-care', 'Kundenbetreuung'), ('commercial', 'Kaufmännische Leitung'), ('management', 'Leitung'), ('administration', 'Administration'), ('data-protection', 'Datenschutz und Informationssicherheit')], max_length=30, verbose_name='Rolle')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.roleassignment')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_roleassignment_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleProposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('directory', models.CharField(max_length=100, verbose_name='Verzeichnis')),
                        ('give', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None, verbose_name='erhält')),
                        ('take', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None, verbose_name='verliert')),
                        ('state', models.CharField(choices=[('open', 'offen'), ('applied', 'übernommen'), ('rejected', 'abgelehnt'), ('withdrawn', 'erledigt, da die Gruppen wieder passen')], default='open', max_length=10, verbose_name='Stand')),
                        ('proposed_at', models.DateTimeField(verbose_name='vorgeschlagen')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_proposals', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'verbose_name': 'Vorgeschlagene Rollen',
                        'verbose_name_plural': 'Vorgeschlagene Rollen',
                        'ordering': ['-proposed_at', '-pk'],
                        'permissions': [('decide_roleproposal', 'Kann über vorgeschlagene Rollen entscheiden')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('user',), name='role_proposal_one_open'), models.CheckConstraint(condition=models.Q(('give', []), ('take', []), _negated=True), name='role_proposal_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('decided_at', None), _negated=True)), _connector='OR'), name='role_proposal_decided_at'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('user')), _negated=True), _connector='OR'), name='role_proposal_not_by_oneself')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleProposalChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('directory', models.CharField(max_length=100, verbose_name='Verzeichnis')),
                        ('give', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None, verbose_name='erhält')),
                        ('take', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None, verbose_name='verliert')),
                        ('state', models.CharField(choices=[('open', 'offen'), ('applied', 'übernommen'), ('rejected', 'abgelehnt'), ('withdrawn', 'erledigt, da die Gruppen wieder passen')], default='open', max_length=10, verbose_name='Stand')),
                        ('proposed_at', models.DateTimeField(verbose_name='vorgeschlagen')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.roleproposal')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_roleproposal_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='SecondFactorReset',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(verbose_name='zurückgesetzt')),
                        ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                        ('reset_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zurückgesetzt von')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor_resets', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'verbose_name': 'Zurückgesetzte zweite Stufe',
                        'verbose_name_plural': 'Zurückgesetzte zweite Stufen',
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reset_by', None), models.Q(('reset_by', models.F('user')), _negated=True), _connector='OR'), name='second_factor_reset_not_by_oneself')],
                    },
                ),
                migrations.CreateModel(
                    name='SecondFactorResetChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('at', models.DateTimeField(verbose_name='zurückgesetzt')),
                        ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.secondfactorreset')),
                        ('reset_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zurückgesetzt von')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_secondfactorreset_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_day', models.DateField(verbose_name='erster Tag')),
                        ('last_day', models.DateField(verbose_name='letzter Tag')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='accounts.staffmember', verbose_name='abwesend')),
                        ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='substitutions', to='accounts.staffmember', verbose_name='Vertretung')),
                    ],
                    options={
                        'verbose_name': 'Abwesenheit',
                        'verbose_name_plural': 'Abwesenheiten',
                        'ordering': ['first_day', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(('substitute', models.F('member')), _negated=True), name='absence_substitute_is_somebody_else', violation_error_message='Niemand vertritt sich selbst.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('member', '='), (models.Func(models.F('first_day'), models.F('last_day'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='absences_of_a_member_apart', violation_error_message='In diesem Zeitraum ist schon eine Abwesenheit eingetragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='AbsenceChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_day', models.DateField(verbose_name='erster Tag')),
                        ('last_day', models.DateField(verbose_name='letzter Tag')),
                        ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.staffmember', verbose_name='abwesend')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='accounts.absence')),
                        ('substitute', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.staffmember', verbose_name='Vertretung')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='acc_absence_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='provider',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_providerchange" ("certainty", "city", "code", "id", "is_demo", "legal_form", "name", "operating_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "street") VALUES (OLD."certainty", OLD."city", OLD."code", OLD."id", OLD."is_demo", OLD."legal_form", OLD."name", OLD."operating_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."street"); RETURN NULL;', hash='51463d8e8218c65133264b46ff4fae76b3e22c86', operation='UPDATE', pgid='pgtrigger_changed_update_79121', table='accounts_provider', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='provider',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_providerchange" ("certainty", "city", "code", "id", "is_demo", "legal_form", "name", "operating_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "street") VALUES (OLD."certainty", OLD."city", OLD."code", OLD."id", OLD."is_demo", OLD."legal_form", OLD."name", OLD."operating_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."street"); RETURN NULL;', hash='414dc0068108f3a6e1cee106693b8e4f98cbfa66', operation='DELETE', pgid='pgtrigger_deleted_delete_b149e', table='accounts_provider', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='provider',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_providerchange" ("certainty", "city", "code", "id", "is_demo", "legal_form", "name", "operating_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "street") VALUES (NEW."certainty", NEW."city", NEW."code", NEW."id", NEW."is_demo", NEW."legal_form", NEW."name", NEW."operating_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."street"); RETURN NULL;', hash='1dc5ddc74c9a46eba7a77b94d8b06728ff270129', operation='INSERT', pgid='pgtrigger_added_insert_eb689', table='accounts_provider', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='providerchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f046ab379b6016dae474f623471cac1fbcd1c068', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f78df', table='accounts_providerchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffmember',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_staffmemberchange" ("display_name", "id", "is_demo", "job_title", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "provider_id", "team_id", "user_id") VALUES (OLD."display_name", OLD."id", OLD."is_demo", OLD."job_title", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."phone", OLD."provider_id", OLD."team_id", OLD."user_id"); RETURN NULL;', hash='3ff9bc2ae3332bc9c0dfa406dce4f347a884c874', operation='UPDATE', pgid='pgtrigger_changed_update_37431', table='accounts_staffmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffmember',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_staffmemberchange" ("display_name", "id", "is_demo", "job_title", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "provider_id", "team_id", "user_id") VALUES (OLD."display_name", OLD."id", OLD."is_demo", OLD."job_title", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."phone", OLD."provider_id", OLD."team_id", OLD."user_id"); RETURN NULL;', hash='834a4a190406da7b8379c118a0654b6b19b827f9', operation='DELETE', pgid='pgtrigger_deleted_delete_0af0d', table='accounts_staffmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffmember',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_staffmemberchange" ("display_name", "id", "is_demo", "job_title", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "provider_id", "team_id", "user_id") VALUES (NEW."display_name", NEW."id", NEW."is_demo", NEW."job_title", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."phone", NEW."provider_id", NEW."team_id", NEW."user_id"); RETURN NULL;', hash='d18df01d73e7826fc91d314925a9baab20047b91', operation='INSERT', pgid='pgtrigger_added_insert_51f87', table='accounts_staffmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffmemberchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6c46a42eae6c92e2771c11655c4817f3ae5eccdc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_053ef', table='accounts_staffmemberchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_teamchange" ("certainty", "description", "id", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."description", OLD."id", OLD."is_demo", OLD."key", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source"); RETURN NULL;', hash='5f9aa38bfc9b99def388dabf66debf633970f7d3', operation='UPDATE', pgid='pgtrigger_changed_update_b4d3f', table='accounts_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_teamchange" ("certainty", "description", "id", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."description", OLD."id", OLD."is_demo", OLD."key", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source"); RETURN NULL;', hash='6672b098d5da6084c1d5131bd5a7e2c5168d218e', operation='DELETE', pgid='pgtrigger_deleted_delete_20ca0', table='accounts_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='team',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_teamchange" ("certainty", "description", "id", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."certainty", NEW."description", NEW."id", NEW."is_demo", NEW."key", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source"); RETURN NULL;', hash='0774a11a9a7c4ef36efd02848340e08ac88ca45d', operation='INSERT', pgid='pgtrigger_added_insert_48804', table='accounts_team', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='teamchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1615b1bfce6f190cfbc7a36edbd98c3791ba60d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bb0b4', table='accounts_teamchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='userchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f64833e68261542e457a7038969f1335af4847db', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_97b47', table='accounts_userchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='user',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userchange" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."username"); RETURN NULL;', hash='c45fd8135360cc3498a8b22332f28f1a1acfb502', operation='INSERT', pgid='pgtrigger_added_insert_b6992', table='accounts_user', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='user',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "accounts_userchange" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."username"); RETURN NULL;', hash='4174de218ec006d2bd661977be764902602efc99', operation='UPDATE', pgid='pgtrigger_changed_update_1bd15', table='accounts_user', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='user',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userchange" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."username"); RETURN NULL;', hash='a32a0ea48d2df14b9bfbf14c03dda7f0b1b0a9b3', operation='DELETE', pgid='pgtrigger_deleted_delete_303ff', table='accounts_user', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleassignment',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_roleassignmentchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_until") VALUES (NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='eb10fe187205d418d3693d04e866893a1f5fcd58', operation='INSERT', pgid='pgtrigger_added_insert_b54a4', table='accounts_roleassignment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleassignment',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_roleassignmentchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_until") VALUES (OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='58d2cb83a7f45fec9c2337775d94066638a50330', operation='UPDATE', pgid='pgtrigger_changed_update_1ec62', table='accounts_roleassignment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleassignment',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_roleassignmentchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_until") VALUES (OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='e175841e6faabeef439cad60420caab113b25178', operation='DELETE', pgid='pgtrigger_deleted_delete_0caea', table='accounts_roleassignment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleassignmentchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='582291337e54e57182a456f69e9e0eefe7d701e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a8510', table='accounts_roleassignmentchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleproposal',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_roleproposalchange" ("decided_at", "decided_by_id", "directory", "give", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "state", "take", "user_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."directory", NEW."give", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."proposed_at", NEW."state", NEW."take", NEW."user_id"); RETURN NULL;', hash='f1e56fd9f666aa4bb37062badda8da1b1b52615e', operation='INSERT', pgid='pgtrigger_added_insert_1c968', table='accounts_roleproposal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleproposal',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_roleproposalchange" ("decided_at", "decided_by_id", "directory", "give", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "state", "take", "user_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."directory", OLD."give", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."proposed_at", OLD."state", OLD."take", OLD."user_id"); RETURN NULL;', hash='0f0da6dd7bd4a26af9bae5c375d55f46ee3d0e13', operation='UPDATE', pgid='pgtrigger_changed_update_9536e', table='accounts_roleproposal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleproposal',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_roleproposalchange" ("decided_at", "decided_by_id", "directory", "give", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "state", "take", "user_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."directory", OLD."give", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."proposed_at", OLD."state", OLD."take", OLD."user_id"); RETURN NULL;', hash='5b314afd2b449bc69af6b70cdc9adc7b8e02ef2f', operation='DELETE', pgid='pgtrigger_deleted_delete_4c370', table='accounts_roleproposal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roleproposalchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc4f0d51167b196284d6d1b90d4e7f42997e3148', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bf305', table='accounts_roleproposalchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secondfactorreset',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_secondfactorresetchange" ("at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reset_by_id", "user_id") VALUES (NEW."at", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."reset_by_id", NEW."user_id"); RETURN NULL;', hash='42a7f251ac3e64b0d95ae66a0c4f85ce980be97f', operation='INSERT', pgid='pgtrigger_added_insert_e5fdd', table='accounts_secondfactorreset', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secondfactorreset',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_secondfactorresetchange" ("at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reset_by_id", "user_id") VALUES (OLD."at", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."reset_by_id", OLD."user_id"); RETURN NULL;', hash='06de8ce1aa2539c20c3e0e1c7967f867b1d28a4c', operation='UPDATE', pgid='pgtrigger_changed_update_546e3', table='accounts_secondfactorreset', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secondfactorreset',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_secondfactorresetchange" ("at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reset_by_id", "user_id") VALUES (OLD."at", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."reset_by_id", OLD."user_id"); RETURN NULL;', hash='ea851b8925c1972c4ad509864db8e94c4f3cbf99', operation='DELETE', pgid='pgtrigger_deleted_delete_3f438', table='accounts_secondfactorreset', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secondfactorresetchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3a9f8a03b0234bf878a2a5f69e5ae51c98cde9c3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5cec0', table='accounts_secondfactorresetchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_absencechange" ("first_day", "id", "last_day", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id") VALUES (NEW."first_day", NEW."id", NEW."last_day", NEW."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."substitute_id"); RETURN NULL;', hash='20f6c8613c9877e42a0689d2fbee2c5677a49207', operation='INSERT', pgid='pgtrigger_added_insert_75a36', table='accounts_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_absencechange" ("first_day", "id", "last_day", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id") VALUES (OLD."first_day", OLD."id", OLD."last_day", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."substitute_id"); RETURN NULL;', hash='c8eb42db15eed97ef37341399d2d8be96ef17475', operation='UPDATE', pgid='pgtrigger_changed_update_f14b4', table='accounts_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absence',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_absencechange" ("first_day", "id", "last_day", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id") VALUES (OLD."first_day", OLD."id", OLD."last_day", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."substitute_id"); RETURN NULL;', hash='b2786c21a8f890e3c9b1d0021688596b7205ee1e', operation='DELETE', pgid='pgtrigger_deleted_delete_4fe80', table='accounts_absence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='absencechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6f923ec659ccf1c874b3feb56234cb7c684a5ec9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47cee', table='accounts_absencechange', when='BEFORE')),
                ),
            ],
        ),
        # The cache of Django in the database, as createcachetable would make it: limits hold across all web processes.
        migrations.RunSQL(
            """
            CREATE TABLE accounts_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
            );
            CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
            """,
            "DROP TABLE accounts_cache",
        ),
    ]
