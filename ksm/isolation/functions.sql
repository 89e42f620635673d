-- What the policies and the application ask the database. Laid anew after every migration.

-- The authorities that the present transaction may reach; none unless a scope was stated.
CREATE OR REPLACE FUNCTION scope_authorities() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(nullif(current_setting('ksm.authorities', true), ''), '{}')::bigint[] $$;

-- The account in whose name the present transaction works, or null.
CREATE OR REPLACE FUNCTION scope_account() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('ksm.account', true), '')::bigint $$;

-- What an account may reach on a day: the roles it holds then, the contacts it is, and the authorities behind them.
-- Runs with the rights of the owner, since it is asked before any scope is set.
CREATE OR REPLACE FUNCTION access_of(account bigint, day date)
RETURNS TABLE (
    is_staff boolean,              -- works for the provider and holds a role today, or holds all rights
    staff_roles text[],            -- keys of accounts/roles.py
    portal_roles text[],           -- values of customers.Contact.Role
    contacts bigint[],             -- the contacts that the account is
    authorities bigint[],          -- the authorities it sees anything of
    whole_authorities bigint[]     -- of these, the ones it sees everything of: own ones, and the members of an own Amt
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH person AS MATERIALIZED (
        SELECT u.id, u.is_superuser FROM accounts_user u WHERE u.id = account AND u.is_active
    ), held AS MATERIALIZED (
        SELECT r.role
        FROM accounts_roleassignment r JOIN accounts_staffmember s ON s.user_id = r.user_id JOIN person ON person.id = r.user_id
        WHERE r.role = ANY (known_staff_roles())
            AND coalesce(r.valid_from <= day, true) AND coalesce(r.valid_until >= day, true)
    ), own AS MATERIALIZED (
        SELECT c.id, c.authority_id, c.role, c.role IN ('it_coordinator', 'authority_head') AS is_whole
        FROM customers_contact c JOIN person ON person.id = c.user_id
        WHERE c.is_active AND coalesce(c.valid_from <= day, true) AND coalesce(c.valid_until >= day, true)
    ), whole AS MATERIALIZED (
        SELECT own.authority_id FROM own WHERE own.is_whole
        UNION
        SELECT m.member_id
        FROM customers_membership m JOIN own ON own.authority_id = m.body_id AND own.is_whole
        WHERE m.kind = 'member_of_amt' AND coalesce(m.valid_from <= day, true) AND coalesce(m.valid_until >= day, true)
    )
    SELECT
        coalesce((SELECT person.is_superuser FROM person), false) OR EXISTS (SELECT FROM held),
        ARRAY(SELECT held.role::text FROM held ORDER BY 1),
        ARRAY(SELECT DISTINCT own.role::text FROM own ORDER BY 1),
        ARRAY(SELECT own.id FROM own ORDER BY 1),
        ARRAY(SELECT own.authority_id FROM own UNION SELECT whole.authority_id FROM whole ORDER BY 1),
        ARRAY(SELECT whole.authority_id FROM whole ORDER BY 1)
$$;

-- Whether an account is a person of other authorities only. Colleagues, staff, and people whose record is gone are not:
-- their names stand below what they wrote.
CREATE OR REPLACE FUNCTION is_foreign_account(account bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT account IS DISTINCT FROM scope_account()
        AND EXISTS (SELECT FROM customers_contact c WHERE c.user_id = account)
        AND NOT EXISTS (SELECT FROM customers_contact c WHERE c.user_id = account AND c.authority_id = ANY (scope_authorities()))
$$;

-- Whether an account wrote or did something that an authority of the scope reads at one of its reports: the people of an
-- Amt decide and ask back there, and their names stand below it.
CREATE OR REPLACE FUNCTION has_spoken_here(account bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (
            SELECT FROM tickets_ticketevent e JOIN tickets_ticket t ON t.id = e.ticket_id
            WHERE e.by_id = account AND e.is_public AND t.authority_id = ANY (scope_authorities()))
        OR EXISTS (
            SELECT FROM tickets_message m JOIN tickets_ticket t ON t.id = m.ticket_id
            WHERE m.author_id = account AND m.kind = 'reply' AND t.authority_id = ANY (scope_authorities()))
$$;

-- The accounts that coordinate the IT of an authority on a day: there, or at the Amt that it belongs to. Whoever orders
-- something has to know whether anybody can approve it, also where they may not see the people of the Amt.
CREATE OR REPLACE FUNCTION coordinators_of(authority bigint, day date) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT ARRAY(
        SELECT DISTINCT u.id
        FROM customers_contact c JOIN accounts_user u ON u.id = c.user_id AND u.is_active
        WHERE c.role = 'it_coordinator' AND c.is_active
            AND coalesce(c.valid_from <= day, true) AND coalesce(c.valid_until >= day, true)
            AND (c.authority_id = authority OR c.authority_id IN (
                SELECT m.body_id FROM customers_membership m
                WHERE m.member_id = authority AND m.kind = 'member_of_amt'
                    AND coalesce(m.valid_from <= day, true) AND coalesce(m.valid_until >= day, true)))
        ORDER BY 1)
$$;

-- Whether a plan that authorities see was replaced by a later version, also by one for the service alone, which they do
-- not see: a plan that holds no more must not pass for the present one.
CREATE OR REPLACE FUNCTION is_plan_outdated(document bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM continuity_plandocument d JOIN continuity_plandocument later
            ON later.application_id = d.application_id AND upper(later.title) = upper(d.title) AND later.version > d.version
        WHERE d.id = document)
$$;

-- Whether this session wrote the entry of the log last: before sign-in an entry can be added, and none can be read.
CREATE OR REPLACE FUNCTION is_just_added(entry bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    RETURN entry = currval('history_logentry_id_seq');
EXCEPTION WHEN object_not_in_prerequisite_state THEN
    RETURN false;
END
$$;

-- The triggers ask this before they write history or refuse a change. The library lets every role silence them by a
-- setting; here only retention and the owner can.
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(trigger_name::text = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
        AND (current_setting('role') = 'ksm_retention'
            OR (current_setting('role') = 'none' AND pg_has_role(session_user, 'ksm_owner', 'MEMBER')))
$$;
