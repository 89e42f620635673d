"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import ui.ordering
from django.conf import settings
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('customers', '0001_initial'), ('customers', '0002_sign_in_and_history'), ('customers', '0003_served_by_mail')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('ui', '0001_german_order'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='AuthorityChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(db_index=False, help_text='Kurzer, dauerhafter Name, zum Beispiel stadt-ludwigslust.', verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=200, verbose_name='Name')),
                        ('short_name', models.CharField(max_length=60, verbose_name='Kurzname')),
                        ('kind', models.CharField(choices=[('district', 'Landkreis'), ('independent_city', 'kreisfreie Stadt'), ('municipality_without_amt', 'amtsfreie Gemeinde'), ('amt', 'Amt'), ('amt_member_municipality', 'amtsangehörige Gemeinde'), ('special_purpose_association', 'Zweckverband'), ('public_institution', 'Anstalt des öffentlichen Rechts'), ('municipal_enterprise', 'Eigenbetrieb'), ('municipal_company', 'kommunale Gesellschaft'), ('school', 'Schule'), ('other', 'sonstige Stelle')], max_length=30, verbose_name='Art')),
                        ('ags', models.CharField(blank=True, help_text='8 Ziffern, nur bei Gemeinden.', max_length=8, verbose_name='AGS')),
                        ('ars', models.CharField(blank=True, help_text='12 Ziffern (Gemeinde), 9 (Amt) oder 5 (Landkreis).', max_length=12, verbose_name='ARS')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.authority')),
                        ('is_served_by_mail', models.BooleanField(default=True, help_text='Ohne Konto melden und antworten sie per E-Mail und erhalten E-Mails zu ihren Meldungen.', verbose_name='Ansprechpersonen ohne Konto per E-Mail')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_authority_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('role', models.CharField(choices=[('prospect', 'Interessent'), ('customer', 'Kunde'), ('carrier', 'Träger'), ('former', 'ehemalig')], max_length=10, verbose_name='Rolle')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: Beginn nicht bekannt.', null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('outcome', models.CharField(blank=True, choices=[('open', 'offen'), ('declined', 'abgelehnt'), ('withdrawn', 'zurückgezogen')], help_text='Nur bei Interessenten.', max_length=10, verbose_name='Ausgang')),
                        ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='customers.authority', verbose_name='Behörde')),
                    ],
                    options={
                        'verbose_name': 'Rolle einer Behörde',
                        'verbose_name_plural': 'Rollen der Behörden',
                        'ordering': ['authority_id', models.OrderBy(models.F('valid_from'), nulls_first=True)],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='authority_role_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('role', 'prospect'), _connector='OR'), name='authority_role_outcome_of_prospect', violation_error_message='Einen Ausgang hat nur die Rolle Interessent.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('authority', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='authority_role_periods_apart', violation_error_message='In diesem Zeitraum hat die Behörde schon eine Rolle. Bitte beenden Sie diese zuerst.')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityRoleChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('role', models.CharField(choices=[('prospect', 'Interessent'), ('customer', 'Kunde'), ('carrier', 'Träger'), ('former', 'ehemalig')], max_length=10, verbose_name='Rolle')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: Beginn nicht bekannt.', null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('outcome', models.CharField(blank=True, choices=[('open', 'offen'), ('declined', 'abgelehnt'), ('withdrawn', 'zurückgezogen')], help_text='Nur bei Interessenten.', max_length=10, verbose_name='Ausgang')),
                        ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.authorityrole')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_authorityrole_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Contact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_name', models.CharField(blank=True, max_length=80, verbose_name='Vorname')),
                        ('last_name', models.CharField(max_length=80, verbose_name='Nachname')),
                        ('function', models.CharField(blank=True, max_length=120, verbose_name='Funktion oder Amt')),
                        ('role', models.CharField(choices=[('reporter', 'Melder'), ('it_coordinator', 'IT-Koordination'), ('authority_head', 'Verwaltungsleitung')], default='reporter', max_length=20, verbose_name='Rolle im Portal')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('is_active', models.BooleanField(default=True, help_text='Abgeschaltet kann die Person nichts mehr melden.', verbose_name='aktiv')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='customers.authority', verbose_name='Behörde')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='Rolle gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='Rolle gilt bis')),
                        ('is_served_by_mail', models.BooleanField(default=True, help_text='Ohne Konto meldet und antwortet die Person per E-Mail und erhält E-Mails zu ihren Meldungen.', verbose_name='ohne Konto per E-Mail')),
                    ],
                    options={
                        'verbose_name': 'Ansprechperson',
                        'verbose_name_plural': 'Ansprechpersonen',
                        'ordering': ['last_name', 'first_name', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('authority', 'email'), name='contact_email_unique_in_authority', violation_error_message='Diese E-Mail-Adresse hat in dieser Behörde schon eine Ansprechperson.'), models.UniqueConstraint(fields=('user', 'authority'), name='contact_account_unique_in_authority', violation_error_message='Dieses Konto hat in dieser Behörde schon eine Ansprechperson.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='contact_period_order', violation_error_message='Das Ende liegt vor dem Beginn.')],
                    },
                ),
                migrations.CreateModel(
                    name='ContactChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_name', models.CharField(blank=True, max_length=80, verbose_name='Vorname')),
                        ('last_name', models.CharField(max_length=80, verbose_name='Nachname')),
                        ('function', models.CharField(blank=True, max_length=120, verbose_name='Funktion oder Amt')),
                        ('role', models.CharField(choices=[('reporter', 'Melder'), ('it_coordinator', 'IT-Koordination'), ('authority_head', 'Verwaltungsleitung')], default='reporter', max_length=20, verbose_name='Rolle im Portal')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('is_active', models.BooleanField(default=True, help_text='Abgeschaltet kann die Person nichts mehr melden.', verbose_name='aktiv')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.contact')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='Rolle gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='Rolle gilt bis')),
                        ('is_served_by_mail', models.BooleanField(default=True, help_text='Ohne Konto meldet und antwortet die Person per E-Mail und erhält E-Mails zu ihren Meldungen.', verbose_name='ohne Konto per E-Mail')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_contact_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('member_of_amt', 'gehört zum Amt'), ('managing_municipality_of', 'führt die Geschäfte von'), ('school_of', 'Schule in Trägerschaft von'), ('owned_by', 'gehört')], max_length=30, verbose_name='Art')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='customers.authority', verbose_name='gehört zu')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='customers.authority', verbose_name='Mitglied')),
                    ],
                    options={
                        'verbose_name': 'Zugehörigkeit',
                        'verbose_name_plural': 'Zugehörigkeiten',
                        'ordering': ['member_id', 'valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('member', models.F('body')), _negated=True), name='membership_not_in_itself', violation_error_message='Eine Behörde kann nicht zu sich selbst gehören.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='membership_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('member', '='), ('kind', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='membership_periods_apart', violation_error_message='In diesem Zeitraum ist für diese Behörde schon eine Zugehörigkeit derselben Art eingetragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('member_of_amt', 'gehört zum Amt'), ('managing_municipality_of', 'führt die Geschäfte von'), ('school_of', 'Schule in Trägerschaft von'), ('owned_by', 'gehört')], max_length=30, verbose_name='Art')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='gültig ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gültig bis')),
                        ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='gehört zu')),
                        ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Mitglied')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_membership_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='OpeningHours',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('opens_at', models.TimeField(verbose_name='öffnet um')),
                        ('closes_at', models.TimeField(verbose_name='schließt um')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'verbose_name': 'Öffnungszeit',
                        'verbose_name_plural': 'Öffnungszeiten',
                        'ordering': ['service_point_id', 'weekday', 'opens_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='opening_hours_order', violation_error_message='Die Schließzeit liegt vor der Öffnungszeit.'), models.UniqueConstraint(fields=('service_point', 'weekday', 'opens_at'), name='opening_hours_unique', violation_error_message='Diese Öffnungszeit ist schon eingetragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='OpeningHoursChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('opens_at', models.TimeField(verbose_name='öffnet um')),
                        ('closes_at', models.TimeField(verbose_name='schließt um')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.openinghours')),
                        ('service_point', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_openinghours_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Room',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='Raum')),
                        ('floor', models.CharField(blank=True, max_length=30, verbose_name='Etage')),
                        ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='customers.site', verbose_name='Standort')),
                    ],
                    options={
                        'verbose_name': 'Raum',
                        'verbose_name_plural': 'Räume',
                        'ordering': ['site_id', 'name'],
                        'constraints': [models.UniqueConstraint(fields=('site', 'name'), name='room_unique_in_site', violation_error_message='Diesen Raum gibt es an diesem Standort schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='RoomChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=60, verbose_name='Raum')),
                        ('floor', models.CharField(blank=True, max_length=30, verbose_name='Etage')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.room')),
                        ('site', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site', verbose_name='Standort')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_room_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServicePoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(unique=True, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authorities', models.ManyToManyField(blank=True, related_name='service_points', to='customers.authority', verbose_name='betreute Behörden')),
                        ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_points', to='accounts.provider', verbose_name='Unternehmen')),
                        ('staff', models.ManyToManyField(blank=True, related_name='service_points', to='accounts.staffmember', verbose_name='Mitarbeitende am Ort')),
                        ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_points', to='accounts.team', verbose_name='Team')),
                    ],
                    options={
                        'verbose_name': 'Service-Point',
                        'verbose_name_plural': 'Service-Points',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='ServicePointChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(db_index=False, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.servicepoint')),
                        ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.provider', verbose_name='Unternehmen')),
                        ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team', verbose_name='Team')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_servicepoint_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Site',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(unique=True, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('is_data_centre', models.BooleanField(default=False, verbose_name='Rechenzentrum')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='customers.authority', verbose_name='Behörde')),
                        ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='accounts.provider', verbose_name='Unternehmen')),
                    ],
                    options={
                        'verbose_name': 'Standort',
                        'verbose_name_plural': 'Standorte',
                        'ordering': ['name', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', True), ('provider__isnull', False)), models.Q(('authority__isnull', False), ('provider__isnull', True)), _connector='OR'), name='site_has_one_owner', violation_error_message='Ein Standort gehört entweder zu einer Behörde oder zu einem Unternehmen.')],
                    },
                ),
                migrations.CreateModel(
                    name='SiteChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(db_index=False, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('is_data_centre', models.BooleanField(default=False, verbose_name='Rechenzentrum')),
                        ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.site')),
                        ('provider', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.provider', verbose_name='Unternehmen')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_site_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='TaskTransfer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('scope', models.CharField(choices=[('core_it', 'gesamte IT'), ('school_it', 'Schul-IT'), ('procurement_office', 'Vergabestelle'), ('payroll', 'Personalabrechnung'), ('print', 'Druck und Kuvertierung'), ('procedure_only', 'einzelnes Fachverfahren')], max_length=20, verbose_name='Aufgabe')),
                        ('resolved_on', models.DateField(blank=True, null=True, verbose_name='beschlossen am')),
                        ('contracted_on', models.DateField(blank=True, null=True, verbose_name='Vertrag vom')),
                        ('starts_on', models.DateField(blank=True, help_text='Leer heißt: nicht bekannt.', null=True, verbose_name='Betrieb ab')),
                        ('ends_on', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='Betrieb bis')),
                        ('workstations_at_start', models.PositiveIntegerField(blank=True, null=True, verbose_name='übernommene Arbeitsplätze')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_transfers', to='customers.authority', verbose_name='Behörde')),
                    ],
                    options={
                        'verbose_name': 'Aufgabenübertragung',
                        'verbose_name_plural': 'Aufgabenübertragungen',
                        'ordering': ['authority_id', 'scope', models.OrderBy(models.F('starts_on'), nulls_first=True)],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='task_transfer_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('authority', '='), ('scope', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='task_transfer_periods_apart', violation_error_message='Diese Aufgabe ist in diesem Zeitraum schon übertragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='TaskTransferChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('scope', models.CharField(choices=[('core_it', 'gesamte IT'), ('school_it', 'Schul-IT'), ('procurement_office', 'Vergabestelle'), ('payroll', 'Personalabrechnung'), ('print', 'Druck und Kuvertierung'), ('procedure_only', 'einzelnes Fachverfahren')], max_length=20, verbose_name='Aufgabe')),
                        ('resolved_on', models.DateField(blank=True, null=True, verbose_name='beschlossen am')),
                        ('contracted_on', models.DateField(blank=True, null=True, verbose_name='Vertrag vom')),
                        ('starts_on', models.DateField(blank=True, help_text='Leer heißt: nicht bekannt.', null=True, verbose_name='Betrieb ab')),
                        ('ends_on', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='Betrieb bis')),
                        ('workstations_at_start', models.PositiveIntegerField(blank=True, null=True, verbose_name='übernommene Arbeitsplätze')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.tasktransfer')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_tasktransfer_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Authority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('key', models.SlugField(help_text='Kurzer, dauerhafter Name, zum Beispiel stadt-ludwigslust.', unique=True, verbose_name='Schlüssel')),
                        ('name', models.CharField(max_length=200, verbose_name='Name')),
                        ('short_name', models.CharField(max_length=60, verbose_name='Kurzname')),
                        ('kind', models.CharField(choices=[('district', 'Landkreis'), ('independent_city', 'kreisfreie Stadt'), ('municipality_without_amt', 'amtsfreie Gemeinde'), ('amt', 'Amt'), ('amt_member_municipality', 'amtsangehörige Gemeinde'), ('special_purpose_association', 'Zweckverband'), ('public_institution', 'Anstalt des öffentlichen Rechts'), ('municipal_enterprise', 'Eigenbetrieb'), ('municipal_company', 'kommunale Gesellschaft'), ('school', 'Schule'), ('other', 'sonstige Stelle')], max_length=30, verbose_name='Art')),
                        ('ags', models.CharField(blank=True, help_text='8 Ziffern, nur bei Gemeinden.', max_length=8, verbose_name='AGS')),
                        ('ars', models.CharField(blank=True, help_text='12 Ziffern (Gemeinde), 9 (Amt) oder 5 (Landkreis).', max_length=12, verbose_name='ARS')),
                        ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße')),
                        ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_served_by_mail', models.BooleanField(default=True, help_text='Ohne Konto melden und antworten sie per E-Mail und erhalten E-Mails zu ihren Meldungen.', verbose_name='Ansprechpersonen ohne Konto per E-Mail')),
                    ],
                    options={
                        'verbose_name': 'Behörde',
                        'verbose_name_plural': 'Behörden',
                        'ordering': [ui.ordering.GermanOrder('name'), 'pk'],
                        'indexes': [models.Index(ui.ordering.GermanOrder('name'), name='authority_german_order')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ags', ''), _negated=True), fields=('ags',), name='authority_ags_unique', violation_error_message='Diesen AGS hat schon eine andere Behörde.'), models.UniqueConstraint(condition=models.Q(('ars', ''), _negated=True), fields=('ars',), name='authority_ars_unique', violation_error_message='Diesen ARS hat schon eine andere Behörde.'), models.CheckConstraint(condition=models.Q(('ags', ''), ('ags__regex', '^13[0-9]{6}$'), _connector='OR'), name='authority_ags_form', violation_error_message='Der AGS hat 8 Ziffern und beginnt in Mecklenburg-Vorpommern mit 13.'), models.CheckConstraint(condition=models.Q(('ags', ''), ('ars', ''), ('ags', django.db.models.functions.text.Concat(django.db.models.functions.text.Left('ars', 5), django.db.models.functions.text.Right('ars', 3))), _connector='OR'), name='authority_ags_in_ars', violation_error_message='Der AGS besteht aus den ersten fünf und den letzten drei Ziffern des ARS.')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfServicePointChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('authority', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('servicepoint', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_authorityofservice_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='StaffAtServicePointChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('servicepoint', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint')),
                        ('staffmember', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.staffmember')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_staffatservicepoin_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfServicePoint',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Betreuung durch den Service-Point',
                        'proxy': True,
                    },
                    bases=('customers.servicepoint_authorities',),
                ),
                migrations.CreateModel(
                    name='StaffAtServicePoint',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Mitarbeit am Service-Point',
                        'proxy': True,
                    },
                    bases=('customers.servicepoint_staff',),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authoritychange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0eaaf217de96e58844bd5cdeb23c7a991b4978e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82e4b', table='customers_authoritychange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityrole',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_authorityrolechange" ("authority_id", "certainty", "id", "is_demo", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "valid_from", "valid_until") VALUES (OLD."authority_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."note", OLD."outcome", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."role", OLD."source", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='6949e91420cf088745bb9b322d15e5b70d546b70', operation='UPDATE', pgid='pgtrigger_changed_update_cf070', table='customers_authorityrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityrole',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authorityrolechange" ("authority_id", "certainty", "id", "is_demo", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "valid_from", "valid_until") VALUES (OLD."authority_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."note", OLD."outcome", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."role", OLD."source", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='191c0d72f4f24c8445157eb09654df242b0df400', operation='DELETE', pgid='pgtrigger_deleted_delete_5723a', table='customers_authorityrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityrole',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authorityrolechange" ("authority_id", "certainty", "id", "is_demo", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "valid_from", "valid_until") VALUES (NEW."authority_id", NEW."certainty", NEW."id", NEW."is_demo", NEW."note", NEW."outcome", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."role", NEW."source", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='5085e822570e13734640c802d57d6c659db52bee', operation='INSERT', pgid='pgtrigger_added_insert_d19e5', table='customers_authorityrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityrolechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2bec22c892f393dc56218e3dc3d0f1cafb51ba82', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1ae99', table='customers_authorityrolechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contact',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_contactchange" ("authority_id", "email", "first_name", "function", "id", "is_active", "is_demo", "is_served_by_mail", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "user_id", "valid_from", "valid_until") VALUES (NEW."authority_id", NEW."email", NEW."first_name", NEW."function", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_served_by_mail", NEW."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."phone", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='903ab10882e7410055f8dba26b43fcc95d552ee5', operation='INSERT', pgid='pgtrigger_added_insert_84598', table='customers_contact', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contact',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_contactchange" ("authority_id", "email", "first_name", "function", "id", "is_active", "is_demo", "is_served_by_mail", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "user_id", "valid_from", "valid_until") VALUES (OLD."authority_id", OLD."email", OLD."first_name", OLD."function", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_served_by_mail", OLD."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."phone", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='fddcf9ae3015cc5cc5f8e44058021dd5467cc622', operation='UPDATE', pgid='pgtrigger_changed_update_501be', table='customers_contact', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contact',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_contactchange" ("authority_id", "email", "first_name", "function", "id", "is_active", "is_demo", "is_served_by_mail", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "role", "user_id", "valid_from", "valid_until") VALUES (OLD."authority_id", OLD."email", OLD."first_name", OLD."function", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_served_by_mail", OLD."last_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."phone", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='1fa1ec1de570f00d85a9c132022f05906e4e36b0', operation='DELETE', pgid='pgtrigger_deleted_delete_1f111', table='customers_contact', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='99e847927006f66f00384331f7afa8d6a80a2cf7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dbd99', table='customers_contactchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_membershipchange" ("body_id", "certainty", "id", "is_demo", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until") VALUES (OLD."body_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."kind", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='498b070ec1bf7c12373a10a59a7089d391997ea7', operation='UPDATE', pgid='pgtrigger_changed_update_a3461', table='customers_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_membershipchange" ("body_id", "certainty", "id", "is_demo", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until") VALUES (OLD."body_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."kind", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='9fea04b6c9aa30266f79802d83269f66184b7c4f', operation='DELETE', pgid='pgtrigger_deleted_delete_52b7d', table='customers_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_membershipchange" ("body_id", "certainty", "id", "is_demo", "kind", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until") VALUES (NEW."body_id", NEW."certainty", NEW."id", NEW."is_demo", NEW."kind", NEW."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='985d0675e8604c13450cd7bb8a456e21ccd63e38', operation='INSERT', pgid='pgtrigger_added_insert_fd7c8', table='customers_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7d089e03225d5387624a5bc59391628aa06dce20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c7c4e', table='customers_membershipchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openinghours',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_openinghourschange" ("closes_at", "id", "is_demo", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "weekday") VALUES (OLD."closes_at", OLD."id", OLD."is_demo", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."service_point_id", OLD."weekday"); RETURN NULL;', hash='5b5ef06e5c3672ac37dcd18fface85aa8a851d58', operation='UPDATE', pgid='pgtrigger_changed_update_f8712', table='customers_openinghours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openinghours',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_openinghourschange" ("closes_at", "id", "is_demo", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "weekday") VALUES (OLD."closes_at", OLD."id", OLD."is_demo", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."service_point_id", OLD."weekday"); RETURN NULL;', hash='5cf50b47f1b06ea3d87c7e4071d3f322d214b819', operation='DELETE', pgid='pgtrigger_deleted_delete_5f7d2', table='customers_openinghours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openinghours',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_openinghourschange" ("closes_at", "id", "is_demo", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "weekday") VALUES (NEW."closes_at", NEW."id", NEW."is_demo", NEW."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."service_point_id", NEW."weekday"); RETURN NULL;', hash='ee2bc9057e0060010dc4db417fd397f7c3a5fa49', operation='INSERT', pgid='pgtrigger_added_insert_3b9dc', table='customers_openinghours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openinghourschange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b3ca2ad7b048b056ae47fbc234cdf57b343f182b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ab7c9', table='customers_openinghourschange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='room',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_roomchange" ("floor", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (OLD."floor", OLD."id", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."site_id"); RETURN NULL;', hash='778a989d1224fdb79b8db86f8f2c8eb1e3030528', operation='UPDATE', pgid='pgtrigger_changed_update_11f54', table='customers_room', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='room',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_roomchange" ("floor", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (OLD."floor", OLD."id", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."site_id"); RETURN NULL;', hash='b0bb1f6b479ff1748d12f27b6cb3812199991103', operation='DELETE', pgid='pgtrigger_deleted_delete_c484d', table='customers_room', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='room',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_roomchange" ("floor", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."floor", NEW."id", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."site_id"); RETURN NULL;', hash='72949b12a73d77c24828101d1cbbfa867cb3cc81', operation='INSERT', pgid='pgtrigger_added_insert_93395', table='customers_room', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='roomchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f55a319569b7f153e419ecd362b9cae872a8a6d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50590', table='customers_roomchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_servicepointchange" ("certainty", "city", "id", "is_demo", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "provider_id", "source", "street", "team_id") VALUES (OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."key", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."phone", OLD."postcode", OLD."provider_id", OLD."source", OLD."street", OLD."team_id"); RETURN NULL;', hash='c22d73927051505bce6afca99b1f408cb948c67e', operation='UPDATE', pgid='pgtrigger_changed_update_5a2b5', table='customers_servicepoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_servicepointchange" ("certainty", "city", "id", "is_demo", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "provider_id", "source", "street", "team_id") VALUES (OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."key", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."phone", OLD."postcode", OLD."provider_id", OLD."source", OLD."street", OLD."team_id"); RETURN NULL;', hash='8a0c4b2b8e519e4a17d72a846d2427d9d7a15f72', operation='DELETE', pgid='pgtrigger_deleted_delete_6fced', table='customers_servicepoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_servicepointchange" ("certainty", "city", "id", "is_demo", "key", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "provider_id", "source", "street", "team_id") VALUES (NEW."certainty", NEW."city", NEW."id", NEW."is_demo", NEW."key", NEW."name", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."phone", NEW."postcode", NEW."provider_id", NEW."source", NEW."street", NEW."team_id"); RETURN NULL;', hash='040acc6a1ad9f9990607064d4ed39f87de082fc1', operation='INSERT', pgid='pgtrigger_added_insert_1c3ad', table='customers_servicepoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicepointchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='014de4d21f712d99236705482386a58a48ae7d37', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4dd74', table='customers_servicepointchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='site',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_sitechange" ("authority_id", "certainty", "city", "id", "is_data_centre", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "provider_id", "source", "street") VALUES (OLD."authority_id", OLD."certainty", OLD."city", OLD."id", OLD."is_data_centre", OLD."is_demo", OLD."key", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."postcode", OLD."provider_id", OLD."source", OLD."street"); RETURN NULL;', hash='b3610fdce275f5146855f79f607c28a58a79ef1b', operation='UPDATE', pgid='pgtrigger_changed_update_d33a6', table='customers_site', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='site',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_sitechange" ("authority_id", "certainty", "city", "id", "is_data_centre", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "provider_id", "source", "street") VALUES (OLD."authority_id", OLD."certainty", OLD."city", OLD."id", OLD."is_data_centre", OLD."is_demo", OLD."key", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."postcode", OLD."provider_id", OLD."source", OLD."street"); RETURN NULL;', hash='073c1ff873506df82340d4e9a1da6edf4c83d9e5', operation='DELETE', pgid='pgtrigger_deleted_delete_573a5', table='customers_site', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='site',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_sitechange" ("authority_id", "certainty", "city", "id", "is_data_centre", "is_demo", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "provider_id", "source", "street") VALUES (NEW."authority_id", NEW."certainty", NEW."city", NEW."id", NEW."is_data_centre", NEW."is_demo", NEW."key", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."postcode", NEW."provider_id", NEW."source", NEW."street"); RETURN NULL;', hash='568c82ed580b25ab8a4d644f26a89167565db505', operation='INSERT', pgid='pgtrigger_added_insert_2e3d1', table='customers_site', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='891bf4846bef25e027d1f83b9499e08e9b27db0f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fbb5f', table='customers_sitechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "workstations_at_start") VALUES (OLD."authority_id", OLD."certainty", OLD."contracted_on", OLD."ends_on", OLD."id", OLD."is_demo", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."resolved_on", OLD."scope", OLD."source", OLD."starts_on", OLD."workstations_at_start"); RETURN NULL;', hash='f663f3d34db80d1e4b7f21fdadfcd86fd9a1c92a', operation='UPDATE', pgid='pgtrigger_changed_update_feb95', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "workstations_at_start") VALUES (OLD."authority_id", OLD."certainty", OLD."contracted_on", OLD."ends_on", OLD."id", OLD."is_demo", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."resolved_on", OLD."scope", OLD."source", OLD."starts_on", OLD."workstations_at_start"); RETURN NULL;', hash='f3339586e07f18bb99039baf0f23c01b8b926244', operation='DELETE', pgid='pgtrigger_deleted_delete_10d7f', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "workstations_at_start") VALUES (NEW."authority_id", NEW."certainty", NEW."contracted_on", NEW."ends_on", NEW."id", NEW."is_demo", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."resolved_on", NEW."scope", NEW."source", NEW."starts_on", NEW."workstations_at_start"); RETURN NULL;', hash='e542b3c5ad5d9b815512bd91f72477515df6d0f8', operation='INSERT', pgid='pgtrigger_added_insert_29d58', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransferchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b41239e7655651fa88b25794b7321e186f5d1625', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c2ac0', table='customers_tasktransferchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authoritychange" ("ags", "ars", "certainty", "city", "id", "is_demo", "is_served_by_mail", "key", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "short_name", "source", "street") VALUES (NEW."ags", NEW."ars", NEW."certainty", NEW."city", NEW."id", NEW."is_demo", NEW."is_served_by_mail", NEW."key", NEW."kind", NEW."name", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."postcode", NEW."short_name", NEW."source", NEW."street"); RETURN NULL;', hash='ddf738bccec98db70dbc5ddf17a461403c2460c5', operation='INSERT', pgid='pgtrigger_added_insert_97dfb', table='customers_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_authoritychange" ("ags", "ars", "certainty", "city", "id", "is_demo", "is_served_by_mail", "key", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "short_name", "source", "street") VALUES (OLD."ags", OLD."ars", OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."is_served_by_mail", OLD."key", OLD."kind", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."postcode", OLD."short_name", OLD."source", OLD."street"); RETURN NULL;', hash='83260b0b4279007794737a1f802268c7842929d6', operation='UPDATE', pgid='pgtrigger_changed_update_e9138', table='customers_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authority',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authoritychange" ("ags", "ars", "certainty", "city", "id", "is_demo", "is_served_by_mail", "key", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "short_name", "source", "street") VALUES (OLD."ags", OLD."ars", OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."is_served_by_mail", OLD."key", OLD."kind", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."postcode", OLD."short_name", OLD."source", OLD."street"); RETURN NULL;', hash='7a521226c9d462a88cf3ebfddd399cb99326402f', operation='DELETE', pgid='pgtrigger_deleted_delete_fdcec', table='customers_authority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofservicepointchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b036bc9b60b0567aa2e2668dd0e823501095cf8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_28a74', table='customers_authorityofservicepointchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffatservicepointchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2ed4976d06f9a0c842958f40a24d750c1eaef389', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_17525', table='customers_staffatservicepointchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authorityofservicepointchange" ("authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id") VALUES (NEW."authority_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."servicepoint_id"); RETURN NULL;', hash='0add86b96775cbc4fbee91ab0f693f957fa687d3', operation='INSERT', pgid='pgtrigger_added_insert_14b46', table='customers_servicepoint_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_authorityofservicepointchange" ("authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id") VALUES (OLD."authority_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."servicepoint_id"); RETURN NULL;', hash='50d446bc900d8ab588e64e76164ef307bb5b89ce', operation='DELETE', pgid='pgtrigger_deleted_delete_812ff', table='customers_servicepoint_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffatservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_staffatservicepointchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id", "staffmember_id") VALUES (NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."servicepoint_id", NEW."staffmember_id"); RETURN NULL;', hash='2557bf210e254f1558f2bfdb77d762e78ef58ff9', operation='INSERT', pgid='pgtrigger_added_insert_c7f75', table='customers_servicepoint_staff', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='staffatservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_staffatservicepointchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id", "staffmember_id") VALUES (OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."servicepoint_id", OLD."staffmember_id"); RETURN NULL;', hash='61069bf601acf18dfddf93bb05dcf1efb6564451', operation='DELETE', pgid='pgtrigger_deleted_delete_2cc9c', table='customers_servicepoint_staff', when='AFTER')),
                ),
            ],
        ),
    ]
