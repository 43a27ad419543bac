"""Checking proofs: vectors of others, the RFC's own algorithm, and every small change."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.tree import naive
from tests.ledger.tree.naive import Naive, numbered

from kept.ledger.tree import (
    EMPTY_ROOT,
    MAX_SIZE,
    ProofError,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = numbered(600)
NAIVE = Naive(ENTRIES)
# Equal sizes and equal roots, of 15 bytes: transparency-dev/merkle compares them and is content.
# A root that no hash can be is refused here.
NO_HASHES = "sizes-are-equal-one-and-proof-is-empty.json"


def included(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> bool:
    try:
        verify_inclusion(index=index, size=size, leaf=leaf, proof=proof, root=root)
    except ProofError:
        return False
    return True


def consistent(old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> bool:
    try:
        verify_consistency(
            old_size=old, new_size=new, proof=proof, old_root=old_root, new_root=new_root
        )
    except ProofError:
        return False
    return True


# ── The vectors of transparency-dev/merkle ─────────────────────────────────


def vectors(shared: Path, kind: str) -> dict[str, dict]:
    folder = shared / "vectors" / "rfc6962" / kind
    return {
        str(path.relative_to(folder)): json.loads(path.read_bytes())
        for path in sorted(folder.rglob("*.json"))
    }


def hashes(texts: list[str] | None) -> list[bytes]:
    return [base64.b64decode(text) for text in texts or ()]


def test_vectors_of_inclusion(shared):
    cases = vectors(shared, "inclusion")
    wrong = [
        name
        for name, case in cases.items()
        if included(
            case["leafIdx"],
            case["treeSize"],
            base64.b64decode(case["leafHash"]),
            hashes(case["proof"]),
            base64.b64decode(case["root"]),
        )
        is case["wantErr"]
    ]
    assert len(cases) == 98
    assert sum(not case["wantErr"] for case in cases.values()) == 6
    assert wrong == []


def test_vectors_of_consistency(shared):
    cases = vectors(shared, "consistency")
    wrong = [
        Path(name).name
        for name, case in cases.items()
        if consistent(
            case["size1"],
            case["size2"],
            hashes(case["proof"]),
            base64.b64decode(case["root1"]),
            base64.b64decode(case["root2"]),
        )
        is case["wantErr"]
    ]
    assert len(cases) == 98
    assert sum(not case["wantErr"] for case in cases.values()) == 6
    assert wrong == [NO_HASHES]


# ── Against the algorithms of RFC 9162 ─────────────────────────────────────


def test_all_small_proofs_are_accepted():
    for size in range(1, 70):
        root = NAIVE.mth(0, size)
        for index in range(size):
            proof = list(NAIVE.path(index, size))
            assert included(index, size, leaf_hash(ENTRIES[index]), proof, root)
            old_root = NAIVE.mth(0, index + 1)
            proof = list(NAIVE.proof(index + 1, size))
            assert consistent(index + 1, size, proof, old_root, root)


def changed(draw: st.DrawFn, proof: tuple[bytes, ...]) -> list[bytes]:
    """A proof as it was made, or shorter, longer, in another order, or with another hash."""
    hashes = list(proof)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(hashes)))
        other = draw(st.sampled_from([*proof, EMPTY_ROOT]))
        match draw(st.sampled_from(["insert", "remove", "replace"])):
            case "insert":
                hashes.insert(at, other)
            case "remove":
                del hashes[at : at + 1]
            case "replace":
                hashes[at : at + 1] = [other]
    return hashes


near = st.integers(-2, 2)


@given(st.data())
def test_the_verdict_on_inclusion_is_that_of_the_rfc(data):
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    proof = changed(data.draw, NAIVE.path(index, size))
    leaf, root = leaf_hash(ENTRIES[index]), NAIVE.mth(0, size)
    index = max(0, index + data.draw(near))
    size = max(1, size + data.draw(near))
    expected = naive.included(index, size, leaf, proof, root)
    assert included(index, size, leaf, proof, root) is expected


@given(st.data())
def test_the_verdict_on_consistency_is_that_of_the_rfc(data):
    new = data.draw(st.integers(2, 600))
    old = data.draw(st.integers(1, new - 1))
    proof = changed(data.draw, NAIVE.proof(old, new))
    old_root, new_root = NAIVE.mth(0, old), NAIVE.mth(0, new)
    old = max(1, old + data.draw(near))
    new = max(old + 1, new + data.draw(near))
    expected = naive.consistent(old, new, proof, old_root, new_root)
    assert consistent(old, new, proof, old_root, new_root) is expected


@given(st.data())
def test_no_single_change_passes(data):
    size = data.draw(st.integers(2, 600))
    index = data.draw(st.integers(0, size - 1))
    proof = list(NAIVE.path(index, size))
    leaf, root = leaf_hash(ENTRIES[index]), NAIVE.mth(0, size)
    at = data.draw(st.integers(0, len(proof) - 1))
    flipped = bytes([proof[at][0] ^ 1 << data.draw(st.integers(0, 7))]) + proof[at][1:]
    assert not included(index, size, leaf, [*proof[:at], flipped, *proof[at + 1 :]], root)
    assert not included(index, size, leaf, proof[:-1], root)
    assert not included(index, size, leaf, [*proof, EMPTY_ROOT], root)
    assert not included(index, size, leaf_hash(b"another entry"), proof, root)
    assert not included(index, size, leaf, proof, EMPTY_ROOT)


@given(st.data())
def test_threat_2_no_proof_joins_two_histories(data):
    """A log that altered one early entry has no proof that it goes on from what it showed."""
    new = data.draw(st.integers(2, 600))
    old = data.draw(st.integers(1, new - 1))
    other = list(ENTRIES[:new])
    other[data.draw(st.integers(0, old - 1))] = b"altered"
    rewritten = Naive(other)
    for proof in (NAIVE.proof(old, new), rewritten.proof(old, new)):
        assert not consistent(old, new, list(proof), NAIVE.mth(0, old), rewritten.mth(0, new))


# ── What is said ───────────────────────────────────────────────────────────

ROOT = NAIVE.mth(0, 8)
LEAF = leaf_hash(ENTRIES[5])
PROOF = list(NAIVE.path(5, 8))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"size": 0}, "Nothing can be proved about a tree of 0 entries"),
        ({"size": -1}, "Nothing can be proved about a tree of -1"),
        ({"size": MAX_SIZE + 1}, "Nothing can be proved"),
        ({"index": 8}, "There is no entry 8 among 8"),
        ({"index": -1}, "There is no entry -1"),
        ({"leaf": b"abc"}, "The hash of the entry is 3 bytes long; a hash has 32"),
        ({"root": b""}, "The root is 0 bytes long"),
        ({"proof": PROOF[:2]}, "has 2 hashes and must have 3"),
        ({"proof": [*PROOF, ROOT]}, "has 4 hashes and must have 3"),
        ({"proof": [PROOF[0], b"ab", PROOF[2]]}, "Hash 2 of the proof is 2 bytes long"),
        ({"index": 4}, "does not lead from this entry, as number 4 of 8, to this root"),
        ({"root": EMPTY_ROOT}, "does not lead from this entry, as number 5 of 8, to this root"),
    ],
)
def test_what_does_not_fit_is_said(change, message):
    fitting = {"index": 5, "size": 8, "leaf": LEAF, "proof": PROOF, "root": ROOT}
    verify_inclusion(**fitting)
    with pytest.raises(ProofError, match=message):
        verify_inclusion(**{**fitting, **change})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"old_size": 0}, "Nothing can be proved about a tree of 0 entries"),
        ({"new_size": MAX_SIZE + 1}, "Nothing can be proved"),
        ({"old_size": 9}, "A tree of 8 entries cannot go on from one of 9"),
        ({"old_root": b"abc"}, "The old root is 3 bytes long; a hash has 32"),
        ({"new_root": b"abc"}, "The new root is 3 bytes long"),
        ({"proof": []}, "has 0 hashes and must have 4"),
        ({"old_root": EMPTY_ROOT}, "does not contain the tree of 5 entries with this root"),
        ({"new_root": EMPTY_ROOT}, "does not lead from 5 entries to this root of 8"),
        ({"old_size": 8}, "has 4 hashes and must have 0"),
        ({"old_size": 8, "proof": []}, "Two roots are given for the same 8 entries"),
    ],
)
def test_what_does_not_go_on_is_said(change, message):
    fitting = {
        "old_size": 5,
        "new_size": 8,
        "proof": list(NAIVE.proof(5, 8)),
        "old_root": NAIVE.mth(0, 5),
        "new_root": ROOT,
    }
    verify_consistency(**fitting)
    with pytest.raises(ProofError, match=message):
        verify_consistency(**{**fitting, **change})


def test_the_same_tree_goes_on_from_itself():
    verify_consistency(old_size=8, new_size=8, proof=[], old_root=ROOT, new_root=ROOT)
