"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import ui.ordering
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('applications', '0001_initial'), ('applications', '0002_initial'), ('applications', '0003_sign_in_and_history')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('customers', '0001_squashed_0003_served_by_mail'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='ApplicationUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('used_since', models.DateField(blank=True, null=True, verbose_name='genutzt seit')),
                        ('used_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='genutzt bis')),
                        ('user_count', models.PositiveIntegerField(default=0, verbose_name='Anzahl Nutzende')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='application_uses', to='customers.authority', verbose_name='Behörde')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='applications.specialistapplication', verbose_name='Fachverfahren')),
                    ],
                    options={
                        'verbose_name': 'Nutzung eines Fachverfahrens',
                        'verbose_name_plural': 'Nutzung der Fachverfahren',
                        'ordering': ['application_id', 'authority_id', models.OrderBy(models.F('used_since'), nulls_first=True)],
                        'constraints': [models.CheckConstraint(condition=models.Q(('used_until__isnull', True), ('used_since__isnull', True), ('used_until__gte', models.F('used_since')), _connector='OR'), name='application_use_period_order', violation_error_message='Das Ende liegt vor dem Beginn.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('application', '='), ('authority', '='), (models.Func(models.F('used_since'), models.F('used_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='application_use_periods_apart', violation_error_message='Diese Behörde nutzt das Fachverfahren in diesem Zeitraum schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='ApplicationUseChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('used_since', models.DateField(blank=True, null=True, verbose_name='genutzt seit')),
                        ('used_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='genutzt bis')),
                        ('user_count', models.PositiveIntegerField(default=0, verbose_name='Anzahl Nutzende')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='applications.applicationuse')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.specialistapplication', verbose_name='Fachverfahren')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='app_applicationuse_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Product',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('domain', models.CharField(max_length=160, verbose_name='Fachgebiet')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('vendor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='products', to='applications.vendor', verbose_name='Hersteller')),
                    ],
                    options={
                        'verbose_name': 'Produkt',
                        'verbose_name_plural': 'Produkte',
                        'ordering': [ui.ordering.GermanOrder('name'), 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('vendor', 'name'), name='product_unique', nulls_distinct=False, violation_error_message='Dieses Produkt gibt es bei diesem Hersteller schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='ProductChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('domain', models.CharField(max_length=160, verbose_name='Fachgebiet')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='applications.product')),
                        ('vendor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.vendor', verbose_name='Hersteller')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='app_product_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='SpecialistApplication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, unique=True, verbose_name='Name')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='Version')),
                        ('hosting', models.CharField(choices=[('own_data_centre', 'eigenes Rechenzentrum'), ('ego_mv', 'Zweckverband eGo-MV'), ('dvz', 'DVZ M-V'), ('vendor_cloud', 'Hersteller'), ('customer_site', 'Standort der Behörde'), ('federal', 'Bund oder Einer für Alle')], max_length=20, verbose_name='Betrieb')),
                        ('operated_since', models.DateField(blank=True, null=True, verbose_name='betrieben seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authorities', models.ManyToManyField(related_name='applications', through='applications.ApplicationUse', to='customers.authority', verbose_name='Behörden')),
                        ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instances', to='applications.product', verbose_name='Produkt')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.team', verbose_name='betreuendes Team')),
                    ],
                    options={
                        'verbose_name': 'Fachverfahren',
                        'verbose_name_plural': 'Fachverfahren',
                        'ordering': [ui.ordering.GermanOrder('name'), 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SpecialistApplicationChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='Version')),
                        ('hosting', models.CharField(choices=[('own_data_centre', 'eigenes Rechenzentrum'), ('ego_mv', 'Zweckverband eGo-MV'), ('dvz', 'DVZ M-V'), ('vendor_cloud', 'Hersteller'), ('customer_site', 'Standort der Behörde'), ('federal', 'Bund oder Einer für Alle')], max_length=20, verbose_name='Betrieb')),
                        ('operated_since', models.DateField(blank=True, null=True, verbose_name='betrieben seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='applications.specialistapplication')),
                        ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.product', verbose_name='Produkt')),
                        ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team', verbose_name='betreuendes Team')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='app_specialistapplicat_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Vendor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, unique=True, verbose_name='Name')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                    ],
                    options={
                        'verbose_name': 'Hersteller',
                        'verbose_name_plural': 'Hersteller',
                        'ordering': [ui.ordering.GermanOrder('name'), 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='VendorChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('city', models.CharField(blank=True, max_length=100, verbose_name='Ort')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='applications.vendor')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='app_vendor_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationuse',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_applicationusechange" ("application_id", "authority_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_since", "used_until", "user_count") VALUES (OLD."application_id", OLD."authority_id", OLD."id", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."used_since", OLD."used_until", OLD."user_count"); RETURN NULL;', hash='a06213f9eef1bf9d363e793fae6213d433c190e5', operation='UPDATE', pgid='pgtrigger_changed_update_bc400', table='applications_applicationuse', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationuse',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_applicationusechange" ("application_id", "authority_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_since", "used_until", "user_count") VALUES (OLD."application_id", OLD."authority_id", OLD."id", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."used_since", OLD."used_until", OLD."user_count"); RETURN NULL;', hash='c818c2e0081a9cdcbd14a39df40eeae0534b9114', operation='DELETE', pgid='pgtrigger_deleted_delete_8a1e6', table='applications_applicationuse', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationuse',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_applicationusechange" ("application_id", "authority_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_since", "used_until", "user_count") VALUES (NEW."application_id", NEW."authority_id", NEW."id", NEW."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."used_since", NEW."used_until", NEW."user_count"); RETURN NULL;', hash='fa472c8627112c21d557a55ed0319fecde414710', operation='INSERT', pgid='pgtrigger_added_insert_96995', table='applications_applicationuse', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationusechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a78c9b5bea95a3148c31983f9d887b177679686c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_05d98', table='applications_applicationusechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='product',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_productchange" ("certainty", "domain", "id", "is_demo", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "vendor_id") VALUES (OLD."certainty", OLD."domain", OLD."id", OLD."is_demo", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."vendor_id"); RETURN NULL;', hash='87c6450ceabad0670bc80b16bff8334ecb5c2ab6', operation='UPDATE', pgid='pgtrigger_changed_update_a604a', table='applications_product', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='product',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_productchange" ("certainty", "domain", "id", "is_demo", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "vendor_id") VALUES (OLD."certainty", OLD."domain", OLD."id", OLD."is_demo", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."vendor_id"); RETURN NULL;', hash='00f6788e1ab9d12d6826006dbe0581af5cce40ca', operation='DELETE', pgid='pgtrigger_deleted_delete_3b1e0', table='applications_product', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='product',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_productchange" ("certainty", "domain", "id", "is_demo", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "vendor_id") VALUES (NEW."certainty", NEW."domain", NEW."id", NEW."is_demo", NEW."name", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."vendor_id"); RETURN NULL;', hash='8bf9d98e2a3088235c76268ca90acc877304652a', operation='INSERT', pgid='pgtrigger_added_insert_1a186', table='applications_product', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='productchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f4c1b716fa81344aa7e7484e108e277c278a3555', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_951a1', table='applications_productchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='specialistapplication',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_specialistapplicationchange" ("hosting", "id", "is_demo", "name", "note", "operated_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "team_id", "version") VALUES (OLD."hosting", OLD."id", OLD."is_demo", OLD."name", OLD."note", OLD."operated_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."product_id", OLD."team_id", OLD."version"); RETURN NULL;', hash='eeb2552dc55847b79b338797050bd2bbf1954dbb', operation='UPDATE', pgid='pgtrigger_changed_update_729ff', table='applications_specialistapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='specialistapplication',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_specialistapplicationchange" ("hosting", "id", "is_demo", "name", "note", "operated_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "team_id", "version") VALUES (OLD."hosting", OLD."id", OLD."is_demo", OLD."name", OLD."note", OLD."operated_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."product_id", OLD."team_id", OLD."version"); RETURN NULL;', hash='64bfc0436bf53a98ffd4a9e8e1060823ae3002d5', operation='DELETE', pgid='pgtrigger_deleted_delete_93523', table='applications_specialistapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='specialistapplication',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_specialistapplicationchange" ("hosting", "id", "is_demo", "name", "note", "operated_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "team_id", "version") VALUES (NEW."hosting", NEW."id", NEW."is_demo", NEW."name", NEW."note", NEW."operated_since", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."product_id", NEW."team_id", NEW."version"); RETURN NULL;', hash='f476ce6736e5b8ef77648b17ca7a794b3282c659', operation='INSERT', pgid='pgtrigger_added_insert_e11e0', table='applications_specialistapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='specialistapplicationchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ec781544a2affd1e541b79ca984acd7287ac18b9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0d235', table='applications_specialistapplicationchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vendor',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_vendorchange" ("certainty", "city", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source"); RETURN NULL;', hash='6af3b0f930c69ad5502d1a50e3e751fd960c002f', operation='UPDATE', pgid='pgtrigger_changed_update_7064b', table='applications_vendor', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vendor',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_vendorchange" ("certainty", "city", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."certainty", OLD."city", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source"); RETURN NULL;', hash='5ff715fd83df234c81b0c92761c4039eb6ad8197', operation='DELETE', pgid='pgtrigger_deleted_delete_7cb16', table='applications_vendor', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vendor',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_vendorchange" ("certainty", "city", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."certainty", NEW."city", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source"); RETURN NULL;', hash='3e72a9849b3ac9fc419824afce5ca2bfd4a9dcec', operation='INSERT', pgid='pgtrigger_added_insert_adad7', table='applications_vendor', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vendorchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b294690439bb3a45979c6a0fc18aab5f63621a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4a7b', table='applications_vendorchange', when='BEFORE')),
                ),
            ],
        ),
    ]
