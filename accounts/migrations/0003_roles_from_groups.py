"""Roles were groups of Django before they had periods; whoever held one keeps it, from the beginning and without end."""

from django.db import migrations

KEYS = {
    "Benutzerservice": "service-desk",
    "Vor-Ort-Service": "on-site",
    "Anwendungsbetreuung": "application-care",
    "Infrastruktur": "infrastructure",
    "Kundenbetreuung": "customer-care",
    "Kaufmännische Leitung": "commercial",
    "Leitung": "management",
    "Administration": "administration",
    "Datenschutz und Informationssicherheit": "data-protection",
}
OF_CONTACTS = ("Melder", "IT-Koordination", "Verwaltungsleitung")


def roles_from_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    assignments = apps.get_model("accounts", "RoleAssignment").objects.using(schema_editor.connection.alias)
    for group in groups.filter(name__in=KEYS):
        for user in group.user_set.all():
            assignments.get_or_create(user_id=user.pk, role=KEYS[group.name])
    groups.filter(name__in=[*KEYS, *OF_CONTACTS]).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in_and_history"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(roles_from_groups, migrations.RunPython.noop)]
