"""Cases as a lawyer writes them: a situation in plain language, and the standing it must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, get_args

from kept.assessment.evidence import EvidenceWord
from kept.assessment.standing import DUTIES, SHOWN, TimeWord
from kept.dates import Span
from kept.ledger import Statement
from kept.ledger.read import build, statement_table
from kept.names import nearest
from kept.process.model import Process, Source
from kept.texts import (
    Choice,
    Day,
    ExactDay,
    Field,
    Figure,
    Flag,
    Id,
    Ids,
    Line,
    Listed,
    Place,
    Problem,
    ProblemsError,
    Refused,
    Table,
    TomlText,
    Whole,
    Words,
    read_toml,
)

# No case is written of a register, where alone a body can be missing.
EVIDENCE: tuple[str, ...] = tuple(each for each in get_args(EvidenceWord) if each != "missing")
PLAIN_TEXT = "none"  # as `reading`: no reading is in effect

EXPECTED: Mapping[str, Field[Any]] = {
    "word": Choice(SHOWN),
    "duty": Choice(DUTIES),
    "evidence": Choice(EVIDENCE),
    "extent": Figure(),
    "time": Choice(get_args(TimeWord)),
    "days": Figure(),
    "reading": Id(),
    "blocked_by": Ids(),
    "breaches": Whole(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A situation, and the standing it must have: what an analyst expects of the text."""

    name: str  # a sentence a lawyer understands
    place: Place
    commitment: str
    on: date
    known_at: date
    standpoint: str
    statements: tuple[Statement, ...]  # all that has been said in this situation
    implied: tuple[Source, ...]  # through which what names no source was published
    expected: Mapping[str, object]  # by axis, only those the case speaks of


def read_cases(
    process: Process, statements: Iterable[Statement], text: str, file: str
) -> tuple[Case, ...]:
    """Read a file of cases; raises `ProblemsError` with all that is wrong in it.

    `statements` is the record of the process, for the cases that start from it.
    """
    reader = _Reader(process, {each.id: each for each in statements}, read_toml(text, file))
    cases = tuple(reader.cases())
    if reader.problems:
        raise ProblemsError(reader.problems)
    return cases


def _as_given(**values: Any) -> dict[str, Any]:
    return values


def said_table(process: Process) -> Table[dict[str, Any]]:
    """A statement in short: what it leaves out is filled in neutrally."""
    full = statement_table(process.calendar, process.head.languages)
    required = ("speaker", "kind", "said_on")
    return Table(_as_given, full.fields, required, "Somebody says something, in short.")


def case_table(process: Process) -> Table[dict[str, Any]]:
    """What may stand in one `[[case]]`."""
    fields: dict[str, Field[Any]] = {
        "name": Line(),
        "commitment": Id(),
        "on": ExactDay(),
        "known_at": ExactDay(),
        "standpoint": Id(),
        "record": Flag(),
        "without": Ids(),
        "said": Listed(said_table(process)),
        **EXPECTED,
        "started": Day(process.calendar),
    }
    required = ("name", "commitment", "on", "word")
    return Table(_as_given, fields, required, "A situation and the standing it must have.")


