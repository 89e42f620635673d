"""When a maintenance takes place, beside when it is shown."""

import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('announcements', '0001_initial'),
        ('customers', '0006_service_points'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='announcement',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='announcement',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='announcement',
                    name='deleted_delete',
                ),
                migrations.AddField(
                    model_name='announcement',
                    name='takes_place_from',
                    field=models.DateTimeField(blank=True, help_text='Wann daran gearbeitet wird; die Behörden lesen es.', null=True, verbose_name='Wartung von'),
                ),
                migrations.AddField(
                    model_name='announcement',
                    name='takes_place_until',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='Wartung bis'),
                ),
                migrations.AddField(
                    model_name='announcementchange',
                    name='takes_place_from',
                    field=models.DateTimeField(blank=True, help_text='Wann daran gearbeitet wird; die Behörden lesen es.', null=True, verbose_name='Wartung von'),
                ),
                migrations.AddField(
                    model_name='announcementchange',
                    name='takes_place_until',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='Wartung bis'),
                ),
                migrations.AddConstraint(
                    model_name='announcement',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('takes_place_from__isnull', True), ('takes_place_until__isnull', True)), models.Q(('takes_place_from__isnull', False), ('takes_place_until__gt', models.F('takes_place_from')), ('takes_place_until__isnull', False)), _connector='OR'), name='announcement_takes_place_in_order', violation_error_message='Bitte geben Sie an, von wann bis wann gearbeitet wird, oder lassen Sie beides leer.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "takes_place_from", "takes_place_until", "text", "title") VALUES (NEW."id", NEW."is_demo", NEW."is_for_all", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."shown_from", NEW."shown_until", NEW."takes_place_from", NEW."takes_place_until", NEW."text", NEW."title"); RETURN NULL;', hash='8796044ff81f0cf9d3a82b2a02f127d6782bd7f2', operation='INSERT', pgid='pgtrigger_added_insert_f6e8d', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "takes_place_from", "takes_place_until", "text", "title") VALUES (OLD."id", OLD."is_demo", OLD."is_for_all", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."shown_from", OLD."shown_until", OLD."takes_place_from", OLD."takes_place_until", OLD."text", OLD."title"); RETURN NULL;', hash='34a11ea80ed44add64b005cfa19807ae12eb65ca', operation='UPDATE', pgid='pgtrigger_changed_update_cc576', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "takes_place_from", "takes_place_until", "text", "title") VALUES (OLD."id", OLD."is_demo", OLD."is_for_all", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."shown_from", OLD."shown_until", OLD."takes_place_from", OLD."takes_place_until", OLD."text", OLD."title"); RETURN NULL;', hash='302cf1e02c3af83346146dd355f9882f82961631', operation='DELETE', pgid='pgtrigger_deleted_delete_7af63', table='announcements_announcement', when='AFTER')),
                ),
            ],
        ),
    ]
