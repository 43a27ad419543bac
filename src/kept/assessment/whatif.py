"""What would change a standing: the same question, asked as if somebody had found more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from kept.assessment.assess import Assessment, standing
from kept.assessment.course import Course
from kept.assessment.reach import conditions_of
from kept.assessment.record import Heard
from kept.assessment.standing import ShownWord
from kept.assessment.terms import VERIFIER
from kept.dates import Span
from kept.ledger import Statement
from kept.names import Interval, Test
from kept.process.model import Commitment, Condition, Happened, Measured, leaves
from kept.texts import Place, Words

SECOND_VOICE = "a second voice"
Saying = Literal["so", "not-so"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something somebody might find that nobody has: supposed, never entered."""

    proposition: str
    saying: Saying
    test: Test | None = None  # for an indicator: the comparison that is met, or not
    says: Interval | None = None  # for an indicator: the figure itself, where one is supposed


@dataclass(frozen=True, slots=True)
class Change:
    """The least that would have to be found by a verifier, and the word that would follow."""

    findings: tuple[Finding, ...]
    word: ShownWord


def what_would_change(assessment: Assessment, commitment: str) -> tuple[Change, ...]:
    """The smallest sets of findings that would change the word of a commitment.

    Each finding alone is tried first; pairs only where no single one changes anything.
    """
    now = assessment.standings[commitment].word
    findings = list(_findings(assessment, commitment))
    for size in (1, 2):
        several = [each for each in combinations(findings, size) if _compatible(each)]
        changes = [Change(each, word_if(assessment, commitment, each)) for each in several]
        changes = [each for each in changes if each.word != now]
        if changes:
            return tuple(changes)
    return ()


def _findings(assessment: Assessment, commitment: str) -> Iterator[Finding]:
    """What could be found about a commitment, and about those it waits for."""
    found: dict[Finding, None] = {}
    for name in (commitment, *assessment.standings[commitment].blocked_by):
        found.update(dict.fromkeys(findings_on(assessment.process.commitments[name])))
    yield from found


def word_if(assessment: Assessment, commitment: str, findings: Sequence[Finding]) -> ShownWord:
    """The word of a commitment, had these findings been made by the day of the assessment."""
    return standing(suppose(assessment, findings), commitment, assessment.on, explained=False).word


def suppose(assessment: Assessment, findings: Sequence[Finding]) -> Course:
    """The course of the process with findings added; the assessment stays as it is."""
    record = assessment.record
    counted = dict(record.counted)
    for number, each in enumerate(findings):
        statement = _supposed(each, assessment.on, number)
        heard = Heard(statement, len(record.live) + number, (VERIFIER, SECOND_VOICE))
        counted[each.proposition] = (*counted.get(each.proposition, ()), heard)
    return Course(replace(record, counted=counted))


def findings_on(commitment: Commitment) -> Iterator[Finding]:
    """What could be found about the propositions a commitment asks for."""
    seen: set[tuple[str, Test | None]] = set()
    asked: list[Condition] = [*conditions_of(commitment)]
    asked.extend(Happened(each) for each in commitment.never)
    for condition in asked:
        for leaf in leaves(condition):
            match leaf:
                case Happened(name):
                    key: tuple[str, Test | None] = (name, None)
                case Measured(indicator=name, test=test):
                    key = (name, test)
                case _:
                    continue
            if key not in seen:
                seen.add(key)
                yield Finding(key[0], "so", key[1])
                yield Finding(key[0], "not-so", key[1])


def _compatible(findings: Sequence[Finding]) -> bool:
    names = [(each.proposition, each.test) for each in findings]
    return len(set(names)) == len(names)


def _supposed(finding: Finding, on: date, number: int) -> Statement:
    says = finding.says
    if says is None and finding.test is not None:
        says = _figure(finding.test, finding.saying)
    return Statement(
        id=f"supposed-{number}",
        place=Place("what if", 1),
        speakers=(VERIFIER,),
        kind="verifies" if says is not None or finding.saying == "so" else "denies",
        about=(finding.proposition,),
        claim=Words.of(en="supposed"),
        said_on=Span.on(on),
        when=Span.on(on),
        says=says,
        signed=True,
    )


def _figure(test: Test, saying: Saying) -> Interval:
    """The figure next to the limit that meets the test, or fails it; one of three always does."""
    near = (Interval(each, each) for each in (test.value, test.value + 1, test.value - 1))
    return next(each for each in near if test.of(each) is (saying == "so"))
