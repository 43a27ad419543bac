"""`kept witness serve` and `status`, as they are typed."""

from __future__ import annotations

import pytest
from tests.archive.witness.logs import MemoryLog, policies_for, starting
from tests.archive.witness.registers import Register

from kept.archive.keys import new_key
from kept.archive.witness import Witnesses


@pytest.fixture
def log():
    return MemoryLog()


@pytest.fixture
def processes(tmp_path, log):
    with starting(tmp_path, log) as start:
        yield start


def at_once(failures):
    return 0.0


def published(tmp_path, log, several, name="register"):
    policies = policies_for(log, several)
    register = Register(tmp_path / name, log, policies)
    ask = Witnesses(policies.witnessed, wanted=policies.mutual, timeout=20, pause=at_once)
    assert register.publish(ask).published
    return register, ask


def test_what_the_witnesses_of_a_register_know(kept, kept_json, processes, log, tmp_path):
    several = processes(4)
    register, ask = published(tmp_path, log, several)
    said = kept("witness", "status", str(register.path)).output
    assert said.count("● ") == 4
    assert "the same 4 entries" in said
    several[3].kill()
    register.seal().publish(ask)
    several[2].kill()
    found = kept_json("witness", "status", str(register.path))["witnesses"]
    assert [each["verdict"] for each in found] == ["same", "same", "unknown", "unknown"]
    several[3].start()
    found = kept_json("witness", "status", str(register.path))["witnesses"]
    assert [each["verdict"] for each in found] == ["same", "same", "unknown", "behind"]
    assert (
        "le début de celles-ci"
        in kept("witness", "status", str(register.path), "--lang", "fr").output
    )


def test_an_old_copy_and_another_history_are_told(kept, processes, log, tmp_path):
    several = processes(4)
    register, ask = published(tmp_path, log, several)
    register.seal(2).publish(ask)
    old = Register(tmp_path / "old", log, policies_for(log, several))
    old.publish()
    said = kept("witness", "status", str(old.path), code=1).output
    assert said.count("this copy of the register is an old one") == 4
    other = Register(tmp_path / "other", log, policies_for(log, several))
    other.seal(5, "confidential").publish()
    said = kept("witness", "status", str(other.path), code=1).output
    assert said.count("ANOTHER HISTORY") == 4


def test_one_witness_at_its_address(kept, processes, log, tmp_path):
    [process] = processes(1)
    address = ["witness", "status", process.url, "--log", str(log.keys[0])]
    assert "has cosigned nothing" in kept(*address, code=1).output
    log.add(3)
    process.post(log.request(0))
    assert "3 entries, signed by the log" in kept(*address).output
    assert "3 entries, cosigned 20" in kept(*address, "--witness", str(process.key.vkey)).output
    stranger = new_key(
        tmp_path / "x", "x", purpose="witness", signs_as=process.key.vkey.name, passphrase=None
    )
    said = kept(*address, "--witness", str(stranger.vkey), code=1).output
    assert "not signed as it must be" in said
    assert "--log" in kept("witness", "status", process.url, code=2).output
    assert kept("witness", "status", process.url, "--log", "nonsense", code=2).output
    process.kill()
    assert "No answer" in kept(*address, code=1).output


def serve(kept, folder, *more, code):
    return kept("witness", "serve", "--keys", str(folder / "keys"), "--state",
                str(folder / "state"), "--port", "0", *more, code=code).output  # fmt: skip


@pytest.fixture
def key(tmp_path):
    return new_key(
        tmp_path / "keys", "w", purpose="witness", signs_as="w.example/w", passphrase=b"secret"
    )


def test_what_is_wrong_is_said_before_anything_is_begun(kept, key, tmp_path, log, monkeypatch):
    vkey = str(log.keys[0])
    assert "There are: w." in serve(kept, tmp_path, "--key", "v", "--log", vkey, code=2)
    assert "passphrase" in serve(kept, tmp_path, "--key", "w", "--log", vkey, code=2)
    monkeypatch.setenv("KEPT_PASSPHRASE", "wrong")
    assert "does not open" in serve(kept, tmp_path, "--key", "w", "--log", vkey, code=2)
    monkeypatch.setenv("KEPT_PASSPHRASE", "secret")
    assert "no key of a note" in serve(kept, tmp_path, "--key", "w", "--log", "x", code=2)
    said = serve(kept, tmp_path, "--key", "w", "--log", str(key.vkey), code=2)
    assert "key of a witness" in said
    new_key(tmp_path / "keys", "person", purpose="role", passphrase=None)
    assert "no key for a witness" in serve(
        kept, tmp_path, "--key", "person", "--log", vkey, code=2
    )
    new_key(tmp_path / "keys", "x", purpose="witness", signs_as="x.example/x", passphrase=None)
    said = serve(kept, tmp_path, "--key", "w", "--key", "x", "--log", vkey, code=2)
    assert "one name" in said
    assert not (tmp_path / "state").exists()


def test_a_lost_memory_is_not_begun_anew_by_itself(kept, key, tmp_path, log, monkeypatch):
    monkeypatch.setenv("KEPT_PASSPHRASE", "secret")
    (tmp_path / "state").mkdir()
    said = serve(kept, tmp_path, "--key", "w", "--log", str(log.keys[0]), code=3)
    assert "holds no memory" in said
    assert "--new" in said
    (tmp_path / "state" / "other").write_text("")
    said = serve(kept, tmp_path, "--key", "w", "--log", str(log.keys[0]), "--new", code=3)
    assert "other things" in said


def test_several_logs_need_a_source_each(kept, key, tmp_path, log, monkeypatch):
    monkeypatch.setenv("KEPT_PASSPHRASE", "secret")
    vkey = str(log.keys[0])
    mirror = ["--mirror", str(tmp_path / "mirror")]
    more = ["--key", "w", "--log", vkey, *mirror]
    said = serve(kept, tmp_path, *more, "--source", str(tmp_path / "nowhere"), code=2)
    assert "neither a web address nor a folder" in said
    from kept.ledger.keys import Ed25519Signer
    from kept.ledger.notes import NoteSigner, SignatureType

    other = NoteSigner("other.example/x", SignatureType.ED25519, Ed25519Signer(b"o" * 32)).vkey
    said = serve(kept, tmp_path, *more, "--log", str(other), "--source", ".", code=2)
    assert "ORIGIN=URL" in said
