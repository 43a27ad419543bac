"""What a witness answers, and what it remembers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    AT,
    COSIGNATURE,
    LOG,
    LOG_ML_DSA,
    ML_DSA_44,
    ORIGIN,
    WITNESSES,
    consistency,
    cosigned,
    entries,
    keys,
    note_signer,
    published,
    root,
)

from kept.ledger.canonical import to_base64
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    Checkpoint,
    NoteError,
    NoteSigner,
    SignedCheckpoint,
    cosign,
    open_checkpoint,
    read_checkpoint,
    read_signature_lines,
    sign_checkpoint,
    with_signatures,
)
from kept.ledger.witness import (
    LARGEST_REQUEST,
    AddCheckpoint,
    Answer,
    State,
    answer,
    checkpoint_path,
    read_request,
    read_state,
    verify_guilt,
)

WITNESS = WITNESSES[0]
QUANTUM_SAFE = note_signer(WITNESS.name, ML_DSA_44)
LOGS = {ORIGIN: [LOG.vkey]}


def asked(old: int, data: list[bytes], note: bytes | None = None) -> bytes:
    signed = read_checkpoint(note or published(data))
    return bytes(AddCheckpoint(old, consistency(old, data), signed))


def ask(
    request: bytes,
    state: State | None = None,
    *,
    logs=LOGS,
    signers: tuple[NoteSigner, ...] = (WITNESS,),
    now: int = AT,
) -> Answer:
    last = {ORIGIN: state} if state else {}
    return answer(request, logs=logs, last=last, signers=signers, now=now)


def known(size: int, at: int = AT) -> State:
    state = ask(asked(0, entries(size)), now=at).state
    assert state
    return state


def test_the_first_checkpoint_of_a_log_is_cosigned_without_proof():
    got = ask(asked(0, entries(5)))
    assert (got.status, got.guilt) == (200, None)
    assert got.state
    [line] = read_signature_lines(got.body.decode())
    assert line == cosign(published(entries(5)), WITNESS, AT)
    assert got.state == State(
        checkpoint=Checkpoint(ORIGIN, 5, root(entries(5))),
        at=AT,
        note=with_signatures(published(entries(5)), [line]),
    )


@given(old=st.integers(0, 20), more=st.integers(0, 20))
def test_whatever_goes_on_from_what_is_known_is_cosigned(old, more):
    state = known(old) if old else None
    got = ask(asked(old, entries(old + more)), state, now=AT + 1)
    assert got.status == 200
    assert got.state
    assert (got.state.checkpoint.size, got.state.at) == (old + more, AT + 1)


@given(old=st.integers(1, 20), more=st.integers(0, 20), altered=st.integers(0, 19))
def test_a_history_in_which_one_entry_is_altered_is_never_cosigned(old, more, altered):
    data = entries(old + more)
    data[altered % old] = b"altered"
    got = ask(asked(old, data), known(old), now=AT + 1)
    assert got.status == 422
    assert got.state is None


def test_several_keys_cosign_one_after_the_other():
    got = ask(asked(0, entries(3)), signers=(WITNESS, QUANTUM_SAFE))
    assert got.state
    opened = open_checkpoint(got.state.note, keys(LOG, WITNESS, QUANTUM_SAFE))
    assert [signed.at for signed in opened.signed] == [None, AT, AT]
    assert got.body.count(b"\n") == 2


def test_what_is_remembered_can_be_read_again_and_by_no_other_key():
    state = known(5)
    assert read_state(state.note, keys(WITNESS)) == state
    assert read_state(state.note, keys(QUANTUM_SAFE, WITNESS)) == state
    with pytest.raises(SignatureError):
        read_state(state.note, keys(WITNESSES[1]))
    with pytest.raises(SignatureError, match="does not hold"):
        read_state(state.note.replace(b"\n5\n", b"\n4\n"), keys(WITNESS))
    with pytest.raises(NoteError):
        read_state(state.note[:-1], keys(WITNESS))


def test_signatures_by_others_are_neither_needed_nor_kept():
    note = cosigned(published(entries(5)), [WITNESSES[1], WITNESSES[2]])
    got = ask(asked(0, entries(5), note))
    assert got.state == known(5)


def test_a_log_may_be_known_by_several_keys_and_by_one_for_the_time_after_quantum_computers():
    checkpoint = read_checkpoint(published(entries(5))).checkpoint
    note = sign_checkpoint(checkpoint, [LOG, LOG_ML_DSA], AT)
    got = ask(asked(0, entries(5), note), logs={ORIGIN: keys(LOG, LOG_ML_DSA)})
    assert got.state
    assert len(read_checkpoint(got.state.note).signatures) == 3
    only = ask(asked(0, entries(5), note), logs={ORIGIN: keys(LOG_ML_DSA)})
    assert only.status == 200


def test_the_clock_of_a_witness_must_not_go_back():
    state = known(5)
    assert ask(asked(5, entries(6)), state, now=AT).status == 200
    got = ask(asked(5, entries(6)), state, now=AT - 1)
    assert (got.status, got.state) == (503, None)
    assert f"shows {AT - 1} seconds since 1970" in got.body.decode()
    assert [ask(asked(0, entries(6)), now=now).status for now in (0, 1)] == [503, 200]


def test_another_size_is_answered_with_the_size_that_is_known():
    for state, old, body in ((None, 3, b"0\n"), (known(5), 0, b"5\n"), (known(5), 6, b"5\n")):
        got = ask(asked(old, entries(7)), state)
        assert (got.status, got.content_type, got.body) == (409, "text/x.tlog.size", body)


def test_two_roots_for_one_size_are_kept_as_proof_of_guilt():
    other = entries(5, "another")
    got = ask(asked(5, other), known(5))
    assert (got.status, got.state) == (422, None)
    assert "cosigned another root for the same 5 entries" in got.body.decode()
    assert got.guilt
    assert verify_guilt(got.guilt, [LOG.vkey]).guilty == (LOG.vkey,)


def test_no_proof_of_guilt_when_the_log_has_taken_other_keys():
    new = note_signer(ORIGIN, LOG.type, "new")
    note = sign_checkpoint(Checkpoint(ORIGIN, 5, root(entries(5, "x"))), [new], AT)
    got = ask(asked(5, entries(5, "x"), note), known(5), logs={ORIGIN: keys(new)})
    assert (got.status, got.guilt) == (422, None)


def test_a_register_without_entries_has_one_root():
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), [LOG], AT)
    got = ask(asked(0, [], note))
    assert got.status == 422
    assert "one root only" in got.body.decode()
    assert ask(asked(0, [])).status == 200


@pytest.mark.parametrize(("old", "new"), [(0, 5), (5, 5)])
def test_a_proof_where_none_is_needed_is_refused(old, new):
    request = AddCheckpoint(old, (bytes(32),), read_checkpoint(published(entries(new))))
    got = ask(bytes(request), known(5) if old else None)
    assert got.status == 422
    assert "must be empty" in got.body.decode()


def test_unknown_logs_and_foreign_signatures_are_told_apart():
    assert ask(asked(0, entries(3)), logs={}).status == 404
    got = ask(asked(0, entries(3)), logs={ORIGIN: [WITNESS.vkey]})
    assert got.status == 403
    wrong = published(entries(3)).replace(b"\n3\n", b"\n2\n")
    got = ask(bytes(AddCheckpoint(0, (), read_checkpoint(wrong))))
    assert got.status == 403
    assert "does not hold" in got.body.decode()


def test_the_old_size_is_not_larger_than_the_checkpoint():
    request = AddCheckpoint(6, (), read_checkpoint(published(entries(5))))
    assert ask(bytes(request)).status == 400


NOTE = published(entries(5)).decode()
HASH = to_base64(bytes(32))


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ("", "does not end in a newline"),
        (f"10\n{HASH}\n\n{NOTE}", "must be “old”"),
        (f"new 5\n\n{NOTE}", "must be “old”"),
        (f"old  5\n\n{NOTE}", "a whole number"),
        (f"old 05\n\n{NOTE}", "a whole number"),
        (f"old -1\n\n{NOTE}", "a whole number"),
        (f"old 9223372036854775808\n\n{NOTE}", "a whole number"),
        (f"old 1\nabc=\n\n{NOTE}", "a hash has 32"),
        (f"old 1\nabd=\n\n{NOTE}", "not base64"),
        (f"old 1\nqqo=\n\n{NOTE}", "a hash has 32"),
        (f"old 1\n{HASH}=\n\n{NOTE}", "not base64"),
        ("old 1\n" + f"{HASH}\n" * 64 + f"\n{NOTE}", "at most 63"),
        (f"old 1\r\n\n{NOTE}", "control character"),
        (f"old 1\n{NOTE}", "not base64"),
        ("old 1\n\n", "part of it is missing"),
        (f"old 1\n\n{NOTE}\n", "signature"),
        (f"old 1\n\n{NOTE}".replace(ORIGIN, ORIGIN + "\nx", 1), "Extension|whole number"),
    ],
)
def test_malformed_requests_are_answered_with_what_is_wrong(request_, why):
    got = ask(request_.encode())
    assert (got.status, got.state) == (400, None)
    assert re.search(why, got.body.decode())
    assert got.content_type == "text/plain; charset=utf-8"


def test_extension_lines_are_refused_in_plain_words():
    note = NOTE.replace("\n\n", "\nmore\n\n", 1)
    got = ask(f"old 0\n\n{note}".encode())
    assert got.status == 400
    assert "Extension lines are not accepted" in got.body.decode()


def test_requests_are_read_up_to_a_bound():
    lines = [cosign(NOTE.encode(), note_signer(f"w{n}", ML_DSA_44), AT) for n in range(15)]
    note = with_signatures(NOTE.encode(), lines)
    request = b"old 5\n" + f"{HASH}\n".encode() * 63 + b"\n" + note
    assert bytes(read_request(request)) == request
    with pytest.raises(NoteError, match="at most 65,536"):
        read_request(request + b"x" * LARGEST_REQUEST)


def test_a_witness_needs_a_key_that_states_the_time():
    with pytest.raises(NoteError, match="without a key"):
        ask(asked(0, entries(3)), signers=())
    with pytest.raises(NoteError, match="0x04 or 0x06"):
        ask(asked(0, entries(3)), signers=(LOG,))


def test_where_the_last_checkpoint_of_a_log_is_served():
    path = checkpoint_path(ORIGIN)
    assert re.fullmatch("[0-9a-f]{64}/checkpoint", path)
    assert checkpoint_path("lakes.example/other") != path


def test_the_key_of_another_witness_of_that_name_is_another():
    twin = note_signer(WITNESS.name, COSIGNATURE, "twin")
    assert twin.vkey.id != WITNESS.vkey.id
    signed = SignedCheckpoint(known(5).checkpoint, read_checkpoint(known(5).note).signatures)
    with pytest.raises(SignatureError):
        read_state(bytes(signed), keys(twin))
