"""What it takes to read single statements as they were read when columns were made of all."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from kept.archive.columns.about import Manifest, read_manifest
from kept.archive.columns.error import damaged, missing, stale
from kept.archive.columns.files import read_table, write_bytes
from kept.archive.columns.tables import PART, WHOLE
from kept.archive.columns.tables import numbers as numbers_of
from kept.archive.recording import ReadRegister
from kept.assessment.sweep.columns import Int64
from kept.ledger import LedgerHead, Statement

READING: Final = "reading.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Who keeps a register and enters the words of anybody, which text it has, how far it goes."""

    root: str  # of the register, as far as it was read
    keeper: str | None
    recorders: tuple[str, ...]
    text: int | None  # the entry of the text in force
    digest: str | None  # of that text, 64 hexadecimal digits
    entered: str | None  # the last day on which witnesses saw an entry; written 2025-11-21
    alone: str | None  # the same of statements without a source
    undated: int  # statements without a source that no witness has seen

    def latest(self, basis: str) -> date | None:
        """The last day that an entry dates, as far as entries date what is known."""
        told = self.entered if basis == "entered" else self.alone
        return None if told is None else date.fromisoformat(told)


def reading_of(register: ReadRegister, process: str, statements: Sequence[Statement]) -> Reading:
    """What was found when all of a register was read; `statements` are those that fit the text."""
    text = register.text_of(process)
    return Reading(
        root=register.head.root,
        keeper=register.folded.parties.keeper,
        recorders=tuple(sorted(register.recorders)),
        text=None if text is None else text.index,
        digest=None if text is None else text.digest,
        entered=_last(statements),
        alone=_last([each for each in statements if not each.sources]),
        undated=sum(
            1
            for each in statements
            if not each.sources and each.entered and each.entered.entered_on is None
        ),
    )


def write_reading(folder: Path, reading: Reading) -> None:
    """Store it beside the columns; raises `StorageError` where the disk refuses."""
    write_bytes(folder / READING, json.dumps(asdict(reading), indent=1).encode())


def read_reading(folder: Path, head: LedgerHead) -> Reading:
    """What was stored beside the columns of a register that was read as far as `head`.

    Raises `NoColumnsError`, `StaleColumnsError` or `DamagedColumnsError`.
    """
    path = folder / READING
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
        reading = Reading(**{**told, "recorders": tuple(told["recorders"])})
    except FileNotFoundError as error:
        raise missing(folder) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(path, str(error) or "it cannot be read") from error
    if reading.root != head.root:
        raise stale(folder, "not all of them was written")
    return reading


@dataclass(frozen=True, slots=True)
class Named:
    """What a statement is called among all, and which it takes back and answers."""

    id: str
    retracts: str | None
    answers: tuple[str, ...]


class Ids:
    """What statements are called among all, looked up by number in tables mapped into memory."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._begins: Final[list[int]] = []
        self._columns: Final[list[pa.Array]] = []
        begin = 0
        for part in manifest.parts:
            self._begins.append(begin)
            table = read_table(folder, part.files["names"], PART["names"])
            self._columns.append(table.column("id"))
            begin += part.statements
        self._whole: Final = {
            name: read_table(folder, manifest.whole[name], WHOLE[name])
            for name in ("retracting", "answering")
        }

    def __getitem__(self, number: int) -> str:
        part = bisect_right(self._begins, number) - 1
        return str(self._columns[part][number - self._begins[part]])

    def named(self, numbers: Int64) -> dict[int, Named]:
        """What some statements are called, and which they take back and answer."""
        retracts = dict(_pairs(self._whole["retracting"], "target", numbers))
        answers: dict[int, dict[str, None]] = {}
        for number, answered in _pairs(self._whole["answering"], "answered", numbers):
            answers.setdefault(number, {})[answered] = None
        return {
            number: Named(self[number], retracts.get(number), tuple(answers.get(number, ())))
            for number in numbers.tolist()
        }


def read_ids(folder: Path) -> Ids:
    """What the statements are called; errors as `read_columns`."""
    return Ids(folder, read_manifest(folder))


def _pairs(table: pa.RecordBatch, name: str, numbers: Int64) -> Iterator[tuple[int, str]]:
    statement, texts = numbers_of(table.column("statement")), table.column(name)
    for row in np.flatnonzero(np.isin(statement, numbers)).tolist():
        yield int(statement[row]), str(texts[row])


def _last(statements: Sequence[Statement]) -> str | None:
    days = [
        each.entered.entered_on.last
        for each in statements
        if each.entered and each.entered.entered_on
    ]
    return max(days).isoformat() if days else None
