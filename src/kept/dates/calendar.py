"""What a process declares about dates that its texts leave open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kept.dates.error import DateError
from kept.dates.month import month_length

MonthDay: TypeAlias = tuple[int, int]  # month 1..12, day of that month
MonthPart: TypeAlias = tuple[int, int]  # first and last day of the month
YearPart: TypeAlias = tuple[MonthDay, MonthDay]  # first and last day of the year

_PARTS: Final = ("early", "mid", "late")
_SEASON_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_A_LEAP_YEAR: Final = 2024  # so that 29 February may be declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a process counts days and what it means by words such as "mid-October".

    Whatever is not declared here is refused when a text uses it. Both bounds of a
    part are included; a last day beyond the end of a month means the month's last day.
    Raises `DateError` when a declaration makes no sense.

    >>> Calendar(late_month=(21, 31)).count
    'exclusive'
    """

    # Within 30 days ends on day 30. Exclusive: the trigger day is day 0; inclusive: day 1.
    count: Literal["exclusive", "inclusive"] = "exclusive"
    # A month after 31 January: the last day of February, or refused as ambiguous.
    month_end: Literal["clip", "refuse"] = "refuse"
    early_month: MonthPart | None = None
    mid_month: MonthPart | None = None
    late_month: MonthPart | None = None
    early_year: YearPart | None = None
    mid_year: YearPart | None = None
    late_year: YearPart | None = None
    # By lower-case name. A season whose last day comes before its first runs into the next year.
    seasons: Mapping[str, YearPart] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        _check_choice("count", self.count, ("exclusive", "inclusive"))
        _check_choice("month_end", self.month_end, ("clip", "refuse"))
        for word in _PARTS:
            _check_month_part(f"{word}_month", self.month_part(word))
            _check_year_part(f"{word}_year", self.year_part(word))
        for name, bounds in self.seasons.items():
            _check_season(name, bounds)

    def month_part(self, word: str) -> MonthPart | None:
        """Return the days of a month that "early", "mid" or "late" means, if declared."""
        return {"early": self.early_month, "mid": self.mid_month, "late": self.late_month}[word]

    def year_part(self, word: str) -> YearPart | None:
        """Return the days of a year that "early", "mid" or "late" means, if declared."""
        return {"early": self.early_year, "mid": self.mid_year, "late": self.late_year}[word]


def _check_choice(setting: str, value: str, choices: tuple[str, str]) -> None:
    if value not in choices:
        raise DateError(
            f'{setting} = "{value}" is not known. Write "{choices[0]}" or "{choices[1]}".'
        )


def _check_month_part(setting: str, part: MonthPart | None) -> None:
    if part is None:
        return
    first, last = part
    # A first day after the 28th would be missing from some Februaries.
    if not 1 <= first <= 28 or not first <= last <= 31:
        raise DateError(
            f"{setting} = [{first}, {last}] is not a part of a month. Write its first day "
            "(1 to 28) and its last (up to 31, which means the last day of any month)."
        )


def _check_year_part(setting: str, part: YearPart | None) -> None:
    if part is None:
        return
    _check_days(setting, part)
    if part[0] > part[1]:
        raise DateError(
            f"{setting} ends before it begins. Put the earlier month and day first; "
            "only a season may run into the next year."
        )


def _check_season(name: str, bounds: YearPart) -> None:
    if name in _PARTS or not _SEASON_NAME.fullmatch(name):
        raise DateError(
            f'"{name}" cannot name a season. Use a lower-case word such as "spring" or '
            '"dry-season", other than "early", "mid" and "late".'
        )
    _check_days(f"seasons.{name}", bounds)


def _check_days(setting: str, part: YearPart) -> None:
    for month, day in part:
        if not 1 <= month <= 12 or not 1 <= day <= month_length(_A_LEAP_YEAR, month):
            raise DateError(
                f"{setting} holds [{month}, {day}], which is no day of the year. "
                "Write [month, day], such as [3, 31]."
            )
