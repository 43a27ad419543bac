"""verify.py reads the documents that prove somebody guilty, and believes no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.bundle.exercise import (
    LOG,
    NOON,
    PASSKEY,
    Checkpoint,
    Exercise,
    cosign,
    founded,
    sign_checkpoint,
    with_signatures,
)
from tests.ledger.bundle.standalone import verify
from tests.ledger.bundle.test_rights import PEN, SEAL, body
from tests.ledger.entries.headers import key

from kept.ledger.notes import TlogProof
from kept.ledger.parties import EquivocationError, Place, equivocation, read_equivocation
from kept.ledger.tree import Tree, leaf_hash
from kept.ledger.witness import GuiltError, compare, compare_entries, verify_guilt


def cosigned(exercise, size, root):
    note = sign_checkpoint(Checkpoint(LOG, size, root), [exercise.log], NOON)
    return with_signatures(note, [cosign(note, exercise.witnesses[0], NOON)])


@pytest.fixture(scope="module")
def exercise():
    return founded()


@pytest.fixture(scope="module")
def same_size(exercise):
    notes = [cosigned(exercise, 4, root) for root in (bytes(32), bytes(31) + b"1")]
    return compare(*notes, [exercise.log.vkey]).guilt


@pytest.fixture(scope="module")
def another_past(exercise):
    grown = founded()
    grown.file("More.")
    grown.publish()
    tree = Tree(5, lambda level, index, width: grown.files[f"tile/{level}/000.p/{width}"])
    older = cosigned(exercise, 3, bytes(32))
    newer = cosigned(exercise, 5, tree.root)
    more = {"past": tree.root_at(3), "proof": tree.consistency_proof(3)}
    return compare(older, newer, [exercise.log.vkey], **more).guilt


@pytest.fixture(scope="module")
def same_place(exercise):
    """Two proofs for one place, one of them from a log with other entries."""
    other = Exercise()
    for number in range(3):
        other.waiting.append(b"another entry %d" % number)
    other.publish()
    proofs, leaves = [], []
    for each, size, raw in (
        (exercise, 4, exercise.entries[2].raw),
        (other, 3, b"another entry 2"),
    ):
        files = each.files
        tree = Tree(
            size, lambda level, _, width, files=files: files[f"tile/{level}/000.p/{width}"]
        )
        proof = TlogProof(
            index=2, hashes=tree.inclusion_proof(2), checkpoint=files[f"checkpoints/{size:012}"]
        )
        proofs.append(bytes(proof))
        leaves.append(leaf_hash(raw))
    return compare_entries(*proofs, tuple(leaves), [exercise.log.vkey]).guilt


@pytest.fixture(scope="module")
def two_statements():
    exercise = founded()
    first = exercise.make("statement.filed", "aruna/delegation", PEN, SEAL, **filing("x"))
    exercise.sent.clear()
    second = exercise.make("statement.filed", "aruna/delegation", PEN, SEAL, **filing("y"))
    return proof_of(first, second)


def proof_of(first, second, **place):
    place = Place(**{"key": key(PEN), "party": "aruna", "office": "delegation", **place})
    return equivocation(first, second, place).to_text().encode()


def filing(words):
    return {"body": body(words), "release": "public"}


KINDS = ("same_size", "another_past", "same_place")


@pytest.mark.parametrize("kind", KINDS)
def test_a_proof_of_two_histories_is_one(kind, exercise, request):
    document = request.getfixturevalue(kind)
    report = verify.check_guilt(document, exercise.policy)
    assert report.verdict == "holds"
    assert LOG in report.findings[0].values["guilty"]
    assert verify.told(report, 0).endswith("This is a proof.")
    assert verify.told(report, 1).endswith("C’est une preuve.")


@pytest.mark.parametrize("kind", KINDS)
def test_against_others_it_proves_nothing(kind, request):
    document = request.getfixturevalue(kind)
    stranger = Exercise(witnesses=("aruna", "belva", "third", "fourth"))
    witness = str(stranger.witnesses[3].vkey).encode()
    assert verify.check_guilt(document, b"quorum none\n").verdict == "fails"
    assert verify.check_guilt(document, b"witness x %b\nquorum x\n" % witness).verdict == "fails"


def test_without_keys_it_says_what_it_needs(same_size, tmp_path):
    path = tmp_path / "proof.txt"
    path.write_bytes(same_size)
    report = verify.check(str(path))
    assert report.verdict == "unreadable"
    assert "--policy" in verify.told(report, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_both_readers_believe_the_same_changed_documents(kind, exercise, request):
    document = request.getfixturevalue(kind)
    log = exercise.log.vkey
    policy = f"log {log}\nquorum none\n".encode()
    start = document.index(b"\nkind ")  # the sentences before it are for people
    for at in range(start, len(document), 7):
        changed = bytearray(document)
        changed[at] ^= 4
        report = verify.check_guilt(bytes(changed), policy)
        try:
            verify_guilt(bytes(changed), [log])
            believed = True
        except (ValueError, GuiltError):
            believed = False
        assert (report.verdict == "holds") == believed, at


def test_two_statements_under_one_number_are_proven(two_statements, tmp_path):
    path = tmp_path / "proof.txt"
    path.write_bytes(two_statements)
    report = verify.check(str(path))
    assert report.verdict == "holds"
    assert report.findings[0].values["number"] == 0
    assert report.findings[0].values["role"] == "aruna/delegation"


def test_by_a_passkey_too():
    exercise = founded()
    entries = []
    for words in ("x", "y"):
        exercise.sent.clear()
        entries.append(
            exercise.make(
                "statement.filed", "belva/delegation", PASSKEY, "belva pen", **filing(words)
            )
        )
    document = proof_of(*entries, key=PASSKEY.key, party="belva", relying_party=PASSKEY.party)
    assert verify.check_guilt(document, None).verdict == "holds"
    site = document.replace(b"rp lakes.example", b"rp other.example")
    assert verify.check_guilt(site, None).verdict == "fails"


def test_both_readers_believe_the_same_changed_statements(two_statements):
    start = two_statements.index(b"\nkey ") + 5
    held = 0
    for at in range(start, len(two_statements) - 1, 11):
        changed = bytearray(two_statements)
        changed[at] ^= 4
        try:
            read_equivocation(changed.decode("utf-8", "replace"))
            believed = True
        except EquivocationError:
            believed = False
        assert (verify.check_guilt(bytes(changed), None).verdict == "holds") == believed, at
        held += believed
    assert held < 40  # where only another signer's signature was changed, the author's still holds


@given(st.binary(max_size=300))
def test_any_bytes_are_no_proof(data):
    for start in (verify.TWO_HISTORIES, verify.TWO_STATEMENTS):
        assert verify.check_guilt(start + data, b"quorum none\n").verdict == "fails"


def test_one_statement_twice_is_no_proof(two_statements):
    parts = two_statements.split(b"\n\n")
    parts[5] = parts[4] + b"\n"
    assert verify.check_guilt(b"\n\n".join(parts), None).verdict == "fails"
