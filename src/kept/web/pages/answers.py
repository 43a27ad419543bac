"""What the core answers, kept for as long as nothing has changed.

Assessing takes a tenth of a second, reviewing half of one: a page that was asked before is
answered from here. The name of an answer holds all it depends on, the viewer's release included.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kept.assessment import Assessment, Run, assess, history
from kept.assessment.course import Course
from kept.process import Standpoint
from kept.report.accounts import Told, both_sides
from kept.report.explain import Again, Explanation, again_from, explain
from kept.report.review import Review, review
from kept.web.pages.asked import Asked

if TYPE_CHECKING:
    from kept.web.reading.large import LargeReview

MOST: Final = 96  # answers; a review of a process of 130 commitments takes some 5 MB
T = TypeVar("T")


class Answers:
    """The answers given last, the oldest forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most: Final = most
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock: Final = threading.Lock()

    def get(self, name: tuple[object, ...], make: Callable[[], T]) -> T:
        """The answer of this name, made if it is not here.

        Two makers may choose one name: what each made is kept apart.
        """
        name = (*name, getattr(make, "__module__", ""), getattr(make, "__qualname__", ""))
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                found: T = self._kept[name]
                return found
        made = make()
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()


ANSWERS: Final = Answers()


def name_of(asked: Asked, kind: str, *more: object) -> tuple[object, ...]:
    """The name of an answer: all it depends on."""
    q = asked.question
    return (asked.snapshot.key, q.on, q.known_at, q.standpoint.id, q.basis, kind, *more)


def review_of(asked: Asked) -> Review:
    """Where everything stands, and what changed."""
    shot = asked.snapshot
    large = large_of(asked)
    if large is not None:
        return large.review

    def make() -> Review:
        return review(
            shot.process, shot.statements, asked.question, ledger=shot.head, missing=shot.missing
        )

    return ANSWERS.get(name_of(asked, "review"), make)


def large_of(asked: Asked) -> LargeReview | None:
    """The review of a large register with what else is told of it; None of any other."""
    large = asked.snapshot.large
    if large is None:
        return None
    return ANSWERS.get(name_of(asked, "large"), lambda: large.told(asked.question))


def sides_of(asked: Asked, commitment: str) -> Mapping[str, Told | None]:
    """The last word of each side about a commitment: see `kept.report.accounts.both_sides`."""
    large = large_of(asked)
    if large is not None:
        return large.sides[commitment]
    return ANSWERS.get(
        name_of(asked, "sides", commitment),
        lambda: both_sides(review_of(asked).assessment, commitment),
    )


def history_of(asked: Asked, commitment: str) -> tuple[Run, ...]:
    """How a commitment came to stand as it does."""
    large = large_of(asked)
    if large is not None:
        return large.runs[commitment]
    return history(review_of(asked).assessment, commitment)


def assessment_of(asked: Asked, standpoint: Standpoint | None = None) -> Assessment:
    """Where everything stands, from the standpoint asked for or another one."""
    q, shot = asked.question, asked.snapshot
    chosen = standpoint or q.standpoint
    if standpoint is None:
        return review_of(asked).assessment

    def make() -> Assessment:
        return assess(
            shot.process,
            shot.statements,
            on=q.on,
            standpoint=chosen,
            known_at=q.known_at,
            basis=q.basis,
            missing=shot.missing,
        )

    return ANSWERS.get(name_of(asked, "assessment", chosen.id), make)


def explanation_of(asked: Asked, commitment: str) -> Explanation:
    """Everything about one commitment."""
    shot = asked.snapshot

    def make() -> Explanation:
        now = assessment_of(asked)
        return explain(now, commitment, shot.statements, shot.head, _again(asked, now))

    return ANSWERS.get(name_of(asked, "explanation", commitment), make)


def _again(asked: Asked, now: Assessment) -> Again:
    """Courses from other standpoints, each kept: the next commitment is asked of the same ones."""
    make = again_from(now, asked.snapshot.statements)

    def course(standpoint: Standpoint) -> Course:
        name = name_of(asked, "course", standpoint.id, standpoint.readings)
        return ANSWERS.get(name, lambda: make(standpoint))

    return course
