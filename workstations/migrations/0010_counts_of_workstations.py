"""How many workstations there are by authority, state and first day, kept by a trigger on every workstation."""

import django.db.models.deletion
from django.db import migrations, models


FUNCTIONS = """
-- What a change of a workstation takes from the counts and adds to them. Rows are only added, so that nobody waits for
-- another; fold_workstation_tallies makes few of many.
CREATE FUNCTION tally_workstations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO workstations_workstationtally (authority_id, state, in_service_on, number)
    SELECT authority, state, begins_on, number FROM (VALUES
        (OLD.authority_id, OLD.state, OLD.in_service_on, -1), (NEW.authority_id, NEW.state, NEW.in_service_on, 1)
    ) AS place(authority, state, begins_on, number) WHERE authority IS NOT NULL;
    RETURN NULL;
END $$;

-- One row of what is there several times, and none of what is none. Says how many rows fewer there are.
CREATE FUNCTION fold_workstation_tallies() RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH several AS (
        SELECT authority_id, state, in_service_on FROM workstations_workstationtally GROUP BY 1, 2, 3
        HAVING count(*) > 1 OR sum(number) = 0
    ), gone AS (
        DELETE FROM workstations_workstationtally t USING several s WHERE t.authority_id = s.authority_id
            AND t.state = s.state AND t.in_service_on IS NOT DISTINCT FROM s.in_service_on RETURNING t.*
    ), kept AS (
        INSERT INTO workstations_workstationtally (authority_id, state, in_service_on, number)
        SELECT authority_id, state, in_service_on, sum(number) FROM gone GROUP BY 1, 2, 3 HAVING sum(number) <> 0
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
$$;

-- All counts from the workstations: for rows that were there before the trigger, or were written while it slept.
CREATE FUNCTION count_workstations_anew() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    DELETE FROM workstations_workstationtally;
    INSERT INTO workstations_workstationtally (authority_id, state, in_service_on, number)
    SELECT authority_id, state, in_service_on, count(*) FROM workstations_workstation GROUP BY 1, 2, 3;
$$;

CREATE TRIGGER tally AFTER INSERT OR DELETE ON workstations_workstation
    FOR EACH ROW EXECUTE FUNCTION tally_workstations();
CREATE TRIGGER tally_update AFTER UPDATE ON workstations_workstation FOR EACH ROW
    WHEN ((OLD.authority_id, OLD.state, OLD.in_service_on) IS DISTINCT FROM (NEW.authority_id, NEW.state, NEW.in_service_on))
    EXECUTE FUNCTION tally_workstations();
SELECT count_workstations_anew();
"""
NO_FUNCTIONS = """
DROP TRIGGER tally ON workstations_workstation;
DROP TRIGGER tally_update ON workstations_workstation;
DROP FUNCTION tally_workstations();
DROP FUNCTION fold_workstation_tallies();
DROP FUNCTION count_workstations_anew();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_procedures_have_names'),
        ('workstations', '0009_found_by_state'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkstationTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', 'geplant'), ('in_service', 'in Betrieb'), ('closed', 'aufgegeben')], max_length=12, verbose_name='Zustand')),
                ('in_service_on', models.DateField(null=True, verbose_name='in Betrieb seit')),
                ('number', models.IntegerField(verbose_name='Anzahl')),
                ('authority', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='customers.authority', verbose_name='Behörde')),
            ],
            options={
                'verbose_name': 'Zählung von IT-Arbeitsplätzen',
                'verbose_name_plural': 'Zählungen von IT-Arbeitsplätzen',
                'indexes': [models.Index(fields=['state'], include=('authority', 'in_service_on', 'number'), name='tally_of_state')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
