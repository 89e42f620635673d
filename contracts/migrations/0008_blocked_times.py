"""Separate that nothing is planned from that clocks stand still; what was entered before meant both."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0007_agreements'),
        ('customers', '0006_service_points'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='blockedtime',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='blockedtime',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='blockedtime',
                    name='deleted_delete',
                ),
                migrations.CreateModel(
                    name='WeeklyBlockedTime',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('election', 'Wahl'), ('session', 'Sitzung'), ('counter_hours', 'Sprechzeit'), ('year_end', 'Jahresabschluss'), ('other', 'Sonstiges')], default='counter_hours', max_length=15, verbose_name='Art')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('begins_at', models.TimeField(verbose_name='von')),
                        ('ends_at', models.TimeField(verbose_name='bis')),
                        ('reason', models.CharField(help_text='Zum Beispiel: Sprechzeit im Bürgerbüro.', max_length=120, verbose_name='Grund')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weekly_blocked_times', to='customers.authority', verbose_name='Behörde')),
                    ],
                    options={
                        'verbose_name': 'Wöchentliche Sperrzeit',
                        'verbose_name_plural': 'wöchentliche Sperrzeiten',
                        'ordering': ['weekday', 'begins_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='weekly_blocked_time_order', violation_error_message='Das Ende liegt vor dem Beginn.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='weekly_blocked_time_period_order', violation_error_message='Das Ende liegt vor dem Beginn.')],
                    },
                ),
                migrations.CreateModel(
                    name='WeeklyBlockedTimeChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('election', 'Wahl'), ('session', 'Sitzung'), ('counter_hours', 'Sprechzeit'), ('year_end', 'Jahresabschluss'), ('other', 'Sonstiges')], default='counter_hours', max_length=15, verbose_name='Art')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')], verbose_name='Wochentag')),
                        ('begins_at', models.TimeField(verbose_name='von')),
                        ('ends_at', models.TimeField(verbose_name='bis')),
                        ('reason', models.CharField(help_text='Zum Beispiel: Sprechzeit im Bürgerbüro.', max_length=120, verbose_name='Grund')),
                        ('valid_from', models.DateField(blank=True, help_text='Leer heißt: von Anfang an.', null=True, verbose_name='gilt ab')),
                        ('valid_until', models.DateField(blank=True, help_text='Letzter Tag; leer heißt: bis auf Weiteres.', null=True, verbose_name='gilt bis')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.weeklyblockedtime')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_weeklyblockedtime_by_age')],
                    },
                ),
                migrations.AddField(
                    model_name='blockedtime',
                    name='kind',
                    field=models.CharField(choices=[('election', 'Wahl'), ('session', 'Sitzung'), ('counter_hours', 'Sprechzeit'), ('year_end', 'Jahresabschluss'), ('other', 'Sonstiges')], default='other', max_length=15, verbose_name='Art'),
                ),
                migrations.AddField(
                    model_name='blockedtime',
                    name='stops_clock',
                    field=models.BooleanField(default=True, help_text='In dieser Zeit wird auch an Störungen nicht gearbeitet; die Uhr der Fristen steht.', verbose_name='Fristen ruhen'),
                ),
                migrations.AddField(
                    model_name='blockedtime',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
                migrations.AddField(
                    model_name='blockedtimechange',
                    name='kind',
                    field=models.CharField(choices=[('election', 'Wahl'), ('session', 'Sitzung'), ('counter_hours', 'Sprechzeit'), ('year_end', 'Jahresabschluss'), ('other', 'Sonstiges')], default='other', max_length=15, verbose_name='Art'),
                ),
                migrations.AddField(
                    model_name='blockedtimechange',
                    name='stops_clock',
                    field=models.BooleanField(default=True, help_text='In dieser Zeit wird auch an Störungen nicht gearbeitet; die Uhr der Fristen steht.', verbose_name='Fristen ruhen'),
                ),
                migrations.AddField(
                    model_name='blockedtimechange',
                    name='version',
                    field=models.PositiveIntegerField(default=1, editable=False),
                ),
            ],
        ),
        history.operations.Together(
            operations=[
                migrations.AlterField(
                    model_name='blockedtime',
                    name='stops_clock',
                    field=models.BooleanField(default=False, help_text='In dieser Zeit wird auch an Störungen nicht gearbeitet; die Uhr der Fristen steht.', verbose_name='Fristen ruhen'),
                ),
                migrations.AlterField(
                    model_name='blockedtimechange',
                    name='stops_clock',
                    field=models.BooleanField(default=False, help_text='In dieser Zeit wird auch an Störungen nicht gearbeitet; die Uhr der Fristen steht.', verbose_name='Fristen ruhen'),
                ),
                migrations.AlterField(
                    model_name='blockedtime',
                    name='reason',
                    field=models.CharField(help_text='Zum Beispiel: Landtagswahl.', max_length=120, verbose_name='Grund'),
                ),
                migrations.AlterField(
                    model_name='blockedtimechange',
                    name='reason',
                    field=models.CharField(help_text='Zum Beispiel: Landtagswahl.', max_length=120, verbose_name='Grund'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at", "stops_clock", "version") VALUES (NEW."authority_id", NEW."calendar_id", NEW."certainty", NEW."ends_at", NEW."id", NEW."is_demo", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."source", NEW."starts_at", NEW."stops_clock", NEW."version"); RETURN NULL;', hash='46809f44c969786ade5771e65d68fc9207403849', operation='INSERT', pgid='pgtrigger_added_insert_8c88b', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at", "stops_clock", "version") VALUES (OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."ends_at", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."source", OLD."starts_at", OLD."stops_clock", OLD."version"); RETURN NULL;', hash='91b25c121061eeca77b3ad515985bb2af3bb5c1a', operation='UPDATE', pgid='pgtrigger_changed_update_b74fb', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='blockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_blockedtimechange" ("authority_id", "calendar_id", "certainty", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_at", "stops_clock", "version") VALUES (OLD."authority_id", OLD."calendar_id", OLD."certainty", OLD."ends_at", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."source", OLD."starts_at", OLD."stops_clock", OLD."version"); RETURN NULL;', hash='553a44dfa6621b75ddb96799f4a32d09e0d23f2f', operation='DELETE', pgid='pgtrigger_deleted_delete_53750', table='contracts_blockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='weeklyblockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_weeklyblockedtimechange" ("authority_id", "begins_at", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until", "version", "weekday") VALUES (NEW."authority_id", NEW."begins_at", NEW."ends_at", NEW."id", NEW."is_demo", NEW."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."reason", NEW."valid_from", NEW."valid_until", NEW."version", NEW."weekday"); RETURN NULL;', hash='dd5ea73a30c9c3d87f12955679a82f46f6397860', operation='INSERT', pgid='pgtrigger_added_insert_526f7', table='contracts_weeklyblockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='weeklyblockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_weeklyblockedtimechange" ("authority_id", "begins_at", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until", "version", "weekday") VALUES (OLD."authority_id", OLD."begins_at", OLD."ends_at", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."reason", OLD."valid_from", OLD."valid_until", OLD."version", OLD."weekday"); RETURN NULL;', hash='62b961de2b703c61b5050a2e2855d8308529f31e', operation='UPDATE', pgid='pgtrigger_changed_update_44f8c', table='contracts_weeklyblockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='weeklyblockedtime',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_weeklyblockedtimechange" ("authority_id", "begins_at", "ends_at", "id", "is_demo", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until", "version", "weekday") VALUES (OLD."authority_id", OLD."begins_at", OLD."ends_at", OLD."id", OLD."is_demo", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."reason", OLD."valid_from", OLD."valid_until", OLD."version", OLD."weekday"); RETURN NULL;', hash='d1d9f38b66b905c7680ee272432e451e0c62d51c', operation='DELETE', pgid='pgtrigger_deleted_delete_882c5', table='contracts_weeklyblockedtime', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='weeklyblockedtimechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='59c817932a79f135b6b8e14d7c564ff80f4b18f7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5caab', table='contracts_weeklyblockedtimechange', when='BEFORE')),
                ),
            ],
        ),
    ]
