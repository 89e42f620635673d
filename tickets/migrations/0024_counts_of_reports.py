"""How many reports came in and were resolved by day, week and month, kept by a trigger on every report."""

import django.db.models.deletion
from django.db import migrations, models


FUNCTIONS = """
-- What a change of a report takes from the counts and adds to them, of its authority and of the category there. Rows are only added, so that nobody waits for
-- another who reports at the same time; fold_ticket_tallies makes few of many.
CREATE FUNCTION tally_tickets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO tickets_tally (authority_id, category_id, unit, begins_on, created, resolved)
    SELECT authority, category, unit, date_trunc(unit, at AT TIME ZONE 'Europe/Berlin')::date, sum(created), sum(resolved)
    FROM (VALUES
        (OLD.authority_id, OLD.category_id, OLD.created_at, -1, 0), (OLD.authority_id, OLD.category_id, OLD.resolved_at, 0, -1),
        (NEW.authority_id, NEW.category_id, NEW.created_at, 1, 0), (NEW.authority_id, NEW.category_id, NEW.resolved_at, 0, 1)
    ) AS moment(authority, category, at, created, resolved)
    CROSS JOIN (VALUES ('day'), ('week'), ('month')) AS step(unit)
    WHERE at IS NOT NULL GROUP BY GROUPING SETS ((1, 3, 4), (1, 2, 3, 4)) HAVING sum(created) <> 0 OR sum(resolved) <> 0;
    RETURN NULL;
END $$;

-- One row of what is there several times, and none of what is none. Says how many rows fewer there are.
CREATE FUNCTION fold_ticket_tallies() RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH several AS (
        SELECT authority_id, category_id, unit, begins_on FROM tickets_tally GROUP BY 1, 2, 3, 4
        HAVING count(*) > 1 OR sum(created) = 0 AND sum(resolved) = 0
    ), gone AS (
        DELETE FROM tickets_tally t USING several s WHERE (t.authority_id, t.unit, t.begins_on)
            = (s.authority_id, s.unit, s.begins_on) AND t.category_id IS NOT DISTINCT FROM s.category_id RETURNING t.*
    ), kept AS (
        INSERT INTO tickets_tally (authority_id, category_id, unit, begins_on, created, resolved)
        SELECT authority_id, category_id, unit, begins_on, sum(created), sum(resolved) FROM gone GROUP BY 1, 2, 3, 4
        HAVING sum(created) <> 0 OR sum(resolved) <> 0 RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
$$;

-- All counts from the reports: for rows that were there before the trigger, or were written while it slept.
CREATE FUNCTION count_tickets_anew() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    DELETE FROM tickets_tally;
    INSERT INTO tickets_tally (authority_id, category_id, unit, begins_on, created, resolved)
    SELECT t.authority_id, t.category_id, unit, date_trunc(unit, at AT TIME ZONE 'Europe/Berlin')::date, sum(created), sum(resolved)
    FROM tickets_ticket t CROSS JOIN LATERAL (VALUES (t.created_at, 1, 0), (t.resolved_at, 0, 1)) AS moment(at, created, resolved)
    CROSS JOIN (VALUES ('day'), ('week'), ('month')) AS step(unit)
    WHERE at IS NOT NULL GROUP BY GROUPING SETS ((1, 3, 4), (1, 2, 3, 4));
$$;

CREATE TRIGGER tally AFTER INSERT OR DELETE ON tickets_ticket FOR EACH ROW EXECUTE FUNCTION tally_tickets();
CREATE TRIGGER tally_update AFTER UPDATE ON tickets_ticket FOR EACH ROW
    WHEN ((OLD.authority_id, OLD.category_id, OLD.created_at, OLD.resolved_at)
        IS DISTINCT FROM (NEW.authority_id, NEW.category_id, NEW.created_at, NEW.resolved_at))
    EXECUTE FUNCTION tally_tickets();
SELECT count_tickets_anew();
"""
NO_FUNCTIONS = """
DROP TRIGGER tally ON tickets_ticket;
DROP TRIGGER tally_update ON tickets_ticket;
DROP FUNCTION tally_tickets();
DROP FUNCTION fold_ticket_tallies();
DROP FUNCTION count_tickets_anew();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_procedures_have_names'),
        ('tickets', '0023_attachment_verdict'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(choices=[('day', 'Tag'), ('week', 'Woche'), ('month', 'Monat')], max_length=5, verbose_name='Schritt')),
                ('begins_on', models.DateField(verbose_name='beginnt am')),
                ('created', models.IntegerField(verbose_name='eingegangen')),
                ('resolved', models.IntegerField(verbose_name='gelöst')),
                ('authority', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='customers.authority', verbose_name='Behörde')),
                ('category', models.ForeignKey(blank=True, help_text='Leer: alle Kategorien.', null=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.category', verbose_name='Kategorie')),
            ],
            options={
                'verbose_name': 'Zählung von Meldungen',
                'verbose_name_plural': 'Zählungen von Meldungen',
                'indexes': [
                    models.Index(condition=models.Q(('category', None)), fields=['unit', 'begins_on'], include=('authority', 'created', 'resolved'), name='tally_of_step'),
                    models.Index(condition=models.Q(('category__isnull', False)), fields=['authority', 'unit', 'begins_on'], include=('category', 'created'), name='tally_of_category'),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
