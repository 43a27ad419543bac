"""From a form as it was sent to a meeting's record, or to words at each field that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, get_args

from django.http import QueryDict

from kept.dates import Calendar, DateError, Span, read_duration, read_span
from kept.names import NamingError, check_visible
from kept.process import Process
from kept.process.model.mechanisms import EffectWord
from kept.texts import Words
from kept.web.minutes.minutes import Decided, Found, Minutes, absent, powers_of

DECISIONS: Final = 4  # rows of the form; a longer list is recorded in two turns
FINDINGS: Final = 3
LONGEST: Final = 600  # letters of one point
EFFECTS: Final[tuple[EffectWord, ...]] = get_args(EffectWord)


@dataclass(slots=True)
class Reading:
    """One form being read: what is wrong with it, by field, as keys of sentences."""

    sent: QueryDict
    process: Process
    body: str
    today: date
    wrong: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def refuse(self, name: str, key: str, **values: str) -> None:
        """Say what is wrong at a field; the first word stands."""
        self.wrong.setdefault(name, (key, values))

    def _sent(self, name: str) -> str:
        return str(self.sent.get(name, ""))

    def text(self, name: str) -> str:
        """A line as it was sent; what nobody can see is refused."""
        told = " ".join(self._sent(name).split())
        self._visible(name, told)
        return told

    def _visible(self, name: str, told: str) -> None:
        if len(told) > LONGEST:
            self.refuse(name, "too-long", n=str(LONGEST))
        try:
            check_visible(told)
        except NamingError:
            self.refuse(name, "hidden")

    def words(self, name: str) -> Words | None:
        """Words in every language of the process; in some and not in others is refused."""
        languages = self.process.head.languages
        told = [(each, self.text(f"{name}_{each}")) for each in languages]
        if not any(text for _, text in told):
            return None
        for language, text in told:
            if not text:
                self.refuse(f"{name}_{language}", "in-every-language")
        return Words(tuple(told))

    def points(self, name: str) -> tuple[Words, ...]:
        """One point a line, as many lines in each language."""
        languages = self.process.head.languages
        lines = {each: list(self._lines(f"{name}_{each}")) for each in languages}
        if len({len(each) for each in lines.values()}) > 1:
            self.refuse(f"{name}_{languages[-1]}", "as-many-lines")
            return ()
        return tuple(
            Words(tuple(zip(languages, several, strict=True)))
            for several in zip(*lines.values(), strict=True)
        )

    def _lines(self, name: str) -> Iterator[str]:
        for line in self._sent(name).splitlines():
            told = " ".join(line.split())
            if told:
                self._visible(name, told)
                yield told

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """One day, written as 2025-12-18."""
        told = self.text(name)
        if not told:
            if needed:
                self.refuse(name, "needed")
            return None
        try:
            return date.fromisoformat(told)
        except ValueError:
            self.refuse(name, "no-day")
            return None

    def span(self, name: str) -> str:
        """A day, a month or a span, as the text writes it; empty if none is given."""
        return self._tried(name, lambda told: read_span(told, Calendar()), "no-span")

    def duration(self, name: str) -> str:
        """A length of time such as "30 days"; empty if none is given."""
        return self._tried(name, read_duration, "no-duration")

    def _tried(self, name: str, read: Callable[[str], object], key: str) -> str:
        told = self.text(name)
        if told:
            try:
                read(told)
            except DateError:
                self.refuse(name, key)
        return told

    def among(self, name: str, known: Sequence[str] | Mapping[str, object]) -> tuple[str, ...]:
        """Several of what is known, each once, in the order sent."""
        several = tuple(dict.fromkeys(each for each in self.sent.getlist(name) if each))
        if any(each not in known for each in several):
            self.refuse(name, "no-such")
        return several

    def one(self, name: str, known: Sequence[str] | Mapping[str, object]) -> str:
        """One of what is known, or nothing."""
        told = self._sent(name)
        if told and told not in known:
            self.refuse(name, "no-such")
        return told


def read_minutes(reading: Reading) -> Minutes | None:
    """The record a form holds; None if anything in it is wrong."""
    on, number = _on(reading), _number(reading)
    process = reading.process
    minutes = Minutes(
        body=reading.body,
        on=on or Span.on(reading.today),
        known_on=reading.today,
        number=number,
        venue=reading.words("place"),
        attended=reading.among("attended", process.actors),
        planned_as=reading.one("planned_as", process.meetings),
        reviewed=reading.points("reviewed"),
        agreed=reading.points("agreed"),
        concerns=reading.among("concerns", process.commitments),
        next_on=reading.span("next_on"),
        next_text=reading.words("next"),
        dissent=reading.words("dissent"),
        decisions=tuple(_decisions(reading)),
        found=tuple(_findings(reading)),
    )
    _rules(reading, minutes)
    return None if reading.wrong else minutes


def _on(reading: Reading) -> Span | None:
    first, last = reading.day("on", needed=True), reading.day("until")
    if first is None:
        return None
    if last is not None and last < first:
        reading.refuse("until", "ends-before")
        return None
    span = Span(first, last or first)
    if span.last > reading.today:
        reading.refuse("on", "not-held-yet")
    return span


def _number(reading: Reading) -> int | None:
    told = reading.text("number")
    if not told:
        return None
    if not told.isascii() or not told.isdigit() or not 0 < len(told) < 5 or int(told) == 0:
        reading.refuse("number", "no-number")
        return None
    number = int(told)
    for each in reading.process.meetings.values():
        if (each.mechanism, each.number, each.held) == (reading.body, number, True):
            reading.refuse("number", "number-taken")
    return number


def _decisions(reading: Reading) -> Iterator[Decided]:
    may = powers_of(reading.process, reading.body)
    for n in range(1, DECISIONS + 1):
        row = f"decision{n}"
        text, effect = reading.words(f"{row}_text"), reading.one(f"{row}_effect", EFFECTS)
        commitment = reading.one(f"{row}_commitment", reading.process.commitments)
        by, to = reading.duration(f"{row}_by"), reading.span(f"{row}_to")
        if text is None:
            if effect or commitment or by or to:
                reading.refuse(f"{row}_text_{reading.process.head.languages[0]}", "needed")
            continue
        _effect(reading, row, effect, commitment, may)
        _extension(reading, row, effect, by, to)
        yield Decided(
            text=text,
            effect=next((each for each in EFFECTS if each == effect), None),
            commitment=commitment,
            by=by,
            to=to,
        )


def _effect(reading: Reading, row: str, effect: str, commitment: str, may: Sequence[str]) -> None:
    """An effect needs its commitment, and a text that gives the body the power."""
    if effect and not may:  # the form of such a body has no field for it
        reading.refuse(f"{row}_text_{reading.process.head.languages[0]}", "no-power")
    elif bool(effect) != bool(commitment):
        reading.refuse(f"{row}_{'commitment' if effect else 'effect'}", "needed")
    elif effect and commitment not in may:
        reading.refuse(f"{row}_commitment", "no-power")


def _extension(reading: Reading, row: str, effect: str, by: str, to: str) -> None:
    """Only an extension moves a deadline, and by one measure."""
    if effect == "extend" and bool(by) == bool(to):
        reading.refuse(f"{row}_by", "by-or-to")
    elif effect != "extend" and (by or to):
        reading.refuse(f"{row}_by", "only-extend")


def _findings(reading: Reading) -> Iterator[Found]:
    for n in range(1, FINDINGS + 1):
        row = f"found{n}"
        text = reading.words(f"{row}_text")
        kind = reading.one(f"{row}_kind", ("gap", "obstacle"))
        concerns = reading.among(f"{row}_concerns", reading.process.commitments)
        if text is None:
            if concerns:
                reading.refuse(f"{row}_text_{reading.process.head.languages[0]}", "needed")
            continue
        yield Found(kind=kind or "gap", text=text, concerns=concerns)


def _rules(reading: Reading, minutes: Minutes) -> None:
    """What holds for the whole: who must be there, and that all agreed, for what binds."""
    if not minutes.attended:
        reading.refuse("attended", "needed")
    if not minutes.binds:
        return
    if absent(reading.process, minutes):
        reading.refuse("attended", "all-members")
    if reading.one("agreed_by_all", ("yes",)) != "yes":
        reading.refuse("agreed_by_all", "all-agree")
