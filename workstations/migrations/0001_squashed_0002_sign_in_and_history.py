"""All tables of this app at once, for a new database; those that exist come here by the steps it replaces."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    replaces = [('workstations', '0001_initial'), ('workstations', '0002_sign_in_and_history')]

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
                    name='OperatingSystemChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='Version')),
                        ('support_ends_on', models.DateField(blank=True, null=True, verbose_name='Unterstützung endet am')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.operatingsystem')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_operatingsystem_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Workstation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inventory_number', models.CharField(max_length=30, unique=True, verbose_name='Inventarnummer')),
                        ('name', models.CharField(max_length=60, verbose_name='Rechnername')),
                        ('network', models.CharField(choices=[('administration', 'Verwaltungsnetz'), ('school', 'Schulnetz'), ('public', 'Bürgernetz'), ('remote', 'Fernzugang')], default='administration', max_length=20, verbose_name='Netz')),
                        ('state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert')], default='ordered', max_length=12, verbose_name='Zustand')),
                        ('in_service_on', models.DateField(blank=True, null=True, verbose_name='in Betrieb seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workstations', to='customers.authority', verbose_name='Behörde')),
                        ('operating_system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workstations', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                        ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='workstations', to='customers.room', verbose_name='Raum')),
                        ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workstations', to='customers.site', verbose_name='Standort')),
                        ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='workstations', to='customers.contact', verbose_name='genutzt von')),
                    ],
                    options={
                        'verbose_name': 'IT-Arbeitsplatz',
                        'verbose_name_plural': 'IT-Arbeitsplätze',
                        'ordering': ['inventory_number'],
                        'indexes': [models.Index(fields=['authority', 'state', 'inventory_number'], name='workstation_of_authority')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_service'), _negated=True), ('in_service_on__isnull', False), _connector='OR'), name='workstation_in_service_has_day', violation_error_message='Ein Arbeitsplatz in Betrieb braucht den Tag, seit dem er in Betrieb ist.')],
                    },
                ),
                migrations.CreateModel(
                    name='WorkstationChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('inventory_number', models.CharField(max_length=30, verbose_name='Inventarnummer')),
                        ('name', models.CharField(max_length=60, verbose_name='Rechnername')),
                        ('network', models.CharField(choices=[('administration', 'Verwaltungsnetz'), ('school', 'Schulnetz'), ('public', 'Bürgernetz'), ('remote', 'Fernzugang')], default='administration', max_length=20, verbose_name='Netz')),
                        ('state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert')], default='ordered', max_length=12, verbose_name='Zustand')),
                        ('in_service_on', models.DateField(blank=True, null=True, verbose_name='in Betrieb seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('operating_system', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.workstation')),
                        ('room', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.room', verbose_name='Raum')),
                        ('site', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site', verbose_name='Standort')),
                        ('used_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='genutzt von')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_workstation_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Device',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('monitor', 'Bildschirm'), ('printer', 'Drucker'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('card_reader', 'Kartenleser'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('manufacturer', models.CharField(blank=True, max_length=80, verbose_name='Hersteller')),
                        ('model_name', models.CharField(blank=True, max_length=120, verbose_name='Modell')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('purchased_on', models.DateField(blank=True, null=True, verbose_name='beschafft am')),
                        ('warranty_until', models.DateField(blank=True, null=True, verbose_name='Garantie bis')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='customers.authority', verbose_name='Behörde')),
                        ('workstation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='devices', to='workstations.workstation', verbose_name='Arbeitsplatz')),
                    ],
                    options={
                        'verbose_name': 'Gerät',
                        'verbose_name_plural': 'Geräte',
                        'ordering': ['kind', 'manufacturer', 'model_name', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('serial_number', ''), _negated=True), fields=('authority', 'serial_number'), name='device_serial_unique_in_authority', violation_error_message='Diese Seriennummer gibt es in dieser Behörde schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='DeviceChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('monitor', 'Bildschirm'), ('printer', 'Drucker'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('card_reader', 'Kartenleser'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('manufacturer', models.CharField(blank=True, max_length=80, verbose_name='Hersteller')),
                        ('model_name', models.CharField(blank=True, max_length=120, verbose_name='Modell')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('purchased_on', models.DateField(blank=True, null=True, verbose_name='beschafft am')),
                        ('warranty_until', models.DateField(blank=True, null=True, verbose_name='Garantie bis')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.device')),
                        ('workstation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.workstation', verbose_name='Arbeitsplatz')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_device_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='InfrastructureItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inventory_number', models.CharField(max_length=30, unique=True, verbose_name='Inventarnummer')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('kind', models.CharField(choices=[('server', 'Server'), ('virtual_machine', 'virtuelle Maschine'), ('storage', 'Speichersystem'), ('network_device', 'Netzwerkgerät'), ('firewall', 'Firewall'), ('backup', 'Datensicherung'), ('network_link', 'Netzanbindung')], max_length=20, verbose_name='Art')),
                        ('state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert')], default='in_stock', max_length=12, verbose_name='Zustand')),
                        ('in_service_on', models.DateField(blank=True, null=True, verbose_name='in Betrieb seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='infrastructure', to='accounts.provider', verbose_name='Unternehmen')),
                        ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='infrastructure', to='customers.room', verbose_name='Raum')),
                        ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='infrastructure', to='customers.site', verbose_name='Standort')),
                        ('operating_system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='infrastructure', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                    ],
                    options={
                        'verbose_name': 'Infrastrukturelement',
                        'verbose_name_plural': 'zentrale Infrastruktur',
                        'ordering': ['inventory_number'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_service'), _negated=True), ('in_service_on__isnull', False), _connector='OR'), name='infrastructure_in_service_has_day', violation_error_message='Was in Betrieb ist, braucht den Tag, seit dem es in Betrieb ist.')],
                    },
                ),
                migrations.CreateModel(
                    name='OperatingSystem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('version', models.CharField(blank=True, max_length=40, verbose_name='Version')),
                        ('support_ends_on', models.DateField(blank=True, null=True, verbose_name='Unterstützung endet am')),
                    ],
                    options={
                        'verbose_name': 'Betriebssystem',
                        'verbose_name_plural': 'Betriebssysteme',
                        'ordering': ['name', 'version'],
                        'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='operating_system_unique', violation_error_message='Dieses Betriebssystem gibt es in dieser Version schon.')],
                    },
                ),
                migrations.CreateModel(
                    name='InfrastructureItemChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('inventory_number', models.CharField(max_length=30, verbose_name='Inventarnummer')),
                        ('name', models.CharField(max_length=80, verbose_name='Name')),
                        ('kind', models.CharField(choices=[('server', 'Server'), ('virtual_machine', 'virtuelle Maschine'), ('storage', 'Speichersystem'), ('network_device', 'Netzwerkgerät'), ('firewall', 'Firewall'), ('backup', 'Datensicherung'), ('network_link', 'Netzanbindung')], max_length=20, verbose_name='Art')),
                        ('state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert')], default='in_stock', max_length=12, verbose_name='Zustand')),
                        ('in_service_on', models.DateField(blank=True, null=True, verbose_name='in Betrieb seit')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.infrastructureitem')),
                        ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.provider', verbose_name='Unternehmen')),
                        ('room', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.room', verbose_name='Raum')),
                        ('site', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site', verbose_name='Standort')),
                        ('operating_system', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.operatingsystem', verbose_name='Betriebssystem')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_infrastructureitem_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='operatingsystemchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f87bfb3b8e6443778d7234450a6bbbe64dc057c4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b0ee', table='workstations_operatingsystemchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_workstationchange" ("authority_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (OLD."authority_id", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."name", OLD."network", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."room_id", OLD."site_id", OLD."state", OLD."used_by_id"); RETURN NULL;', hash='bd33cc9fd3d148278627540619af5f636e337ad8', operation='UPDATE', pgid='pgtrigger_changed_update_81fbc', table='workstations_workstation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_workstationchange" ("authority_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (OLD."authority_id", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."name", OLD."network", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."room_id", OLD."site_id", OLD."state", OLD."used_by_id"); RETURN NULL;', hash='dbbabd7334bb817a3b05dc9d7e974bc7cdfcd8c3', operation='DELETE', pgid='pgtrigger_deleted_delete_1b5da', table='workstations_workstation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_workstationchange" ("authority_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (NEW."authority_id", NEW."id", NEW."in_service_on", NEW."inventory_number", NEW."is_demo", NEW."name", NEW."network", NEW."note", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."room_id", NEW."site_id", NEW."state", NEW."used_by_id"); RETURN NULL;', hash='d1b81f34cd51a2cd35e049aacf4bbfd4b6a2e7b0', operation='INSERT', pgid='pgtrigger_added_insert_8db80', table='workstations_workstation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstationchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5aea47412dcdeb9ca145617f481e3037cc7fc1bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5413a', table='workstations_workstationchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_devicechange" ("authority_id", "id", "is_demo", "kind", "manufacturer", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchased_on", "serial_number", "warranty_until", "workstation_id") VALUES (OLD."authority_id", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."purchased_on", OLD."serial_number", OLD."warranty_until", OLD."workstation_id"); RETURN NULL;', hash='00bccbda0059361e9473df461e31e2c2aa220c14', operation='UPDATE', pgid='pgtrigger_changed_update_19c20', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicechange" ("authority_id", "id", "is_demo", "kind", "manufacturer", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchased_on", "serial_number", "warranty_until", "workstation_id") VALUES (OLD."authority_id", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."purchased_on", OLD."serial_number", OLD."warranty_until", OLD."workstation_id"); RETURN NULL;', hash='2e4312c9edd58acb98d52278db9ddd4ae381493a', operation='DELETE', pgid='pgtrigger_deleted_delete_a7d6c', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicechange" ("authority_id", "id", "is_demo", "kind", "manufacturer", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchased_on", "serial_number", "warranty_until", "workstation_id") VALUES (NEW."authority_id", NEW."id", NEW."is_demo", NEW."kind", NEW."manufacturer", NEW."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."purchased_on", NEW."serial_number", NEW."warranty_until", NEW."workstation_id"); RETURN NULL;', hash='9d4f41f1ff2974c555424a60da34940d2d5ae1f9', operation='INSERT', pgid='pgtrigger_added_insert_9dad7', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fb5c930ed3350d80d37c9009df07215f1175a8d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c5e77', table='workstations_devicechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_infrastructureitemchange" ("id", "in_service_on", "inventory_number", "is_demo", "kind", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "room_id", "site_id", "state") VALUES (OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."kind", OLD."name", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."provider_id", OLD."room_id", OLD."site_id", OLD."state"); RETURN NULL;', hash='8db01887e8b730f6180c94efb12b3de60c3c3252', operation='UPDATE', pgid='pgtrigger_changed_update_62516', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_infrastructureitemchange" ("id", "in_service_on", "inventory_number", "is_demo", "kind", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "room_id", "site_id", "state") VALUES (OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."kind", OLD."name", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."provider_id", OLD."room_id", OLD."site_id", OLD."state"); RETURN NULL;', hash='f9c430ee417a15bfc0368afbb0ccf4f49515f923', operation='DELETE', pgid='pgtrigger_deleted_delete_1e257', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_infrastructureitemchange" ("id", "in_service_on", "inventory_number", "is_demo", "kind", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "room_id", "site_id", "state") VALUES (NEW."id", NEW."in_service_on", NEW."inventory_number", NEW."is_demo", NEW."kind", NEW."name", NEW."note", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."provider_id", NEW."room_id", NEW."site_id", NEW."state"); RETURN NULL;', hash='3508897c42ab99ca7066afac8a854afb32bbe68a', operation='INSERT', pgid='pgtrigger_added_insert_63c1a', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='operatingsystem',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_operatingsystemchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "support_ends_on", "version") VALUES (OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."support_ends_on", OLD."version"); RETURN NULL;', hash='7bbb4b5a0e44e18b209792759413f8bfb07fe91e', operation='UPDATE', pgid='pgtrigger_changed_update_9000f', table='workstations_operatingsystem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='operatingsystem',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_operatingsystemchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "support_ends_on", "version") VALUES (OLD."certainty", OLD."id", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."support_ends_on", OLD."version"); RETURN NULL;', hash='05369d1099729608d86110db674a166a655ea4f3', operation='DELETE', pgid='pgtrigger_deleted_delete_e1885', table='workstations_operatingsystem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='operatingsystem',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_operatingsystemchange" ("certainty", "id", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "support_ends_on", "version") VALUES (NEW."certainty", NEW."id", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."support_ends_on", NEW."version"); RETURN NULL;', hash='2624c976aac62755194ac9972c4ec7c8963684b8', operation='INSERT', pgid='pgtrigger_added_insert_a019d', table='workstations_operatingsystem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitemchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ccaed16bb02adc9453fe97881023a31fdfe2992', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ab2e4', table='workstations_infrastructureitemchange', when='BEFORE')),
                ),
            ],
        ),
    ]
