"""Fields made of other fields: deadlines, readings, statuses, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kept.process.model import (
    Amendment,
    Announced,
    Counts,
    Due,
    Effect,
    NextMeeting,
    Office,
    Reading,
    Repair,
    Rules,
    SigningCondition,
    Status,
)
from kept.process.read.conditions import ConditionField
from kept.texts import (
    SEED,
    Choice,
    Day,
    Field,
    Id,
    Ids,
    Lasting,
    Line,
    Lines,
    Refused,
    Table,
    Whole,
    Words,
    WordsField,
)
from kept.texts.fields import Schema, wrong_kind

T = TypeVar("T")
Fields = dict[str, Field[Any]]

STATUS_WORDS = (
    "draft",
    "proposed",
    "adopted",
    "initialled",
    "signed",
    "in-force",
    "suspended",
    "resumed",
    "superseded",
    "terminated",
)
RULE_WORDS = ("consensus", "unanimity", "two-thirds", "majority")
EFFECTS = ("extend", "suspend", "resume", "release", "find_breach", "certify")


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A table of tables, each with its id as key."""

    entry: Table[T]

    def read(self, value: object) -> tuple[T, ...]:
        if not isinstance(value, dict):
            raise wrong_kind(value, "a table of named tables")
        return tuple(self._entry(name, each) for name, each in value.items())

    def _entry(self, name: str, value: object) -> T:
        try:
            if not isinstance(value, dict):
                raise wrong_kind(value, "a table")
            fields = self.entry.read_fields(value)
            return self.entry.build(id=Id().read(name), **fields)
        except Refused as refused:
            raise refused.under(name) from None

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.entry.schema()}


@dataclass(frozen=True, slots=True)
class CalledField:
    """What standpoints call an actor, by standpoint."""

    words: WordsField

    def read(self, value: object) -> Mapping[str, Words]:
        if not isinstance(value, dict):
            raise wrong_kind(value, "a table by standpoint")
        return {Id().read(each): self._words(each, words) for each, words in value.items()}

    def _words(self, standpoint: str, value: object) -> Words:
        try:
            return self.words.read(value)
        except Refused as refused:
            raise refused.under(standpoint) from None

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.words.schema()}


@dataclass(frozen=True, slots=True)
class EffectField:
    """What a decision does: `{ extend = "commitment", by = "30 days" }`."""

    day: Day

    def read(self, value: object) -> Effect:
        fields: Fields = {word: Id() for word in EFFECTS} | {"by": Lasting(), "to": self.day}
        read: dict[str, Any] = Table(dict, fields).read(value)
        words = [word for word in EFFECTS if word in read]
        if len(words) != 1:
            raise Refused(
                f"A decision has one effect, and here {_stand(len(words))}.",
                f"Write one of {', '.join(EFFECTS)}.",
            )
        moved = [key for key in ("by", "to") if key in read]
        if len(moved) != (1 if words[0] == "extend" else 0):
            raise Refused(
                "Only an extension moves a deadline, and by one measure.",
                'Write { extend = "…", by = "30 days" } or { extend = "…", to = DATE }.',
            )
        return Effect(
            word=words[0],  # type: ignore[arg-type]
            commitment=read[words[0]],
            by=read.get("by"),
            to=read.get("to"),
        )

    def schema(self) -> Schema:
        fields: Fields = {word: Id() for word in EFFECTS} | {"by": Lasting(), "to": self.day}
        return Table(dict, fields).schema()


def _stand(number: int) -> str:
    return f"stand {number}" if number else "stands none"


def due_from(**read: Any) -> Due:
    """A deadline; refuses two at once."""
    given = [key for key in ("within", "by", "before") if key in read]
    if len(given) != 1:
        raise Refused(
            f"A deadline says one thing, and here {_stand(len(given))}.",
            "Write one of within, by and before.",
        )
    if "after" in read and "within" not in read:
        raise Refused("“after” counts a time, and none is given.", 'Add within = "30 days".')
    return Due(**read)


