"""Whether every sentence of the articles a process was coded from is carried by some record.

The articles themselves are not kept here. Of each sentence there is its number, a digest that
tells which one is meant, and what it says in other words; the records name it in `seed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kept.ledger import Statement
from kept.process.model import Process
from kept.texts import (
    Line,
    Pattern,
    Place,
    Problem,
    ProblemsError,
    Refused,
    Table,
    TomlText,
    Whole,
    Words,
    WordsField,
    read_toml,
)

_FILE = re.compile(r"(?:^|/)([0-9]{3})\.toml$")
_DIGEST = Pattern(re.compile(r"^[0-9a-f]{16}$"), "the first 16 hexadecimal digits of its SHA-256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an article, told in other words."""

    article: str  # "004"
    number: int  # counted from 1
    place: Place
    digest: str  # which sentence is meant, without its words
    says: Words
    carries: str | None = None  # why no record carries it, where none can

    @property
    def seed(self) -> str:
        """What records call it: "004/7"."""
        return f"{self.article}/{self.number}"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A record that names a sentence as one it was coded from."""

    kind: str  # "statement", "meeting", "gap", …
    id: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, and every record that carries it."""

    sentence: Sentence
    carried_by: tuple[Carrier, ...]

    @property
    def covered(self) -> bool:
        """Whether it is carried, or says why it need not be."""
        return bool(self.carried_by) or self.sentence.carries is not None


# ── Reading ──────────────────────────────────────────────────────────────────


def read_sentences(
    texts: Sequence[tuple[str, str]], languages: tuple[str, ...]
) -> tuple[Sentence, ...]:
    """Read `(file name, text)` pairs; the name is the article's: coverage/004.toml.

    Raises `ProblemsError` with all that is wrong in them.
    """
    problems: list[Problem] = []
    sentences: list[Sentence] = []
    for file, text in texts:
        try:
            toml = read_toml(text, file)
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        _read_file(toml, sentence_table(languages), sentences, problems)
    if problems:
        raise ProblemsError(problems)
    return tuple(sentences)


def sentence_table(languages: tuple[str, ...]) -> Table[dict[str, object]]:
    """What may stand in one `[[sentence]]`."""
    return Table(
        dict,
        {
            "number": Whole(low=1, high=999),
            "digest": _DIGEST,
            "says": WordsField(languages),
            "carries": Line(),
        },
        ("number", "digest", "says"),
        "What one sentence of an article says.",
    )


def _read_file(
    toml: TomlText,
    table: Table[dict[str, object]],
    sentences: list[Sentence],
    problems: list[Problem],
) -> None:
    named = _FILE.search(toml.file)
    if named is None:
        what = "The file is not named after an article."
        problems.append(Problem(place=toml.place(()), what=what, remedy="Name it 004.toml."))
        return
    for key in toml.tables:
        if key != "sentence":
            what = f"Nobody knows “{key}” here."
            remedy = "Only sentences stand here: [[sentence]]."
            problems.append(Problem(place=toml.place((key,)), what=what, remedy=remedy))
    records = toml.tables.get("sentence", [])
    for position, raw in enumerate(records if isinstance(records, list) else [records]):
        path = ("sentence", position)
        place = toml.place(path, f"sentence {named[1]}/{position + 1}")
        try:
            sentences.append(_sentence(named[1], position + 1, place, table.read(raw)))
        except Refused as refused:
            where = toml.place((*path, *refused.path), place.within)
            problems.append(Problem(place=where, what=refused.what, remedy=refused.remedy))


def _sentence(article: str, expected: int, place: Place, fields: dict[str, object]) -> Sentence:
    if fields["number"] != expected:
        raise Refused(
            f"Sentence {fields['number']} stands where {expected} is expected.",
            "Give every sentence once, in order, from 1.",
            ("number",),
        )
    return Sentence(article=article, place=place, **fields)  # type: ignore[arg-type]


# ── Joining ──────────────────────────────────────────────────────────────────


def coverage(
    process: Process, statements: Iterable[Statement], sentences: Iterable[Sentence]
) -> tuple[Row, ...]:
    """Each sentence with every record whose `seed` names it, in the order of the sentences."""
    carried = _by_seed(process, statements)
    return tuple(Row(each, tuple(carried.get(each.seed, ()))) for each in sentences)


def uncovered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The sentences that nothing carries and that do not say why."""
    return tuple(row for row in rows if not row.covered)


def astray(
    process: Process, statements: Iterable[Statement], sentences: Iterable[Sentence]
) -> tuple[tuple[str, Carrier], ...]:
    """The seeds that name no known sentence, each with the record that has it."""
    known = {each.seed for each in sentences}
    return tuple(
        (seed, carrier)
        for seed, carriers in _by_seed(process, statements).items()
        if seed not in known
        for carrier in carriers
    )


class _Seeded(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def seed(self) -> tuple[str, ...]: ...


def _by_seed(process: Process, statements: Iterable[Statement]) -> dict[str, dict[Carrier, None]]:
    """The records that name each sentence, each record once, in the order of the process."""
    found: dict[str, dict[Carrier, None]] = {}
    for kind, record in _records(process, statements):
        for seed in record.seed:
            found.setdefault(seed, {})[Carrier(kind, record.id)] = None
    for meeting in process.meetings.values():
        for seed in meeting.next.seed if meeting.next else ():
            found.setdefault(seed, {})[Carrier("meeting", meeting.id)] = None
    return found


def _records(process: Process, statements: Iterable[Statement]) -> Iterator[tuple[str, _Seeded]]:
    several: tuple[tuple[str, Iterable[_Seeded]], ...] = (
        ("instrument", process.instruments.values()),
        ("commitment", process.commitments.values()),
        ("phase", process.phases.values()),
        ("link", process.links.values()),
        ("mechanism", process.mechanisms.values()),
        ("actor", (a for a in process.actors.values() if a.id not in process.mechanisms)),
        ("meeting", process.meetings.values()),
        ("decision", process.decisions.values()),
        ("gap", process.gaps.values()),
    )
    for kind, records in several:
        for record in records:
            yield kind, record
    for proposition in process.propositions.values():
        yield proposition.kind, proposition
    for statement in statements:
        yield "statement", statement


# ── Telling ──────────────────────────────────────────────────────────────────


def to_markdown(rows: Sequence[Row], language: str = "en") -> str:
    """A page with one table row for each sentence.

    >>> print(to_markdown(()).splitlines()[0])
    # What became of each sentence
    """
    carried = sum(bool(row.carried_by) for row in rows)
    silent = sum(row.covered for row in rows) - carried
    lines = [
        "# What became of each sentence",
        "",
        f"{len(rows)} sentences: {carried} carried by records of the process, {silent} without a "
        f"fact that a record could carry, {len(rows) - carried - silent} not covered.",
        "The sentences stand here in other words; the digest (the first 16 hexadecimal digits of "
        "the SHA-256 of the sentence) tells which one is meant.",
        "",
        "| seed | number | digest | in other words | carried by |",
        "|---|---|---|---|---|",
    ]
    lines.extend(_line(row, language) for row in rows)
    return "\n".join(lines) + "\n"


def _line(row: Row, language: str) -> str:
    each = row.sentence
    cells = (
        each.article,
        str(each.number),
        f"`{each.digest}`",
        each.says.in_language(language),
        _carried(row),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _carried(row: Row) -> str:
    if row.carried_by:
        return "<br>".join(f"{each.kind} `{each.id}`" for each in row.carried_by)
    return row.sentence.carries or "**not covered**"
