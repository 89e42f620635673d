"""The sites that service points serve, days on which they are open otherwise, and who is on duty there."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('customers', '0005_contact_functions'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='OpeningException',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_day', models.DateField(verbose_name='erster Tag')),
                        ('last_day', models.DateField(verbose_name='letzter Tag')),
                        ('opens_at', models.TimeField(blank=True, help_text='Leer heißt: geschlossen.', null=True, verbose_name='öffnet um')),
                        ('closes_at', models.TimeField(blank=True, null=True, verbose_name='schließt um')),
                        ('reason', models.CharField(help_text='Behörden lesen ihn, zum Beispiel: Betriebsausflug.', max_length=120, verbose_name='Grund')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_exceptions', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'verbose_name': 'Ausnahme von den Öffnungszeiten',
                        'verbose_name_plural': 'Ausnahmen von den Öffnungszeiten',
                        'ordering': ['first_day', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='opening_exception_days_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('opens_at__isnull', True)), models.Q(('closes_at__gt', models.F('opens_at')), ('closes_at__isnull', False), ('opens_at__isnull', False)), _connector='OR'), name='opening_exception_hours_order', violation_error_message='Bitte geben Sie an, von wann bis wann geöffnet ist, oder lassen Sie beides leer.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('service_point', '='), (models.Func(models.F('first_day'), models.F('last_day'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='opening_exceptions_apart', violation_error_message='Für einen dieser Tage ist schon eine Ausnahme eingetragen.')],
                    },
                ),
                migrations.CreateModel(
                    name='OpeningExceptionChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_day', models.DateField(verbose_name='erster Tag')),
                        ('last_day', models.DateField(verbose_name='letzter Tag')),
                        ('opens_at', models.TimeField(blank=True, help_text='Leer heißt: geschlossen.', null=True, verbose_name='öffnet um')),
                        ('closes_at', models.TimeField(blank=True, null=True, verbose_name='schließt um')),
                        ('reason', models.CharField(help_text='Behörden lesen ihn, zum Beispiel: Betriebsausflug.', max_length=120, verbose_name='Grund')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.openingexception')),
                        ('service_point', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_openingexception_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Shift',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='Tag')),
                        ('begins_at', models.TimeField(verbose_name='von')),
                        ('ends_at', models.TimeField(verbose_name='bis')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('deputy', models.ForeignKey(blank=True, help_text='Springt ein, wenn die Person abwesend ist.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shifts_as_deputy', to='accounts.staffmember', verbose_name='Vertretung')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='accounts.staffmember', verbose_name='im Dienst')),
                        ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'verbose_name': 'Dienst',
                        'verbose_name_plural': 'Dienste',
                        'ordering': ['day', 'begins_at', 'pk'],
                        'indexes': [models.Index(fields=['service_point', 'day'], name='shift_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='shift_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('member')), _negated=True), _connector='OR'), name='shift_deputy_is_somebody_else', violation_error_message='Niemand vertritt sich selbst.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('member', '='), (models.Func(models.Func(models.F('day'), models.F('begins_at'), arg_joiner=' + ', output_field=models.DateTimeField(), template='(%(expressions)s)'), models.Func(models.F('day'), models.F('ends_at'), arg_joiner=' + ', output_field=models.DateTimeField(), template='(%(expressions)s)'), function='tsrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='shifts_of_a_person_apart', violation_error_message='In dieser Zeit ist diese Person schon eingeteilt.')],
                    },
                ),
                migrations.CreateModel(
                    name='ShiftChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(verbose_name='Tag')),
                        ('begins_at', models.TimeField(verbose_name='von')),
                        ('ends_at', models.TimeField(verbose_name='bis')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('deputy', models.ForeignKey(blank=True, db_constraint=False, help_text='Springt ein, wenn die Person abwesend ist.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.staffmember', verbose_name='Vertretung')),
                        ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.staffmember', verbose_name='im Dienst')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.shift')),
                        ('service_point', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_shift_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='SiteOfServicePointChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('servicepoint', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint')),
                        ('site', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_siteofservicepoint_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='SiteOfServicePoint',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Betreuung eines Standorts',
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('customers.servicepoint_sites',),
                ),
                migrations.AddField(
                    model_name='servicepoint',
                    name='sites',
                    field=models.ManyToManyField(blank=True, related_name='service_points', to='customers.site', verbose_name='betreute Standorte'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openingexception',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_openingexceptionchange" ("closes_at", "first_day", "id", "is_demo", "last_day", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "service_point_id") VALUES (NEW."closes_at", NEW."first_day", NEW."id", NEW."is_demo", NEW."last_day", NEW."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."service_point_id"); RETURN NULL;', hash='cf4d3d5252c8e63a80188936f5b978e1bf02029a', operation='INSERT', pgid='pgtrigger_added_insert_1026d', table='customers_openingexception', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openingexception',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_openingexceptionchange" ("closes_at", "first_day", "id", "is_demo", "last_day", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "service_point_id") VALUES (OLD."closes_at", OLD."first_day", OLD."id", OLD."is_demo", OLD."last_day", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."service_point_id"); RETURN NULL;', hash='5e628167fbf3181dcb6fe07d486c19765a2cc8dd', operation='UPDATE', pgid='pgtrigger_changed_update_c7bb1', table='customers_openingexception', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openingexception',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_openingexceptionchange" ("closes_at", "first_day", "id", "is_demo", "last_day", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "service_point_id") VALUES (OLD."closes_at", OLD."first_day", OLD."id", OLD."is_demo", OLD."last_day", OLD."opens_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."service_point_id"); RETURN NULL;', hash='08239b6adc99a8cd9ae34d1baabef8f6715e729e', operation='DELETE', pgid='pgtrigger_deleted_delete_c6e0f', table='customers_openingexception', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='openingexceptionchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='afa6e11012898c877de47d6876997b1b9fb049de', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d65ca', table='customers_openingexceptionchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shift',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_shiftchange" ("begins_at", "day", "deputy_id", "ends_at", "id", "is_demo", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id") VALUES (NEW."begins_at", NEW."day", NEW."deputy_id", NEW."ends_at", NEW."id", NEW."is_demo", NEW."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."service_point_id"); RETURN NULL;', hash='ab0bfbee6ff577bea5cf83e4a7d42f46c3f0d789', operation='INSERT', pgid='pgtrigger_added_insert_53a9c', table='customers_shift', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shift',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_shiftchange" ("begins_at", "day", "deputy_id", "ends_at", "id", "is_demo", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id") VALUES (OLD."begins_at", OLD."day", OLD."deputy_id", OLD."ends_at", OLD."id", OLD."is_demo", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."service_point_id"); RETURN NULL;', hash='19f7ae3da9c054c442b6efe1bc914e6d3a6ef263', operation='UPDATE', pgid='pgtrigger_changed_update_5ab87', table='customers_shift', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shift',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_shiftchange" ("begins_at", "day", "deputy_id", "ends_at", "id", "is_demo", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id") VALUES (OLD."begins_at", OLD."day", OLD."deputy_id", OLD."ends_at", OLD."id", OLD."is_demo", OLD."member_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."service_point_id"); RETURN NULL;', hash='588252e21910fb76213498b435947605ec52f48e', operation='DELETE', pgid='pgtrigger_deleted_delete_e52f8', table='customers_shift', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shiftchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='79fcb61386dfec170f5361d6599a2d8842a0933b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c4489', table='customers_shiftchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='siteofservicepointchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3449520568f60ced91e5e68b1aeab8b6cd81e986', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd53d', table='customers_siteofservicepointchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='siteofservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_siteofservicepointchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id", "site_id") VALUES (NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."servicepoint_id", NEW."site_id"); RETURN NULL;', hash='1d08a06fa7580efef7ea728a7e03d227d8d7724a', operation='INSERT', pgid='pgtrigger_added_insert_17232', table='customers_servicepoint_sites', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='siteofservicepoint',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_siteofservicepointchange" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "servicepoint_id", "site_id") VALUES (OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."servicepoint_id", OLD."site_id"); RETURN NULL;', hash='d0bd778a3b9dba9740240352e25fee8c759858ab', operation='DELETE', pgid='pgtrigger_deleted_delete_ba5a8', table='customers_servicepoint_sites', when='AFTER')),
                ),
            ],
        ),
    ]
