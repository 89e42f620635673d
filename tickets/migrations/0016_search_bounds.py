"""The search stays quick however many reports there are, and the columns that it no longer reads go.

Each entry gets marks that nobody can type, since signs are taken out of what is typed: in which block of reports it lies,
whose authority's and whose report it is. So the index itself finds the newest reports, and those of one authority,
without looking at all others that say the same word.
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

BEFORE = import_module("tickets.migrations.0012_search")
FUNCTIONS = r"""
CREATE OR REPLACE FUNCTION search_marks(ticket bigint, authority bigint, requester bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY['§b' || ticket / 16384, '§a' || authority, '§p' || requester])
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

-- The newest reports that say the words, at most so many. Goes back from the newest block in growing strides, so that a
-- word of every day costs no more than a rare one; what is not among the newest 688,128 is rare enough to be read at once.
-- `whose` narrows to authorities and persons; a contact reaches nothing but entries without notes of their own
-- authorities, whatever is asked.
CREATE OR REPLACE FUNCTION search_newest(sought tsquery, whose tsquery, with_notes boolean, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
    sees_all boolean := current_setting('role') IN ('ksm_service', 'ksm_job', 'ksm_seed', 'ksm_retention')
        OR current_setting('role') = 'none' AND pg_has_role(session_user, 'ksm_owner', 'MEMBER');
    block bigint := (SELECT max(ticket_id) / 16384 FROM tickets_searchentry);
    lowest bigint;
    stride bigint := 2;
    narrowed tsquery := CASE WHEN whose IS NULL THEN sought ELSE whose && sought END;
    blocks tsquery;
    more integer := most;
    counted integer;
BEGIN
    WHILE block >= 0 AND more > 0 LOOP
        lowest := CASE WHEN stride <= 32 THEN greatest(block - stride + 1, 0) ELSE 0 END;
        SELECT string_agg(quote_literal('§b' || n), ' | ')::tsquery INTO blocks
        FROM generate_series(lowest, block) n WHERE stride <= 32;
        RETURN QUERY SELECT hit.ticket_id FROM (
            SELECT e.ticket_id FROM tickets_searchentry e
            WHERE e.vector @@ CASE WHEN blocks IS NULL THEN narrowed ELSE blocks && narrowed END
                AND e.ticket_id < (block + 1) * 16384
                AND CASE WHEN with_notes AND sees_all THEN e.for_staff ELSE NOT e.is_internal END
                AND (sees_all OR e.authority_id = ANY (scope_authorities()))
            OFFSET 0) hit  -- by the index of words first, and only then in order
        ORDER BY hit.ticket_id DESC LIMIT more;
        GET DIAGNOSTICS counted = ROW_COUNT;
        more := more - counted;
        block := lowest - 1;
        stride := stride * 4;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION search_tidy_words() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    CREATE TEMPORARY TABLE search_occurring ON COMMIT DROP AS
        SELECT word FROM ts_stat('SELECT vector FROM public.tickets_searchentry WHERE for_staff')
        WHERE length(word) BETWEEN 3 AND 40 AND word !~ '^[0-9§]';
    DELETE FROM tickets_searchword w WHERE NOT EXISTS (SELECT FROM search_occurring o WHERE o.word = w.word)
        OR EXISTS (SELECT FROM tickets_searchword twin WHERE twin.word = w.word AND twin.id < w.id);
    GET DIAGNOSTICS removed = ROW_COUNT;
    INSERT INTO tickets_searchword (word) SELECT o.word FROM search_occurring o
        WHERE NOT EXISTS (SELECT FROM tickets_searchword w WHERE w.word = o.word);
    DROP TABLE search_occurring;
    RETURN removed;
END $$;
"""

NO_FUNCTIONS = (
    BEFORE.FUNCTIONS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    + "DROP FUNCTION search_newest(tsquery, tsquery, boolean, integer); DROP FUNCTION search_marks(bigint, bigint, bigint);"
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
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(BEFORE.FILL, migrations.RunSQL.noop),
    ]
