"""Proofs that an entry stands in a register."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    WITNESSES,
    cosigned,
    entries,
    inclusion,
    leaf,
    policy_logs,
    policy_witnesses,
    published,
)

from kept.ledger.canonical import to_base64
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    NoteError,
    PolicyError,
    TlogProof,
    read_proof,
    verify_proof,
    write_policies,
)
from kept.ledger.tree import ProofError

POLICIES = write_policies(policy_logs(), policy_witnesses(4), ("aruna", "belva"))
HASHES = tuple(hashlib.sha256(text).digest() for text in (b"hash1", b"hash2"))
NOTE = published(entries(5))


def proof_of(index: int, size: int, extra: bytes | None = None) -> TlogProof:
    data = entries(size)
    note = cosigned(published(data), WITNESSES[:3])
    return TlogProof(index=index, hashes=inclusion(index, data), checkpoint=note, extra=extra)


@given(data=st.data(), size=st.integers(1, 50))
def test_every_entry_has_a_proof_and_no_other_entry_has_it(data, size):
    index = data.draw(st.integers(0, size - 1))
    proof = read_proof(bytes(proof_of(index, size)))
    opened = verify_proof(proof, leaf(entries(size)[index]), POLICIES.witnessed)
    assert opened.checkpoint.size == size
    with pytest.raises(ProofError):
        verify_proof(proof, leaf(b"another entry"), POLICIES.witnessed)


@given(data=st.data(), size=st.integers(2, 50))
def test_a_proof_holds_for_one_place_only(data, size):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size + 1).filter(lambda value: value != index))
    proof = proof_of(index, size)
    moved = TlogProof(index=other, hashes=proof.hashes, checkpoint=proof.checkpoint)
    with pytest.raises(ProofError):
        verify_proof(moved, leaf(entries(size)[index]), POLICIES.witnessed)


def test_the_policy_decides_whether_the_checkpoint_counts():
    proof = proof_of(2, 5)
    with pytest.raises(PolicyError):
        few = TlogProof(index=2, hashes=proof.hashes, checkpoint=NOTE)
        verify_proof(few, leaf(entries(5)[2]), POLICIES.witnessed)
    assert verify_proof(few, leaf(entries(5)[2]), POLICIES.published)
    forged = TlogProof(
        index=2, hashes=proof.hashes, checkpoint=proof.checkpoint.replace(b"\n5\n", b"\n6\n")
    )
    with pytest.raises(SignatureError):
        verify_proof(forged, leaf(entries(5)[2]), POLICIES.witnessed)


# transparency-dev/formats, proof/tlog_proof_test.go, TestMarshal
@pytest.mark.parametrize(
    ("proof", "text"),
    [
        (
            TlogProof(index=5, hashes=HASHES, checkpoint=b"test checkpoint\n"),
            f"index 5\n{to_base64(HASHES[0])}\n{to_base64(HASHES[1])}\n\ntest checkpoint\n",
        ),
        (
            TlogProof(
                index=10,
                hashes=HASHES[:1],
                checkpoint=b"checkpoint data\n",
                extra=b"extra information",
            ),
            f"extra {to_base64(b'extra information')}\nindex 10\n{to_base64(HASHES[0])}\n\n"
            "checkpoint data\n",
        ),
        (
            TlogProof(index=0, hashes=(), checkpoint=b"checkpoint\n"),
            "index 0\n\ncheckpoint\n",
        ),
    ],
)
def test_proofs_are_written_as_others_write_them(proof, text):
    assert bytes(proof).decode() == f"c2sp.org/tlog-proof@v1\n{text}"


def test_proofs_are_read_and_given_back():
    for extra in (None, b"x", b"the voucher", b"x" * 32_768):
        data = bytes(proof_of(3, 9, extra))
        assert read_proof(data) == proof_of(3, 9, extra)
        assert bytes(read_proof(data)) == data


REST = NOTE.decode()
START = "c2sp.org/tlog-proof@v1\n"
HASH = to_base64(HASHES[0])


# transparency-dev/formats, TestUnmarshalErrors; FiloSottile/torchwood, TestVerifyProof_…; and more
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"wrong-header\nindex 0\n\n{REST}", "The first line of the proof is “wrong-header”"),
        (f"index 0\n\n{REST}", "The first line of the proof"),
        (f"{START}extra !!notbase64!!\nindex 0\n\n{REST}", "extra data of the proof is “!!notb"),
        (f"{START}extra \nindex 0\n\n{REST}", "may have 1 to 32,768"),
        (f"{START}extra eA==\nextra eA==\nindex 0\n\n{REST}", "a line “index” is missing"),
        (f"{START}\n\n{REST}", "a line “index” is missing"),
        (f"{START}\n{REST}", "a line “index” is missing"),
        (f"{START}index\n\n{REST}", "a line “index” is missing"),
        (f"{START}index notanumber\n\n{REST}", "a whole number"),
        (f"{START}index -5\n\n{REST}", "a whole number"),
        (f"{START}index 00\n\n{REST}", "a whole number"),
        (f"{START}index 0\nextra eA==\n\n{REST}", "is not base64"),
        (f"{START}index 0\n!!notbase64!!\n\n{REST}", "is not base64"),
        (f"{START}index 0\n{to_base64(bytes(64))}\n\n{REST}", "64 bytes, and a hash has 32"),
        (f"{START}index 0\n{to_base64(bytes(16))}\n\n{REST}", "16 bytes, and a hash has 32"),
        (f"{START}index 0\n{'a' * 66_560}\n", "has 49920 bytes"),
        (f"{START}index 0\n\ntest checkpoint\n", "no signatures"),
        (f"{START}index 0\n{REST}", "is not base64"),
        (f"{START}index 0\n\n\n{REST}", "The checkpoint of “” has the further line"),
        (f"{START}index 0\n" + f"{HASH}\n" * 64 + f"\n{REST}", "64 hashes; at most 63"),
        (f"{START}index 0\n" + f"{HASH}\n" * 70 + f"\n{REST}", "is not base64"),
        (f"{START}extra {to_base64(bytes(32_769))}\nindex 0\n\n{REST}", "may have 1 to 32,768"),
    ],
)
def test_malformed_proofs_are_refused(text, why):
    with pytest.raises(NoteError, match=re.escape(why)):
        read_proof(text.encode())


@pytest.mark.parametrize(
    ("index", "hashes", "extra"),
    [(-1, (), None), (2**63, (), None), (0, (b"",), None), (0, (), b""), (0, HASHES * 32, None)],
)
def test_what_cannot_be_written_is_no_proof(index, hashes, extra):
    with pytest.raises(NoteError):
        TlogProof(index=index, hashes=hashes, checkpoint=NOTE, extra=extra)


def test_a_proof_has_up_to_63_hashes():
    most = TlogProof(index=2**63 - 1, hashes=HASHES[:1] * 63, checkpoint=NOTE)
    assert read_proof(bytes(most)) == most
