"""Budget rounds count their versions, so that nobody writes over what somebody else has changed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from history.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('replacements', '0001_initial'),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='budgetround',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='budgetround',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='budgetround',
                    name='deleted_delete',
                ),
                migrations.AddField(
                    model_name='budgetround',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                migrations.AddField(
                    model_name='budgetroundchange',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state", "version") VALUES (NEW."closed_on", NEW."deadline", NEW."first_year", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."is_demo", NEW."last_year", NEW."name", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."previous_id", NEW."state", NEW."version"); RETURN NULL;', hash='66191fade12d0701f58863d18690e749a2f1e8b6', operation='INSERT', pgid='pgtrigger_added_insert_9d308', table='replacements_budgetround', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state", "version") VALUES (OLD."closed_on", OLD."deadline", OLD."first_year", OLD."frozen_at", OLD."frozen_by_id", OLD."id", OLD."is_demo", OLD."last_year", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."previous_id", OLD."state", OLD."version"); RETURN NULL;', hash='c7ebc83403979ff9a6d93f8b27b12aee0d6cea7a', operation='UPDATE', pgid='pgtrigger_changed_update_5b57c', table='replacements_budgetround', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetround',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "replacements_budgetroundchange" ("closed_on", "deadline", "first_year", "frozen_at", "frozen_by_id", "id", "is_demo", "last_year", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "state", "version") VALUES (OLD."closed_on", OLD."deadline", OLD."first_year", OLD."frozen_at", OLD."frozen_by_id", OLD."id", OLD."is_demo", OLD."last_year", OLD."name", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."previous_id", OLD."state", OLD."version"); RETURN NULL;', hash='3a14d65beb544c4e0b6a3f89c2513115d24ba6cf', operation='DELETE', pgid='pgtrigger_deleted_delete_76524', table='replacements_budgetround', when='AFTER')),
                ),
            ],
        ),
    ]
