"""A process entered into a register is the same when it is read from there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.archive.ledger.exercise import LOG, ORIGIN, signer

from kept.archive.folders import open_process
from kept.archive.ledger import Identity, Writer, create_ledger, open_index, submit_all
from kept.archive.recording import Author, chain_of, import_process, read_register
from kept.archive.recording.founding import SCOPES, Keeper, founding_entries
from kept.archive.recording.importing import Recorder
from kept.ledger.entries.entry import entry_hash
from kept.ledger.entries.header import Seen
from kept.ledger.entries.members import Erasure, Revoked
from kept.ledger.parties import Chain
from kept.texts import Place

ROLE = "secretariat/recorder"


class Register:
    """A register with nobody but its keeper, and the recorder's next import."""

    def __init__(self, path, process):
        self.process = process
        identity = Identity(origin=ORIGIN, process=process.process.head.id, log=LOG.vkey)
        self.folder = create_ledger(path, identity)
        keeper = Keeper(
            party="secretariat",
            root=signer("root"),
            next_root=signer("next").key,
            roles={name: signer(name).key for name in SCOPES},
        )
        self.enter(founding_entries(self.folder, keeper, {}))

    def enter(self, submitted):
        index = open_index(self.folder)
        try:
            with Writer(self.folder, index, signers=[LOG]) as writer:
                submit_all(self.folder, index, submitted)
                assert writer.drain() == len(submitted)
                writer.publish()
        finally:
            index.close()

    def read(self):
        return read_register(self.folder, languages=self.process.process.head.languages)

    def recorder(self, read):
        key = signer("recorder")
        return Recorder(
            origin=ORIGIN,
            role=ROLE,
            signer=key,
            chain=read.folded.parties.chain(key.key.id),
            seen=Seen(read.folded.size, read.folded.root),
        )

    def import_(self, process=None, **options):
        read = self.read()
        done = import_process(process or self.process, read, self.recorder(read), **options)
        self.enter(done.submitted)
        return done

    def erase(self, entry):
        key = signer("registrar")
        author = Author(ORIGIN, "secretariat/registrar", [key.key.id], chain=self.chain(key))
        member = Erasure(ground="court-order")
        self.enter(
            [author.write([key], author.header("body.erased", refs=[entry], member=member))]
        )

    def chain(self, key):
        return chain_of(self.folder, self.read().folded, key.key.id)


@pytest.fixture(params=["lakes-exercise", "great-lakes"])
def process(request, root):
    return open_process(root / "processes" / request.param)


@pytest.fixture
def register(swift, process):
    return Register(swift / "register", process)


@pytest.fixture
def exercise(swift, root):
    return Register(swift / "register", open_process(root / "processes" / "lakes-exercise"))


def bare(statement):
    return replace(statement, entered=None, place=Place("", 0))


def test_what_is_read_is_what_was_entered(register):
    done = register.import_()
    public = [each for each in register.process.statements if each.release == "public"]
    assert done.new == tuple(public)
    read = register.read()
    assert [bare(each) for each in read.statements] == [bare(each) for each in public]
    assert (read.missing, read.remarks) == ((), ())
    assert read.recorders == {ROLE}
    text = read.text_of(register.process.process.head.id)
    assert f"sha256:{text.digest}" == register.process.process.digest
    again = register.import_()
    assert (again.submitted, again.same) == ((), len(public))


def changed(process, index, **fields):
    several = list(process.statements)
    several[index] = replace(several[index], **fields)
    return replace(process, statements=tuple(several))


def test_of_a_statement_entered_again_the_last_counts(exercise):
    exercise.import_()
    before = exercise.read()
    other = changed(exercise.process, 3, signed=not exercise.process.statements[3].signed)
    done = exercise.import_(other)
    assert (len(done.new), len(done.changed), done.text) == (0, 1, False)
    read = exercise.read()
    assert len(read.statements) == len(before.statements)
    [now] = [each for each in read.statements if each.id == done.changed[0].id]
    assert now.entered.index == before.head.size
    assert bare(now) == bare(other.statements[3])
    back = exercise.import_()
    assert len(back.changed) == 1
    assert {bare(each) for each in exercise.read().statements} == {
        bare(each) for each in before.statements
    }


def test_what_is_not_public_is_not_entered(exercise):
    secret = changed(exercise.process, 3, release="confidential")
    done = exercise.import_(secret)
    assert secret.statements[3].id not in {each.id for each in done.new}
    assert all(each.release == "public" for each in done.new)


def test_what_the_process_no_longer_has_is_told_and_stays(exercise):
    exercise.import_()
    fewer = replace(exercise.process, statements=exercise.process.statements[1:])
    done = exercise.import_(fewer)
    assert done.gone == (exercise.process.statements[0].id,)
    assert done.submitted == ()


def test_what_was_erased_is_held_back_and_entered_only_if_named(exercise):
    exercise.import_()
    [victim, *_] = exercise.read().statements
    exercise.erase(victim.entered.entry)
    assert victim.id not in {each.id for each in exercise.read().statements}
    done = exercise.import_()
    assert victim.id in done.held
    assert done.submitted == ()
    assert exercise.import_(again=[victim.id]).new[0].id == victim.id


def test_of_an_erased_correction_nothing_is_entered_again(exercise):
    exercise.import_()
    other = changed(exercise.process, 3, signed=not exercise.process.statements[3].signed)
    exercise.import_(other)
    [now] = [each for each in exercise.read().statements if each.id == other.statements[3].id]
    exercise.erase(now.entered.entry)
    done = exercise.import_(other)
    assert done.held == (other.statements[3].id,)


def test_a_key_counts_what_it_signed_and_what_is_not_in_yet(exercise):
    key = signer("recorder").key.id
    read = exercise.read()
    done = import_process(exercise.process, read, exercise.recorder(read))
    first, second = (each.entry for each in done.submitted[:2])

    def chain(*kept):
        found = chain_of(exercise.folder, exercise.read().folded, key, kept)
        return found.next, found.last

    assert chain() == (0, None)
    assert chain(second, first) == (2, entry_hash(second))
    assert chain(b"nonsense", first) == (1, entry_hash(first))
    exercise.enter(done.submitted[:1])
    assert chain() == chain(first) == (1, entry_hash(first))
    assert chain(first, second) == (2, entry_hash(second))


def test_entries_for_another_register_do_not_count(exercise):
    key = signer("recorder")
    other = Author("other.example/x", ROLE, [key.key.id], chain=Chain(key.key.id))
    revoked = Revoked(party="secretariat", key=key.key.id)
    elsewhere = other.write([key], other.header("key.revoked", member=revoked)).entry
    found = chain_of(exercise.folder, exercise.read().folded, key.key.id, [elsewhere])
    assert (found.next, found.last) == (0, None)
