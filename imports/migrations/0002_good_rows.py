"""Rows that are wrong may be left out by choice; they come back as they were brought.

Reversed, it fails where such an import was applied: the former rule does not know it.
"""

import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('imports', '0001_initial'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='import',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='import',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='import',
                    name='deleted_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='import',
                    name='import_applied_whole_by_somebody',
                ),
                migrations.AddField(
                    model_name='import',
                    name='extent',
                    field=models.CharField(choices=[('whole', 'alle Zeilen oder keine'), ('good', 'nur die fehlerfreien Zeilen')], default='whole', max_length=5, verbose_name='Umfang'),
                ),
                migrations.AddField(
                    model_name='importchange',
                    name='extent',
                    field=models.CharField(choices=[('whole', 'alle Zeilen oder keine'), ('good', 'nur die fehlerfreien Zeilen')], default='whole', max_length=5, verbose_name='Umfang'),
                ),
                migrations.AddField(
                    model_name='importrow',
                    name='cells',
                    field=models.JSONField(blank=True, default=list, verbose_name='Zellen'),
                ),
                migrations.AddConstraint(
                    model_name='import',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applying', 'applied']), _negated=True), models.Q(('applied_by__isnull', False), models.Q(('rows_wrong', 0), ('extent', 'good'), _connector='OR')), _connector='OR'), name='import_applied_whole_or_in_part_by_choice'),
                ),
                migrations.AddConstraint(
                    model_name='import',
                    constraint=models.CheckConstraint(condition=models.Q(('extent', 'whole'), models.Q(('rows_wrong__gt', 0), ('state__in', ['applying', 'applied'])), _connector='OR'), name='import_in_part_where_rows_are_wrong'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "extent", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_by_id", NEW."ended_at", NEW."extent", NEW."file_name", NEW."headings_digest", NEW."id", NEW."kind", NEW."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."rows_all", NEW."rows_changed", NEW."rows_new", NEW."rows_same", NEW."rows_wrong", NEW."size", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='6756b95de380e009e47a70840240092a915e0c1d', operation='INSERT', pgid='pgtrigger_added_insert_80326', table='imports_import', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."extent" IS DISTINCT FROM (NEW."extent") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."headings_digest" IS DISTINCT FROM (NEW."headings_digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mapping" IS DISTINCT FROM (NEW."mapping") OR OLD."rows_all" IS DISTINCT FROM (NEW."rows_all") OR OLD."rows_changed" IS DISTINCT FROM (NEW."rows_changed") OR OLD."rows_new" IS DISTINCT FROM (NEW."rows_new") OR OLD."rows_same" IS DISTINCT FROM (NEW."rows_same") OR OLD."rows_wrong" IS DISTINCT FROM (NEW."rows_wrong") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "extent", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_by_id", OLD."ended_at", OLD."extent", OLD."file_name", OLD."headings_digest", OLD."id", OLD."kind", OLD."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."rows_all", OLD."rows_changed", OLD."rows_new", OLD."rows_same", OLD."rows_wrong", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='deae7a2ae75cf37761e5e02a142bcf160f023c8a', operation='UPDATE', pgid='pgtrigger_changed_update_f4ae1', table='imports_import', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='import',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "imports_importchange" ("applied_by_id", "ended_at", "extent", "file_name", "headings_digest", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows_all", "rows_changed", "rows_new", "rows_same", "rows_wrong", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_by_id", OLD."ended_at", OLD."extent", OLD."file_name", OLD."headings_digest", OLD."id", OLD."kind", OLD."mapping", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."rows_all", OLD."rows_changed", OLD."rows_new", OLD."rows_same", OLD."rows_wrong", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='d6d97f97323ef34288c0418deb3c5ef66a460ec5', operation='DELETE', pgid='pgtrigger_deleted_delete_34369', table='imports_import', when='AFTER')),
                ),
            ],
        ),
    ]
