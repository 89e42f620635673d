"""Hand-overs, their devices and documents."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import files.models
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
                    name='HandoverCounter',
                    fields=[
                        ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='Jahr')),
                        ('last', models.PositiveIntegerField(verbose_name='letzte Nummer')),
                    ],
                    options={
                        'verbose_name': 'Nummernkreis der Übergaben',
                        'verbose_name_plural': 'Nummernkreise der Übergaben',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Handover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(blank=True, editable=False, max_length=16, verbose_name='Nummer')),
                        ('direction', models.CharField(choices=[('issue', 'Ausgabe'), ('return', 'Rücknahme')], default='issue', max_length=6, verbose_name='Richtung')),
                        ('state', models.CharField(choices=[('draft', 'in Vorbereitung'), ('waiting', 'wartet auf Bestätigung'), ('disputed', 'Widerspruch'), ('signed', 'unterschrieben'), ('cancelled', 'verworfen')], default='draft', max_length=9, verbose_name='Stand')),
                        ('remark', models.TextField(blank=True, help_text='Steht auch im Dokument.', max_length=1000, verbose_name='Bemerkung')),
                        ('authority_name', models.CharField(blank=True, max_length=200, verbose_name='Name der Behörde')),
                        ('contact_name', models.CharField(blank=True, max_length=170, verbose_name='Name der Person')),
                        ('contact_function', models.CharField(blank=True, max_length=120, verbose_name='Funktion der Person')),
                        ('collected_name', models.CharField(blank=True, max_length=170, verbose_name='Name der Vertretung')),
                        ('staff_name', models.CharField(blank=True, max_length=320, verbose_name='Name für den Service')),
                        ('place_name', models.CharField(blank=True, max_length=100, verbose_name='Arbeitsplatz')),
                        ('service_point_name', models.CharField(blank=True, max_length=120, verbose_name='Name des Service-Points')),
                        ('created_at', models.DateTimeField(verbose_name='angelegt am')),
                        ('handed_over_at', models.DateTimeField(blank=True, null=True, verbose_name='übergeben am')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='unterschrieben am')),
                        ('signature_kind', models.CharField(blank=True, choices=[('drawn', 'unterschrieben vor Ort'), ('confirmed', 'bestätigt nach Anmeldung')], max_length=9, verbose_name='Unterschrift')),
                        ('signature', models.JSONField(blank=True, null=True, verbose_name='Linien der Unterschrift')),
                        ('signed_name', models.CharField(blank=True, max_length=170, verbose_name='unterschrieben von')),
                        ('objection', models.TextField(blank=True, max_length=1000, verbose_name='was nicht stimmt')),
                        ('objected_at', models.DateTimeField(blank=True, null=True, verbose_name='widersprochen am')),
                        ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='verworfen am')),
                        ('names_removed_at', models.DateTimeField(blank=True, null=True, verbose_name='Namen entfernt am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='customers.authority', verbose_name='Behörde')),
                        ('collected_by', models.ForeignKey(blank=True, help_text='Wer die Geräte für die Person abholt oder bringt; aus derselben Behörde.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='collected_handovers', to='customers.contact', verbose_name='vertreten durch')),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_handovers', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt mit dem Konto')),
                        ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='handovers', to='customers.contact', verbose_name='Person')),
                        ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='handovers.handover', verbose_name='berichtigt')),
                        ('handed_over_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to=settings.AUTH_USER_MODEL, verbose_name='für den Service')),
                        ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='customers.servicepoint', verbose_name='Service-Point')),
                        ('workstation', models.ForeignKey(blank=True, help_text='Wo die Geräte stehen werden; leer heißt: nur bei der Person.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='handovers', to='workstations.workstation', verbose_name='IT-Arbeitsplatz')),
                    ],
                    options={
                        'indexes': [
                            models.Index(fields=['authority', '-created_at'], name='handover_of_authority'),
                            models.Index(fields=['-created_at', '-id'], name='handover_newest'),
                            models.Index(condition=models.Q(('state', 'signed'), _negated=True), fields=['state'], name='handover_not_signed'),
                        ],
                        'constraints': [
                            models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='handover_number_unique'),
                            models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at__isnull', True), ('number', '')), models.Q(('handed_over_at__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='handover_has_number_once_handed_over'),
                            models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'cancelled')), ('handed_over_at__isnull', False), _connector='OR'), name='handover_handed_over_before_answer'),
                            models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('state', 'signed'), models.Q(('signature_kind', ''), _negated=True)), models.Q(models.Q(('state', 'signed'), _negated=True), ('confirmed_by__isnull', True), ('signature_kind', ''), ('signed_at__isnull', True)), _connector='OR'), name='handover_signed_says_when_and_how'),
                            models.CheckConstraint(condition=models.Q(models.Q(('signature_kind', 'drawn'), _negated=True), ('signature__isnull', False), _connector='OR'), name='handover_drawn_has_lines'),
                            models.CheckConstraint(condition=models.Q(models.Q(('signature_kind', 'confirmed'), _negated=True), ('confirmed_by__isnull', False), ('names_removed_at__isnull', False), _connector='OR'), name='handover_confirmed_by_account'),
                            models.CheckConstraint(condition=models.Q(models.Q(('state', 'disputed'), _negated=True), models.Q(('objected_at__isnull', False), models.Q(('objection', ''), _negated=True)), _connector='OR'), name='handover_disputed_says_why'),
                            models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='handover_cancelled_has_moment'),
                        ],
                        'verbose_name': 'Übergabe',
                        'verbose_name_plural': 'Übergaben',
                        'ordering': ['-created_at', '-pk'],
                        'default_permissions': ('view', 'add', 'change'),
                    },
                ),
                migrations.CreateModel(
                    name='HandoverChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(blank=True, editable=False, max_length=16, verbose_name='Nummer')),
                        ('direction', models.CharField(choices=[('issue', 'Ausgabe'), ('return', 'Rücknahme')], default='issue', max_length=6, verbose_name='Richtung')),
                        ('state', models.CharField(choices=[('draft', 'in Vorbereitung'), ('waiting', 'wartet auf Bestätigung'), ('disputed', 'Widerspruch'), ('signed', 'unterschrieben'), ('cancelled', 'verworfen')], default='draft', max_length=9, verbose_name='Stand')),
                        ('remark', models.TextField(blank=True, help_text='Steht auch im Dokument.', max_length=1000, verbose_name='Bemerkung')),
                        ('authority_name', models.CharField(blank=True, max_length=200, verbose_name='Name der Behörde')),
                        ('contact_name', models.CharField(blank=True, max_length=170, verbose_name='Name der Person')),
                        ('contact_function', models.CharField(blank=True, max_length=120, verbose_name='Funktion der Person')),
                        ('collected_name', models.CharField(blank=True, max_length=170, verbose_name='Name der Vertretung')),
                        ('staff_name', models.CharField(blank=True, max_length=320, verbose_name='Name für den Service')),
                        ('place_name', models.CharField(blank=True, max_length=100, verbose_name='Arbeitsplatz')),
                        ('service_point_name', models.CharField(blank=True, max_length=120, verbose_name='Name des Service-Points')),
                        ('created_at', models.DateTimeField(verbose_name='angelegt am')),
                        ('handed_over_at', models.DateTimeField(blank=True, null=True, verbose_name='übergeben am')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='unterschrieben am')),
                        ('signature_kind', models.CharField(blank=True, choices=[('drawn', 'unterschrieben vor Ort'), ('confirmed', 'bestätigt nach Anmeldung')], max_length=9, verbose_name='Unterschrift')),
                        ('signed_name', models.CharField(blank=True, max_length=170, verbose_name='unterschrieben von')),
                        ('objection', models.TextField(blank=True, max_length=1000, verbose_name='was nicht stimmt')),
                        ('objected_at', models.DateTimeField(blank=True, null=True, verbose_name='widersprochen am')),
                        ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='verworfen am')),
                        ('names_removed_at', models.DateTimeField(blank=True, null=True, verbose_name='Namen entfernt am')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('collected_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Wer die Geräte für die Person abholt oder bringt; aus derselben Behörde.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='vertreten durch')),
                        ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt mit dem Konto')),
                        ('contact', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='Person')),
                        ('corrects', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='handovers.handover', verbose_name='berichtigt')),
                        ('handed_over_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='für den Service')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='handovers.handover')),
                        ('service_point', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                        ('workstation', models.ForeignKey(blank=True, db_constraint=False, help_text='Wo die Geräte stehen werden; leer heißt: nur bei der Person.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.workstation', verbose_name='IT-Arbeitsplatz')),
                    ],
                    options={
                        'indexes': [
                            django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='han_handover_by_age'),
                        ],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HandoverDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(blank=True, max_length=200, upload_to=files.models.stored_path, verbose_name='Datei')),
                        ('name', models.CharField(max_length=200, verbose_name='Dateiname')),
                        ('size', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                        ('content_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                        ('uploaded_at', models.DateTimeField(verbose_name='hochgeladen am')),
                        ('scan', models.CharField(choices=[('unscanned', 'nicht geprüft'), ('waiting', 'wird geprüft'), ('clean', 'unauffällig'), ('infected', 'Schadsoftware gefunden')], default='unscanned', max_length=9, verbose_name='Virenprüfung')),
                        ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                        ('malware', models.CharField(blank=True, max_length=200, verbose_name='Name der Schadsoftware')),
                        ('sha256', models.CharField(max_length=64, verbose_name='Prüfsumme (SHA-256)')),
                        ('handover', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document', to='handovers.handover', verbose_name='Übergabe')),
                        ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='von')),
                    ],
                    options={
                        'indexes': [
                            models.Index(condition=models.Q(('scan', 'clean'), _negated=True), fields=['scan'], name='handoverdocument_verdict'),
                        ],
                        'constraints': [
                            models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('scan', 'infected'), models.Q(('malware', ''), _negated=True)), models.Q(models.Q(('scan', 'infected'), _negated=True), models.Q(('file', ''), _negated=True), ('malware', '')), _connector='OR'), name='handoverdocument_is_gone_if_infected'),
                            models.CheckConstraint(condition=models.Q(models.Q(('scan__in', ('clean', 'infected')), ('scanned_at__isnull', False)), models.Q(('scan__in', ('unscanned', 'waiting')), ('scanned_at__isnull', True)), _connector='OR'), name='handoverdocument_has_day_of_verdict'),
                        ],
                        'verbose_name': 'Dokument einer Übergabe',
                        'verbose_name_plural': 'Dokumente von Übergaben',
                        'ordering': ['uploaded_at', 'pk'],
                        'abstract': False,
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='HandoverItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], max_length=12, verbose_name='Zustand beim Aufnehmen')),
                        ('accessories', models.CharField(blank=True, max_length=200, verbose_name='Zubehör')),
                        ('condition', models.CharField(choices=[('fine', 'in Ordnung'), ('damaged', 'beschädigt'), ('missing', 'fehlt')], default='fine', max_length=7, verbose_name='Zustand')),
                        ('goes_to_repair', models.BooleanField(default=False, verbose_name='in Reparatur geben')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
                        ('device_number', models.CharField(blank=True, max_length=30, verbose_name='Inventarnummer')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('kind_name', models.CharField(blank=True, max_length=60, verbose_name='Art')),
                        ('model_name', models.CharField(blank=True, max_length=200, verbose_name='Modell')),
                        ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handover_items', to='workstations.device', verbose_name='Gerät')),
                        ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='handovers.handover', verbose_name='Übergabe')),
                    ],
                    options={
                        'constraints': [
                            models.UniqueConstraint(fields=('handover', 'device'), name='handover_item_once', violation_error_message='Dieses Gerät steht schon auf der Liste.'),
                            models.CheckConstraint(condition=models.Q(('goes_to_repair', False), ('condition', 'damaged'), _connector='OR'), name='handover_item_only_damaged_to_repair', violation_error_message='Nur was beschädigt ist, geht in Reparatur.'),
                        ],
                        'verbose_name': 'Gerät einer Übergabe',
                        'verbose_name_plural': 'Geräte von Übergaben',
                        'ordering': ['handover_id', 'pk'],
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='HandoverItemChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('seen_state', models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], max_length=12, verbose_name='Zustand beim Aufnehmen')),
                        ('accessories', models.CharField(blank=True, max_length=200, verbose_name='Zubehör')),
                        ('condition', models.CharField(choices=[('fine', 'in Ordnung'), ('damaged', 'beschädigt'), ('missing', 'fehlt')], default='fine', max_length=7, verbose_name='Zustand')),
                        ('goes_to_repair', models.BooleanField(default=False, verbose_name='in Reparatur geben')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
                        ('device_number', models.CharField(blank=True, max_length=30, verbose_name='Inventarnummer')),
                        ('serial_number', models.CharField(blank=True, max_length=80, verbose_name='Seriennummer')),
                        ('kind_name', models.CharField(blank=True, max_length=60, verbose_name='Art')),
                        ('model_name', models.CharField(blank=True, max_length=200, verbose_name='Modell')),
                        ('device', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('handover', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='handovers.handover', verbose_name='Übergabe')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='handovers.handoveritem')),
                    ],
                    options={
                        'indexes': [
                            django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='han_handoveritem_by_age'),
                        ],
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='stays_as_signed', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE frozen TEXT[];', func="\n            IF OLD.state = 'draft' THEN\n                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n            END IF;\n            frozen := ARRAY['contact_id', 'collected_by_id', 'workstation_id'];\n            IF OLD.state IN ('waiting', 'disputed') THEN\n                frozen := frozen || ARRAY['state', 'signed_at', 'signature_kind', 'confirmed_by_id', 'signed_name', 'objection', 'objected_at', 'cancel_reason', 'cancelled_at'];\n            END IF;\n            IF TG_OP = 'UPDATE' AND (NEW.contact_id IS NULL OR NEW.contact_id = OLD.contact_id) AND (NEW.collected_by_id IS NULL OR NEW.collected_by_id = OLD.collected_by_id) AND (NEW.workstation_id IS NULL OR NEW.workstation_id = OLD.workstation_id) AND to_jsonb(NEW) - frozen = to_jsonb(OLD) - frozen THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'pgtrigger: hand-over % is not changed any more', OLD.id;\n        ", hash='0bd113e307561903e21e49a896d41736f980bdef', operation='UPDATE OR DELETE', pgid='pgtrigger_stays_as_signed_e50c4', table='handovers_handover', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handovers_handoverchange" ("authority_id", "authority_name", "cancel_reason", "cancelled_at", "collected_by_id", "collected_name", "confirmed_by_id", "contact_function", "contact_id", "contact_name", "corrects_id", "created_at", "direction", "handed_over_at", "handed_over_by_id", "id", "is_demo", "names_removed_at", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "remark", "service_point_id", "service_point_name", "signature_kind", "signed_at", "signed_name", "staff_name", "state", "workstation_id") VALUES (NEW."authority_id", NEW."authority_name", NEW."cancel_reason", NEW."cancelled_at", NEW."collected_by_id", NEW."collected_name", NEW."confirmed_by_id", NEW."contact_function", NEW."contact_id", NEW."contact_name", NEW."corrects_id", NEW."created_at", NEW."direction", NEW."handed_over_at", NEW."handed_over_by_id", NEW."id", NEW."is_demo", NEW."names_removed_at", NEW."number", NEW."objected_at", NEW."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."place_name", NEW."remark", NEW."service_point_id", NEW."service_point_name", NEW."signature_kind", NEW."signed_at", NEW."signed_name", NEW."staff_name", NEW."state", NEW."workstation_id"); RETURN NULL;', hash='2754a8878299d571c24183eb43c72b85153e1a1c', operation='INSERT', pgid='pgtrigger_added_insert_fdcd4', table='handovers_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."authority_name" IS DISTINCT FROM (NEW."authority_name") OR OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."collected_by_id" IS DISTINCT FROM (NEW."collected_by_id") OR OLD."collected_name" IS DISTINCT FROM (NEW."collected_name") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."contact_function" IS DISTINCT FROM (NEW."contact_function") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."handed_over_at" IS DISTINCT FROM (NEW."handed_over_at") OR OLD."handed_over_by_id" IS DISTINCT FROM (NEW."handed_over_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."names_removed_at" IS DISTINCT FROM (NEW."names_removed_at") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objected_at" IS DISTINCT FROM (NEW."objected_at") OR OLD."objection" IS DISTINCT FROM (NEW."objection") OR OLD."place_name" IS DISTINCT FROM (NEW."place_name") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."service_point_id" IS DISTINCT FROM (NEW."service_point_id") OR OLD."service_point_name" IS DISTINCT FROM (NEW."service_point_name") OR OLD."signature_kind" IS DISTINCT FROM (NEW."signature_kind") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_name" IS DISTINCT FROM (NEW."signed_name") OR OLD."staff_name" IS DISTINCT FROM (NEW."staff_name") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."workstation_id" IS DISTINCT FROM (NEW."workstation_id"))', func='INSERT INTO "handovers_handoverchange" ("authority_id", "authority_name", "cancel_reason", "cancelled_at", "collected_by_id", "collected_name", "confirmed_by_id", "contact_function", "contact_id", "contact_name", "corrects_id", "created_at", "direction", "handed_over_at", "handed_over_by_id", "id", "is_demo", "names_removed_at", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "remark", "service_point_id", "service_point_name", "signature_kind", "signed_at", "signed_name", "staff_name", "state", "workstation_id") VALUES (OLD."authority_id", OLD."authority_name", OLD."cancel_reason", OLD."cancelled_at", OLD."collected_by_id", OLD."collected_name", OLD."confirmed_by_id", OLD."contact_function", OLD."contact_id", OLD."contact_name", OLD."corrects_id", OLD."created_at", OLD."direction", OLD."handed_over_at", OLD."handed_over_by_id", OLD."id", OLD."is_demo", OLD."names_removed_at", OLD."number", OLD."objected_at", OLD."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."place_name", OLD."remark", OLD."service_point_id", OLD."service_point_name", OLD."signature_kind", OLD."signed_at", OLD."signed_name", OLD."staff_name", OLD."state", OLD."workstation_id"); RETURN NULL;', hash='ac740ae09c341093e6d9ba321f8678d7fc49bb86', operation='UPDATE', pgid='pgtrigger_changed_update_689f2', table='handovers_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handovers_handoverchange" ("authority_id", "authority_name", "cancel_reason", "cancelled_at", "collected_by_id", "collected_name", "confirmed_by_id", "contact_function", "contact_id", "contact_name", "corrects_id", "created_at", "direction", "handed_over_at", "handed_over_by_id", "id", "is_demo", "names_removed_at", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "remark", "service_point_id", "service_point_name", "signature_kind", "signed_at", "signed_name", "staff_name", "state", "workstation_id") VALUES (OLD."authority_id", OLD."authority_name", OLD."cancel_reason", OLD."cancelled_at", OLD."collected_by_id", OLD."collected_name", OLD."confirmed_by_id", OLD."contact_function", OLD."contact_id", OLD."contact_name", OLD."corrects_id", OLD."created_at", OLD."direction", OLD."handed_over_at", OLD."handed_over_by_id", OLD."id", OLD."is_demo", OLD."names_removed_at", OLD."number", OLD."objected_at", OLD."objection", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."place_name", OLD."remark", OLD."service_point_id", OLD."service_point_name", OLD."signature_kind", OLD."signed_at", OLD."signed_name", OLD."staff_name", OLD."state", OLD."workstation_id"); RETURN NULL;', hash='7c0634202c6f1f4730d7fed4bb93c04bbc20c344', operation='DELETE', pgid='pgtrigger_deleted_delete_d1045', table='handovers_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoverchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72e713f388c00a6caf5645996542071f1b5d1cce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_05ad0', table='handovers_handoverchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoverdocument',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='87fe6fbe564268a50d00cbbee99c0c23d43646cd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_adfc1', table='handovers_handoverdocument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoveritem',
                    trigger=pgtrigger.compiler.Trigger(name='stays_as_signed', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE owner BIGINT;', func="\n            owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.handover_id ELSE OLD.handover_id END;\n            IF TG_OP = 'UPDATE' AND NEW.handover_id <> OLD.handover_id\n                OR EXISTS (SELECT FROM handovers_handover h WHERE h.id = owner AND h.state <> 'draft') THEN\n                RAISE EXCEPTION 'pgtrigger: the devices of hand-over % are not changed any more', owner;\n            END IF;\n            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n        ", hash='ff06ec94a626f85526b50a6b517a5b868aee7bf6', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_stays_as_signed_999fc', table='handovers_handoveritem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoveritem',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handovers_handoveritemchange" ("accessories", "condition", "device_id", "device_number", "goes_to_repair", "handover_id", "id", "kind_name", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "seen_state", "serial_number") VALUES (NEW."accessories", NEW."condition", NEW."device_id", NEW."device_number", NEW."goes_to_repair", NEW."handover_id", NEW."id", NEW."kind_name", NEW."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."remark", NEW."seen_state", NEW."serial_number"); RETURN NULL;', hash='d562e3ac74f556e4c3146f87475991db82b274d5', operation='INSERT', pgid='pgtrigger_added_insert_5a913', table='handovers_handoveritem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoveritem',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "handovers_handoveritemchange" ("accessories", "condition", "device_id", "device_number", "goes_to_repair", "handover_id", "id", "kind_name", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "seen_state", "serial_number") VALUES (OLD."accessories", OLD."condition", OLD."device_id", OLD."device_number", OLD."goes_to_repair", OLD."handover_id", OLD."id", OLD."kind_name", OLD."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."remark", OLD."seen_state", OLD."serial_number"); RETURN NULL;', hash='cb96a66279aac4c2de9703ba6adafcea8f8b4e17', operation='UPDATE', pgid='pgtrigger_changed_update_53d55', table='handovers_handoveritem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoveritem',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handovers_handoveritemchange" ("accessories", "condition", "device_id", "device_number", "goes_to_repair", "handover_id", "id", "kind_name", "model_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "seen_state", "serial_number") VALUES (OLD."accessories", OLD."condition", OLD."device_id", OLD."device_number", OLD."goes_to_repair", OLD."handover_id", OLD."id", OLD."kind_name", OLD."model_name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."remark", OLD."seen_state", OLD."serial_number"); RETURN NULL;', hash='2d08235463dfc7de8e6eaed0161b2dac821a985e', operation='DELETE', pgid='pgtrigger_deleted_delete_4e7c5', table='handovers_handoveritem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoveritemchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5b7445c33cefa60c025942bdcf9c8c7ec218f14', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8bda3', table='handovers_handoveritemchange', when='BEFORE')),
                ),
            ]
        ),
    ]
