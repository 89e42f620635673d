"""Devices know one more state: cancelled."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handovers', '0002_corrected_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='handoveritem',
            name='seen_state',
            field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], max_length=12, verbose_name='Zustand beim Aufnehmen'),
        ),
        migrations.AlterField(
            model_name='handoveritemchange',
            name='seen_state',
            field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben'), ('cancelled', 'storniert')], max_length=12, verbose_name='Zustand beim Aufnehmen'),
        ),
    ]
