"""A checkpoint is published when its quorum has cosigned, over the network or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.archive.ledger import crowd
from tests.archive.ledger.exercise import LOG, NOON, ORIGIN, Desk, bytes_of, clock, identity, write
from tests.archive.ledger.witnesses import Witness, Witnesses

from kept.archive.index import Index
from kept.archive.ledger import (
    HistoryError,
    LedgerError,
    LedgerFolder,
    Writer,
    create_ledger,
    open_index,
    submit_all,
    verify_here,
    write_policies,
)
from kept.ledger.keys import MLDSA44Signer
from kept.ledger.notes import NoteSigner, SignatureType, cosign, open_checkpoint, read_checkpoint


@dataclass
class Register:
    folder: LedgerFolder
    index: Index
    witnesses: Witnesses
    desk: Desk

    def write(self, **options: object) -> Writer:
        return write(self.folder, self.index, verifier=verify_here(), **options)

    def enter(self, writer: Writer, count: int = 1) -> None:
        submit_all(
            self.folder, self.index, [crowd.sealed(self.desk, "aruna", 0) for _ in range(count)]
        )
        writer.drain()

    def lines(self, note: bytes, *numbers: int, at: int = NOON) -> bytes:
        """What these witnesses answer to a request carried to them by hand."""
        chosen = [self.witnesses.all[number].signer for number in numbers]
        return "".join(str(cosign(note, each, at)) for each in chosen).encode()


@pytest.fixture
def register(swift: Path) -> Iterator[Register]:
    witnesses = Witnesses(tuple(Witness(f"witness-{number}") for number in range(4)))
    folder = create_ledger(swift / "ledger", identity(), policies=witnesses.policy_files)
    index, desk = open_index(folder), Desk()
    submit_all(folder, index, desk.opened())
    with write(folder, index, verifier=verify_here()) as writer:
        writer.drain()
    yield Register(folder, index, witnesses, desk)
    index.close()


def test_with_enough_cosignatures_it_is_published(register: Register) -> None:
    with register.write(collect=register.witnesses) as writer:
        register.enter(writer)
        published = writer.publish()
    assert (published.published, published.size, published.grade) == (True, 5, "mutual")
    assert register.folder.checkpoint() == published.note == register.folder.checkpoint_at(5)
    assert register.folder.grade(published.note) == "mutual"
    assert register.folder.published_sizes() == (4, 5)  # the first one at the start


def test_with_too_few_it_waits_and_nothing_is_lost(register: Register) -> None:
    few = Witnesses(register.witnesses.all[2:])
    with register.write(collect=few) as writer:
        first = writer.publish()
        assert (first.published, first.grade) == (False, "published")
        assert register.folder.checkpoint() is None
        register.enter(writer)
        assert not writer.publish().published
    with register.write(collect=register.witnesses) as writer:
        assert register.folder.size() == 5
    assert register.folder.published_sizes() == (5,)


def test_cosignatures_carried_by_hand_add_up(register: Register) -> None:
    with register.write() as writer:
        request = register.folder.signed() or b""
        assert not writer.publish().published
        assert not writer.add_cosignatures(register.lines(request, 0)).published
        assert not writer.add_cosignatures(register.lines(request, 2)).published
    with register.write() as writer:  # as after a night
        done = writer.add_cosignatures(register.lines(request, 3))
        assert (done.published, done.grade) == (True, "witnessed")
        assert not [*(register.folder.paths.private / "cosigned").iterdir()]
        later = writer.add_cosignatures(register.lines(request, 1))
        assert (later.published, later.grade) == (True, "mutual")
    opened = open_checkpoint(
        register.folder.checkpoint() or b"", [each.signer.vkey for each in register.witnesses.all]
    )
    assert len(opened.signed) == 4


def test_an_answer_may_come_when_the_log_has_gone_on(register: Register) -> None:
    with register.write() as writer:
        request = register.folder.signed() or b""
        register.enter(writer, 3)
        newer = register.folder.signed() or b""
        assert writer.add_cosignatures(register.lines(newer, 0, 1, 2)).published
        done = writer.add_cosignatures(register.lines(request, 0, 1, 2), size=4)
        assert (done.published, done.size) == (True, 4)
        assert read_checkpoint(done.note).checkpoint == read_checkpoint(request).checkpoint
    assert register.folder.published_sizes() == (4, 7)
    assert register.folder.size() == 7  # the newest stays the newest


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda register, note: b"nonsense", "no lines of signatures"),
        (
            lambda register, note: register.lines(note, 0).replace(b"witness-0", b"witness-9"),
            "witness-9 stands in no policy of this ledger",
        ),
        (
            lambda register, note: register.lines(note.replace(b"\n4\n", b"\n5\n"), 0),
            "A cosignature is not accepted",
        ),
        (
            lambda register, note: str(cosign(note, Witness("stranger").signer, NOON)).encode(),
            "stranger stands in no policy of this ledger",
        ),
    ],
)
def test_a_line_that_does_not_hold_is_not_taken(register: Register, make, told: str) -> None:  # type: ignore[no-untyped-def]
    with register.write() as writer:
        note = register.folder.signed() or b""
        with pytest.raises(LedgerError, match=told):
            writer.add_cosignatures(make(register, note))
        assert writer.add_cosignatures(register.lines(note, 0, 1, 2)).published  # it goes on


def test_what_a_witness_signs_later_makes_no_entry_look_later(register: Register) -> None:
    with register.write() as writer:
        note = register.folder.signed() or b""
        first = writer.add_cosignatures(register.lines(note, 0, 1, 2)).note
        later = register.lines(note, 0, 1, 2, 3, at=NOON + 86_400)
        again = writer.add_cosignatures(later).note
        signatures = read_checkpoint(again).signatures
        assert {*read_checkpoint(first).signatures} < {*signatures}
        assert len(signatures) == 5


@pytest.mark.parametrize("size", [0, 5, 99])
def test_there_are_checkpoints_of_sizes_there_were(register: Register, size: int) -> None:
    with (
        register.write() as writer,
        pytest.raises(LedgerError, match=f"There is no checkpoint of {size} entries"),
    ):
        writer.add_cosignatures(register.lines(register.folder.signed() or b"", 0), size=size)


def test_the_log_signs_for_the_time_after_quantum_computers_too(swift: Path) -> None:
    pq = NoteSigner(ORIGIN, SignatureType.ML_DSA_44, MLDSA44Signer(bytes_of("the other log key")))
    both = identity().__class__(origin=ORIGIN, process="lakes-exercise", log=LOG.vkey, pq=pq.vkey)
    folder = create_ledger(swift / "both", both)
    index = open_index(folder)
    submit_all(folder, index, Desk().opened())
    with Writer(folder, index, signers=[LOG, pq], clock=clock) as writer:
        writer.drain()
        note = writer.publish().note
        assert len(open_checkpoint(note, both.keys).signed) == 2
        again = writer.publish().note
        assert read_checkpoint(again).signatures == read_checkpoint(note).signatures
    index.close()


def test_a_checkpoint_that_contradicts_what_was_signed_stops_the_writer(
    register: Register,
) -> None:
    """A published checkpoint of the same size and another root: one of two histories."""
    with register.write() as writer:
        size = writer.size
        other = writer._keys.sign(size, bytes(32))
        register.folder.paths.published(size).parent.mkdir()
        register.folder.paths.published(size).write_bytes(other)
        with pytest.raises(HistoryError, match="shows another history"):
            writer.publish()
    register.folder.paths.checkpoint.write_bytes(other)
    with pytest.raises(HistoryError, match="one of them comes from an old copy"):
        register.write()


def test_a_checkpoint_without_a_policy_is_published_by_its_log(swift: Path) -> None:
    folder = create_ledger(swift / "alone", identity())
    index = open_index(folder)
    submit_all(folder, index, Desk().opened())
    with write(folder, index) as writer:
        writer.drain()
        assert writer.publish().grade == "published"
        write_policies(folder.path, {"published": b"nonsense"})
        with pytest.raises(LedgerError, match="The policy “published” is not accepted"):
            writer.publish()
    index.close()
