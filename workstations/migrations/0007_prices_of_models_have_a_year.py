"""The price of a replacement says of which year it is."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.utils import timezone

from history.operations import Together


def name_years(apps, schema_editor):
    """Until now every price counted as one of the current year."""
    alias = schema_editor.connection.alias  # the owner of the tables, not whoever the application connects as
    priced = apps.get_model("workstations", "DeviceModel").objects.using(alias).filter(replacement_price__isnull=False)
    priced.update(replacement_price_year=timezone.localdate().year)


class Migration(migrations.Migration):

    dependencies = [
        ('workstations', '0006_numbers_by_owner'),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='devicemodel',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='devicemodel',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='devicemodel',
                    name='deleted_delete',
                ),
                migrations.AddField(
                    model_name='devicemodel',
                    name='replacement_price_year',
                    field=models.PositiveSmallIntegerField(blank=True, help_text='Von diesem Jahr an steigt der Preis in der Ersatzplanung.', null=True, validators=[django.core.validators.MinValueValidator(2000, 'Bitte ein Jahr mit vier Ziffern angeben.'), django.core.validators.MaxValueValidator(2100, 'Bitte ein Jahr mit vier Ziffern angeben.')], verbose_name='Jahr des Preises'),
                ),
                migrations.AddField(
                    model_name='devicemodelchange',
                    name='replacement_price_year',
                    field=models.PositiveSmallIntegerField(blank=True, help_text='Von diesem Jahr an steigt der Preis in der Ersatzplanung.', null=True, validators=[django.core.validators.MinValueValidator(2000, 'Bitte ein Jahr mit vier Ziffern angeben.'), django.core.validators.MaxValueValidator(2100, 'Bitte ein Jahr mit vier Ziffern angeben.')], verbose_name='Jahr des Preises'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "replacement_price_year", "service_years", "source", "support_ends_on") VALUES (NEW."certainty", NEW."holds_data", NEW."id", NEW."is_demo", NEW."kind", NEW."manufacturer", NEW."name", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."replacement_price", NEW."replacement_price_year", NEW."service_years", NEW."source", NEW."support_ends_on"); RETURN NULL;', hash='b73313392fb9ff89a79249933f1eb3d6876ca7ea', operation='INSERT', pgid='pgtrigger_added_insert_48297', table='workstations_devicemodel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "replacement_price_year", "service_years", "source", "support_ends_on") VALUES (OLD."certainty", OLD."holds_data", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."name", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."replacement_price", OLD."replacement_price_year", OLD."service_years", OLD."source", OLD."support_ends_on"); RETURN NULL;', hash='6d4e75160e683e72fca66f6f63daa11eab4c0531', operation='UPDATE', pgid='pgtrigger_changed_update_44523', table='workstations_devicemodel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "replacement_price_year", "service_years", "source", "support_ends_on") VALUES (OLD."certainty", OLD."holds_data", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."name", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."replacement_price", OLD."replacement_price_year", OLD."service_years", OLD."source", OLD."support_ends_on"); RETURN NULL;', hash='320febb0a8141e757be80e963db08a3a3daaea2b', operation='DELETE', pgid='pgtrigger_deleted_delete_d6d02', table='workstations_devicemodel', when='AFTER')),
                ),
            ],
        ),
        migrations.RunPython(name_years, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='devicemodel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replacement_price__isnull', True), ('replacement_price_year__isnull', True)), models.Q(('replacement_price__isnull', False), ('replacement_price_year__isnull', False)), _connector='OR'), name='device_model_price_has_year', violation_error_message='Zu einem Preis gehört das Jahr, aus dem er ist.'),
        ),
    ]
