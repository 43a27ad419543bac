"""Every view a reader may ask for, over registers drawn at random: all show the same, or less."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kept.archive import open_process, totals_text
from kept.assessment import assess
from kept.dates import Span
from kept.ledger import Statement
from kept.names import Interval
from kept.report.totals import read_plan, shown_figures, totals, totals_json, totals_rows
from kept.texts import Place, Words

PLACE = Place("statements/drawn.toml", 1)
INDICATORS = ("fighters-came-forward", "fighters-resettled", "fighters-in-transit")
PLACES = ("aruna-land", "upper-kel", "lower-kel", "sarro-hills")
DAYS = [date(2025, 8, 15), date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 31)]


@cache
def known():
    """The fictional process without its commitments, which cost time, and its plan."""
    folder = open_process(Path(__file__).parents[3] / "processes" / "lakes-exercise")
    plan = read_plan(totals_text(folder.path) or "", folder.process)
    return replace(folder.process, commitments={}, phases={}, gaps={}, decisions={}), plan


@st.composite
def registers(draw):
    several = []
    for number in range(draw(st.integers(1, 6))):
        when = date(2025, draw(st.integers(7, 9)), draw(st.integers(1, 28)))
        low = draw(st.integers(0, 14))
        several.append(
            Statement(
                id=f"drawn-{number}",
                place=PLACE,
                speakers=draw(st.sampled_from([("aruna",), ("belva",), ("aruna", "belva")])),
                kind="asserts",
                about=(draw(st.sampled_from(INDICATORS)),),
                claim=Words.of(en="x", fr="x"),
                said_on=Span.on(when + timedelta(days=draw(st.integers(0, 40)))),
                when=Span.on(when),
                says=Interval(low, low + draw(st.sampled_from([0, 0, 0, 1, 3]))),
                release=draw(st.sampled_from(["public", "public", "parties"])),
                area=draw(st.sampled_from([(), *((each,) for each in PLACES)])),
                sources=("agreement-text",),
            )
        )
    gone = draw(st.lists(st.sampled_from(several), max_size=1))
    return (*several, *(taken_back(each) for each in gone))


def taken_back(statement):
    return replace(
        statement,
        id="taken-back",
        kind="retracts",
        about=(),
        says=None,
        retracts=statement.id,
        said_on=Span.on(date(2025, 10, 20)),
    )


def views(register):
    """All that anybody can ask: days, days of knowledge, clearances, kinds of period, areas."""
    process, plan = known()
    public = replace(process.standpoints["public"], sees=("public",))
    cleared = replace(public, sees=("public", "parties"))
    for on, known_at, standpoint in (
        (on, known_at, who) for on in DAYS for known_at in DAYS for who in (public, cleared)
    ):
        found = assess(process, register, on=on, known_at=known_at, standpoint=standpoint)
        for kind in ("month", "quarter"):
            for area in (None, *PLACES):
                yield totals(found, plan, kind=kind, area=area)


def cells(view):
    return [
        (line, cell)
        for step in view.steps
        for line in step.lines
        for cell in line.cells
        if cell is not None
    ]


@settings(max_examples=15)
@given(registers())
def test_no_two_views_tell_more_than_one(register):
    seen = {}
    for view in views(register):
        for line, cell in cells(view):
            told = (cell.display, cell.low, cell.best, cell.high)
            assert seen.setdefault((cell.statement, line.indicator), told) == told
            assert cell.period.last <= min(view.on, view.known_at)
            assert cell.known_on <= view.known_at


@settings(max_examples=15)
@given(registers())
def test_no_difference_between_any_two_views_is_one_to_four_people(register):
    series = {}
    for view in views(register):
        for line, cell in cells(view):
            if cell.best is not None:
                key = (line.indicator, line.area, line.speaker)
                series.setdefault(key, set()).add(cell.best)
                assert not 1 <= cell.best <= 4
    for numbers in series.values():
        assert not any(1 <= abs(one - other) <= 4 for one, other in combinations(numbers, 2))


@settings(max_examples=15)
@given(registers())
def test_data_holds_no_more_than_the_screen(register):
    bare, plan = known()
    found = assess(
        bare, register, on=DAYS[-1], known_at=DAYS[-1], standpoint=bare.standpoints["public"]
    )
    view = totals(found, plan)
    hidden = [cell for _, cell in cells(view) if cell.display in ("few", "withheld")]
    for cell in hidden:
        assert (cell.low, cell.best, cell.high) == (None, None, None)
        assert cell.as_of == Span(*_month(cell.as_of.last))
    rows = [row for row in totals_rows(view) if row[9] in ("few", "withheld")]
    assert len(rows) == len(hidden)
    assert all(row[10:13] == ("", "", "") for row in rows)
    values = [
        cell
        for step in totals_json(view)["steps"]
        for line in step["lines"]
        for cell in line["cells"]
        if cell["display"] in ("few", "withheld")
    ]
    assert all(cell["low"] is cell["best"] is cell["high"] is None for cell in values)


def _month(day):
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@settings(max_examples=15)
@given(registers())
def test_exchanging_the_sides_exchanges_them_in_the_output(register):
    other = {"aruna": "belva", "belva": "aruna"}
    swapped = tuple(
        replace(each, speakers=tuple(sorted(other[one] for one in each.speakers)))
        for each in register
    )
    bare, plan = known()
    asked = {"on": DAYS[-1], "known_at": DAYS[-1], "standpoint": bare.standpoints["public"]}
    plain = totals(assess(bare, register, **asked), plan)
    turned = totals(assess(bare, swapped, **asked), plan)

    def told(view, names):
        return {
            (line.indicator, line.area, names.get(line.speaker, line.speaker), cell.period.id,
             cell.statement, cell.display, cell.best)
            for line, cell in cells(view)
        }  # fmt: skip

    assert told(turned, other) == told(plain, {})
    assert [line.speaker for line, _ in cells(plain) if line.area is None] == sorted_in_lines(
        plain
    )


def sorted_in_lines(view):
    """Speakers by id within each category, whichever side they are."""
    return [
        line.speaker
        for step in view.steps
        for line in sorted(
            (each for each in step.lines if each.area is None),
            key=lambda it: (it.indicator, it.speaker),
        )
        for cell in line.cells
        if cell is not None
    ]


def test_what_is_decided_for_the_register_can_be_handed_in(lakes, plan):
    shown = shown_figures(plan, lakes.process, lakes.statements)
    found = assess(lakes.process, lakes.statements, on=DAYS[-1],
                   known_at=DAYS[-1],
                   standpoint=lakes.process.standpoints["public"])  # fmt: skip
    assert totals(found, plan, shown=shown) == totals(found, plan)
