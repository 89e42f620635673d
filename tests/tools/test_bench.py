"""What the benchmark makes of what it measures: middle, tail, and whether a page keeps to its figure."""

import os
import signal
import time
from http.client import HTTPMessage

import pytest

from tools.bench import document, figures, table
from tools.bench.arithmetic import percentile, ratio, timing
from tools.bench.checks import of_memory
from tools.bench.client import Answer
from tools.bench.figures import Figure, Row
from tools.bench.log import LINE, Statement
from tools.bench.measure import BARE, FIRST_PAGE, HELPDESK, OURS, ROUNDS, Cell, Measured, one_pass, rounds
from tools.bench.servers import Memory, resident, taken


def test_a_percentile_lies_between_two_values_in_proportion():
    assert percentile([5], 0.95) == 5
    assert percentile([30, 10, 20], 0.5) == 20
    assert percentile([0, 10], 0.95) == pytest.approx(9.5)
    assert percentile(range(101), 0.95) == pytest.approx(95)


def test_the_quietest_pass_counts():
    found = timing([[90, 100, 110], [], [10, 20, 60]])
    assert found.median == 20
    assert found.tail == pytest.approx(56)
    assert found.per_second == pytest.approx(1000 / 30)


def test_what_was_never_measured_has_no_time():
    assert timing([[], []]) is None
    assert ratio([[10]], [[]]) is None


def test_a_ratio_is_told_from_what_was_asked_beside_it():
    assert ratio([[20, 200, 22]], [[10, 100, 11]]) == 2, "in whatever mood the machine is"
    assert ratio([[20, 20], [30, 900, 20]], [[10, 10], [10, 10, 10]]) == 2, "of all passes"
    assert ratio([[20, 20, 20]], [[10]]) == 2, "as far as both were asked"


def test_who_is_told_from_whom_is_asked_side_by_side_and_first_in_turn():
    asked = list(rounds([OURS, HELPDESK, BARE, FIRST_PAGE]))
    assert asked[:3] == [OURS, BARE, FIRST_PAGE]
    assert asked[3:6] == [FIRST_PAGE, BARE, OURS]


def test_each_round_of_a_pass_asks_everybody_once():
    said = []

    def asking(name):
        def ask():
            said.append(name)
            return Answer("/", 200, HTTPMessage(), b"", 0, 1.0, 1.0)

        return ask

    row = next(row for row in figures.ROWS if row.key == "queue-deep")
    columns = {
        OURS: {key: asking(f"ours {key}") for key in ("queue-deep", "queue")},
        HELPDESK: {row.key: asking(HELPDESK)},
    }
    found = Measured()
    one_pass(found, [row], columns, asking(BARE))
    beside = ["ours queue-deep", BARE, "ours queue"]
    assert said[:6] == beside + beside[::-1]
    assert said[-ROUNDS:] == [HELPDESK] * ROUNDS
    assert {len(found.cell(name, row.key).passes[0]) for name in (OURS, BARE, FIRST_PAGE, HELPDESK)} == {ROUNDS}


@pytest.mark.parametrize(
    ("size", "bound"), [(10_000, 45), (100_000, 45), (100_001, 100), (1_000_000, 100), (2_000_000, None)]
)
def test_a_bound_is_that_of_the_next_larger_size(size, bound):
    assert Figure({1_000_000: 100, 100_000: 45}).ms_at(size) == bound


def test_pages_are_chosen_by_key_and_by_what_keys_begin_with():
    assert [row.key for row in figures.chosen("search, ticket")] == ["search", "ticket-20", "ticket-200"]
    assert figures.chosen("") == list(figures.ROWS)
    assert [row.key for row in figures.chosen("queue-deep")] == ["queue-deep"]
    assert figures.chosen("no-such-page") == []


def measured(median, *, bare=10.0, queries=0, memory=None, problem=""):
    statements = [Statement("ksm", 1.0, "SELECT 1")] * queries
    cells = {
        (OURS, "page"): Cell([[median]], statements=statements, memory=memory, problem=problem),
        (BARE, "page"): Cell([[bare]]),
        (HELPDESK, "page"): Cell(),
    }
    return Measured(cells)


def misses(figure, found, *, before=None, first=None, size=100_000):
    if first:
        found.cells[FIRST_PAGE, "page"] = Cell([[first]])
    return table.line(found, Row("page", "page", figure), size, before).misses


def test_a_page_at_its_bounds_keeps_to_them():
    figure = Figure({100_000: 20}, times_bare=2, times_first=1, queries=8, memory=20)
    assert misses(figure, measured(20.0, queries=8, memory=20.0), before=2 / 1.3, first=20.0) == ()


def test_every_miss_is_named():
    figure = Figure({100_000: 20}, times_bare=2, times_first=1.1, queries=8, memory=20)
    found = misses(figure, measured(30.0, queries=9, memory=21.0), before=1.0, first=20.0)
    assert found == ("30 ms", "3.00 × bare", "1.50 × first page", "9 queries", "21 MiB more", "grown 3.00 ×")


