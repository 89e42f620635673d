"""People and workstations of the bench: a hundred authorities that are served share them, the first has most of them."""

from __future__ import annotations

AUTHORITIES, WORKSTATIONS = 100, 50_000
LARGEST = "stadt-schwerin"
"""The authority with most people, and the one whose reporter opens the portal."""

# The first authority has most people, the one on place n about n^-0.8 as many. Those that the demo serves come first.
PEOPLE_SQL = f"""
WITH body AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY key <> '{LARGEST}', NOT EXISTS (
        SELECT FROM customers_contact WHERE authority_id = customers_authority.id), id) AS place
    FROM customers_authority ORDER BY place LIMIT {AUTHORITIES}
), served AS (
    INSERT INTO customers_authorityrole (authority_id, role, outcome, reason, note, source, certainty, is_demo)
    SELECT id, 'customer', '', '', '', '', '', true
    FROM body WHERE NOT EXISTS (SELECT FROM customers_authorityrole WHERE authority_id = body.id)
), share AS (SELECT sum(place ^ -0.8) AS total, {WORKSTATIONS} - (SELECT count(*) FROM workstations_workstation) AS missing FROM body),
name AS MATERIALIZED (SELECT array_agg(DISTINCT first_name) AS firsts, array_agg(DISTINCT last_name) AS lasts
    FROM customers_contact WHERE first_name <> ''),
person AS (
    INSERT INTO customers_contact (authority_id, first_name, last_name, function, role, email, phone, is_active,
        is_served_by_mail, is_demo)
    SELECT body.id, firsts[1 + floor(random() * cardinality(firsts))], lasts[1 + floor(random() * cardinality(lasts))],
        '', 'reporter', '', '', true, true, true
    FROM body, share, name, generate_series(1, ceil(missing * body.place ^ -0.8 / share.total)::int) n
    RETURNING id, authority_id)
INSERT INTO workstations_workstation (inventory_number, name, authority_id, used_by_id, network, state, in_service_on, note, is_demo)
SELECT 'B' || authority_id || '-AP-' || id, 'pc-' || id, authority_id, id, 'administration', 'in_service', '2024-01-02', '', true
FROM person"""
