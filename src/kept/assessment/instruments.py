"""The lives of instruments: when each was signed, entered into force, lay suspended, gave way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing


def status_days(weighing: Weighing, instrument: str, status: str, pick: Pick) -> Iterator[date]:
    """The days on which an instrument is known to have had a status."""
    record = weighing.record
    for each in record.process.instruments[instrument].status:
        if each.word != status:
            continue
        if each.when is not None:
            day = weighing.first_day(each.when, pick)
            if day is not None:
                yield day
        elif each.on is not None and record.knows_of(each.known_on or each.on):
            yield pick.of(each.on)


def binding_day(
    weighing: Weighing, instrument: str, binds_by: Sequence[str], pick: Pick
) -> date | None:
    """When an instrument first took a step that makes it bind."""
    days = [weighing.milestones.instrument_day(instrument, word, pick) for word in binds_by]
    return min((day for day in days if day is not None), default=None)


def effective_day(weighing: Weighing, instrument: str, pick: Pick) -> date | None:
    """When an instrument entered into force, or was signed where it says no more."""
    words = {each.word for each in weighing.record.process.instruments[instrument].status}
    status = "in-force" if "in-force" in words else "signed"
    return weighing.milestones.instrument_day(instrument, status, pick)
