"""From the files of a process to a `Process`: every problem is found before any is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kept.dates import Calendar
from kept.names import nearest
from kept.process.model import Clause, Head, Process
from kept.process.read.head import (
    calendar_table,
    head_table,
    languages_of,
    undated_table,
    words_table,
)
from kept.process.read.instruments import InstrumentFile
from kept.process.read.records import Piece, as_actors, build
from kept.process.read.tables import Grammar
from kept.texts import (
    Place,
    Problem,
    ProblemsError,
    Refused,
    Table,
    TomlText,
    Words,
    read_toml,
)

SINGLE = ("process", "calendar", "undated", "words")
_PLURALS = {
    "track": "tracks",
    "actor": "actors",
    "area": "areas",
    "source": "sources",
    "event": "propositions",
    "state": "propositions",
    "indicator": "propositions",
    "incident": "propositions",
    "instrument": "instruments",
    "commitment": "commitments",
    "phase": "phases",
    "link": "links",
    "mechanism": "mechanisms",
    "meeting": "meetings",
    "decision": "decisions",
    "gap": "gaps",
    "standpoint": "standpoints",
}
_ELSEWHERE = {
    "statement": "Statements stand in the folder statements.",
    "coding": "Only statements say who coded them: those in the folder statements.",
    "case": "Cases stand in cases.toml.",
    "sentence": "Sentences stand in the folder coverage.",
}


def read_process(texts: Sequence[tuple[str, str]], digest: str = "") -> Process:
    """Read `(file name, text)` pairs, TOML and Markdown; raises `ProblemsError`."""
    reader = _Reader()
    toml = [reader.toml(file, text) for file, text in texts if file.endswith(".toml")]
    found = [each for each in toml if each is not None]
    head = reader.head(found)
    languages = reader.languages(head)
    grammar = Grammar(reader.calendar(found), languages)
    pieces = [Piece(each) for each in found]
    for file, text in texts:
        if file.endswith(".md"):
            pieces.extend(reader.markdown(file, text, languages))
    return reader.process(pieces, head, grammar, digest)


@dataclass(slots=True)
class _Reader:
    """Collects records and problems over all files."""

    problems: list[Problem] = field(default_factory=list)
    found: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {plural: {} for plural in dict.fromkeys(_PLURALS.values())}
    )
    clauses: dict[str, Clause] = field(default_factory=dict)

    def toml(self, file: str, text: str) -> TomlText | None:
        try:
            return read_toml(text, file)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return None

    def single(self, key: str, texts: Sequence[TomlText]) -> TomlText | None:
        """The one text that holds the table `key`."""
        holders = [each for each in texts if key in each.tables]
        for later in holders[1:]:
            self._problem(
                later.place((key,), key),
                f"[{key}] stands twice; first in {holders[0].place((key,))}.",
                "Keep one.",
            )
        return holders[0] if holders else None

    def head(self, texts: Sequence[TomlText]) -> TomlText:
        """The one text that holds `[process]`: without it nothing else can be read."""
        head = self.single("process", texts)
        if head is None:
            self._problem(
                Place("process.toml", 1), "There is no [process].", "Say what the process is."
            )
            raise ProblemsError(self.problems)
        return head

    def languages(self, head: TomlText) -> tuple[str, ...]:
        try:
            return languages_of(head.tables["process"])
        except Refused as refused:
            self._refused(head, ("process",), refused, "process")
            raise ProblemsError(self.problems) from None

    def calendar(self, texts: Sequence[TomlText]) -> Calendar:
        read = self.one("calendar", texts, calendar_table())
        return read if isinstance(read, Calendar) else Calendar()

    def one(self, key: str, texts: Sequence[TomlText], table: Table[Any]) -> Any:
        holder = self.single(key, texts)
        if holder is None:
            return None
        try:
            return table.read(holder.tables[key])
        except Refused as refused:
            self._refused(holder, (key,), refused, key)
            return None

    def markdown(self, file: str, text: str, languages: tuple[str, ...]) -> Iterator[Piece]:
        try:
            read = InstrumentFile.read(file, text, languages)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return
        for clause in read.clauses:
            self._once(self.clauses, clause.id, clause, clause.place)
        for fence in read.fences:
            yield Piece(fence.toml, read.instrument, fence.clause, read.title)

    def process(
        self, pieces: Sequence[Piece], head_text: TomlText, grammar: Grammar, digest: str
    ) -> Process:
        head = self.one("process", [head_text], head_table(grammar.languages))
        texts = [piece.toml for piece in pieces]
        undated = self.one("undated", texts, undated_table()) or {}
        words = self.one("words", texts, words_table(grammar.languages)) or {}
        self._tables(pieces, grammar)
        self._two_faces()
        if self.problems:
            raise ProblemsError(self.problems)
        head = replace(head, place=head_text.place(("process",), "process"))
        return self._built(head, grammar, undated, words, digest)

    def _built(
        self,
        head: Head,
        grammar: Grammar,
        undated: Mapping[str, Any],
        words: Mapping[str, Words],
        digest: str,
    ) -> Process:
        found = dict(self.found)
        found["actors"] = {**found["actors"], **as_actors(found["mechanisms"])}
        return Process(
            head=head,
            calendar=grammar.calendar,
            undated=undated,
            words=words,
            clauses=self.clauses,
            digest=digest,
            **found,
        )

    def _two_faces(self) -> None:
        """A mechanism is an actor already: a second one of its id would be lost without a word."""
        for name in self.found["actors"].keys() & self.found["mechanisms"].keys():
            actor, mechanism = self.found["actors"][name], self.found["mechanisms"][name]
            self._problem(
                actor.place,
                f"{name} is an actor here and a mechanism in {mechanism.place}.",
                "Drop the actor: a mechanism speaks, verifies and decides by itself.",
            )

    def _tables(self, pieces: Sequence[Piece], grammar: Grammar) -> None:
        tables = grammar.tables()
        for piece in pieces:
            for key, raw in piece.toml.tables.items():
                if key in tables:
                    self._table(piece, key, raw, tables[key])
                elif key not in SINGLE:
                    self._unknown(piece, key, (*tables, *SINGLE))

    def _unknown(self, piece: Piece, key: str, known: Sequence[str]) -> None:
        close = nearest(key, known)
        remedy = f"Did you mean [{close}]?" if close else "Drop it."
        place = piece.toml.place((key,))
        self._problem(place, f"Nobody knows [{key}] here.", _ELSEWHERE.get(key, remedy))

    def _table(self, piece: Piece, key: str, raw: object, table: Table[Any]) -> None:
        if not isinstance(raw, dict):
            self._problem(
                piece.toml.place((key,)), f"“{key}” is no table.", f"Write [{key}.some-id]."
            )
            return
        for name, each in raw.items():
            self._record(piece, key, name, each, table)

    def _record(self, piece: Piece, key: str, name: str, raw: object, table: Table[Any]) -> None:
        within, path = f"{key}.{name}", (key, name)
        place = piece.toml.place(path, within)
        try:
            record = build(piece, key, name, raw, table, place)
        except Refused as refused:
            self._refused(piece.toml, path, refused, within)
            return
        self._once(self.found[_PLURALS[key]], name, record, place)

    def _once(self, known: dict[str, Any], name: str, record: Any, place: Place) -> None:
        if name in known:
            first = known[name].place
            self._problem(
                place, f"{name} stands twice; first in {first.file}:{first.line}.", "Rename one."
            )
            return
        known[name] = record

    def _refused(
        self, toml: TomlText, path: tuple[str | int, ...], refused: Refused, within: str
    ) -> None:
        self._problem(toml.place((*path, *refused.path), within), refused.what, refused.remedy)

    def _problem(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(place=place, what=what, remedy=remedy))
