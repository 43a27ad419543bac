"""A folder of columns: written at once or not at all, checked when read, never relied upon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
import pyarrow as pa

from kept.archive.columns.about import (
    MISSING,
    About,
    Manifest,
    StoredPart,
    read_manifest,
    write_manifest,
)
from kept.archive.columns.bodies import SCHEMA, bodies_from, table_of
from kept.archive.columns.checks import faults
from kept.archive.columns.error import ColumnsError, DamagedColumnsError, damaged, stale
from kept.archive.columns.files import keep_only, read_table, write_table
from kept.archive.columns.tables import (
    PART,
    WHOLE,
    Part,
    columns_from,
    names_from,
    part_of,
    whole_of,
)
from kept.archive.ledger.durable import make_folder
from kept.archive.ledger.lock import Lock
from kept.assessment.sweep.build import Names, extended, vocabulary_of
from kept.assessment.sweep.columns import NEVER, NOT_ENTERED, Columns
from kept.ledger import MissingBody, Statement
from kept.process.model import Process

LOCK: Final = "lock"
_T = TypeVar("_T")
_GROWTH: Final = 2  # a part is as large as so many of what comes after it, or written together


def write_columns(
    folder: Path,
    columns: Columns,
    names: Names,
    about: About,
    missing: Iterable[MissingBody] = (),
) -> None:
    """Store columns in `folder`, in place of those that are there.

    Stopped at any moment, it leaves the old ones or the new. What is the same as before is not
    written again. Waits while another writes. Raises `StorageError` where the disk refuses.
    """
    make_folder(folder)
    with Lock(folder / LOCK, wait=True):
        _store(folder, columns, names, about, missing, [*_same(folder, columns, names)])


def read_columns(folder: Path, process: Process) -> Columns:
    """The columns in `folder`, mapped into memory and fit to be handed to a compiled kernel.

    Raises `NoColumnsError`, `StaleColumnsError` where they are not of this text of `process` or
    were written by another version, and `DamagedColumnsError` where anything is not what was
    written.
    """
    return _retried(folder, lambda manifest: _columns(folder, manifest, process))


def read_about(folder: Path) -> About:
    """What the columns in `folder` were made from; errors as `read_manifest`."""
    return read_manifest(folder).about


def read_missing(folder: Path) -> tuple[MissingBody, ...]:
    """The bodies that were missing when the columns were made; errors as `read_columns`."""
    return _retried(folder, lambda it: bodies_from(read_table(folder, it.whole[MISSING], SCHEMA)))


def update_columns(
    folder: Path,
    process: Process,
    more: Iterable[Statement],
    about: About,
    missing: Iterable[MissingBody] = (),
) -> Columns:
    """Add statements to the columns in `folder`; `missing` are all bodies that are missing now.

    Comes to the same as building them again, and writes little more than what is new. Errors as
    `read_columns`, `columns_of` and `write_columns`.
    """
    read_manifest(folder)  # no lock is laid where there is nothing
    with Lock(folder / LOCK, wait=True):
        manifest = read_manifest(folder)
        columns, names = extended(*_drafted(folder, manifest, process), process, more)
        _store(folder, columns, names, about, missing, manifest.parts)
    return columns


def read_drafted(folder: Path, process: Process) -> tuple[Columns, Names]:
    """The columns in `folder` and what it takes to extend them; errors as `read_columns`."""
    return _retried(folder, lambda manifest: _drafted(folder, manifest, process))


def _store(
    folder: Path,
    columns: Columns,
    names: Names,
    about: About,
    missing: Iterable[MissingBody],
    same: Sequence[StoredPart],
) -> None:
    """Store columns that begin with the parts `same`, which are in `folder` already."""
    parts = _kept(same, columns.statements)
    begin = sum(each.statements for each in parts)
    if begin < columns.statements or not parts:
        parts.append(_write_part(folder, part_of(columns, names, begin, columns.statements)))
    tables = {**whole_of(columns, names), MISSING: table_of(missing)}
    manifest = Manifest(
        about=about,
        vocabulary=columns.vocabulary,
        entered=int(np.count_nonzero(columns.index != NOT_ENTERED)),
        witnessed=len(np.unique(columns.words.statement[columns.words.entered != NEVER])),
        parts=tuple(parts),
        whole={name: write_table(folder, name, table) for name, table in tables.items()},
    )
    write_manifest(folder, manifest)
    keep_only(folder, manifest.files)


def _retried(folder: Path, read: Callable[[Manifest], _T]) -> _T:
    """What `read` finds; once more where others stored new columns, and removed files, meanwhile."""
    manifest = read_manifest(folder)
    while True:
        try:
            return read(manifest)
        except DamagedColumnsError:
            newer = read_manifest(folder)
            if newer == manifest:
                raise
            manifest = newer


def _columns(folder: Path, manifest: Manifest, process: Process) -> Columns:
    if manifest.about.process != process.digest:
        raise stale(folder, f"they are of another text of {process.head.id}")
    if manifest.vocabulary != vocabulary_of(process):
        raise stale(folder, f"they do not know all that {process.head.id} names")
    parts = [_read_part(folder, each, ("words", "index")) for each in manifest.parts]
    whole = _read_whole(folder, manifest, ("retractions", "answers"))
    columns = columns_from(manifest.vocabulary, parts, whole)
    if columns.statements != sum(each.statements for each in manifest.parts):
        raise damaged(folder, "there are not as many statements as were written")
    for fault in faults(columns):
        raise damaged(folder, fault)
    return columns


def _drafted(folder: Path, manifest: Manifest, process: Process) -> tuple[Columns, Names]:
    columns = _columns(folder, manifest, process)
    parts = [_read_part(folder, each, ("names", "filers")) for each in manifest.parts]
    names = names_from(parts, _read_whole(folder, manifest, ("retracting", "answering")))
    if not len(names.ids) == len(names.filed_by) == columns.statements:
        raise damaged(folder, "there are not as many names as statements")
    return columns, names


def _read_part(folder: Path, stored: StoredPart, names: Iterable[str]) -> Part:
    tables = {each: read_table(folder, stored.files[each], PART[each]) for each in names}
    return Part(stored.statements, tables)


def _read_whole(
    folder: Path, manifest: Manifest, names: Iterable[str]
) -> dict[str, pa.RecordBatch]:
    return {name: read_table(folder, manifest.whole[name], WHOLE[name]) for name in names}


def _write_part(folder: Path, part: Part) -> StoredPart:
    files = {name: write_table(folder, name, table) for name, table in part.tables.items()}
    return StoredPart(statements=part.statements, files=files)


def _kept(same: Sequence[StoredPart], statements: int) -> list[StoredPart]:
    """The parts of those there are that need not be written again.

    A last part that is small beside what comes after it is: so there are never many.
    """
    kept = list(same)
    new = statements - sum(each.statements for each in kept)
    while new and kept and kept[-1].statements < _GROWTH * new:
        new += kept.pop().statements
    return kept


def _same(folder: Path, columns: Columns, names: Names) -> Iterator[StoredPart]:
    """The parts with which `columns` begin."""
    begin = 0
    with suppress(ColumnsError):  # of what cannot be read nothing is kept
        manifest = read_manifest(folder)
        for each in manifest.parts if manifest.vocabulary == columns.vocabulary else ():
            end = begin + each.statements
            stored = _read_part(folder, each, PART)
            if end > columns.statements or stored != part_of(columns, names, begin, end):
                return
            yield each
            begin = end
