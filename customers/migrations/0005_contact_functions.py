"""What people at authorities are there for, and how they are reached when the systems there are down."""

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
        ('customers', '0004_found_by_parts'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ContactFunction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('data_protection_officer', 'Datenschutzbeauftragte Person'), ('invoices', 'Rechnungsempfang'), ('emergency', 'Notfallkontakt')], max_length=30, verbose_name='Funktion')),
                        ('is_deputy', models.BooleanField(default=False, verbose_name='in Stellvertretung')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('phone', models.CharField(blank=True, help_text='Erreichbar, auch wenn Netz und Telefonanlage der Behörde ausfallen.', max_length=40, verbose_name='Telefon für den Notfall')),
                        ('email', models.EmailField(blank=True, help_text='Ein Postfach außerhalb der Behörde.', max_length=254, verbose_name='E-Mail für den Notfall')),
                        ('consented_on', models.DateField(blank=True, help_text='Eine private Nummer steht hier nur mit Einwilligung.', null=True, verbose_name='Einwilligung vom')),
                        ('number_removed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Nummer entfernt am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='customers.contact', verbose_name='Ansprechperson')),
                    ],
                    options={
                        'verbose_name': 'Funktion einer Ansprechperson',
                        'verbose_name_plural': 'Funktionen von Ansprechpersonen',
                        'ordering': ['kind', 'is_deputy', models.OrderBy(models.F('valid_from'), nulls_first=True), 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='contact_function_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'emergency'), _negated=True), ('number_removed_on__isnull', False), models.Q(('consented_on__isnull', False), models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR')), _connector='OR'), name='contact_function_emergency_is_reachable', violation_error_message='Ein Notfallkontakt braucht Telefon oder E-Mail für den Notfall und den Tag der Einwilligung.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'emergency'), ('number_removed_on__isnull', True)), models.Q(('consented_on__isnull', True), ('email', ''), ('phone', '')), _connector='OR'), name='contact_function_number_for_emergency', violation_error_message='Telefon, E-Mail und Einwilligung gehören nur zu einem Notfallkontakt.'), models.CheckConstraint(condition=models.Q(('number_removed_on__isnull', True), models.Q(('kind', 'emergency'), ('number_removed_on__gt', models.F('valid_until')), ('valid_until__isnull', False)), _connector='OR'), name='contact_function_number_removed_after_end', violation_error_message='Eine Nummer wird erst nach dem Ende der Funktion entfernt.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('contact', '='), ('kind', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='contact_function_periods_apart', violation_error_message='In diesem Zeitraum hat die Person diese Funktion schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='ContactFunctionChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('data_protection_officer', 'Datenschutzbeauftragte Person'), ('invoices', 'Rechnungsempfang'), ('emergency', 'Notfallkontakt')], max_length=30, verbose_name='Funktion')),
                        ('is_deputy', models.BooleanField(default=False, verbose_name='in Stellvertretung')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('phone', models.CharField(blank=True, help_text='Erreichbar, auch wenn Netz und Telefonanlage der Behörde ausfallen.', max_length=40, verbose_name='Telefon für den Notfall')),
                        ('email', models.EmailField(blank=True, help_text='Ein Postfach außerhalb der Behörde.', max_length=254, verbose_name='E-Mail für den Notfall')),
                        ('consented_on', models.DateField(blank=True, help_text='Eine private Nummer steht hier nur mit Einwilligung.', null=True, verbose_name='Einwilligung vom')),
                        ('number_removed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Nummer entfernt am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('contact', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='Ansprechperson')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='customers.contactfunction')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='cus_contactfunction_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactfunction',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_contactfunctionchange" ("consented_on", "contact_id", "email", "id", "is_demo", "is_deputy", "kind", "number_removed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "valid_from", "valid_until") VALUES (NEW."consented_on", NEW."contact_id", NEW."email", NEW."id", NEW."is_demo", NEW."is_deputy", NEW."kind", NEW."number_removed_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."phone", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='39996296ba4183fbeeb01d1de2e840f64d7c7991', operation='INSERT', pgid='pgtrigger_added_insert_a27a4', table='customers_contactfunction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactfunction',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "customers_contactfunctionchange" ("consented_on", "contact_id", "email", "id", "is_demo", "is_deputy", "kind", "number_removed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "valid_from", "valid_until") VALUES (OLD."consented_on", OLD."contact_id", OLD."email", OLD."id", OLD."is_demo", OLD."is_deputy", OLD."kind", OLD."number_removed_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."phone", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='321cdbf009f1b6299fd9171e9549d1238123031f', operation='UPDATE', pgid='pgtrigger_changed_update_78ce2', table='customers_contactfunction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactfunction',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "customers_contactfunctionchange" ("consented_on", "contact_id", "email", "id", "is_demo", "is_deputy", "kind", "number_removed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "valid_from", "valid_until") VALUES (OLD."consented_on", OLD."contact_id", OLD."email", OLD."id", OLD."is_demo", OLD."is_deputy", OLD."kind", OLD."number_removed_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."phone", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='7c575980bc6ec23d946c79513276e7710fb3ba2b', operation='DELETE', pgid='pgtrigger_deleted_delete_2731a', table='customers_contactfunction', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactfunctionchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='399252a94fd94653427c4f313d358316693463a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_165d6', table='customers_contactfunctionchange', when='BEFORE')),
                ),
            ],
        ),
    ]
