"""What the form offers to choose from, by name, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kept.assessment import Standing
from kept.dates import Span
from kept.process import Mechanism, Meeting, Process
from kept.report.wording import dates, deadline, names, words
from kept.report.wording.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The bodies, actors, meetings and commitments of a process."""

    process: Process
    body: str
    language: Language
    on: date

    @property
    def it(self) -> Mechanism:
        """The body that met."""
        return self.process.mechanisms[self.body]

    @property
    def bodies(self) -> list[tuple[str, str]]:
        """Every body, in alphabetical order of the names."""
        return _sorted(
            (each.name.in_language(self.language), name)
            for name, each in self.process.mechanisms.items()
        )

    @property
    def expected(self) -> list[tuple[str, str]]:
        """The members and observers of the body, in alphabetical order."""
        return self._named((*self.it.members, *self.it.observers))

    @property
    def others(self) -> list[tuple[str, str]]:
        """Whoever else may have sat there: states, organisations, groups."""
        usual = {*self.it.members, *self.it.observers}
        kinds = ("state", "organisation", "armed-group", "verifier", "group")
        several = self.process.actors.values()
        return self._named(
            each.id for each in several if each.kind in kinds and each.id not in usual
        )

    def _named(self, several: Iterable[str]) -> list[tuple[str, str]]:
        return _sorted((names.actor(each, self.process, self.language), each) for each in several)

    @property
    def planned(self) -> list[tuple[str, str]]:
        """The meetings of the body that were planned, and are not known to have been held."""
        several = self.process.meetings.values()
        return [
            (each.id, self.meeting(each))
            for each in several
            if each.mechanism == self.body and not each.held
        ]

    @property
    def commitments(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every commitment under its text."""
        return [
            (
                names.instrument(each, self.process, self.language),
                [
                    (one.id, names.commitment(one.id, self.process, self.language))
                    for one in self.process.under(each)
                ],
            )
            for each in self.process.instruments
        ]

    def commitment(self, name: str) -> str:
        """What is owed, and by whom."""
        return names.owed(name, self.process, self.language)

    def actors(self, several: Iterable[str]) -> str:
        """Actors by name."""
        return ", ".join(name for _, name in self._named(several))

    def meeting(self, meeting: Meeting) -> str:
        """A meeting with its day."""
        name = names.meeting(meeting.id, self.process, self.language)
        return f"{name}, {dates.span(meeting.on, self.language)}"

    def days(self, span: Span) -> str:
        """The day or the days of a meeting."""
        return dates.span_of_days(span, self.language)

    def effect(self, word: str) -> str:
        """What a decision does."""
        return words.effect_word(word, self.language)

    def due(self, standing: Standing) -> str:
        """By when something is owed."""
        return deadline.due(standing.time, self.language)

    def duty(self, standing: Standing) -> str:
        """Where a duty is in its life."""
        return words.duty_word(standing.duty, self.language)

    def word(self, commitment: str, shown: str) -> str:
        """The word for a standing."""
        restraint = self.process.commitments[commitment].kind == "refrain"
        return words.shown_word(shown, self.process, self.language, restraint=restraint)  # type: ignore[arg-type]

    @property
    def number(self) -> int | None:
        """The number the next meeting would have."""
        numbers = [
            each.number
            for each in self.process.meetings.values()
            if each.mechanism == self.body and each.held and each.number is not None
        ]
        return max(numbers) + 1 if numbers else None


def _sorted(several: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ids with their names, by the names."""
    return [(each, name) for name, each in sorted(several, key=lambda pair: pair[0].casefold())]
