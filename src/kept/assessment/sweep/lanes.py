"""Lanes: up to eight standpoints that are swept together, as masks of one bit each.

Standpoints share a pass where they hear the same voices, that is where they join actors into
the same blocs; others get a pass of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from kept.assessment.accounts import Interest
from kept.assessment.evidence import Strength
from kept.assessment.record import bloc_of, grade_reaches
from kept.assessment.sweep.columns import Int16, UInt8, Vocabulary
from kept.assessment.terms import VERIFIER
from kept.assessment.whatif import SECOND_VOICE
from kept.ledger.statement import RELEASES
from kept.process.model import Process, Standpoint

LANES: Final = 8
GRADES: Final = 48  # 8 · (1 to 5) + (1 to 5), and 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Who sees and counts what. Bit n of each mask is the n-th standpoint."""

    standpoints: tuple[Standpoint, ...]  # at most LANES
    voices: tuple[str, ...]  # what a voice's code means: see `voice_names`
    voice: Int16  # by actor: the voice it speaks with when it is named
    sees: UInt8  # by release
    counts: UInt8  # by actor
    grades: UInt8  # by grade as `Words.grade` has it
    accept: UInt8  # by lane: the least strength, 1 to 3

    def mask(self, holds: Callable[[Standpoint], bool]) -> int:
        """The lanes for which something holds."""
        return _mask(self.standpoints, holds)

    def classes(self, interests: Sequence[Interest]) -> UInt8:
        """Who verifies and who gains, one interest a lane: 6 × voices masks.

        For what is believed: who verifies, who concedes, who is not merely served; then the
        same three for what is not.
        """
        found = np.zeros((6, len(self.voices)), np.uint8)
        code = _codes(self.voices)
        for each, mask in _masks(interests).items():
            for side, it in enumerate((each, each.swapped())):
                served = it.performers - it.doubters
                _set(found[3 * side], mask, code, it.verifiers - it.performers)
                _set(found[3 * side + 1], mask, code, it.doubters - it.performers)
                found[3 * side + 2] |= mask
                _clear(found[3 * side + 2], mask, code, served)
        return found


def lanes_of(
    process: Process, standpoints: Sequence[Standpoint], vocabulary: Vocabulary
) -> Iterator[Lanes]:
    """The passes that all of `standpoints` take, in the order of their first standpoint."""
    several: dict[tuple[tuple[str, ...], ...], list[Standpoint]] = {}
    for each in standpoints:
        several.setdefault(each.blocs, []).append(each)
    for alike in several.values():
        for start in range(0, len(alike), LANES):
            yield _lanes(process, tuple(alike[start : start + LANES]), vocabulary)


def voice_names(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every voice there can be: actors, unnamed sources by publisher, and two that are supposed."""
    unnamed = (f"unnamed through {each}" for each in vocabulary.publishers)
    return (*vocabulary.actors, *unnamed, VERIFIER, SECOND_VOICE)


def _lanes(process: Process, alike: tuple[Standpoint, ...], vocabulary: Vocabulary) -> Lanes:
    actors = vocabulary.actors
    place = {name: at for at, name in enumerate(actors)}
    blocs = [bloc_of(each, process, alike[0]) for each in actors]
    return Lanes(
        standpoints=alike,
        voices=voice_names(vocabulary),
        voice=np.array([place[each] for each in blocs], np.int16),
        sees=_bytes(_seeing(alike, each) for each in RELEASES),
        counts=_together([_counted(it, actors, blocs) for it in alike], len(actors)),
        grades=_together([_graded(it.grade) for it in alike], GRADES),
        accept=_bytes(int(Strength.of(each.accept)) for each in alike),
    )


def _counted(standpoint: Standpoint, actors: Sequence[str], blocs: Sequence[str]) -> list[bool]:
    """Of each actor, whether its words are evidence."""
    counts = standpoint.counts
    named = set(counts.all_but if counts.only is None else counts.only)
    others = counts.only is None
    return [
        (actor in named or bloc in named) != others
        for actor, bloc in zip(actors, blocs, strict=True)
    ]


@lru_cache(maxsize=64)
def _graded(wanted: str | None) -> list[bool]:
    """Of each grade, as a byte tells it, whether it is good enough."""
    texts = (f"{'-ABCDE'[grade // 8]}{grade % 8}" if grade else None for grade in range(GRADES))
    return [grade_reaches(each, wanted) for each in texts]


def _together(several: Sequence[Sequence[bool]], length: int) -> UInt8:
    """Truths of each lane as masks of one bit each."""
    found = np.zeros(length, np.uint8)
    for lane, each in enumerate(several):
        found |= np.array(each, np.uint8) << lane
    return found


def _seeing(alike: Sequence[Standpoint], release: str) -> int:
    return _mask(alike, lambda it: release in it.sees)


def _mask(standpoints: Sequence[Standpoint], holds: Callable[[Standpoint], bool]) -> int:
    return sum(1 << lane for lane, each in enumerate(standpoints) if holds(each))


def _bytes(values: Iterator[int]) -> UInt8:
    return np.fromiter(values, np.uint8)


def _masks(interests: Sequence[Interest]) -> dict[Interest, int]:
    """The lanes that have each interest."""
    found: dict[Interest, int] = {}
    for lane, each in enumerate(interests):
        found[each] = found.get(each, 0) | 1 << lane
    return found


@lru_cache(maxsize=16)
def _codes(voices: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(voices)}


def _clear(row: UInt8, mask: int, code: dict[str, int], names: frozenset[str]) -> None:
    for name in names & code.keys():
        row[code[name]] &= ~mask & 0xFF


def _set(row: UInt8, mask: int, code: dict[str, int], names: frozenset[str]) -> None:
    for name in names & code.keys():
        row[code[name]] |= mask
