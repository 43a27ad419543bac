"""From the queue to a published checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.archive.ledger.exercise import (
    LOG,
    NOON,
    ORIGIN,
    Desk,
    new_ledger,
    opened_ledger,
    write,
)

from kept.archive.index import Index
from kept.archive.ledger import (
    Admitted,
    FolderError,
    HistoryError,
    LedgerError,
    LedgerFolder,
    LockedError,
    Refused,
    SubmissionError,
    Submitted,
    Verifier,
    Waiting,
    open_index,
    outcome,
    submit,
    submit_all,
    verify_here,
    verify_in_processes,
    verify_in_threads,
)
from kept.ledger.entries.entry import entry_hash
from kept.ledger.notes import read_checkpoint
from kept.ledger.parties import read_parties, verify_refusal
from kept.ledger.tree import TreeError, leaf_hash, root_of, verify_consistency, verify_inclusion


@pytest.fixture
def desk() -> Desk:
    return Desk()


def roots(folder: LedgerFolder, size: int) -> bytes:
    """The root of the log, from nothing but its entries."""
    return root_of([leaf_hash(entry) for entry in folder.entries(0, size, size)])


def test_what_is_submitted_is_admitted_in_order_and_signed(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        given = [desk.statement("aruna"), desk.statement("belva"), desk.statement("aruna", 1)]
        hashes = submit_all(folder, index, given)
        assert [outcome(folder, index, each) for each in hashes] == [Waiting()] * 3
        turn = writer.turn()
        assert turn.admitted == tuple(zip(hashes, (4, 5, 6), strict=True))
        assert not writer.turn()
        assert [outcome(folder, index, each) for each in hashes] == [
            Admitted(4),
            Admitted(5),
            Admitted(6),
        ]
        signed = folder.opened(folder.signed() or b"")
        assert (signed.size, signed.root) == (7, writer.root) == (7, roots(folder, 7))
        assert [*folder.entries(4, 7, 7)] == [each.entry for each in given]
        assert folder.checkpoint() is None
    index.close()


def test_nothing_is_asked_of_an_index_that_the_files_cannot_tell(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        submit_all(folder, index, [desk.statement() for _ in range(600)])
        writer.drain()
        writer.publish()
    for number in (0, 3, 255, 256, 511, 512, 603):
        entry = folder.entry(number, 604)
        assert folder.find(entry_hash(entry)) == number == folder.find(entry_hash(entry), index)
    assert folder.find("00" * 32) is None
    index.close()


def test_proofs_are_made_of_what_is_stored(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        submit_all(folder, index, [desk.statement() for _ in range(300)])
        first = writer.publish()
        writer.drain()
        second = writer.publish()
    index.close()
    assert (first.size, second.size) == (4, 304)
    assert folder.published_sizes() == (4, 304)
    older = read_checkpoint(folder.checkpoint_at(4) or b"").checkpoint
    tree = folder.tree()
    verify_consistency(
        old_size=4,
        new_size=304,
        proof=tree.consistency_proof(4),
        old_root=older.root,
        new_root=tree.root,
    )
    for number in (0, 255, 256, 303):
        verify_inclusion(
            index=number,
            size=304,
            leaf=leaf_hash(folder.entry(number, 304)),
            proof=tree.inclusion_proof(number),
            root=tree.root,
        )


def test_partial_tiles_go_when_their_full_tile_is_published(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        for _ in range(3):
            submit_all(folder, index, [desk.statement() for _ in range(100)])
            writer.drain()
        assert (folder.path / "tile/entries/000.p").is_dir()
        writer.publish()
    index.close()
    left = {name for name in folder.names() if name.startswith("tile/")}
    assert left == {
        "tile/entries/000",
        "tile/entries/001.p/48",
        "tile/0/000",
        "tile/0/001.p/48",
        "tile/1/000.p/1",
    }
    assert len([*folder.entries(0, 100, 104)]) == 100


def test_what_is_refused_gets_a_signed_refusal(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        desk.statement("belva", count=True)  # never submitted: a gap, which is allowed
        good = desk.statement("belva")
        stranger = desk.statement("corva")
        garbage = Submitted(b"no entry at all")
        hashes = submit_all(folder, index, [stranger, garbage, good])
        turn = writer.turn()
        assert turn.admitted == ((hashes[2], 4),)
        assert dict(turn.refused) == {hashes[0]: "unknown-key", hashes[1]: "malformed"}
        for hash_, reason in turn.refused:
            told = outcome(folder, index, hash_)
            assert isinstance(told, Refused)
            refusal = verify_refusal(told.refusal, LOG.signer.key)
            assert (refusal.reason, refusal.entry, refusal.size) == (reason, hash_, 5)
            assert (refusal.log, refusal.at, told.reason) == (ORIGIN, NOON, reason)
            assert not folder.paths.waiting(hash_).exists()
            assert not folder.paths.data_key(hash_).exists()
        assert outcome(folder, index, "ab" * 32) is None
    index.close()


def test_a_wrong_signature_is_refused_whoever_verifies(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    writer.close()
    for number, verifier in enumerate(verifiers()):
        good = desk.statement("aruna", number)
        at = good.entry.index(b'"sig":"') + 20
        letter = b"A" if good.entry[at : at + 1] != b"A" else b"B"
        bad = Submitted(good.entry[:at] + letter + good.entry[at + 1 :], good.body)
        with write(folder, index, verifier=verifier) as writer:
            before = writer.size
            hashes = submit_all(folder, index, [bad, good])
            turn = writer.turn()
            assert turn.admitted == ((hashes[1], before),)
            assert turn.refused == ((hashes[0], "bad-signature"),)
        verifier.close()
    index.close()


def verifiers() -> Iterator[Verifier]:
    yield verify_here()
    yield verify_in_threads(2)
    yield verify_in_processes(1)


def test_an_author_whose_manifest_stands_in_the_same_batch_is_admitted(
    swift: Path, desk: Desk
) -> None:
    folder = new_ledger(swift / "ledger")
    index = open_index(folder)
    hashes = submit_all(folder, index, [*desk.opened(), desk.statement()])
    with write(folder, index) as writer:
        assert writer.turn().admitted == tuple((each, n) for n, each in enumerate(hashes))
    index.close()


def test_batches_follow_one_another_without_a_gap(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk, batch=7)
    with writer:
        submit_all(folder, index, [desk.statement() for _ in range(30)])
        sizes = []
        while writer.turn():
            sizes.append(writer.size)
        assert sizes == [11, 18, 25, 32, 34]
        assert roots(folder, 34) == writer.root
        assert [each.index for each in index.entries(0, 99)] == [*range(34)]
    index.close()


def test_the_same_entry_is_submitted_twice_and_entered_once(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        entry = desk.statement()
        first = submit(folder, index, entry.entry, entry.body)
        assert submit(folder, index, entry.entry, entry.body) == first
        assert len(writer.turn().admitted) == 1
        assert submit(folder, index, entry.entry, entry.body) == first
        assert not writer.turn()
        assert submit(folder, index, entry.entry) == first  # its body is here
        assert writer.drain() == 0
        assert writer.size == 5
        assert outcome(folder, index, first) == Admitted(4)
    index.close()


def test_entries_submitted_again_do_not_hold_up_the_others(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk, batch=2)
    with writer:
        again = {each.hash: folder.entry(each.index, 4) for each in index.entries(0, 4)}
        index.submit(again)
        submit_all(folder, index, [desk.statement()])
        turn = writer.turn()
        assert (turn.admitted, turn.refused, turn.known) == ((), (), (*again,)[:2])
        assert writer.drain() == 1
        assert index.pending(9) == []
    index.close()


def test_whoever_interrupts_a_writer_opens_it_anew(
    swift: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    submit_all(folder, index, [desk.statement()])

    def interrupt(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(index, "settle", interrupt)
    with pytest.raises(KeyboardInterrupt):
        writer.turn()
    monkeypatch.undo()
    with pytest.raises(LedgerError, match="open it anew"):
        writer.turn()
    writer.close()
    with write(folder, index) as again:
        assert (again.size, again.drain()) == (5, 0)
    index.close()


def test_a_signed_checkpoint_that_somebody_replaced_is_not_published(
    swift: Path, desk: Desk
) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with writer:
        old = folder.paths.signed.read_bytes()
        submit_all(folder, index, [desk.statement()])
        writer.drain()
        folder.paths.signed.write_bytes(old)
        with pytest.raises(HistoryError, match="was changed by somebody else"):
            writer.publish()
    index.close()


def test_a_second_writer_is_told_who_the_first_is(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    with pytest.raises(LockedError, match=r"Another writer has this ledger open: process \d+ on "):
        write(folder, index)
    writer.close()
    write(folder, index).close()
    index.close()


def test_what_the_writer_knows_is_the_same_after_it_was_closed(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    submit_all(folder, index, [desk.statement() for _ in range(10)])
    writer.drain()
    size, root, parties = writer.size, writer.root, writer.parties
    writer.close()
    snapshot = index.snapshot()
    assert snapshot is not None
    assert snapshot.head.size == 14
    assert read_parties(snapshot.parties) == parties
    with write(folder, index) as again:
        assert (again.size, again.root, again.parties) == (size, root, parties)
    index.close()


def test_without_an_index_the_log_is_read_again(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    submit_all(folder, index, [desk.statement() for _ in range(10)])
    writer.drain()
    rows, parties = index.entries(0, 99), writer.parties
    writer.close()
    index.close()
    for name in ("", "-wal", "-shm"):
        folder.paths.sqlite.with_name(f"index.sqlite{name}").unlink(missing_ok=True)
    index = open_index(folder)
    with write(folder, index) as again:
        assert again.parties == parties
        assert index.entries(0, 99) == rows
    index.close()


def test_keys_of_another_log_are_not_used(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    writer.close()
    with pytest.raises(FolderError, match="The keys given are not those of"):
        write(folder, index, signers=[])
    index.close()


def test_nothing_is_published_before_anything_is_signed(swift: Path) -> None:
    folder = new_ledger(swift / "ledger")
    index = open_index(folder)
    with write(folder, index) as writer:
        assert writer.drain() == 0
        for wanted in (writer.publish, lambda: writer.add_cosignatures(b"")):
            with pytest.raises(LedgerError, match="Nothing is signed yet"):
                wanted()
        submit_all(folder, index, Desk().opened())
        assert writer.drain() == 4  # it has not stopped
    index.close()


def spoilt_tile(folder: LedgerFolder) -> None:
    path = folder.path / "tile/0/000.p/4"
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)


def spoilt_entry(folder: LedgerFolder) -> None:
    path = folder.path / "tile/entries/000.p/4"
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


def lost_entries(folder: LedgerFolder) -> None:
    (folder.path / "tile/entries/000.p/4").unlink()


@pytest.mark.parametrize("spoil", [spoilt_tile, spoilt_entry, lost_entries])
def test_a_writer_does_not_open_what_was_altered(
    swift: Path, desk: Desk, spoil: Callable[[LedgerFolder], None]
) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    writer.close()
    spoil(folder)
    with pytest.raises(HistoryError, match="Nothing was signed"):
        write(folder, index)
    index.close()


def test_a_copy_for_reading_is_not_written_to(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    writer.publish()
    writer.close()
    folder.paths.signed.unlink()
    with pytest.raises(HistoryError, match="it is a copy for reading"):
        write(folder, index)
    index.close()


def test_an_index_that_knows_more_shows_an_old_copy(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    old = folder.paths.signed.read_bytes()
    submit_all(folder, index, [desk.statement()])
    writer.drain()
    writer.close()
    folder.paths.signed.write_bytes(old)
    with pytest.raises(HistoryError, match="the folder is an older copy"):
        write(folder, index)
    index.close()


@pytest.mark.parametrize("open_index", ["postgres"], indirect=True)
def test_everything_is_the_same_on_postgresql(
    swift: Path, desk: Desk, open_index: Callable[[], Index]
) -> None:
    folder = new_ledger(swift / "ledger")
    index = open_index()
    given = [*desk.opened(), *(desk.statement() for _ in range(300)), desk.statement("corva")]
    submit_all(folder, index, given)
    with write(folder, index) as writer:
        assert writer.drain() == 304
        assert writer.publish().published
        parties = writer.parties
    again = open_index()
    assert again.pending(9) == []
    assert [each.index for each in again.entries(0, 999)] == [*range(304)]
    with write(folder, again) as writer:
        assert writer.parties == parties
        assert writer.root == roots(folder, 304)


def test_a_body_must_come_with_its_entry_and_fit(swift: Path, desk: Desk) -> None:
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    writer.close()
    mine, other = desk.statement(), desk.statement()
    with pytest.raises(SubmissionError, match="commits to a body, and none came with it"):
        submit(folder, index, mine.entry)
    with pytest.raises(SubmissionError, match="not the body that the entry commits to"):
        submit(folder, index, mine.entry, other.body)
    with pytest.raises(SubmissionError, match="comes without a body"):
        sealed = desk.statement(kind="statement.sealed")
        submit(folder, index, sealed.entry, sealed.body)
    with pytest.raises(SubmissionError, match="at most 65535 bytes"):
        submit(folder, index, bytes(65_536))
    assert index.pending(9) == []
    index.close()


def test_reading_a_tree_that_is_not_there(swift: Path) -> None:
    folder = new_ledger(swift / "ledger")
    assert folder.size() == 0
    assert folder.tree().size == 0
    with pytest.raises(FolderError, match="There is no entry 0"):
        folder.entry(0, 0)
    with pytest.raises(TreeError):
        folder.tree().inclusion_proof(0)
