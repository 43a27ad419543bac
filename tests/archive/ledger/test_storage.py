"""Threat 27: flipped bits, torn logs of the database, errors of the disk."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.ledger import crowd
from tests.archive.ledger.exercise import Desk, opened_ledger, write

from kept.archive.index import DatabaseError, Index, SqliteIndex
from kept.archive.ledger import (
    HistoryError,
    LedgerError,
    LedgerFolder,
    StorageError,
    Submitted,
    Writer,
    growing,
    open_index,
    recovery,
    reindex,
    submit_all,
    verify_here,
)
from kept.archive.ledger import durable as disk
from kept.ledger.entries.entry import entry_hash
from kept.ledger.tree import leaf_hash, root_of


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def ledger(swift: Path, desk: Desk) -> Iterator[tuple[LedgerFolder, Index, Writer]]:
    folder, index, writer = opened_ledger(swift / "ledger", desk, verifier=verify_here())
    yield folder, index, writer
    writer.close()
    index.close()


FILES = ["tile/entries/000.p/7", "tile/0/000.p/7"]


@pytest.mark.parametrize("name", FILES)
def test_threat_27_a_bit_that_flips_on_its_way_to_the_disk_is_not_signed_for(
    ledger: tuple[LedgerFolder, Index, Writer],
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    folder, index, writer = ledger
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0) for _ in range(3)])
    signed = folder.signed()
    stored = growing.write_files

    def flipping(files: dict[Path, bytes]) -> None:
        stored(files)
        path = folder.path / name
        data = bytearray(path.read_bytes())
        data[-5] ^= 4
        path.write_bytes(data)

    monkeypatch.setattr(growing, "write_files", flipping)
    with pytest.raises(HistoryError, match="Nothing was signed"):
        writer.turn()
    with pytest.raises(HistoryError, match="Nothing was signed"):
        writer.turn()  # it has stopped
    assert folder.signed() == signed
    monkeypatch.undo()
    writer.close()
    with write(folder, index, verifier=verify_here()) as again:
        assert again.drain() == 3


def test_threat_27_a_bit_that_flips_in_memory_is_not_signed_for(
    ledger: tuple[LedgerFolder, Index, Writer], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is stored hashes to a tree, and is not what was verified."""
    folder, index, writer = ledger
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0)])
    from kept.archive.ledger import writer as writing

    grow = writing.grow

    def flipped(edge, entries):  # type: ignore[no-untyped-def]
        return grow(edge, [entries[0][:-9] + b"X" + entries[0][-8:]])

    monkeypatch.setattr(writing, "grow", flipped)
    with pytest.raises(HistoryError, match="not those that were admitted"):
        writer.turn()


