"""Every table a process may hold, and what may stand in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kept.dates import Calendar
from kept.process.model import (
    Actor,
    Area,
    Commitment,
    Decision,
    Gap,
    Instrument,
    Link,
    Mechanism,
    Meeting,
    Phase,
    Proposition,
    Source,
    Standpoint,
    Track,
)
from kept.process.model.propositions import PropositionKind
from kept.process.read import parts
from kept.process.read.conditions import ConditionField, PartsField
from kept.process.read.parts import Fields, Named
from kept.texts import (
    ADDRESS,
    GRADE,
    PCODE,
    SEED,
    Choice,
    Day,
    ExactDay,
    Flag,
    Id,
    Ids,
    Lasting,
    Line,
    Lines,
    Listed,
    Refused,
    Table,
    Whole,
    WordsField,
)

SOURCE_KINDS = (
    "official-text",
    "official-statement",
    "wire",
    "press",
    "state-linked",
    "party-media",
    "ngo-report",
    "reference",
    "aggregator",
    "blog",
    "low-quality-copy",
    "secondary-listing",
    "unknown-publisher",
)
ACTOR_KINDS = (
    "state",
    "force",
    "armed-group",
    "organisation",
    "mechanism",
    "verifier",
    "ngo",
    "media",
    "analysts",
    "unnamed",
    "group",
)
INSTRUMENT_KINDS = (
    "concept-of-operations",
    "declaration",
    "draft",
    "peace-agreement",
    "annex",
    "terms-of-reference",
    "economic-framework",
    "protocol",
    "operations-order",
    "framework",
    "resolution",
    "joint-statement",
    "roadmap",
)
RELEASES = ("public", "parties", "mechanism", "confidential")
STRENGTHS = ("claimed", "corroborated", "verified")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may be written in a process with this calendar and these languages."""

    calendar: Calendar
    languages: tuple[str, ...]

    def tables(self) -> Mapping[str, Table[Any]]:
        """The named tables, by the word in their heading."""
        return {
            "track": Table(Track, {"name": self.words}, ("name",), "A parallel negotiation."),
            "actor": self._actor(),
            "area": self._area(),
            "source": self._source(),
            **self._propositions(),
            "instrument": self._instrument(),
            "commitment": self._commitment(),
            "phase": self._phase(),
            "link": self._link(),
            "mechanism": self._mechanism(),
            "meeting": self._meeting(),
            "decision": self._decision(),
            "gap": self._gap(),
            "standpoint": self._standpoint(),
        }

    @property
    def words(self) -> WordsField:
        """Words in every language of the process."""
        return WordsField(self.languages)

    @property
    def day(self) -> Day:
        """A day as this calendar reads it."""
        return Day(self.calendar)

    @property
    def condition(self) -> ConditionField:
        """A condition whose dates this calendar reads."""
        return ConditionField(self.calendar)

    @property
    def _traced(self) -> Fields:
        """Where something comes from: in every table that tells of the world."""
        ref = Lines()
        return {"ref": ref, "sources": Ids(), "seed": Lines(SEED), "note": self.words}

    def _actor(self) -> Table[Any]:
        fields: Fields = {
            "kind": Choice(ACTOR_KINDS),
            "name": self.words,
            "short": Line(),
            "role": self.words,
            "aliases": Lines(),
            "part_of": Id(),
            "called": parts.CalledField(self.words),
            "office": Listed(parts.office_table(self.words)),
            **self._traced,
        }
        return Table(Actor, fields, ("kind", "name"), "Who takes part.")

    def _area(self) -> Table[Any]:
        fields: Fields = {"name": self.words, "pcode": PCODE, "within": Id()}
        return Table(Area, fields, ("name",), "A place no finer than agreed.")

    def _source(self) -> Table[Any]:
        fields: Fields = {
            "publisher": Line(),
            "kind": Choice(SOURCE_KINDS),
            "published_on": ExactDay(),
            "url": ADDRESS,
            "note": Line(),
        }
        return Table(Source, fields, ("publisher", "kind"), "Who published something, and when.")

    def _propositions(self) -> dict[str, Table[Any]]:
        every: Fields = {
            "name": self.words,
            "note": self.words,
            "ref": Lines(),
            "seed": Lines(SEED),
        }
        lasting: Fields = {**every, "fresh": Lasting()}
        measured: Fields = {
            **lasting,
            "unit": self.words,
            "category": Line(),
            "min": Whole(-(2**53)),
            "max": Whole(-(2**53)),
            "scale": Choice(("count", "extent", "percent", "money")),
        }
        acts: Fields = {**lasting, "by": Id()}
        name = ("name",)
        return {
            "event": Table(_proposition("event"), every, name, "Happens on a day."),
            "state": Table(_proposition("state"), lasting, name, "Holds for a time."),
            "indicator": Table(
                _proposition("indicator"),
                measured,
                ("name", "unit", "category"),
                "Is measured.",
                {"min": "low", "max": "high"},
            ),
            "incident": Table(
                _proposition("incident"), acts, ("name", "by"), "Breaks a duty to refrain."
            ),
        }

    def _instrument(self) -> Table[Any]:
        fields: Fields = {
            "track": Id(),
            "kind": Choice(INSTRUMENT_KINDS),
            "parties": Ids(),
            "mediators": Ids(),
            "observers": Ids(),
            "under": Id(),
            "supersedes": Ids(),
            "powers": Ids(),
            "text_is": Choice(("paraphrase", "quotation")),
            "numbering": Choice(("ours", "text")),
            "summary": self.words,
            "disputed": Listed(self.words),
            "status": Listed(parts.status_table(self.words, self.condition, self.day)),
            "signing_requires": Listed(parts.signing_table(self.words, self.condition)),
            "amends": Listed(parts.amendment_table(self.condition, self.day)),
            **{key: each for key, each in self._traced.items() if key != "note"},
        }
        return Table(Instrument, fields, ("track", "kind"), "A text or a plan.")

    def _commitment(self) -> Table[Any]:
        due = parts.due_table(self.condition, self.day)
        reading = parts.reading_table(self.words, self.condition, self.day)
        fields: Fields = {
            "clause": Line(),
            "text": self.words,
            "of": Ids(),
            "to": Ids(),
            "from": self.condition,
            "due": due,
            "done": self.condition,
            "keep": Table(dict, {"never": Ids()}, ("never",)),
            "parts": PartsField(),
            "every": Lasting(),
            "until": self.condition,
            "expires": due,
            "repair": parts.repair_table(self.condition),
            "phase": Id(),
            "verified_by": Ids(),
            "extent": Id(),
            "context": Ids(),
            "superseded_by": Id(),
            "reading": Named(reading),
            "theme": Ids(),
            **self._traced,
        }
        names = {"from": "from_", "reading": "readings"}
        return Table(_commitment, fields, ("text", "of"), "One thing one side undertook.", names)

    def _phase(self) -> Table[Any]:
        fields: Fields = {
            "instrument": Id(),
            "name": self.words,
            "gate": self.condition,
            "follows": Ids(),
            "text": self.words,
            "prepared_from": self.condition,
            "ends": self.day,
            **self._traced,
        }
        return Table(Phase, fields, ("instrument", "name"), "A part of a plan.")

    def _link(self) -> Table[Any]:
        fields: Fields = {
            "from": Id(),
            "to": Id(),
            "text": self.words,
            "sources": Ids(),
            "seed": Lines(SEED),
        }
        required = ("from", "to", "text")
        return Table(Link, fields, required, "A tie between texts.", {"from": "from_"})

    def _mechanism(self) -> Table[Any]:
        fields: Fields = {
            "name": self.words,
            "short": Line(),
            "instrument": Id(),
            "track": Id(),
            "role": self.words,
            "aliases": Lines(),
            "members": Ids(),
            "observers": Ids(),
            **self._traced,
        }
        return Table(Mechanism, fields, ("name",), "A body that meets.")

    def _meeting(self) -> Table[Any]:
        fields: Fields = {
            "of": Id(),
            "name": self.words,
            "number": Whole(1),
            "track": Id(),
            "on": self.day,
            "several": Flag(),
            "held": Flag(),
            "place": self.words,
            "known_on": self.day,
            "attended": Ids(),
            "reviewed": Listed(self.words),
            "agreed": Listed(self.words),
            "next": parts.next_table(self.words, self.day),
            "announced": Listed(parts.announced_table(self.words, self.day)),
            "concerns": Ids(),
            **self._traced,
        }
        names = {"of": "mechanism", "place": "venue"}
        return Table(_meeting, fields, ("track", "on"), "A sitting, planned or held.", names)

    def _decision(self) -> Table[Any]:
        fields: Fields = {
            "by": Ids(),
            "meeting": Id(),
            "on": self.day,
            "known_on": self.day,
            "text": self.words,
            "effect": parts.EffectField(self.day),
            **{key: each for key, each in self._traced.items() if key != "note"},
        }
        return Table(_known(Decision), fields, ("by", "on", "text"), "What a body agreed.")

    def _gap(self) -> Table[Any]:
        fields: Fields = {
            "kind": Choice(("gap", "obstacle")),
            "text": self.words,
            "found_by": Ids(),
            "meeting": Id(),
            "on": self.day,
            "known_on": self.day,
            "concerns": Ids(),
            **{key: each for key, each in self._traced.items() if key != "note"},
        }
        required = ("kind", "text", "found_by", "on")
        return Table(_known(Gap), fields, required, "What a body found missing or in the way.")

    def _standpoint(self) -> Table[Any]:
        fields: Fields = {
            "name": self.words,
            "holder": Id(),
            "sees": Listed(Choice(RELEASES)),
            "counts": parts.counts_table(),
            "grade": GRADE,
            "accept": Choice(STRENGTHS),
            "verifiers": Ids(),
            "readings": Ids(),
            "blocs": Listed(Ids()),
            "compared": Flag(),
            "note": self.words,
        }
        return Table(Standpoint, fields, ("name",), "Whose word counts for a reader.")


def _proposition(kind: PropositionKind) -> Callable[..., Any]:
    return partial(Proposition, kind=kind)


def _known(build: Callable[..., Any]) -> Callable[..., Any]:
    """`build`, with the day itself where no later day is given on which it became known."""
    return lambda **read: build(**{"known_on": read["on"], **read})


def _meeting(**read: Any) -> Meeting:
    if ("mechanism" in read) == ("name" in read):
        raise Refused(
            "A meeting is of a mechanism, or has a name of its own: one of the two.",
            'Write of = "…" or name = { … }.',
        )
    return Meeting(**read)


def _commitment(**read: Any) -> Commitment:
    given = [key for key in ("done", "keep", "parts") if key in read]
    if len(given) > 1:
        raise Refused(
            f"It has {' and '.join(given)}: a commitment is of one kind.", "Keep one of them."
        )
    if "every" in read and "done" not in read:
        raise Refused("It recurs, and nothing says what.", "Add done = { event = … }.")
    keep = read.pop("keep", {"never": ()})
    return Commitment(never=keep["never"], **read)