def due_table(condition: ConditionField, day: Day) -> Table[Due]:
    """By when something is owed."""
    fields: Fields = {"within": Lasting(), "after": condition, "by": day, "before": condition}
    return Table(due_from, fields)


def reading_table(words: WordsField, condition: ConditionField, day: Day) -> Table[Reading]:
    """One interpretation, held by somebody."""

    def build(**read: Any) -> Reading:
        if not {"from_", "due", "done"} & set(read):
            raise Refused(
                "The reading changes nothing.", "Let it replace from, due or done, or drop it."
            )
        return Reading(**read)

    fields: Fields = {
        "label": words,
        "holders": Ids(),
        "from": condition,
        "due": due_table(condition, day),
        "done": condition,
        "sources": Ids(),
    }
    return Table(build, fields, ("label", "holders"), names={"from": "from_"})


def status_table(words: WordsField, condition: ConditionField, day: Day) -> Table[Status]:
    """A step in the life of an instrument."""

    def build(**read: Any) -> Status:
        if ("on" in read) == ("if" in read):
            raise Refused(
                "A status has a day or rests on a condition: one of the two.",
                "Write on = DATE or if = { event = … }.",
            )
        on = read.get("on")
        return Status(
            word=read["is"],
            on=on,
            known_on=read.get("known_on", on),
            when=read.get("if"),
            sources=read.get("sources", ()),
            note=read.get("note"),
        )

    fields: Fields = {
        "is": Choice(STATUS_WORDS),
        "on": day,
        "known_on": day,
        "if": condition,
        "sources": Ids(),
        "note": words,
    }
    return Table(build, fields, ("is",))


def signing_table(words: WordsField, condition: ConditionField) -> Table[SigningCondition]:
    """Something a draft wanted to see before its own signature."""
    fields: Fields = {"id": Id(), "text": words, "when": condition, "sources": Ids()}
    return Table(SigningCondition, fields, ("id", "text", "when"))


def amendment_table(condition: ConditionField, day: Day) -> Table[Amendment]:
    """A deadline moved by an instrument."""
    fields: Fields = {"commitment": Id(), "due": due_table(condition, day)}
    return Table(Amendment, fields, ("commitment", "due"))


def rules_table(words: WordsField) -> Table[Rules]:
    """How a body comes to a finding."""
    fields: Fields = {
        "decides": Choice(RULE_WORDS),
        "quorum": Whole(1),
        "sources": Ids(),
        "note": words,
    }
    return Table(Rules, fields, ("decides", "quorum"), "How a body comes to a finding.")


def repair_table(condition: ConditionField) -> Table[Repair]:
    """What makes good a breach."""
    return Table(Repair, {"done": condition, "within": Lasting()}, ("done",))


def office_table(words: WordsField) -> Table[Office]:
    """Somebody who spoke in public in an official capacity."""
    fields: Fields = {"id": Id(), "name": Line(), "office": words, "sources": Ids()}
    return Table(Office, fields, ("id", "name", "office"))


def next_table(words: WordsField, day: Day) -> Table[NextMeeting]:
    """When a body said it would meet again."""
    fields: Fields = {"on": day, "text": words, "sources": Ids(), "seed": Lines(SEED)}
    return Table(NextMeeting, fields)


def announced_table(words: WordsField, day: Day) -> Table[Announced]:
    """A day once given for a meeting and later moved."""
    return Table(Announced, {"on": day, "place": words, "sources": Ids()}, ("on",))


def counts_table() -> Table[Counts]:
    """Whose word is evidence."""

    def build(**read: Any) -> Counts:
        if len(read) != 1:
            raise Refused(
                "Either only some count, or all but some.",
                'Write { only = ["…"] } or { all_but = [] }.',
            )
        return Counts(**read)

    return Table(build, {"only": Ids(), "all_but": Ids()})
