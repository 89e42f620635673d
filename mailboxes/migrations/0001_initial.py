"""All tables of this app."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import mailboxes.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('customers', '0002_sign_in_and_history'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0005_more_steps'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='IncomingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid_validity', models.BigIntegerField(blank=True, null=True, verbose_name='Fassung des Ordners')),
                        ('uid', models.BigIntegerField(blank=True, null=True, verbose_name='Nummer im Ordner')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='Prüfsumme')),
                        ('raw', models.FileField(upload_to=mailboxes.models.mail_path, verbose_name='E-Mail')),
                        ('size', models.PositiveBigIntegerField(verbose_name='Größe in Byte')),
                        ('received_at', models.DateTimeField(verbose_name='eingegangen am')),
                        ('sender', models.CharField(blank=True, max_length=320, verbose_name='Absenderadresse')),
                        ('sender_name', models.CharField(blank=True, max_length=200, verbose_name='Absender')),
                        ('subject', models.CharField(blank=True, max_length=500, verbose_name='Betreff')),
                        ('letter_id', models.CharField(blank=True, max_length=500, verbose_name='Kennung')),
                        ('status', models.CharField(choices=[('received', 'eingegangen'), ('processed', 'übernommen'), ('review', 'zu prüfen'), ('discarded', 'verworfen')], default='received', max_length=9, verbose_name='Stand')),
                        ('reason', models.CharField(blank=True, choices=[('unknown', 'Absender unbekannt'), ('unclear', 'Absender nicht eindeutig'), ('ambiguous', 'Mehrere Ansprechpersonen mit dieser Adresse'), ('no_account', 'Ansprechperson ohne Konto'), ('staff', 'Absender gehört zum Service'), ('not_vouched', 'Absender nicht bestätigt'), ('not_theirs', 'Nennt eine Meldung, die der Absender nicht sieht'), ('done', 'Die Meldung ist schon gelöst'), ('too_many', 'Zu viele E-Mails von diesem Absender'), ('too_large', 'Zu groß'), ('unreadable', 'Nicht lesbar'), ('encrypted', 'Verschlüsselt'), ('empty', 'Ohne Inhalt'), ('no_category', 'Postfach unbekannt'), ('own', 'Vom Service selbst'), ('returned', 'Unzustellbar'), ('receipt', 'Lesebestätigung'), ('automatic', 'Automatische Antwort'), ('circular', 'Rundschreiben'), ('by_hand', 'Von Hand verworfen')], max_length=12, verbose_name='Grund')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demodaten')),
                        ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to='customers.contact', verbose_name='Ansprechperson')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('message', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mail', to='tickets.message', verbose_name='Beitrag')),
                        ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='tickets.ticket', verbose_name='Meldung')),
                        ('mailbox', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='mailboxes.mailbox', verbose_name='Postfach')),
                    ],
                    options={
                        'verbose_name': 'Eingegangene E-Mail',
                        'verbose_name_plural': 'Eingegangene E-Mails',
                        'ordering': ['-received_at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('status', 'review')), fields=['received_at'], name='mail_to_review'), models.Index(condition=models.Q(('status', 'received')), fields=['id'], name='mail_received'), models.Index(fields=['status', '-received_at'], name='mail_by_status'), models.Index(fields=['letter_id'], name='mail_by_letter_id'), models.Index(fields=['sender', 'received_at'], name='mail_by_sender')],
                        'constraints': [models.UniqueConstraint(fields=('mailbox', 'uid_validity', 'uid'), name='mail_once_from_a_mailbox'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'processed'), ('ticket__isnull', False)), models.Q(models.Q(('status', 'processed'), _negated=True), ('message__isnull', True), ('ticket__isnull', True)), _connector='OR'), name='mail_processed_has_report'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('status__in', ['processed', 'discarded'])), models.Q(('decided_at__isnull', True), ('status__in', ['received', 'review'])), _connector='OR'), name='mail_decided_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['review', 'discarded']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='mail_left_has_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Mailbox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, unique=True, verbose_name='Name')),
                        ('address', models.EmailField(help_text='Was von hier kommt, wird nie angenommen.', max_length=254, verbose_name='E-Mail-Adresse')),
                        ('host', models.CharField(max_length=200, verbose_name='Server')),
                        ('port', models.PositiveIntegerField(default=993, verbose_name='Port')),
                        ('security', models.CharField(choices=[('ssl', 'TLS von Anfang an (993)'), ('starttls', 'STARTTLS (143)'), ('none', 'unverschlüsselt, nur auf dieser Maschine')], default='ssl', max_length=8, verbose_name='Verschlüsselung')),
                        ('user', models.CharField(max_length=200, verbose_name='Anmeldename')),
                        ('password_variable', models.CharField(help_text='Zum Beispiel MAILBOX_SERVICE. Steht das Kennwort in einer Datei, heißt die Variable MAILBOX_SERVICE_FILE.', max_length=60, validators=[django.core.validators.RegexValidator('^MAILBOX_[A-Z0-9_]+$', 'Der Name beginnt mit MAILBOX_, zum Beispiel MAILBOX_SERVICE.')], verbose_name='Umgebungsvariable mit dem Kennwort')),
                        ('folder', models.CharField(default='INBOX', max_length=100, verbose_name='Ordner')),
                        ('done_folder', models.CharField(blank=True, help_text='Leer heißt: als gelesen markieren.', max_length=100, verbose_name='Ordner für Übernommenes')),
                        ('vouching_server', models.CharField(blank=True, help_text='Name im Kopf „Authentication-Results“. Ist er angegeben, wird nur ohne Durchsicht übernommen, was dort bestanden hat.', max_length=200, verbose_name='Server, der Absender prüft')),
                        ('is_active', models.BooleanField(default=True, verbose_name='wird abgerufen')),
                        ('checked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='zuletzt abgerufen am')),
                        ('problem', models.CharField(blank=True, editable=False, max_length=300, verbose_name='Störung beim Abruf')),
                        ('uid_validity', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='Fassung des Ordners')),
                        ('last_uid', models.BigIntegerField(default=0, editable=False, verbose_name='zuletzt übernommen')),
                        ('category', models.ForeignKey(help_text='Sie bestimmt auch das Team.', on_delete=django.db.models.deletion.PROTECT, related_name='mailboxes', to='tickets.category', verbose_name='Kategorie neuer Meldungen')),
                    ],
                    options={
                        'verbose_name': 'Postfach',
                        'verbose_name_plural': 'Postfächer',
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('address'), name='mailbox_address_unique'), models.CheckConstraint(condition=models.Q(models.Q(('security', 'none'), _negated=True), ('host__in', ['localhost', '127.0.0.1', '::1']), _connector='OR'), name='mailbox_plain_only_here', violation_error_message='Unverschlüsselt wird nur auf dieser Maschine abgerufen.'), models.CheckConstraint(condition=models.Q(('password_variable__regex', '^MAILBOX_[A-Z0-9_]+$')), name='mailbox_names_a_variable')],
                    },
                ),
                migrations.CreateModel(
                    name='IncomingMailChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('uid_validity', models.BigIntegerField(blank=True, null=True, verbose_name='Fassung des Ordners')),
                        ('uid', models.BigIntegerField(blank=True, null=True, verbose_name='Nummer im Ordner')),
                        ('digest', models.CharField(max_length=64, verbose_name='Prüfsumme')),
                        ('size', models.PositiveBigIntegerField(verbose_name='Größe in Byte')),
                        ('received_at', models.DateTimeField(verbose_name='eingegangen am')),
                        ('status', models.CharField(choices=[('received', 'eingegangen'), ('processed', 'übernommen'), ('review', 'zu prüfen'), ('discarded', 'verworfen')], default='received', max_length=9, verbose_name='Stand')),
                        ('reason', models.CharField(blank=True, choices=[('unknown', 'Absender unbekannt'), ('unclear', 'Absender nicht eindeutig'), ('ambiguous', 'Mehrere Ansprechpersonen mit dieser Adresse'), ('no_account', 'Ansprechperson ohne Konto'), ('staff', 'Absender gehört zum Service'), ('not_vouched', 'Absender nicht bestätigt'), ('not_theirs', 'Nennt eine Meldung, die der Absender nicht sieht'), ('done', 'Die Meldung ist schon gelöst'), ('too_many', 'Zu viele E-Mails von diesem Absender'), ('too_large', 'Zu groß'), ('unreadable', 'Nicht lesbar'), ('encrypted', 'Verschlüsselt'), ('empty', 'Ohne Inhalt'), ('no_category', 'Postfach unbekannt'), ('own', 'Vom Service selbst'), ('returned', 'Unzustellbar'), ('receipt', 'Lesebestätigung'), ('automatic', 'Automatische Antwort'), ('circular', 'Rundschreiben'), ('by_hand', 'Von Hand verworfen')], max_length=12, verbose_name='Grund')),
                        ('remark', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demodaten')),
                        ('contact', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='Ansprechperson')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von')),
                        ('message', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.message', verbose_name='Beitrag')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='mailboxes.incomingmail')),
                        ('ticket', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.ticket', verbose_name='Meldung')),
                        ('mailbox', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mailboxes.mailbox', verbose_name='Postfach')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='mai_incomingmail_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='MailboxChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=60, verbose_name='Name')),
                        ('address', models.EmailField(help_text='Was von hier kommt, wird nie angenommen.', max_length=254, verbose_name='E-Mail-Adresse')),
                        ('host', models.CharField(max_length=200, verbose_name='Server')),
                        ('port', models.PositiveIntegerField(default=993, verbose_name='Port')),
                        ('security', models.CharField(choices=[('ssl', 'TLS von Anfang an (993)'), ('starttls', 'STARTTLS (143)'), ('none', 'unverschlüsselt, nur auf dieser Maschine')], default='ssl', max_length=8, verbose_name='Verschlüsselung')),
                        ('user', models.CharField(max_length=200, verbose_name='Anmeldename')),
                        ('password_variable', models.CharField(help_text='Zum Beispiel MAILBOX_SERVICE. Steht das Kennwort in einer Datei, heißt die Variable MAILBOX_SERVICE_FILE.', max_length=60, validators=[django.core.validators.RegexValidator('^MAILBOX_[A-Z0-9_]+$', 'Der Name beginnt mit MAILBOX_, zum Beispiel MAILBOX_SERVICE.')], verbose_name='Umgebungsvariable mit dem Kennwort')),
                        ('folder', models.CharField(default='INBOX', max_length=100, verbose_name='Ordner')),
                        ('done_folder', models.CharField(blank=True, help_text='Leer heißt: als gelesen markieren.', max_length=100, verbose_name='Ordner für Übernommenes')),
                        ('vouching_server', models.CharField(blank=True, help_text='Name im Kopf „Authentication-Results“. Ist er angegeben, wird nur ohne Durchsicht übernommen, was dort bestanden hat.', max_length=200, verbose_name='Server, der Absender prüft')),
                        ('is_active', models.BooleanField(default=True, verbose_name='wird abgerufen')),
                        ('category', models.ForeignKey(db_constraint=False, help_text='Sie bestimmt auch das Team.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='Kategorie neuer Meldungen')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='mailboxes.mailbox')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='mai_mailbox_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomingmail',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mailboxes_incomingmailchange" ("contact_id", "decided_at", "decided_by_id", "digest", "id", "is_demo", "mailbox_id", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "remark", "size", "status", "ticket_id", "uid", "uid_validity") VALUES (NEW."contact_id", NEW."decided_at", NEW."decided_by_id", NEW."digest", NEW."id", NEW."is_demo", NEW."mailbox_id", NEW."message_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."received_at", NEW."remark", NEW."size", NEW."status", NEW."ticket_id", NEW."uid", NEW."uid_validity"); RETURN NULL;', hash='9a24bf2a6b9981f3be7d473a83fa1934672a5ffe', operation='INSERT', pgid='pgtrigger_added_insert_bdaed', table='mailboxes_incomingmail', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomingmail',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."mailbox_id" IS DISTINCT FROM (NEW."mailbox_id") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."ticket_id" IS DISTINCT FROM (NEW."ticket_id") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."uid_validity" IS DISTINCT FROM (NEW."uid_validity"))', func='INSERT INTO "mailboxes_incomingmailchange" ("contact_id", "decided_at", "decided_by_id", "digest", "id", "is_demo", "mailbox_id", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "remark", "size", "status", "ticket_id", "uid", "uid_validity") VALUES (OLD."contact_id", OLD."decided_at", OLD."decided_by_id", OLD."digest", OLD."id", OLD."is_demo", OLD."mailbox_id", OLD."message_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."received_at", OLD."remark", OLD."size", OLD."status", OLD."ticket_id", OLD."uid", OLD."uid_validity"); RETURN NULL;', hash='e8ef106e2023bbbb445176958aa42412f6c5ea31', operation='UPDATE', pgid='pgtrigger_changed_update_6e0f7', table='mailboxes_incomingmail', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomingmail',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mailboxes_incomingmailchange" ("contact_id", "decided_at", "decided_by_id", "digest", "id", "is_demo", "mailbox_id", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "remark", "size", "status", "ticket_id", "uid", "uid_validity") VALUES (OLD."contact_id", OLD."decided_at", OLD."decided_by_id", OLD."digest", OLD."id", OLD."is_demo", OLD."mailbox_id", OLD."message_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."received_at", OLD."remark", OLD."size", OLD."status", OLD."ticket_id", OLD."uid", OLD."uid_validity"); RETURN NULL;', hash='a9450f29a0742dee94bfa1cf255ae6f45b284487', operation='DELETE', pgid='pgtrigger_deleted_delete_6b1cc', table='mailboxes_incomingmail', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mailbox',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mailboxes_mailboxchange" ("address", "category_id", "done_folder", "folder", "host", "id", "is_active", "name", "password_variable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "port", "security", "user", "vouching_server") VALUES (NEW."address", NEW."category_id", NEW."done_folder", NEW."folder", NEW."host", NEW."id", NEW."is_active", NEW."name", NEW."password_variable", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."port", NEW."security", NEW."user", NEW."vouching_server"); RETURN NULL;', hash='e502b6c801f2d276a04e7cd45451cc94b3498b94', operation='INSERT', pgid='pgtrigger_added_insert_bd02e', table='mailboxes_mailbox', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mailbox',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."done_folder" IS DISTINCT FROM (NEW."done_folder") OR OLD."folder" IS DISTINCT FROM (NEW."folder") OR OLD."host" IS DISTINCT FROM (NEW."host") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."password_variable" IS DISTINCT FROM (NEW."password_variable") OR OLD."port" IS DISTINCT FROM (NEW."port") OR OLD."security" IS DISTINCT FROM (NEW."security") OR OLD."user" IS DISTINCT FROM (NEW."user") OR OLD."vouching_server" IS DISTINCT FROM (NEW."vouching_server"))', func='INSERT INTO "mailboxes_mailboxchange" ("address", "category_id", "done_folder", "folder", "host", "id", "is_active", "name", "password_variable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "port", "security", "user", "vouching_server") VALUES (OLD."address", OLD."category_id", OLD."done_folder", OLD."folder", OLD."host", OLD."id", OLD."is_active", OLD."name", OLD."password_variable", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."port", OLD."security", OLD."user", OLD."vouching_server"); RETURN NULL;', hash='6bdd6e6db644078f3877e8bed26f395f65585fa6', operation='UPDATE', pgid='pgtrigger_changed_update_ef278', table='mailboxes_mailbox', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mailbox',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "mailboxes_mailboxchange" ("address", "category_id", "done_folder", "folder", "host", "id", "is_active", "name", "password_variable", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "port", "security", "user", "vouching_server") VALUES (OLD."address", OLD."category_id", OLD."done_folder", OLD."folder", OLD."host", OLD."id", OLD."is_active", OLD."name", OLD."password_variable", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."port", OLD."security", OLD."user", OLD."vouching_server"); RETURN NULL;', hash='d510f0001d274fffa750f0fa62d7c46874ad5950', operation='DELETE', pgid='pgtrigger_deleted_delete_84f0c', table='mailboxes_mailbox', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomingmailchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9d8268bcaa882cc0030eee782d87b7a57aeaae21', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45890', table='mailboxes_incomingmailchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mailboxchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='052969f2fef6bfd1c6763c06b998e3616c6cee70', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56c6d', table='mailboxes_mailboxchange', when='BEFORE')),
                ),
            ],
        ),
    ]
