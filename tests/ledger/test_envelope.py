"""Envelopes: one text each, and every other text refused."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.canonical import encode
from kept.ledger.envelope import (
    ENTRY_TYPE,
    LARGEST_ENVELOPE,
    Envelope,
    EnvelopeError,
    Signature,
    pae,
    read_envelope,
    read_envelope_and_payload,
    sign_envelope,
)
from kept.ledger.keys import Ed25519Signer, MLDSA44Signer, verify

SIGNERS = [Ed25519Signer(bytes([n]) * 32) for n in range(3)]
PAYLOAD = encode({"log": "lakes.example/exercise", "seq": 0})
ONE = sign_envelope(PAYLOAD, ENTRY_TYPE, SIGNERS[:1]).to_bytes()


def refusal_of(data: bytes) -> str:
    with pytest.raises(EnvelopeError) as refusal:
        read_envelope(data)
    return str(refusal.value)


def changed(**members: object) -> bytes:
    return encode({**json.loads(ONE), **members})


def test_the_vector_of_the_standard():
    assert (
        pae("http://example.com/HelloWorld", b"hello world")
        == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_lengths_are_those_of_bytes():
    assert pae("tä", "é".encode()) == b"DSSEv1 3 t\xc3\xa4 2 \xc3\xa9"


LOOKALIKE = st.text("1 \n", max_size=4)


@given(LOOKALIKE, LOOKALIKE, LOOKALIKE, LOOKALIKE)
def test_no_two_things_are_signed_as_one(kind, payload, other_kind, other_payload):
    same = (kind, payload) == (other_kind, other_payload)
    assert (pae(kind, payload.encode()) == pae(other_kind, other_payload.encode())) is same


def test_who_signed_can_be_verified():
    signers = [*SIGNERS, MLDSA44Signer(bytes(32))]
    envelope = read_envelope(sign_envelope(PAYLOAD, ENTRY_TYPE, signers).to_bytes())
    keys = {each.key.id: each.key for each in signers}
    assert [each.keyid for each in envelope.signatures] == sorted(keys)
    for each in envelope.signatures:
        verify(keys[each.keyid], envelope.signed, each.sig)


def test_the_text_of_an_envelope_is_that_of_the_format():
    envelope = sign_envelope(PAYLOAD, ENTRY_TYPE, SIGNERS[:1])
    signature = SIGNERS[0].sign(pae(ENTRY_TYPE, PAYLOAD))
    assert envelope.to_bytes().decode() == (
        f'{{"payload":"{base64.b64encode(PAYLOAD).decode()}",'
        '"payloadType":"application/vnd.kept.entry.v1+json",'
        f'"signatures":[{{"keyid":"{SIGNERS[0].key.id}",'
        f'"sig":"{base64.b64encode(signature).decode()}"}}]}}'
    )


def test_the_payload_is_read_along():
    assert read_envelope_and_payload(ONE) == (
        read_envelope(ONE),
        {"log": "lakes.example/exercise", "seq": 0},
    )
    foreign = sign_envelope(b"\xff", "text/plain", SIGNERS).to_bytes()
    assert read_envelope_and_payload(foreign) == (read_envelope(foreign), None)


@given(
    st.binary(max_size=300),
    st.from_regex(r"\A[!-~]{1,255}\Z").filter(lambda kind: "vnd.kept" not in kind),
    st.dictionaries(st.from_regex(r"\A[0-9a-f]{64}\Z"), st.binary(min_size=1), min_size=1),
)
def test_what_is_written_is_read(payload, kind, signatures):
    signed = [Signature(keyid, sig) for keyid, sig in sorted(signatures.items())[:16]]
    envelope = Envelope(payload, kind, tuple(signed))
    assert read_envelope(envelope.to_bytes()) == envelope


@pytest.mark.parametrize("name", ["payload", "payloadType", "signatures"])
def test_no_member_may_be_missing(name):
    members = json.loads(ONE)
    del members[name]
    assert "and nothing else" in refusal_of(encode(members))


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"more": 1}, "payload, payloadType and signatures, and nothing else"),
        ({"payload": 1}, "payload is a text"),
        ({"payload": "e30"}, "payload. A text is not base64"),
        ({"payload": "e31="}, "payload. A text is not base64"),
        ({"payload": "e30=\n"}, "payload. A text is not base64"),
        ({"payload": "e3_-"}, "payload. A text is not base64"),
        ({"payload": "eyAgfQ=="}, "The payload is not accepted. The text is not canonical"),
        ({"payload": ""}, "The payload is not accepted. This is not JSON"),
        ({"payloadType": None}, "its payloadType is a text"),
        ({"payloadType": ""}, "at most 255 plain characters"),
        ({"payloadType": "a b"}, "at most 255 plain characters"),
        ({"payloadType": "a\n"}, "at most 255 plain characters"),
        ({"payloadType": "é"}, "at most 255 plain characters"),
        ({"payloadType": "a" * 256}, "at most 255 plain characters"),
        ({"signatures": {}}, "its signatures are a list"),
        ({"signatures": []}, "1 to 16 signatures"),
        ({"signatures": [1]}, "a signature has keyid and sig"),
        ({"signatures": [{"keyid": "0" * 64}]}, "a signature has keyid and sig"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "AA==", "x": 1}]}, "keyid and sig, and nothing"),
        ({"signatures": [{"keyid": 7, "sig": "AA=="}]}, "a keyid is a text"),
        ({"signatures": [{"keyid": "0" * 64, "sig": 7}]}, "sig is a text"),
        ({"signatures": [{"keyid": "0" * 64, "sig": ""}]}, "each signature has bytes"),
        ({"signatures": [{"keyid": "0" * 63, "sig": "AA=="}]}, "64 digits from 0 to f"),
        ({"signatures": [{"keyid": "A" * 64, "sig": "AA=="}]}, "64 digits from 0 to f"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "AB=="}]}, "sig. A text is not base64"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "AA=="}] * 2}, "sorted by keyid"),
        ({"signatures": [{"keyid": d * 64, "sig": "AA=="} for d in "10"]}, "sorted by keyid"),
        ({"signatures": [{"keyid": f"{n:064x}", "sig": "AA=="} for n in range(17)]}, "1 to 16 signatures"),
    ],
)  # fmt: skip
def test_what_is_no_envelope_is_told(members, told):
    assert told in refusal_of(changed(**members))


def test_what_is_kept_s_own_type_is_canonical_whatever_it_holds():
    kind = "application/vnd.kept.refusal.v1+json"
    text = sign_envelope(b'{"v": 1}', kind, SIGNERS).to_bytes()
    assert refusal_of(text).startswith("The payload is not accepted.")


def test_an_envelope_fits_into_two_bytes_of_length():
    assert LARGEST_ENVELOPE == 2**16 - 1
    longest = LARGEST_ENVELOPE - len(sign_envelope(b"", "text/plain", SIGNERS).to_bytes())
    payload = bytes(longest // 4 * 3)
    data = sign_envelope(payload, "text/plain", SIGNERS).to_bytes()
    assert LARGEST_ENVELOPE - 4 < len(data) <= LARGEST_ENVELOPE
    assert read_envelope(data).payload == payload
    longer = sign_envelope(bytes(longest // 4 * 3 + 3), "text/plain", SIGNERS)
    with pytest.raises(EnvelopeError, match="too long"):
        longer.to_bytes()
    assert "too long" in refusal_of(data + bytes(4))


def test_nobody_signs_twice():
    with pytest.raises(EnvelopeError, match="each key signs once"):
        sign_envelope(PAYLOAD, ENTRY_TYPE, [SIGNERS[0], SIGNERS[0]])


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@given(st.integers(0, len(ONE) - 1), st.binary(max_size=3), st.integers(0, 4))
def test_a_changed_envelope_is_refused_or_another(at, put, taken):
    read_or_refuse(ONE[:at] + put + ONE[at + taken :])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["payload", "payloadType", "signatures", "keyid", "sig"])
                | st.text(),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(value):
    read_or_refuse(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


def read_or_refuse(data: bytes) -> None:
    """What is accepted is written as the same bytes."""
    try:
        envelope = read_envelope(data)
    except EnvelopeError as refusal:
        assert str(refusal)
    else:
        assert envelope.to_bytes() == data
