from django.db import migrations

CREATE = """
CREATE FUNCTION german_order(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    translate(replace(lower($1), 'ß', 'ss'), 'äöüáàâéèêíìîóòôúùûñçž', 'aouaaaeeeiiiooouuuncz')
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION german_order(text)")]
