"""The search keeps its pace for authorities with very many reports, and for parts of words that stand in many."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("tickets.migrations.0016_search_bounds")
FUNCTIONS = r"""
-- The newest reports that match any of the queries, at most so many: of all reports where neither authorities nor persons
-- are named. Staff look at the newest 16,384 to 32,767 reports first, and so do contacts of an authority that has many of
-- them; everybody then at the newest 131,072 to 262,143, and at last at all: a word of every day is found in the first step,
-- and what is not found there is rare enough for the next.
-- A contact reaches nothing but entries without notes of their own authorities, whatever is asked.
CREATE OR REPLACE FUNCTION search_newest(
    sought tsquery[], authorities bigint[], persons bigint[], with_notes boolean, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    sees_all boolean := current_setting('role') IN ('ksm_service', 'ksm_job', 'ksm_seed', 'ksm_retention')
        OR current_setting('role') = 'none' AND pg_has_role(session_user, 'ksm_owner', 'MEMBER');
    own bigint[] := scope_authorities();  -- asked once, not for every row
    newest bigint := (SELECT max(ticket_id) FROM tickets_searchentry);
    is_narrow boolean := authorities IS NOT NULL OR persons IS NOT NULL;
    has_many boolean := NOT is_narrow OR 20 < (
        SELECT count(*) FROM tickets_searchentry WHERE ticket_id > newest - 1000 AND authority_id = ANY (authorities));
    marks text;
    among tsquery;
    found bigint[];
BEGIN
    FOR step IN (CASE WHEN has_many THEN 1 ELSE 2 END)..3 LOOP
        SELECT string_agg(mark, ' | ') INTO marks FROM (
            SELECT '§b' || newest / 16384 - back FROM generate_series(0, 1) back WHERE step = 1 AND NOT is_narrow
            UNION ALL SELECT format('(§b%s | §b%s) & (§a%sc%s | §a%sc%s)', newest / 16384, newest / 16384 - 1,
                    one, newest / 131072, one, (newest / 16384 - 1) / 8)
                FROM unnest(authorities) one WHERE step = 1
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
                    AND (sees_all OR e.authority_id = ANY (own))
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
    SELECT l.lexeme, coalesce(containing.words, '{}'),
        -- Who types what stands in 64 reports or more means it.
        CASE WHEN length(l.lexeme) < 4 OR l.lexeme ~ '^[0-9]' OR containing.frequency >= 6 THEN '{}' ELSE ARRAY(
            SELECT w.word FROM (SELECT DISTINCT word FROM tickets_searchword WHERE word % l.lexeme
                AND length(word) BETWEEN length(l.lexeme) - 2 AND length(l.lexeme) + 2) w
            ORDER BY similarity(w.word, l.lexeme) DESC, w.word LIMIT 30) END
    FROM unnest(search_words(left(sought, 2000), 'A')) l
    LEFT JOIN LATERAL (
        SELECT array_agg(best.word ORDER BY best.place) AS words, max(best.frequency) AS frequency FROM (
            SELECT w.word, max(w.frequency) AS frequency, row_number() OVER (
                ORDER BY w.word = l.lexeme DESC, max(w.frequency) DESC, length(w.word), w.word) AS place
            FROM tickets_searchword w
            WHERE w.word LIKE CASE WHEN length(l.lexeme) < 4 THEN '' ELSE '%' END || l.lexeme || '%'
            GROUP BY w.word ORDER BY place LIMIT 40) best) containing
        ON length(l.lexeme) >= 3 AND l.lexeme !~ '^[0-9]'
    ORDER BY l.positions[1] LIMIT 12
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_squashed_0017_desk_details")]
    operations = [
        # Its settings can only be named once the library is loaded in this session, on the way back too.
        migrations.RunSQL("SELECT similarity('a', 'a')", migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, BEFORE.FUNCTIONS),
        migrations.RunSQL(migrations.RunSQL.noop, "SELECT similarity('a', 'a')"),
    ]
