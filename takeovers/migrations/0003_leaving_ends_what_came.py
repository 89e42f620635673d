"""What came by a case may go by another, so two scopes may name one transfer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_procedures_have_names'),
        ('takeovers', '0002_task_reminders'),
    ]

    operations = [
        migrations.AlterField(
            model_name='casescope',
            name='transfer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='case_scopes', to='customers.tasktransfer', verbose_name='Übertragung'),
        ),
    ]
