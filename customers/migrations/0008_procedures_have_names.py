"""Whoever handed over a single Fachverfahren now says which."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.expressions
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_them(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The one procedure that the sources name, and a word for those whose name nobody entered."""
    transfers = apps.get_model("customers", "TaskTransfer").objects.using(schema_editor.connection.alias)
    unnamed = transfers.filter(scope="procedure_only", subject="")
    unnamed.filter(note__icontains="haushaltsverfahren").update(subject="Haushaltsverfahren")
    unnamed.update(subject="nicht benannt")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that still wait cannot be altered


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0007_organisations_over_time'),
    ]

    operations = [
        migrations.RunPython(name_them, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='tasktransfer',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('authority', '='), ('scope', '='), ('subject', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='task_transfer_periods_apart', violation_error_message='Diese Aufgabe ist in diesem Zeitraum schon übertragen.'),
        ),
        migrations.AddConstraint(
            model_name='tasktransfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scope', 'procedure_only'), models.Q(('subject', ''), _negated=True)), models.Q(models.Q(('scope', 'procedure_only'), _negated=True), ('subject', '')), _connector='OR'), name='task_transfer_subject_of_procedure', violation_error_message='Nur ein einzelnes Fachverfahren hat einen Namen, und es braucht einen.'),
        ),
    ]
