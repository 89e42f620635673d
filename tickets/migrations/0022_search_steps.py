"""The search looks at as many of the newest reports as the words need, by how often they are said; finer marks for that."""

from importlib import import_module

from django.db import migrations

MARKS = import_module("tickets.migrations.0016_search_bounds")
BEFORE = import_module("tickets.migrations.0018_search_of_large_authorities")
FUNCTIONS = r"""
CREATE OR REPLACE FUNCTION search_marks(ticket bigint, authority bigint, requester bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY['§d' || ticket / 2048, '§b' || ticket / 16384, '§c' || ticket / 131072,
        '§a' || authority, '§a' || authority || 'b' || ticket / 16384, '§a' || authority || 'c' || ticket / 131072,
        '§p' || requester])
$$;

-- The newest reports that match all of the queries, one for each word, at most so many: of all reports where neither
-- authorities nor persons are named. `often` says in how many reports each of the words stands, as far as that is known.
-- It looks at the newest 2,048 to 4,095 reports, then at eight times as many, at eight times as many again, and at last at
-- all; of one authority not at the first. A step is left out that will hardly find enough: a word of every day is found in a
-- small one, and what is rare in all of them costs little in the last.
-- A contact reaches nothing but entries without notes of their own authorities, whatever is asked.
DROP FUNCTION search_newest(tsquery[], bigint[], bigint[], boolean, integer);
CREATE FUNCTION search_newest(
    sought tsquery[], often bigint[], authorities bigint[], persons bigint[], with_notes boolean, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    sees_all boolean := current_setting('role') IN ('ksm_service', 'ksm_job', 'ksm_seed', 'ksm_retention')
        OR current_setting('role') = 'none' AND pg_has_role(session_user, 'ksm_owner', 'MEMBER');
    own bigint[] := scope_authorities();  -- asked once, not for every row
    newest bigint := (SELECT max(ticket_id) FROM tickets_searchentry);
    is_narrow boolean := authorities IS NOT NULL OR persons IS NOT NULL;
    sizes bigint[] := ARRAY[2048, 16384, 131072];
    blocks text[] := ARRAY['d', 'b', 'c'];
    chance double precision := 1;  -- that a report is theirs and says the words, if these know nothing of each other
    words bigint;
    marks text;
    -- Each a condition of its own: the index goes through them side by side, many times quicker than through one of all words.
    says text := (SELECT string_agg(format('e.vector @@ %L::tsquery', one), ' AND ') FROM unnest(sought) one);
    found bigint[];
BEGIN
    IF is_narrow THEN
        SELECT (1 + count(*)) / 1000.0 INTO chance FROM tickets_searchentry
            WHERE ticket_id > newest - 1000 AND authority_id = ANY (authorities);
    END IF;
    FOREACH words IN ARRAY often LOOP
        chance := chance * least(1, words::double precision / newest);
    END LOOP;
    FOR step IN (CASE WHEN is_narrow THEN 2 ELSE 1 END)..4 LOOP
        CONTINUE WHEN 3 * chance * sizes[step] < most;  -- too small a step costs an eighth of the next, too large a one eight times as much
        SELECT string_agg(mark, ' | ') INTO marks FROM (
            SELECT '§' || blocks[step] || newest / sizes[step] - back FROM generate_series(0, 1) back
                WHERE step < 4 AND NOT is_narrow
            UNION ALL SELECT '§a' || one || blocks[step] || newest / sizes[step] - back
                FROM unnest(authorities) one, generate_series(0, 1) back WHERE step < 4
            UNION ALL SELECT '§a' || one FROM unnest(authorities) one WHERE step = 4
            UNION ALL SELECT '§p' || one FROM unnest(persons) one) AS m(mark);
        CONTINUE WHEN marks IS NULL AND is_narrow;
        EXECUTE format('SELECT ARRAY(SELECT hit.ticket_id FROM (
                SELECT e.ticket_id FROM tickets_searchentry e
                WHERE ($1 IS NULL OR e.vector @@ $1) AND %s
                    AND CASE WHEN $2 THEN e.for_staff ELSE NOT e.is_internal END
                    AND ($3 OR e.authority_id = ANY ($4))
                OFFSET 0) hit  -- found by words first, and only then put in order
            ORDER BY hit.ticket_id DESC LIMIT $5)', says)
            INTO found USING marks::tsquery, with_notes AND sees_all, sees_all, own, most;
        EXIT WHEN cardinality(found) >= most;
    END LOOP;
    RETURN QUERY SELECT unnest(found);
END $$;

-- The stems of what somebody looks for, each with the words that contain it, the frequent ones first, and those that look
-- like it; with each in how many reports it stands, as a power of two. All are named: the index would gather every report
-- that says any word with the same beginning.
DROP FUNCTION search_expand(text);
CREATE FUNCTION search_expand(sought text)
RETURNS TABLE (stem text, parts text[], parts_often smallint[], near text[], near_often smallint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT l.lexeme, coalesce(containing.words, '{}'), coalesce(containing.often, '{}'),
        coalesce(alike.words, '{}'), coalesce(alike.often, '{}')
    FROM unnest(search_words(left(sought, 2000), 'A')) l
    CROSS JOIN LATERAL (
        SELECT array_agg(best.word) AS words, array_agg(best.frequency) AS often, max(best.frequency) AS most FROM (
            SELECT w.word, w.frequency FROM tickets_searchword w
            WHERE length(l.lexeme) >= 3 AND l.lexeme !~ '^[0-9]'
                AND w.word LIKE CASE WHEN length(l.lexeme) < 4 THEN '' ELSE '%' END || l.lexeme || '%'
            ORDER BY w.word = l.lexeme DESC, w.frequency DESC, length(w.word), w.word LIMIT 40) best) containing
    CROSS JOIN LATERAL (
        SELECT array_agg(best.word) AS words, array_agg(best.frequency) AS often FROM (
            SELECT w.word, w.frequency FROM tickets_searchword w
            WHERE length(l.lexeme) >= 4 AND l.lexeme !~ '^[0-9]'
                AND coalesce(containing.most, 0) < 6  -- who types what stands in 64 reports or more means it
                AND w.word % l.lexeme AND length(w.word) BETWEEN length(l.lexeme) - 2 AND length(l.lexeme) + 2
            ORDER BY similarity(w.word, l.lexeme) DESC, w.word LIMIT 30) best) alike
    ORDER BY l.positions[1] LIMIT 12
$$;
"""
FILL = """
DROP INDEX search_entry_words;  -- is built anew more quickly than it follows every row
UPDATE tickets_searchentry e SET vector = e.vector || search_marks(e.ticket_id, e.authority_id, t.requester_id)
    FROM tickets_ticket t WHERE t.id = e.ticket_id;
CREATE INDEX search_entry_words ON tickets_searchentry USING gin (vector) WITH (fastupdate = off);
"""
NO_FUNCTIONS = (
    MARKS.FUNCTIONS[: MARKS.FUNCTIONS.index("CREATE OR REPLACE FUNCTION search_refresh")]
    + "DROP FUNCTION search_newest(tsquery[], bigint[], bigint[], bigint[], boolean, integer);\n"
    + "DROP FUNCTION search_expand(text);\n"
    + BEFORE.FUNCTIONS
)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0021_ticket_templates")]
    operations = [
        # Its settings can only be named once the library is loaded in this session, on the way back too.
        migrations.RunSQL("SELECT similarity('a', 'a')", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(migrations.RunSQL.noop, "SELECT similarity('a', 'a')"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
