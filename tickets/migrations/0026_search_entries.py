"""What a report says is written down by a function of its own, and each word is looked up once, however many reports say it.

So many reports at once can be written down without their words, where these are counted afterwards anyway.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("tickets.migrations.0016_search_bounds").FUNCTIONS
KEPT = import_module("tickets.migrations.0025_search_plan").KEPT
START, END = "CREATE OR REPLACE FUNCTION search_refresh", "-- The newest reports"

FUNCTIONS = r"""
-- What these reports say, written down anew for the search; what has changed comes back.
CREATE FUNCTION search_write(tickets bigint[]) RETURNS SETOF tsvector LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY INSERT INTO tickets_searchentry AS old (ticket_id, authority_id, is_internal, for_staff, vector)
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
        RETURNING vector;
END $$;
REVOKE ALL ON FUNCTION search_write(bigint[]) FROM PUBLIC;

-- Its plans are kept, so none may be good only for the few words that are known when it is made: known ones are always
-- found by the index, and taken out as sets.
CREATE OR REPLACE FUNCTION search_refresh(tickets bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE said text[];
BEGIN
    IF coalesce(cardinality(tickets), 0) = 0 THEN RETURN; END IF;
    -- Two people who write about one report: the second waits here, and the next statement sees what the first wrote.
    PERFORM 1 FROM tickets_ticket WHERE id = ANY(tickets) ORDER BY id FOR NO KEY UPDATE;
    said := ARRAY(SELECT DISTINCT l.lexeme FROM search_write(tickets) vector, unnest(tsvector_to_array(vector)) l(lexeme)
        WHERE length(l.lexeme) BETWEEN 3 AND 40 AND l.lexeme !~ '^[0-9§]');
    INSERT INTO tickets_searchword (word)
    SELECT unnest(said) EXCEPT SELECT known.word FROM tickets_searchword known WHERE known.word = ANY(said);
    DELETE FROM tickets_searchentry e WHERE e.ticket_id = ANY(tickets) AND e.is_internal
        AND NOT EXISTS (SELECT FROM tickets_message m WHERE m.ticket_id = e.ticket_id AND m.kind <> 'reply');
END $$;
"""
NO_FUNCTIONS = BEFORE[BEFORE.index(START) : BEFORE.index(END)] + KEPT + "; DROP FUNCTION search_write(bigint[]);"


class Migration(migrations.Migration):
    dependencies = [("tickets", "0025_search_plan")]
    operations = [migrations.RunSQL(f"{FUNCTIONS} {KEPT};", NO_FUNCTIONS)]
