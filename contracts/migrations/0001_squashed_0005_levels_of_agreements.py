"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('contracts', '0001_initial'), ('contracts', '0002_sign_in_and_history'), ('contracts', '0003_agreements'), ('contracts', '0004_levels_to_agreements'), ('contracts', '0005_levels_of_agreements')]

    initial = True

    dependencies = [
        ('applications', '0001_squashed_0003_sign_in_and_history'),
        ('customers', '0001_squashed_0003_served_by_mail'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Holiday',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('day', models.DateField(unique=True, verbose_name='Tag')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                    ],
                    options={
                        'verbose_name': 'Feiertag',
                        'verbose_name_plural': 'Feiertage',
                        'ordering': ['day'],
                    },
                ),
                migrations.CreateModel(
                    name='HolidayChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('day', models.DateField(verbose_name='Tag')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.holiday')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_holiday_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceCalendar',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=80, unique=True, verbose_name='Name')),
                    ],
                    options={
                        'verbose_name': 'Servicezeitkalender',
                        'verbose_name_plural': 'Servicezeitkalender',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceCalendarChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.servicecalendar')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_servicecalendar_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceHours',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('opens_at', models.TimeField(verbose_name='von')),
                        ('closes_at', models.TimeField(help_text='0:00 bedeutet: bis Mitternacht.', verbose_name='bis')),
                        ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='contracts.servicecalendar', verbose_name='Kalender')),
                        ('kind', models.CharField(choices=[('normal', 'Servicezeit'), ('on_call', 'Rufbereitschaft')], default='normal', max_length=7, verbose_name='Art')),
                    ],
                    options={
                        'verbose_name': 'Servicezeit',
                        'verbose_name_plural': 'Servicezeiten',
                        'ordering': ['calendar_id', 'weekday', 'opens_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at')), ('closes_at', datetime.time(0, 0)), _connector='OR'), name='service_hours_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.UniqueConstraint(fields=('calendar', 'kind', 'weekday', 'opens_at'), name='service_hours_unique', violation_error_message='Diese Servicezeit ist schon eingetragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceHoursChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('opens_at', models.TimeField(verbose_name='von')),
                        ('closes_at', models.TimeField(help_text='0:00 bedeutet: bis Mitternacht.', verbose_name='bis')),
                        ('calendar', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.servicecalendar', verbose_name='Kalender')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.servicehours')),
                        ('kind', models.CharField(choices=[('normal', 'Servicezeit'), ('on_call', 'Rufbereitschaft')], default='normal', max_length=7, verbose_name='Art')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_servicehours_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceLevel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('priority', models.PositiveSmallIntegerField(choices=[(1, 'Kritisch'), (2, 'Hoch'), (3, 'Normal'), (4, 'Niedrig')], verbose_name='Priorität')),
                        ('response_minutes', models.PositiveIntegerField(verbose_name='Reaktion in Minuten Servicezeit')),
                        ('resolution_minutes', models.PositiveIntegerField(verbose_name='Lösung in Minuten Servicezeit')),
                        ('counts_on_call', models.BooleanField(default=False, verbose_name='auch in der Rufbereitschaft')),
                        ('kind', models.CharField(blank=True, choices=[('incident', 'Störung'), ('service_request', 'Anfrage')], help_text='Leer: gilt für alle Arten.', max_length=20, verbose_name='Art')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='contracts.serviceagreement', verbose_name='Vereinbarung')),
                    ],
                    options={
                        'verbose_name': 'Servicestufe',
                        'verbose_name_plural': 'Servicestufen',
                        'ordering': ['agreement_id', 'priority', 'kind'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('resolution_minutes__gte', models.F('response_minutes'))), name='service_level_order', violation_error_message='Die Lösungszeit ist kürzer als die Reaktionszeit.'), models.UniqueConstraint(fields=('agreement', 'priority', 'kind'), name='service_level_unique', violation_error_message='Für diese Priorität gibt es in dieser Vereinbarung schon eine Servicestufe.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceLevelChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('priority', models.PositiveSmallIntegerField(choices=[(1, 'Kritisch'), (2, 'Hoch'), (3, 'Normal'), (4, 'Niedrig')], verbose_name='Priorität')),
                        ('response_minutes', models.PositiveIntegerField(verbose_name='Reaktion in Minuten Servicezeit')),
                        ('resolution_minutes', models.PositiveIntegerField(verbose_name='Lösung in Minuten Servicezeit')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.servicelevel')),
                        ('counts_on_call', models.BooleanField(default=False, verbose_name='auch in der Rufbereitschaft')),
                        ('kind', models.CharField(blank=True, choices=[('incident', 'Störung'), ('service_request', 'Anfrage')], help_text='Leer: gilt für alle Arten.', max_length=20, verbose_name='Art')),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.serviceagreement', verbose_name='Vereinbarung')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_servicelevel_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='BlockedTime',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('starts_at', models.DateTimeField(verbose_name='von')),
                        ('ends_at', models.DateTimeField(verbose_name='bis')),
                        ('reason', models.CharField(max_length=120, verbose_name='Grund')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='blocked_times', to='customers.authority', verbose_name='Behörde')),
                        ('calendar', models.ForeignKey(blank=True, help_text='Gilt für alle, deren Vereinbarung diesen Kalender nennt.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='blocked_times', to='contracts.servicecalendar', verbose_name='Kalender')),
                    ],
                    options={
                        'verbose_name': 'Sperrzeit',
                        'verbose_name_plural': 'Sperrzeiten',
                        'ordering': ['-starts_at'],
                        'indexes': [models.Index(fields=['ends_at'], name='blocked_time_by_end')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='blocked_time_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', False), ('calendar__isnull', True)), models.Q(('authority__isnull', True), ('calendar__isnull', False)), _connector='OR'), name='blocked_time_of_calendar_or_authority', violation_error_message='Bitte wählen Sie entweder einen Kalender oder eine Behörde.')],
                    },
                ),
                migrations.CreateModel(
                    name='BlockedTimeChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('starts_at', models.DateTimeField(verbose_name='von')),
                        ('ends_at', models.DateTimeField(verbose_name='bis')),
                        ('reason', models.CharField(max_length=120, verbose_name='Grund')),
                        ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('calendar', models.ForeignKey(blank=True, db_constraint=False, help_text='Gilt für alle, deren Vereinbarung diesen Kalender nennt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.servicecalendar', verbose_name='Kalender')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.blockedtime')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_blockedtime_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('version', models.CharField(default='1', max_length=20, verbose_name='Fassung')),
                        ('valid_from', models.DateField(verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='gilt bis')),
                        ('workaround_counts', models.BooleanField(default=False, help_text='Kann wieder gearbeitet werden, ist die Frist zur Lösung eingehalten.', verbose_name='Übergangslösung zählt als Lösung')),
                        ('application', models.ForeignKey(blank=True, help_text='Leer: gilt für alle Meldungen, mit und ohne Fachverfahren.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_agreements', to='applications.specialistapplication', verbose_name='Fachverfahren')),
                        ('authority', models.ForeignKey(blank=True, help_text='Leer: gilt für alle Behörden.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_agreements', to='customers.authority', verbose_name='Behörde')),
                        ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='contracts.servicecalendar', verbose_name='Kalender')),
                    ],
                    options={
                        'verbose_name': 'Servicevereinbarung',
                        'verbose_name_plural': 'Servicevereinbarungen',
                        'ordering': ['name', '-valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='service_agreement_version', violation_error_message='Diese Fassung gibt es schon.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='service_agreement_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(django.db.models.functions.comparison.Coalesce('authority', 0), '='), (django.db.models.functions.comparison.Coalesce('application', 0), '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='service_agreement_periods_apart', violation_error_message='In diesem Zeitraum gilt dafür schon eine andere Vereinbarung. Bitte beenden Sie diese zuerst.')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceAgreementChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('version', models.CharField(default='1', max_length=20, verbose_name='Fassung')),
                        ('valid_from', models.DateField(verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='gilt bis')),
                        ('workaround_counts', models.BooleanField(default=False, help_text='Kann wieder gearbeitet werden, ist die Frist zur Lösung eingehalten.', verbose_name='Übergangslösung zählt als Lösung')),
                        ('application', models.ForeignKey(blank=True, db_constraint=False, help_text='Leer: gilt für alle Meldungen, mit und ohne Fachverfahren.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.specialistapplication', verbose_name='Fachverfahren')),
                        ('authority', models.ForeignKey(blank=True, db_constraint=False, help_text='Leer: gilt für alle Behörden.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('calendar', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contracts.servicecalendar', verbose_name='Kalender')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.serviceagreement')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_serviceagreement_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_holidaychange" ("certainty", "day", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."day", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source"); RETURN NULL;', hash='11e98f0f1e2e77564941f69cdd18bb14a9d24f87', operation='UPDATE', pgid='pgtrigger_changed_update_c7f86', table='contracts_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_holidaychange" ("certainty", "day", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."day", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source"); RETURN NULL;', hash='2e99d665d03131a059fa196b6eb5b81888e3773e', operation='DELETE', pgid='pgtrigger_deleted_delete_dbc3d', table='contracts_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_holidaychange" ("certainty", "day", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."certainty", NEW."day", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source"); RETURN NULL;', hash='57a2bdaedf2f1be55f1525a61115e3ed978d55ba', operation='INSERT', pgid='pgtrigger_added_insert_939c9', table='contracts_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holidaychange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='570c7d3ca9cb3ececa22cafb10c923f18930548e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ef30e', table='contracts_holidaychange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicecalendar',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicecalendarchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."certainty", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source"); RETURN NULL;', hash='6c918184c1a2f7bfc0004ad28cbf4f1c0ecf9578', operation='INSERT', pgid='pgtrigger_added_insert_90fe5', table='contracts_servicecalendar', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicecalendar',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_servicecalendarchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source"); RETURN NULL;', hash='54db7583f743222ea3f5ade41097328621ea93e6', operation='UPDATE', pgid='pgtrigger_changed_update_86da1', table='contracts_servicecalendar', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicecalendar',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicecalendarchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source"); RETURN NULL;', hash='3319437465e7fa4850e6530ba502eeb20df0c0bf', operation='DELETE', pgid='pgtrigger_deleted_delete_7404f', table='contracts_servicecalendar', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicecalendarchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb64e195e86d7f7d82d5119824f82d5491e5ab13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_239ed', table='contracts_servicecalendarchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicehours',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicehourschange" ("calendar_id", "closes_at", "id", "kind", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (NEW."calendar_id", NEW."closes_at", NEW."id", NEW."kind", NEW."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."weekday"); RETURN NULL;', hash='ced4437019c209fd73d6d7d2050b30a424e5f9e1', operation='INSERT', pgid='pgtrigger_added_insert_2df2e', table='contracts_servicehours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicehours',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_servicehourschange" ("calendar_id", "closes_at", "id", "kind", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (OLD."calendar_id", OLD."closes_at", OLD."id", OLD."kind", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."weekday"); RETURN NULL;', hash='406c85e5a063ed2fbaaf39c2b08faf6725e54943', operation='UPDATE', pgid='pgtrigger_changed_update_b4cf4', table='contracts_servicehours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicehours',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicehourschange" ("calendar_id", "closes_at", "id", "kind", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (OLD."calendar_id", OLD."closes_at", OLD."id", OLD."kind", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."weekday"); RETURN NULL;', hash='9441d18bc3fe3d622ef1f0a0931932724a9098f1', operation='DELETE', pgid='pgtrigger_deleted_delete_3d8ae', table='contracts_servicehours', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicehourschange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3e103761fc52dcbd153b7629ea7e7482bdc1c019', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f83b7', table='contracts_servicehourschange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicelevel',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicelevelchange" ("agreement_id", "certainty", "counts_on_call", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "resolution_minutes", "response_minutes", "source") VALUES (NEW."agreement_id", NEW."certainty", NEW."counts_on_call", NEW."id", NEW."is_demo", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."priority", NEW."resolution_minutes", NEW."response_minutes", NEW."source"); RETURN NULL;', hash='94830440c558cc40848c15886c7328b0a5a0fda4', operation='INSERT', pgid='pgtrigger_added_insert_ae834', table='contracts_servicelevel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicelevel',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_servicelevelchange" ("agreement_id", "certainty", "counts_on_call", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "resolution_minutes", "response_minutes", "source") VALUES (OLD."agreement_id", OLD."certainty", OLD."counts_on_call", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."priority", OLD."resolution_minutes", OLD."response_minutes", OLD."source"); RETURN NULL;', hash='869424fe03169bec1611389c8997bf3d0145a687', operation='UPDATE', pgid='pgtrigger_changed_update_7da41', table='contracts_servicelevel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicelevel',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_servicelevelchange" ("agreement_id", "certainty", "counts_on_call", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "resolution_minutes", "response_minutes", "source") VALUES (OLD."agreement_id", OLD."certainty", OLD."counts_on_call", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."priority", OLD."resolution_minutes", OLD."response_minutes", OLD."source"); RETURN NULL;', hash='339256787db3e6c75c34a0216970ea06078e65b7', operation='DELETE', pgid='pgtrigger_deleted_delete_7d096', table='contracts_servicelevel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='servicelevelchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc00b7e66b672c86573762964a841ffc22971545', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d609', table='contracts_servicelevelchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at") VALUES (NEW."authority_id", NEW."calendar_id", NEW."certainty", NEW."ends_at", NEW."id", NEW."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."source", NEW."starts_at"); RETURN NULL;', hash='b63cae341f6732ab924a7ce2df71f52c6d84fb1a', operation='INSERT', pgid='pgtrigger_added_insert_8c88b', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at") VALUES (OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."ends_at", OLD."id", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."source", OLD."starts_at"); RETURN NULL;', hash='d5a5f9413394e7802aaf99929a57eb512ae11aed', operation='UPDATE', pgid='pgtrigger_changed_update_b74fb', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at") VALUES (OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."ends_at", OLD."id", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."source", OLD."starts_at"); RETURN NULL;', hash='b12c01d384dfa4afa040b3368b236105c7dedad0', operation='DELETE', pgid='pgtrigger_deleted_delete_53750', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtimechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='db25abe5217f233d5ed2fad39f67ab9fcba13b3d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4b156', table='contracts_blockedtimechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceagreement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_serviceagreementchange" ("application_id", "authority_id", "calendar_id", "certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until", "version", "workaround_counts") VALUES (NEW."application_id", NEW."authority_id", NEW."calendar_id", NEW."certainty", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."valid_from", NEW."valid_until", NEW."version", NEW."workaround_counts"); RETURN NULL;', hash='31c4ab4fd4527d1242c9485df1365bdeb0c97679', operation='INSERT', pgid='pgtrigger_added_insert_ebf9d', table='contracts_serviceagreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceagreement',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_serviceagreementchange" ("application_id", "authority_id", "calendar_id", "certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until", "version", "workaround_counts") VALUES (OLD."application_id", OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."valid_from", OLD."valid_until", OLD."version", OLD."workaround_counts"); RETURN NULL;', hash='528de36d8b1a343ba762f711f023c82fe7c933a3', operation='UPDATE', pgid='pgtrigger_changed_update_c8824', table='contracts_serviceagreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceagreement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_serviceagreementchange" ("application_id", "authority_id", "calendar_id", "certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_until", "version", "workaround_counts") VALUES (OLD."application_id", OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."valid_from", OLD."valid_until", OLD."version", OLD."workaround_counts"); RETURN NULL;', hash='e935985b96e594a8a7caa020e875d00d9b8718e9', operation='DELETE', pgid='pgtrigger_deleted_delete_28d82', table='contracts_serviceagreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='serviceagreementchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='450a50d023f60085c345e32bd1ce073615f9809b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1bc98', table='contracts_serviceagreementchange', when='BEFORE')),
                ),
            ],
        ),
    ]
