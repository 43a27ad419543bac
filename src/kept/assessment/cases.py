"""Whether the text, as it computes, says what its analysts mean: cases, run one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kept.assessment.assess import standing
from kept.assessment.case_files import PLAIN_TEXT, Case, read_cases, with_sources
from kept.assessment.course import Course
from kept.assessment.record import record
from kept.assessment.standing import Reason, Standing
from kept.ledger import Statement
from kept.names import Interval
from kept.process.model import Process


def _days(it: Standing) -> Interval | None:
    return None if it.time.least is None else Interval(it.time.least, it.time.most)


FOUND: Mapping[str, Callable[[Standing], object]] = {
    "word": lambda it: it.word,
    "duty": lambda it: it.duty,
    "evidence": lambda it: it.evidence,
    "extent": lambda it: Interval(it.extent.low, it.extent.high) if it.extent else None,
    "time": lambda it: it.time.word,
    "days": _days,
    "reading": lambda it: it.reading or PLAIN_TEXT,
    "blocked_by": lambda it: it.blocked_by,
    "breaches": lambda it: len(it.breaches),
    "started": lambda it: it.started,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """On one axis, what a case expects and what was found."""

    axis: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.axis}: expected {_shown(self.expected)}, found {_shown(self.found)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case, the standing it led to, and where the two differ."""

    case: Case
    standing: Standing
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether everything the case speaks of came out as expected."""
        return not self.differences

    def __str__(self) -> str:
        case = self.case
        head = f"{case.place.file}:{case.place.line}: {case.name}"
        if self.passed:
            return head
        asked = f"{case.commitment} on {case.on}, as known on {case.known_at}"
        return "\n    ".join(
            (
                head,
                f"{asked}, from the standpoint {case.standpoint}",
                *(str(each) for each in self.differences),
                f"because: {rules(self.standing.reasons)}",
            )
        )


def run_cases(
    process: Process, statements: Iterable[Statement], text: str, file: str
) -> tuple[CaseResult, ...]:
    """Read the cases in `text` and compare each with the standing it leads to.

    Raises `ProblemsError` where the file cannot be read; a case that fails is a result.
    """
    return tuple(run(process, each) for each in read_cases(process, statements, text, file))


def run(process: Process, case: Case) -> CaseResult:
    """Work out the standing a case asks for, and set it beside the one it expects."""
    before = record(
        with_sources(process, case.implied),
        case.statements,
        process.standpoints[case.standpoint],
        case.known_at,
    )
    it = standing(Course(before), case.commitment, case.on)
    return CaseResult(case=case, standing=it, differences=differences(case, it))


def differences(case: Case, it: Standing) -> tuple[Difference, ...]:
    """Where a standing is not what the case expects of it."""
    found = ((axis, wanted, FOUND[axis](it)) for axis, wanted in case.expected.items())
    return tuple(
        Difference(axis, wanted, there)
        for axis, wanted, there in found
        if not _same(wanted, there)
    )


def rules(reasons: Iterable[Reason]) -> str:
    """The rules that decided, each with those below it in brackets."""
    return ", ".join(
        each.rule + (f" ({rules(each.because)})" if each.because else "") for each in reasons
    )


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, tuple) and isinstance(found, tuple):
        return sorted(expected) == sorted(found)
    return expected == found


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "nothing"
    return "nothing" if value is None else str(value)
