"""All tables of this app."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('customers', '0008_procedures_have_names'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workstations', '0004_lives_of_devices'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='AgentToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='Wofür er ist, zum Beispiel „Verteilung Rathaus“.', max_length=80, verbose_name='Bezeichnung')),
                        ('key_hash', models.CharField(editable=False, max_length=64, unique=True, verbose_name='Prüfsumme')),
                        ('created_at', models.DateTimeField(editable=False, verbose_name='angelegt am')),
                        ('valid_until', models.DateField(blank=True, help_text='Leer heißt: bis zum Sperren.', null=True, verbose_name='gültig bis')),
                        ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gesperrt am')),
                        ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='zuletzt benutzt')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agent_tokens', to='customers.authority', verbose_name='Behörde')),
                        ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von')),
                        ('revoked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gesperrt von')),
                    ],
                    options={
                        'verbose_name': 'Agentenschlüssel',
                        'verbose_name_plural': 'Agentenschlüssel',
                        'ordering': ['authority__name', 'name', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='agent_token_revoked_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='AgentTokenChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text='Wofür er ist, zum Beispiel „Verteilung Rathaus“.', max_length=80, verbose_name='Bezeichnung')),
                        ('created_at', models.DateTimeField(editable=False, verbose_name='angelegt am')),
                        ('valid_until', models.DateField(blank=True, help_text='Leer heißt: bis zum Sperren.', null=True, verbose_name='gültig bis')),
                        ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gesperrt am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('created_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='inventory.agenttoken')),
                        ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gesperrt von')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='inv_agenttoken_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='FieldLock',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.CharField(choices=[('serial_number', 'Seriennummer'), ('uuid', 'UUID'), ('mac_addresses', 'MAC-Adressen'), ('host_name', 'Rechnername'), ('operating_system', 'Betriebssystem'), ('processor', 'Prozessor'), ('memory_mib', 'Arbeitsspeicher'), ('storage_gib', 'Datenspeicher')], max_length=20, verbose_name='Angabe')),
                        ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                        ('locked_at', models.DateTimeField(verbose_name='festgehalten am')),
                        ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='field_locks', to='workstations.device', verbose_name='Gerät')),
                        ('locked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='festgehalten von')),
                    ],
                    options={
                        'verbose_name': 'Festgehaltene Angabe',
                        'verbose_name_plural': 'Festgehaltene Angaben',
                        'ordering': ['device', 'field'],
                        'default_permissions': ('view',),
                        'constraints': [models.UniqueConstraint(fields=('device', 'field'), name='field_locked_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='field_locked_for_a_reason'), models.CheckConstraint(condition=models.Q(('field__in', ['serial_number', 'uuid', 'mac_addresses', 'host_name', 'operating_system', 'processor', 'memory_mib', 'storage_gib'])), name='field_that_agents_know')],
                    },
                ),
                migrations.CreateModel(
                    name='FieldLockChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('field', models.CharField(choices=[('serial_number', 'Seriennummer'), ('uuid', 'UUID'), ('mac_addresses', 'MAC-Adressen'), ('host_name', 'Rechnername'), ('operating_system', 'Betriebssystem'), ('processor', 'Prozessor'), ('memory_mib', 'Arbeitsspeicher'), ('storage_gib', 'Datenspeicher')], max_length=20, verbose_name='Angabe')),
                        ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                        ('locked_at', models.DateTimeField(verbose_name='festgehalten am')),
                        ('device', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('locked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='festgehalten von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='inventory.fieldlock')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='inv_fieldlock_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='InventoryReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agent_id', models.CharField(max_length=120, verbose_name='Kennung des Agenten')),
                        ('agent', models.CharField(blank=True, max_length=121, verbose_name='Agent')),
                        ('received_at', models.DateTimeField(verbose_name='eingegangen am')),
                        ('last_received_at', models.DateTimeField(verbose_name='zuletzt gleich eingegangen am')),
                        ('times', models.PositiveIntegerField(default=1, verbose_name='so oft gleich eingegangen')),
                        ('digest', models.CharField(max_length=64, verbose_name='Prüfsumme')),
                        ('facts', models.JSONField(default=dict, verbose_name='Angaben')),
                        ('recognised_by', models.CharField(blank=True, choices=[('serial', 'an der Seriennummer wiedererkannt'), ('uuid', 'an der UUID wiedererkannt'), ('mac', 'an der MAC-Adresse wiedererkannt'), ('name', 'am Rechnernamen wiedererkannt'), ('decision', 'durch Entscheidung zugeordnet')], max_length=8, verbose_name='Wiedererkennung')),
                        ('outcome', models.CharField(choices=[('taken', 'übernommen'), ('review', 'zu prüfen'), ('discarded', 'verworfen')], max_length=9, verbose_name='Ergebnis')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inventory_reports', to='customers.authority', verbose_name='Behörde')),
                        ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='inventory_reports', to='workstations.device', verbose_name='Gerät')),
                        ('token', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='inventory.agenttoken', verbose_name='Agentenschlüssel')),
                    ],
                    options={
                        'verbose_name': 'Inventarmeldung',
                        'verbose_name_plural': 'Inventarmeldungen',
                        'ordering': ['-last_received_at', '-pk'],
                        'default_permissions': ('view',),
                        'indexes': [models.Index(fields=['authority', 'agent_id', '-last_received_at'], name='report_of_agent'), models.Index(fields=['device', '-last_received_at'], name='report_of_device'), models.Index(fields=['token', '-last_received_at'], name='report_by_token'), models.Index(fields=['last_received_at'], name='report_by_age')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'taken'), ('device__isnull', True), _connector='OR'), name='report_taken_only_for_a_device'), models.CheckConstraint(condition=models.Q(('last_received_at__gte', models.F('received_at'))), name='report_last_after_first')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('one_serial', 'Eine Seriennummer, mehrere Geräte'), ('contradiction', 'Widersprüchliche Merkmale'), ('other_authority', 'Gerät gehört nicht zu dieser Behörde'), ('unknown', 'Unbekanntes Gerät')], max_length=15, verbose_name='Anlass')),
                        ('sentence', models.CharField(max_length=300, verbose_name='Woran es liegt')),
                        ('title', models.CharField(max_length=120, verbose_name='Gemeldet als')),
                        ('identity', models.CharField(max_length=64, verbose_name='Prüfsumme der Merkmale')),
                        ('report', models.JSONField(blank=True, default=dict, verbose_name='Meldung')),
                        ('candidates', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='mögliche Geräte')),
                        ('opened_at', models.DateTimeField(verbose_name='eingegangen am')),
                        ('last_reported_at', models.DateTimeField(verbose_name='zuletzt gemeldet')),
                        ('decision', models.CharField(blank=True, choices=[('device', 'bekanntes Gerät'), ('new', 'neues Gerät'), ('discarded', 'verworfen'), ('settled', 'von selbst erledigt')], max_length=9, verbose_name='Entscheidung')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_cases', to='customers.authority', verbose_name='Behörde')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='review_cases', to='workstations.device', verbose_name='Gerät')),
                        ('token', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_cases', to='inventory.agenttoken', verbose_name='Agentenschlüssel')),
                    ],
                    options={
                        'verbose_name': 'Prüffall',
                        'verbose_name_plural': 'Prüffälle',
                        'ordering': ['-opened_at', '-pk'],
                        'permissions': [('review', 'Kann über Inventarmeldungen entscheiden')],
                        'default_permissions': ('view',),
                        'indexes': [models.Index(condition=models.Q(('decision', '')), fields=['opened_at'], name='case_open'), models.Index(fields=['authority', 'identity', '-decided_at'], name='case_by_identity')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('authority', 'identity'), name='case_open_once_for_a_device'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False), ('report', {})), _connector='OR'), name='case_decided_has_moment_and_no_report'), models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ['device', 'new', 'discarded']), _negated=True), ('decided_by__isnull', False), _connector='OR'), name='case_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'discarded'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='case_discarded_has_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewCaseChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('one_serial', 'Eine Seriennummer, mehrere Geräte'), ('contradiction', 'Widersprüchliche Merkmale'), ('other_authority', 'Gerät gehört nicht zu dieser Behörde'), ('unknown', 'Unbekanntes Gerät')], max_length=15, verbose_name='Anlass')),
                        ('sentence', models.CharField(max_length=300, verbose_name='Woran es liegt')),
                        ('title', models.CharField(max_length=120, verbose_name='Gemeldet als')),
                        ('identity', models.CharField(max_length=64, verbose_name='Prüfsumme der Merkmale')),
                        ('candidates', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='mögliche Geräte')),
                        ('opened_at', models.DateTimeField(verbose_name='eingegangen am')),
                        ('decision', models.CharField(blank=True, choices=[('device', 'bekanntes Gerät'), ('new', 'neues Gerät'), ('discarded', 'verworfen'), ('settled', 'von selbst erledigt')], max_length=9, verbose_name='Entscheidung')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('device', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='inventory.reviewcase')),
                        ('token', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inventory.agenttoken', verbose_name='Agentenschlüssel')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='inv_reviewcase_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='SoftwareTitle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='Programm')),
                        ('publisher', models.CharField(blank=True, max_length=120, verbose_name='Hersteller')),
                    ],
                    options={
                        'verbose_name': 'Programm',
                        'verbose_name_plural': 'Programme',
                        'ordering': ['name', 'publisher'],
                        'default_permissions': ('view',),
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('publisher'), name='gin_trgm_ops'), fastupdate=False, name='software_title_parts')],
                        'constraints': [models.UniqueConstraint(fields=('name', 'publisher'), name='software_title_unique')],
                    },
                ),
                migrations.CreateModel(
                    name='InstalledSoftware',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(blank=True, max_length=80, verbose_name='Version')),
                        ('first_seen_on', models.DateField(verbose_name='gemeldet seit')),
                        ('last_seen_on', models.DateField(blank=True, help_text='Leer heißt: noch installiert.', null=True, verbose_name='gemeldet bis')),
                        ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='software', to='workstations.device', verbose_name='Gerät')),
                        ('title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='installations', to='inventory.softwaretitle', verbose_name='Programm')),
                    ],
                    options={
                        'verbose_name': 'Installiertes Programm',
                        'verbose_name_plural': 'Installierte Programme',
                        'ordering': ['title__name', 'version', 'pk'],
                        'default_permissions': ('view',),
                        'indexes': [models.Index(condition=models.Q(('last_seen_on__isnull', True)), fields=['title', 'device'], name='software_present')],
                        'constraints': [models.UniqueConstraint(fields=('device', 'title', 'version'), name='software_once_on_a_device'), models.CheckConstraint(condition=models.Q(('last_seen_on__isnull', True), ('last_seen_on__gte', models.F('first_seen_on')), _connector='OR'), name='software_ends_after_it_began')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agenttoken',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_agenttokenchange" ("authority_id", "created_at", "created_by_id", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "valid_until") VALUES (NEW."authority_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."valid_until"); RETURN NULL;', hash='151054bc5d175de718ea1d8ca8f6c0b7f9ab6886', operation='INSERT', pgid='pgtrigger_added_insert_149b8', table='inventory_agenttoken', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agenttoken',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until"))', func='INSERT INTO "inventory_agenttokenchange" ("authority_id", "created_at", "created_by_id", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "valid_until") VALUES (OLD."authority_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."valid_until"); RETURN NULL;', hash='3cf000eea9f2787fc5abc61522a172bdc586203d', operation='UPDATE', pgid='pgtrigger_changed_update_ccde2', table='inventory_agenttoken', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agenttoken',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_agenttokenchange" ("authority_id", "created_at", "created_by_id", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "valid_until") VALUES (OLD."authority_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."valid_until"); RETURN NULL;', hash='fd40c903c57ecc9a79ca55cda2ce5441e115112d', operation='DELETE', pgid='pgtrigger_deleted_delete_b5fa5', table='inventory_agenttoken', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agenttokenchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58f4e8ffa47df80130ee71f6492bf0b2ba4d3919', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_344f9', table='inventory_agenttokenchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fieldlock',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_fieldlockchange" ("device_id", "field", "id", "locked_at", "locked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."device_id", NEW."field", NEW."id", NEW."locked_at", NEW."locked_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason"); RETURN NULL;', hash='22e21600a22333732f58d9e319a9e903ce3f86e1', operation='INSERT', pgid='pgtrigger_added_insert_fa9f3', table='inventory_fieldlock', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fieldlock',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inventory_fieldlockchange" ("device_id", "field", "id", "locked_at", "locked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."device_id", OLD."field", OLD."id", OLD."locked_at", OLD."locked_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason"); RETURN NULL;', hash='f1985ba72f2432b2842a887a7f795218325fdb52', operation='UPDATE', pgid='pgtrigger_changed_update_1b454', table='inventory_fieldlock', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fieldlock',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_fieldlockchange" ("device_id", "field", "id", "locked_at", "locked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."device_id", OLD."field", OLD."id", OLD."locked_at", OLD."locked_by_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason"); RETURN NULL;', hash='13849b728b5d10f78c01b45f2bf8872faedc44b1', operation='DELETE', pgid='pgtrigger_deleted_delete_79d6e', table='inventory_fieldlock', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fieldlockchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1bd5a64e3f034e2c0d7667be6467817a0c46240a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2898a', table='inventory_fieldlockchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewcase',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_reviewcasechange" ("authority_id", "candidates", "decided_at", "decided_by_id", "decision", "device_id", "id", "identity", "is_demo", "kind", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sentence", "title", "token_id") VALUES (NEW."authority_id", NEW."candidates", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."device_id", NEW."id", NEW."identity", NEW."is_demo", NEW."kind", NEW."opened_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."sentence", NEW."title", NEW."token_id"); RETURN NULL;', hash='8fa4e78832f968e3002408c70c7f46b93ca30e94', operation='INSERT', pgid='pgtrigger_added_insert_231df', table='inventory_reviewcase', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewcase',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."candidates" IS DISTINCT FROM (NEW."candidates") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."device_id" IS DISTINCT FROM (NEW."device_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."sentence" IS DISTINCT FROM (NEW."sentence") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."token_id" IS DISTINCT FROM (NEW."token_id"))', func='INSERT INTO "inventory_reviewcasechange" ("authority_id", "candidates", "decided_at", "decided_by_id", "decision", "device_id", "id", "identity", "is_demo", "kind", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sentence", "title", "token_id") VALUES (OLD."authority_id", OLD."candidates", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."device_id", OLD."id", OLD."identity", OLD."is_demo", OLD."kind", OLD."opened_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."sentence", OLD."title", OLD."token_id"); RETURN NULL;', hash='203020323f5f0bcace7ce79caae79d02ac6540c1', operation='UPDATE', pgid='pgtrigger_changed_update_00ea8', table='inventory_reviewcase', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewcase',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inventory_reviewcasechange" ("authority_id", "candidates", "decided_at", "decided_by_id", "decision", "device_id", "id", "identity", "is_demo", "kind", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sentence", "title", "token_id") VALUES (OLD."authority_id", OLD."candidates", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."device_id", OLD."id", OLD."identity", OLD."is_demo", OLD."kind", OLD."opened_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."sentence", OLD."title", OLD."token_id"); RETURN NULL;', hash='3d2cea6303cad513879adb9dce6b1d2b775ad4e5', operation='DELETE', pgid='pgtrigger_deleted_delete_cdb8d', table='inventory_reviewcase', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reviewcasechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='21d13f5fab67ff5e816ac61b6c15a02e9c99d96f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9c06e', table='inventory_reviewcasechange', when='BEFORE')),
                ),
            ],
        ),
    ]
