"""What every table shares: words, days and conditions as one process writes them."""

from __future__ import annotations

from dataclasses import dataclass

from kept.dates import Calendar
from kept.process.read.conditions import ConditionField
from kept.process.read.parts import Fields
from kept.texts import SEED, Day, Ids, Lines, ShortWords, WordsField


@dataclass(frozen=True, slots=True)
class Writing:
    """How one process is written: its calendar and its languages."""

    calendar: Calendar
    languages: tuple[str, ...]

    @property
    def words(self) -> WordsField:
        """Words in every language of the process."""
        return WordsField(self.languages)

    @property
    def short(self) -> ShortWords:
        """A short name, the same in every language or by language."""
        return ShortWords(self.languages)

    @property
    def day(self) -> Day:
        """A day as this calendar reads it."""
        return Day(self.calendar)

    @property
    def condition(self) -> ConditionField:
        """A condition whose dates this calendar reads."""
        return ConditionField(self.calendar)

    @property
    def traced(self) -> Fields:
        """Where something comes from: in every table that tells of the world."""
        return {"ref": Lines(), "sources": Ids(), "seed": Lines(SEED), "note": self.words}

    @property
    def traced_bare(self) -> Fields:
        """The same, where a note has no place."""
        return {key: each for key, each in self.traced.items() if key != "note"}
