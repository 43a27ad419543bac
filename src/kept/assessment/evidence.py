"""Evidence: a pair, for and against, each on none < claimed < corroborated < verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Literal

from kept.process.model.standpoints import Strength as StrengthWord


class Strength(IntEnum):
    """How well something is supported. Never a number to be added or averaged."""

    NONE = 0
    CLAIMED = 1  # one voice
    CORROBORATED = 2  # two independent voices, or one that speaks against its own interest
    VERIFIED = 3  # a verifier of the commitment

    @classmethod
    def of(cls, word: StrengthWord) -> Strength:
        """The strength a standpoint names."""
        return cls[word.upper()]


class Verdict(Enum):
    """What evidence amounts to for somebody who accepts a given strength."""

    TRUE = "true"
    FALSE = "false"
    CONFLICTING = "conflicting"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for something and what speaks against it.

    `unclear`: somebody spoke whose words decide it neither way, such as a figure
    that reaches across the limit. `stale`: somebody spoke, and too long ago.
    """

    for_: Strength = Strength.NONE
    against: Strength = Strength.NONE
    unclear: bool = False
    stale: bool = False

    def negated(self) -> Evidence:
        """The evidence for the contrary.

        >>> Evidence(Strength.CLAIMED, Strength.NONE).negated().against
        <Strength.CLAIMED: 1>
        """
        return Evidence(self.against, self.for_, self.unclear, self.stale)

    def verdict(self, accept: Strength) -> Verdict:
        """What it amounts to where `accept` is the least strength that is accepted.

        A tie never goes to either side: it is conflicting, or unknown when nobody spoke.
        """
        if self.for_ > self.against and self.for_ >= accept:
            return Verdict.TRUE
        if self.against > self.for_ and self.against >= accept:
            return Verdict.FALSE
        if self.for_ and self.against:
            return Verdict.CONFLICTING
        return Verdict.UNKNOWN


CERTAIN = Evidence(for_=Strength.VERIFIED)  # of the text itself: a date has come
EXCLUDED = Evidence(against=Strength.VERIFIED)


def crisp(holds: bool) -> Evidence:
    """Evidence about something the text itself settles."""
    return CERTAIN if holds else EXCLUDED


def at_least(n: int, several: Sequence[Evidence]) -> Evidence:
    """Evidence that at least `n` of several hold: the n-th largest on either side.

    All of them is (min, max), any of them (max, min).
    """
    for_ = sorted((each.for_ for each in several), reverse=True)
    against = sorted((each.against for each in several), reverse=True)
    return Evidence(
        for_[n - 1],
        against[len(several) - n],
        any(each.unclear for each in several),
        any(each.stale for each in several),
    )


EvidenceWord = Literal[
    "unreported",
    "stale",
    "unclear",
    "claimed",
    "corroborated",
    "verified",
    "conflicting",
    "refuted",
    "missing",  # nothing to go by, and a body that spoke of it cannot be read
]
NOTHING_TO_GO_BY: tuple[EvidenceWord, ...] = ("unreported", "stale", "unclear")

_STRONG: dict[Strength, EvidenceWord] = {
    Strength.CLAIMED: "claimed",
    Strength.CORROBORATED: "corroborated",
    Strength.VERIFIED: "verified",
}


def word_of(evidence: Evidence, accept: Strength) -> EvidenceWord:
    """The evidence axis of a standing: who prevails and how strongly, or why nobody does."""
    if evidence.verdict(accept) is Verdict.CONFLICTING:
        return "conflicting"
    if evidence.against > evidence.for_:
        return "refuted"
    if evidence.for_ > evidence.against:
        return _STRONG[evidence.for_]
    if evidence.unclear:
        return "unclear"
    return "stale" if evidence.stale else "unreported"
