"""What was said about the process that is measured: made as arrays, one element a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from bench.engine.cast import DAYS, FIRST, LAST, PROPOSITIONS, SPEAKERS, Draw
from numpy.typing import NDArray

from kept.assessment.sweep.columns import NEVER, NO_EXTENT, NO_FIGURE, NO_HIGH, NO_LOW, OPEN
from kept.ledger.statement import KINDS
from kept.process import Process, Proposition

Array = NDArray[Any]
START: Final = FIRST.toordinal()
END: Final = LAST.toordinal()
RETRACTS: Final = KINDS.index("retracts")
_SHARES: Final = {
    "asserts": 0.32,
    "reports": 0.32,
    "verifies": 0.06,
    "denies": 0.12,
    "disputes": 0.05,
    "retracts": 0.05,
    "declines": 0.02,
    "demands": 0.02,
    "expects": 0.02,
    "comments": 0.02,
}
_SKEW: Final = 0.6  # of the n-th slot in 1/n^skew: the largest has a fortieth of all
NOBODY: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """All that was said, in the order in which it was said. -1: none, or nobody."""

    kind: Array  # place in KINDS
    speaker: Array
    second: Array  # of a joint statement
    about: Array  # proposition; -1: a retraction
    also: Array  # a second proposition, of the same kind
    said_first: Array
    said: Array
    first: Array
    last: Array
    until: Array  # NEVER: not said
    low: Array  # NO_FIGURE, NO_LOW
    high: Array
    extent_low: Array  # NO_EXTENT, OPEN
    extent_high: Array
    signed: Array
    unnamed: Array
    release: Array
    grade: Array  # 10 · reliability (A = 1, F = 6) + credibility; 0: none
    source: Array
    source_too: Array
    retracts: Array  # statement
    answers: Array  # statement
    filed_by: Array  # actor
    index: Array  # place in the register
    witnessed: Array  # last day of the interval of its entry; NEVER

    def __len__(self) -> int:
        return len(self.kind)


def casts(seed: int) -> NDArray[np.int16]:
    """Of each proposition the actors that speak of it."""
    draw = np.random.default_rng((seed, 3))
    order = np.argsort(draw.random((PROPOSITIONS, 200)), axis=1)
    return order[:, :SPEAKERS].astype(np.int16)


def popularity(seed: int, asked: Sequence[int]) -> Array:
    """The share of each proposition: what commitments ask is spoken of more than the rest."""
    draw = np.random.default_rng((seed, 4))
    rank = draw.random(PROPOSITIONS)
    rank[list(asked)] *= 0.4
    shares = np.empty(PROPOSITIONS)
    shares[np.argsort(rank)] = 1 / np.arange(1, PROPOSITIONS + 1) ** _SKEW
    found: Array = shares / shares.sum()
    return found


def testimony(process: Process, cast: Array, shares: Array, size: int, seed: int) -> Testimony:
    """As many statements as `size`, over ten years."""
    draw = np.random.default_rng((seed, 5, size))
    written = tuple(process.propositions.values())
    kind = draw.choice(
        [KINDS.index(each) for each in _SHARES],
        size,
        p=list(_SHARES.values()),
    ).astype(np.uint8)
    kind[:8] = KINDS.index("asserts")  # there is something to take back from the first on
    found: dict[str, Array] = {"kind": kind}
    found |= _subjects(draw, kind, written, shares)
    found |= _speakers(draw, found, cast, process)
    found |= _days(draw, size)
    found |= _figures(draw, found, written)
    found |= _manner(draw, size)
    found |= _entries(draw, found, process)
    return Testimony(**found)


# ── About what, and by whom ──────────────────────────────────────────────────


def _subjects(
    draw: Draw, kind: Array, written: Sequence[Proposition], shares: Array
) -> dict[str, Array]:
    size = len(kind)
    edges = np.cumsum(shares)
    edges[-1] = 1.0
    about = np.searchsorted(edges, draw.random(size), side="right").astype(np.int32)
    # The kinds stand one after the other: the next proposition is of the same, but at an edge.
    kinds = np.array([each.kind for each in written])
    alike = np.append(kinds[:-1] == kinds[1:], False)
    also = np.where(alike[about] & (draw.random(size) < 0.03), about + 1, NOBODY)
    retracts = _targets(draw, kind)
    gone = retracts >= 0
    about[gone] = NOBODY
    also[gone] = NOBODY
    return {"about": about, "also": also.astype(np.int32), "retracts": retracts}


def _targets(draw: Draw, kind: Array) -> Array:
    """What each retraction takes back: something earlier; one in ten takes back a retraction."""
    size = len(kind)
    places = np.flatnonzero(kind == RETRACTS)
    back = 1 + draw.exponential(min(2000, size / 20), len(places)).astype(np.int64)
    target = np.maximum(places - back, 0)
    again = draw.random(len(places)) < 0.1
    again[0:1] = False
    target[again] = places[np.flatnonzero(again) - 1]
    found = np.full(size, NOBODY, np.int32)
    found[places] = target
    return found


def _speakers(
    draw: Draw, found: dict[str, Array], cast: Array, process: Process
) -> dict[str, Array]:
    """Some speak far more often than others; who retracts mostly takes back its own words."""
    size, about, retracts = len(found["kind"]), found["about"], found["retracts"]
    seat = (draw.random(size) ** 2 * SPEAKERS).astype(np.int64)
    speaker = cast[about, seat]
    second = cast[about, (seat + 1) % SPEAKERS]
    nameless = np.array([each.kind == "unnamed" for each in process.actors.values()])
    unnamed = draw.random(size) < 0.04
    alone = (draw.random(size) >= 0.04) | (found["also"] >= 0) | (retracts >= 0)
    alone |= unnamed | nameless[speaker] | nameless[second]
    second[alone] = NOBODY
    filed = draw.random(size) < 0.1
    filed_by = np.where(filed, draw.integers(100, 105, size), NOBODY).astype(np.int16)
    own, filer = draw.random(size) < 0.85, draw.random(size) < 0.5
    gone = np.flatnonzero(retracts >= 0)
    target = retracts[gone]
    for _ in range(8):  # chains of retractions are no longer, but for a few
        theirs = np.where(filer[gone] & (filed_by[target] >= 0), filed_by[target], speaker[target])
        speaker[gone] = np.where(own[gone], theirs, speaker[gone])
    return {"speaker": speaker, "second": second, "unnamed": unnamed, "filed_by": filed_by}


# ── When, how much, in what manner ───────────────────────────────────────────


def _some(draw: Draw, size: int, share: float, value: Array | int, otherwise: Any) -> Array:
    return np.where(draw.random(size) < share, value, otherwise)


def _days(draw: Draw, size: int) -> dict[str, Array]:
    """Said in ascending order but for some that come late; about days before, some uncertain."""
    even = START + np.arange(size, dtype=np.int64) * DAYS // size
    late = _some(draw, size, 0.3, draw.exponential(20, size).astype(np.int64), 0)
    said = np.maximum(even - late, START - 60).astype(np.int32)
    said_first = said - _some(draw, size, 0.03, draw.integers(1, 20, size), 0)
    last = said - draw.exponential(12, size).astype(np.int32)
    last -= _some(draw, size, 0.03, draw.integers(0, 700, size), 0).astype(np.int32)
    first = last - _some(draw, size, 0.08, draw.integers(1, 31, size), 0)
    until = _some(draw, size, 0.25, last + draw.integers(1, 400, size), NEVER)
    answers = np.arange(size) - 1 - draw.exponential(50, size).astype(np.int64)
    found = {"said_first": said_first, "first": first, "until": until, "last": last, "said": said}
    return {name: each.astype(np.int32) for name, each in found.items()} | {"answers": answers}


def _figures(
    draw: Draw, found: dict[str, Array], written: Sequence[Proposition]
) -> dict[str, Array]:
    """Figures of indicators, mostly as intervals; how far events are done; what is answered."""
    size, about = len(found["kind"]), found["about"]
    kinds = np.array([each.kind for each in written] + ["none"])
    is_figure = (kinds == "indicator")[about] & (draw.random(size) < 0.93)
    middle = (draw.exponential(30, size) * (draw.random(size) < 0.7)).astype(np.int64)
    low, high = middle, middle + _some(draw, size, 0.5, draw.integers(1, 40, size), 0)
    low, high = _some(draw, size, 0.05, NO_LOW, low), _some(draw, size, 0.05, NO_HIGH, high)
    is_extent = (kinds == "event")[about] & (draw.random(size) < 0.2)
    least, most = draw.integers(0, 4, size), draw.integers(0, 4, size)
    least, most = np.minimum(least, most), np.maximum(least, most)
    least, most = _some(draw, size, 0.1, OPEN, least), _some(draw, size, 0.1, OPEN, most)
    contradicts = np.isin(found["kind"], [KINDS.index("denies"), KINDS.index("disputes")])
    answers = contradicts & (draw.random(size) < 0.2) & (found["answers"] >= 0)
    return {
        "low": np.where(is_figure, low, NO_FIGURE),
        "high": np.where(is_figure, high, NO_HIGH),
        "extent_low": np.where(is_extent, least, NO_EXTENT).astype(np.int8),
        "extent_high": np.where(is_extent, most, NO_EXTENT).astype(np.int8),
        "answers": np.where(answers, found["answers"], NOBODY).astype(np.int32),
    }


def _manner(draw: Draw, size: int) -> dict[str, Array]:
    grade = 10 * draw.integers(1, 7, size) + draw.integers(1, 7, size)
    source = draw.integers(0, 40, size)
    return {
        "signed": draw.random(size) < 0.3,
        "release": draw.choice(4, size, p=[0.7, 0.15, 0.1, 0.05]).astype(np.uint8),
        "grade": _some(draw, size, 0.3, grade, 0).astype(np.uint8),
        "source": _some(draw, size, 0.96, source, NOBODY).astype(np.int8),
        "source_too": _some(
            draw, size, 0.2, (source + draw.integers(1, 40, size)) % 40, NOBODY
        ).astype(np.int8),
    }


def _entries(draw: Draw, found: dict[str, Array], process: Process) -> dict[str, Array]:
    """Where each stands in the register, and by when it was seen there; a few are in none."""
    size = len(found["kind"])
    found["source_too"][found["source"] < 0] = NOBODY
    entered = (draw.random(size) >= 0.02) | (found["source"] < 0)
    places = np.flatnonzero(entered)
    order = places[np.argsort(places + draw.exponential(20, len(places)), kind="stable")]
    index = np.full(size, NOBODY, np.int32)
    index[order] = np.arange(len(order), dtype=np.int32)
    seen = np.maximum.accumulate(found["said"][order] + draw.integers(0, 4, len(order)))
    seen[draw.random(len(order)) < 0.02] = NEVER
    witnessed = np.full(size, NEVER, np.int32)
    witnessed[order] = seen
    return {"index": index, "witnessed": witnessed}
