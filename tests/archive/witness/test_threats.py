"""Threats of docs/trust.md that witnesses and mirrors stand against, with real processes."""

from __future__ import annotations

import json
import random

import pytest
from click.testing import CliRunner
from tests.archive.witness.logs import ORIGIN, MemoryLog, policies_for
from tests.archive.witness.registers import Register
from tests.ledger.entries.headers import commitment

from kept.archive.ledger import HistoryError, LedgerFolder, Writer, open_index
from kept.archive.witness import Witnesses
from kept.cli.main import main
from kept.ledger.notes import grade
from kept.ledger.parties import Refusal, sign_refusal
from kept.ledger.witness import Cosigned


def at_once(failures):
    return 0.0


def test_threat_02_dropped_or_truncated_history_is_refused_at_any_earlier_size(processes, log):
    """The host presents a shorter register, or one from which entries were dropped."""
    [process] = processes(1)
    earlier = []
    for _ in range(20):
        log.add(1)
        earlier.append(log.fork())
    assert process.post(log.request(0))[0] == 200
    for old in earlier[:-1]:
        for known in {0, 1, old.edge.size // 2, old.edge.size}:
            assert process.post(old.request(known)) == (409, b"20\n")
    chance = random.Random(2)  # noqa: S311 -- no secrets
    for _ in range(40):
        left = sorted(chance.sample(range(20), chance.randrange(20)))
        shorter = MemoryLog().append(*(log.entries[index] for index in left))
        grown = shorter.add(21 - len(left) + chance.randrange(3), "later")
        assert process.post(grown.request(20))[0] == 422
    assert process.post(log.request(20))[0] == 200


def test_threat_06_a_restored_backup_does_not_sign(processes, log, tmp_path):
    """The host restores yesterday's copy: it passes every check of its own, and would fork."""
    several = processes(4)
    policies = policies_for(log, several)
    register = Register(tmp_path / "register", log, policies)

    def ask():
        return Witnesses(policies.witnessed, wanted=policies.mutual, timeout=20, pause=at_once)

    assert register.publish(ask()).published
    backup = copy_of(register.path, tmp_path / "backup")
    register.seal(3)
    assert register.publish(ask()).published

    restored = LedgerFolder(backup)
    index = open_index(restored)
    with pytest.raises(HistoryError, match="older copy"):
        Writer(restored, index, signers=log.signers, collect=ask())
    index.close()

    # One witness of the four is enough to notice it.
    for process in several[:3]:
        process.kill()
    index = open_index(restored)
    with pytest.raises(HistoryError, match="older copy"):
        Writer(restored, index, signers=log.signers, collect=ask())
    index.close()


def copy_of(path, target):
    import shutil

    shutil.copytree(path, target)
    return target


def test_threat_08_what_the_host_leaves_out_is_named_by_a_mirror(processes, log, tmp_path):
    """The host drops every third submission; the authors have also given them to a mirror."""
    register = Register(tmp_path / "register", log)
    register.publish()
    source = ("--mirror", str(tmp_path / "mirror"), "--source", str(register.path))
    [mirror] = processes(1, *source)
    assert mirror.post(request_of(register, 0))[0] == 200

    book, dropped = register.book, []
    submitted = book.entries
    for number in range(1, 13):
        entry = book.make("statement.sealed", "aruna/delegation", "aruna pen",
                          body=commitment(), release="parties")  # fmt: skip
        assert mirror.post(entry.raw, "/submit")[0] == 202
        if number % 3:
            submitted.append(entry)
        else:
            dropped.append(entry.hash)
        if number % 3 == 1:
            size = register.folder.size()
            follow(register, mirror, size)
    size = register.folder.size()
    follow(register, mirror, size)

    [shown] = json.loads(mirror.get("/submissions")[1])["logs"]
    assert [each["entry"] for each in shown["submissions"]] == dropped
    assert [each["overdue"] for each in shown["submissions"]] == [True, True, False, False]
    assert [each["overtaken"] for each in shown["submissions"]] == [True, True, True, False]
    assert {each["refusal"] for each in shown["submissions"]} == {None}

    said = CliRunner().invoke(main, ["witness", "status", mirror.url, "--log", mirror.log]).output
    assert "holds 4 entries for authors: 2 overdue, 0 refused" in said
    for entry in dropped[:2]:
        assert f"left out, though the register has a later entry of its author: {entry}" in said

    # A signed refusal is an answer: the mirror shows it in place of the accusation.
    refusal = Refusal(
        log=ORIGIN, entry=dropped[0], reason="unknown-checkpoint", at=book.clock, size=4
    )
    path = register.path / "refusals" / f"{dropped[0]}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(sign_refusal(refusal, log.signers[0].signer).to_bytes())
    assert mirror.post(request_of(register, register.folder.size()))[0] == 200
    [shown] = json.loads(mirror.get("/submissions")[1])["logs"]
    assert shown["submissions"][0]["refusal"] == "unknown-checkpoint"
    assert not shown["submissions"][0]["overdue"]
    # And whoever keeps the register next can still take what was left out.
    taken = CliRunner().invoke(main, ["witness", "collect", str(register.path), mirror.url])
    assert "Put into the queue: 3 of 4 entries" in taken.output


def request_of(register, old):
    from kept.archive.witness.carried import write_request

    note = register.folder.signed()
    return write_request(note, old, register.folder.tree(note).consistency_proof(old))


def follow(register, mirror, size):
    register.publish()
    assert mirror.post(request_of(register, size))[0] == 200


def test_threat_22_witnesses_that_refuse_lower_the_grade_and_stop_nothing(processes, log):
    """Up to n − k witnesses stay silent: witnessed. One more: published, and the log goes on."""
    several = processes(7)
    policies = policies_for(log, several)
    ask = Witnesses(policies.witnessed, wanted=policies.mutual, timeout=20, pause=at_once)
    grades, counts = [], []
    for silent in range(4):
        if silent:
            several[-silent].kill()
        log.add(1)
        collected = ask(log.note(), log.proof_from)
        grades.append(grade(collected.note, policies))
        counts.append(sum(isinstance(each, Cosigned) for each in collected.outcomes))
    assert grades == ["mutual", "mutual", "mutual", "published"]
    assert counts == [7, 6, 5, 4]
