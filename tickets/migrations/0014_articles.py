"""Which articles were used for which reports."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0013_written_by_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('used_at', models.DateTimeField(verbose_name='verwendet am')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticket_uses', to='knowledge.article', verbose_name='Artikel')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='article_uses', to='tickets.ticket', verbose_name='Meldung')),
            ],
            options={
                'verbose_name': 'Verwendung eines Artikels',
                'verbose_name_plural': 'Verwendungen von Artikeln',
                'ordering': ['used_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ArticleUseChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('used_at', models.DateTimeField(verbose_name='verwendet am')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge.article', verbose_name='Artikel')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='tickets.articleuse')),
                ('ticket', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.ticket', verbose_name='Meldung')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='articleuse',
            constraint=models.UniqueConstraint(fields=('ticket', 'article'), name='article_use_once_per_ticket'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleuse',
            trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_articleusechange" ("article_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ticket_id", "used_at") VALUES (NEW."article_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."ticket_id", NEW."used_at"); RETURN NULL;', hash='02b139132cf16fdef90dc770470e340b1133e76e', operation='INSERT', pgid='pgtrigger_added_insert_092a6', table='tickets_articleuse', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleuse',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_articleusechange" ("article_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ticket_id", "used_at") VALUES (OLD."article_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."ticket_id", OLD."used_at"); RETURN NULL;', hash='6be8ebcf51ce02c1212e521c6532a2db8e6e4d97', operation='UPDATE', pgid='pgtrigger_changed_update_af186', table='tickets_articleuse', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleuse',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_articleusechange" ("article_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ticket_id", "used_at") VALUES (OLD."article_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."ticket_id", OLD."used_at"); RETURN NULL;', hash='bf51d1bacf8a86bb146be946ccb13c869b889a5b', operation='DELETE', pgid='pgtrigger_deleted_delete_e083a', table='tickets_articleuse', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='articleusechange',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='tic_articleuse_by_age'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleusechange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='82bfd1cb0fc2089ddfffecafe71f66da75fa1060', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5cf29', table='tickets_articleusechange', when='BEFORE')),
        ),
    ]
