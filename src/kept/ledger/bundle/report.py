"""Where the checks write down what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from kept.ledger.bundle.findings import Check, Fault, Finding, Verdict
from kept.ledger.canonical import Json

MOST_TOLD: Final = 5  # of one kind of fault, so that an answer stays readable

T = TypeVar("T")


class Report:
    """Findings, in the order in which they were made."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, check: Check, verdict: Verdict, code: str, **values: Json) -> None:
        """Note one finding."""
        self.findings.append(Finding(check, verdict, code, values))

    def several(
        self,
        check: Check,
        code: str,
        found: Iterable[Mapping[str, Json]],
        verdict: Verdict = "fails",
    ) -> None:
        """Note the first few of one kind, and how many more there are."""
        found = list(found)
        for values in found[:MOST_TOLD]:
            self.add(check, verdict, code, **values)
        if len(found) > MOST_TOLD:
            self.add(check, verdict, "and-more", count=len(found) - MOST_TOLD)

    def step(self, check: Check, made: Callable[[], T]) -> T | None:
        """What one check comes to; None if it was stopped, which becomes a finding."""
        try:
            return made()
        except Fault as fault:
            self.add(check, "fails", fault.code, **fault.values)
            return None
