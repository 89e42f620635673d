"""Devices get a life of their own, and models, leases, loans, a stock and proofs of erasure; workstations are places."""

from datetime import date

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import F

from history.operations import Together

# Until now a device named its maker and model itself, and stood where its workstation stood in its life.
DATA_HOLDERS = ("desktop", "notebook", "other")
CLOSED = {"retired": "closed", "ordered": "planned", "in_stock": "planned", "in_repair": "in_service"}


def give_lives(apps, schema_editor):
    """Every device gets its model, and the state in which its workstation was; a workstation becomes a place."""
    alias = schema_editor.connection.alias  # the owner of the tables, not whoever the application connects as
    all_devices, all_changes, all_models, all_places, all_points = (
        apps.get_model(app, name).objects.using(alias)
        for app, name in (
            ("workstations", "Device"), ("workstations", "DeviceChange"), ("workstations", "DeviceModel"),
            ("workstations", "Workstation"), ("customers", "ServicePoint"),
        )
    )
    models = {}
    # The kept history is written once; here it is only said in another way.
    schema_editor.execute("ALTER TABLE workstations_devicechange DISABLE TRIGGER USER")
    for rows in (all_devices, all_changes):
        for manufacturer, model_name, kind in rows.order_by().values_list("manufacturer", "model_name", "kind").distinct():
            name = model_name or "unbekanntes Modell"
            same = rows.filter(manufacturer=manufacturer, model_name=model_name, kind=kind)
            key = (manufacturer.upper(), name.upper(), kind)
            if key not in models:
                models[key] = all_models.create(
                    manufacturer=manufacturer, name=name, kind=kind, holds_data=kind in DATA_HOLDERS,
                    is_demo=not same.filter(is_demo=False).exists(),
                )
            same.update(model=models[key])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE workstations_devicechange ENABLE TRIGGER USER")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")
    # What stood at no workstation had no state at all: it is in use somewhere in its authority.
    loose = all_devices.filter(workstation=None, purchased_on__isnull=False)
    loose.update(state="in_service", in_service_on=F("purchased_on"))
    stock_of = {}
    for point in all_points.order_by("-pk"):
        for authority in point.authorities.values_list("pk", flat=True):
            stock_of[authority] = point.pk
    anywhere = all_points.order_by("pk").values_list("pk", flat=True).first()
    for place in all_places.order_by("pk").iterator():
        devices = all_devices.filter(workstation=place)
        computers = devices.filter(kind__in=("desktop", "notebook", "thin_client")).order_by("pk")
        computer = computers.first()
        computers.update(operating_system=place.operating_system)
        if place.state in ("in_service", "in_repair"):
            devices.update(state=place.state, in_service_on=place.in_service_on)
            if computer is not None:
                all_devices.filter(pk=computer.pk).update(host_name=place.name)
                all_places.filter(pk=place.pk).update(computer=computer)
        elif place.state == "in_stock" and (stock_of.get(place.authority_id) or anywhere):
            devices.update(state="in_stock", stored_at=stock_of.get(place.authority_id, anywhere), workstation=None)
        elif place.state == "retired":
            # On which day it was is in the change history alone; none is invented.
            devices.update(state="retired", retired_on=date.today(), workstation=None)
        else:
            devices.update(state="ordered", workstation=None)
        all_places.filter(pk=place.pk).update(state=CLOSED.get(place.state, place.state))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def take_lives(apps, schema_editor):
    """Back: a device names its maker and model itself again, and a workstation has the system of its computer."""
    alias = schema_editor.connection.alias
    all_devices, all_changes, all_models, all_places = (
        apps.get_model("workstations", name).objects.using(alias)
        for name in ("Device", "DeviceChange", "DeviceModel", "Workstation")
    )
    schema_editor.execute("ALTER TABLE workstations_devicechange DISABLE TRIGGER USER")
    for model in all_models.order_by("pk"):
        for rows in (all_devices, all_changes):
            rows.filter(model=model).update(kind=model.kind, manufacturer=model.manufacturer, model_name=model.name)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE workstations_devicechange ENABLE TRIGGER USER")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")
    for place in all_places.select_related("computer").exclude(computer=None).order_by("pk").iterator():
        all_places.filter(pk=place.pk).update(operating_system=place.computer.operating_system_id)
    all_places.filter(state="planned").update(state="ordered")
    all_places.filter(state="closed").update(state="retired")
    all_devices.filter(authority=None).delete()
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_squashed_0004_absences'),
        ('customers', '0008_procedures_have_names'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workstations', '0003_found_by_parts'),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name='DataErasure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('method', models.CharField(choices=[('overwritten', 'überschrieben'), ('secure_erase', 'durch den Datenträger selbst gelöscht'), ('key_destroyed', 'Schlüssel der Verschlüsselung vernichtet'), ('destroyed', 'Datenträger zerstört'), ('removed', 'Datenträger ausgebaut und behalten'), ('reset', 'auf Werkszustand zurückgesetzt')], max_length=16, verbose_name='Verfahren')),
                        ('erased_on', models.DateField(verbose_name='gelöscht am')),
                        ('carried_out_by', models.CharField(help_text='Unternehmen oder Stelle.', max_length=120, verbose_name='ausgeführt von')),
                        ('protocol_number', models.CharField(max_length=80, verbose_name='Nummer des Nachweises')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='workstations.device', verbose_name='Gerät')),
                        ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='workstations.infrastructureitem', verbose_name='Infrastrukturelement')),
                    ],
                    options={
                        'verbose_name': 'Nachweis der Datenlöschung',
                        'verbose_name_plural': 'Nachweise der Datenlöschung',
                        'ordering': ['-erased_on', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DataErasureChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('method', models.CharField(choices=[('overwritten', 'überschrieben'), ('secure_erase', 'durch den Datenträger selbst gelöscht'), ('key_destroyed', 'Schlüssel der Verschlüsselung vernichtet'), ('destroyed', 'Datenträger zerstört'), ('removed', 'Datenträger ausgebaut und behalten'), ('reset', 'auf Werkszustand zurückgesetzt')], max_length=16, verbose_name='Verfahren')),
                        ('erased_on', models.DateField(verbose_name='gelöscht am')),
                        ('carried_out_by', models.CharField(help_text='Unternehmen oder Stelle.', max_length=120, verbose_name='ausgeführt von')),
                        ('protocol_number', models.CharField(max_length=80, verbose_name='Nummer des Nachweises')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('device', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.infrastructureitem', verbose_name='Infrastrukturelement')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.dataerasure')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DeviceModel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('manufacturer', models.CharField(blank=True, max_length=80, verbose_name='Hersteller')),
                        ('name', models.CharField(max_length=120, verbose_name='Modell')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('support_ends_on', models.DateField(blank=True, help_text='Bis wann der Hersteller dieses Modell unterstützt.', null=True, verbose_name='Unterstützung endet am')),
                        ('service_years', models.PositiveSmallIntegerField(blank=True, help_text='Leer heißt: wie bei Geräten dieser Art üblich.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Nutzungsdauer in Jahren')),
                        ('replacement_price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: wie bei Geräten dieser Art üblich.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis eines Ersatzes')),
                        ('holds_data', models.BooleanField(default=True, help_text='Dann wird es erst abgegeben, wenn die Daten gelöscht sind.', verbose_name='hat einen Datenträger')),
                        ('operating_system', models.ForeignKey(blank=True, help_text='Was ein Gerät hat, solange nichts anderes eingetragen ist.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='device_models', to='workstations.operatingsystem', verbose_name='geliefert mit')),
                    ],
                    options={
                        'verbose_name': 'Gerätemodell',
                        'verbose_name_plural': 'Gerätemodelle',
                        'ordering': ['manufacturer', 'name', 'kind'],
                    },
                ),
                migrations.CreateModel(
                    name='DeviceModelChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('manufacturer', models.CharField(blank=True, max_length=80, verbose_name='Hersteller')),
                        ('name', models.CharField(max_length=120, verbose_name='Modell')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('support_ends_on', models.DateField(blank=True, help_text='Bis wann der Hersteller dieses Modell unterstützt.', null=True, verbose_name='Unterstützung endet am')),
                        ('service_years', models.PositiveSmallIntegerField(blank=True, help_text='Leer heißt: wie bei Geräten dieser Art üblich.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Nutzungsdauer in Jahren')),
                        ('replacement_price', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer. Leer heißt: wie bei Geräten dieser Art üblich.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis eines Ersatzes')),
                        ('holds_data', models.BooleanField(default=True, help_text='Dann wird es erst abgegeben, wenn die Daten gelöscht sind.', verbose_name='hat einen Datenträger')),
                        ('operating_system', models.ForeignKey(blank=True, db_constraint=False, help_text='Was ein Gerät hat, solange nichts anderes eingetragen ist.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.operatingsystem', verbose_name='geliefert mit')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.devicemodel')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DeviceNearbyChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('device', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('workstation', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.workstation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Kit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='Zum Beispiel: Bürgerbüro, Außendienst, Homeoffice.', max_length=80, verbose_name='Name')),
                        ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                        ('is_active', models.BooleanField(default=True, verbose_name='in Gebrauch')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                    ],
                    options={
                        'verbose_name': 'Ausstattung',
                        'verbose_name_plural': 'Ausstattungen',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='KitChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(help_text='Zum Beispiel: Bürgerbüro, Außendienst, Homeoffice.', max_length=80, verbose_name='Name')),
                        ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                        ('is_active', models.BooleanField(default=True, verbose_name='in Gebrauch')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.kit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='KitItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('quantity', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Anzahl')),
                        ('kit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='workstations.kit', verbose_name='Ausstattung')),
                        ('model', models.ForeignKey(blank=True, help_text='Leer heißt: irgendein Modell dieser Art.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kit_items', to='workstations.devicemodel', verbose_name='Modell')),
                    ],
                    options={
                        'verbose_name': 'Teil einer Ausstattung',
                        'verbose_name_plural': 'Teile von Ausstattungen',
                        'ordering': ['kit', 'kind', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='KitItemChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('quantity', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Anzahl')),
                        ('kit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.kit', verbose_name='Ausstattung')),
                        ('model', models.ForeignKey(blank=True, db_constraint=False, help_text='Leer heißt: irgendein Modell dieser Art.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Modell')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.kititem')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Lease',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('lessor', models.CharField(max_length=120, verbose_name='Leasinggeber')),
                        ('contract_number', models.CharField(max_length=60, verbose_name='Vertragsnummer')),
                        ('starts_on', models.DateField(verbose_name='Beginn')),
                        ('ends_on', models.DateField(blank=True, help_text='Leer heißt: läuft, bis jemand kündigt.', null=True, verbose_name='Ende')),
                        ('monthly_rate', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer, für alle Geräte zusammen.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Rate im Monat')),
                        ('may_be_swapped', models.BooleanField(default=False, help_text='Geräte können während der Laufzeit getauscht werden.', verbose_name='Tauschrecht')),
                        ('swap_terms', models.CharField(blank=True, max_length=300, verbose_name='Bedingungen des Tauschs')),
                        ('return_notice_days', models.PositiveSmallIntegerField(default=90, help_text='So viele Tage vor dem Ende.', verbose_name='Rückgabe ankündigen')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leases', to='customers.authority', verbose_name='Behörde')),
                    ],
                    options={
                        'verbose_name': 'Leasingvertrag',
                        'verbose_name_plural': 'Leasingverträge',
                        'ordering': ['ends_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='LeaseChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='Quelle')),
                        ('certainty', models.CharField(blank=True, choices=[('A', 'amtlich'), ('B', 'Presse oder Hersteller'), ('C', 'allgemein bekannt, nicht nachgelesen'), ('D', 'aus Quellen errechnet'), ('G', 'Annahme')], max_length=1, verbose_name='Sicherheit')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('lessor', models.CharField(max_length=120, verbose_name='Leasinggeber')),
                        ('contract_number', models.CharField(max_length=60, verbose_name='Vertragsnummer')),
                        ('starts_on', models.DateField(verbose_name='Beginn')),
                        ('ends_on', models.DateField(blank=True, help_text='Leer heißt: läuft, bis jemand kündigt.', null=True, verbose_name='Ende')),
                        ('monthly_rate', models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer, für alle Geräte zusammen.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Rate im Monat')),
                        ('may_be_swapped', models.BooleanField(default=False, help_text='Geräte können während der Laufzeit getauscht werden.', verbose_name='Tauschrecht')),
                        ('swap_terms', models.CharField(blank=True, max_length=300, verbose_name='Bedingungen des Tauschs')),
                        ('return_notice_days', models.PositiveSmallIntegerField(default=90, help_text='So viele Tage vor dem Ende.', verbose_name='Rückgabe ankündigen')),
                        ('note', models.TextField(blank=True, verbose_name='Bemerkung')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.lease')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Loan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField(verbose_name='von')),
                        ('ends_on', models.DateField(verbose_name='bis')),
                        ('purpose', models.CharField(blank=True, max_length=200, verbose_name='Zweck')),
                        ('handed_out_on', models.DateField(blank=True, null=True, verbose_name='ausgegeben am')),
                        ('returned_on', models.DateField(blank=True, null=True, verbose_name='zurück am')),
                        ('is_cancelled', models.BooleanField(default=False, verbose_name='abgesagt')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='customers.authority', verbose_name='Behörde')),
                        ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='loans', to='customers.contact', verbose_name='für')),
                        ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='loans', to='workstations.device', verbose_name='Gerät')),
                    ],
                    options={
                        'verbose_name': 'Ausleihe',
                        'verbose_name_plural': 'Ausleihen',
                        'ordering': ['starts_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='LoanChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('starts_on', models.DateField(verbose_name='von')),
                        ('ends_on', models.DateField(verbose_name='bis')),
                        ('purpose', models.CharField(blank=True, max_length=200, verbose_name='Zweck')),
                        ('handed_out_on', models.DateField(blank=True, null=True, verbose_name='ausgegeben am')),
                        ('returned_on', models.DateField(blank=True, null=True, verbose_name='zurück am')),
                        ('is_cancelled', models.BooleanField(default=False, verbose_name='abgesagt')),
                        ('is_demo', models.BooleanField(default=False, help_text='Erfunden; gehört zu keinem wirklichen Betrieb.', verbose_name='Demodaten')),
                        ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde')),
                        ('contact', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='für')),
                        ('device', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Gerät')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.loan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SharedUseChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('contact', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('workstation', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.workstation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StockMinimum',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('quantity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='Mindestbestand')),
                        ('model', models.ForeignKey(blank=True, help_text='Leer heißt: alle Modelle dieser Art zusammen.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stock_minimums', to='workstations.devicemodel', verbose_name='Modell')),
                        ('service_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stock_minimums', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'verbose_name': 'Mindestbestand',
                        'verbose_name_plural': 'Mindestbestände',
                        'ordering': ['service_point', 'kind', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='StockMinimumChange',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('desktop', 'PC'), ('notebook', 'Notebook'), ('thin_client', 'Thin Client'), ('tablet', 'Tablet'), ('monitor', 'Bildschirm'), ('docking_station', 'Dockingstation'), ('printer', 'Drucker'), ('multifunction', 'Multifunktionsgerät'), ('scanner', 'Scanner'), ('telephone', 'Telefon'), ('mobile_phone', 'Mobiltelefon'), ('card_reader', 'Kartenleser'), ('server', 'Server'), ('storage', 'Speichersystem'), ('network', 'Netzwerkgerät'), ('other', 'sonstiges Gerät')], max_length=20, verbose_name='Art')),
                        ('quantity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='Mindestbestand')),
                        ('model', models.ForeignKey(blank=True, db_constraint=False, help_text='Leer heißt: alle Modelle dieser Art zusammen.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Modell')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='workstations.stockminimum')),
                        ('service_point', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Service-Point')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='workstation',
                    name='nearby_devices',
                    field=models.ManyToManyField(blank=True, help_text='Zum Beispiel der Drucker im Flur.', related_name='serves', to='workstations.device', verbose_name='Geräte in der Nähe'),
                ),
                migrations.AddField(
                    model_name='workstation',
                    name='shared_with',
                    field=models.ManyToManyField(blank=True, related_name='shared_workstations', to='customers.contact', verbose_name='auch genutzt von'),
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='device',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='device',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='device',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='infrastructureitem',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='infrastructureitem',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='infrastructureitem',
                    name='added_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='workstation',
                    name='changed_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='workstation',
                    name='deleted_delete',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='workstation',
                    name='added_insert',
                ),
                migrations.AddField(
                    model_name='device',
                    name='disposal',
                    field=models.CharField(blank=True, choices=[('recycled', 'verwertet'), ('sold', 'verkauft'), ('donated', 'verschenkt'), ('returned', 'an den Leasinggeber zurückgegeben'), ('lost', 'verloren oder gestohlen')], max_length=10, verbose_name='Verbleib'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='disposed_on',
                    field=models.DateField(blank=True, null=True, verbose_name='abgegeben am'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='held_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='devices', to='customers.contact', verbose_name='ausgegeben an'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='host_name',
                    field=models.CharField(blank=True, max_length=63, verbose_name='Rechnername'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='in_service_on',
                    field=models.DateField(blank=True, null=True, verbose_name='in Betrieb seit'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='inventory_number',
                    field=models.CharField(blank=True, max_length=30, verbose_name='Inventarnummer'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='is_for_loan',
                    field=models.BooleanField(default=False, help_text='Kann für einige Tage reserviert werden.', verbose_name='Leihgerät'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='last_seen_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='zuletzt gemeldet'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='mac_addresses',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=17), blank=True, default=list, size=None, verbose_name='MAC-Adressen'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='memory_mib',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Arbeitsspeicher in MiB'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='note',
                    field=models.TextField(blank=True, verbose_name='Bemerkung'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='operating_system',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='workstations.operatingsystem', verbose_name='Betriebssystem'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='price',
                    field=models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='processor',
                    field=models.CharField(blank=True, max_length=120, verbose_name='Prozessor'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='provider',
                    field=models.ForeignKey(blank=True, help_text='Leer heißt: gehört der Behörde.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='accounts.provider', verbose_name='Eigentum von'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='repaired_by',
                    field=models.CharField(blank=True, max_length=120, verbose_name='in Reparatur bei'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='retired_on',
                    field=models.DateField(blank=True, null=True, verbose_name='ausgemustert am'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='room',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='devices', to='customers.room', verbose_name='Raum'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='shelf',
                    field=models.CharField(blank=True, max_length=60, verbose_name='Fach'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='site',
                    field=models.ForeignKey(blank=True, help_text='Für Geräte, die an keinem Arbeitsplatz stehen, zum Beispiel Drucker im Flur.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='customers.site', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], default='ordered', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='storage_gib',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Datenspeicher in GiB'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='stored_at',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stored_devices', to='customers.servicepoint', verbose_name='Lager'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='uuid',
                    field=models.CharField(blank=True, max_length=36, verbose_name='UUID'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='disposal',
                    field=models.CharField(blank=True, choices=[('recycled', 'verwertet'), ('sold', 'verkauft'), ('donated', 'verschenkt'), ('returned', 'an den Leasinggeber zurückgegeben'), ('lost', 'verloren oder gestohlen')], max_length=10, verbose_name='Verbleib'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='disposed_on',
                    field=models.DateField(blank=True, null=True, verbose_name='abgegeben am'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='held_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact', verbose_name='ausgegeben an'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='host_name',
                    field=models.CharField(blank=True, max_length=63, verbose_name='Rechnername'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='in_service_on',
                    field=models.DateField(blank=True, null=True, verbose_name='in Betrieb seit'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='inventory_number',
                    field=models.CharField(blank=True, max_length=30, verbose_name='Inventarnummer'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='is_for_loan',
                    field=models.BooleanField(default=False, help_text='Kann für einige Tage reserviert werden.', verbose_name='Leihgerät'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='mac_addresses',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=17), blank=True, default=list, size=None, verbose_name='MAC-Adressen'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='memory_mib',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Arbeitsspeicher in MiB'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='note',
                    field=models.TextField(blank=True, verbose_name='Bemerkung'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='operating_system',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.operatingsystem', verbose_name='Betriebssystem'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='price',
                    field=models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='processor',
                    field=models.CharField(blank=True, max_length=120, verbose_name='Prozessor'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='provider',
                    field=models.ForeignKey(blank=True, db_constraint=False, help_text='Leer heißt: gehört der Behörde.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.provider', verbose_name='Eigentum von'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='repaired_by',
                    field=models.CharField(blank=True, max_length=120, verbose_name='in Reparatur bei'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='retired_on',
                    field=models.DateField(blank=True, null=True, verbose_name='ausgemustert am'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='room',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.room', verbose_name='Raum'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='shelf',
                    field=models.CharField(blank=True, max_length=60, verbose_name='Fach'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='site',
                    field=models.ForeignKey(blank=True, db_constraint=False, help_text='Für Geräte, die an keinem Arbeitsplatz stehen, zum Beispiel Drucker im Flur.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.site', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], default='ordered', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='storage_gib',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Datenspeicher in GiB'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='stored_at',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.servicepoint', verbose_name='Lager'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='uuid',
                    field=models.CharField(blank=True, max_length=36, verbose_name='UUID'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='bandwidth_mbit',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Bandbreite in Mbit/s'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='carrier',
                    field=models.CharField(blank=True, max_length=120, verbose_name='Leitungsanbieter'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='disposal',
                    field=models.CharField(blank=True, choices=[('recycled', 'verwertet'), ('sold', 'verkauft'), ('donated', 'verschenkt'), ('returned', 'an den Leasinggeber zurückgegeben'), ('lost', 'verloren oder gestohlen')], max_length=10, verbose_name='Verbleib'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='disposed_on',
                    field=models.DateField(blank=True, null=True, verbose_name='abgegeben am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='line_number',
                    field=models.CharField(blank=True, max_length=60, verbose_name='Leitungsnummer'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='position',
                    field=models.CharField(blank=True, help_text='Zum Beispiel Schrank und Höheneinheit: R03, HE 12–14.', max_length=60, verbose_name='Platz'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='price',
                    field=models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='purchased_on',
                    field=models.DateField(blank=True, null=True, verbose_name='beschafft am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='repaired_by',
                    field=models.CharField(blank=True, max_length=120, verbose_name='in Reparatur bei'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='retired_on',
                    field=models.DateField(blank=True, null=True, verbose_name='ausgemustert am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='serial_number',
                    field=models.CharField(blank=True, max_length=80, verbose_name='Seriennummer'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='warranty_until',
                    field=models.DateField(blank=True, null=True, verbose_name='Garantie bis'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='bandwidth_mbit',
                    field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Bandbreite in Mbit/s'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='carrier',
                    field=models.CharField(blank=True, max_length=120, verbose_name='Leitungsanbieter'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='disposal',
                    field=models.CharField(blank=True, choices=[('recycled', 'verwertet'), ('sold', 'verkauft'), ('donated', 'verschenkt'), ('returned', 'an den Leasinggeber zurückgegeben'), ('lost', 'verloren oder gestohlen')], max_length=10, verbose_name='Verbleib'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='disposed_on',
                    field=models.DateField(blank=True, null=True, verbose_name='abgegeben am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='line_number',
                    field=models.CharField(blank=True, max_length=60, verbose_name='Leitungsnummer'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='position',
                    field=models.CharField(blank=True, help_text='Zum Beispiel Schrank und Höheneinheit: R03, HE 12–14.', max_length=60, verbose_name='Platz'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='price',
                    field=models.DecimalField(blank=True, decimal_places=2, help_text='In Euro mit Umsatzsteuer.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Preis'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='purchased_on',
                    field=models.DateField(blank=True, null=True, verbose_name='beschafft am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='repaired_by',
                    field=models.CharField(blank=True, max_length=120, verbose_name='in Reparatur bei'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='retired_on',
                    field=models.DateField(blank=True, null=True, verbose_name='ausgemustert am'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='serial_number',
                    field=models.CharField(blank=True, max_length=80, verbose_name='Seriennummer'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='warranty_until',
                    field=models.DateField(blank=True, null=True, verbose_name='Garantie bis'),
                ),
                migrations.AddField(
                    model_name='workstation',
                    name='computer',
                    field=models.OneToOneField(blank=True, editable=False, help_text='Das Gerät, mit dem hier gearbeitet wird; der Arbeitsplatz bleibt, wenn es getauscht wird.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='main_at', to='workstations.device', verbose_name='Rechner'),
                ),
                migrations.AddField(
                    model_name='workstationchange',
                    name='computer',
                    field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Das Gerät, mit dem hier gearbeitet wird; der Arbeitsplatz bleibt, wenn es getauscht wird.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.device', verbose_name='Rechner'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='model',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='model',
                    field=models.ForeignKey(null=True, db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AddField(
                    model_name='infrastructureitem',
                    name='model',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='infrastructure', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AddField(
                    model_name='infrastructureitemchange',
                    name='model',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AddField(
                    model_name='device',
                    name='lease',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='workstations.lease', verbose_name='geleast nach'),
                ),
                migrations.AddField(
                    model_name='devicechange',
                    name='lease',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.lease', verbose_name='geleast nach'),
                ),
                migrations.CreateModel(
                    name='DeviceNearby',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Gerät in der Nähe eines IT-Arbeitsplatzes',
                        'verbose_name_plural': 'Geräte in der Nähe von IT-Arbeitsplätzen',
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('workstations.workstation_nearby_devices',),
                ),
                migrations.CreateModel(
                    name='SharedUse',
                    fields=[
                    ],
                    options={
                        'verbose_name': 'Mitnutzung eines IT-Arbeitsplatzes',
                        'verbose_name_plural': 'Mitnutzungen von IT-Arbeitsplätzen',
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                    },
                    bases=('workstations.workstation_shared_with',),
                ),
                # so that on the way back rows may be there before they say what they are
                migrations.AlterField(
                    model_name='device',
                    name='kind',
                    field=models.CharField(blank=True, max_length=20, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='devicechange',
                    name='kind',
                    field=models.CharField(blank=True, max_length=20, verbose_name='Art'),
                ),
            ]
        ),
        migrations.RunPython(give_lives, take_lives),
        Together(
            operations=[
                migrations.AlterField(
                    model_name='device',
                    name='model',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AlterField(
                    model_name='devicechange',
                    name='model',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.devicemodel', verbose_name='Modell'),
                ),
                migrations.AlterModelOptions(
                    name='device',
                    options={'ordering': ['inventory_number', 'pk'], 'verbose_name': 'Gerät', 'verbose_name_plural': 'Geräte'},
                ),
                migrations.RemoveConstraint(
                    model_name='device',
                    name='device_serial_unique_in_authority',
                ),
                migrations.RemoveField(
                    model_name='device',
                    name='kind',
                ),
                migrations.RemoveField(
                    model_name='device',
                    name='manufacturer',
                ),
                migrations.RemoveField(
                    model_name='device',
                    name='model_name',
                ),
                migrations.RemoveField(
                    model_name='devicechange',
                    name='kind',
                ),
                migrations.RemoveField(
                    model_name='devicechange',
                    name='manufacturer',
                ),
                migrations.RemoveField(
                    model_name='devicechange',
                    name='model_name',
                ),
                migrations.RemoveField(
                    model_name='workstation',
                    name='operating_system',
                ),
                migrations.RemoveField(
                    model_name='workstationchange',
                    name='operating_system',
                ),
                migrations.AlterField(
                    model_name='device',
                    name='authority',
                    field=models.ForeignKey(blank=True, help_text='Leer heißt: Reserve des Service.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='customers.authority', verbose_name='Behörde'),
                ),
                migrations.AlterField(
                    model_name='device',
                    name='workstation',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='devices', to='workstations.workstation', verbose_name='IT-Arbeitsplatz'),
                ),
                migrations.AlterField(
                    model_name='devicechange',
                    name='authority',
                    field=models.ForeignKey(blank=True, db_constraint=False, help_text='Leer heißt: Reserve des Service.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.authority', verbose_name='Behörde'),
                ),
                migrations.AlterField(
                    model_name='devicechange',
                    name='workstation',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workstations.workstation', verbose_name='IT-Arbeitsplatz'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitem',
                    name='kind',
                    field=models.CharField(choices=[('server', 'Server'), ('virtual_machine', 'virtuelle Maschine'), ('storage', 'Speichersystem'), ('network_device', 'Netzwerkgerät'), ('firewall', 'Firewall'), ('backup', 'Datensicherung'), ('rack', 'Serverschrank'), ('room', 'Technikraum'), ('data_centre', 'Rechenzentrum'), ('network_link', 'Netzanbindung'), ('internet_link', 'Internetanbindung'), ('state_network_link', 'Anbindung an das Landesnetz')], max_length=20, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitem',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], default='in_stock', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitemchange',
                    name='kind',
                    field=models.CharField(choices=[('server', 'Server'), ('virtual_machine', 'virtuelle Maschine'), ('storage', 'Speichersystem'), ('network_device', 'Netzwerkgerät'), ('firewall', 'Firewall'), ('backup', 'Datensicherung'), ('rack', 'Serverschrank'), ('room', 'Technikraum'), ('data_centre', 'Rechenzentrum'), ('network_link', 'Netzanbindung'), ('internet_link', 'Internetanbindung'), ('state_network_link', 'Anbindung an das Landesnetz')], max_length=20, verbose_name='Art'),
                ),
                migrations.AlterField(
                    model_name='infrastructureitemchange',
                    name='state',
                    field=models.CharField(choices=[('ordered', 'bestellt'), ('in_stock', 'im Lager'), ('in_service', 'in Betrieb'), ('in_repair', 'in Reparatur'), ('retired', 'ausgemustert'), ('disposed', 'abgegeben')], default='in_stock', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='workstation',
                    name='state',
                    field=models.CharField(choices=[('planned', 'geplant'), ('in_service', 'in Betrieb'), ('closed', 'aufgegeben')], default='planned', max_length=12, verbose_name='Zustand'),
                ),
                migrations.AlterField(
                    model_name='workstationchange',
                    name='state',
                    field=models.CharField(choices=[('planned', 'geplant'), ('in_service', 'in Betrieb'), ('closed', 'aufgegeben')], default='planned', max_length=12, verbose_name='Zustand'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicechange" ("authority_id", "disposal", "disposed_on", "held_by_id", "host_name", "id", "in_service_on", "inventory_number", "is_demo", "is_for_loan", "lease_id", "mac_addresses", "memory_mib", "model_id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "processor", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "shelf", "site_id", "state", "storage_gib", "stored_at_id", "uuid", "warranty_until", "workstation_id") VALUES (NEW."authority_id", NEW."disposal", NEW."disposed_on", NEW."held_by_id", NEW."host_name", NEW."id", NEW."in_service_on", NEW."inventory_number", NEW."is_demo", NEW."is_for_loan", NEW."lease_id", NEW."mac_addresses", NEW."memory_mib", NEW."model_id", NEW."note", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."price", NEW."processor", NEW."provider_id", NEW."purchased_on", NEW."repaired_by", NEW."retired_on", NEW."room_id", NEW."serial_number", NEW."shelf", NEW."site_id", NEW."state", NEW."storage_gib", NEW."stored_at_id", NEW."uuid", NEW."warranty_until", NEW."workstation_id"); RETURN NULL;', hash='4664b4970ed74437b95a91a30ca56c37dbd23139', operation='INSERT', pgid='pgtrigger_added_insert_9dad7', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."disposal" IS DISTINCT FROM (NEW."disposal") OR OLD."disposed_on" IS DISTINCT FROM (NEW."disposed_on") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id") OR OLD."host_name" IS DISTINCT FROM (NEW."host_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_service_on" IS DISTINCT FROM (NEW."in_service_on") OR OLD."inventory_number" IS DISTINCT FROM (NEW."inventory_number") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_for_loan" IS DISTINCT FROM (NEW."is_for_loan") OR OLD."lease_id" IS DISTINCT FROM (NEW."lease_id") OR OLD."mac_addresses" IS DISTINCT FROM (NEW."mac_addresses") OR OLD."memory_mib" IS DISTINCT FROM (NEW."memory_mib") OR OLD."model_id" IS DISTINCT FROM (NEW."model_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."operating_system_id" IS DISTINCT FROM (NEW."operating_system_id") OR OLD."price" IS DISTINCT FROM (NEW."price") OR OLD."processor" IS DISTINCT FROM (NEW."processor") OR OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."purchased_on" IS DISTINCT FROM (NEW."purchased_on") OR OLD."repaired_by" IS DISTINCT FROM (NEW."repaired_by") OR OLD."retired_on" IS DISTINCT FROM (NEW."retired_on") OR OLD."room_id" IS DISTINCT FROM (NEW."room_id") OR OLD."serial_number" IS DISTINCT FROM (NEW."serial_number") OR OLD."shelf" IS DISTINCT FROM (NEW."shelf") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."storage_gib" IS DISTINCT FROM (NEW."storage_gib") OR OLD."stored_at_id" IS DISTINCT FROM (NEW."stored_at_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."warranty_until" IS DISTINCT FROM (NEW."warranty_until") OR OLD."workstation_id" IS DISTINCT FROM (NEW."workstation_id"))', func='INSERT INTO "workstations_devicechange" ("authority_id", "disposal", "disposed_on", "held_by_id", "host_name", "id", "in_service_on", "inventory_number", "is_demo", "is_for_loan", "lease_id", "mac_addresses", "memory_mib", "model_id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "processor", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "shelf", "site_id", "state", "storage_gib", "stored_at_id", "uuid", "warranty_until", "workstation_id") VALUES (OLD."authority_id", OLD."disposal", OLD."disposed_on", OLD."held_by_id", OLD."host_name", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."is_for_loan", OLD."lease_id", OLD."mac_addresses", OLD."memory_mib", OLD."model_id", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."price", OLD."processor", OLD."provider_id", OLD."purchased_on", OLD."repaired_by", OLD."retired_on", OLD."room_id", OLD."serial_number", OLD."shelf", OLD."site_id", OLD."state", OLD."storage_gib", OLD."stored_at_id", OLD."uuid", OLD."warranty_until", OLD."workstation_id"); RETURN NULL;', hash='0c64b1bf1d579802eef8135c03a7b8cfaeee4a36', operation='UPDATE', pgid='pgtrigger_changed_update_19c20', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='device',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicechange" ("authority_id", "disposal", "disposed_on", "held_by_id", "host_name", "id", "in_service_on", "inventory_number", "is_demo", "is_for_loan", "lease_id", "mac_addresses", "memory_mib", "model_id", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "processor", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "shelf", "site_id", "state", "storage_gib", "stored_at_id", "uuid", "warranty_until", "workstation_id") VALUES (OLD."authority_id", OLD."disposal", OLD."disposed_on", OLD."held_by_id", OLD."host_name", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."is_for_loan", OLD."lease_id", OLD."mac_addresses", OLD."memory_mib", OLD."model_id", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."price", OLD."processor", OLD."provider_id", OLD."purchased_on", OLD."repaired_by", OLD."retired_on", OLD."room_id", OLD."serial_number", OLD."shelf", OLD."site_id", OLD."state", OLD."storage_gib", OLD."stored_at_id", OLD."uuid", OLD."warranty_until", OLD."workstation_id"); RETURN NULL;', hash='26e42f238b055162531f6f428dc981257d50ab1e', operation='DELETE', pgid='pgtrigger_deleted_delete_a7d6c', table='workstations_device', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_infrastructureitemchange" ("bandwidth_mbit", "carrier", "disposal", "disposed_on", "id", "in_service_on", "inventory_number", "is_demo", "kind", "line_number", "model_id", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "site_id", "state", "warranty_until") VALUES (NEW."bandwidth_mbit", NEW."carrier", NEW."disposal", NEW."disposed_on", NEW."id", NEW."in_service_on", NEW."inventory_number", NEW."is_demo", NEW."kind", NEW."line_number", NEW."model_id", NEW."name", NEW."note", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."position", NEW."price", NEW."provider_id", NEW."purchased_on", NEW."repaired_by", NEW."retired_on", NEW."room_id", NEW."serial_number", NEW."site_id", NEW."state", NEW."warranty_until"); RETURN NULL;', hash='67b66fc46b7ed0a395e40068deb87a1457bfe4b8', operation='INSERT', pgid='pgtrigger_added_insert_63c1a', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_infrastructureitemchange" ("bandwidth_mbit", "carrier", "disposal", "disposed_on", "id", "in_service_on", "inventory_number", "is_demo", "kind", "line_number", "model_id", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "site_id", "state", "warranty_until") VALUES (OLD."bandwidth_mbit", OLD."carrier", OLD."disposal", OLD."disposed_on", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."kind", OLD."line_number", OLD."model_id", OLD."name", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."position", OLD."price", OLD."provider_id", OLD."purchased_on", OLD."repaired_by", OLD."retired_on", OLD."room_id", OLD."serial_number", OLD."site_id", OLD."state", OLD."warranty_until"); RETURN NULL;', hash='9a97e380ae6fa3ff4501845b730765d56c2424d3', operation='UPDATE', pgid='pgtrigger_changed_update_62516', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='infrastructureitem',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_infrastructureitemchange" ("bandwidth_mbit", "carrier", "disposal", "disposed_on", "id", "in_service_on", "inventory_number", "is_demo", "kind", "line_number", "model_id", "name", "note", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "provider_id", "purchased_on", "repaired_by", "retired_on", "room_id", "serial_number", "site_id", "state", "warranty_until") VALUES (OLD."bandwidth_mbit", OLD."carrier", OLD."disposal", OLD."disposed_on", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."kind", OLD."line_number", OLD."model_id", OLD."name", OLD."note", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."position", OLD."price", OLD."provider_id", OLD."purchased_on", OLD."repaired_by", OLD."retired_on", OLD."room_id", OLD."serial_number", OLD."site_id", OLD."state", OLD."warranty_until"); RETURN NULL;', hash='90269d2eeadaf7f52f802b24d1cfd0cb8008cffb', operation='DELETE', pgid='pgtrigger_deleted_delete_1e257', table='workstations_infrastructureitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_workstationchange" ("authority_id", "computer_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (NEW."authority_id", NEW."computer_id", NEW."id", NEW."in_service_on", NEW."inventory_number", NEW."is_demo", NEW."name", NEW."network", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."room_id", NEW."site_id", NEW."state", NEW."used_by_id"); RETURN NULL;', hash='beeca24f6b2c53c79d946271132e4270a11541f9', operation='INSERT', pgid='pgtrigger_added_insert_8db80', table='workstations_workstation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_workstationchange" ("authority_id", "computer_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (OLD."authority_id", OLD."computer_id", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."name", OLD."network", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."room_id", OLD."site_id", OLD."state", OLD."used_by_id"); RETURN NULL;', hash='5a51eabf9f8ab6a985f55505b79be6eaddd59661', operation='UPDATE', pgid='pgtrigger_changed_update_81fbc', table='workstations_workstation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='workstation',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_workstationchange" ("authority_id", "computer_id", "id", "in_service_on", "inventory_number", "is_demo", "name", "network", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "site_id", "state", "used_by_id") VALUES (OLD."authority_id", OLD."computer_id", OLD."id", OLD."in_service_on", OLD."inventory_number", OLD."is_demo", OLD."name", OLD."network", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."room_id", OLD."site_id", OLD."state", OLD."used_by_id"); RETURN NULL;', hash='f8f6ded802ad114a7b16c4b69cfad3adeabcbadb', operation='DELETE', pgid='pgtrigger_deleted_delete_1b5da', table='workstations_workstation', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='infrastructureitem',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('serial_number'), models.F('provider'), condition=models.Q(('serial_number', ''), _negated=True), name='infrastructure_serial_unique', violation_error_message='Ein Element dieses Unternehmens hat diese Seriennummer schon.'),
                ),
                migrations.AddConstraint(
                    model_name='infrastructureitem',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'retired'), _negated=True), ('retired_on__isnull', False), _connector='OR'), name='infrastructure_retired_has_day', violation_error_message='Was ausgemustert ist, braucht den Tag, an dem es ausgemustert wurde.'),
                ),
                migrations.AddConstraint(
                    model_name='infrastructureitem',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposed_on__isnull', False), ('state', 'disposed'), models.Q(('disposal', ''), _negated=True)), models.Q(models.Q(('state', 'disposed'), _negated=True), ('disposal', ''), ('disposed_on__isnull', True)), _connector='OR'), name='infrastructure_disposed_says_how', violation_error_message='Was abgegeben ist, braucht den Tag und den Verbleib.'),
                ),
                migrations.AddConstraint(
                    model_name='infrastructureitem',
                    constraint=models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gte', 0), _connector='OR'), name='infrastructure_price_not_negative', violation_error_message='Ein Preis ist nicht negativ.'),
                ),
                migrations.AddConstraint(
                    model_name='kit',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('name'), name='kit_unique', violation_error_message='Diese Ausstattung gibt es schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kit',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_kitchange" ("description", "id", "is_active", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."description", NEW."id", NEW."is_active", NEW."is_demo", NEW."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id"); RETURN NULL;', hash='76efe5a1dcb0b8b72019420385e7d988661cb7ea', operation='INSERT', pgid='pgtrigger_added_insert_8567d', table='workstations_kit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kit',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_kitchange" ("description", "id", "is_active", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."description", OLD."id", OLD."is_active", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id"); RETURN NULL;', hash='ea1e3e11d4628c4213cfa1e1b2c7cca8ab539840', operation='UPDATE', pgid='pgtrigger_changed_update_819aa', table='workstations_kit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kit',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_kitchange" ("description", "id", "is_active", "is_demo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."description", OLD."id", OLD."is_active", OLD."is_demo", OLD."name", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id"); RETURN NULL;', hash='f6d99365a9a5122250fbeb79e6c630da51931624', operation='DELETE', pgid='pgtrigger_deleted_delete_f8aea', table='workstations_kit', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=models.Index(fields=['authority', 'state', 'inventory_number'], name='device_of_authority'),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=models.Index(condition=models.Q(('state', 'in_stock')), fields=['stored_at', 'model'], name='device_in_stock'),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=models.Index(django.db.models.functions.text.Upper('serial_number'), condition=models.Q(('serial_number', ''), _negated=True), name='device_by_serial'),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=models.Index(django.db.models.functions.text.Upper('uuid'), condition=models.Q(('uuid', ''), _negated=True), name='device_by_uuid'),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=django.contrib.postgres.indexes.GinIndex(fields=['mac_addresses'], name='device_by_mac'),
                ),
                migrations.AddIndex(
                    model_name='device',
                    index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('inventory_number'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('serial_number'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('host_name'), name='gin_trgm_ops'), fastupdate=False, name='device_parts'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(('authority__isnull', False), ('provider__isnull', False), _connector='OR'), name='device_belongs_to_somebody', violation_error_message='Ein Gerät gehört einer Behörde oder einem Unternehmen.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('serial_number'), models.F('authority'), condition=models.Q(models.Q(('serial_number', ''), _negated=True), ('provider__isnull', True)), name='device_serial_unique_at_authority', violation_error_message='Ein Gerät dieser Behörde hat diese Seriennummer schon.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('serial_number'), models.F('provider'), condition=models.Q(models.Q(('serial_number', ''), _negated=True), ('provider__isnull', False)), name='device_serial_unique_at_provider', violation_error_message='Ein Gerät dieses Unternehmens hat diese Seriennummer schon.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('inventory_number'), models.F('authority'), condition=models.Q(models.Q(('inventory_number', ''), _negated=True), ('provider__isnull', True)), name='device_number_unique_at_authority', violation_error_message='Ein Gerät dieser Behörde hat diese Inventarnummer schon.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('inventory_number'), models.F('provider'), condition=models.Q(models.Q(('inventory_number', ''), _negated=True), ('provider__isnull', False)), name='device_number_unique_at_provider', violation_error_message='Ein Gerät dieses Unternehmens hat diese Inventarnummer schon.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_service'), _negated=True), ('in_service_on__isnull', False), _connector='OR'), name='device_in_service_has_day', violation_error_message='Ein Gerät in Betrieb braucht den Tag, seit dem es in Betrieb ist.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_stock'), _negated=True), ('stored_at__isnull', False), _connector='OR'), name='device_in_stock_has_place', violation_error_message='Ein Gerät im Lager braucht das Lager, in dem es liegt.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in_stock', 'retired']), ('stored_at__isnull', True), _connector='OR'), name='device_lies_only_in_stock', violation_error_message='Nur was im Lager oder ausgemustert ist, liegt in einem Lager.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in_service', 'in_repair']), models.Q(('held_by__isnull', True), ('workstation__isnull', True)), _connector='OR'), name='device_in_hands_only_in_service', violation_error_message='Nur was in Betrieb oder in Reparatur ist, gehört zu einem Arbeitsplatz oder einer Person.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'retired'), _negated=True), ('retired_on__isnull', False), _connector='OR'), name='device_retired_has_day', violation_error_message='Ein ausgemustertes Gerät braucht den Tag, an dem es ausgemustert wurde.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposed_on__isnull', False), ('state', 'disposed'), models.Q(('disposal', ''), _negated=True)), models.Q(models.Q(('state', 'disposed'), _negated=True), ('disposal', ''), ('disposed_on__isnull', True)), _connector='OR'), name='device_disposed_says_how', violation_error_message='Ein abgegebenes Gerät braucht den Tag und den Verbleib.'),
                ),
                migrations.AddConstraint(
                    model_name='device',
                    constraint=models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gte', 0), _connector='OR'), name='device_price_not_negative', violation_error_message='Ein Preis ist nicht negativ.'),
                ),
                migrations.AddConstraint(
                    model_name='dataerasure',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('device__isnull', False), ('item__isnull', True)), models.Q(('device__isnull', True), ('item__isnull', False)), _connector='OR'), name='erasure_of_one_thing'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (NEW."carried_out_by", NEW."device_id", NEW."erased_on", NEW."id", NEW."is_demo", NEW."item_id", NEW."method", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."protocol_number"); RETURN NULL;', hash='e0353651a20ec090fca2f225de3ec838cabe4a85', operation='INSERT', pgid='pgtrigger_added_insert_58d6e', table='workstations_dataerasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (OLD."carried_out_by", OLD."device_id", OLD."erased_on", OLD."id", OLD."is_demo", OLD."item_id", OLD."method", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."protocol_number"); RETURN NULL;', hash='c4eab1a2397b83aa013cc59c6bca7b168cd2161f', operation='UPDATE', pgid='pgtrigger_changed_update_eb983', table='workstations_dataerasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasure',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_dataerasurechange" ("carried_out_by", "device_id", "erased_on", "id", "is_demo", "item_id", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_number") VALUES (OLD."carried_out_by", OLD."device_id", OLD."erased_on", OLD."id", OLD."is_demo", OLD."item_id", OLD."method", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."protocol_number"); RETURN NULL;', hash='0d82592d30448918bc43b3989a5760a1d1560ba6', operation='DELETE', pgid='pgtrigger_deleted_delete_58122', table='workstations_dataerasure', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='dataerasurechange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_dataerasure_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dataerasurechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a592e69324cfa33ddca2c7ad7d4d2e974510cce5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a39b0', table='workstations_dataerasurechange', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='devicemodel',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('manufacturer'), django.db.models.functions.text.Upper('name'), models.F('kind'), name='device_model_unique', violation_error_message='Dieses Modell gibt es schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "service_years", "source", "support_ends_on") VALUES (NEW."certainty", NEW."holds_data", NEW."id", NEW."is_demo", NEW."kind", NEW."manufacturer", NEW."name", NEW."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."replacement_price", NEW."service_years", NEW."source", NEW."support_ends_on"); RETURN NULL;', hash='58aea31660e53ce103a3e6951541b91997263339', operation='INSERT', pgid='pgtrigger_added_insert_48297', table='workstations_devicemodel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "service_years", "source", "support_ends_on") VALUES (OLD."certainty", OLD."holds_data", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."name", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."replacement_price", OLD."service_years", OLD."source", OLD."support_ends_on"); RETURN NULL;', hash='989d3e19b2c4522f74c6941a8b71e3065df5c904', operation='UPDATE', pgid='pgtrigger_changed_update_44523', table='workstations_devicemodel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodel',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicemodelchange" ("certainty", "holds_data", "id", "is_demo", "kind", "manufacturer", "name", "operating_system_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replacement_price", "service_years", "source", "support_ends_on") VALUES (OLD."certainty", OLD."holds_data", OLD."id", OLD."is_demo", OLD."kind", OLD."manufacturer", OLD."name", OLD."operating_system_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."replacement_price", OLD."service_years", OLD."source", OLD."support_ends_on"); RETURN NULL;', hash='f1805447936a225d16e3c1bd6d3438cfee27cdc1', operation='DELETE', pgid='pgtrigger_deleted_delete_d6d02', table='workstations_devicemodel', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='devicemodelchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_devicemodel_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicemodelchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='965400f10d247118b2c2be3248b9f6222f737114', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_27805', table='workstations_devicemodelchange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='devicenearbychange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_devicenearby_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicenearbychange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7906786ebe9843c077066465895ab04026f1fc08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_88d8b', table='workstations_devicenearbychange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='kitchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_kit_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kitchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4d15ae896fddee761b1257cfc61095d3632038f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0f3fe', table='workstations_kitchange', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='kititem',
                    constraint=models.UniqueConstraint(fields=('kit', 'kind', 'model'), name='kit_item_unique', nulls_distinct=False, violation_error_message='Dieses Teil steht schon in der Ausstattung.'),
                ),
                migrations.AddConstraint(
                    model_name='kititem',
                    constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='kit_item_positive'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kititem',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_kititemchange" ("id", "kind", "kit_id", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (NEW."id", NEW."kind", NEW."kit_id", NEW."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."quantity"); RETURN NULL;', hash='ced40b383612fb837fb8019238f7d4dbb1e6e679', operation='INSERT', pgid='pgtrigger_added_insert_7defc', table='workstations_kititem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kititem',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_kititemchange" ("id", "kind", "kit_id", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (OLD."id", OLD."kind", OLD."kit_id", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."quantity"); RETURN NULL;', hash='2212af4fb9b6b139cfbb6405827b48b444a19bbf', operation='UPDATE', pgid='pgtrigger_changed_update_d8162', table='workstations_kititem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kititem',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_kititemchange" ("id", "kind", "kit_id", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (OLD."id", OLD."kind", OLD."kit_id", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."quantity"); RETURN NULL;', hash='746bf582f7b30c9775e96326040b9143a11394be', operation='DELETE', pgid='pgtrigger_deleted_delete_46508', table='workstations_kititem', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='kititemchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_kititem_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kititemchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2576bb84fb68352b8000acd7ce210042a4074a27', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f4132', table='workstations_kititemchange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='lease',
                    index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('lessor'), name='gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('contract_number'), name='gin_trgm_ops'), fastupdate=False, name='lease_parts'),
                ),
                migrations.AddConstraint(
                    model_name='lease',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('lessor'), django.db.models.functions.text.Upper('contract_number'), name='lease_unique', violation_error_message='Diesen Vertrag gibt es schon.'),
                ),
                migrations.AddConstraint(
                    model_name='lease',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='lease_order'),
                ),
                migrations.AddConstraint(
                    model_name='lease',
                    constraint=models.CheckConstraint(condition=models.Q(('monthly_rate__isnull', True), ('monthly_rate__gte', 0), _connector='OR'), name='lease_rate_not_negative'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms") VALUES (NEW."authority_id", NEW."certainty", NEW."contract_number", NEW."ends_on", NEW."id", NEW."is_demo", NEW."lessor", NEW."may_be_swapped", NEW."monthly_rate", NEW."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."return_notice_days", NEW."source", NEW."starts_on", NEW."swap_terms"); RETURN NULL;', hash='75c7cb35348c18bf2adbf07e066696821ff23bdc', operation='INSERT', pgid='pgtrigger_added_insert_cce78', table='workstations_lease', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms") VALUES (OLD."authority_id", OLD."certainty", OLD."contract_number", OLD."ends_on", OLD."id", OLD."is_demo", OLD."lessor", OLD."may_be_swapped", OLD."monthly_rate", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."return_notice_days", OLD."source", OLD."starts_on", OLD."swap_terms"); RETURN NULL;', hash='564573999e2bf43c5b3ce37e9c1d089a48a1b7d4', operation='UPDATE', pgid='pgtrigger_changed_update_6060b', table='workstations_lease', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lease',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_leasechange" ("authority_id", "certainty", "contract_number", "ends_on", "id", "is_demo", "lessor", "may_be_swapped", "monthly_rate", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notice_days", "source", "starts_on", "swap_terms") VALUES (OLD."authority_id", OLD."certainty", OLD."contract_number", OLD."ends_on", OLD."id", OLD."is_demo", OLD."lessor", OLD."may_be_swapped", OLD."monthly_rate", OLD."note", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."return_notice_days", OLD."source", OLD."starts_on", OLD."swap_terms"); RETURN NULL;', hash='725941489998f44d2606f8e95288933561d63d44', operation='DELETE', pgid='pgtrigger_deleted_delete_a0297', table='workstations_lease', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='leasechange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_lease_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='leasechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd83f384ee0ac80016ade38679dd8c16aefdbaec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96d82', table='workstations_leasechange', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='loan',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='loan_order', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='loan',
                    constraint=models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), models.Q(('handed_out_on__isnull', False), ('returned_on__gte', models.F('handed_out_on'))), _connector='OR'), name='loan_returned_after_handed_out', violation_error_message='Zurück kommt nur, was vorher ausgegeben wurde.'),
                ),
                migrations.AddConstraint(
                    model_name='loan',
                    constraint=models.CheckConstraint(condition=models.Q(('is_cancelled', False), ('handed_out_on__isnull', True), _connector='OR'), name='loan_cancelled_before_handed_out', violation_error_message='Was ausgegeben ist, wird zurückgegeben und nicht abgesagt.'),
                ),
                migrations.AddConstraint(
                    model_name='loan',
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_cancelled', False), ('returned_on__isnull', True)), expressions=[('device', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='loan_one_at_a_time', violation_error_message='In dieser Zeit ist das Gerät schon vergeben.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_loanchange" ("authority_id", "contact_id", "device_id", "ends_on", "handed_out_on", "id", "is_cancelled", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "returned_on", "starts_on") VALUES (NEW."authority_id", NEW."contact_id", NEW."device_id", NEW."ends_on", NEW."handed_out_on", NEW."id", NEW."is_cancelled", NEW."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."purpose", NEW."returned_on", NEW."starts_on"); RETURN NULL;', hash='616fb46f589c6f554b0ad061a75134d0297ff736', operation='INSERT', pgid='pgtrigger_added_insert_9ea54', table='workstations_loan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_loanchange" ("authority_id", "contact_id", "device_id", "ends_on", "handed_out_on", "id", "is_cancelled", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "returned_on", "starts_on") VALUES (OLD."authority_id", OLD."contact_id", OLD."device_id", OLD."ends_on", OLD."handed_out_on", OLD."id", OLD."is_cancelled", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."purpose", OLD."returned_on", OLD."starts_on"); RETURN NULL;', hash='8fbdbb0b5bab1c09366b4d4250859bda83bb8acb', operation='UPDATE', pgid='pgtrigger_changed_update_c6646', table='workstations_loan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_loanchange" ("authority_id", "contact_id", "device_id", "ends_on", "handed_out_on", "id", "is_cancelled", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "returned_on", "starts_on") VALUES (OLD."authority_id", OLD."contact_id", OLD."device_id", OLD."ends_on", OLD."handed_out_on", OLD."id", OLD."is_cancelled", OLD."is_demo", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."purpose", OLD."returned_on", OLD."starts_on"); RETURN NULL;', hash='546ec4c4f85ed75375e2dd8ba023b76fa03e9d8c', operation='DELETE', pgid='pgtrigger_deleted_delete_020cf', table='workstations_loan', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='loanchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_loan_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4928d89d5313e271672b590b3b6ea06e049dc432', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01288', table='workstations_loanchange', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='sharedusechange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_shareduse_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sharedusechange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='84a6f022be65c01b5e99c9c6281351bce0a6f88d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a241b', table='workstations_sharedusechange', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='stockminimum',
                    constraint=models.UniqueConstraint(fields=('service_point', 'kind', 'model'), name='stock_minimum_unique', nulls_distinct=False, violation_error_message='Dafür gibt es schon einen Mindestbestand.'),
                ),
                migrations.AddConstraint(
                    model_name='stockminimum',
                    constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='stock_minimum_positive'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_stockminimumchange" ("id", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id") VALUES (NEW."id", NEW."kind", NEW."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."id", NEW."quantity", NEW."service_point_id"); RETURN NULL;', hash='20372868be0dd04cce57a9945179669badf1239c', operation='INSERT', pgid='pgtrigger_added_insert_83d4d', table='workstations_stockminimum', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workstations_stockminimumchange" ("id", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id") VALUES (OLD."id", OLD."kind", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'changed\', OLD."id", OLD."quantity", OLD."service_point_id"); RETURN NULL;', hash='6f14cb0ef4e7e62dd2d3c7c538b0db705480c141', operation='UPDATE', pgid='pgtrigger_changed_update_3bb6a', table='workstations_stockminimum', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimum',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_stockminimumchange" ("id", "kind", "model_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "service_point_id") VALUES (OLD."id", OLD."kind", OLD."model_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."id", OLD."quantity", OLD."service_point_id"); RETURN NULL;', hash='4581f3ba021bea4532587dfe68683f6133d36e76', operation='DELETE', pgid='pgtrigger_deleted_delete_e2e1f', table='workstations_stockminimum', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='stockminimumchange',
                    index=django.contrib.postgres.indexes.BrinIndex(fields=['pgh_created_at'], name='wor_stockminimum_by_age'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stockminimumchange',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b9b864f8c0466353dc7e5fe5d162a6caad22f841', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fcd57', table='workstations_stockminimumchange', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicenearby',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicenearbychange" ("device_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "workstation_id") VALUES (NEW."device_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."workstation_id"); RETURN NULL;', hash='06cd8e793928d1d78f689fe182d72ad8263620cd', operation='INSERT', pgid='pgtrigger_added_insert_6a6cf', table='workstations_workstation_nearby_devices', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='devicenearby',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_devicenearbychange" ("device_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "workstation_id") VALUES (OLD."device_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."workstation_id"); RETURN NULL;', hash='d737e373c0a35ce1a2a6f74521715f6b5a227e87', operation='DELETE', pgid='pgtrigger_deleted_delete_9b96e', table='workstations_workstation_nearby_devices', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shareduse',
                    trigger=pgtrigger.compiler.Trigger(name='added_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_sharedusechange" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "workstation_id") VALUES (NEW."contact_id", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'added\', NEW."workstation_id"); RETURN NULL;', hash='c4bf3a374fa8335764ab97af38a19761e4648893', operation='INSERT', pgid='pgtrigger_added_insert_0880d', table='workstations_workstation_shared_with', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='shareduse',
                    trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workstations_sharedusechange" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "workstation_id") VALUES (OLD."contact_id", OLD."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'deleted\', OLD."workstation_id"); RETURN NULL;', hash='2de54fb6ae9a75d472cf6ce2c8e300a80326cf5f', operation='DELETE', pgid='pgtrigger_deleted_delete_33d11', table='workstations_workstation_shared_with', when='AFTER')),
                ),
            ]
        ),
    ]
