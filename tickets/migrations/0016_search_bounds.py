"""The search stays quick however many reports there are, and the columns that it no longer reads go.

Each entry gets marks that nobody can type, since signs are taken out of what is typed: in which block of reports it lies,
whose authority's and whose report it is. So the index itself finds the newest reports, and those of one authority,
without looking at all others that say the same word.
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

BEFORE = import_module("tickets.migrations.0012_search")
FUNCTIONS = r"""
CREATE OR REPLACE FUNCTION search_marks(ticket bigint, authority bigint, requester bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY['§b' || ticket / 16384, '§c' || ticket / 131072,
        '§a' || authority, '§a' || authority || 'c' || ticket / 131072, '§p' || requester])
$$;

CREATE OR REPLACE FUNCTION search_refresh(tickets bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(cardinality(tickets), 0) = 0 THEN RETURN; END IF;
    -- Two people who write about one report: the second waits here, and the next statement sees what the first wrote.
    PERFORM 1 FROM tickets_ticket WHERE id = ANY(tickets) ORDER BY id FOR NO KEY UPDATE;
    WITH written AS (
        INSERT INTO tickets_searchentry AS old (ticket_id, authority_id, is_internal, for_staff, vector)
        SELECT t.id, t.authority_id, side.is_internal, side.is_internal OR NOT m.has_notes,
            CASE WHEN side.is_internal THEN v.all_read || v.staff_read ELSE v.all_read END
        FROM tickets_ticket t
        JOIN customers_contact c ON c.id = t.requester_id
        LEFT JOIN workstations_workstation w ON w.id = t.workstation_id
        CROSS JOIN LATERAL (
            SELECT string_agg(body, ' ' ORDER BY created_at DESC) FILTER (WHERE kind = 'reply') AS replies,
                string_agg(body, ' ' ORDER BY created_at DESC) FILTER (WHERE kind <> 'reply') AS notes,
                coalesce(bool_or(kind <> 'reply'), false) AS has_notes
            FROM tickets_message WHERE ticket_id = t.id) m
        CROSS JOIN LATERAL (
            SELECT string_agg(f.name, ' ') FILTER (WHERE f.message_id IS NULL OR n.kind = 'reply') AS files,
                string_agg(f.name, ' ') FILTER (WHERE f.message_id IS NOT NULL AND n.kind <> 'reply') AS inner_files
            FROM tickets_attachment f LEFT JOIN tickets_message n ON n.id = f.message_id WHERE f.ticket_id = t.id) a
        CROSS JOIN LATERAL (
            SELECT search_marks(t.id, t.authority_id, t.requester_id)
                || search_words(concat_ws(' ', t.number, ltrim(split_part(t.number, '-', 2), '0'), c.first_name, c.last_name,
                    w.inventory_number, w.name), 'A')
                || search_words(t.subject, 'B')
                || search_words(concat_ws(' ', t.description, a.files, m.replies), 'C') AS all_read,
                search_words(concat_ws(' ', a.inner_files, m.notes), 'D') AS staff_read
            OFFSET 0) v  -- once, also where it goes into two entries
        CROSS JOIN (VALUES (false), (true)) AS side(is_internal)
        WHERE t.id = ANY(tickets) AND (m.has_notes OR NOT side.is_internal)
        ON CONFLICT (ticket_id, is_internal) DO UPDATE
            SET authority_id = excluded.authority_id, for_staff = excluded.for_staff, vector = excluded.vector
            WHERE (old.authority_id, old.for_staff, old.vector)
                IS DISTINCT FROM (excluded.authority_id, excluded.for_staff, excluded.vector)
        RETURNING vector)
    INSERT INTO tickets_searchword (word)
    SELECT DISTINCT l.lexeme FROM written, unnest(written.vector) l
    WHERE length(l.lexeme) BETWEEN 3 AND 40 AND l.lexeme !~ '^[0-9§]'
        AND NOT EXISTS (SELECT FROM tickets_searchword known WHERE known.word = l.lexeme);
    DELETE FROM tickets_searchentry e WHERE e.ticket_id = ANY(tickets) AND e.is_internal
        AND NOT EXISTS (SELECT FROM tickets_message m WHERE m.ticket_id = e.ticket_id AND m.kind <> 'reply');
END $$;

-- The newest reports that match any of the queries, at most so many: of all reports where neither authorities nor persons
-- are named. Staff look at the newest 16,384 to 32,767 reports first, everybody then at the newest 131,072 to 262,143, and
-- at last at all: a word of every day is found in the first step, and what is not found there is rare enough for the next.
-- A contact reaches nothing but entries without notes of their own authorities, whatever is asked.
CREATE OR REPLACE FUNCTION search_newest(
    sought tsquery[], authorities bigint[], persons bigint[], with_notes boolean, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    sees_all boolean := current_setting('role') IN ('ksm_service', 'ksm_job', 'ksm_seed', 'ksm_retention')
        OR current_setting('role') = 'none' AND pg_has_role(session_user, 'ksm_owner', 'MEMBER');
    newest bigint := (SELECT max(ticket_id) FROM tickets_searchentry);
    is_narrow boolean := authorities IS NOT NULL OR persons IS NOT NULL;
    marks text;
    among tsquery;
    found bigint[];
BEGIN
    FOR step IN (CASE WHEN is_narrow THEN 2 ELSE 1 END)..3 LOOP
        SELECT string_agg(mark, ' | ') INTO marks FROM (
            SELECT '§b' || newest / 16384 - back FROM generate_series(0, 1) back WHERE step = 1
            UNION ALL SELECT '§c' || newest / 131072 - back FROM generate_series(0, 1) back WHERE step = 2 AND NOT is_narrow
            UNION ALL SELECT '§a' || one || 'c' || newest / 131072 - back
                FROM unnest(authorities) one, generate_series(0, 1) back WHERE step = 2
            UNION ALL SELECT '§a' || one FROM unnest(authorities) one WHERE step = 3
            UNION ALL SELECT '§p' || one FROM unnest(persons) one) AS m(mark);
        among := marks::tsquery;
        CONTINUE WHEN among IS NULL AND is_narrow;
        found := ARRAY(
            SELECT DISTINCT hit.ticket_id FROM unnest(sought) AS one(query) CROSS JOIN LATERAL (
                SELECT e.ticket_id FROM tickets_searchentry e
                WHERE e.vector @@ CASE WHEN among IS NULL THEN one.query ELSE among && one.query END
                    AND CASE WHEN with_notes AND sees_all THEN e.for_staff ELSE NOT e.is_internal END
                    AND (sees_all OR e.authority_id = ANY (scope_authorities()))
                OFFSET 0) hit  -- found by words first, and only then put in order
            ORDER BY hit.ticket_id DESC LIMIT most);
        EXIT WHEN cardinality(found) >= most;
    END LOOP;
    RETURN QUERY SELECT unnest(found);
END $$;

-- The stems of what somebody looks for, each with the words that contain it, the frequent ones first, and those that look
-- like it. All are named: the index would gather every report that says any word with the same beginning.
CREATE OR REPLACE FUNCTION search_expand(sought text) RETURNS TABLE (stem text, parts text[], near text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT l.lexeme,
        CASE WHEN length(l.lexeme) < 3 OR l.lexeme ~ '^[0-9]' THEN '{}' ELSE ARRAY(
            SELECT w.word FROM tickets_searchword w
            WHERE w.word LIKE CASE WHEN length(l.lexeme) < 4 THEN '' ELSE '%' END || l.lexeme || '%'
            GROUP BY w.word ORDER BY w.word = l.lexeme DESC, max(w.frequency) DESC, length(w.word), w.word LIMIT 40) END,
        -- Who types a word that stands in 64 reports or more means it.
        CASE WHEN length(l.lexeme) < 4 OR l.lexeme ~ '^[0-9]'
            OR EXISTS (SELECT FROM tickets_searchword known WHERE known.word = l.lexeme AND known.frequency >= 6)
        THEN '{}' ELSE ARRAY(
            SELECT w.word FROM (SELECT DISTINCT word FROM tickets_searchword WHERE word % l.lexeme
                AND length(word) BETWEEN length(l.lexeme) - 2 AND length(l.lexeme) + 2) w
            ORDER BY similarity(w.word, l.lexeme) DESC, w.word LIMIT 30) END
    FROM unnest(search_words(left(sought, 2000), 'A')) l
    ORDER BY l.positions[1] LIMIT 12
$$;

-- Once a night: the words that occur, each once, and how frequent they are, in powers of two. Names that were removed from
-- all reports vanish from here too.
CREATE OR REPLACE FUNCTION search_tidy_words() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    CREATE TEMPORARY TABLE search_occurring ON COMMIT DROP AS
        SELECT word, floor(log(2, ndoc))::smallint AS frequency
        FROM ts_stat('SELECT vector FROM public.tickets_searchentry WHERE for_staff')
        WHERE length(word) BETWEEN 3 AND 40 AND word !~ '^[0-9§]';
    DELETE FROM tickets_searchword w WHERE NOT EXISTS (SELECT FROM search_occurring o WHERE o.word = w.word)
        OR EXISTS (SELECT FROM tickets_searchword twin WHERE twin.word = w.word AND twin.id < w.id);
    GET DIAGNOSTICS removed = ROW_COUNT;
    UPDATE tickets_searchword w SET frequency = o.frequency FROM search_occurring o
        WHERE o.word = w.word AND o.frequency <> w.frequency;
    INSERT INTO tickets_searchword (word, frequency) SELECT o.word, o.frequency FROM search_occurring o
        WHERE NOT EXISTS (SELECT FROM tickets_searchword w WHERE w.word = o.word);
    DROP TABLE search_occurring;
    RETURN removed;
END $$;
"""

NO_FUNCTIONS = (
    BEFORE.FUNCTIONS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    + "DROP FUNCTION search_newest(tsquery[], bigint[], bigint[], boolean, integer); DROP FUNCTION search_marks(bigint, bigint, bigint);"
)


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0015_approval'),
        ('ui', '0002_german_words'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='message',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ticket',
            name='changed_update',
        ),
        migrations.RemoveIndex(
            model_name='message',
            name='message_search',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_search',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_subject_trigram',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_number_trigram',
        ),
        migrations.RemoveField(
            model_name='message',
            name='search',
        ),
        migrations.RemoveField(
            model_name='ticket',
            name='search',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='message',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_messagechange" ("author_id", "author_is_staff", "body", "contact_id", "created_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ticket_id") VALUES (OLD."author_id", OLD."author_is_staff", OLD."body", OLD."contact_id", OLD."created_at", OLD."id", OLD."kind", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."ticket_id"); RETURN NULL;', hash='130aeb40e7b4054f07e999a788eb778a64b2cbb5', operation='UPDATE', pgid='pgtrigger_changed_update_eb2e8', table='tickets_message', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticket',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_ticketchange" ("agreement_id", "application_id", "approved_at", "assignee_id", "authority_id", "category_id", "channel", "closed_at", "created_at", "description", "due_at", "id", "impact", "is_demo", "kind", "number", "paused_at", "paused_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "requester_id", "resolved_at", "responded_at", "response_due_at", "response_warns_at", "state", "subject", "team_id", "texts_removed_at", "updated_at", "urgency", "version", "wakes_on", "warns_at", "workaround_at", "workstation_id") VALUES (OLD."agreement_id", OLD."application_id", OLD."approved_at", OLD."assignee_id", OLD."authority_id", OLD."category_id", OLD."channel", OLD."closed_at", OLD."created_at", OLD."description", OLD."due_at", OLD."id", OLD."impact", OLD."is_demo", OLD."kind", OLD."number", OLD."paused_at", OLD."paused_minutes", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."priority", OLD."requester_id", OLD."resolved_at", OLD."responded_at", OLD."response_due_at", OLD."response_warns_at", OLD."state", OLD."subject", OLD."team_id", OLD."texts_removed_at", OLD."updated_at", OLD."urgency", OLD."version", OLD."wakes_on", OLD."warns_at", OLD."workaround_at", OLD."workstation_id"); RETURN NULL;', hash='7e281960e8b4cfc3437bbe5b7d6bf8c9dd63994a', operation='UPDATE', pgid='pgtrigger_changed_update_440ad', table='tickets_ticket', when='AFTER')),
        ),
        migrations.RemoveIndex(
            model_name="searchentry",
            name="search_entry_of_authority",
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["authority", "state"], name="ticket_of_authority_by_state"),
        ),
        migrations.AddField(
            model_name="searchword",
            name="frequency",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="Häufigkeit"),
        ),
        # Its settings can only be named once the library is loaded in this session.
        migrations.RunSQL("SELECT similarity('a', 'a')", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(migrations.RunSQL.noop, "SELECT similarity('a', 'a')"),  # going back, this comes first
        migrations.RunSQL(BEFORE.FILL, migrations.RunSQL.noop),
    ]
