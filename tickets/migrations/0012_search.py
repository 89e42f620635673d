"""Search over reports: entries with weighted words, kept by triggers, and the word stems that occur."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION search_refresh(tickets bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(cardinality(tickets), 0) = 0 THEN RETURN; END IF;
    -- Two people who write about one report: the second waits here, and the next statement sees what the first wrote.
    PERFORM 1 FROM tickets_ticket WHERE id = ANY(tickets) ORDER BY id FOR NO KEY UPDATE;
    WITH written AS (
        INSERT INTO tickets_searchentry AS old (ticket_id, authority_id, is_internal, for_staff, vector)
        SELECT t.id, t.authority_id, side.is_internal, side.is_internal OR NOT m.has_notes,
            search_words(concat_ws(' ', t.number, ltrim(split_part(t.number, '-', 2), '0'), c.first_name, c.last_name,
                w.inventory_number, w.name), 'A')
            || search_words(t.subject, 'B')
            || search_words(concat_ws(' ', t.description, a.files, m.replies), 'C')
            || CASE WHEN side.is_internal THEN search_words(concat_ws(' ', a.inner_files, m.notes), 'D') ELSE '' END
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
        CROSS JOIN (VALUES (false), (true)) AS side(is_internal)
        WHERE t.id = ANY(tickets) AND (m.has_notes OR NOT side.is_internal)
        ON CONFLICT (ticket_id, is_internal) DO UPDATE
            SET authority_id = excluded.authority_id, for_staff = excluded.for_staff, vector = excluded.vector
            WHERE (old.authority_id, old.for_staff, old.vector)
                IS DISTINCT FROM (excluded.authority_id, excluded.for_staff, excluded.vector)
        RETURNING vector)
    INSERT INTO tickets_searchword (word)
    SELECT DISTINCT l.lexeme FROM written, unnest(written.vector) l
    WHERE length(l.lexeme) BETWEEN 3 AND 40 AND l.lexeme !~ '^[0-9]'
        AND NOT EXISTS (SELECT FROM tickets_searchword known WHERE known.word = l.lexeme);
    DELETE FROM tickets_searchentry e WHERE e.ticket_id = ANY(tickets) AND e.is_internal
        AND NOT EXISTS (SELECT FROM tickets_message m WHERE m.ticket_id = e.ticket_id AND m.kind <> 'reply');
END $$;
REVOKE ALL ON FUNCTION search_refresh(bigint[]) FROM PUBLIC;

CREATE FUNCTION search_follow_tickets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM search_refresh(array_agg(id)) FROM new_rows;
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM search_refresh(array_agg(n.id)) FROM new_rows n JOIN old_rows o USING (id)
        WHERE (n.number, n.subject, n.description, n.requester_id, n.workstation_id, n.authority_id)
            IS DISTINCT FROM (o.number, o.subject, o.description, o.requester_id, o.workstation_id, o.authority_id);
    ELSE
        DELETE FROM tickets_searchentry WHERE ticket_id IN (SELECT id FROM old_rows);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_follow_texts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM search_refresh(array_agg(DISTINCT ticket_id)) FROM new_rows;
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM search_refresh(array_agg(DISTINCT ticket_id))
        FROM (SELECT ticket_id FROM new_rows UNION SELECT ticket_id FROM old_rows) both_rows;
    ELSE
        PERFORM search_refresh(array_agg(DISTINCT ticket_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_follow_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'customers_contact' THEN
        PERFORM search_refresh(array_agg(t.id)) FROM tickets_ticket t JOIN new_rows n ON n.id = t.requester_id
        JOIN old_rows o ON o.id = n.id WHERE (n.first_name, n.last_name) IS DISTINCT FROM (o.first_name, o.last_name);
    ELSE
        PERFORM search_refresh(array_agg(t.id)) FROM tickets_ticket t JOIN new_rows n ON n.id = t.workstation_id
        JOIN old_rows o ON o.id = n.id
        WHERE (n.inventory_number, n.name) IS DISTINCT FROM (o.inventory_number, o.name);
    END IF;
    RETURN NULL;
END $$;

-- The stems of what somebody looks for, each with the words that contain it and those that look like it.
CREATE FUNCTION search_expand(sought text) RETURNS TABLE (stem text, parts text[], near text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT l.lexeme,
        CASE WHEN length(l.lexeme) < 4 OR l.lexeme ~ '^[0-9]' THEN '{}' ELSE ARRAY(
            -- What begins with the stem is found by its beginning and takes no place here.
            SELECT w.word FROM (SELECT DISTINCT word FROM tickets_searchword WHERE word LIKE '%' || l.lexeme || '%'
                AND (word = l.lexeme OR word NOT LIKE l.lexeme || '%')) w
            ORDER BY length(w.word), w.word LIMIT 60) END,
        CASE WHEN length(l.lexeme) < 4 OR l.lexeme ~ '^[0-9]' THEN '{}' ELSE ARRAY(
            SELECT w.word FROM (SELECT DISTINCT word FROM tickets_searchword WHERE word % l.lexeme
                AND length(word) BETWEEN length(l.lexeme) - 2 AND length(l.lexeme) + 2) w
            ORDER BY similarity(w.word, l.lexeme) DESC, w.word LIMIT 30) END
    FROM unnest(search_words(left(sought, 2000), 'A')) l
    ORDER BY l.positions[1] LIMIT 12
$$;

-- Once a night: the words that occur, each once. Names that were removed from all reports vanish from here too.
CREATE FUNCTION search_tidy_words() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    CREATE TEMPORARY TABLE search_occurring ON COMMIT DROP AS
        SELECT word FROM ts_stat('SELECT vector FROM public.tickets_searchentry WHERE for_staff')
        WHERE length(word) BETWEEN 3 AND 40 AND word !~ '^[0-9]';
    DELETE FROM tickets_searchword w WHERE NOT EXISTS (SELECT FROM search_occurring o WHERE o.word = w.word)
        OR EXISTS (SELECT FROM tickets_searchword twin WHERE twin.word = w.word AND twin.id < w.id);
    GET DIAGNOSTICS removed = ROW_COUNT;
    INSERT INTO tickets_searchword (word) SELECT o.word FROM search_occurring o
        WHERE NOT EXISTS (SELECT FROM tickets_searchword w WHERE w.word = o.word);
    DROP TABLE search_occurring;
    RETURN removed;
END $$;
"""

