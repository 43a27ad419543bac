"""What the two shipped processes show."""

from dataclasses import replace
from datetime import date

import pytest

from kept.archive import totals_text
from kept.assessment import assess
from kept.report.totals import (
    HEADER,
    OCCASION_HEADER,
    acknowledgement,
    figure,
    group_title,
    measure_word,
    months,
    occasion_rows,
    period_name,
    read_plan,
    totals,
    totals_json,
    totals_label,
    totals_rows,
)
from kept.report.totals.plan import GROUPS, MEASURES
from kept.report.totals.words import WORDS


def view(folder, plan, *, on=None, **asked):
    standpoint = folder.process.standpoints["public"]
    day = on or folder.process.head.compiled_on
    found = assess(folder.process, folder.statements, on=day, known_at=day, standpoint=standpoint)
    return totals(found, plan, **asked)


@pytest.fixture(scope="session")
def lakes_view(lakes, plan):
    return view(lakes, plan)


@pytest.fixture(scope="session")
def great_lakes_view(great_lakes):
    plan = read_plan(totals_text(great_lakes.path) or "", great_lakes.process)
    return view(great_lakes, plan)


def step(found, name):
    return next(each for each in found.steps if each.step.id == name)


def words(line, language="en"):
    return [figure(each, language, line.unit) for each in line.cells]


def test_only_periods_that_are_over_are_shown(lakes_view):
    assert [each.id for each in lakes_view.periods] == ["2025-07", "2025-08", "2025-09", "2025-10"]


def test_a_table_with_one_small_cell_hides_the_next_smallest_too(lakes_view):
    whole, upper, lower, hills = step(lakes_view, "came-forward").lines
    assert words(whole)[1:] == ["120 fighters", "214 fighters", "280 to 295 fighters"]
    assert words(upper)[1:3] == ["<5 fighters", "12 fighters"]
    assert words(lower)[1:3] == ["not shown", "52 fighters"]
    assert words(hills)[1:3] == ["80 fighters", "150 fighters"]


def test_three_more_in_a_month_are_not_shown(lakes_view):
    (line,) = step(lakes_view, "resettled").lines
    assert words(line)[1:] == ["0 people", "41 people", "not shown"]
    assert lakes_view.hides


def test_people_counted_apart_stand_apart(lakes_view):
    (line,) = step(lakes_view, "dependants").lines
    assert step(lakes_view, "dependants").step.apart
    assert words(line, "fr")[1:] == ["moins de 5 personnes", "18 personnes", "40 personnes"]


def test_each_side_keeps_its_own_figure(lakes_view):
    aruna, belva = step(lakes_view, "troops-gone").lines
    assert (aruna.speaker, words(aruna)[3]) == ("aruna", "60 to 90 soldiers")
    assert (belva.speaker, words(belva)[3]) == ("belva", "200 soldiers")
    assert belva.latest is belva.cells[3]


def test_a_quarter_shows_what_was_last_said_in_it(lakes, plan):
    found = view(lakes, plan, kind="quarter")
    assert [each.id for each in found.periods] == ["2025-Q3"]
    assert words(step(found, "came-forward").lines[0]) == ["214 fighters"]


def test_what_was_not_known_yet_is_not_shown(lakes, plan):
    found = view(lakes, plan, on=date(2025, 9, 4))
    assert step(found, "came-forward").lines == ()


def test_of_an_exchange_only_its_month_and_who_acknowledges_it(lakes_view):
    (found,) = step(lakes_view, "information").occasions
    assert found.month_known
    assert months(found.first, found.last, "fr") == "octobre 2025"
    assert [(each.party, each.word) for each in found.acknowledged] == [
        ("aruna", "says-so"),
        ("belva", "says-so"),
    ]


def test_a_side_that_denies_an_exchange_is_said_to(lakes, plan):
    said = next(each for each in lakes.statements if each.about == ("information-exchanged",))
    own = [each for each in lakes.statements if each.about != ("information-exchanged",)]
    denial = replace(said, id="no", speakers=("belva",), kind="denies")
    claim = replace(said, id="yes", speakers=("aruna",))
    for several, left in (
        ((claim, denial), ["says-so", "denies"]),
        ((claim,), ["says-so", "silent"]),
    ):
        folder = replace(lakes, statements=(*own, *several))
        (found,) = step(view(folder, plan), "information").occasions
        assert [each.word for each in found.acknowledged] == left
    folder = replace(lakes, statements=(*own, denial))
    assert step(view(folder, plan), "information").occasions == ()  # nobody says it took place


def test_great_lakes_shows_what_was_said_and_that_nobody_said_the_rest(great_lakes_view):
    silent = {each.step.id for each in great_lakes_view.steps if each.silent}
    assert {
        "in-programme",
        "in-transit",
        "reintegrated",
        "weapons-handed-in",
        "troops-gone",
    } == silent
    (line,) = step(great_lakes_view, "surrendered").lines
    assert (line.speaker, words(line)[-1]) == ("rfi", "0 people")
    (home,) = step(great_lakes_view, "taken-home").lines
    assert (home.speaker, words(home)[-1]) == ("un-sg", "44 people")
    (exchange, phase_one) = step(great_lakes_view, "intelligence").occasions
    assert (exchange.first.id, phase_one.first.id) == ("2025-09", "2025-10")


def test_ranges_of_troops_are_never_merged(great_lakes_view):
    lines = step(great_lakes_view, "troops-present").lines
    found = {(line.speaker, line.latest.low, line.latest.high) for line in lines}
    assert ("analysts", 7000, 12000) in found
    assert ("un-sg", 4000, 4000) in found


def test_data_and_rows(lakes_view):
    data = totals_json(lakes_view)
    assert data["schema"] == "kept.totals/1"
    assert data["fictional"] is True
    assert [each["id"] for each in data["steps"]] == [each.id for each in lakes_view.plan.steps]
    head, *rows = totals_rows(lakes_view)
    assert head == HEADER
    assert {len(row) for row in rows} == {len(HEADER)}
    head, *rows = occasion_rows(lakes_view)
    assert head == OCCASION_HEADER
    assert ("exchanges", "information", "information-exchanged", "2025-10") in {
        row[:4] for row in rows
    }
    assert "aruna=says-so;belva=says-so" in {row[7] for row in rows}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_has_words(lakes_view, language):
    for each in GROUPS:
        assert group_title(each, language)
    for each in MEASURES:
        assert measure_word(each, language)
    for each in ("says-so", "denies", "both", "silent"):
        assert acknowledgement(each, language)
    for each in lakes_view.periods:
        assert str(each.year) in period_name(each, language)
    assert figure(None, language) == totals_label("nobody-period", language)
    assert all(set(each) == {"en", "fr"} for each in WORDS.values())
