"""`manage.py seed`: the sourced facts come in completely or not at all, and as often as one likes."""

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import Provider
from applications.models import Product, ProductStatement, PublicService, Vendor
from contracts.models import Holiday
from customers.models import (
    Authority,
    AuthorityRole,
    Location,
    Membership,
    ServicePoint,
    Site,
    Succession,
    TaskTransfer,
)

pytestmark = pytest.mark.django_db

SEEDED = (
    Provider,
    Authority,
    Membership,
    AuthorityRole,
    TaskTransfer,
    Succession,
    Location,
    Site,
    ServicePoint,
    ServicePoint.authorities.through,
    Holiday,
    Vendor,
    Product,
    ProductStatement,
    PublicService,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may spoil; without the many small municipalities, so that it loads quickly."""
    copy = tmp_path / "seeds"
    shutil.copytree(settings.BASE_DIR / "seeds", copy)
    for file in ("authorities.csv", "memberships.csv", "locations.csv"):
        lines = (copy / file).read_text(encoding="utf-8").splitlines(keepends=True)
        (copy / file).write_text(
            "".join(line for line in lines if not line.startswith("gemeinde-")),
            encoding="utf-8",
        )
    replace(copy, "successions.csv", "gemeinde-leussow;gemeinde-goehlen;", "dvz-mv;ikt-ost;")
    return copy


def seed(folder: Path) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("seed", directory=folder, stdout=output)
    return output.getvalue()


def counts(printed: str) -> dict[str, list[str]]:
    """The three numbers that the command prints for each file."""
    return {line.split()[0]: line.split()[1:] for line in printed.splitlines() if ".csv" in line}


def refusal(folder: Path) -> str:
    """Run the command on bad files and return what it says."""
    with pytest.raises(CommandError) as refused:
        seed(folder)
    return str(refused.value)


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Change one place of a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(folder: Path, file: str, begin: str) -> int:
    """The number of the line that begins so."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(begin))


def everything() -> dict[str, list[dict[str, object]]]:
    """All seeded rows with all their values."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in SEEDED}


def test_second_run_changes_nothing_and_says_so(folder: Path) -> None:
    first = seed(folder)
    before = everything()
    assert [name for name, rows in before.items() if not rows] == [], "every file brings rows"
    second = seed(folder)
    assert everything() == before
    assert "Zeilen geladen." in first
    assert "Alles unverändert." in second
    towns = str(Authority.objects.count())
    assert counts(first)["authorities.csv"] == [towns, "0", "0"]
    assert counts(second)["authorities.csv"] == ["0", "0", towns]


def test_changed_row_is_updated_and_nothing_else(folder: Path) -> None:
    seed(folder)
    before = Authority.objects.get(key="stadt-hagenow")
    replace(
        folder,
        "authorities.csv",
        "stadt-hagenow;Stadt Hagenow;Hagenow;",
        "stadt-hagenow;Stadt Hagenow;Hgn;",
    )
    printed = seed(folder)
    assert counts(printed)["authorities.csv"][1] == "1"
    assert "1 Zeile geladen." in printed
    after = Authority.objects.get(key="stadt-hagenow")
    assert (after.pk, after.short_name) == (before.pk, "Hgn")


def test_corrected_days_move_neighbouring_periods(folder: Path) -> None:
    seed(folder)
    replace(
        folder,
        "roles.csv",
        "customer;2016-01-01;2016-03-31",
        "customer;2016-01-01;2016-04-30",
    )
    replace(
        folder,
        "roles.csv",
        "stadt-ludwigslust;carrier;2016-04-01",
        "stadt-ludwigslust;carrier;2016-05-01",
    )
    assert "2 Zeilen geladen." in seed(folder)
    roles = AuthorityRole.objects.filter(authority__key="stadt-ludwigslust")
    assert list(roles.values_list("role", "valid_from", "valid_until")) == [
        ("customer", date(2016, 1, 1), date(2016, 4, 30)),
        ("carrier", date(2016, 5, 1), None),
    ]


def test_row_gone_from_its_file_stays(folder: Path) -> None:
    seed(folder)
    path = folder / "vendors.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("Somacos;")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "Alles unverändert." in seed(folder)
    assert Vendor.objects.filter(name="Somacos").exists()


def test_all_bad_rows_are_named_together_and_nothing_is_loaded(folder: Path) -> None:
    replace(folder, "authorities.csv", "13076090;130760090090", "12076090;130760090090")
    replace(folder, "roles.csv", "prospect;;2020-03-31", "prospect;;31.03.2020")
    replace(folder, "products.csv", "HSH;GESO", "Niemand;GESO")
    said = refusal(folder)
    assert line_of(folder, "authorities.csv", "stadt-ludwigslust;") == 7
    assert "authorities.csv, Zeile 7: ags: Der AGS beginnt in Mecklenburg-Vorpommern mit 13." in said
    line = line_of(folder, "roles.csv", "amt-ludwigslust-land;")
    assert f"roles.csv, Zeile {line}: valid_until: „31.03.2020“ ist kein Datum der Form 2016-01-31." in said
    line = line_of(folder, "products.csv", "Niemand;")
    assert f"products.csv, Zeile {line}: vendor: „Niemand“ steht nicht in vendors.csv." in said
    assert said.count("Zeile") == 3, "rows that point to a refused row are no faults of their own"
    assert not any(everything().values())


def test_bad_row_leaves_an_earlier_load_as_it_was(folder: Path) -> None:
    seed(folder)
    before = everything()
    replace(folder, "vendors.csv", "HSH;;", "HSH;Ort;")
    replace(folder, "products.csv", "ALLRIS;Sitzungsdienst", "ALLRIS;")
    assert "products.csv, Zeile" in refusal(folder)
    assert everything() == before


# By file: the begin of a row, what is changed in it to what, and the reason that the command gives.
BAD_ROWS = {
    "authorities.csv": [
        (
            "stadt-parchim;",
            ";13076108;",
            ";13076109;",
            "ags: Der AGS passt nicht zum ARS: Aus dem ARS ergibt sich 13076108.",
        ),
        (
            "stadt-luebtheen;",
            ";13076088;",
            ";1307688;",
            "ags: Der AGS hat 8 Ziffern, nicht 7.",
        ),
        (
            "ikt-ost;",
            "public_institution",
            "town",
            "kind: Wert 'town' ist keine gültige Option.",
        ),
    ],
    "roles.csv": [
        (
            "stadt-ludwigslust;carrier;",
            "2016-04-01",
            "2016-03-31",
            "In diesem Zeitraum hat die Behörde schon eine Rolle.",
        ),
        (
            "stadt-neustadt-glewe;carrier;",
            "2018-01-01",
            "2018-13-01",
            "valid_from: „2018-13-01“ ist kein Datum",
        ),
        (
            "amt-zarrentin;",
            "amt-zarrentin",
            "amt-x",
            "authority: „amt-x“ steht nicht in authorities.csv.",
        ),
    ],
    "task_transfers.csv": [
        (
            "stadt-ludwigslust;",
            ";83;",
            ";-83;",
            "workstations_at_start: „-83“ ist keine ganze Zahl.",
        )
    ],
    "decisions.csv": [
        (
            "amt-stralendorf;policy;",
            ";adopted;",
            ";einstimmig;",
            "outcome: Wert 'einstimmig' ist keine gültige Option.",
        )
    ],
    "agreements.csv": [
        (
            "amt-stralendorf;core_it;",
            ";500.00;",
            ";fünfhundert;",
            "share: „fünfhundert“ ist kein Betrag",
        ),
        (
            "stadt-luebz;core_it;",
            ";2021-07-02;",
            ";2021-05-02;",
            "Unterzeichnung, Anzeige, Ergebnis und Bekanntmachung folgen aufeinander.",
        ),
    ],
    "successions.csv": [
        ("dvz-mv;", ";ikt-ost;", ";dvz-mv;", "Eine Behörde kann nicht ihre eigene Nachfolgerin sein."),
    ],
    "locations.csv": [
        ("stadt-hagenow;", ";53.432045;", ";53,432045;", "latitude: „53,432045“ ist keine Zahl der Form 53.326305."),
        ("stadt-grabow;", ";11.564527;", ";1.564527;", "longitude: Die Länge liegt zwischen 10 und 15 Grad Ost."),
        (";service-point-ludwigslust;", ";service-point-ludwigslust;", ";;", "Eine Koordinate gehört zu genau einem"),
    ],
    "sites.csv": [
        (
            "rechenzentrum-schwerin;",
            ";yes;",
            ";ja;",
            "is_data_centre: Hier steht „yes“ oder „no“, nicht „ja“.",
        ),
        (
            "krebsfoerden-schwerin;",
            ";KSM;",
            ";;",
            "Ein Standort gehört entweder zu einer Behörde oder zu einem Unternehmen.",
        ),
    ],
    "holidays.csv": [
        (
            "himmelfahrt;",
            "easter:+39",
            "easter:39",
            "rule: „easter:39“ ist keine Regel",
        ),
        (
            "reformationstag;",
            "fixed:10-31",
            "fixed:02-30",
            "rule: „fixed:02-30“ nennt keinen Tag des Jahres.",
        ),
    ],
    "vendors.csv": [
        ("HSH;", ";;", "; ;", "city: Am Anfang oder Ende steht ein Leerzeichen."),
        ("H&H;", "hh-berlin.de, 12.04.2011", "", "source: Die Quelle fehlt."),
        ("Somacos;", ";B", ";X", "certainty: „X“ ist keine der Stufen A, B, C, D, G."),
        ("Sternberg;", ";;", ";", "Die Zeile hat 3 Felder statt 4."),
    ],
    "products.csv": [
        (
            ";kvwmap;",
            ";kvwmap;",
            ";OwiGWare;",
            "vendor, name: „ · OwiGWare“ steht schon in Zeile 5.",
        )
    ],
    "public_services.csv": [
        ("99107", "99107108017000", "9910710801700", "leika: Der Leistungsschlüssel hat 14 Ziffern; angegeben sind 13.")
    ],
}


def test_every_kind_of_bad_row_is_refused_with_file_line_and_reason(folder: Path) -> None:
    expected = []
    for file, changes in BAD_ROWS.items():
        for begin, old, new, reason in changes:
            line = line_of(folder, file, begin)
            lines = (folder / file).read_text(encoding="utf-8").splitlines()
            assert old in lines[line - 1]
            lines[line - 1] = lines[line - 1].replace(old, new, 1)
            (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
            expected.append(f"  {file}, Zeile {line}: {reason}")
    said = refusal(folder).splitlines()[1:]
    assert [start for start in expected if not any(sentence.startswith(start) for sentence in said)] == []
    assert len(said) == len(expected), "rows that point to a refused row are no faults of their own"
    assert not any(everything().values())


def test_spoilt_files_are_refused_as_a_whole(folder: Path) -> None:
    (folder / "providers.csv").unlink()
    (folder / "vendors.csv").write_bytes("name;city;source;certainty\nLämmerzahl;;x;B\n".encode("latin-1"))
    replace(folder, "sites.csv", "key;provider;", "key;owner;")
    (folder / "vendor.csv").write_text("name\n", encoding="utf-8")
    said = refusal(folder)
    assert "providers.csv: Die Datei fehlt." in said
    assert "vendors.csv: Die Datei ist nicht in UTF-8 gespeichert." in said
    assert "sites.csv: Die erste Zeile muss lauten: key;provider;authority;" in said
    assert "vendor.csv: Diese Datei ist nicht bekannt." in said
    assert ", Zeile " not in said, "rows that point into a refused file are no faults of their own"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nirgends").endswith("nirgends: Diesen Ordner gibt es nicht.")
