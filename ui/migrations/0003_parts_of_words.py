"""Parts of words are found by an index over their letters, three at a time."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_german_words")]
    # Floors above rely on it and may have made it before, so going back leaves it.
    operations = [migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop)]
