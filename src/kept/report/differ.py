"""Two standpoints side by side: where they differ, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kept.assessment import (
    Assessment,
    Change,
    Comparison,
    compare,
    what_would_change,
    word_if,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A commitment that stands otherwise from one standpoint than from the other."""

    comparison: Comparison
    settled_by: tuple[Change, ...]  # findings of a verifier after which both have the same word


def differences(left: Assessment, right: Assessment) -> tuple[Difference, ...]:
    """What differs, in the order of the text: in a word, a duty, the evidence or the time."""
    return tuple(
        Difference(comparison=each, settled_by=settling(left, right, each.commitment))
        for each in compare([left, right])
        if differs(each)
    )


def differs(comparison: Comparison) -> bool:
    """Whether two standpoints see a commitment otherwise, contested or not."""
    axes = {each.axes for each in comparison.standings.values()}
    return comparison.word != "agreed" or len(axes) > 1


def settling(left: Assessment, right: Assessment, commitment: str) -> tuple[Change, ...]:
    """The findings of a verifier that would give both the same word; none where words agree."""
    if left.standings[commitment].word == right.standings[commitment].word:
        return ()
    return tuple(_settling(left, right, commitment))


def _settling(left: Assessment, right: Assessment, commitment: str) -> Iterator[Change]:
    tried = set()
    for change in (*what_would_change(left, commitment), *what_would_change(right, commitment)):
        if change.findings in tried:
            continue
        tried.add(change.findings)
        words = {word_if(each, commitment, change.findings) for each in (left, right)}
        if len(words) == 1:
            yield Change(change.findings, words.pop())
