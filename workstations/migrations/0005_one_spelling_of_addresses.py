"""Addresses of network cards are written in one way, so that what agents report finds what files brought."""

import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

IN_ONE_SPELLING = "replace(lower(mac_addresses::text), '-', ':')"


def spell_alike(apps, schema_editor):
    schema_editor.execute(
        f"UPDATE workstations_device SET mac_addresses = {IN_ONE_SPELLING}::varchar(17)[] "
        f"WHERE mac_addresses::text <> {IN_ONE_SPELLING}"
    )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('workstations', '0004_lives_of_devices'),
    ]

    operations = [
        migrations.RunPython(spell_alike, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Lower(django.db.models.functions.comparison.Cast('mac_addresses', models.TextField())), django.db.models.functions.comparison.Cast('mac_addresses', models.TextField())), name='device_mac_in_small_letters', violation_error_message='MAC-Adressen stehen in kleinen Buchstaben.'),
        ),
    ]
