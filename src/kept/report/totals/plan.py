"""Which indicator is which step: what a process says in `totals.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kept.texts import Place, Words

Group = Literal["people", "weapons", "outreach", "withdrawal", "exchanges"]
Measure = Literal["running", "period", "stock"]

GROUPS: Final[tuple[Group, ...]] = ("people", "weapons", "outreach", "withdrawal", "exchanges")
MEASURES: Final[tuple[Measure, ...]] = ("running", "period", "stock")
OF_PEOPLE: Final[frozenset[Group]] = frozenset({"people", "outreach", "withdrawal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step on the way, and the figures or events that speak of it.

    A step that names neither is one of which the process has no word: it is shown as a step
    of which nobody has given a figure.
    """

    id: str
    place: Place
    group: Group
    name: Words
    indicators: tuple[str, ...] = ()  # each a category of its own, shown apart, never added up
    events: tuple[str, ...] = ()
    # running: in all since a beginning; period: in that period alone; stock: at that moment
    measure: Measure = "running"
    whole: str | None = None  # the indicator that counts all `indicators` together
    apart: bool = False  # beside the flow: dependants, children, civilians
    parties: tuple[str, ...] = ()  # of an exchange: whose acknowledgement is looked for
    note: Words | None = None

    @property
    def of_people(self) -> bool:
        """Whether its figures count people, so that small ones are not shown."""
        return self.group in OF_PEOPLE

    @property
    def figures(self) -> tuple[str, ...]:
        """Every indicator whose figures are shown, the whole last."""
        return (*self.indicators, *((self.whole,) if self.whole else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps of a process in the order of the text, and the first day that is counted."""

    since: date
    steps: tuple[Step, ...] = ()

    def of(self, group: Group) -> tuple[Step, ...]:
        """The steps of one group, in order."""
        return tuple(each for each in self.steps if each.group == group)

    def counting_people(self) -> Iterator[Step]:
        """The steps whose small figures are not shown."""
        return (each for each in self.steps if each.of_people)
