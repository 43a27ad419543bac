"""Reading ordinary entries quickly comes to what reading them strictly comes to."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import LOG, hash_of, header, ids, signer

from kept.ledger.canonical import encode, to_base64
from kept.ledger.entries.entry import read_entry, sign_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Seen, read_header
from kept.ledger.entries.kinds import KINDS
from kept.ledger.entries.plain import plain_envelope, plain_header
from kept.ledger.envelope import EnvelopeError, read_envelope

hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
few = st.sets(hashes, max_size=3).map(lambda found: tuple(sorted(found)))


@st.composite
def statements(draw):
    """Headers of statements with whatever they may have."""
    seq = draw(st.integers(0, 3) | st.integers(0, 2**53 - 1))
    kind = draw(st.sampled_from(["statement.filed", "statement.sealed"]))
    public = {"about": draw(st.sampled_from([(), ("a",), ("a.b", "c-d")]))}
    release = draw(st.sampled_from(["public", "parties", "mechanism", "confidential"]))
    digests = draw(st.sampled_from([(), (43 * "A",), (42 * "A" + "E", 43 * "A")]))
    return header(
        kind,
        log=draw(st.sampled_from([LOG, "a", 'quote"d', "back\\slash", "~!#$%&'()*,-./:;<=>?@"])),
        seq=seq,
        prev=draw(hashes) if seq else None,
        seen=draw(
            st.sampled_from([header().seen, Seen(1, bytes(32)), Seen(2**53 - 1, 32 * b"~")])
        ),
        refs=draw(few),
        with_=draw(few),
        release=release,
        digests=tuple(sorted(digests)),
        **({**public} if kind == "statement.filed" and release == "public" else {"about": ()}),
    )


@given(statements())
def test_a_statement_is_read_quickly_and_alike(made):
    payload = made.to_bytes()
    found = plain_header(payload)
    if re.search(r'["\\]', made.log):
        assert found is None
        found = read_header(payload)
    assert found == read_header(payload)


@pytest.mark.parametrize("kind", KINDS)
def test_every_envelope_is_read_quickly_and_alike(kind):
    names = ["aruna pen", "aruna seal", "aruna stamp"]
    for count in (1, 2, 3):
        made = header(kind, with_=ids(*names[1:count]))
        entry = sign_entry(made, [signer(name) for name in names[:count]])
        found = plain_envelope(entry.raw)
        assert found is not None
        assert found == read_envelope(entry.raw) == entry.envelope


ENTRY = sign_entry(
    header(with_=ids("aruna seal"), refs=(hash_of("x"),)),
    [signer("aruna pen"), signer("aruna seal")],
)


def comes_to(raw):
    """The entry these bytes are, or why they are none."""
    try:
        return read_entry(raw)
    except EntryError as error:
        return str(error)


def agree(raw):
    """Whatever is read quickly is read strictly, and is the same.

    The strict reader of envelopes looks into the payload too, the quick one leaves that to the
    reader of the header: so it is whole entries, or the reasons against them, that must agree.
    """
    quick = plain_envelope(raw)
    assert quick is None or quick.to_bytes() == raw
    with pytest.MonkeyPatch.context() as patch:
        found = comes_to(raw)
        patch.setattr("kept.ledger.entries.entry.plain_envelope", lambda raw: None)
        assert found == comes_to(raw)


def agree_on_header(payload):
    quick = plain_header(payload)
    if quick is not None:
        assert quick == read_header(payload)


def damaged(data, original):
    """`original` with a few bytes changed, doubled, moved or taken out."""
    changed = bytearray(original)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(changed) - 1))
        end = data.draw(st.integers(start, min(start + 8, len(changed))))
        piece = bytes(changed[start:end])
        changed[start:end] = data.draw(
            st.binary(max_size=3)
            | st.sampled_from(
                [piece * 2, b" ", b'"', b"\\", b"\\u0041", b"1.0", b"=", b"==", b"\n"]
            )
        )
    return bytes(changed)


@given(st.data())
def test_damage_is_judged_alike(data):
    agree(damaged(data, ENTRY.raw))
    agree_on_header(damaged(data, ENTRY.envelope.payload))


@given(st.binary(max_size=60) | st.text('{}[]":,abc"', max_size=60).map(str.encode))
def test_any_bytes_are_judged_alike(data):
    agree(data)
    agree_on_header(data)


SPELLINGS = [
    (b'"v":1', b'"v":1.0'),
    (b'"v":1', b'"v":true'),
    (b'"v":1', b'"v":1,"v":1'),
    (b'"seq":0', b'"seq":00'),
    (b'"seq":0', b'"seq":-0'),
    (b'"seq":0', b'"seq":0e0'),
    (b'"seq":0', b'"seq": 0'),
    (b'"seq":0', b'"seq":' + 5000 * b"9"),
    (b"aruna/delegation", b"\\u0061runa/delegation"),
    (b"aruna/delegation", b"aruna\\/delegation"),
    (b"aruna/delegation", "äruna/delegation".encode()),
    (b'"pad":1024', b'"pad":1024.0'),
    (b'"pad":1024', b'"pad":NaN'),
    (b'"type":"statement.filed"', b'"type":["statement.filed"]'),
    (b'"type":"statement.filed"', b'"type":{}'),
    (b'"seen":{', b'"seen":' + 2000 * b"["),
    (b'"log":"', b'"log":"\xff'),
    (b"{", b"\xef\xbb\xbf{"),
]


@pytest.mark.parametrize(("plain", "other"), SPELLINGS, ids=str)
def test_other_spellings_are_left_to_the_strict_reader(plain, other):
    payload = ENTRY.envelope.payload.replace(plain, other, 1)
    assert payload != ENTRY.envelope.payload
    assert plain_header(payload) is None
    with pytest.raises(EntryError):
        read_header(payload)


def spelt(signature):
    """The entry with its first signature spelt otherwise."""
    value = json.loads(ENTRY.raw)
    value["signatures"][0]["sig"] = signature
    return encode(value, 65_535)


def test_signatures_have_one_spelling():
    sig = to_base64(ENTRY.envelope.signatures[0].sig)
    assert sig.endswith("==")
    assert plain_envelope(spelt(sig)) == ENTRY.envelope
    unused = chr(ord(sig[-3]) + 1)  # the same bytes, one unused bit set
    for wrong in (
        sig[:-1],
        sig[:-2],
        sig[:-3] + unused + "==",
        sig[:8] + "=" + sig[8:],
        sig[:8] + "====" + sig[8:],
        sig[:8] + "-" + sig[9:],
        sig[:8] + "----" + sig[8:],
        "=" + sig[1:],
        "====",
        "==",
        "",
    ):
        raw = spelt(wrong)
        assert plain_envelope(raw) is None
        with pytest.raises(EnvelopeError):
            read_envelope(raw)


def test_what_is_too_long_is_not_read():
    assert plain_envelope(ENTRY.raw + 65_535 * b" ") is None
    assert plain_header(61_441 * b" ") is None
    names = [f"aruna {n}" for n in range(17)]
    value = json.loads(ENTRY.raw)
    value["signatures"] = [{"keyid": key, "sig": "AAAA"} for key in ids(*names)]
    assert plain_envelope(encode(value, 65_535)) is None


def test_an_entry_is_the_same_whichever_way_it_is_read(monkeypatch):
    quick = read_entry(ENTRY.raw)
    monkeypatch.setattr("kept.ledger.entries.entry.plain_envelope", lambda raw: None)
    assert read_entry(ENTRY.raw) == quick == ENTRY
