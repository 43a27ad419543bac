"""Fields that hold a day, a length of time, a figure, or text of a fixed form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kept.dates import Calendar, DateError, Duration, Span, read_duration, read_span
from kept.names import Interval, NamingError, read_interval
from kept.texts.fields import Line, Refused, Schema, wrong_kind

# No agreement binds for longer, and no date counted from a day of this process runs out of years.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a span in which an unknown day lies."""

    calendar: Calendar

    def read(self, value: object) -> Span:
        if not isinstance(value, (date, str)):
            raise wrong_kind(value, "a date such as 2025-06-27")
        try:
            return read_span(value, self.calendar)
        except DateError as error:
            raise Refused(str(error), "") from error

    def schema(self) -> Schema:
        return {"type": "string", "description": "2025-06-27, 2025-06, 2025-06-01..2025-06-07"}


@dataclass(frozen=True, slots=True)
class ExactDay:
    """One certain day."""

    def read(self, value: object) -> date:
        span = Day(Calendar()).read(value)
        if not span.certain:
            raise Refused(f"{value} is no certain day.", "Write one day, such as 2025-06-27.")
        return span.first

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time: "30 days", "2 weeks", "3 months", "1 year"."""

    def read(self, value: object) -> Duration:
        if not isinstance(value, str):
            raise wrong_kind(value, 'a duration such as "30 days"')
        try:
            read = read_duration(value)
        except DateError as error:
            raise Refused(str(error), "") from error
        if read.months > _LONGEST * 12 or read.days > _LONGEST * 365:
            raise Refused(f"“{value}” is longer than {_LONGEST} years.", "Shorten it.")
        return read

    def schema(self) -> Schema:
        part = "[0-9]{1,6} (hour|day|week|month|year)s?"
        return {"type": "string", "pattern": f"^{part}( and {part})?$"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number or an interval of them: 7000, "7000..12000", "4000.."."""

    def read(self, value: object) -> Interval:
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise wrong_kind(value, 'a figure such as 7000 or "7000..12000"')
        try:
            return read_interval(value)
        except NamingError as error:
            raise Refused(str(error), "") from error

    def schema(self) -> Schema:
        figure = "(0|-?[1-9][0-9]*)"
        written = f"^({figure}|{figure}?\\.\\.{figure}?)$"
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": written}]}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text of a fixed form."""

    pattern: re.Pattern[str]
    wanted: str

    def read(self, value: object) -> str:
        line = Line().read(value)
        if not self.pattern.fullmatch(line):
            raise Refused(f"“{line}” has another form.", f"Write {self.wanted}.")
        return line

    def schema(self) -> Schema:
        return {"type": "string", "pattern": self.pattern.pattern}


SEED = Pattern(re.compile(r"^[0-9]{3}/[0-9]{1,3}$"), "article and sentence, such as 004/7")
GRADE = Pattern(re.compile(r"^[A-F][1-6]$"), "an Admiralty grade such as B2")
PCODE = Pattern(re.compile(r"^[A-Z]{2,3}[0-9]{0,10}$"), "a P-code such as CD61")
ADDRESS = Pattern(re.compile(r"^https?://\S+$"), "an address that begins with https://")
LANGUAGE = Pattern(re.compile(r"^[a-z]{2}$"), "a language such as en")
