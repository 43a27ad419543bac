"""What a witness remembers: durable before it answers, and never begun anew by accident."""

from __future__ import annotations

import pytest
from tests.archive.witness.logs import ORIGIN, MemoryLog

from kept.archive.error import StorageError
from kept.archive.witness import Memory, WitnessError, WitnessHost
from kept.ledger.keys import Ed25519Signer, MLDSA44Signer
from kept.ledger.notes import NoteSigner, SignatureType, open_checkpoint, read_signature_lines
from kept.ledger.witness import checkpoint_path, verify_guilt


def signer(seed=b"w", kind=SignatureType.ED25519_COSIGNATURE):
    secret = seed * 32
    key = MLDSA44Signer(secret) if kind is SignatureType.ML_DSA_44 else Ed25519Signer(secret)
    return NoteSigner("witness.example/w", kind, key)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state"


class Opened:
    """A witness on a folder; `with Opened(…) as host`."""

    def __init__(self, folder, log, *signers, clock=None, new=False):
        self.signers = signers or (signer(),)
        self.memory = Memory(folder, [each.vkey for each in self.signers], new=new)
        more = {"clock": clock} if clock else {}
        try:
            self.host = WitnessHost(self.memory, self.signers, {ORIGIN: log.keys}, **more)
        except WitnessError:
            self.memory.close()
            raise

    def __enter__(self):
        return self.host

    def __exit__(self, *_):
        self.memory.close()


def status(host, log, old):
    return host.add_checkpoint(log.request(old)).status


def test_it_is_on_disk_before_it_is_answered(folder, log, monkeypatch):
    log.add(3)
    written = []
    plain = Memory.remember

    def watched(self, state):
        plain(self, state)
        written.append((folder / checkpoint_path(ORIGIN)).read_bytes())

    monkeypatch.setattr(Memory, "remember", watched)
    with Opened(folder, log) as host:
        answer = host.add_checkpoint(log.request(0))
    assert answer.status == 200
    [note] = written
    assert answer.body in note


@pytest.mark.parametrize("fails", ["before", "after"])
def test_when_the_disk_fails_nothing_is_cosigned_until_a_restart(folder, log, monkeypatch, fails):
    log.add(3)
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200
        log.add(1)
        from kept.archive.witness import memory

        plain = memory.write_file

        def broken(path, data):
            if fails == "after":
                plain(path, data)
            raise StorageError("The disk is full.")

        monkeypatch.setattr(memory, "write_file", broken)
        answer = host.add_checkpoint(log.request(3))
        assert (answer.status, answer.state) == (503, None)
        assert b"before a restart" in answer.body
        monkeypatch.setattr(memory, "write_file", plain)
        assert status(host, log, 3) == 503
        assert status(host, log, 4) == 503
    with Opened(folder, log) as host:
        known = host.known[ORIGIN].size
        assert known == (4 if fails == "after" else 3)
        assert status(host, log, known) == 200


def test_a_lost_or_damaged_memory_stops_the_witness(folder, log):
    log.add(3)
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200
    path = folder / checkpoint_path(ORIGIN)
    sound = path.read_bytes()
    other = MemoryLog(seed=b"o" * 32).add(3)
    for wrong in (None, b"", sound[:-20], sound.replace(b"\n3\n", b"\n2\n"), other.note()):
        path.unlink()
        if wrong is not None:
            path.write_bytes(wrong)
        with pytest.raises(WitnessError, match="must not sign without it"):
            Opened(folder, log)
        path.write_bytes(sound)
    with Opened(folder, log) as host:
        assert host.known[ORIGIN].size == 3


def test_what_was_remembered_of_another_log_is_not_taken_for_this_one(folder, log):
    log.add(3)
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200
    note = (folder / checkpoint_path(ORIGIN)).read_bytes()
    path = folder / checkpoint_path("other.example/log")
    path.parent.mkdir()
    path.write_bytes(note)
    memory = Memory(folder, [signer().vkey])
    with pytest.raises(WitnessError, match=r"not other\.example/log"):
        memory.last("other.example/log")
    memory.close()


def test_an_interruption_before_the_first_answer_is_no_loss(folder, log):
    log.add(1)
    with Opened(folder, log):
        pass
    (folder / checkpoint_path(ORIGIN)).parent.mkdir()
    (folder / f"{checkpoint_path(ORIGIN)}.unfinished").write_bytes(b"half")
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200


def test_a_folder_that_is_empty_may_be_a_disk_that_is_missing(folder, log):
    folder.mkdir()
    with pytest.raises(WitnessError, match="--new"):
        Opened(folder, log)
    with Opened(folder, log, new=True):
        pass
    with Opened(folder, log):
        pass


def test_a_witness_may_change_its_key_and_keeps_its_memory(folder, log):
    log.add(3)
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200
    with Opened(folder, log, signer(b"n")) as host:
        assert status(host, log, 0) == 409
        log.add(1)
        assert status(host, log, 3) == 200
    with Opened(folder, log, signer(b"n")) as host:
        assert host.known[ORIGIN].size == 4


def test_it_cosigns_with_two_keys_at_once(folder, log):
    log.add(3)
    both = (signer(), signer(b"q", SignatureType.ML_DSA_44))
    with Opened(folder, log, *both) as host:
        answer = host.add_checkpoint(log.request(0))
        shown = host.checkpoint(checkpoint_path(ORIGIN))
    assert len(read_signature_lines(answer.body.decode())) == 2
    assert len(open_checkpoint(shown, [each.vkey for each in both]).signed) == 2


def test_a_clock_that_goes_backwards_stops_it(folder, log):
    log.add(1)
    times = iter([1_800_000_000, 1_700_000_000, 1_800_000_001])
    with Opened(folder, log, clock=lambda: next(times)) as host:
        assert status(host, log, 0) == 200
        assert status(host, log, 1) == 503
        assert status(host, log, 1) == 200


def test_proof_of_two_histories_is_kept_once(folder, log):
    log.add(3)
    other = MemoryLog().add(3, "other")
    with Opened(folder, log) as host:
        assert status(host, log, 0) == 200
        for _ in range(3):
            assert status(host, other, 3) == 422
    [proof] = folder.rglob("guilt-*.txt")
    assert verify_guilt(proof.read_bytes(), log.keys).guilty


def test_a_memory_has_one_process(folder, log):
    with Opened(folder, log), pytest.raises(WitnessError, match="Another process"):
        Opened(folder, log)
    with Opened(folder, log):
        pass