def test_what_is_demanded_and_was_not_measured_is_a_miss():
    figure = Figure(times_bare=2, times_first=1.1, queries=8, memory=20)
    without_bare = Measured({(OURS, "page"): Cell([[10.0]])})
    assert misses(figure, without_bare) == (
        "not measured: the bare view", "not measured: the first page", "not measured: its queries", "not measured: its memory",
        "not measured: 10,000 reports",
    )  # fmt: skip
    assert misses(Figure(), without_bare, size=10_000) == (), "the smallest size is what growth is told from"


def test_a_page_that_does_not_come_misses():
    found = measured(1.0, problem="GET /: 500 instead of 200\n<h1>")
    assert misses(Figure(growth=None), found) == ("not there: GET /: 500 instead of 200",)


def test_a_page_without_a_figure_says_neither_kept_nor_missed():
    line = table.line(measured(1.0), Row("page", "page", Figure(growth=None)), 100_000, None)
    assert line.cells[-1] == ""


def test_sizes_stand_side_by_side():
    found = {
        100_000: {"queue": table.Found(25.0, 1.9), "sign-in": table.Found(340.0, None)},
        10_000: {"queue": table.Found(20.0, 1.75)},
    }
    headings, rows = table.side_by_side(found)
    assert headings == ("page", "10,000", "100,000", "× bare at 10,000", "× bare at 100,000")
    assert rows == [
        ("queue, first page of all (50 rows)", "20.0", "25.0", "1.75", "1.90"),
        ("sign-in (POST)", "–", "340", "–", "–"),
    ]


def test_statements_are_read_from_the_log_and_marks_of_transactions_are_no_queries():
    text = (
        'bench-ours LOG:  duration: 0.5 ms  statement: BEGIN\n'
        'bench-ours LOG:  duration: 1.25 ms  statement: SELECT "a"\n\tFROM b\n'
        "bench-ours LOG:  duration: 0.1 ms  parse <unnamed>: SELECT 2\n"
        "bench-ours LOG:  duration: 2 ms  execute <unnamed>: SELECT 2\n"
        "psql LOG:  duration: 9 ms  statement: SELECT 3\n"
        "2026-01-01 LOG:  checkpoint starting: time\n"
    )  # fmt: skip
    found = [Statement.of(match) for match in LINE.finditer(text)]
    assert [(one.ms, one.is_query) for one in found] == [(0.5, False), (1.25, True), (0.1, False), (2.0, True)]


def test_a_table_lines_up():
    text = table.as_text(("page", "ms", "figure", ""), [("a", "1", "≤ 2 ms", "kept"), ("long name", "10,000", "", "")])
    assert text.splitlines() == ["page           ms  figure", "a               1  ≤ 2 ms  kept", "long name  10,000"]


def test_a_section_of_the_document_is_put_in_place_of_its_last_one(tmp_path):
    file = tmp_path / "performance.md"
    file.write_text("# How fast\n\nBy hand.\n\n## How to read it\nWords.\n", encoding="utf-8")
    for title in (
        "Without servers, with 10 reports", "With 2,000 reports", "Under load for 60 minutes", document.SIDE_BY_SIDE,
        "With 10 reports", "With 2,000 reports", "Under load for 5 minutes",
    ):  # fmt: skip
        document.put(title, f"## {title}\nof {len(file.read_text(encoding='utf-8'))}", file)
    text = file.read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# How fast", "## How to read it", f"## {document.SIDE_BY_SIDE}", "## With 10 reports", "## With 2,000 reports",
        "## Without servers, with 10 reports", "## Under load for 5 minutes", "## Under load for 60 minutes",
    ]  # fmt: skip
    assert text.startswith(f"# How fast\n\nBy hand.\n\n## How to read it\nWords.\n\n## {document.SIDE_BY_SIDE}\n")


@pytest.mark.parametrize(
    ("end", "resident_at_end", "is_kept"), [(250, 410, True), (251, 400, False), (240, 411, False)]
)
def test_memory_is_small_by_what_the_machine_gives_and_flat_by_what_is_resident(end, resident_at_end, is_kept):
    check = of_memory("ours", Memory(220, 390), Memory(end, resident_at_end))
    assert check.found == f"220 → {end} MiB (resident 390 → {resident_at_end})"
    assert check.is_kept is is_kept
    assert of_memory("bare", Memory(1, 1), Memory(999, 999)).demanded == ""


def test_what_a_process_shares_counts_in_part():
    child = os.fork()
    if not child:
        time.sleep(30)
        os._exit(0)
    try:
        assert 0 < taken(child) < resident(child)
        assert taken(os.getpid()) + taken(child) < resident(os.getpid()) + resident(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert (taken(child), resident(child)) == (0, 0)
