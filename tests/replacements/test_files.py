"""Files of the plan hold in each cell what the page shows there."""

from datetime import date

from django.test import Client

from customers.models import Authority
from tests.factories import ReplacementRuleFactory, StoredDeviceFactory
from tests.replacements.test_planning import YEAR, rows_of


def test_device_without_inventory_number_is_named_by_its_serial_number(client: Client, town: Authority) -> None:
    ReplacementRuleFactory(valid_from=date(2020, 1, 1))
    device = StoredDeviceFactory(
        authority=town, inventory_number="", serial_number="SN-4711", purchased_on=date(YEAR - 4, 1, 1)
    )
    assert [row[0] for row in rows_of(client)] == ["SN-4711"] == [str(device)]
