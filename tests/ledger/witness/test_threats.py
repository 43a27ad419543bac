"""The threats that witnesses are there for, numbered as in the table of threats.

A host keeps two histories and shows each witness whichever it likes. Two readers are deceived
if both see their own history accepted. That must never happen while so few witnesses lie that
the quorum withstands them, and it does happen with one cosignature less: the quorum is tight.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, product

import pytest
from tests.ledger.notes.exercise import (
    AT,
    LOG,
    WITNESSES,
    consistency,
    entries,
    policy_logs,
    policy_witnesses,
    published,
    root,
)
from tests.ledger.witness.simulator import Honest, Host, Liar, Silent

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Policies,
    Policy,
    PolicyError,
    grade,
    quorum_size,
    read_checkpoint,
    read_policy,
    write_policies,
)
from kept.ledger.witness import (
    AddCheckpoint,
    NotCosigned,
    WitnessKnowsMore,
    backward_times,
    compare,
    verify_guilt,
    witnessed_time,
)

PARTIES = ("aruna", "belva")


def policies(n: int) -> Policies:
    return write_policies(policy_logs(), policy_witnesses(n), PARTIES)


def names(n: int) -> list[str]:
    return [witness.name for witness in policy_witnesses(n)]


def withstands(n: int, k: int) -> int:
    """How many liars `k` of `n` withstands: two quorums share 2k − n, and one of them is honest."""
    return 2 * k - n - 1


def any_of(k: int, n: int) -> Policy:
    """A policy that is content with `k` of the `n` witnesses."""
    lines = policies(n).witnessed.text.decode().splitlines(keepends=True)
    group = f"group some {k} {' '.join(names(n))}\nquorum some\n"
    return read_policy("".join([*lines[:-2], group]).encode())


def splits(n: int, liars: Iterable[str]) -> Iterator[tuple[set[str], set[str]]]:
    """Who cosigns the one history and who the other: liars both, each honest one or neither."""
    liars = set(liars)
    honest = [name for name in names(n) if name not in liars]
    for sides in product("AB-", repeat=len(honest)):
        shown = dict(zip(honest, sides, strict=True))
        yield (
            liars | {name for name in honest if shown[name] == "A"},
            liars | {name for name in honest if shown[name] == "B"},
        )


def deceived(policy: Policy, n: int, liars: Iterable[str]) -> bool:
    """Whether some split has two readers accept two histories."""
    return any(
        policy.satisfied_by(one) and policy.satisfied_by(other) for one, other in splits(n, liars)
    )


def fork(common: int = 3) -> tuple[list[bytes], list[bytes]]:
    """Two histories that part after `common` entries."""
    shared = entries(common)
    return shared + entries(2, "for Aruna"), shared + entries(2, "for Belva")


@pytest.mark.parametrize("n", range(2, 11))
def test_threat_05_split_view_for_every_split_of_honest_witnesses(n):
    k = quorum_size(n)
    tight, loose = policies(n).witnessed, any_of(k - 1, n)
    for liars in range(withstands(n, k) + 1):
        assert not deceived(tight, n, names(n)[:liars])
    assert deceived(loose, n, names(n)[: withstands(n, k)])


@pytest.mark.parametrize("n", range(1, 101))
def test_threat_05_the_quorum_withstands_and_survives_all_liars_below_a_third(n):
    k = quorum_size(n)
    most = (n - 1) // 3
    assert most <= withstands(n, k)
    assert k <= n - most  # they may all be silent
    assert not (most <= withstands(n, k - 1) and 3 * (k - 1) > 2 * n)


@pytest.mark.parametrize(("n", "k"), [(4, 3), (7, 5), (10, 7)])
def test_threat_05_one_cosignature_less_and_a_third_of_liars_deceive(n, k):
    assert quorum_size(n) == k
    assert withstands(n, k) == (n - 1) // 3
    assert deceived(any_of(k - 1, n), n, names(n)[: (n - 1) // 3])


def witnesses(n: int, liars: Iterable[str]) -> dict[str, Honest | Liar]:
    signers = dict(zip(names(n), WITNESSES, strict=False))
    liars = set(liars)
    return {
        name: Liar(signer) if name in liars else Honest(signer) for name, signer in signers.items()
    }


def two_readers(policy: Policy, n: int, liars: set[str], split: tuple[set[str], set[str]]):
    """Show each history to its witnesses, with keys, requests and answers, then to all others."""
    hosts = [Host(data, policy) for data in fork()]
    people = witnesses(n, liars)
    for host, side in zip(hosts, split, strict=True):
        host.collect({name: people[name] for name in side})
    return [host.collect(people) for host in hosts]


@pytest.mark.parametrize("liars", [(), ("aruna",), ("w4",)])
def test_threat_05_split_view_with_real_keys_and_four_witnesses(liars):
    policy = policies(4).witnessed
    for split in splits(4, liars):
        one, other = two_readers(policy, 4, set(liars), split)
        assert not (one.complete and other.complete)
        for reader in (one, other):
            assert _accepts(policy, reader.note) is reader.complete


@pytest.mark.parametrize("liars", list(combinations(("aruna", "w3", "w7"), 2)))
def test_threat_05_split_view_with_real_keys_and_seven_witnesses(liars):
    policy = policies(7).witnessed
    honest = [name for name in names(7) if name not in liars]
    for size in range(len(honest) + 1):
        split = ({*liars, *honest[:size]}, {*liars, *honest[size:]})
        one, other = two_readers(policy, 7, set(liars), split)
        assert not (one.complete and other.complete)


def test_threat_05_split_view_succeeds_with_real_keys_at_one_cosignature_less():
    loose, liars = any_of(4, 7), {"w6", "w7"}
    split = (liars | {"aruna", "w3"}, liars | {"belva", "w4"})
    one, other = two_readers(loose, 7, liars, split)
    assert one.complete
    assert other.complete
    tight = policies(7).witnessed
    assert not (_accepts(tight, one.note) and _accepts(tight, other.note))


def _accepts(policy: Policy, note: bytes) -> bool:
    try:
        policy.check(note)
    except (PolicyError, SignatureError):
        return False
    return True


@pytest.mark.parametrize("size", range(1, 9))
def test_threat_02_dropped_history(size):
    """A host that goes back to any earlier size is refused, and so is what it then writes."""
    policy, witness = policies(4).witnessed, Honest(WITNESSES[0])
    Host(entries(9), policy).collect({"aruna": witness})
    truncated = entries(size)
    [outcome] = Host(truncated, policy).collect({"aruna": witness}).outcomes
    assert outcome == WitnessKnowsMore("aruna", 9)
    for length in (9, 10, 12):
        rewritten = truncated + entries(length - size, "rewritten")
        [outcome] = Host(rewritten, policy).collect({"aruna": witness}).outcomes
        assert isinstance(outcome, NotCosigned)
        assert "422" in outcome.why
    assert witness.last["lakes.example/exercise"].checkpoint.size == 9


def test_threat_02_the_host_cannot_choose_where_the_witness_begins():
    witness = Honest(WITNESSES[0])
    Host(entries(9), policies(4).witnessed).collect({"aruna": witness})
    rewritten = entries(4) + entries(8, "rewritten")
    note = read_checkpoint(published(rewritten))
    for old in (0, 4, 8, 12):
        got = witness(bytes(AddCheckpoint(old, consistency(old, rewritten), note)), AT)
        assert (got.status, got.body) == (409, b"9\n")


def test_threat_21_a_witness_that_signs_without_checking_convicts_itself():
    one, other = fork()
    liar = {"w3": Liar(WITNESSES[2])}
    notes = [Host(data, policies(4).witnessed).collect(liar).note for data in (one, other)]
    key = WITNESSES[2].vkey
    compared = compare(*notes, [key])
    assert compared.verdict == "fork"
    assert compared.guilt
    assert verify_guilt(compared.guilt, [key]).guilty == (key,)
    with pytest.raises(SignatureError):
        verify_guilt(compared.guilt, [WITNESSES[0].vkey])


def test_threat_21_a_witness_that_dates_backwards_shows_in_the_kept_checkpoints():
    policy = policies(4).witnessed
    signers = dict(zip(names(4), WITNESSES, strict=False))
    people = {name: Honest(signer) for name, signer in signers.items() if name != "w4"}
    notes = []
    for step, lag in enumerate((0, 0, 500)):
        everybody = {**people, "w4": Liar(signers["w4"], lag)}
        host = Host(entries(3 + step), policy)
        notes.append(host.collect(everybody, AT + 60 * step).note)
    [found] = backward_times(notes, [signer.vkey for signer in signers.values()])
    assert found.key == signers["w4"].vkey
    assert (found.smaller.size, found.larger.size) == (4, 5)
    assert (found.smaller_at, found.larger_at) == (AT + 60, AT + 120 - 500)


def test_threat_21_a_lying_clock_does_not_move_the_witnessed_time():
    policy = policies(4).witnessed
    signers = dict(zip(names(4), WITNESSES, strict=False))
    for lag in (10**9, 0, -500):
        people = {name: Honest(signer) for name, signer in signers.items() if name != "aruna"}
        people["aruna"] = Liar(signers["aruna"], lag)
        notes = [
            Host(entries(size), policy).collect(people, AT + 60 * size).note for size in (3, 4)
        ]
        found = witnessed_time(3, notes, policy)
        assert (found.after, found.until) == (AT + 180, AT + 240)


def test_threat_22_silent_witnesses_lower_the_grade_and_the_log_goes_on():
    these, k = policies(7), quorum_size(7)
    grades = []
    people = {name: Honest(signer) for name, signer in zip(names(7), WITNESSES, strict=False)}
    for silent in range(8):
        away = dict.fromkeys(names(7)[7 - silent :], Silent())
        got = Host(entries(3 + silent), these.witnessed).collect({**people, **away}, AT + silent)
        assert got.complete is (silent <= 7 - k)
        grades.append(grade(got.note, these))
    assert grades == ["mutual"] * 3 + ["published"] * 5
    back = Host(entries(12), these.witnessed).collect(people, AT + 9)
    assert back.complete
    assert grade(back.note, these) == "mutual"


@pytest.mark.parametrize("absent", PARTIES)
def test_threat_23_a_history_pushed_past_one_party_lacks_the_mutual_grade(absent):
    these = policies(7)
    people = {name: Honest(signer) for name, signer in zip(names(7), WITNESSES, strict=False)}
    got = Host(entries(5), these.witnessed).collect({**people, absent: Silent()})
    assert grade(got.note, these) == "witnessed"
    with pytest.raises(PolicyError, match=f"“{absent}”"):
        these.mutual.check(got.note)
    for others in product([True, False], repeat=6):
        present = [name for name in names(7) if name != absent]
        signed = {name for name, here in zip(present, others, strict=True) if here}
        assert not these.mutual.satisfied_by(signed)


def test_threat_24_both_parties_cannot_rewrite_against_mediators_and_observers():
    these, others = policies(7), names(7)[2:]
    for size in range(6):
        for helping in combinations(others, size):
            signed = {*PARTIES, *helping}
            assert these.witnessed.satisfied_by(signed) is (size >= 3)
            assert these.mutual.satisfied_by(signed) is (size >= 3)
    for policy in (these.witnessed, these.mutual):
        assert not deceived(policy, 7, PARTIES)


def test_threat_24_with_real_keys_the_others_refuse_the_rewritten_history():
    these = policies(7)
    people = witnesses(7, PARTIES)
    assert Host(entries(6), these.witnessed).collect(people).complete
    rewritten = entries(2) + entries(6, "rewritten")
    got = Host(rewritten, these.witnessed).collect(people, AT + 60)
    assert not got.complete
    assert grade(got.note, these) == "published"
    refused = [out for out in got.outcomes if isinstance(out, NotCosigned)]
    assert [out.witness for out in refused] == names(7)[2:]


def test_threat_25_more_liars_than_the_quorum_withstands_deceive_until_readers_compare():
    """Not prevented: this is the limit. What two readers hold together convicts the log."""
    policy, liars = policies(7).witnessed, {"aruna", "w3", "w7"}
    split = (liars | {"belva", "w4"}, liars | {"w5", "w6"})
    one, other = two_readers(policy, 7, liars, split)
    assert one.complete
    assert other.complete
    compared = compare(one.note, other.note, [LOG.vkey])
    assert compared.verdict == "fork"
    assert compared.guilt
    guilt = verify_guilt(compared.guilt, [LOG.vkey])
    assert guilt.guilty == (LOG.vkey,)
    assert guilt.first.root != guilt.second.root


def test_threat_25_a_longer_second_history_is_convicted_too():
    policy, liars = policies(7).witnessed, {"aruna", "w3", "w7"}
    short, long = fork()
    long += entries(4, "later")
    notes = [Host(data, policy).collect(witnesses(7, liars)).note for data in (short, long)]
    assert compare(*notes, [LOG.vkey]).verdict == "unproven"
    compared = compare(
        *notes,
        [LOG.vkey],
        past=root(long[: len(short)]),
        proof=consistency(len(short), long),
    )
    assert compared.verdict == "fork"
    assert compared.guilt
    assert "does not go on from the one of 5" in verify_guilt(compared.guilt, [LOG.vkey]).english
