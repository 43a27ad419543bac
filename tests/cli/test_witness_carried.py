"""A room without a network: requests, answers and entries go in and out as files."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from tests.archive.witness.logs import ORIGIN, MemoryLog
from tests.archive.witness.registers import Register

from kept.archive.keys import new_key
from kept.archive.ledger import LedgerFolder
from kept.cli.main import main
from kept.ledger.notes import PolicyLog, PolicyWitness, write_policies
from kept.ledger.witness import checkpoint_path

NAMES = ("aruna", "belva", "mediator", "observer")


@pytest.fixture
def log():
    return MemoryLog()


@pytest.fixture
def keys(tmp_path):
    return {
        name: new_key(
            tmp_path / name / "keys", name, purpose="witness", signs_as=f"{name}.example/witness",
            passphrase=None,
        )
        for name in NAMES
    }  # fmt: skip


@pytest.fixture
def register(tmp_path, log, keys):
    witnesses = [PolicyWitness(name, keys[name].vkey) for name in NAMES]  # without addresses
    policies = write_policies([PolicyLog(log.keys[0])], witnesses, ("aruna", "belva"))
    return Register(tmp_path / "register", log, policies)


@pytest.fixture
def walk(kept, tmp_path, keys, log):
    """`walk("aruna", …)`: what a witness does in its own room, with its own folder."""

    def run(command, name, *arguments, code=0):
        room = tmp_path / name
        return kept(
            "witness", command, *map(str, arguments), "--keys", str(room / "keys"),
            "--key", name, "--state", str(room / "state"), "--log", str(log.keys[0]), code=code,
        )  # fmt: skip

    return run


def carry(kept, walk, register, name, stick, *more):
    request, answer = stick / f"{name}.request", stick / f"{name}.answer"
    kept("witness", "request", str(register.path), "--witness", name, "--out", str(request))
    walk("answer", name, request, "--out", answer, *more)
    return kept("witness", "accept", str(register.path), str(answer))


def test_the_whole_way_with_files_only(kept, walk, register, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert not register.publish().published
    assert register.folder.checkpoint() is None
    for count, name in enumerate(NAMES[1:], 1):
        said = carry(kept, walk, register, name, stick).output
        assert ("is published" in said) is (count == 3)
    assert "Grade: witnessed." in said
    assert "Grade: mutual." in carry(kept, walk, register, "aruna", stick).output

    # The next checkpoint: the request knows by itself what each witness knows.
    register.seal(3)
    register.publish()
    for name in NAMES[:3]:
        said = carry(kept, walk, register, name, stick).output
    assert "The checkpoint of 7 entries is published." in said
    assert register.folder.grade(register.folder.checkpoint()) == "mutual"


def test_a_mirror_follows_by_parts_and_cosigns_only_what_it_holds(
    kept, walk, register, log, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    mirror = tmp_path / "aruna" / "mirror"
    register.publish()
    for name in NAMES[1:]:
        carry(kept, walk, register, name, stick)
    register.seal(300)
    request = stick / "request"
    kept("witness", "request", str(register.path), "--old", "0", "--out", str(request))
    said = walk("answer", "aruna", request, "--mirror", mirror, code=3).output
    assert "fed by hand" in said

    def follow(part, code=0):
        return kept(
            "witness", "follow", str(part), "--mirror", str(mirror), "--log", str(log.keys[0]),
            code=code,
        )  # fmt: skip

    first = stick / "part-1.zip"
    kept("witness", "part", str(register.path), str(first))
    assert "holds all 4 entries" in follow(first).output
    walk("answer", "aruna", request, "--mirror", mirror, "--out", stick / "answer")
    kept("witness", "accept", str(register.path), str(stick / "answer"))

    register.publish()
    for name in NAMES[1:]:
        carry(kept, walk, register, name, stick)
    second = stick / "part-2.zip"
    kept("witness", "part", str(register.path), str(second), "--from", "4")
    assert "holds all 304 entries" in follow(second).output
    assert follow(second).exit_code == 0  # again changes nothing
    said = carry(kept, walk, register, "aruna", stick, "--mirror", mirror)
    assert "Grade: mutual." in said.output

    register.seal(2).publish()
    for name in NAMES[1:]:
        carry(kept, walk, register, name, stick)
    third = stick / "part-3.zip"
    kept("witness", "part", str(register.path), str(third), "--from", "304")
    late = ["--mirror", str(tmp_path / "late"), "--log", str(log.keys[0])]
    said = kept("witness", "follow", str(third), *late, code=1).stderr
    assert "missing" in said  # it has not what was before

    copy = mirror / checkpoint_path(ORIGIN)[:64]
    (copy / "ledger.json").write_bytes((register.path / "ledger.json").read_bytes())
    held = LedgerFolder(copy)
    assert [*held.entries(0, 304, 304)] == [each.raw for each in register.book.entries[:304]]


def test_a_changed_part_is_not_followed(kept, register, log, keys, walk, tmp_path):
    register.publish()
    for name in NAMES[1:]:
        carry(kept, walk, register, name, tmp_path)
    part = tmp_path / "part.zip"
    kept("witness", "part", str(register.path), str(part))
    sound = part.read_bytes()
    whole = refused = 0
    for at in range(0, len(sound), 97):
        part.write_bytes(sound[:at] + bytes([sound[at] ^ 4]) + sound[at + 1 :])
        mirror = tmp_path / f"mirror-{at}"
        arguments = ["--mirror", str(mirror), "--log", str(log.keys[0])]
        done = CliRunner().invoke(main, ["witness", "follow", str(part), *arguments])
        if done.exit_code == 0:  # a byte that says nothing, such as a date in the ZIP
            entries = (mirror / checkpoint_path(ORIGIN)[:64] / "tile/entries/000.p/4").read_bytes()
            assert entries == (register.path / "tile/entries/000.p/4").read_bytes()
            whole += 1
            continue
        assert isinstance(done.exception, SystemExit)
        assert done.exit_code in (1, 2, 3)
        assert done.stderr.startswith("kept: ")
        refused += 1
    assert refused > 10 * whole


def test_a_witness_that_knows_more_shows_that_a_copy_is_old(kept, walk, register, tmp_path):
    register.publish()
    old = tmp_path / "old.request"
    kept("witness", "request", str(register.path), "--old", "0", "--out", str(old))
    register.seal(2).publish()
    carry(kept, walk, register, "belva", tmp_path)
    answer = tmp_path / "answer"
    said = walk("answer", "belva", old, "--out", answer, code=1).output
    assert "this witness knows 6 entries" in said
    assert answer.read_bytes() == b"409 6\n"
    said = kept("witness", "accept", str(register.path), str(answer), code=1).output
    assert "kept witness request --old 6" in said

    from tests.archive.witness.registers import Register

    restored = Register(tmp_path / "restored", MemoryLog())
    restored.publish()
    said = kept("witness", "accept", str(restored.path), str(answer), code=1).output
    assert "this copy of the register is an old one" in said


def test_an_answer_for_another_register_is_not_added(kept, walk, register, tmp_path, log, keys):
    register.publish()
    stranger = MemoryLog(seed=b"s" * 32).add(4)
    from kept.archive.keys import load_note_signer
    from kept.ledger.notes import cosign

    line = cosign(stranger.note(), load_note_signer(keys["belva"], None), 1_800_000_000)
    answer = tmp_path / "answer"
    answer.write_text(str(line))
    said = kept("witness", "accept", str(register.path), str(answer), code=1).output
    assert "for no checkpoint of this register" in said
    for nonsense in (b"", b"409 x\n", b"\xff\xfe", b"200 OK\n", b"409 1" * 100_000):
        answer.write_bytes(nonsense)
        said = kept("witness", "accept", str(register.path), str(answer), code=3).output
        assert "no answer of a witness" in said


def test_a_request_for_nobody_asks_for_whom(kept, register, tmp_path):
    said = kept("witness", "request", str(register.path), code=1).output
    assert "no checkpoint yet" in said
    register.publish()
    assert "--witness" in kept("witness", "request", str(register.path), code=2).output
    said = kept("witness", "request", str(register.path), "--witness", "nobody", code=2).output
    assert "no policy of this register" in said.lower()
    said = kept("witness", "request", str(register.path), "--old", "99", code=1).output
    assert "an old one" in said
    assert kept("witness", "part", str(register.path), str(tmp_path / "p"), code=3).output


def test_in_french(kept, register, tmp_path):
    register.publish()
    said = kept("witness", "request", str(register.path), "--old", "0", "--lang", "fr", "--out",
                str(tmp_path / "demande"))  # fmt: skip
    assert "La demande est dans" in said.output
