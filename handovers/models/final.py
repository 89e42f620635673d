"""The triggers behind „unveränderlich“: what both sides have said yes to is not touched again, by whatever way."""

import pgtrigger

MAY_BECOME_EMPTY = ("contact_id", "collected_by_id", "workstation_id")
"""Links to what may be deleted one day; what they said stands beside them as text."""
WRITTEN_BY_THE_ANSWER = (
    "state", "signed_at", "signature_kind", "signature", "confirmed_by_id", "signed_name", "objection", "objected_at", "cancel_reason", "cancelled_at",
)  # fmt: skip
"""What still changes once the devices have changed hands: the answer of the person alone."""


def _without(columns: tuple[str, ...]) -> str:
    return f"ARRAY[{', '.join(repr(name) for name in columns)}]"


def final_record() -> pgtrigger.Trigger:
    """An ended record stays as it is, and of one whose devices have changed hands only the answer is still to come."""
    emptied = " AND ".join(f"(NEW.{name} IS NULL OR NEW.{name} = OLD.{name})" for name in MAY_BECOME_EMPTY)
    return pgtrigger.Trigger(
        name="stays_as_signed",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        declare=[("frozen", "TEXT[]")],
        func=f"""
            IF OLD.state = 'draft' THEN
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            frozen := {_without(MAY_BECOME_EMPTY)};
            IF OLD.state IN ('waiting', 'disputed') THEN
                frozen := frozen || {_without(WRITTEN_BY_THE_ANSWER)};
            END IF;
            IF TG_OP = 'UPDATE' AND {emptied} AND to_jsonb(NEW) - frozen = to_jsonb(OLD) - frozen THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'pgtrigger: hand-over % is not changed any more', OLD.id;
        """,
    )


def final_line() -> pgtrigger.Trigger:
    """The devices of a record are added, changed and taken out while it is prepared, and never again."""
    return pgtrigger.Trigger(
        name="stays_as_signed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("owner", "BIGINT")],
        func="""
            owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.handover_id ELSE OLD.handover_id END;
            IF TG_OP = 'UPDATE' AND NEW.handover_id <> OLD.handover_id
                OR EXISTS (SELECT FROM handovers_handover h WHERE h.id = owner AND h.state <> 'draft') THEN
                RAISE EXCEPTION 'pgtrigger: the devices of hand-over % are not changed any more', owner;
            END IF;
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        """,
    )
