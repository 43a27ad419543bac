"""Where a phase stands, in one line."""

from __future__ import annotations

from kept.assessment import PhaseStanding
from kept.process.model import Process
from kept.report.wording import dates, found, names, waiting
from kept.report.wording.language import Language, say, series


def line(phase: PhaseStanding, process: Process, language: Language) -> str:
    """The name of a phase, whether it is entered, and what it waits for or how much is kept."""
    name = names.quoted(names.phase(phase.phase, process, language), language)
    return say("phase.line", language, name=name, told=_told(phase, process, language))


def _told(phase: PhaseStanding, process: Process, language: Language) -> str:
    if phase.entered is None:
        return _closed(phase, process, language)
    first = say(f"phase.since.{phase.word}", language, on=dates.on(phase.entered, language))
    kept = say("phase.kept", language, kept=phase.kept, out_of=phase.out_of)
    return series((first, kept) if phase.out_of else (first,), language)


def _closed(phase: PhaseStanding, process: Process, language: Language) -> str:
    key = "phase.prepared" if phase.in_preparation else "phase.closed"
    first = say(key, language)
    second = _waits(phase, process, language)
    return series(filter(None, (first, second)), language)


def _waits(phase: PhaseStanding, process: Process, language: Language) -> str:
    if phase.waits_for:
        return waiting.commitments(phase.waits_for, process, language)
    return waiting.reasons(found.open_among(phase.reasons), process, language)
