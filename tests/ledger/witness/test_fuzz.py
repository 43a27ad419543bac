"""Whatever is handed to a reader of notes is read or refused in words, and given back unchanged."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    AT,
    LOG,
    ORIGIN,
    WITNESSES,
    consistency,
    cosigned,
    entries,
    inclusion,
    policy_logs,
    policy_witnesses,
    published,
)

from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    NoteError,
    TlogProof,
    open_checkpoint,
    read_checkpoint,
    read_note,
    read_policy,
    read_proof,
    read_signature_lines,
    read_vkey,
    write_policies,
)
from kept.ledger.witness import (
    AddCheckpoint,
    GuiltError,
    Reply,
    answer,
    collect,
    compare,
    read_fork,
    read_request,
    verify_guilt,
)

NOTE = published(entries(5))
COSIGNED = cosigned(NOTE, WITNESSES[:4])
POLICIES = write_policies(policy_logs(), policy_witnesses(4), ("aruna", "belva"))
FORK = compare(NOTE, published(entries(5, "another")), [LOG.vkey]).guilt or b""
SOUND: dict[str, bytes] = {
    "vkey": str(LOG.vkey).encode(),
    "lines": COSIGNED.split(b"\n\n")[1],
    "note": COSIGNED,
    "checkpoint": COSIGNED,
    "proof": bytes(
        TlogProof(index=3, hashes=inclusion(3, entries(5)), checkpoint=COSIGNED, extra=b"more")
    ),
    "policy": bytes(POLICIES.mutual),
    "request": bytes(AddCheckpoint(3, consistency(3, entries(5)), read_checkpoint(NOTE))),
    "fork": FORK,
}
READERS: dict[str, Callable[[bytes], bytes]] = {
    "vkey": lambda data: str(read_vkey(data.decode("utf-8", "surrogateescape"))).encode(),
    "lines": lambda data: "".join(
        map(str, read_signature_lines(data.decode("utf-8", "surrogateescape")))
    ).encode(),
    "note": lambda data: bytes(read_note(data)),
    "checkpoint": lambda data: bytes(read_checkpoint(data)),
    "proof": lambda data: bytes(read_proof(data)),
    "policy": lambda data: bytes(read_policy(data)),
    "request": lambda data: bytes(read_request(data)),
    "fork": lambda data: bytes(read_fork(data)),
}
# What these texts are made of, so that a fuzzer comes past the first line.
TOKENS = st.sampled_from(
    [
        *(piece for data in SOUND.values() for piece in data.splitlines(keepends=True)),
        *("\n", "\n\n", " ", "+", "—", "— ", "\t", "\r\n", "\0", "\x85", "\u2028", "é", "=", "0"),
        *("-1", "00", "1_0", "٥", "9" * 30, "#", "none", "group g any ", "all", "hash ", "first "),
        *("quorum none\n", "old ", "index ", "extra ", "c2sp.org/tlog-proof@v1\n", "\udc80"),
    ]
).map(lambda piece: piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogatepass"))


@st.composite
def mangled(draw: st.DrawFn, data: bytes) -> bytes:
    """A sound text, with pieces cut out, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        piece = draw(st.one_of(st.binary(max_size=4), TOKENS, st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[draw(st.sampled_from([start, end])) :]
    return data


def texts(name: str) -> st.SearchStrategy[bytes]:
    return st.one_of(
        mangled(SOUND[name]),
        st.lists(TOKENS, max_size=12).map(b"".join),
        st.binary(max_size=200),
    )


@pytest.mark.parametrize("name", READERS)
def test_sound_texts_are_read(name):
    assert READERS[name](SOUND[name]) == SOUND[name]


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_what_is_read_is_given_back_unchanged_and_all_else_refused_in_words(name, data):
    text = data.draw(texts(name))
    try:
        written = READERS[name](text)
    except NoteError as error:
        assert str(error).endswith((".", "”.", "bytes.", "read."))
        assert len(str(error)) < 1_000
    else:
        assert written == text


@given(data=st.data())
def test_a_witness_answers_everything_and_cosigns_only_what_the_log_signed(data):
    request = data.draw(texts("request"))
    got = answer(request, logs={ORIGIN: [LOG.vkey]}, last={}, signers=WITNESSES[:1], now=AT)
    assert got.status in (200, 400, 403, 404, 409, 422)
    assert got.body.endswith(b"\n")
    if got.status == 200:
        assert open_checkpoint(read_request(request).checkpoint.__bytes__(), [LOG.vkey])


@given(body=texts("lines"), status=st.sampled_from([200, 409, 500]), size=st.booleans())
@example(body=b"", status=200, size=False)
def test_a_log_survives_every_answer(body, status, size):
    content_type = "text/x.tlog.size" if size else "text/plain"
    replies = [Reply(witness="aruna", status=status, content_type=content_type, body=body)]
    got = collect(NOTE, replies, POLICIES.witnessed, AT)
    assert len(got.outcomes) == 1
    assert not got.complete
    signed = open_checkpoint(got.note, POLICIES.witnessed.keys).signed
    assert {each.key for each in signed} <= {LOG.vkey, WITNESSES[0].vkey}


@given(data=st.data())
def test_a_proof_of_guilt_holds_or_is_refused_in_words(data):
    document = data.draw(texts("fork"))
    try:
        guilt = verify_guilt(document, [LOG.vkey])
    except (NoteError, SignatureError, GuiltError) as error:
        assert str(error)
    else:
        assert guilt.first.root != guilt.second.root


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note", b"\n" * 500_000),
        ("note", b"a\n" * 250_000),
        ("note", "— a ".encode() * 80_000 + b"\n"),
        ("note", b"a\n\n" + "— a AAAAAAA=\n".encode() * 20_000),
        ("policy", b"group g any" + b" w" * 200_000),
        ("policy", b"\n" * 500_000),
        ("policy", b"#\n" * 250_000),
        ("proof", b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"AA==\n" * 100_000),
        ("request", b"old 1\n" + b"AA==\n" * 13_000),
        ("fork", b"kept fork proof v1\n\n\n\nkind same size\n" + b"hash A\n" * 100_000),
        ("fork", b"kept fork proof v1\n" * 60_000),
        ("vkey", b"a" * 500_000),
        ("vkey", b"a+" * 250_000),
        ("vkey", b"a+00000000+" + b"A" * 500_000),
    ],
)
def test_long_texts_are_refused_without_being_taken_apart(name, data):
    with pytest.raises(NoteError) as refused:
        READERS[name](data)
    assert len(str(refused.value)) < 1_000


@pytest.mark.parametrize("name", [name for name in READERS if name not in ("vkey", "lines")])
def test_every_reader_has_a_bound(name):
    with pytest.raises(NoteError, match="bytes; at most"):
        READERS[name](SOUND[name] + b"x" * 2_000_000)
