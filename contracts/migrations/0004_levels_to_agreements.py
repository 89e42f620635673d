"""The levels hung on a calendar; now they belong to an agreement: one for all with what held for all so far."""

from datetime import date

from django.db import migrations


def levels_to_agreements(apps, schema_editor):
    alias = schema_editor.connection.alias
    agreements = apps.get_model("contracts", "ServiceAgreement").objects.using(alias)
    levels = apps.get_model("contracts", "ServiceLevel").objects.using(alias)
    for calendar in apps.get_model("contracts", "ServiceCalendar").objects.using(alias).filter(is_default=True):
        agreement = agreements.create(
            name="Für alle Behörden", version="1", calendar=calendar, valid_from=date(2000, 1, 1),
            source=calendar.source, certainty=calendar.certainty, is_demo=calendar.is_demo,
        )
        levels.filter(calendar=calendar).update(agreement=agreement)
    # Levels of any other calendar never held for a report.
    levels.filter(agreement__isnull=True).delete()


def levels_to_calendars(apps, schema_editor):
    alias = schema_editor.connection.alias
    agreements = apps.get_model("contracts", "ServiceAgreement").objects.using(alias)
    levels = apps.get_model("contracts", "ServiceLevel").objects.using(alias)
    for agreement in agreements.filter(authority__isnull=True, application__isnull=True, valid_until__isnull=True):
        levels.filter(agreement=agreement, kind="").update(calendar=agreement.calendar_id)
        agreement.calendar.is_default = True
        agreement.calendar.save(update_fields=["is_default"])
    levels.filter(calendar__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_agreements")]
    operations = [migrations.RunPython(levels_to_agreements, levels_to_calendars)]
