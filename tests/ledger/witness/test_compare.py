"""Two checkpoints side by side, and the document that proves a fork."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    AT,
    LOG,
    LOG_ML_DSA,
    ORIGIN,
    WITNESSES,
    checkpoint,
    consistency,
    cosigned,
    entries,
    inclusion,
    keys,
    leaf,
    note_signer,
    published,
    root,
)

from kept.ledger.keys import SignatureError
from kept.ledger.notes import Checkpoint, NoteError, TlogProof, sign_checkpoint
from kept.ledger.tree import EMPTY_ROOT, ProofError
from kept.ledger.witness import (
    Compared,
    Fork,
    GuiltError,
    compare,
    compare_entries,
    read_fork,
    verify_guilt,
)

KEYS = keys(LOG)


def forked(small: int, large: int, common: int = 0) -> tuple[list[bytes], list[bytes]]:
    shared = entries(common)
    return (
        shared + entries(small - common, "for Aruna"),
        shared + entries(large - common, "for Belva"),
    )


def compared(one: list[bytes], other: list[bytes]) -> Compared:
    small, large = sorted((one, other), key=len)
    return compare(
        published(one),
        published(other),
        KEYS,
        past=root(large[: len(small)]),
        proof=consistency(len(small), large),
    )


def test_the_same_checkpoint_is_the_same():
    one = published(entries(5))
    assert compare(one, cosigned(one, WITNESSES[:2]), KEYS) == Compared("same")


@given(small=st.integers(0, 40), more=st.integers(1, 40), swap=st.booleans())
def test_a_register_that_grew_is_consistent_in_either_order(small, more, swap):
    notes = [published(entries(small)), published(entries(small + more))]
    if swap:
        notes.reverse()
    proof = consistency(small, entries(small + more))
    assert compare(*notes, KEYS, proof=proof) == Compared("consistent")
    assert compare(*notes, KEYS) == Compared("unproven" if small else "consistent")


@given(data=st.data(), small=st.integers(1, 40), more=st.integers(0, 40))
def test_every_fork_is_proven_to_whoever_holds_the_key_of_the_log(data, small, more):
    common = data.draw(st.integers(0, small - 1))
    one, other = forked(small, small + more, common)
    got = compared(one, other)
    assert got.verdict == "fork"
    assert got.guilt
    assert bytes(read_fork(got.guilt)) == got.guilt
    guilt = verify_guilt(got.guilt, KEYS)
    assert guilt.guilty == (LOG.vkey,)
    assert (guilt.first.size, guilt.second.size) == (small, small + more)


def test_a_foreign_proof_proves_neither():
    one, other = published(entries(5)), published(entries(8))
    wrong = consistency(5, entries(8, "x"))
    assert compare(one, other, KEYS, proof=wrong) == Compared("unproven")
    assert compare(one, other, KEYS, proof=wrong, past=bytes(32)) == Compared("unproven")
    proof = consistency(5, entries(8))
    assert compare(one, other, KEYS, proof=proof, past=bytes(32)) == Compared("consistent")


def test_an_empty_register_has_one_root_and_every_register_goes_on_from_it():
    wrong = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), [LOG], AT)
    got = compare(wrong, published(entries(3)), KEYS)
    assert got.verdict == "fork"
    assert got.guilt
    assert verify_guilt(got.guilt, KEYS).first.size == 0


def test_two_registers_cannot_be_compared():
    other = note_signer("lakes.example/other", LOG.type)
    note = sign_checkpoint(checkpoint(entries(5), "lakes.example/other"), [other], AT)
    with pytest.raises(NoteError, match="two registers, “lakes"):
        compare(published(entries(5)), note, keys(LOG, other))
    with pytest.raises(SignatureError):
        compare(published(entries(5)), note, KEYS)


def test_two_receipts_for_one_place_prove_a_fork():
    one, other = forked(5, 8, 2)
    proofs = [bytes(receipt(data, 3)) for data in (one, other)]
    leaves = (leaf(one[3]), leaf(other[3]))
    got = compare_entries(proofs[0], proofs[1], leaves, KEYS)
    assert got.verdict == "fork"
    assert got.guilt
    guilt = verify_guilt(got.guilt, KEYS)
    assert "each shows another entry in place 4" in guilt.english
    assert "une autre inscription à la place 4" in guilt.french
    assert bytes(read_fork(got.guilt)) == got.guilt


def receipt(data: list[bytes], index: int) -> TlogProof:
    return TlogProof(index=index, hashes=inclusion(index, data), checkpoint=published(data))


def test_receipts_that_agree_prove_nothing():
    one, other = forked(5, 8, 4)
    for at in ((1, 1), (4, 3)):
        proofs = [bytes(receipt(d, index)) for d, index in zip((one, other), at, strict=True)]
        leaves = (leaf(one[at[0]]), leaf(other[at[1]]))
        assert compare_entries(proofs[0], proofs[1], leaves, KEYS) == Compared("unproven")
    wrong = (leaf(b"never recorded"), leaf(other[1]))
    with pytest.raises(ProofError):
        compare_entries(bytes(receipt(one, 1)), bytes(receipt(other, 1)), wrong, KEYS)


def test_the_document_is_read_by_people():
    one, other = forked(5, 8, 2)
    guilt = compared(one, other).guilt
    assert guilt
    lines = guilt.decode().splitlines()
    assert lines[:5] == [
        "kept fork proof v1",
        "Two signed checkpoints of the register “lakes.example/exercise” contradict each other: "
        "the one of 8 entries does not go on from the one of 5, but from another beginning. "
        "Whoever signed both vouched for two histories, of which one at least is false.",
        "Deux points de contrôle signés du registre « lakes.example/exercise » se contredisent : "
        "celui de 8 inscriptions ne continue pas celui de 5, mais un autre commencement. "
        "Qui a signé les deux s’est porté garant de deux histoires, dont l’une au moins est "
        "fausse.",
        "",
        "kind another past",
    ]
    assert published(one) in guilt
    assert published(other) in guilt


def test_the_sentences_cannot_be_changed():
    one, other = forked(5, 5, 2)
    guilt = compared(one, other).guilt
    assert guilt
    assert "different roots for the same 5 entries" in guilt.decode()
    for old, new in (
        ("Whoever", "Nobody"),
        ("Qui a signé", "Personne"),
        ("5 entries", "9 entries"),
    ):
        with pytest.raises(NoteError, match="first sentences"):
            verify_guilt(guilt.decode().replace(old, new).encode(), KEYS)


def consistent_documents() -> list[tuple[str, Fork]]:
    """Documents that prove nothing: most accuse a log that did nothing wrong."""
    five, eight = published(entries(5)), published(entries(8))
    proof = consistency(5, entries(8))
    empty, other = published([]), published(entries(5, "another"))
    same = bytes(receipt(entries(5), 1)), bytes(receipt(entries(8), 1))
    leaves = (leaf(entries(8)[1]), leaf(b"never recorded"))
    fork = Fork
    return [
        ("one checkpoint", fork(kind="same size", first=five, second=five)),
        ("two sizes", fork(kind="same size", first=five, second=eight)),
        ("no past", fork(kind="another past", first=five, second=eight)),
        ("its own past", _past(five, eight, root(entries(5)), *proof)),
        ("an invented past", _past(five, eight, bytes(32), *proof)),
        ("an invented proof", _past(five, eight, bytes(32), *proof[::-1])),
        ("the wrong way round", _past(eight, five, bytes(32), *proof)),
        ("the empty past", _past(empty, eight, bytes(32))),
        ("the empty past again", _past(empty, eight, EMPTY_ROOT)),
        ("the empty past, proven", _past(empty, eight, bytes(32), bytes(32))),
        ("one size", _past(five, five, bytes(32))),
        ("a fork in the wrong words", _past(five, other, root(entries(5, "another")))),
        ("no leaves", fork(kind="same place", first=same[0], second=same[1])),
        ("one leaf", _place(*same, leaves[0], leaves[0])),
        ("an invented leaf", _place(*same, *leaves)),
        (
            "two places",
            _place(same[0], bytes(receipt(entries(8), 2)), leaves[0], leaf(b"entry 2")),
        ),
    ]


def _past(first: bytes, second: bytes, *hashes: bytes) -> Fork:
    return Fork(kind="another past", first=first, second=second, hashes=hashes)


def _place(first: bytes, second: bytes, *leaves: bytes) -> Fork:
    return Fork(kind="same place", first=first, second=second, hashes=leaves)


@pytest.mark.parametrize(
    "document", [pytest.param(fork, id=name) for name, fork in consistent_documents()]
)
def test_nobody_can_accuse_an_honest_log(document):
    data = bytes(document)
    assert read_fork(data) == document
    with pytest.raises(GuiltError, match="proves nothing"):
        verify_guilt(data, KEYS)


@given(data=st.data())
def test_no_change_to_a_document_turns_it_against_somebody_else(data):
    one, other = forked(5, 8, 2)
    guilt = compared(one, other).guilt
    assert guilt
    at = data.draw(st.integers(0, len(guilt) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != guilt[at]))
    changed = guilt[:at] + bytes([byte]) + guilt[at + 1 :]
    with pytest.raises((NoteError, SignatureError, GuiltError)):
        verify_guilt(changed, KEYS)


def test_a_checkpoint_of_another_register_accuses_nobody():
    other = sign_checkpoint(checkpoint(entries(5, "x"), "lakes.example/other"), [OTHER], AT)
    document = Fork(kind="same size", first=published(entries(5)), second=other)
    with pytest.raises(GuiltError, match="two registers"):
        verify_guilt(bytes(document), keys(LOG, OTHER))


OTHER = note_signer("lakes.example/other", LOG.type)


def test_both_keys_of_a_log_are_named():
    notes = [
        sign_checkpoint(checkpoint(data), signers, AT)
        for data, signers in zip(forked(5, 5), ([LOG], [LOG, LOG_ML_DSA]), strict=True)
    ]
    guilt = compare(*notes, keys(LOG, LOG_ML_DSA)).guilt
    assert guilt
    assert verify_guilt(guilt, keys(LOG, LOG_ML_DSA)).guilty == tuple(keys(LOG, LOG_ML_DSA))
    with pytest.raises(SignatureError):
        verify_guilt(guilt, keys(LOG_ML_DSA))


def document() -> str:
    one, other = forked(5, 8, 2)
    guilt = compared(one, other).guilt
    assert guilt
    return guilt.decode()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("kept fork proof v1", "kept fork proof v2", "does not begin with"),
        ("kind another past", "kind another day", "its kind is “kind another day”"),
        ("first ", "fist ", "its part “first” is missing"),
        ("second ", "seconds ", "its part “second” is missing"),
        ("second ", "second 0", "a whole number"),
        ("second ", "second 9", "breaks off"),
        ("hash ", "hash x", "not base64"),
    ],
)
def test_malformed_documents_are_refused(old, new, why):
    assert old in document()
    with pytest.raises(NoteError, match=why):
        read_fork(document().replace(old, new, 1).encode())


def test_a_document_that_breaks_off_or_goes_on_is_refused():
    data = document().encode()
    for end in range(0, len(data), 7):
        with pytest.raises(NoteError):
            read_fork(data[:end])
    with pytest.raises(NoteError):
        read_fork(data + b"\n")


def test_a_fork_is_not_made_of_anything():
    with pytest.raises(NoteError):
        Fork(kind="same size", first=b"", second=b"", hashes=(bytes(32),) * 65)
    with pytest.raises(NoteError):
        Fork(kind="same size", first=b"", second=b"", hashes=(b"short",))
    with pytest.raises(NoteError):
        Fork(kind="nothing", first=b"", second=b"")