FOLLOWED = {
    "tickets_ticket": ("search_follow_tickets", ("INSERT", "UPDATE", "DELETE")),
    "tickets_message": ("search_follow_texts", ("INSERT", "UPDATE", "DELETE")),
    "tickets_attachment": ("search_follow_texts", ("INSERT", "UPDATE", "DELETE")),
    "customers_contact": ("search_follow_names", ("UPDATE",)),
    "workstations_workstation": ("search_follow_names", ("UPDATE",)),
}
TABLES = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"}
TABLES["UPDATE"] = f"{TABLES['DELETE']} {TABLES['INSERT']}"
TRIGGERS = "\n".join(
    f"CREATE TRIGGER search_{operation.lower()} AFTER {operation} ON {table} REFERENCING {TABLES[operation]} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
    for table, (function, operations) in FOLLOWED.items()
    for operation in operations
)
NO_TRIGGERS = "\n".join(
    f"DROP TRIGGER search_{operation.lower()} ON {table};"
    for table, (_, operations) in FOLLOWED.items()
    for operation in operations
)
NO_FUNCTIONS = "\n".join(
    f"DROP FUNCTION {name};"
    for name in (
        "search_follow_tickets()",
        "search_follow_texts()",
        "search_follow_names()",
        "search_expand(text)",
        "search_tidy_words()",
        "search_refresh(bigint[])",
    )
)
FILL = """
DO $$
DECLARE first bigint := 0; batch bigint[];
BEGIN
    LOOP
        SELECT array_agg(id), max(id) INTO batch, first
        FROM (SELECT id FROM tickets_ticket WHERE id > first ORDER BY id LIMIT 5000) next_ones;
        EXIT WHEN batch IS NULL;
        PERFORM search_refresh(batch);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_sign_in_and_history"),
        ("workstations", "0002_sign_in_and_history"),
        ('tickets', '0011_page'),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, verbose_name="Wortstamm")),
            ],
            options={
                "verbose_name": "Suchwort",
                "verbose_name_plural": "Suchwörter",
                "indexes": [
                    models.Index(fields=["word"], name="search_word"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"), name="search_word_parts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_internal", models.BooleanField(verbose_name="mit internen Notizen")),
                ("for_staff", models.BooleanField(verbose_name="für den Service")),
                ("vector", django.contrib.postgres.search.SearchVectorField(verbose_name="Wörter")),
                (
                    "authority",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.authority",
                        verbose_name="Behörde",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="search_entries",
                        to="tickets.ticket",
                        verbose_name="Meldung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sucheintrag",
                "verbose_name_plural": "Sucheinträge",
                "indexes": [
                    models.Index(fields=["authority", "-ticket"], name="search_entry_of_authority"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector"], name="search_entry_words"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "is_internal"), name="search_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("for_staff", False), ("is_internal", True), _negated=True),
                        name="search_entry_notes_for_staff",
                    ),
                ],
            },
        ),
        # Its settings can only be named once the library is loaded in this session.
        migrations.RunSQL("SELECT similarity('a', 'a')", migrations.RunSQL.noop),
        # What makes words of a text belongs to a floor below and came to stand there later: whichever runs first makes it.
        migrations.RunSQL(import_module("ui.migrations.0002_german_words").FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
