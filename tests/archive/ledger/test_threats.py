"""The threat model, as far as files, index and writer are concerned: one test for each row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from tests.archive.conftest import Postgres
from tests.archive.ledger import crowd
from tests.archive.ledger.exercise import Desk, opened_ledger, signer, write
from tests.archive.ledger.witnesses import Witness, Witnesses

from kept.archive.index import Index, SqliteIndex
from kept.archive.ledger import (
    FolderError,
    HistoryError,
    LedgerError,
    LedgerFolder,
    open_index,
    submit_all,
    use_postgres,
    verify_here,
    write_policies,
)
from kept.ledger.entries.entry import entry_hash
from kept.ledger.tree import TreeError, leaf_hash, root_of
from kept.ledger.witness import NotCosigned

SPAWN = get_context("spawn")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk, path = Desk(), tmp_path_factory.mktemp("threats") / "ledger"
    folder, index, writer = opened_ledger(path, desk, verifier=verify_here())
    submit_all(folder, index, [crowd.sealed(desk, "aruna", 0) for _ in range(296)])
    writer.drain()
    writer.publish()
    writer.close()
    index.close()
    return path


@pytest.fixture
def ledger(swift: Path, template: Path) -> LedgerFolder:
    """A published ledger of 300 entries, closed."""
    return LedgerFolder(shutil.copytree(template, swift / "ledger"))


def verify(folder: LedgerFolder) -> None:
    """What a reader does: the checkpoint, the tree under it, every entry under the tree."""
    tree = LedgerFolder(folder.path).tree()
    if folder.checkpoint() is None:
        raise FolderError("there is no checkpoint")
    for number, entry in enumerate(folder.entries(0, tree.size, tree.size)):
        if tree.subtree(0, number) != leaf_hash(entry):
            raise TreeError(f"entry {number} is not the one that was signed")


def flips() -> Iterator[tuple[str, int]]:
    """Files, and bytes in them: each class of byte that there is."""
    yield from (("checkpoint", at) for at in (0, 22, 24, 30, 60, 75, 80, 100, 140))
    yield from (("tile/0/000", at) for at in (0, 31, 32, 4000, 8191))
    yield from (("tile/0/001.p/44", at) for at in (0, 44 * 32 - 1))
    yield from (("tile/1/000.p/1", at) for at in (0, 31))
    # the length of an entry, its first letter, within the payload, the key id, the signature
    yield from (("tile/entries/000", at) for at in (0, 1, 2, 15, 500, 1000))
    yield from (("tile/entries/001.p/44", at) for at in (0, 1, 300, 900, 1080))
    yield from (("ledger.json", at) for at in (10, 60, 120))


@pytest.mark.parametrize(("name", "at"), [*flips()])
def test_threat_01_a_changed_byte_is_found(ledger: LedgerFolder, name: str, at: int) -> None:
    verify(ledger)
    path = ledger.path / name
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises((LedgerError, ValueError)):
        verify(ledger)
    if name.endswith("/000"):
        return  # a writer looks at the right edge; all the rest is for those who verify
    index = SqliteIndex(ledger.paths.sqlite)
    with pytest.raises((LedgerError, ValueError)):
        write(LedgerFolder(ledger.path), index, verifier=verify_here())
    index.close()


@pytest.fixture
def witnesses(ledger: LedgerFolder) -> Witnesses:
    made = Witnesses(tuple(Witness(f"witness-{number}") for number in range(4)))
    write_policies(ledger.path, made.policy_files)
    return made


def test_threat_02_a_shorter_history_is_not_cosigned(
    ledger: LedgerFolder, witnesses: Witnesses
) -> None:
    """The host cuts the log to any earlier size and signs that."""
    index = open_index(ledger)
    with write(ledger, index, collect=witnesses) as writer:
        assert writer.publish().published
        for size in (1, 5, 128, 255, 256, 299):
            cut = writer._keys.sign(size, ledger.tree().root_at(size))
            collected = witnesses(
                cut, lambda old, size=size: ledger.tree().consistency_proof(old, size)
            )
            assert not collected.complete
            assert len(collected.known_more) == 4
    index.close()


def copy_of(ledger: LedgerFolder) -> LedgerFolder:
    path = ledger.path.with_name("backup")
    shutil.copytree(ledger.path, path)
    return LedgerFolder(path)


def test_threat_06_a_restored_backup_is_not_written_to_once_witnesses_know_more(
    ledger: LedgerFolder, witnesses: Witnesses
) -> None:
    backup = copy_of(ledger)
    index = open_index(ledger)
    with write(ledger, index, collect=witnesses) as writer:
        submit_all(ledger, index, [crowd.sealed(Desk(), "belva", 0)])
        writer.drain()
        writer.publish()
    index.close()
    signed = backup.signed()
    index = open_index(backup)
    with pytest.raises(HistoryError, match="has cosigned this ledger at 301 entries"):
        write(backup, index, collect=witnesses)
    assert backup.signed() == signed
    index.close()


def test_threat_06_a_copy_that_goes_on_beside_the_original_is_stopped_when_it_publishes(
    ledger: LedgerFolder, witnesses: Witnesses
) -> None:
    backup, desk = copy_of(ledger), Desk()
    index, other = open_index(ledger), open_index(backup)
    with (
        write(ledger, index, collect=witnesses) as writer,
        write(backup, other, collect=witnesses) as copy,
    ):
        submit_all(ledger, index, [crowd.sealed(desk, "belva", 0) for _ in range(2)])
        submit_all(backup, other, [crowd.sealed(desk, "belva", 1)])
        writer.drain()
        copy.drain()
        assert writer.publish().published
        with pytest.raises(HistoryError, match="Nothing more is signed"):
            copy.publish()
        with pytest.raises(HistoryError):
            copy.turn()
    assert backup.size() == 300
    index.close()
    other.close()


def test_threat_06_a_copy_as_long_as_the_original_is_not_published(
    ledger: LedgerFolder, witnesses: Witnesses
) -> None:
    backup, desk = copy_of(ledger), Desk()
    index, other = open_index(ledger), open_index(backup)
    with (
        write(ledger, index, collect=witnesses) as writer,
        write(backup, other, collect=witnesses) as copy,
    ):
        submit_all(ledger, index, [crowd.sealed(desk, "belva", 0)])
        submit_all(backup, other, [crowd.sealed(desk, "belva", 1)])
        writer.drain()
        copy.drain()
        assert writer.publish().published
        told = copy.publish()
        assert not told.published
        assert all(isinstance(each, NotCosigned) for each in told.outcomes)
    assert backup.size() == 300
    index.close()
    other.close()


def test_threat_06_an_index_elsewhere_remembers_more_than_a_restored_folder(
    ledger: LedgerFolder, postgres: Postgres
) -> None:
    use_postgres(ledger, postgres.conninfo)
    index = open_index(ledger)
    index.clear()
    backup = copy_of(ledger)
    with write(ledger, index) as writer:
        submit_all(ledger, index, [crowd.sealed(Desk(), "belva", 0)])
        writer.drain()
    with pytest.raises(HistoryError, match="the folder is an older copy"):
        write(backup, index)
    index.close()


@pytest.mark.parametrize("kept_in", ["sqlite", "postgres"])
def test_threat_07_two_writers_at_once_make_one_tree(
    swift: Path, request: pytest.FixtureRequest, kept_in: str
) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", Desk(), verifier=verify_here())
    writer.close()
    if kept_in == "postgres":
        index = in_postgres(folder, index, request)
    count = 5000 if kept_in == "sqlite" else 1000
    processes = [
        SPAWN.Process(target=crowd.submit_and_write, args=(folder.path, party, 0, count))
        for party in ("aruna", "belva")
    ]
    run(processes)
    with write(folder, index, verifier=verify_here()) as writer:
        writer.drain()
        assert writer.size == 4 + 2 * count
    check_whole(folder, index, 4 + 2 * count)
    index.close()


def in_postgres(folder: LedgerFolder, index: Index, request: pytest.FixtureRequest) -> Index:
    """The same ledger with its index in PostgreSQL from here on."""
    index.close()
    server: Postgres = request.getfixturevalue("postgres")
    use_postgres(folder, server.conninfo)
    index = open_index(folder)
    index.clear()
    return index


def run(processes: list) -> None:  # type: ignore[type-arg]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    assert [each.exitcode for each in processes] == [0] * len(processes)


def check_whole(folder: LedgerFolder, index: Index, size: int) -> None:
    """One tree, each entry once, in the index under the number it has in the log."""
    signed = folder.opened(folder.signed() or b"")
    entries = [*folder.entries(0, size, size)]
    hashes = [entry_hash(entry) for entry in entries]
    assert (signed.size, signed.root) == (size, root_of([*map(leaf_hash, entries)]))
    assert len({*hashes}) == size
    rows = index.entries(0, size + 1)
    assert [each.hash for each in rows] == hashes
    assert [each.index for each in rows] == [*range(size)]
    assert index.pending(1) == []


def test_many_submit_to_postgresql_at_once_and_no_number_is_left_out(
    swift: Path, request: pytest.FixtureRequest
) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", Desk(), verifier=verify_here())
    writer.close()
    index = in_postgres(folder, index, request)
    authors = [(party, key) for party in ("aruna", "belva") for key in range(2)]
    submitters = [
        SPAWN.Process(target=crowd.submit_many, args=(folder.path, party, key, 2500))
        for party, key in authors
    ]
    writing = SPAWN.Process(target=crowd.write_until, args=(folder.path, 10_004))
    run([*submitters, writing])
    check_whole(folder, index, 10_004)
    for party, key in authors:
        chain = index.by_author(signer(f"{party} {key}").key.id, limit=9999)
        assert [each.seq for each in chain] == [*range(2500)]
    index.close()
