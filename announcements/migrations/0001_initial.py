"""All tables of this app."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from history.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0002_sign_in_and_history'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='Announcement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('hint', 'Hinweis'), ('maintenance', 'Wartung'), ('restriction', 'Einschränkung')], default='hint', max_length=11, verbose_name='Art')),
                        ('title', models.CharField(max_length=120, verbose_name='Überschrift')),
                        ('text', models.TextField(help_text='Was geschieht, wann, und was ist zu tun?', max_length=4000, verbose_name='Text')),
                        ('shown_from', models.DateTimeField(verbose_name='im Portal ab')),
                        ('shown_until', models.DateTimeField(blank=True, help_text='Leer: bis auf Weiteres.', null=True, verbose_name='im Portal bis')),
                        ('is_for_all', models.BooleanField(default=False, help_text='Sonst nur für die unten genannten Behörden.', verbose_name='für alle Behörden')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; betrifft keinen wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authorities', models.ManyToManyField(blank=True, related_name='announcements', to='customers.authority', verbose_name='betroffene Behörden')),
                    ],
                    options={
                        'verbose_name': 'Mitteilung',
                        'verbose_name_plural': 'Mitteilungen',
                        'ordering': ['-shown_from', '-pk'],
                        'indexes': [models.Index(fields=['-shown_from'], name='announcement_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('shown_until__isnull', True), ('shown_until__gt', models.F('shown_from')), _connector='OR'), name='announcement_order', violation_error_message='Das Ende liegt vor dem Beginn.')],
                    },
                ),
                migrations.CreateModel(
                    name='AnnouncementChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('hint', 'Hinweis'), ('maintenance', 'Wartung'), ('restriction', 'Einschränkung')], default='hint', max_length=11, verbose_name='Art')),
                        ('title', models.CharField(max_length=120, verbose_name='Überschrift')),
                        ('text', models.TextField(help_text='Was geschieht, wann, und was ist zu tun?', max_length=4000, verbose_name='Text')),
                        ('shown_from', models.DateTimeField(verbose_name='im Portal ab')),
                        ('shown_until', models.DateTimeField(blank=True, help_text='Leer: bis auf Weiteres.', null=True, verbose_name='im Portal bis')),
                        ('is_for_all', models.BooleanField(default=False, help_text='Sonst nur für die unten genannten Behörden.', verbose_name='für alle Behörden')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; betrifft keinen wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='announcements.announcement')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='ann_announcement_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfAnnouncementChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('announcement', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='announcements.announcement')),
                        ('authority', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='ann_authorityofannounc_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfAnnouncement',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Betroffenheit von einer Mitteilung',
                        'proxy': True,
                    },
                    bases=('announcements.announcement_authorities',),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "text", "title") VALUES (NEW."id", NEW."is_demo", NEW."is_for_all", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."shown_from", NEW."shown_until", NEW."text", NEW."title"); RETURN NULL;', hash='8794a350d281f6262a2080bceff17831186ffc3c', operation='INSERT', pgid='pgtrigger_added_insert_f6e8d', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "text", "title") VALUES (OLD."id", OLD."is_demo", OLD."is_for_all", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."shown_from", OLD."shown_until", OLD."text", OLD."title"); RETURN NULL;', hash='43e00a8b76bf0ea4c7ac3ffba8e792b3ed561a5e', operation='UPDATE', pgid='pgtrigger_changed_update_cc576', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_announcementchange" ("id", "is_demo", "is_for_all", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_from", "shown_until", "text", "title") VALUES (OLD."id", OLD."is_demo", OLD."is_for_all", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."shown_from", OLD."shown_until", OLD."text", OLD."title"); RETURN NULL;', hash='be28a75c69f12c1b8537c51d69a11aaf259e0efd', operation='DELETE', pgid='pgtrigger_deleted_delete_7af63', table='announcements_announcement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='announcementchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba490d2c1d5a542281a1afeef2b2d295d48c9fbf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_df64f', table='announcements_announcementchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofannouncementchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02b8941a0c3f1cdc34e97780ee22419576869482', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c9d32', table='announcements_authorityofannouncementchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofannouncement',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_authorityofannouncementchange" ("announcement_id", "authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."announcement_id", NEW."authority_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\'); RETURN NULL;', hash='303c5def207384c501bff3b67e58d0779ceabf74', operation='INSERT', pgid='pgtrigger_added_insert_2caa5', table='announcements_announcement_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofannouncement',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "announcements_authorityofannouncementchange" ("announcement_id", "authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."announcement_id", OLD."authority_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\'); RETURN NULL;', hash='848fd9747b87dffb5a5578e2a7e56e84d353b2e6', operation='DELETE', pgid='pgtrigger_deleted_delete_1a09c', table='announcements_announcement_authorities', when='AFTER')),
                ),
            ],
        ),
    ]