@pytest.mark.parametrize("call", ["fsync", "rename", "write"])
def test_threat_27_after_an_error_of_the_disk_the_writer_stops_for_good(
    ledger: tuple[LedgerFolder, Index, Writer],
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
) -> None:
    folder, index, writer = ledger
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0)])

    def broken(*given: object) -> int:
        raise OSError(5, "Input/output error")

    if call == "rename":
        monkeypatch.setattr(Path, "rename", broken)
    else:
        monkeypatch.setattr(disk.os, call, broken)
    with pytest.raises(StorageError, match="Nothing that was acknowledged is lost"):
        writer.turn()
    monkeypatch.undo()
    with pytest.raises(StorageError, match="Input/output error"):
        writer.turn()  # the disk may be well again: what it lost meanwhile nobody knows
    with pytest.raises(StorageError):
        writer.publish()


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose database was copied in the middle of things, with a long log of its own."""
    desk, path = Desk(), tmp_path_factory.mktemp("torn") / "ledger"
    folder, index, writer = opened_ledger(path, desk, verifier=verify_here())
    for _ in range(6):
        submit_all(folder, index, [crowd.sealed(desk, "aruna", 0) for _ in range(5)])
        writer.turn()
    submit_all(folder, index, [crowd.sealed(desk, "belva", 0)])
    shutil.copytree(path, path.with_name("copy"))
    writer.close()
    index.close()
    return path.with_name("copy")


def spoil(data: bytes, how: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    if how == "torn":
        return data[:at]
    if how == "zeros":
        return data[:at] + bytes(len(data) - at)
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


@pytest.mark.parametrize("how", ["torn", "zeros", "flipped"])
@pytest.mark.parametrize("name", ["index.sqlite-wal", "index.sqlite"])
def test_threat_27_a_spoilt_database_loses_nothing_that_is_signed(
    swift: Path, torn: Path, how: str, name: str
) -> None:
    chance = random.Random(f"{how} {name}")  # noqa: S311 - places, not secrets
    for number in range(25):
        folder = LedgerFolder(shutil.copytree(torn, swift / f"{number}"))
        path = folder.paths.private / name
        path.write_bytes(spoil(path.read_bytes(), how, chance))
        folder.paths.private.joinpath("index.sqlite-shm").unlink()
        index = opened(folder)
        with write(folder, index, verifier=verify_here()) as writer:
            writer.drain()
            assert writer.size in (34, 35)  # with what waited, or without
            check(folder, index, writer)
        index.close()


def opened(folder: LedgerFolder) -> Index:
    """As an operator would: try, and where the database is damaged make it anew."""
    try:
        index = open_index(folder)
        with write(folder, index, verifier=verify_here()):
            pass
        check_index(folder, index, 34)
    except (LedgerError, AssertionError) as error:
        if isinstance(error, DatabaseError | HistoryError):
            assert "kept ledger reindex" in str(error)
        for each in folder.paths.private.glob("index.sqlite*"):
            each.unlink()
        index = open_index(folder)
        reindex(folder, index)
    return index


def check(folder: LedgerFolder, index: Index, writer: Writer) -> None:
    entries = [*folder.entries(0, writer.size, writer.size)]
    assert writer.root == root_of([*map(leaf_hash, entries)])
    check_index(folder, index, writer.size)


def check_index(folder: LedgerFolder, index: Index, size: int) -> None:
    hashes = [entry_hash(entry) for entry in folder.entries(0, size, size)]
    assert [each.hash for each in index.entries(0, size)] == hashes


def test_an_index_of_another_history_is_not_used(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "one", desk, verifier=verify_here())
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0)])
    writer.drain()
    writer.close()
    other, theirs, writer = opened_ledger(swift / "two", Desk(), verifier=verify_here())
    submit_all(other, theirs, [crowd.sealed(Desk(), "belva", 0)])
    writer.drain()
    writer.close()
    with pytest.raises(DatabaseError, match="of another ledger or of another history"):
        write(folder, theirs, verifier=verify_here())
    theirs.close()
    assert reindex(folder, index) == 5
    write(folder, index, verifier=verify_here()).close()
    index.close()


def test_reindexing_tells_how_far_it_is_and_keeps_the_queue(
    ledger: tuple[LedgerFolder, Index, Writer], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, index, writer = ledger
    monkeypatch.setattr(recovery, "_CHUNK", 64)
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0) for _ in range(150)])
    writer.drain()
    rows, snapshot = index.entries(0, 9999), index.snapshot()
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0)])
    parties = writer.parties
    writer.close()
    told: list[tuple[int, int]] = []
    assert reindex(folder, index, progress=lambda done, of: told.append((done, of))) == 154
    assert told == [(64, 154), (128, 154), (154, 154)]
    assert index.entries(0, 9999) == rows
    assert len(index.pending(9)) == 1
    with write(folder, index, verifier=verify_here()) as again:
        assert again.parties == parties
        assert snapshot is not None
        assert again.drain() == 1


def test_reindexing_a_copy_makes_the_index_of_what_is_published(
    ledger: tuple[LedgerFolder, Index, Writer], swift: Path, desk: Desk
) -> None:
    folder, index, writer = ledger
    writer.publish()
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0)])
    writer.drain()
    copy = swift / "mirror"
    for name in folder.names():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(folder.read(name) or b"")
    mirror = LedgerFolder(copy)
    theirs = open_index(mirror)
    assert reindex(mirror, theirs) == 4
    assert theirs.entries(0, 9) == index.entries(0, 4)
    theirs.close()


def test_reindexing_finds_an_entry_that_was_altered_anywhere(
    ledger: tuple[LedgerFolder, Index, Writer], desk: Desk
) -> None:
    folder, index, writer = ledger
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0) for _ in range(300)])
    writer.drain()
    writer.close()
    path = folder.path / "tile/entries/000"
    data = bytearray(path.read_bytes())
    at = data.index(b'"sig":"', 60_000) + 20
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="is not the one that was signed"):
        reindex(folder, index)
    data[at : at + 1] = b"\n"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="of the log is no entry"):
        reindex(LedgerFolder(folder.path), index)


def test_no_reindexing_while_a_writer_is_at_work(
    ledger: tuple[LedgerFolder, Index, Writer],
) -> None:
    folder, index, _ = ledger
    with pytest.raises(LedgerError, match="Another writer has this ledger open"):
        reindex(folder, index)


def test_a_log_that_admitted_what_it_should_not_is_not_gone_on_with(
    ledger: tuple[LedgerFolder, Index, Writer], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A keeper's own program might have been another; the log is what readers have."""
    folder, index, writer = ledger
    writer.close()
    index.clear()

    def refuse(*given: object, **named: object) -> None:
        raise recovery.Refused("not-allowed", "The rules say no.")

    monkeypatch.setattr(recovery, "admit", refuse)
    with pytest.raises(HistoryError, match=r"Entry 0 of the log should not have been admitted"):
        write(folder, index, verifier=verify_here())


def test_a_second_index_of_the_same_log_is_brought_up(
    ledger: tuple[LedgerFolder, Index, Writer], swift: Path, desk: Desk
) -> None:
    folder, index, writer = ledger
    given: list[Submitted] = [crowd.sealed(desk, "aruna", 0) for _ in range(20)]
    submit_all(folder, index, given)
    writer.drain()
    writer.close()
    other = SqliteIndex(swift / "another.sqlite")
    with write(folder, other, verifier=verify_here()) as again:
        assert other.head().size == again.size == 24
        assert other.entries(0, 99) == index.entries(0, 99)
    other.close()
