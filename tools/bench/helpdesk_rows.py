"""The same reports in the tables of django-helpdesk: authorities as queues, messages as follow-ups."""

from __future__ import annotations

from tools.bench import database

ACCOUNT, PASSWORD = "desk", "desk"  # of a database of the bench
OFFSET = 1000
"""The keys of accounts are moved by so many, since the first one is the account that signs in."""

# What is copied: the target's table and columns, and the rows of it in our database.
COPIES = (
    (
        "auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)",
        (
            f"SELECT u.id + {OFFSET}, '!', false, u.username, u.first_name, u.last_name, u.email, true, true, u.date_joined"
            " FROM accounts_user u JOIN accounts_staffmember s ON s.user_id = u.id"
        ),
    ),
    (
        (
            "helpdesk_usersettings (user_id, settings_pickled, login_view_ticketlist, email_on_ticket_change,"
            " email_on_ticket_assign, tickets_per_page, use_email_as_submitter, ticket_respond_layout)"
        ),
        f"SELECT user_id + {OFFSET}, NULL, true, false, false, 50, true, 'top' FROM accounts_staffmember WHERE user_id IS NOT NULL",
    ),
    (
        "helpdesk_queue (id, title, slug, allow_public_submission, allow_email_submission, enable_notifications_on_email_events, email_box_ssl)",
        "SELECT id, left(name, 100), left(key, 50), true, false, false, false FROM customers_authority",
    ),
    (
        (
            "helpdesk_ticket (id, title, queue_id, created, modified, submitter_email, assigned_to_id, status, on_hold, description,"
            " resolution, priority, due_date, last_escalation, secret_key)"
        ),
        (
            f"SELECT t.id, t.subject, t.authority_id, t.created_at, t.updated_at, 'contact' || t.requester_id || '@authority.example',"
            f" s.user_id + {OFFSET}, CASE t.state WHEN 'resolved' THEN 3 WHEN 'closed' THEN 4 WHEN 'cancelled' THEN 4 ELSE 1 END, false,"
            " t.description, NULL, least(t.priority + 1, 5), t.due_at, NULL, md5(t.id::text)"
            " FROM tickets_ticket t LEFT JOIN accounts_staffmember s ON s.id = t.assignee_id"
        ),
    ),
    (
        "helpdesk_followup (id, ticket_id, date, title, comment, public, user_id)",
        (
            f"SELECT m.id, m.ticket_id, m.created_at, 'Comment', m.body, m.kind = 'reply', s.user_id + {OFFSET}"
            " FROM tickets_message m LEFT JOIN accounts_staffmember s ON s.user_id = m.author_id"
        ),
    ),
)
COUNTED = ("auth_user", "helpdesk_usersettings", "helpdesk_queue", "helpdesk_ticket", "helpdesk_followup")


def fill(source: str, target: str) -> None:
    """Stream all rows from our database into the other one."""
    with database.superuser(source) as ours, database.superuser(target) as theirs:
        theirs.execute(
            "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '1GB'"
        )
        for into, select in COPIES:
            with (
                ours.cursor().copy(f"COPY ({select}) TO STDOUT") as rows,
                theirs.cursor().copy(f"COPY {into} FROM STDIN") as copy,
            ):
                for block in rows:
                    copy.write(block)
        for name in COUNTED:
            theirs.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
        theirs.execute("VACUUM ANALYZE")
