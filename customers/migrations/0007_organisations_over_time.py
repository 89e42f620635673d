"""Successions, coordinates, the forms of keys by kind of body, and names for single Fachverfahren."""

import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0006_service_points'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='tasktransfer',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='tasktransfer',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='tasktransfer',
                    name='added_insert',
                ),
                migrations.CreateModel(
                    name='Location',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('latitude', models.DecimalField(decimal_places=6, help_text='Grad Nord, zum Beispiel 53,326305.', max_digits=8, validators=[django.core.validators.MinValueValidator(53, 'Die Breite liegt zwischen 53 und 55 Grad Nord.'), django.core.validators.MaxValueValidator(55, 'Die Breite liegt zwischen 53 und 55 Grad Nord.')], verbose_name='geografische Breite')),
                        ('longitude', models.DecimalField(decimal_places=6, help_text='Grad Ost, zum Beispiel 11,497142.', max_digits=8, validators=[django.core.validators.MinValueValidator(10, 'Die Länge liegt zwischen 10 und 15 Grad Ost.'), django.core.validators.MaxValueValidator(15, 'Die Länge liegt zwischen 10 und 15 Grad Ost.')], verbose_name='geografische Länge')),
                        ('authority', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='location', to='customers.authority', verbose_name='Behörde')),
                        ('service_point', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='location', to='customers.servicepoint', verbose_name='Service-Point')),
                        ('site', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='location', to='customers.site', verbose_name='Standort')),
                    ],
                    options={
                        'verbose_name': 'Koordinate',
                        'verbose_name_plural': 'Koordinaten',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', False), ('service_point__isnull', True), ('site__isnull', True)), models.Q(('authority__isnull', True), ('service_point__isnull', False), ('site__isnull', True)), models.Q(('authority__isnull', True), ('service_point__isnull', True), ('site__isnull', False)), _connector='OR'), name='location_of_one', violation_error_message='Eine Koordinate gehört zu genau einem: einer Behörde, einem Service-Point oder einem Standort.'), models.CheckConstraint(condition=models.Q(('latitude__gte', 53), ('latitude__lte', 55), ('longitude__gte', 10), ('longitude__lte', 15)), name='location_in_range', violation_error_message='Dieser Ort liegt nicht in Mecklenburg-Vorpommern.')],
                    },
                ),
                migrations.CreateModel(
                    name='LocationChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('latitude', models.DecimalField(decimal_places=6, help_text='Grad Nord, zum Beispiel 53,326305.', max_digits=8, validators=[django.core.validators.MinValueValidator(53, 'Die Breite liegt zwischen 53 und 55 Grad Nord.'), django.core.validators.MaxValueValidator(55, 'Die Breite liegt zwischen 53 und 55 Grad Nord.')], verbose_name='geografische Breite')),
                        ('longitude', models.DecimalField(decimal_places=6, help_text='Grad Ost, zum Beispiel 11,497142.', max_digits=8, validators=[django.core.validators.MinValueValidator(10, 'Die Länge liegt zwischen 10 und 15 Grad Ost.'), django.core.validators.MaxValueValidator(15, 'Die Länge liegt zwischen 10 und 15 Grad Ost.')], verbose_name='geografische Länge')),
                        ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.location')),
                        ('service_point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                        ('site', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site', verbose_name='Standort')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_location_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Succession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('effective_on', models.DateField(help_text='Erster Tag, an dem es die Vorgängerin nicht mehr gibt.', verbose_name='wirksam am')),
                        ('kind', models.CharField(choices=[('incorporation', 'Eingemeindung'), ('merger', 'Zusammenschluss'), ('dissolution', 'Auflösung des Amtes'), ('conversion', 'Umwandlung')], max_length=20, verbose_name='Art')),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='successions', to='customers.authority', verbose_name='Vorgängerin')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preceded_by', to='customers.authority', verbose_name='Nachfolgerin')),
                    ],
                    options={
                        'verbose_name': 'Nachfolge',
                        'verbose_name_plural': 'Nachfolgen',
                        'ordering': ['effective_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_not_of_itself', violation_error_message='Eine Behörde kann nicht ihre eigene Nachfolgerin sein.'), models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once', violation_error_message='Diese Nachfolge ist schon eingetragen.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('predecessor', '='), ('effective_on', '<>')], name='succession_on_one_day', violation_error_message='Diese Behörde endet schon an einem anderen Tag.')],
                    },
                ),
                migrations.CreateModel(
                    name='SuccessionChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('effective_on', models.DateField(help_text='Erster Tag, an dem es die Vorgängerin nicht mehr gibt.', verbose_name='wirksam am')),
                        ('kind', models.CharField(choices=[('incorporation', 'Eingemeindung'), ('merger', 'Zusammenschluss'), ('dissolution', 'Auflösung des Amtes'), ('conversion', 'Umwandlung')], max_length=20, verbose_name='Art')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.succession')),
                        ('predecessor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Vorgängerin')),
                        ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Nachfolgerin')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_succession_by_age')],
                    },
                ),
                migrations.AlterModelOptions(
                    name='tasktransfer',
                    options={'ordering': ['authority_id', 'scope', 'subject', models.OrderBy(models.F('starts_on'), nulls_first=True)], 'verbose_name': 'Aufgabenübertragung', 'verbose_name_plural': 'Aufgabenübertragungen'},
                ),
                migrations.RemoveConstraint(
                    model_name='tasktransfer',
                    name='task_transfer_periods_apart',
                ),
                migrations.AddField(
                    model_name='tasktransfer',
                    name='subject',
                    field=models.CharField(blank=True, help_text='Nur bei einem einzelnen Fachverfahren: wie es heißt, zum Beispiel Haushaltsverfahren.', max_length=120, verbose_name='Fachverfahren'),
                ),
                migrations.AddField(
                    model_name='tasktransferchange',
                    name='subject',
                    field=models.CharField(blank=True, help_text='Nur bei einem einzelnen Fachverfahren: wie es heißt, zum Beispiel Haushaltsverfahren.', max_length=120, verbose_name='Fachverfahren'),
                ),
                migrations.AlterField(
                    model_name='authority',
                    name='kind',
                    field=models.CharField(choices=[('district', 'Landkreis'), ('independent_city', 'kreisfreie Stadt'), ('municipality_without_amt', 'amtsfreie Gemeinde'), ('amt', 'Amt'), ('amt_member_municipality', 'amtsangehörige Gemeinde'), ('special_purpose_association', 'Zweckverband'), ('public_institution', 'Anstalt des öffentlichen Rechts'), ('municipal_enterprise', 'Eigenbetrieb'), ('municipal_company', 'kommunale Gesellschaft'), ('school', 'Schule'), ('kita', 'Kindertagesstätte'), ('other', 'sonstige Stelle')], max_length=30, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='authoritychange',
                    name='kind',
                    field=models.CharField(choices=[('district', 'Landkreis'), ('independent_city', 'kreisfreie Stadt'), ('municipality_without_amt', 'amtsfreie Gemeinde'), ('amt', 'Amt'), ('amt_member_municipality', 'amtsangehörige Gemeinde'), ('special_purpose_association', 'Zweckverband'), ('public_institution', 'Anstalt des öffentlichen Rechts'), ('municipal_enterprise', 'Eigenbetrieb'), ('municipal_company', 'kommunale Gesellschaft'), ('school', 'Schule'), ('kita', 'Kindertagesstätte'), ('other', 'sonstige Stelle')], max_length=30, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='membership',
                    name='kind',
                    field=models.CharField(choices=[('member_of_amt', 'gehört zum Amt'), ('managing_municipality_of', 'führt die Geschäfte von'), ('school_of', 'in Trägerschaft von'), ('owned_by', 'gehört')], max_length=30, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='membershipchange',
                    name='kind',
                    field=models.CharField(choices=[('member_of_amt', 'gehört zum Amt'), ('managing_municipality_of', 'führt die Geschäfte von'), ('school_of', 'in Trägerschaft von'), ('owned_by', 'gehört')], max_length=30, verbose_name='Art'),
                ),
                migrations.AddConstraint(
                    model_name='authority',
                    constraint=models.CheckConstraint(condition=models.Q(('ags', ''), ('kind__in', ('independent_city', 'municipality_without_amt', 'amt_member_municipality')), _connector='OR'), name='authority_ags_of_municipality', violation_error_message='Einen AGS haben nur Gemeinden.'),
                ),
                migrations.AddConstraint(
                    model_name='authority',
                    constraint=models.CheckConstraint(condition=models.Q(('ars', ''), models.Q(('ars__regex', '^13[0-9]{3}$'), ('kind', 'district')), models.Q(('ars__regex', '^13[0-9]{2}([0-9])5\\1[0-9]{2}$'), ('kind', 'amt')), models.Q(('ars__regex', '^13[0-9]{3}0([0-9]{3})\\1$'), ('kind', 'independent_city')), models.Q(('ars__regex', '^13[0-9]{3}0([0-9]{3})\\1$'), ('kind', 'municipality_without_amt')), models.Q(('ars__regex', '^13[0-9]{2}([0-9])5\\1[0-9]{2}[0-9]{3}$'), ('kind', 'amt_member_municipality')), _connector='OR'), name='authority_ars_form', violation_error_message='Der ARS passt nicht zur Art der Behörde.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "subject", "workstations_at_start") VALUES (NEW."authority_id", NEW."certainty", NEW."contracted_on", NEW."ends_on", NEW."id", NEW."is_demo", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."resolved_on", NEW."scope", NEW."source", NEW."starts_on", NEW."subject", NEW."workstations_at_start"); RETURN NULL;', hash='6d013a19b284685f0ab152d578f97272da3a8361', operation='INSERT', pgid='pgtrigger_added_insert_29d58', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "subject", "workstations_at_start") VALUES (OLD."authority_id", OLD."certainty", OLD."contracted_on", OLD."ends_on", OLD."id", OLD."is_demo", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."resolved_on", OLD."scope", OLD."source", OLD."starts_on", OLD."subject", OLD."workstations_at_start"); RETURN NULL;', hash='6bab3166c4fbe2301ee379486088570a417c25e4', operation='UPDATE', pgid='pgtrigger_changed_update_feb95', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tasktransfer',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_tasktransferchange" ("authority_id", "certainty", "contracted_on", "ends_on", "id", "is_demo", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_on", "scope", "source", "starts_on", "subject", "workstations_at_start") VALUES (OLD."authority_id", OLD."certainty", OLD."contracted_on", OLD."ends_on", OLD."id", OLD."is_demo", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."resolved_on", OLD."scope", OLD."source", OLD."starts_on", OLD."subject", OLD."workstations_at_start"); RETURN NULL;', hash='8a42fccb025acc777530d673447258e4dd617021', operation='DELETE', pgid='pgtrigger_deleted_delete_10d7f', table='customers_tasktransfer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='location',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_locationchange" ("authority_id", "certainty", "id", "is_demo", "latitude", "longitude", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "site_id", "source") VALUES (NEW."authority_id", NEW."certainty", NEW."id", NEW."is_demo", NEW."latitude", NEW."longitude", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."service_point_id", NEW."site_id", NEW."source"); RETURN NULL;', hash='75dc1ad1caaf85320bac8378b025657e90a6ea54', operation='INSERT', pgid='pgtrigger_added_insert_ff0e8', table='customers_location', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='location',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_locationchange" ("authority_id", "certainty", "id", "is_demo", "latitude", "longitude", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "site_id", "source") VALUES (OLD."authority_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."latitude", OLD."longitude", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."service_point_id", OLD."site_id", OLD."source"); RETURN NULL;', hash='7f943a27074e8ba5a1572944a6ea9206e31a5354', operation='UPDATE', pgid='pgtrigger_changed_update_c7bd2', table='customers_location', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='location',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_locationchange" ("authority_id", "certainty", "id", "is_demo", "latitude", "longitude", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_point_id", "site_id", "source") VALUES (OLD."authority_id", OLD."certainty", OLD."id", OLD."is_demo", OLD."latitude", OLD."longitude", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."service_point_id", OLD."site_id", OLD."source"); RETURN NULL;', hash='68a01537a018749215898ec5727eb7fd9a8faf51', operation='DELETE', pgid='pgtrigger_deleted_delete_a95c3', table='customers_location', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='locationchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dfb5411c2341db3a5388c3fa50701bf438b053b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_932f8', table='customers_locationchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='succession',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_successionchange" ("certainty", "effective_on", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source", "successor_id") VALUES (NEW."certainty", NEW."effective_on", NEW."id", NEW."is_demo", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."predecessor_id", NEW."source", NEW."successor_id"); RETURN NULL;', hash='70d61fbdf03a0d4b15d8dcb6b996a2701d282a7d', operation='INSERT', pgid='pgtrigger_added_insert_439c3', table='customers_succession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='succession',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_successionchange" ("certainty", "effective_on", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source", "successor_id") VALUES (OLD."certainty", OLD."effective_on", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."predecessor_id", OLD."source", OLD."successor_id"); RETURN NULL;', hash='7c4047fb970a772a4612fc6284d1e145fbc42532', operation='UPDATE', pgid='pgtrigger_changed_update_10375', table='customers_succession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='succession',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_successionchange" ("certainty", "effective_on", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "source", "successor_id") VALUES (OLD."certainty", OLD."effective_on", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."predecessor_id", OLD."source", OLD."successor_id"); RETURN NULL;', hash='6bd0777858184f3f86aa6435cbe22213e89314d6', operation='DELETE', pgid='pgtrigger_deleted_delete_d6d5e', table='customers_succession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='successionchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d1e3ec141f7a65ae009c7a5de97eabd520dc78dd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_92eb0', table='customers_successionchange', when='BEFORE')),
                ),
            ],
        ),
    ]
