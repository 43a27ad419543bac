"""Statement files: TOML as an analyst writes it, carried into `Statement`s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kept.dates import Calendar
from kept.ledger.statement import EVIDENCE, KINDS, RELEASES, Statement
from kept.ledger.votes import vote_table, votes_table
from kept.names import Interval, nearest
from kept.texts import (
    GRADE,
    SEED,
    Choice,
    Day,
    Field,
    Figure,
    Flag,
    Id,
    Ids,
    Lines,
    Place,
    Problem,
    ProblemsError,
    Refused,
    Table,
    TomlText,
    WordsField,
    read_toml,
)


def _as_given(**values: Any) -> dict[str, Any]:
    return values


def statement_table(
    calendar: Calendar, languages: tuple[str, ...], *, filed: bool = False
) -> Table[dict[str, Any]]:
    """What may stand in one `[[statement]]`; one that is `filed` may be its own source."""
    day, words = Day(calendar), WordsField(languages)
    fields: dict[str, Field[Any]] = {
        "id": Id(),
        "speaker": Ids(),
        "office": Id(),
        "unnamed": Flag(),
        "kind": Choice(KINDS),
        "about": Ids(),
        "says": Figure(),
        "extent": Figure(),
        "when": day,
        "until": day,
        "said_on": day,
        "signed": Flag(),
        "claim": words,
        "release": Choice(RELEASES),
        "grade": GRADE,
        "answers": Ids(),
        "retracts": Id(),
        "area": Ids(),
        "sources": Ids(),
        "ref": Lines(),
        "seed": Lines(SEED),
        "note": words,
        "vote": vote_table(),
        "votes": votes_table(words),
    }
    required = ("id", "speaker", "kind", "said_on", "claim", *(() if filed else ("sources",)))
    return Table(_as_given, fields, required, "Somebody says something.")


def coding_table() -> Table[dict[str, Any]]:
    """What may stand in `[coding]`: who read the sources, and who checked that reading."""
    names = Lines()
    return Table(
        _as_given, {"coded_by": names, "reviewed_by": names}, ("coded_by",), "Who coded this file."
    )


def read_statements(
    texts: Sequence[tuple[str, str]], calendar: Calendar, languages: tuple[str, ...]
) -> tuple[Statement, ...]:
    """Read `(file name, text)` pairs; raises `ProblemsError` with all that is wrong in them.

    Statements come back in the order of the files and of the lines in them: that order
    breaks ties between words of one day, as the order of entry does in a ledger.
    """
    reader = _Reader(statement_table(calendar, languages))
    for file, text in texts:
        reader.read_file(file, text)
    if reader.problems:
        raise ProblemsError(reader.problems)
    return tuple(reader.statements.values())


def read_filed(file: str, text: str, calendar: Calendar, languages: tuple[str, ...]) -> Statement:
    """The one statement in a file that its author writes to file it in a register.

    It is as in a statement file, but nobody has coded it, and it may be its own source. Raises
    `ProblemsError`.
    """
    reader = _FiledReader(statement_table(calendar, languages, filed=True))
    reader.read_file(file, text)
    if reader.problems:
        raise ProblemsError(reader.problems)
    if len(reader.statements) != 1:
        what = f"There are {len(reader.statements)} statements in this file."
        raise ProblemsError(
            [Problem(place=Place(file, 1), what=what, remedy="Write one: each is signed alone.")]
        )
    return next(iter(reader.statements.values()))


class _Reader:
    """Collects statements and problems over several files."""

    def __init__(self, table: Table[dict[str, Any]]) -> None:
        self.table = table
        self.statements: dict[str, Statement] = {}
        self.problems: list[Problem] = []

    def read_file(self, file: str, text: str) -> None:
        try:
            toml = read_toml(text, file)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return
        self._keys(toml)
        coders = self._coding(toml)
        for number, raw in enumerate(_records(toml)):
            self._record(toml, number, raw, coders)

    def _keys(self, toml: TomlText) -> None:
        for key in toml.tables:
            if key not in ("statement", "coding"):
                close = nearest(key, ("statement", "coding"))
                remedy = f"Did you mean “{close}”?" if close else "Only statements stand here."
                self._problem(toml.place((key,)), f"Nobody knows “{key}” here.", remedy)

    def _coding(self, toml: TomlText) -> tuple[str, ...]:
        raw = toml.tables.get("coding")
        if raw is None:
            self._problem(
                toml.place(()),
                "Nobody says who coded this file.",
                'Add [coding] with coded_by = ["…"] and reviewed_by = [].',
            )
            return ()
        try:
            return tuple(coding_table().read(raw)["coded_by"])
        except Refused as refused:
            self._refused(toml, ("coding",), refused, "coding")
            return ()

    def _record(self, toml: TomlText, number: int, raw: object, coders: tuple[str, ...]) -> None:
        name = raw.get("id") if isinstance(raw, Mapping) else None
        within = f"statement {name}" if isinstance(name, str) else f"statement number {number + 1}"
        place = toml.place(("statement", number), within)
        try:
            statement = build(self.table.read(raw), place, coders)
        except Refused as refused:
            self._refused(toml, ("statement", number), refused, within)
            return
        if statement.id in self.statements:
            other = self.statements[statement.id].place
            self._problem(place, f"{statement.id} stands twice; first in {other}.", "Rename one.")
            return
        self.statements[statement.id] = statement

    def _refused(
        self, toml: TomlText, path: tuple[str | int, ...], refused: Refused, within: str
    ) -> None:
        self._problem(toml.place((*path, *refused.path), within), refused.what, refused.remedy)

    def _problem(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(place=place, what=what, remedy=remedy))


class _FiledReader(_Reader):
    """Reads what nobody but its author has written: it has no coders."""

    def _coding(self, toml: TomlText) -> tuple[str, ...]:
        return super()._coding(toml) if "coding" in toml.tables else ()


def _records(toml: TomlText) -> Sequence[object]:
    records = toml.tables.get("statement", [])
    return records if isinstance(records, list) else [records]


def build(fields: dict[str, Any], place: Place, coders: tuple[str, ...]) -> Statement:
    """Make a statement of its fields; refuses fields that do not go together."""
    fields = dict(fields)
    fields["speakers"] = fields.pop("speaker")
    fields.setdefault("when", fields["said_on"])
    statement = Statement(place=place, filed_by=coders, about=fields.pop("about", ()), **fields)
    _check_together(statement)
    return statement


def _check_together(statement: Statement) -> None:
    if statement.kind == "retracts":
        if statement.retracts is None:
            raise Refused("It takes back nothing.", 'Add retracts = "…" with a statement\'s id.')
        return
    if statement.retracts is not None:
        raise Refused(f"It {statement.kind} and takes back.", 'Write kind = "retracts", or two.')
    if not statement.about:
        raise Refused("It is about nothing.", 'Add about = ["…"] with events, states, indicators.')
    if statement.evidence and statement.when.first > statement.said_on.last:
        raise Refused(
            f"It reports on {statement.said_on} something of {statement.when}.",
            'Correct one of the two dates; for an intention write kind = "expects".',
            ("when",),
        )
    if statement.until and statement.until.last <= statement.when.first:
        raise Refused("It ends before it begins.", "Correct “when” or “until”.", ("until",))
    if statement.extent and not _within_scale(statement.extent):
        raise Refused(
            f"{statement.extent} is no extent.", "Write 0 to 3, or a range of them.", ("extent",)
        )
    _check_votes(statement)


def _check_votes(statement: Statement) -> None:
    """A vote is about a text and no evidence about the world; votes stand under a finding."""
    if statement.vote is not None and statement.kind != "comments":
        raise Refused(
            f"It {statement.kind} and votes.", 'Write kind = "comments", or two.', ("vote",)
        )
    if statement.votes is not None and statement.kind not in EVIDENCE:
        raise Refused(
            f"It {statement.kind}, and members have voted on it as on a finding.",
            'Write kind = "verifies" or "denies", or drop the votes.',
            ("votes",),
        )


def _within_scale(extent: Interval) -> bool:
    low, high = extent.low, extent.high
    return low is not None and high is not None and low >= 0 and high <= 3
