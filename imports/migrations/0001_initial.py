"""All tables of this app."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import history.operations
import imports.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Import',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30, verbose_name='Gegenstand')),
                        ('file_name', models.CharField(max_length=200, verbose_name='Datei')),
                        ('file', models.FileField(blank=True, upload_to=imports.models.file_path, verbose_name='Inhalt')),
                        ('size', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                        ('headings', models.JSONField(default=list, verbose_name='Überschriften')),
                        ('headings_digest', models.CharField(max_length=32, verbose_name='Prüfsumme der Überschriften')),
                        ('samples', models.JSONField(blank=True, default=list, verbose_name='erste Zeilen')),
                        ('mapping', models.JSONField(blank=True, default=dict, verbose_name='Zuordnung')),
                        ('state', models.CharField(choices=[('uploaded', 'Zuordnung offen'), ('checking', 'wird geprüft'), ('checked', 'geprüft'), ('applying', 'wird übernommen'), ('applied', 'übernommen'), ('failed', 'nicht lesbar'), ('discarded', 'verworfen')], default='uploaded', max_length=10, verbose_name='Stand')),
                        ('remark', models.CharField(blank=True, max_length=500, verbose_name='Hinweis')),
                        ('rows_new', models.PositiveIntegerField(default=0, verbose_name='neue Zeilen')),
                        ('rows_changed', models.PositiveIntegerField(default=0, verbose_name='geänderte Zeilen')),
                        ('rows_same', models.PositiveIntegerField(default=0, verbose_name='unveränderte Zeilen')),
                        ('rows_wrong', models.PositiveIntegerField(default=0, verbose_name='fehlerhafte Zeilen')),
                        ('rows_done', models.PositiveIntegerField(default=0, verbose_name='bearbeitete Zeilen')),
                        ('rows_all', models.PositiveIntegerField(default=0, verbose_name='Zeilen der Datei')),
                        ('uploaded_at', models.DateTimeField(verbose_name='hochgeladen am')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='beendet am')),
                        ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='übernommen von')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von')),
                    ],
                    options={
                        'verbose_name': 'Import',
                        'verbose_name_plural': 'Importe',
                        'ordering': ['-uploaded_at', '-pk'],
                        'default_permissions': ('view', 'add'),
                        'indexes': [models.Index(fields=['-uploaded_at', '-id'], name='import_newest'), models.Index(fields=['kind', 'headings_digest', '-uploaded_at'], name='import_by_headings')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('file', ''), ('state__in', ('applied', 'discarded'))), models.Q(models.Q(('state__in', ('applied', 'discarded')), _negated=True), ('ended_at__isnull', True), models.Q(('file', ''), _negated=True)), _connector='OR'), name='import_ended_has_moment_and_no_file'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applying', 'applied']), _negated=True), models.Q(('applied_by__isnull', False), ('rows_wrong', 0)), _connector='OR'), name='import_applied_whole_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(max_length=30, verbose_name='Gegenstand')),
                        ('file_name', models.CharField(max_length=200, verbose_name='Datei')),
                        ('size', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                        ('headings_digest', models.CharField(max_length=32, verbose_name='Prüfsumme der Überschriften')),
                        ('mapping', models.JSONField(blank=True, default=dict, verbose_name='Zuordnung')),
                        ('state', models.CharField(choices=[('uploaded', 'Zuordnung offen'), ('checking', 'wird geprüft'), ('checked', 'geprüft'), ('applying', 'wird übernommen'), ('applied', 'übernommen'), ('failed', 'nicht lesbar'), ('discarded', 'verworfen')], default='uploaded', max_length=10, verbose_name='Stand')),
                        ('rows_new', models.PositiveIntegerField(default=0, verbose_name='neue Zeilen')),
                        ('rows_changed', models.PositiveIntegerField(default=0, verbose_name='geänderte Zeilen')),
                        ('rows_same', models.PositiveIntegerField(default=0, verbose_name='unveränderte Zeilen')),
                        ('rows_wrong', models.PositiveIntegerField(default=0, verbose_name='fehlerhafte Zeilen')),
                        ('rows_all', models.PositiveIntegerField(default=0, verbose_name='Zeilen der Datei')),
                        ('uploaded_at', models.DateTimeField(verbose_name='hochgeladen am')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='beendet am')),
                        ('applied_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='übernommen von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='imports.import')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='imp_import_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='Zeile')),
                        ('outcome', models.CharField(choices=[('new', 'neu'), ('changed', 'geändert'), ('same', 'unverändert'), ('wrong', 'fehlerhaft')], max_length=7, verbose_name='Ergebnis')),
                        ('title', models.CharField(blank=True, max_length=300, verbose_name='Bezeichnung')),
                        ('target', models.BigIntegerField(blank=True, null=True, verbose_name='Schlüssel des Eintrags')),
                        ('changes', models.JSONField(blank=True, default=list, verbose_name='Änderungen')),
                        ('problems', models.JSONField(blank=True, default=list, verbose_name='Fehler')),
                        ('doubts', models.JSONField(blank=True, default=list, verbose_name='Zweifel')),
                        ('has_moved', models.BooleanField(default=False, verbose_name='seit der Vorschau anders')),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.import', verbose_name='Import')),
                    ],
                    options={
                        'verbose_name': 'Zeile eines Imports',
                        'verbose_name_plural': 'Zeilen von Importen',
                        'ordering': ['run', 'number'],
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['run', 'outcome', 'number'], name='import_rows_by_outcome')],
                        'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='import_row_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_by_id", NEW."ended_at", NEW."file_name", NEW."headings_digest", NEW."id", NEW."kind", NEW."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."rows_all", NEW."rows_changed", NEW."rows_new", NEW."rows_same", NEW."rows_wrong", NEW."size", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='2f8cf8d07497f831d61e908c66d04b8376108f85', operation='INSERT', pgid='pgtrigger_added_insert_80326', table='imports_import', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."headings_digest" IS DISTINCT FROM (NEW."headings_digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mapping" IS DISTINCT FROM (NEW."mapping") OR OLD."rows_all" IS DISTINCT FROM (NEW."rows_all") OR OLD."rows_changed" IS DISTINCT FROM (NEW."rows_changed") OR OLD."rows_new" IS DISTINCT FROM (NEW."rows_new") OR OLD."rows_same" IS DISTINCT FROM (NEW."rows_same") OR OLD."rows_wrong" IS DISTINCT FROM (NEW."rows_wrong") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_by_id", OLD."ended_at", OLD."file_name", OLD."headings_digest", OLD."id", OLD."kind", OLD."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."rows_all", OLD."rows_changed", OLD."rows_new", OLD."rows_same", OLD."rows_wrong", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='4ffd29bd1069fc0277e8a5870ef8f77247f23aa8', operation='UPDATE', pgid='pgtrigger_changed_update_f4ae1', table='imports_import', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_by_id", OLD."ended_at", OLD."file_name", OLD."headings_digest", OLD."id", OLD."kind", OLD."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."rows_all", OLD."rows_changed", OLD."rows_new", OLD."rows_same", OLD."rows_wrong", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='3410c952a4beaa0fd9784915d5f575003e8ec821', operation='DELETE', pgid='pgtrigger_deleted_delete_34369', table='imports_import', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='13bea4284165277d7b0959ddd048431f61269939', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5df91', table='imports_importchange', when='BEFORE')),
                ),
            ],
        ),
    ]
