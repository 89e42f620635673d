"""A version was a word at the instance; now it is one of the product's versions. Old states keep theirs, too."""

from django.db import migrations

HISTORY = "applications_specialistapplicationchange"


def words_to_versions(apps, schema_editor):
    alias = schema_editor.connection.alias
    versions = apps.get_model("applications", "ProductVersion").objects.using(alias)
    instances = apps.get_model("applications", "SpecialistApplication").objects.using(alias)
    for row in instances.exclude(version=""):
        found, _ = versions.get_or_create(product_id=row.product_id, name=row.version, defaults={"is_demo": row.is_demo})
        instances.filter(pk=row.pk).update(product_version=found)
    schema_editor.execute(f"ALTER TABLE {HISTORY} DISABLE TRIGGER USER")
    schema_editor.execute(
        f"UPDATE {HISTORY} h SET product_version_id = v.id FROM applications_productversion v"  # noqa: S608  # constant
        " WHERE v.product_id = h.product_id AND v.name = h.version AND h.version <> ''"
    )
    schema_editor.execute(f"ALTER TABLE {HISTORY} ENABLE TRIGGER USER")


def versions_to_words(apps, schema_editor):
    for table in ("applications_specialistapplication", HISTORY):
        schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        schema_editor.execute(
            f"UPDATE {table} t SET version = v.name FROM applications_productversion v WHERE v.id = t.product_version_id"  # noqa: S608  # constants
        )
        schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_products_and_uses")]
    operations = [migrations.RunPython(words_to_versions, versions_to_words)]
