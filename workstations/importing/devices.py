"""Devices as rows of a file: whose they are, what they are, where they stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F

from imports.fields import Field, day, one_of, word_of, written_day
from imports.kinds import Entry, Kind, Stock
from workstations.importing import amounts
from workstations.importing.device_stock import DeviceStock
from workstations.importing.device_values import RELATED, STATES, values_of
from workstations.models import Device, DeviceKind

KINDS = dict(DeviceKind.choices)


class Devices(Kind):
    """Devices."""

    key = "devices"
    label = "Geräte"
    icon = "print"
    permissions = (
        "workstations.add_device",
        "workstations.change_device",
        "workstations.add_devicemodel",
        "workstations.add_operatingsystem",
    )
    needs = (("authority", "provider"), ("inventory_number", "serial_number"))
    hints = (
        "Ein Gerät wird bei seinem Eigentümer (Unternehmen, sonst Behörde) an der Inventarnummer wiedergefunden, ohne sie an der Seriennummer.",
        "Neue Geräte sind bestellt, im Lager oder in Betrieb. Bei vorhandenen bleibt der Zustand, wie er ist; er wird auf der Seite des Geräts geändert.",
        "Modelle und Betriebssysteme, die es noch nicht gibt, werden angelegt; darauf weist die Vorschau hin.",
    )
    fields = (
        Field("inventory_number", "Inventarnummer", ("Inventar-Nr", "InvNr", "Inventar", "Anlagennummer"), is_key=True),
        Field("serial_number", "Seriennummer", ("Serien-Nr", "S/N", "SN", "Service Tag"), is_key=True),
        Field("authority", "Behörde", ("Dienststelle", "Organisation", "Kunde"), is_key=True, hint="Schlüssel, ARS, AGS oder Name; leer: Reserve des Service"),
        Field("provider", "Eigentum von", ("Unternehmen", "Eigentümer"), is_key=True, may_be_emptied=False,
              hint="nur bei Geräten des Service: Kürzel oder Name des Unternehmens"),
        Field("kind", "Art", ("Gerätetyp", "Typ", "Geräteart"), is_required=True, read=one_of(KINDS), write=word_of(KINDS),
              hint="zum Beispiel PC, Notebook, Bildschirm; bei einem bekannten Modell nicht nötig"),
        Field("manufacturer", "Hersteller", ("Marke",), may_be_emptied=False),
        Field("model", "Modell", ("Modellbezeichnung", "Gerätemodell"), is_required=True),
        Field("state", "Zustand", ("Status",), may_be_emptied=False, read=one_of(STATES), write=word_of(STATES),
              hint="bestellt, im Lager oder in Betrieb; ohne Angabe nach dem Ort"),
        Field("workstation", "IT-Arbeitsplatz", ("Arbeitsplatz", "Arbeitsplatznummer"), hint="Inventarnummer des Arbeitsplatzes"),
        Field("held_by", "Ausgegeben an", ("Person", "Nutzer", "Benutzer"), hint="E-Mail-Adresse oder Name einer Ansprechperson der Behörde"),
        Field("site", "Standort", ("Gebäude",), hint="Schlüssel oder Name; für Geräte, die an keinem Arbeitsplatz stehen"),
        Field("room", "Raum", ("Zimmer",)),
        Field("stored_at", "Lager", ("Service-Point", "Lagerort"), hint="Schlüssel oder Name des Service-Points"),
        Field("shelf", "Fach", ("Lagerplatz",)),
        Field("in_service_on", "In Betrieb seit", ("Inbetriebnahme",), read=day, write=written_day, nothing=None, hint="Tag, zum Beispiel 31.01.2026"),
        Field("is_for_loan", "Leihgerät", ("Verleihgerät",), read=amounts.yes_or_no, write=amounts.written_yes, nothing=False, hint="ja oder nein"),
        Field("lease", "Leasingvertrag", ("Vertragsnummer", "Leasing"), hint="Nummer des Vertrags"),
        Field("purchased_on", "Beschafft am", ("Kaufdatum", "Anschaffungsdatum", "Lieferdatum"), read=day, write=written_day, nothing=None),
        Field("price", "Preis", ("Kaufpreis", "Anschaffungspreis", "Preis in Euro"), read=amounts.price, write=amounts.written_price, nothing=None,
              hint="in Euro mit Umsatzsteuer, zum Beispiel 1.234,50"),
        Field("warranty_until", "Garantie bis", ("Garantieende", "Gewährleistung bis"), read=day, write=written_day, nothing=None),
        Field("host_name", "Rechnername", ("Hostname", "Computername")),
        Field("operating_system", "Betriebssystem", ("OS",)),
        Field("system_version", "Version des Betriebssystems", ("Version", "OS-Version", "Betriebssystemversion")),
        Field("uuid", "UUID", ("BIOS-UUID",)),
        Field("mac_addresses", "MAC-Adressen", ("MAC", "MAC-Adresse"), read=amounts.addresses, write=amounts.written_addresses, nothing=()),
        Field("processor", "Prozessor", ("CPU",)),
        Field("memory_mib", "Arbeitsspeicher in MiB", ("Arbeitsspeicher", "RAM"), read=amounts.mebibytes, write=amounts.written_whole, nothing=None,
              hint="in MiB; auch „16 GB“"),
        Field("storage_gib", "Datenspeicher in GiB", ("Datenspeicher", "Festplatte", "SSD"), read=amounts.gibibytes, write=amounts.written_whole, nothing=None,
              hint="in GiB; auch „1 TB“"),
        Field("note", "Bemerkung", ("Notiz", "Kommentar")),
    )  # fmt: skip

    def stock(self, entries: Sequence[Entry], day: date, *, lock: bool) -> Stock:
        return DeviceStock(self, entries, lock=lock)

    def all_values(self, day: date) -> Iterator[dict[str, Any]]:
        rows = Device.objects.select_related(*RELATED)
        rows = rows.order_by(F("authority__key").asc(nulls_last=True), "inventory_number", "pk")
        for row in rows.iterator(chunk_size=2000):
            yield values_of(row)

    def addresses(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: Device(pk=key).get_absolute_url() for key in keys}


KIND = Devices()
