"""The meetings around a day: the last that was held, and the next that is known of."""

from __future__ import annotations

from datetime import date

from kept.dates import Span
from kept.process import Meeting, Process


def meetings_around(
    process: Process, on: date, known_at: date
) -> tuple[Meeting | None, Meeting | None, Span | None]:
    """The last held meeting of the main mechanism, and what is known of the next one."""
    of = [each for each in process.meetings.values() if each.mechanism == process.head.mechanism]
    known = [each for each in of if (each.known_on or each.on).last <= known_at]
    held = sorted(
        (each for each in known if each.held and each.on.last <= on), key=lambda each: each.on
    )
    last = held[-1] if held else None
    planned = sorted(
        (each for each in known if not each.held and each.on.first > on), key=lambda each: each.on
    )
    if planned:
        return last, planned[0], planned[0].on
    if last is not None and last.next is not None:
        return last, last, last.next.on
    return last, None, None
