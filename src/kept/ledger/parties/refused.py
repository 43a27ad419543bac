"""Why an entry is not admitted."""

from __future__ import annotations

from typing import Final, Literal

from kept.texts.problems import shown

Code = Literal[
    "malformed",
    "other-ledger",
    "duplicate",
    "unknown-key",
    "revoked-key",
    "bad-signature",
    "out-of-scope",
    "too-few-signatures",
    "equivocation",
    "broken-chain",
    "unknown-checkpoint",
    "unknown-reference",
    "not-allowed",
]
# In the order in which they are checked: the first that fails is told.
CODES: Final[tuple[Code, ...]] = Code.__args__  # type: ignore[attr-defined]


class Refused(Exception):  # noqa: N818 a verdict, not a fault of the program
    """An entry is not admitted: `code` for a signed refusal, `why` for who has to mend it."""

    def __init__(self, code: Code, why: str) -> None:
        self.code: Code = code
        self.why = shown(why)
        super().__init__(code, self.why)

    def __str__(self) -> str:
        return f"{self.code}: {self.why}"
