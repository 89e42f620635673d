from django.db import migrations, models

MODELS = ("specialistapplication", "specialistapplicationchange")


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_versions_of_products")]
    operations = [
        *(migrations.RemoveField(model_name=name, name="version") for name in MODELS),
        *(
            migrations.AddField(
                model_name=name, name="version", field=models.PositiveIntegerField(default=1, editable=False)
            )
            for name in MODELS
        ),
    ]