@dataclass(slots=True)
class _Reader:
    """Reads the cases of one file and collects what is wrong with them."""

    process: Process
    record: Mapping[str, Statement]
    toml: TomlText
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, Place] = field(default_factory=dict)

    def cases(self) -> Iterator[Case]:
        for key in self.toml.tables:
            if key != "case":
                self._problem((key,), "", f"Nobody knows “{key}” here.", "Write [[case]].")
        found = self.toml.tables.get("case", [])
        for number, raw in enumerate(found if isinstance(found, list) else [found]):
            path, within = ("case", number), f"case number {number + 1}"
            try:
                yield self._case(raw, number, within)
            except Refused as refused:
                self._problem((*path, *refused.path), within, refused.what, refused.remedy)

    def _case(self, raw: object, number: int, within: str) -> Case:
        read = case_table(self.process).read(raw)
        place = self.toml.place(("case", number), within)
        self._once(read["name"], place)
        standpoint = read.get("standpoint", self.process.head.standpoint)
        _known("commitment", read["commitment"], self.process.commitments)
        _known("standpoint", standpoint, self.process.standpoints)
        said, implied = self._said(read.get("said", ()), number, within)
        statements = (*self._recorded(read), *said)
        _answered(statements, said)
        return Case(
            name=read["name"],
            place=place,
            commitment=read["commitment"],
            on=read["on"],
            known_at=read.get("known_at", read["on"]),
            standpoint=standpoint,
            statements=statements,
            implied=implied,
            expected=_expected(read, self.process, read["commitment"]),
        )

    def _once(self, name: str, place: Place) -> None:
        if name in self.names:
            raise Refused(
                f"“{name}” stands twice; first in {self.names[name]}.", "Rename one.", ("name",)
            )
        self.names[name] = place

    def _recorded(self, read: Mapping[str, Any]) -> tuple[Statement, ...]:
        """What the process itself has on record, if the case starts from it."""
        left_out = read.get("without", ())
        if not read.get("record", False):
            if left_out:
                raise Refused("Nothing is there to leave out.", "Add record = true.", ("without",))
            return ()
        for each in left_out:
            _known("without", each, self.record)
        return tuple(each for name, each in self.record.items() if name not in left_out)

    def _said(
        self, several: Iterable[Mapping[str, Any]], number: int, within: str
    ) -> tuple[tuple[Statement, ...], tuple[Source, ...]]:
        statements, implied = [], []
        for position, fields in enumerate(several):
            path: tuple[str | int, ...] = ("case", number, "said", position)
            place = self.toml.place(path, within)
            try:
                full, source = filled(fields, position, place, self.process.head.languages)
                statement = build(full, place, ())
                _refers(statement, self.process)
            except Refused as refused:
                raise refused.under("said", position) from None
            statements.append(statement)
            implied += [source] if source is not None else []
        return tuple(statements), tuple(implied)

    def _problem(self, path: tuple[str | int, ...], within: str, what: str, remedy: str) -> None:
        place = self.toml.place(path, within)
        self.problems.append(Problem(place=place, what=what, remedy=remedy))


def filled(
    fields: Mapping[str, Any], position: int, place: Place, languages: tuple[str, ...]
) -> tuple[dict[str, Any], Source | None]:
    """The fields of a statement, and the source implied where none is named.

    The implied source is dated as the words are and is no lead: what a case says
    was said is known on that day. Its id holds a space, so that it is nobody else's.
    """
    given = dict(fields)
    given.setdefault("id", f"said-{position + 1}")
    given.setdefault("claim", Words(tuple((each, "…") for each in languages)))
    if "sources" in given:
        return given, None
    said_on: Span = given["said_on"]
    source = Source(
        id=f"said {position + 1}",
        place=place,
        publisher="the speaker",
        kind="official-statement",
        published_on=said_on.last,
    )
    given["sources"] = (source.id,)
    return given, source


def _refers(statement: Statement, process: Process) -> None:
    """Refuse a statement that names what the process does not know."""
    for each in statement.speakers:
        _known("speaker", each, process.actors)
    for each in statement.about:
        _known("about", each, process.propositions)
    for each in statement.sources:
        if " " not in each:
            _known("sources", each, process.sources)


def _answered(statements: Iterable[Statement], said: Iterable[Statement]) -> None:
    """Refuse a case in which something answers or takes back what is not there."""
    by_id: dict[str, Statement] = {}
    for each in statements:
        if each.id in by_id:
            raise Refused(f"{each.id} is said twice.", "Give one another id.", ("said",))
        by_id[each.id] = each
    for position, each in enumerate(said):
        try:
            for name in each.answers:
                _known("answers", name, by_id)
            if each.retracts is not None:
                _known("retracts", each.retracts, by_id)
        except Refused as refused:
            raise refused.under("said", position) from None


def _known(where: str, name: str, known: Mapping[str, object]) -> None:
    if name in known:
        return
    close = nearest(name, known)
    remedy = f"Did you mean {close}?" if close else "Name one that is there."
    raise Refused(f"“{where}” names {name}, which nobody knows.", remedy, (where,))


def _expected(read: Mapping[str, Any], process: Process, commitment: str) -> dict[str, object]:
    """What the case expects, by axis."""
    expected = {axis: read[axis] for axis in (*EXPECTED, "started") if axis in read}
    for each in expected.get("blocked_by", ()):
        _known("blocked_by", each, process.commitments)
    readings = {each.id: each for each in process.commitments[commitment].readings}
    if (reading := expected.get("reading", PLAIN_TEXT)) != PLAIN_TEXT:
        _known("reading", reading, readings)
    return expected


def with_sources(process: Process, implied: Iterable[Source]) -> Process:
    """The process, with sources that a case implies."""
    return replace(process, sources={**process.sources, **{each.id: each for each in implied}})
