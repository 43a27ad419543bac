"""The time axis: days left or over, on time or late, undetermined where dates are uncertain."""

from __future__ import annotations

from datetime import date

from kept.assessment.standing import Timing
from kept.dates import Span


def timing(on: date, due: Span | None, first_due: Span | None, met: Span | None) -> Timing:
    """Where `on`, or the day it was done, lies to the deadline.

    >>> from datetime import date
    >>> due = Span.on(date(2025, 7, 27))
    >>> timing(date(2025, 11, 21), due, due, Span.on(date(2025, 8, 7))).least
    11
    """
    moved = first_due if first_due != due else None
    if due is None:
        return Timing(met=met)
    if met is not None:
        return _done(met, due, moved)
    if on <= due.first:
        least, most = (due.first - on).days, (due.last - on).days
        return Timing(word="left", least=least, most=most, due=due, first_due=moved)
    if on > due.last:
        least, most = (on - due.last).days, (on - due.first).days
        return Timing(word="over", least=least, most=most, due=due, first_due=moved)
    return Timing(word="undetermined", due=due, first_due=moved)


def _done(met: Span, due: Span, moved: Span | None) -> Timing:
    if met.last <= due.first:
        least, most = (due.first - met.last).days, (due.last - met.first).days
        return Timing(word="on-time", least=least, most=most, due=due, first_due=moved, met=met)
    if met.first > due.last:
        least, most = (met.first - due.last).days, (met.last - due.first).days
        return Timing(word="late", least=least, most=most, due=due, first_due=moved, met=met)
    return Timing(word="undetermined", due=due, first_due=moved, met=met)
