"""A decision about a report can be taken back; for that is kept what the report replaced on the device."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reviewcase',
            name='case_decided_by_somebody',
        ),
        migrations.AddField(
            model_name='reviewcase',
            name='replaced',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='Ersetzte Angaben'),
        ),
        migrations.AlterField(
            model_name='reviewcase',
            name='decision',
            field=models.CharField(blank=True, choices=[('device', 'bekanntes Gerät'), ('new', 'neues Gerät'), ('discarded', 'verworfen'), ('settled', 'von selbst erledigt'), ('withdrawn', 'zurückgenommen')], max_length=9, verbose_name='Entscheidung'),
        ),
        migrations.AlterField(
            model_name='reviewcasechange',
            name='decision',
            field=models.CharField(blank=True, choices=[('device', 'bekanntes Gerät'), ('new', 'neues Gerät'), ('discarded', 'verworfen'), ('settled', 'von selbst erledigt'), ('withdrawn', 'zurückgenommen')], max_length=9, verbose_name='Entscheidung'),
        ),
        migrations.AddConstraint(
            model_name='reviewcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ['device', 'new', 'discarded', 'withdrawn']), _negated=True), ('decided_by__isnull', False), _connector='OR'), name='case_decided_by_somebody'),
        ),
    ]
