"""What a check of a register found, as data; the words for it are those of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kept.ledger.canonical import Json
from kept.ledger.notes import Grade

Check = Literal[
    "files",
    "sums",
    "trust",
    "checkpoint",
    "history",
    "tree",
    "entries",
    "rights",
    "gaps",
    "bodies",
    "fields",
    "erasures",
    "refusals",
    "time",
    "limits",
]
Verdict = Literal["holds", "fails", "open"]
CHECKS: Final[tuple[Check, ...]] = Check.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    *holds*: it is as it must be. *fails*: something was changed, is missing, or was never
    right. *open*: nothing is wrong, and the reader should know that something cannot be said.
    """

    check: Check
    verdict: Verdict
    code: str  # which sentence tells it
    values: Mapping[str, Json] = field(default_factory=dict)  # what the sentence is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found of one bundle or folder."""

    origin: str | None = None  # None if not even that could be read
    size: int = 0
    root: str = ""  # base64, as the checkpoint writes it
    grade: Grade | None = None  # by the policies carried
    whole: bool = False  # every entry was there, not only some
    trust: Literal["reader", "carried"] = "carried"  # whose policy judged the checkpoints
    unreadable: bool = False  # there was nothing to check
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing fails. Whose word this rests on says `trust`."""
        return not self.failures

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What is not as it must be."""
        return tuple(each for each in self.findings if each.verdict == "fails")


class Fault(Exception):  # noqa: N818 (a fault of what is checked, which ends one check)
    """A check cannot go on; becomes a finding that fails."""

    def __init__(self, code: str, **values: Json) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
