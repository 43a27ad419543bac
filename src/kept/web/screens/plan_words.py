"""Names, days and figures of the plan, the texts and the meetings, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kept.assessment import Standing
from kept.dates import Duration, Span
from kept.process import Instrument, Meeting, Process, Source
from kept.process.model import (
    Decided,
    Effect,
    Happened,
    InstrumentIs,
    Kept,
    Leaf,
    Measured,
    PhaseIs,
    Reached,
)
from kept.report.gates import Part, Voice
from kept.report.wording import dates, figures, names, words
from kept.report.wording import standing as wording
from kept.report.wording.language import Language, say, sentence
from kept.web.pages.asked import Asked


@dataclass(frozen=True, slots=True)
class Telling:
    """What templates ask to be told; one per page."""

    asked: Asked

    def actors(self, several: Iterable[str]) -> list[tuple[str, str]]:
        """Ids with their names, in alphabetical order of the names: nobody comes first."""
        named = ((names.actor(each, self._process, self._language), each) for each in several)
        return [(each, name) for name, each in sorted(named, key=lambda pair: pair[0].casefold())]

    def known(self, actor: str) -> bool:
        """Whether there is a page about an actor."""
        return actor in self._process.actors

    def actor_path(self, actor: str) -> str:
        """The page about an actor or a body."""
        kind = "mechanisms" if actor in self._process.mechanisms else "actors"
        return self.asked.link(f"/{kind}/{actor}/")

    def sources(self, several: Iterable[str]) -> list[Source]:
        """Who published it."""
        return [self._process.sources[each] for each in several]

    def word(self, commitment: str, shown: str) -> str:
        """The word shown for a standing of a commitment."""
        restraint = self._process.commitments[commitment].kind == "refrain"
        return words.shown_word(shown, self._process, self._language, restraint=restraint)  # type: ignore[arg-type]

    def days(self, meeting: Meeting) -> str:
        """The day of a meeting, or all its days."""
        told = dates.span_of_days if meeting.several else dates.span
        return told(meeting.on, self._language)

    def span(self, span: Span) -> str:
        """A day, known exactly or within bounds."""
        return dates.span(span, self._language)

    def line(self, standing: Standing) -> str:
        """Where a commitment stands, in one line."""
        return sentence(wording.line(standing, self._process, self._language))

    def effect(self, effect: Effect) -> str:
        """What a decision does to a commitment."""
        return sentence(words.effect_word(effect.word, self._language))

    def duration(self, length: Duration) -> str:
        """A length of time."""
        told = (
            self.asked.t(f"plan.{name}", n=n)
            for name, n in (("months", length.months), ("days", length.days))
            if n
        )
        return names.join(told, self._language)

    def track(self, name: str) -> str:
        """The name of a track."""
        return self._process.tracks[name].name.in_language(self._language)

    def kind(self, instrument: Instrument) -> str:
        """What sort of text it is; a sort nobody named in words stands for itself."""
        try:
            return self.asked.t(f"instruments.kind-{instrument.kind}")
        except KeyError:
            return instrument.kind.replace("-", " ")

    def asks(self, part: Part) -> str:
        """What one part asks for."""
        told = self._asks(part.asks)
        return self.asked.t("plan.asks-contrary", what=told) if part.contrary else told

    def _asks(self, leaf: Leaf) -> str:
        process, language, t = self._process, self._language, self.asked.t
        match leaf:
            case Happened(name):
                return names.proposition(name, process, language)
            case Measured(indicator=name, test=test):
                asked = figures.comparison(test, language, process.propositions[name].unit)
                return t(
                    "plan.asks-figure", name=names.proposition(name, process, language), test=asked
                )
            case InstrumentIs(instrument=name, status=status):
                title = names.instrument(name, process, language)
                return t("plan.asks-text", name=title, status=say(f"status.{status}", language))
            case Kept(commitment):
                return names.commitment(commitment, process, language)
            case PhaseIs(phase=name, status=status):
                return t(f"plan.asks-{status}", name=names.phase(name, process, language))
            case Reached(span):
                return dates.span(span, language)
            case Decided(decision):
                return names.decision(decision, process, language)

    def found(self, part: Part) -> str:
        """What is known of one part, in a few words."""
        t = self.asked.t
        if part.out_of:
            return t("plan.kept-of", n=part.kept, of=part.out_of)
        if part.on is not None:
            return dates.on(part.on, self._language)
        if isinstance(part.asks, Happened | Measured) and part.voices:
            return t(f"plan.verdict-{part.verdict}")
        return t("plan.verdict-met" if part.met else "plan.verdict-none")

    def voices(self, part: Part) -> list[tuple[str, Voice]]:
        """Who says it, those who said it together in one breath, in alphabetical order."""
        together: dict[str, list[Voice]] = {}
        for each in part.voices:
            together.setdefault(each.statement.id, []).append(each)
        told = (
            (sorted((self.voice(one.voice) for one in several), key=str.casefold), several[0])
            for several in together.values()
        )
        return [
            (", ".join(several), first)
            for several, first in sorted(told, key=lambda each: [*map(str.casefold, each[0])])
        ]

    def figure(self, voice: Voice, part: Part) -> str:
        """What one voice says: its figure, or whether it is for it or against it."""
        if voice.says is None or not isinstance(part.asks, Measured):
            return self.asked.t(f"plan.sign-{voice.sign}")
        unit = self._process.propositions[part.asks.indicator].unit
        return figures.interval(voice.says, self._language, unit)

    def voice(self, name: str) -> str:
        """Who speaks."""
        return names.voice(name, self._process, self._language)

    @property
    def _process(self) -> Process:
        return self.asked.process

    @property
    def _language(self) -> Language:
        return self.asked.language
