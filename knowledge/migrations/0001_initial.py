"""Articles, what was said about them, and the words by which they are found."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import ui.ordering
from django.conf import settings
from django.db import migrations, models
from history.operations import Together

FUNCTIONS = """
CREATE FUNCTION knowledge_follow_articles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM knowledge_articleword WHERE article_id = NEW.id;
    INSERT INTO knowledge_articleword (article_id, word, weight)
    SELECT NEW.id, l.lexeme, (SELECT max(CASE w WHEN 'A' THEN 6 WHEN 'B' THEN 5 WHEN 'C' THEN 3 ELSE 1 END) FROM unnest(l.weights) w)
    FROM unnest(search_words(NEW.title, 'A') || search_words(NEW.keywords, 'B') || search_words(NEW.summary, 'C')
        || search_words(NEW.body, 'D')) l
    WHERE length(l.lexeme) BETWEEN 2 AND 40;
    RETURN NULL;
END $$;

-- The stems of what somebody writes, each with the words of articles that contain it, that it contains, and that look like it.
CREATE FUNCTION knowledge_expand(sought text) RETURNS TABLE (stem text, longer text[], shorter text[], near text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25 AS $$
    SELECT l.lexeme,
        CASE WHEN length(l.lexeme) < 3 OR l.lexeme ~ '^[0-9]'
            THEN ARRAY(SELECT DISTINCT w.word FROM knowledge_articleword w WHERE w.word = l.lexeme)
            ELSE ARRAY(
                SELECT w.word FROM (SELECT DISTINCT word FROM knowledge_articleword WHERE word LIKE '%' || l.lexeme || '%'
                    AND (length(l.lexeme) > 3 OR word LIKE l.lexeme || '%')) w
                ORDER BY length(w.word), w.word LIMIT 60) END,
        -- A compound that no article has may begin or end with a word that one has.
        CASE WHEN length(l.lexeme) < 8 OR l.lexeme ~ '^[0-9]' THEN '{}' ELSE ARRAY(
            SELECT DISTINCT w.word FROM knowledge_articleword w WHERE w.word = ANY (ARRAY(
                SELECT part FROM generate_series(4, length(l.lexeme) - 3) n,
                    LATERAL (VALUES (left(l.lexeme, n)), (right(l.lexeme, n))) parts(part)))) END,
        CASE WHEN length(l.lexeme) < 4 OR l.lexeme ~ '^[0-9]' THEN '{}' ELSE ARRAY(
            SELECT w.word FROM (SELECT DISTINCT word FROM knowledge_articleword WHERE word % l.lexeme
                AND length(word) BETWEEN length(l.lexeme) - 2 AND length(l.lexeme) + 2) w
            ORDER BY similarity(w.word, l.lexeme) DESC, w.word LIMIT 20) END
    FROM unnest(search_words(left(sought, 2000), 'A')) l
    ORDER BY l.positions[1] LIMIT 24
$$;
"""
TRIGGERS = """
CREATE TRIGGER knowledge_insert AFTER INSERT ON knowledge_article
    FOR EACH ROW EXECUTE FUNCTION knowledge_follow_articles();
CREATE TRIGGER knowledge_update AFTER UPDATE OF title, keywords, summary, body ON knowledge_article
    FOR EACH ROW EXECUTE FUNCTION knowledge_follow_articles();
"""
NO_TRIGGERS = """
DROP TRIGGER knowledge_insert ON knowledge_article;
DROP TRIGGER knowledge_update ON knowledge_article;
"""
NO_FUNCTIONS = """
DROP FUNCTION knowledge_expand(text);
DROP FUNCTION knowledge_follow_articles();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('applications', '0003_sign_in_and_history'),
        ('customers', '0002_sign_in_and_history'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('ui', '0002_german_words'),
    ]

    operations = [
        # A floor above relies on it too, so going back leaves it.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        Together(
            operations=[
                migrations.CreateModel(
                    name='Topic',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, unique=True, verbose_name='Name')),
                        ('position', models.PositiveSmallIntegerField(default=100, help_text='Kleinere Zahlen stehen oben.', verbose_name='Reihenfolge')),
                    ],
                    options={
                        'verbose_name': 'Thema',
                        'verbose_name_plural': 'Themen',
                        'ordering': ['position', ui.ordering.GermanOrder('name'), 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TopicChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=60, verbose_name='Name')),
                        ('position', models.PositiveSmallIntegerField(default=100, help_text='Kleinere Zahlen stehen oben.', verbose_name='Reihenfolge')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='knowledge.topic')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='kno_topic_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Article',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='Überschrift')),
                        ('summary', models.CharField(help_text='Ein oder zwei Sätze; sie stehen in Listen und in Vorschlägen.', max_length=300, verbose_name='Kurzfassung')),
                        ('body', models.TextField(max_length=40000, verbose_name='Text')),
                        ('keywords', models.CharField(blank=True, help_text='Wörter, nach denen jemand suchen könnte und die im Text nicht stehen.', max_length=300, verbose_name='Suchwörter')),
                        ('audience', models.CharField(choices=[('internal', 'nur der Service'), ('all', 'alle Behörden'), ('authorities', 'die genannten Behörden'), ('applications', 'Behörden, die eines der genannten Fachverfahren nutzen')], default='internal', max_length=12, verbose_name='für wen')),
                        ('is_pinned', models.BooleanField(default=False, help_text='Steht im Portal über allen anderen.', verbose_name='oben anheften')),
                        ('state', models.CharField(choices=[('draft', 'Entwurf'), ('published', 'veröffentlicht'), ('retired', 'zurückgezogen')], default='draft', max_length=9, verbose_name='Stand')),
                        ('review_on', models.DateField(blank=True, help_text='Ab diesem Tag steht der Artikel unter „Zu prüfen“.', null=True, verbose_name='nächste Prüfung am')),
                        ('changed_at', models.DateTimeField(verbose_name='geändert am')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='Fassung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gilt in keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('applications', models.ManyToManyField(blank=True, related_name='articles', to='applications.specialistapplication', verbose_name='Fachverfahren')),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='written_articles', to=settings.AUTH_USER_MODEL, verbose_name='verfasst von')),
                        ('authorities', models.ManyToManyField(blank=True, related_name='articles', to='customers.authority', verbose_name='Behörden')),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='knowledge.topic', verbose_name='Thema')),
                    ],
                    options={
                        'verbose_name': 'Artikel',
                        'verbose_name_plural': 'Artikel',
                        'ordering': [ui.ordering.GermanOrder('title'), 'pk'],
                        'indexes': [models.Index(fields=['state', 'review_on'], name='article_to_review')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('review_on__isnull', False), _connector='OR'), name='article_published_is_reviewed', violation_error_message='Ein veröffentlichter Artikel braucht einen Tag für die nächste Prüfung.')],
                    },
                ),
                migrations.CreateModel(
                    name='ApplicationOfArticleChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('specialistapplication', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.specialistapplication')),
                        ('article', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge.article')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='kno_applicationofartic_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ArticleWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('word', models.CharField(max_length=40, verbose_name='Wortstamm')),
                        ('weight', models.PositiveSmallIntegerField(verbose_name='Gewicht')),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='knowledge.article', verbose_name='Artikel')),
                    ],
                    options={
                        'verbose_name': 'Wort eines Artikels',
                        'verbose_name_plural': 'Wörter von Artikeln',
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('word', name='gin_trgm_ops'), fastupdate=False, name='article_word_parts')],
                        'constraints': [models.UniqueConstraint(fields=('word', 'article'), name='article_word_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AuthorityOfArticleChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('article', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge.article')),
                        ('authority', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='kno_authorityofarticle_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='Feedback',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('helped', models.BooleanField(verbose_name='hat geholfen')),
                        ('comment', models.CharField(blank=True, max_length=500, verbose_name='Was fehlt oder stimmt nicht?')),
                        ('given_at', models.DateTimeField(verbose_name='gegeben am')),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='knowledge.article', verbose_name='Artikel')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='article_feedback', to=settings.AUTH_USER_MODEL, verbose_name='Konto')),
                    ],
                    options={
                        'verbose_name': 'Rückmeldung zu einem Artikel',
                        'verbose_name_plural': 'Rückmeldungen zu Artikeln',
                        'ordering': ['-given_at', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('article', 'user'), name='feedback_once_per_account')],
                    },
                ),
                migrations.CreateModel(
                    name='ArticleChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=120, verbose_name='Überschrift')),
                        ('summary', models.CharField(help_text='Ein oder zwei Sätze; sie stehen in Listen und in Vorschlägen.', max_length=300, verbose_name='Kurzfassung')),
                        ('body', models.TextField(max_length=40000, verbose_name='Text')),
                        ('keywords', models.CharField(blank=True, help_text='Wörter, nach denen jemand suchen könnte und die im Text nicht stehen.', max_length=300, verbose_name='Suchwörter')),
                        ('audience', models.CharField(choices=[('internal', 'nur der Service'), ('all', 'alle Behörden'), ('authorities', 'die genannten Behörden'), ('applications', 'Behörden, die eines der genannten Fachverfahren nutzen')], default='internal', max_length=12, verbose_name='für wen')),
                        ('is_pinned', models.BooleanField(default=False, help_text='Steht im Portal über allen anderen.', verbose_name='oben anheften')),
                        ('state', models.CharField(choices=[('draft', 'Entwurf'), ('published', 'veröffentlicht'), ('retired', 'zurückgezogen')], default='draft', max_length=9, verbose_name='Stand')),
                        ('review_on', models.DateField(blank=True, help_text='Ab diesem Tag steht der Artikel unter „Zu prüfen“.', null=True, verbose_name='nächste Prüfung am')),
                        ('changed_at', models.DateTimeField(verbose_name='geändert am')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='Fassung')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gilt in keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('author', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verfasst von')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='knowledge.article')),
                        ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge.topic', verbose_name='Thema')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='kno_article_by_age')],
                    },
                ),
                migrations.CreateModel(
                    name='ApplicationOfArticle',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Fachverfahren eines Artikels',
                        'proxy': True,
                    },
                    bases=('knowledge.article_applications',),
                ),
                migrations.CreateModel(
                    name='AuthorityOfArticle',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Behörde eines Artikels',
                        'proxy': True,
                    },
                    bases=('knowledge.article_authorities',),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='topic',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_topicchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."position"); RETURN NULL;', hash='9b12d837601bf3e0458c2e184448690932c98305', operation='INSERT', pgid='pgtrigger_added_insert_acb21', table='knowledge_topic', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='topic',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "knowledge_topicchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."position"); RETURN NULL;', hash='8ccfebb0d875c4d730c8078c10141e992eaf4149', operation='UPDATE', pgid='pgtrigger_changed_update_84c92', table='knowledge_topic', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='topic',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_topicchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."position"); RETURN NULL;', hash='3141da3b8b02642f1b4fe0c003824f77f75cb1d8', operation='DELETE', pgid='pgtrigger_deleted_delete_73bd6', table='knowledge_topic', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='topicchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72c37114b32b81835d161b05f4cae531e0533bee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3756d', table='knowledge_topicchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='article',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_articlechange" ("audience", "author_id", "body", "changed_at", "id", "is_demo", "is_pinned", "keywords", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "state", "summary", "title", "topic_id", "version") VALUES (NEW."audience", NEW."author_id", NEW."body", NEW."changed_at", NEW."id", NEW."is_demo", NEW."is_pinned", NEW."keywords", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."review_on", NEW."state", NEW."summary", NEW."title", NEW."topic_id", NEW."version"); RETURN NULL;', hash='3c2569bb021621d5ec338a13a7b05fa267ae44dc', operation='INSERT', pgid='pgtrigger_added_insert_e08e5', table='knowledge_article', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='article',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "knowledge_articlechange" ("audience", "author_id", "body", "changed_at", "id", "is_demo", "is_pinned", "keywords", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "state", "summary", "title", "topic_id", "version") VALUES (OLD."audience", OLD."author_id", OLD."body", OLD."changed_at", OLD."id", OLD."is_demo", OLD."is_pinned", OLD."keywords", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."review_on", OLD."state", OLD."summary", OLD."title", OLD."topic_id", OLD."version"); RETURN NULL;', hash='9fd47019c19b2336147955d61fc2f7904ffbb942', operation='UPDATE', pgid='pgtrigger_changed_update_d89a9', table='knowledge_article', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='article',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_articlechange" ("audience", "author_id", "body", "changed_at", "id", "is_demo", "is_pinned", "keywords", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "state", "summary", "title", "topic_id", "version") VALUES (OLD."audience", OLD."author_id", OLD."body", OLD."changed_at", OLD."id", OLD."is_demo", OLD."is_pinned", OLD."keywords", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."review_on", OLD."state", OLD."summary", OLD."title", OLD."topic_id", OLD."version"); RETURN NULL;', hash='c8ba0433ae570e1638398150a81c3c45a3009f81', operation='DELETE', pgid='pgtrigger_deleted_delete_38811', table='knowledge_article', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationofarticlechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0f3a18e969e92bb6594600aa30ca06ad1d61583b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_84534', table='knowledge_applicationofarticlechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofarticlechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5bb88f4706a1e4ef14af03d55dbc18df43dfc7d9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0209b', table='knowledge_authorityofarticlechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='articlechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed922cb6c0266a599bb17b56b9fb449c7c0bee1d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_be854', table='knowledge_articlechange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationofarticle',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_applicationofarticlechange" ("article_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "specialistapplication_id") VALUES (NEW."article_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."specialistapplication_id"); RETURN NULL;', hash='90f598fa2854c1a631ce76a686637f1a2679e2bc', operation='INSERT', pgid='pgtrigger_added_insert_3d48f', table='knowledge_article_applications', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationofarticle',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_applicationofarticlechange" ("article_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "specialistapplication_id") VALUES (OLD."article_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."specialistapplication_id"); RETURN NULL;', hash='2a6ac05a7c8f70cd5bc03630d71006fb23234440', operation='DELETE', pgid='pgtrigger_deleted_delete_eec21', table='knowledge_article_applications', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofarticle',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_authorityofarticlechange" ("article_id", "authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."article_id", NEW."authority_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\'); RETURN NULL;', hash='77feae270687a50a25df5969db9aad7e29e195f5', operation='INSERT', pgid='pgtrigger_added_insert_70f54', table='knowledge_article_authorities', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='authorityofarticle',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_authorityofarticlechange" ("article_id", "authority_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."article_id", OLD."authority_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\'); RETURN NULL;', hash='1a2023fa3c03f923a27ad318f9f28bc1efc48143', operation='DELETE', pgid='pgtrigger_deleted_delete_21618', table='knowledge_article_authorities', when='AFTER')),
                ),
            ],
        ),
        # Its settings can only be named once the library is loaded in this session.
        migrations.RunSQL("SELECT similarity('a', 'a')", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
