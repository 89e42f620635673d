"""People and workstations are found by parts of their names without reading all of them."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ui', '0003_parts_of_words'),
        ('customers', '0004_found_by_parts'),
        ('workstations', '0001_squashed_0002_sign_in_and_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='workstation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('inventory_number'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), fastupdate=False, name='workstation_parts'),
        ),
    ]
