"""Which statements of a register fit the text of a process, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass

from kept.archive.recording.reading import ReadRegister
from kept.assessment import own_words, told_apart
from kept.assessment.references import check_statements
from kept.ledger import Statement
from kept.process import Process


@dataclass(frozen=True, slots=True)
class Fitting:
    """What can be assessed, and what was left out, a line each."""

    statements: tuple[Statement, ...]
    left_out: tuple[str, ...]


def fitting(process: Process, register: ReadRegister) -> Fitting:
    """The statements as everybody's own words, of which each speaks of what the text knows."""
    own = told_apart(own_words(register.statements, process, register.recorders))
    wrong = {
        problem.place: problem
        for problem in check_statements(process, own)
        if problem.severity == "error"
    }
    fit = tuple(each for each in own if each.place not in wrong)
    for each in own:
        if each.retracts is not None and _of_missing(each, register):
            wrong.pop(each.place, None)  # what it takes back is told as missing
    unread = [f"entry {each.index}: {each.what}" for each in register.remarks]
    why = [f"{place.file}: {problem.what}" for place, problem in sorted(wrong.items())]
    return Fitting(fit, (*unread, *why))


def _of_missing(statement: Statement, register: ReadRegister) -> bool:
    gone = {each.entry for each in register.missing}
    entered = statement.entered
    return entered is not None and not gone.isdisjoint(
        register.folded.entries[entered.index].header.refs
    )
