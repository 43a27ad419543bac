"""Witnesses as separate processes with separate keys, asked by the log over HTTP."""

from __future__ import annotations

import random
import signal
import threading
from itertools import pairwise

import pytest
from tests.archive.witness.logs import ORIGIN, MemoryLog, policies_for

from kept.archive.witness import Witnesses, shown_by_all
from kept.ledger.notes import grade, read_checkpoint
from kept.ledger.tree import verify_consistency
from kept.ledger.witness import (
    Cosigned,
    NotCosigned,
    WitnessKnowsMore,
    checkpoint_path,
    compare,
    verify_guilt,
)


def at_once(failures):
    return 0.0


def witnesses_for(policies, **more):
    return Witnesses(
        policies.witnessed, wanted=policies.mutual, timeout=20, grace=5, pause=at_once, **more
    )


@pytest.mark.parametrize(("count", "quorum"), [(4, 3), (7, 5)])
def test_with_a_quorum_a_checkpoint_is_witnessed_and_without_one_the_log_goes_on(
    processes, log, count, quorum
):
    several = processes(count)
    policies = policies_for(log, several)
    ask = witnesses_for(policies)
    log.add(3)
    collected = ask(log.note(), log.proof_from)
    assert collected.complete
    assert len([each for each in collected.outcomes if isinstance(each, Cosigned)]) == count
    assert grade(collected.note, policies) == "mutual"

    for process in several[quorum:]:  # the last ones: none of the parties' own
        process.kill()
    log.add(300)
    collected = ask(log.note(), log.proof_from)
    assert collected.complete
    assert grade(collected.note, policies) == "mutual"

    several[quorum - 1].kill()
    log.add(1)
    collected = ask(log.note(), log.proof_from)
    assert not collected.complete
    assert grade(collected.note, policies) == "published"

    for process in [process.begin() for process in several[quorum - 1 :]]:
        process.wait_until_it_listens()
    assert [process.port for process in several]
    log.add(1)
    collected = ask(log.note(), log.proof_from)  # those that were away catch up
    assert collected.complete
    assert grade(collected.note, policies) == "mutual"
    assert len([each for each in collected.outcomes if isinstance(each, Cosigned)]) == count


def test_a_party_that_stays_away_prevents_mutual_only(processes, log):
    several = processes(4)
    policies = policies_for(log, several)
    several[0].kill()
    log.add(1)
    collected = witnesses_for(policies)(log.note(), log.proof_from)
    assert collected.complete
    assert grade(collected.note, policies) == "witnessed"


def test_a_fork_is_refused_by_every_process_and_proved(processes, log):
    several = processes(4)
    policies = policies_for(log, several)
    log.add(10)
    other = log.fork()
    ask = witnesses_for(policies)
    assert ask(log.note(), log.proof_from).complete
    log.add(5)
    other.add(5, "other")
    first = ask(log.note(), log.proof_from)
    assert first.complete
    second = ask(other.note(), other.proof_from)
    assert not second.complete
    assert {type(each) for each in second.outcomes} == {NotCosigned}
    for shown in shown_by_all(policies.witnessed, ORIGIN):
        assert read_checkpoint(shown.note).checkpoint.root == log.edge.root
        guilt = compare(shown.note, other.note(), log.keys).guilt
        assert verify_guilt(guilt, log.keys).first.origin == ORIGIN
    # Each witness that was shown both keeps the proof on its own disk.
    assert any(list(process.state.rglob("guilt-*.txt")) for process in several)


def test_a_longer_fork_is_refused_as_well(processes, log):
    [process] = processes(1)
    log.add(10)
    other = MemoryLog().add(15, "other")
    assert process.post(log.request(0))[0] == 200
    assert process.post(other.request(10))[0] == 422
    assert process.post(other.request(0)) == (409, b"10\n")


def test_a_restored_backup_is_noticed(processes, log):
    several = processes(4)
    policies = policies_for(log, several)
    backup = log.add(10).fork()
    log.add(10)
    assert witnesses_for(policies)(log.note(), log.proof_from).complete
    backup.add(3, "after the restoration")
    collected = witnesses_for(policies)(backup.note(), backup.proof_from)
    assert not collected.complete
    assert collected.known_more == tuple(
        WitnessKnowsMore(process.key.name, 20) for process in several
    )


def test_rolling_back_to_any_earlier_size_is_refused(processes, log):
    [process] = processes(1)
    earlier = []
    for _ in range(12):
        log.add(1)
        earlier.append(log.fork())
    assert process.post(log.request(0))[0] == 200
    for old in earlier[:-1]:
        for known in {0, old.edge.size // 2, old.edge.size}:
            assert process.post(old.request(known)) == (409, b"12\n")
    assert process.post(log.request(12))[0] == 200


def test_killed_at_any_moment_a_witness_never_cosigns_a_fork_afterwards(processes, log):
    """It may have remembered what it never answered; it never answers what it has not remembered."""
    [process] = processes(1)
    chance = random.Random(8)  # noqa: S311 -- moments, no secrets
    cosigned = []
    for turn in range(8):
        log.add(1 + turn)
        known = cosigned[-1][0] if cosigned else 0
        request = log.request(known)

        def ask(request=request, size=log.edge.size, root=log.edge.root):
            try:
                status, _ = process.post(request)
            except (OSError, Exception):
                return
            if status == 200:
                cosigned.append((size, root))

        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(chance.random() * 0.006)
        process.send(signal.SIGKILL)
        asking.join()
        process.start()
        status, body = process.get(f"/{checkpoint_path(ORIGIN)}")
        if status == 200:
            remembered = read_checkpoint(body).checkpoint
            assert not cosigned or remembered.size >= cosigned[-1][0]
            forked = MemoryLog().add(remembered.size + 1, "fork")
            assert process.post(forked.request(remembered.size))[0] == 422
            if remembered.size == log.edge.size and (
                not cosigned or cosigned[-1][0] < log.edge.size
            ):
                cosigned.append((remembered.size, remembered.root))
        else:
            assert not cosigned
    assert cosigned
    for (size, root), (later, later_root) in pairwise(cosigned):
        whole = MemoryLog(files=dict(log.files), edge=log.edge)
        verify_consistency(
            old_size=size,
            new_size=later,
            old_root=root,
            new_root=later_root,
            proof=whole.tree.consistency_proof(size, later),
        )


def test_it_stops_cleanly_and_remembers(processes, log):
    [process] = processes(1)
    log.add(6)
    assert process.post(log.request(0))[0] == 200
    assert process.stop() == 0
    process.start()
    assert process.post(log.request(0)) == (409, b"6\n")


def test_two_processes_do_not_share_a_memory(processes, log):
    from click.testing import CliRunner

    from kept.cli.main import main

    [process] = processes(1)
    done = CliRunner().invoke(
        main,
        ["witness", "serve", "--keys", str(process.key.folder), "--key", process.key.name,
         "--state", str(process.state), "--log", process.log, "--port", "0"],
    )  # fmt: skip
    assert done.exit_code == 3
    assert "Another process answers for this witness already" in done.output
