"""What a calendar may declare, and what it refuses."""

from typing import Any

import pytest

from kept.dates import Calendar, DateError


def test_an_empty_calendar_declares_nothing_and_counts_exclusively() -> None:
    calendar = Calendar()

    assert (calendar.count, calendar.month_end) == ("exclusive", "refuse")
    assert {calendar.month_part(word) for word in ("early", "mid", "late")} == {None}
    assert {calendar.year_part(word) for word in ("early", "mid", "late")} == {None}
    assert calendar.seasons == {}


def test_each_word_has_its_own_setting() -> None:
    calendar = Calendar(
        early_month=(1, 10),
        mid_month=(11, 20),
        late_month=(21, 31),
        early_year=((1, 1), (4, 30)),
        mid_year=((5, 1), (8, 31)),
        late_year=((9, 1), (12, 31)),
    )

    assert calendar.month_part("early") == (1, 10)
    assert calendar.month_part("mid") == (11, 20)
    assert calendar.month_part("late") == (21, 31)
    assert calendar.year_part("early") == ((1, 1), (4, 30))
    assert calendar.year_part("mid") == ((5, 1), (8, 31))
    assert calendar.year_part("late") == ((9, 1), (12, 31))


def test_equal_calendars_have_equal_hashes() -> None:
    spring = {"spring": ((3, 1), (5, 31))}

    assert hash(Calendar(seasons=spring)) == hash(Calendar(seasons=dict(spring)))
    assert Calendar(seasons=spring) != Calendar()


@pytest.mark.parametrize("part", [(1, 1), (28, 28), (28, 31), (1, 31)])
def test_a_part_of_a_month_may_reach_from_the_first_day_to_the_31st(part: tuple[int, int]) -> None:
    assert Calendar(late_month=part).late_month == part


def test_the_29th_of_february_and_the_ends_of_the_year_may_be_declared() -> None:
    whole = ((1, 1), (12, 31))
    winter = ((12, 1), (2, 29))

    assert Calendar(mid_year=whole).mid_year == whole
    assert Calendar(seasons={"winter": winter, "dry-season": whole}).seasons["winter"] == winter


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        (
            "count",
            "both",
            'count = "both" is not known. Write "exclusive" or "inclusive".',
        ),
        (
            "month_end",
            "round",
            'month_end = "round" is not known. Write "clip" or "refuse".',
        ),
        *(
            (
                setting,
                bounds,
                f"{setting} = [{bounds[0]}, {bounds[1]}] is not a part of a month. Write its "
                "first day (1 to 28) and its last (up to 31, which means the last day of any "
                "month).",
            )
            for setting, bounds in (
                ("early_month", (0, 10)),
                ("mid_month", (20, 11)),
                ("late_month", (21, 32)),
                ("late_month", (29, 31)),
            )
        ),
        *(
            (
                setting,
                bounds,
                f"{setting} ends before it begins. Put the earlier month and day first; "
                "only a season may run into the next year.",
            )
            for setting, bounds in (
                ("early_year", ((4, 30), (1, 1))),
                ("mid_year", ((5, 2), (5, 1))),
                ("late_year", ((12, 1), (2, 28))),
            )
        ),
        *(
            (
                "early_year",
                ((1, 1), day),
                f"early_year holds [{day[0]}, {day[1]}], which is no day of the year. "
                "Write [month, day], such as [3, 31].",
            )
            for day in ((0, 1), (13, 1), (4, 0), (4, 31), (2, 30))
        ),
        (
            "seasons",
            {"spring": ((3, 32), (5, 31))},
            "seasons.spring holds [3, 32], which is no day of the year. "
            "Write [month, day], such as [3, 31].",
        ),
        *(
            (
                "seasons",
                {name: ((3, 1), (5, 31))},
                f'"{name}" cannot name a season. Use a lower-case word such as "spring" or '
                '"dry-season", other than "early", "mid" and "late".',
            )
            for name in ("early", "mid", "late", "Spring", "été", "dry season", "")
        ),
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(
    setting: str, value: Any, message: str
) -> None:
    with pytest.raises(DateError) as refusal:
        Calendar(**{setting: value})

    assert str(refusal.value) == message
