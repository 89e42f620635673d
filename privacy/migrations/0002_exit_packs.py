"""Packs of what an authority gets back when it leaves."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import files.models
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('customers', '0008_procedures_have_names'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('privacy', '0001_initial'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ExitPack',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=files.models.stored_path, verbose_name='Datei')),
                        ('name', models.CharField(max_length=200, verbose_name='Dateiname')),
                        ('content_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                        ('scan', models.CharField(choices=[('unscanned', 'nicht geprüft'), ('waiting', 'wird geprüft'), ('clean', 'unauffällig'), ('infected', 'Schadsoftware gefunden')], default='unscanned', max_length=9, verbose_name='Virenprüfung')),
                        ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                        ('malware', models.CharField(blank=True, max_length=200, verbose_name='Name der Schadsoftware')),
                        ('state', models.CharField(choices=[('making', 'wird erstellt'), ('ready', 'bereit'), ('failed', 'nicht gelungen'), ('expired', 'abgelaufen, Datei gelöscht')], default='making', max_length=8, verbose_name='Stand')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='Größe in Byte')),
                        ('uploaded_at', models.DateTimeField(verbose_name='angefordert am')),
                        ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='fertig seit')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='Prüfsumme (SHA-256)')),
                        ('tables_done', models.PositiveSmallIntegerField(default=0, verbose_name='fertige Tabellen')),
                        ('tables_all', models.PositiveSmallIntegerField(default=0, verbose_name='Tabellen')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angefordert von')),
                    ],
                    options={
                        'verbose_name': 'Austrittspaket',
                        'verbose_name_plural': 'Austrittspakete',
                        'ordering': ['-uploaded_at', '-pk'],
                        'permissions': [('make_exit_pack', 'Kann Austrittspakete erstellen und herunterladen')],
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['-uploaded_at', '-id'], name='exit_pack_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('state', 'ready'), _negated=True), ('file', '')), _connector='OR'), name='exit_pack_has_file_while_ready'), models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', False), ('state__in', ('ready', 'expired')), models.Q(('sha256', ''), _negated=True)), models.Q(('made_at__isnull', True), ('sha256', ''), ('state__in', ('making', 'failed'))), _connector='OR'), name='exit_pack_made_has_moment_and_digest'), models.UniqueConstraint(condition=models.Q(('state', 'making')), fields=('authority',), name='exit_pack_one_in_the_making', violation_error_message='Für diese Behörde wird gerade ein Austrittspaket erstellt.')],
                    },
                ),
                migrations.CreateModel(
                    name='ExitPackChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200, verbose_name='Dateiname')),
                        ('content_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                        ('scan', models.CharField(choices=[('unscanned', 'nicht geprüft'), ('waiting', 'wird geprüft'), ('clean', 'unauffällig'), ('infected', 'Schadsoftware gefunden')], default='unscanned', max_length=9, verbose_name='Virenprüfung')),
                        ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                        ('malware', models.CharField(blank=True, max_length=200, verbose_name='Name der Schadsoftware')),
                        ('state', models.CharField(choices=[('making', 'wird erstellt'), ('ready', 'bereit'), ('failed', 'nicht gelungen'), ('expired', 'abgelaufen, Datei gelöscht')], default='making', max_length=8, verbose_name='Stand')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='Größe in Byte')),
                        ('uploaded_at', models.DateTimeField(verbose_name='angefordert am')),
                        ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='fertig seit')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='Prüfsumme (SHA-256)')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='privacy.exitpack')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angefordert von')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='pri_exitpack_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exitpack',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "privacy_exitpackchange" ("authority_id", "content_type", "id", "made_at", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."authority_id", NEW."content_type", NEW."id", NEW."made_at", NEW."malware", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."scan", NEW."scanned_at", NEW."sha256", NEW."size", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='6eccd04849fa9064d28fbddb83f002690f3c4a6d', operation='INSERT', pgid='pgtrigger_added_insert_e5ccb', table='privacy_exitpack', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exitpack',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."malware" IS DISTINCT FROM (NEW."malware") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."scanned_at" IS DISTINCT FROM (NEW."scanned_at") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func='INSERT INTO "privacy_exitpackchange" ("authority_id", "content_type", "id", "made_at", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."authority_id", OLD."content_type", OLD."id", OLD."made_at", OLD."malware", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."scan", OLD."scanned_at", OLD."sha256", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='7308b56c0430f1f592dbbb7b339ab61ff93bd11f', operation='UPDATE', pgid='pgtrigger_changed_update_0e378', table='privacy_exitpack', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exitpack',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "privacy_exitpackchange" ("authority_id", "content_type", "id", "made_at", "malware", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan", "scanned_at", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."authority_id", OLD."content_type", OLD."id", OLD."made_at", OLD."malware", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."scan", OLD."scanned_at", OLD."sha256", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='4316428e623b3a501f7a696531dc3eb546c76f6f', operation='DELETE', pgid='pgtrigger_deleted_delete_bc9b5', table='privacy_exitpack', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exitpackchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='44d4b8ce65978390b3a79741005f703f4bdcd33c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_110a4', table='privacy_exitpackchange', when='BEFORE')),
                ),
            ],
        ),
    ]
