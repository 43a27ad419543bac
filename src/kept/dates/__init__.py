"""Days, spans and durations as agreements and witnesses write them.

A day that is not known exactly is a `Span`. What a text leaves open (does the
trigger day count, what is "mid-October", a month after 31 January) is either
declared in a `Calendar` or refused with a `DateError`; nothing is guessed.
"""

from kept.dates.addition import add
from kept.dates.calendar import Calendar
from kept.dates.deadline import deadline, deadline_span, periods
from kept.dates.duration import Duration, read_duration
from kept.dates.error import DateError
from kept.dates.reading import read_span
from kept.dates.span import Span

__all__ = [
    "Calendar",
    "DateError",
    "Duration",
    "Span",
    "add",
    "deadline",
    "deadline_span",
    "periods",
    "read_duration",
    "read_span",
]
