"""Decisions of councils."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import history.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0001_squashed_0005_levels_of_agreements'),
        ('customers', '0004_found_by_parts'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('policy', 'Grundsatzbeschluss'), ('joining', 'Beitritt'), ('consent', 'Zustimmung zur Aufnahme'), ('leaving', 'Austritt'), ('other', 'Sonstiger Beschluss')], max_length=10, verbose_name='Art')),
                        ('subject', models.CharField(max_length=300, verbose_name='Gegenstand')),
                        ('body', models.CharField(help_text='Zum Beispiel Stadtvertretung, Amtsausschuss oder Kreistag.', max_length=120, verbose_name='Gremium')),
                        ('decided_on', models.DateField(blank=True, help_text='Leer heißt: der Tag ist nicht bekannt.', null=True, verbose_name='Tag der Sitzung')),
                        ('paper_number', models.CharField(blank=True, max_length=60, verbose_name='Nummer der Vorlage')),
                        ('outcome', models.CharField(choices=[('adopted', 'angenommen'), ('rejected', 'abgelehnt'), ('deferred', 'vertagt')], default='adopted', max_length=10, verbose_name='Ergebnis')),
                        ('votes_for', models.PositiveIntegerField(blank=True, null=True, verbose_name='Ja-Stimmen')),
                        ('votes_against', models.PositiveIntegerField(blank=True, null=True, verbose_name='Nein-Stimmen')),
                        ('abstentions', models.PositiveIntegerField(blank=True, null=True, verbose_name='Enthaltungen')),
                        ('biased', models.PositiveIntegerField(blank=True, help_text='Mitglieder, die nach § 24 KV M-V nicht mitwirken durften.', null=True, verbose_name='befangen')),
                        ('link', models.URLField(blank=True, max_length=500, verbose_name='Adresse im Ratsinformationssystem')),
                        ('note', models.TextField(blank=True, help_text='Liest nur der Service.', verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='customers.authority', verbose_name='Behörde')),
                    ],
                    options={
                        'verbose_name': 'Beschluss',
                        'verbose_name_plural': 'Beschlüsse',
                        'ordering': [models.OrderBy(models.F('decided_on'), descending=True, nulls_last=True), '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'adopted'), _negated=True), ('votes_for__isnull', True), ('votes_against__isnull', True), ('votes_for__gt', models.F('votes_against')), _connector='OR'), name='decision_adopted_by_majority', violation_error_message='Angenommen ist ein Beschluss nur mit mehr Ja- als Nein-Stimmen.')],
                    },
                ),
                migrations.CreateModel(
                    name='DecisionChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('kind', models.CharField(choices=[('policy', 'Grundsatzbeschluss'), ('joining', 'Beitritt'), ('consent', 'Zustimmung zur Aufnahme'), ('leaving', 'Austritt'), ('other', 'Sonstiger Beschluss')], max_length=10, verbose_name='Art')),
                        ('subject', models.CharField(max_length=300, verbose_name='Gegenstand')),
                        ('body', models.CharField(help_text='Zum Beispiel Stadtvertretung, Amtsausschuss oder Kreistag.', max_length=120, verbose_name='Gremium')),
                        ('decided_on', models.DateField(blank=True, help_text='Leer heißt: der Tag ist nicht bekannt.', null=True, verbose_name='Tag der Sitzung')),
                        ('paper_number', models.CharField(blank=True, max_length=60, verbose_name='Nummer der Vorlage')),
                        ('outcome', models.CharField(choices=[('adopted', 'angenommen'), ('rejected', 'abgelehnt'), ('deferred', 'vertagt')], default='adopted', max_length=10, verbose_name='Ergebnis')),
                        ('votes_for', models.PositiveIntegerField(blank=True, null=True, verbose_name='Ja-Stimmen')),
                        ('votes_against', models.PositiveIntegerField(blank=True, null=True, verbose_name='Nein-Stimmen')),
                        ('abstentions', models.PositiveIntegerField(blank=True, null=True, verbose_name='Enthaltungen')),
                        ('biased', models.PositiveIntegerField(blank=True, help_text='Mitglieder, die nach § 24 KV M-V nicht mitwirken durften.', null=True, verbose_name='befangen')),
                        ('link', models.URLField(blank=True, max_length=500, verbose_name='Adresse im Ratsinformationssystem')),
                        ('note', models.TextField(blank=True, help_text='Liest nur der Service.', verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='contracts.decision')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='con_decision_by_age')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_decisionchange" ("abstentions", "authority_id", "biased", "body", "certainty", "decided_on", "id", "is_demo", "kind", "link", "note", "outcome", "paper_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "subject", "votes_against", "votes_for") VALUES (NEW."abstentions", NEW."authority_id", NEW."biased", NEW."body", NEW."certainty", NEW."decided_on", NEW."id", NEW."is_demo", NEW."kind", NEW."link", NEW."note", NEW."outcome", NEW."paper_number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."source", NEW."subject", NEW."votes_against", NEW."votes_for"); RETURN NULL;', hash='71f83452c6b9233e331a0e7bf45c55b6ac966281', operation='INSERT', pgid='pgtrigger_added_insert_74846', table='contracts_decision', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contracts_decisionchange" ("abstentions", "authority_id", "biased", "body", "certainty", "decided_on", "id", "is_demo", "kind", "link", "note", "outcome", "paper_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "subject", "votes_against", "votes_for") VALUES (OLD."abstentions", OLD."authority_id", OLD."biased", OLD."body", OLD."certainty", OLD."decided_on", OLD."id", OLD."is_demo", OLD."kind", OLD."link", OLD."note", OLD."outcome", OLD."paper_number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."source", OLD."subject", OLD."votes_against", OLD."votes_for"); RETURN NULL;', hash='25f54d608345af40b8482e5cf7552b18a59db9d1', operation='UPDATE', pgid='pgtrigger_changed_update_8e4f5', table='contracts_decision', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contracts_decisionchange" ("abstentions", "authority_id", "biased", "body", "certainty", "decided_on", "id", "is_demo", "kind", "link", "note", "outcome", "paper_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "subject", "votes_against", "votes_for") VALUES (OLD."abstentions", OLD."authority_id", OLD."biased", OLD."body", OLD."certainty", OLD."decided_on", OLD."id", OLD."is_demo", OLD."kind", OLD."link", OLD."note", OLD."outcome", OLD."paper_number", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."source", OLD."subject", OLD."votes_against", OLD."votes_for"); RETURN NULL;', hash='920df8917f7df19a37f0ec655eb118d8bbaf0d5d', operation='DELETE', pgid='pgtrigger_deleted_delete_0eabb', table='contracts_decision', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decisionchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ec8c209caea300dfd4d4eecf958b166e7a54dc1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac25c', table='contracts_decisionchange', when='BEFORE')),
                ),
            ],
        ),
    ]
