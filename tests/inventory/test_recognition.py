"""Which device a report is about: the order of the marks, and every doubt that a person has to decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.models import Authority
from inventory.recognition import Doubt, Mark, Recognition, decide, shares
from inventory.reports import Report
from workstations.lifecycle import State
from workstations.models import Device

HERE, THERE = Authority(pk=1, name="Hier", short_name="Hier"), Authority(pk=2, name="Dort", short_name="Dort")
U1, U2 = "4c4c4544-0051-3610-8053-b7c04f4e3333", "4c4c4544-0051-3610-8053-b7c04f4e4444"
MAC1, MAC2 = "48:9e:bd:11:22:33", "48:9e:bd:44:55:66"


def device(key: int, *, authority: Authority | None = HERE, state: str = State.IN_SERVICE, **marks: object) -> Device:
    names = {"serial": "serial_number", "uuid": "uuid", "macs": "mac_addresses", "name": "host_name"}
    return Device(pk=key, authority=authority, state=state, **{names[name]: value for name, value in marks.items()})


def found(report: Report, *devices: Device) -> Recognition:
    return decide(report, HERE.pk, devices)


FULL = Report(serial="S1", uuid=U1, macs=(MAC1,), name="PC-1")


@pytest.mark.parametrize(
    ("marks", "mark"),
    [
        ({"serial": "s1"}, Mark.SERIAL),
        ({"uuid": U1.upper()}, Mark.UUID),
        ({"macs": [MAC1.upper(), MAC2]}, Mark.MAC),
        ({"name": "pc-1"}, Mark.NAME),
        ({"serial": "S1", "uuid": U1, "macs": [MAC1], "name": "PC-1"}, Mark.SERIAL),
        ({"uuid": U1, "name": "anders"}, Mark.UUID),
        ({"serial": "S1", "name": "anders", "macs": [MAC2]}, Mark.SERIAL),
    ],
)
def test_strongest_mark_is_the_reason(marks: dict[str, object], mark: Mark) -> None:
    result = found(FULL, device(1, **marks))
    assert (result.device.pk, result.mark, result.sentence) == (1, mark, mark.label)


@pytest.mark.parametrize(
    ("devices", "doubt", "candidates"),
    [
        ([], Doubt.UNKNOWN, []),
        ([device(1, serial="S1"), device(2, serial="S1")], Doubt.ONE_SERIAL, [1, 2]),
        ([device(1, serial="S1", uuid=U2)], Doubt.ONE_SERIAL, [1]),
        ([device(1, serial="S1", uuid=U2), device(2, uuid=U1)], Doubt.CONTRADICTION, [1, 2]),
        ([device(1, uuid=U1, serial="S2")], Doubt.CONTRADICTION, [1]),
        ([device(1, uuid=U1), device(2, uuid=U1)], Doubt.CONTRADICTION, [1, 2]),
        ([device(1, macs=[MAC1], serial="S2")], Doubt.CONTRADICTION, [1]),
        ([device(1, name="PC-1", serial="S2")], Doubt.CONTRADICTION, [1]),
        ([device(1, name="PC-1"), device(2, name="PC-1")], Doubt.CONTRADICTION, [1, 2]),
        ([device(1, serial="S1", authority=THERE)], Doubt.OTHER_AUTHORITY, [1]),
        ([device(1, uuid=U1, authority=THERE)], Doubt.OTHER_AUTHORITY, [1]),
        ([device(1, serial="S1", authority=None)], Doubt.OTHER_AUTHORITY, [1]),
        ([device(1, serial="S1", authority=THERE), device(2, name="PC-1")], Doubt.OTHER_AUTHORITY, [1]),
        ([device(1, serial="S1"), device(2, serial="S1", authority=THERE)], Doubt.ONE_SERIAL, [1, 2]),
        ([device(1, serial="S1", state=State.DISPOSED)], Doubt.CONTRADICTION, [1]),
        ([device(1, uuid=U1, state=State.RETIRED)], Doubt.CONTRADICTION, [1]),
        ([device(1, name="PC-1", authority=THERE)], Doubt.UNKNOWN, []),
        ([device(1, name="PC-1", state=State.RETIRED)], Doubt.UNKNOWN, []),
        ([device(1, macs=[MAC1], serial="S2", authority=THERE)], Doubt.UNKNOWN, []),
    ],
)
def test_doubt_is_put_before_a_person(devices: list[Device], doubt: Doubt, candidates: list[int]) -> None:
    result = found(FULL, *devices)
    assert (result.device, result.doubt, [each.pk for each in result.candidates]) == (None, doubt, candidates)
    assert result.sentence.endswith(".")


def test_a_known_uuid_settles_that_somebody_else_has_the_same_serial() -> None:
    result = found(FULL, device(1, serial="S1", uuid=U1), device(2, serial="S1", authority=THERE))
    assert (result.device.pk, result.mark) == (1, Mark.SERIAL)


def test_address_of_a_dock_does_not_stand_against_the_serial() -> None:
    result = found(FULL, device(1, serial="S1", uuid=U1), device(2, serial="S2", macs=[MAC1]))
    assert result.device.pk == 1


SERIALS, UUIDS, NAMES = (st.sampled_from(["", one, two]) for one, two in (("S1", "S2"), (U1, U2), ("PC-1", "PC-2")))
MACS = st.lists(st.sampled_from([MAC1, MAC2]), max_size=2, unique=True)
REPORTS = st.builds(Report, serial=SERIALS, uuid=UUIDS, macs=MACS.map(tuple), name=NAMES)
DEVICES = st.lists(
    st.tuples(st.sampled_from([HERE, THERE, None]), st.sampled_from(State.values), SERIALS, UUIDS, MACS, NAMES),
    max_size=4,
).map(
    lambda rows: [
        device(key, authority=authority, state=state, serial=serial, uuid=uuid, macs=macs, name=name)
        for key, (authority, state, serial, uuid, macs, name) in enumerate(rows, start=1)
    ]
)


@given(REPORTS, DEVICES)
def test_whatever_is_known_the_result_is_one_own_device_or_a_doubt(report: Report, devices: list[Device]) -> None:
    result = found(report, *devices)
    assert (result.device is None) == (result.doubt is not None)
    assert result.sentence
    if result.device is not None:
        assert result.device.authority_id == HERE.pk
        assert result.device.state not in (State.RETIRED, State.DISPOSED)
        assert shares(result.device, report, result.mark)
        same = [each for each in devices if each.authority_id == HERE.pk and shares(each, report, result.mark)]
        assert result.mark == Mark.NAME or same == [result.device]
        for mark, mine, theirs in (
            (Mark.SERIAL, report.serial, result.device.serial_number),
            (Mark.UUID, report.uuid, result.device.uuid),
        ):
            assert not (mine and theirs) or shares(result.device, report, mark)
    if result.doubt == Doubt.UNKNOWN:
        assert not result.candidates
        strong = [each for each in devices if shares(each, report, Mark.SERIAL) or shares(each, report, Mark.UUID)]
        assert not [each for each in strong if each.authority_id == HERE.pk]


@given(REPORTS, DEVICES)
def test_the_order_of_the_rows_decides_nothing(report: Report, devices: list[Device]) -> None:
    forth, back = found(report, *devices), found(report, *reversed(devices))
    assert (forth.device, forth.doubt, set(forth.candidates)) == (back.device, back.doubt, set(back.candidates))
