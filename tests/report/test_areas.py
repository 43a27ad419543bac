"""Counts by agreed area: rolled up, by fixed periods, and nothing small of people."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kept.archive import open_process
from kept.assessment import assess
from kept.dates import Span
from kept.report.areas import HEADER, AreaEvent, area_counts, areas_json, areas_rows, count_words

DAY = date(2025, 11, 21)
SINCE = date(2025, 1, 1)
LAND = ("upper-kel", "lower-kel", "sarro-hills")


@cache
def lakes():
    return open_process(Path(__file__).parents[2] / "processes" / "lakes-exercise")


@cache
def assessed(on=DAY):
    folder = lakes()
    bare = replace(folder.process, commitments={}, phases={}, gaps={}, decisions={})
    public = bare.standpoints["public"]
    return assess(bare, folder.statements, on=on, known_at=on, standpoint=public)


def counted(*, on=DAY, **asked):
    return area_counts(assessed(on), SINCE, **asked)


def shown(found, area, kind):
    return {
        each.period.id: count_words(each, "en") for each in found.of(area) if each.kind == kind
    }


def events(numbers, month=5):
    return [
        AreaEvent(kind="attack on civilians", area=area, on=Span.on(date(2025, month, 3)))
        for area, n in numbers.items()
        for _ in range(n)
    ]


def test_statements_are_counted_by_area_and_month():
    found = counted()
    assert (found.periods[0].id, found.periods[-1].id) == ("2025-01", "2025-10")
    told = [
        each
        for each in assessed().record.live
        if "lower-kel" in each.area and str(each.said_on.last).startswith("2025-10")
    ]
    assert shown(found, "lower-kel", "statements")["2025-10"] == str(len(told))


def test_an_area_counts_what_lies_within_it_once():
    found = counted(kind="quarter")
    inside = {"aruna-land", *LAND}
    told = [
        each
        for each in assessed().record.live
        if inside & set(each.area) and date(2025, 7, 1) <= each.said_on.last <= date(2025, 9, 30)
    ]
    assert shown(found, "aruna-land", "statements")["2025-Q3"] == str(len(told))


def test_incidents_are_counted_by_the_day_they_are_said_to_have_happened():
    kinds = {
        each.period.id: each for each in counted().of("lower-kel") if each.kind == "incidents"
    }
    assert kinds["2025-10"].low == 1  # the flight of 2 October, found by the mechanism elsewhere


def test_people_are_counted_by_quarter_in_steps_of_five():
    found = counted(events=events({"upper-kel": 12, "lower-kel": 3, "sarro-hills": 7}))
    kind = "attack on civilians"
    assert shown(found, "aruna-land", kind) == {"2025-Q2": "20 to 24"}
    assert shown(found, "upper-kel", kind) == {"2025-Q2": "10 to 14"}
    assert shown(found, "lower-kel", kind) == {"2025-Q2": "<5"}
    assert shown(found, "belva-land", kind) == {}


def test_what_harmed_nobody_is_counted_as_it_is():
    harmless = [replace(each, people=False, kind="flight") for each in events({"upper-kel": 3})]
    found = counted(events=harmless)
    assert shown(found, "aruna-land", "flight") == {"2025-05": "3"}


def test_where_steps_would_give_numbers_away_the_finer_areas_are_not_shown():
    found = counted(events=events({"upper-kel": 1, "lower-kel": 1, "sarro-hills": 1}))
    kind = "attack on civilians"
    assert shown(found, "aruna-land", kind) == {"2025-Q2": "<5"}
    assert "not shown" in {*shown(found, "upper-kel", kind).values()}


def test_a_quarter_that_is_not_over_is_not_shown():
    found = counted(on=date(2025, 6, 29), events=events({"upper-kel": 12}))
    assert shown(found, "upper-kel", "attack on civilians") == {}


@settings(max_examples=40)
@given(st.fixed_dictionaries({each: st.integers(0, 7) for each in ("aruna-land", *LAND)}))
def test_no_number_from_one_to_four_can_be_worked_out(numbers):
    found = counted(events=events(numbers))
    cells = {each.area: each for each in found.counts if each.kind == "attack on civilians"}
    ranges = {"few": range(1, 5), "withheld": range(30)}
    known = {
        area: ranges.get(cell.display) or range(cell.low, cell.high + 1)
        for area, cell in cells.items()
    }
    inner = [each for each in LAND if each in known]
    worlds = [
        (*values, own)
        for values in product(*(known[each] for each in inner))
        for own in (range(30) if numbers["aruna-land"] else (0,))
        if "aruna-land" not in known or sum(values) + own in known["aruna-land"]
    ]
    for position, area in enumerate((*inner, "aruna-land")):
        if 1 <= numbers[area] <= 4:
            assert {1, 2, 3, 4} <= {each[position] for each in worlds}
    if 1 <= sum(numbers.values()) <= 4:
        assert {1, 2, 3, 4} <= {sum(each) for each in worlds}


@given(st.fixed_dictionaries({each: st.integers(0, 7) for each in LAND}))
@settings(max_examples=15)
def test_what_is_hidden_is_so_on_every_day(numbers):
    early = counted(on=date(2025, 7, 1), events=events(numbers))
    late = counted(events=events(numbers))
    kind = "attack on civilians"
    for area in ("aruna-land", *LAND):
        assert shown(early, area, kind) == shown(late, area, kind)


def test_data_and_rows():
    found = counted(events=events({"upper-kel": 12, "lower-kel": 3}))
    data = areas_json(found)
    assert data["schema"] == "kept.areas/1"
    assert [each["id"] for each in data["areas"]] == list(lakes().process.areas)
    head, *rows = areas_rows(found)
    assert head == HEADER
    few = [row for row in rows if row[6] == "few"]
    assert [row[:3] for row in few] == [("lower-kel", "XA02", "aruna-land")]
    assert few[0][7:] == ("", "")
