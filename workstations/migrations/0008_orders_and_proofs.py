"""Orders can be cancelled; a proof of erasure is outdated when its device is used again; minimums and leases count versions."""

import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workstations', '0007_prices_of_models_have_a_year'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='dataerasure',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='dataerasure',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='dataerasure',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='lease',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='lease',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='lease',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='stockminimum',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='stockminimum',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='stockminimum',
                    name='deleted_delete',
                ),
                migrations.AddField(
                    model_name='dataerasure',
                    name='outdated_on',
                    field=models.DateField(blank=True, editable=False, help_text='Seit diesem Tag können wieder Daten darauf sein, weil es erneut in Betrieb ging.', null=True, verbose_name='überholt seit'),
                ),
                migrations.AddField(
                    model_name='dataerasurechange',
                    name='outdated_on',
                    field=models.DateField(blank=True, editable=False, help_text='Seit diesem Tag können wieder Daten darauf sein, weil es erneut in Betrieb ging.', null=True, verbose_name='überholt seit'),
                ),
                migrations.AddField(
                    model_name='lease',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False, verbose_name='Fassung'),
                ),
                migrations.AddField(
                    model_name='leasechange',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False, verbose_name='Fassung'),
                ),
                migrations.AddField(
                    model_name='stockminimum',
                    name='is_demo',
                    field=models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten'),
                ),
                migrations.AddField(
                    model_name='stockminimum',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False, verbose_name='Fassung'),
                ),
                migrations.AddField(
                    model_name='stockminimumchange',
                    name='is_demo',
                    field=models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten'),
                ),
                migrations.AddField(
                    model_name='stockminimumchange',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False, verbose_name='Fassung'),
                ),
                migrations.AlterField(
                    model_name='device',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], default='ordered', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='devicechange',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], default='ordered', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitem',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], default='in_stock', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitemchange',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], default='in_stock', max_length=12, verbose_name='Zustand'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "outdated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (NEW."carried_out_by", NEW."device_id", NEW."erased_on", NEW."id", NEW."is_demo", NEW."item_id", NEW."method", NEW."outdated_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."protocol_number"); RETURN NULL;', hash='a15203a70ded6c0735ed18c45d13843470802610', operation='INSERT', pgid='pgtrigger_added_insert_58d6e', table='workstations_dataerasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "outdated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (OLD."carried_out_by", OLD."device_id", OLD."erased_on", OLD."id", OLD."is_demo", OLD."item_id", OLD."method", OLD."outdated_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."protocol_number"); RETURN NULL;', hash='7f0dc160fd1e83f846274eed6628f5dd21036b2b', operation='UPDATE', pgid='pgtrigger_changed_update_eb983', table='workstations_dataerasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "outdated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (OLD."carried_out_by", OLD."device_id", OLD."erased_on", OLD."id", OLD."is_demo", OLD."item_id", OLD."method", OLD."outdated_on", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."protocol_number"); RETURN NULL;', hash='edd6b4895531fbc84f00ccd1db8535861a7c0e60', operation='DELETE', pgid='pgtrigger_deleted_delete_58122', table='workstations_dataerasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms", "version") VALUES (NEW."authority_id", NEW."certainty", NEW."contract_number", NEW."ends_on", NEW."id", NEW."is_demo", NEW."lessor", NEW."may_be_swapped", NEW."monthly_rate", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."return_notice_days", NEW."source", NEW."starts_on", NEW."swap_terms", NEW."version"); RETURN NULL;', hash='107ff098db4fc9c5e0bf7eebae963f9aac5ba173', operation='INSERT', pgid='pgtrigger_added_insert_cce78', table='workstations_lease', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms", "version") VALUES (OLD."authority_id", OLD."certainty", OLD."contract_number", OLD."ends_on", OLD."id", OLD."is_demo", OLD."lessor", OLD."may_be_swapped", OLD."monthly_rate", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."return_notice_days", OLD."source", OLD."starts_on", OLD."swap_terms", OLD."version"); RETURN NULL;', hash='bf57570c49eebfd87abe33ed8c54068d0bf2dc9c', operation='UPDATE', pgid='pgtrigger_changed_update_6060b', table='workstations_lease', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms", "version") VALUES (OLD."authority_id", OLD."certainty", OLD."contract_number", OLD."ends_on", OLD."id", OLD."is_demo", OLD."lessor", OLD."may_be_swapped", OLD."monthly_rate", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."return_notice_days", OLD."source", OLD."starts_on", OLD."swap_terms", OLD."version"); RETURN NULL;', hash='9d145f95c872fb8c82acd0d601a66840aa183834', operation='DELETE', pgid='pgtrigger_deleted_delete_a0297', table='workstations_lease', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_stockminimumchange" ("id", "is_demo", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id", "version") VALUES (NEW."id", NEW."is_demo", NEW."kind", NEW."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."quantity", NEW."service_point_id", NEW."version"); RETURN NULL;', hash='57da3b1b142e95751ce9213973dfcbc872decae7', operation='INSERT', pgid='pgtrigger_added_insert_83d4d', table='workstations_stockminimum', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_stockminimumchange" ("id", "is_demo", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id", "version") VALUES (OLD."id", OLD."is_demo", OLD."kind", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."quantity", OLD."service_point_id", OLD."version"); RETURN NULL;', hash='6958c53f0ffab47435d4c9cec975d3186bf97e94', operation='UPDATE', pgid='pgtrigger_changed_update_3bb6a', table='workstations_stockminimum', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_stockminimumchange" ("id", "is_demo", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id", "version") VALUES (OLD."id", OLD."is_demo", OLD."kind", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."quantity", OLD."service_point_id", OLD."version"); RETURN NULL;', hash='ea3419f9d415d83a3da8971b52bca5251ab1a819', operation='DELETE', pgid='pgtrigger_deleted_delete_e2e1f', table='workstations_stockminimum', when='AFTER')),
                ),
            ],
        ),
    ]
