-- The roles of the application in PostgreSQL. A superuser runs this once for a server; it may be run again.
-- docs/operations.md says who connects as which, docs/decisions/0007-row-level-security.md why.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['ksm_service', 'ksm_portal', 'ksm_job', 'ksm_seed', 'ksm_retention'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['ksm', 'ksm_owner'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER', name);
        END IF;
        EXECUTE format('ALTER ROLE %I NOBYPASSRLS', name);
    END LOOP;
END
$$;
-- What ksm may do it may do only after it has said in whose name: membership alone gives nothing. The owner inherits, since
-- up to PostgreSQL 15 it is only by inheritance that who owns a database may create tables in it.
ALTER ROLE ksm NOINHERIT;
ALTER ROLE ksm_owner INHERIT;
-- Web and worker connect as ksm, which owns nothing and sees no row of an authority until it takes one of these roles.
GRANT ksm_service, ksm_portal, ksm_job, ksm_seed, ksm_retention TO ksm;
-- Migrations connect as ksm_owner, which owns the tables.
GRANT ksm, ksm_service, ksm_portal, ksm_job, ksm_seed, ksm_retention TO ksm_owner;
-- Pages join up to twenty tables to the one whose rows they show, always by key. To weigh all orders of eight at a time took PostgreSQL
-- longer than to answer: of four it plans a page in a third of the time, and what it finds is as fast.
ALTER ROLE ksm SET join_collapse_limit = 4;
-- Rows that are shown lie in memory or on flash: one here and one there costs no more than two in a row. With the factor of four
-- that is meant for turning disks, a list walked past hundreds of reports of others, and looked through all that somebody has
-- read for each of its rows, rather than go through an index.
ALTER ROLE ksm SET random_page_cost = 1.1;
