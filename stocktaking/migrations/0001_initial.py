"""All tables of this app."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from history.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0008_procedures_have_names'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workstations', '0004_lives_of_devices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Campaign',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                        ('message', models.TextField(blank=True, help_text='Steht im Portal über der Liste der eigenen Geräte.', max_length=2000, verbose_name='Nachricht an die Beschäftigten')),
                        ('starts_on', models.DateField(verbose_name='Beginn')),
                        ('ends_on', models.DateField(verbose_name='antworten bis')),
                        ('state', models.CharField(choices=[('planned', 'geplant'), ('running', 'läuft'), ('finished', 'abgeschlossen')], default='planned', max_length=10, verbose_name='Stand')),
                        ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='begonnen')),
                        ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='erinnert')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='abgeschlossen')),
                        ('names_removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Personen entfernt')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authorities', models.ManyToManyField(related_name='stocktakings', to='customers.authority', verbose_name='Behörden')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von')),
                    ],
                    options={
                        'verbose_name': 'Bestandsabgleich',
                        'verbose_name_plural': 'Bestandsabgleiche',
                        'ordering': ['-starts_on', '-pk'],
                        'permissions': [('answer_for_authority', 'Kann für alle Geräte der eigenen Behörde antworten')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfCampaignChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('authority', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('campaign', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stocktaking.campaign')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CampaignChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                        ('message', models.TextField(blank=True, help_text='Steht im Portal über der Liste der eigenen Geräte.', max_length=2000, verbose_name='Nachricht an die Beschäftigten')),
                        ('starts_on', models.DateField(verbose_name='Beginn')),
                        ('ends_on', models.DateField(verbose_name='antworten bis')),
                        ('state', models.CharField(choices=[('planned', 'geplant'), ('running', 'läuft'), ('finished', 'abgeschlossen')], default='planned', max_length=10, verbose_name='Stand')),
                        ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='begonnen')),
                        ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='erinnert')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='abgeschlossen')),
                        ('names_removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Personen entfernt')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='stocktaking.campaign')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CampaignDevice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=80, verbose_name='Nummer')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('model_name', models.CharField(max_length=220, verbose_name='Modell')),
                        ('workstation_number', models.CharField(blank=True, max_length=30, verbose_name='IT-Arbeitsplatz')),
                        ('site_name', models.CharField(blank=True, max_length=200, verbose_name='Standort')),
                        ('room_name', models.CharField(blank=True, max_length=120, verbose_name='Raum')),
                        ('answer', models.CharField(choices=[('open', 'offen'), ('confirmed', 'bestätigt'), ('elsewhere', 'steht woanders'), ('missing', 'fehlt'), ('gone', 'nicht mehr bei mir')], default='open', max_length=10, verbose_name='Antwort')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Anmerkung')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='beantwortet')),
                        ('channel', models.CharField(blank=True, choices=[('portal', 'Portal'), ('on_site', 'vor Ort geprüft'), ('coordination', 'IT-Koordination')], max_length=12, verbose_name='Weg')),
                        ('settlement', models.CharField(blank=True, max_length=300, verbose_name='geklärt durch')),
                        ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='geklärt')),
                        ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='erinnert')),
                        ('asked', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stocktakings', to='customers.contact', verbose_name='gefragt')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='stocktaking.campaign', verbose_name='Bestandsabgleich')),
                        ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stocktakings', to='workstations.device', verbose_name='Gerät')),
                    ],
                    options={
                        'verbose_name': 'Gerät eines Bestandsabgleichs',
                        'verbose_name_plural': 'Geräte von Bestandsabgleichen',
                        'ordering': ['site_name', 'room_name', 'number', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CampaignDeviceChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(max_length=80, verbose_name='Nummer')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('model_name', models.CharField(max_length=220, verbose_name='Modell')),
                        ('workstation_number', models.CharField(blank=True, max_length=30, verbose_name='IT-Arbeitsplatz')),
                        ('site_name', models.CharField(blank=True, max_length=200, verbose_name='Standort')),
                        ('room_name', models.CharField(blank=True, max_length=120, verbose_name='Raum')),
                        ('answer', models.CharField(choices=[('open', 'offen'), ('confirmed', 'bestätigt'), ('elsewhere', 'steht woanders'), ('missing', 'fehlt'), ('gone', 'nicht mehr bei mir')], default='open', max_length=10, verbose_name='Antwort')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Anmerkung')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='beantwortet')),
                        ('channel', models.CharField(blank=True, choices=[('portal', 'Portal'), ('on_site', 'vor Ort geprüft'), ('coordination', 'IT-Koordination')], max_length=12, verbose_name='Weg')),
                        ('settlement', models.CharField(blank=True, max_length=300, verbose_name='geklärt durch')),
                        ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='geklärt')),
                        ('asked', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='gefragt')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stocktaking.campaign', verbose_name='Bestandsabgleich')),
                        ('device', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='stocktaking.campaigndevice')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='UnlistedDevice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('number', models.CharField(blank=True, help_text='Steht meist auf einem Aufkleber.', max_length=80, verbose_name='Inventar- oder Seriennummer')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='Wo es steht')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Anmerkung')),
                        ('channel', models.CharField(choices=[('portal', 'Portal'), ('on_site', 'vor Ort geprüft'), ('coordination', 'IT-Koordination')], max_length=12, verbose_name='Weg')),
                        ('reported_at', models.DateTimeField(verbose_name='gemeldet')),
                        ('settlement', models.CharField(blank=True, max_length=300, verbose_name='geklärt durch')),
                        ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='geklärt')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unlisted', to='stocktaking.campaign', verbose_name='Bestandsabgleich')),
                        ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='customers.contact', verbose_name='gemeldet von')),
                    ],
                    options={
                        'verbose_name': 'Gerät ohne Eintrag',
                        'verbose_name_plural': 'Geräte ohne Eintrag',
                        'ordering': ['reported_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='UnlistedDeviceChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('number', models.CharField(blank=True, help_text='Steht meist auf einem Aufkleber.', max_length=80, verbose_name='Inventar- oder Seriennummer')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='Wo es steht')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Anmerkung')),
                        ('channel', models.CharField(choices=[('portal', 'Portal'), ('on_site', 'vor Ort geprüft'), ('coordination', 'IT-Koordination')], max_length=12, verbose_name='Weg')),
                        ('reported_at', models.DateTimeField(verbose_name='gemeldet')),
                        ('settlement', models.CharField(blank=True, max_length=300, verbose_name='geklärt durch')),
                        ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='geklärt')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stocktaking.campaign', verbose_name='Bestandsabgleich')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='stocktaking.unlisteddevice')),
                        ('reported_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='gemeldet von')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfCampaign',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Behörde eines Bestandsabgleichs',
                        'verbose_name_plural': 'Behörden von Bestandsabgleichen',
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('stocktaking.campaign_authorities',),
                ),
            ],
        ),
        Together(
            operations=[
                migrations.AddConstraint(
                    model_name='campaign',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_order', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='campaign',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('started_at__isnull', True), ('state', 'planned')), models.Q(('finished_at__isnull', True), ('started_at__isnull', False), ('state', 'running')), models.Q(('finished_at__isnull', False), ('started_at__isnull', False), ('state', 'finished')), _connector='OR'), name='campaign_state_has_moments'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title") VALUES (NEW."ends_on", NEW."finished_at", NEW."id", NEW."is_demo", NEW."made_by_id", NEW."message", NEW."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reminded_at", NEW."started_at", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='158baf7592b719ba497db90e23a10282959e16f8', operation='INSERT', pgid='pgtrigger_added_insert_359cf', table='stocktaking_campaign', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title") VALUES (OLD."ends_on", OLD."finished_at", OLD."id", OLD."is_demo", OLD."made_by_id", OLD."message", OLD."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reminded_at", OLD."started_at", OLD."starts_on", OLD."state", OLD."title"); RETURN NULL;', hash='52aa6d8fe3d2290b1bc6501c48e975faff8cc8a5', operation='UPDATE', pgid='pgtrigger_changed_update_a2e6e', table='stocktaking_campaign', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaign',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaignchange" ("ends_on", "finished_at", "id", "is_demo", "made_by_id", "message", "names_removed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "started_at", "starts_on", "state", "title") VALUES (OLD."ends_on", OLD."finished_at", OLD."id", OLD."is_demo", OLD."made_by_id", OLD."message", OLD."names_removed_at", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reminded_at", OLD."started_at", OLD."starts_on", OLD."state", OLD."title"); RETURN NULL;', hash='b6f99a5261fcc9b481867df505de7d987fe1951c', operation='DELETE', pgid='pgtrigger_deleted_delete_b3a3d', table='stocktaking_campaign', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='authorityofcampaignchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='sto_authorityofcampaig_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofcampaignchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a6116c42c00a3d3fef70f2240555b8cd62fdfb34', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c64a1', table='stocktaking_authorityofcampaignchange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='campaignchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='sto_campaign_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaignchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b972fb252d9773650ae475a4aa781f6b01f00d1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5e03a', table='stocktaking_campaignchange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='campaigndevice',
                    index=models.Index(fields=['campaign', 'authority', 'site_name', 'room_name'], name='campaign_device_by_room'),
                ),
                migrations.AddIndex(
                    model_name='campaigndevice',
                    index=models.Index(fields=['asked', 'answer'], name='campaign_device_of_person'),
                ),
                migrations.AddConstraint(
                    model_name='campaigndevice',
                    constraint=models.UniqueConstraint(fields=('campaign', 'device'), name='campaign_device_once'),
                ),
                migrations.AddConstraint(
                    model_name='campaigndevice',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_at__isnull', True), ('channel', '')), models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False), models.Q(('channel', ''), _negated=True)), _connector='OR'), name='campaign_device_answer_has_moment'),
                ),
                migrations.AddConstraint(
                    model_name='campaigndevice',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settlement', '')), models.Q(('answer__in', ['elsewhere', 'missing', 'gone']), ('settled_at__isnull', False), models.Q(('settlement', ''), _negated=True)), _connector='OR'), name='campaign_device_settled_is_difference'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaigndevice',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaigndevicechange" ("answer", "answered_at", "asked_id", "authority_id", "campaign_id", "channel", "device_id", "id", "kind", "model_name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "room_name", "serial_number", "settled_at", "settlement", "site_name", "workstation_number") VALUES (NEW."answer", NEW."answered_at", NEW."asked_id", NEW."authority_id", NEW."campaign_id", NEW."channel", NEW."device_id", NEW."id", NEW."kind", NEW."model_name", NEW."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."remark", NEW."room_name", NEW."serial_number", NEW."settled_at", NEW."settlement", NEW."site_name", NEW."workstation_number"); RETURN NULL;', hash='3477fcabc78d961a86ecfd3f359a7ada398df61d', operation='INSERT', pgid='pgtrigger_added_insert_b042c', table='stocktaking_campaigndevice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaigndevice',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."asked_id" IS DISTINCT FROM (NEW."asked_id") OR OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."device_id" IS DISTINCT FROM (NEW."device_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."model_name" IS DISTINCT FROM (NEW."model_name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."room_name" IS DISTINCT FROM (NEW."room_name") OR OLD."serial_number" IS DISTINCT FROM (NEW."serial_number") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."settlement" IS DISTINCT FROM (NEW."settlement") OR OLD."site_name" IS DISTINCT FROM (NEW."site_name") OR OLD."workstation_number" IS DISTINCT FROM (NEW."workstation_number"))', func='INSERT INTO "stocktaking_campaigndevicechange" ("answer", "answered_at", "asked_id", "authority_id", "campaign_id", "channel", "device_id", "id", "kind", "model_name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "room_name", "serial_number", "settled_at", "settlement", "site_name", "workstation_number") VALUES (OLD."answer", OLD."answered_at", OLD."asked_id", OLD."authority_id", OLD."campaign_id", OLD."channel", OLD."device_id", OLD."id", OLD."kind", OLD."model_name", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."remark", OLD."room_name", OLD."serial_number", OLD."settled_at", OLD."settlement", OLD."site_name", OLD."workstation_number"); RETURN NULL;', hash='0ebdaad0b0c5bf9e02b4810057ac487e54f183dd', operation='UPDATE', pgid='pgtrigger_changed_update_55460', table='stocktaking_campaigndevice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaigndevice',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_campaigndevicechange" ("answer", "answered_at", "asked_id", "authority_id", "campaign_id", "channel", "device_id", "id", "kind", "model_name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "room_name", "serial_number", "settled_at", "settlement", "site_name", "workstation_number") VALUES (OLD."answer", OLD."answered_at", OLD."asked_id", OLD."authority_id", OLD."campaign_id", OLD."channel", OLD."device_id", OLD."id", OLD."kind", OLD."model_name", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."remark", OLD."room_name", OLD."serial_number", OLD."settled_at", OLD."settlement", OLD."site_name", OLD."workstation_number"); RETURN NULL;', hash='bd924e99f1ab98849611fe63462b16bf2ceaefa5', operation='DELETE', pgid='pgtrigger_deleted_delete_e6589', table='stocktaking_campaigndevice', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='campaigndevicechange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='sto_campaigndevice_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='campaigndevicechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='20299aa130c57e6a342f53b183615ed19f1c61ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62a96', table='stocktaking_campaigndevicechange', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='unlisteddevice',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settlement', '')), models.Q(('settled_at__isnull', False), models.Q(('settlement', ''), _negated=True)), _connector='OR'), name='unlisted_device_settled_says_how'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unlisteddevice',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_unlisteddevicechange" ("authority_id", "campaign_id", "channel", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "remark", "reported_at", "reported_by_id", "settled_at", "settlement") VALUES (NEW."authority_id", NEW."campaign_id", NEW."channel", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."place", NEW."remark", NEW."reported_at", NEW."reported_by_id", NEW."settled_at", NEW."settlement"); RETURN NULL;', hash='bd0418d630e92bdd701d18396645cd8853158304', operation='INSERT', pgid='pgtrigger_added_insert_fbb0f', table='stocktaking_unlisteddevice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unlisteddevice',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stocktaking_unlisteddevicechange" ("authority_id", "campaign_id", "channel", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "remark", "reported_at", "reported_by_id", "settled_at", "settlement") VALUES (OLD."authority_id", OLD."campaign_id", OLD."channel", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."place", OLD."remark", OLD."reported_at", OLD."reported_by_id", OLD."settled_at", OLD."settlement"); RETURN NULL;', hash='d7fb989fb9b4d92405af5e9b271de274c54662ab', operation='UPDATE', pgid='pgtrigger_changed_update_48044', table='stocktaking_unlisteddevice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unlisteddevice',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_unlisteddevicechange" ("authority_id", "campaign_id", "channel", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "remark", "reported_at", "reported_by_id", "settled_at", "settlement") VALUES (OLD."authority_id", OLD."campaign_id", OLD."channel", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."place", OLD."remark", OLD."reported_at", OLD."reported_by_id", OLD."settled_at", OLD."settlement"); RETURN NULL;', hash='0a3d469361df6ba3f52232f92a01f8a7ce04712a', operation='DELETE', pgid='pgtrigger_deleted_delete_0e581', table='stocktaking_unlisteddevice', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='unlisteddevicechange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='sto_unlisteddevice_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unlisteddevicechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c74056a225206155d4a57d77d8a9158c5cafd872', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2d54f', table='stocktaking_unlisteddevicechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofcampaign',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_authorityofcampaignchange" ("authority_id", "campaign_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."authority_id", NEW."campaign_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\'); RETURN NULL;', hash='7518961b478188fececa68ce5f862e535c96718d', operation='INSERT', pgid='pgtrigger_added_insert_28334', table='stocktaking_campaign_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofcampaign',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stocktaking_authorityofcampaignchange" ("authority_id", "campaign_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."authority_id", OLD."campaign_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\'); RETURN NULL;', hash='5bf2abac731458c8f9014e0210432c912b6de6cc', operation='DELETE', pgid='pgtrigger_deleted_delete_47442', table='stocktaking_campaign_authorities', when='AFTER')),
                ),
            ],
        ),
    ]
