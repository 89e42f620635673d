"""Stock-takings count their versions; two entries of one device that were both asked about can become one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from history.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('stocktaking', '0001_initial'),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='campaign',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='campaign',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='campaign',
                    name='deleted_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='campaigndevice',
                    name='campaign_device_once',
                ),
                migrations.AddField(
                    model_name='campaign',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                migrations.AddField(
                    model_name='campaignchange',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title", "version") VALUES (NEW."ends_on", NEW."finished_at", NEW."id", NEW."is_demo", NEW."made_by_id", NEW."message", NEW."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reminded_at", NEW."started_at", NEW."starts_on", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='13e1bbd7b306bd679b69de8b75883c2ede9776e7', operation='INSERT', pgid='pgtrigger_added_insert_359cf', table='stocktaking_campaign', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title", "version") VALUES (OLD."ends_on", OLD."finished_at", OLD."id", OLD."is_demo", OLD."made_by_id", OLD."message", OLD."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reminded_at", OLD."started_at", OLD."starts_on", OLD."state", OLD."title", OLD."version"); RETURN NULL;', hash='e0f3442be09af44dda9b74929ae11a067f54c0be', operation='UPDATE', pgid='pgtrigger_changed_update_a2e6e', table='stocktaking_campaign', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title", "version") VALUES (OLD."ends_on", OLD."finished_at", OLD."id", OLD."is_demo", OLD."made_by_id", OLD."message", OLD."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reminded_at", OLD."started_at", OLD."starts_on", OLD."state", OLD."title", OLD."version"); RETURN NULL;', hash='bdb3c926fc141bc35805d51f19e6c7ee75c30cb1', operation='DELETE', pgid='pgtrigger_deleted_delete_b3a3d', table='stocktaking_campaign', when='AFTER')),
                ),
            ],
        ),
    ]
