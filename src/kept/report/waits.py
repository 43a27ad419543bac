"""What waits for what, across the tracks, and with which step it could begin to move.

Whoever waits is not in breach: the duty has not begun. Nothing here is counted per party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kept.assessment import Assessment, Change, what_would_change
from kept.process import Process
from kept.report.plain import plain

WaitWord = Literal["each-waits", "neither", "passed", "breached"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A duty that has not begun, and one it waits for.

    *each-waits*: through whatever lies between, that one waits for this one too. *neither*:
    neither is in breach. *passed*: the time of what is waited for has passed. *breached*: it
    is accepted that it was not done.
    """

    waiting: str
    awaited: str
    word: WaitWord
    across: bool  # the two stand on different tracks

    @property
    def circle(self) -> bool:
        """Whether each waits for the other."""
        return self.word == "each-waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """A duty that waits for nobody, and all that waits for it: what could move first."""

    commitment: str
    frees: tuple[str, ...]  # what waits for it directly
    after: tuple[str, ...]  # what waits for those, and so on
    tracks: tuple[str, ...]  # the tracks all of this lies on


def track_of(process: Process, commitment: str) -> str:
    """The track of a commitment: its text's."""
    return process.instruments[process.commitments[commitment].instrument].track


def waits(assessment: Assessment) -> tuple[Wait, ...]:
    """Who waits for what, in the order of the text."""
    graph = _graph(assessment)
    return tuple(_wait(assessment, graph, *each) for each in _edges(graph))


def _graph(assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    return {
        name: each.blocked_by for name, each in assessment.standings.items() if each.blocked_by
    }


def _edges(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for waiting, several in graph.items():
        for awaited in several:
            yield waiting, awaited


def _wait(
    assessment: Assessment, graph: Mapping[str, tuple[str, ...]], waiting: str, awaited: str
) -> Wait:
    process = assessment.process
    return Wait(
        waiting=waiting,
        awaited=awaited,
        word=_word(assessment, graph, waiting, awaited),
        across=track_of(process, waiting) != track_of(process, awaited),
    )


def _word(
    assessment: Assessment, graph: Mapping[str, tuple[str, ...]], waiting: str, awaited: str
) -> WaitWord:
    if waiting in reached_from(graph, awaited):
        return "each-waits"
    duty = assessment.standings[awaited].duty
    if duty == "breached":
        return "breached"
    return "passed" if duty == "overdue" else "neither"


def reached_from(graph: Mapping[str, Sequence[str]], start: str) -> frozenset[str]:
    """All that `start` waits for, through whatever lies between.

    >>> sorted(reached_from({"a": ("b",), "b": ("c",), "c": ("b",)}, "a"))
    ['b', 'c']
    """
    found: set[str] = set()
    ahead = [*graph.get(start, ())]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(graph.get(name, ()))
    return frozenset(found)


def circles(graph: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Those that wait for one another, each circle once, in the order of the text.

    >>> circles({"a": ("b",), "b": ("a",), "c": ("a",)})
    (('a', 'b'),)
    """
    reach = {each: reached_from(graph, each) for each in graph}
    within = (
        tuple(one for one in graph if one in reach[each] and each in reach[one])
        for each in graph
        if each in reach[each]
    )
    return tuple(dict.fromkeys(within))


def waiting_circles(assessment: Assessment) -> tuple[tuple[str, ...], ...]:
    """The commitments of which each waits for the others."""
    return circles(_graph(assessment))


def first_steps(assessment: Assessment) -> tuple[FirstStep, ...]:
    """What is waited for and itself waits for nothing, in the order of the text."""
    graph = _graph(assessment)
    awaited = {each for several in graph.values() for each in several}
    return tuple(
        _step(assessment.process, graph, each)
        for each in assessment.process.commitments
        if each in awaited and each not in graph
    )


def _step(process: Process, graph: Mapping[str, tuple[str, ...]], commitment: str) -> FirstStep:
    frees = tuple(each for each, several in graph.items() if commitment in several)
    after = tuple(
        each for each in graph if each not in frees and commitment in reached_from(graph, each)
    )
    tracks = dict.fromkeys(track_of(process, each) for each in (commitment, *frees, *after))
    return FirstStep(commitment=commitment, frees=frees, after=after, tracks=tuple(tracks))


def unblocking(assessment: Assessment, commitment: str) -> tuple[Change, ...]:
    """The smallest findings after which a duty would wait no more; none where several must come."""
    found = what_would_change(assessment, commitment)
    return tuple(each for each in found if each.word != "blocked")


def wait_json(wait: Wait, process: Process) -> dict[str, Any]:
    """One wait as plain values."""
    return {
        **plain(wait),
        "tracks": [track_of(process, wait.waiting), track_of(process, wait.awaited)],
    }
