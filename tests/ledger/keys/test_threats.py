"""The threat table, rows 12 and 17: nobody can deny by a weak key, or sign with another's signature."""

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.keys.passkey import REGISTER, Passkey

from kept.ledger.canonical import decode, encode, to_base64url
from kept.ledger.envelope import ENTRY_TYPE, Envelope, Signature, sign_envelope
from kept.ledger.keys import (
    ALGORITHMS,
    Ed25519Signer,
    MLDSA44Signer,
    PublicKey,
    PublicKeyError,
    SignatureError,
    read_assertion,
    read_public_key,
    verify,
    verify_es256,
)

# ── Row 12: denial ───────────────────────────────────────────────────────────

IDENTITY = bytes([1]) + bytes(31)


@given(st.binary(max_size=40))
def test_threat_12_no_key_has_one_signature_for_every_text(message):
    """With OpenSSL alone the identity has: its owner could say that anybody signed."""
    Ed25519PublicKey.from_public_bytes(IDENTITY).verify(IDENTITY + bytes(32), message)
    with pytest.raises(PublicKeyError, match="so weak that anybody can sign in its name"):
        read_public_key(f"ed25519:{'AQ' + 'A' * 41}=")
    with pytest.raises(PublicKeyError):
        PublicKey("ed25519", IDENTITY)


def test_threat_12_a_signature_has_one_form():
    """Adding the group order to S gives other bytes for the same equation; they are refused."""
    order = 2**252 + 27742317777372353535851937790883648493
    signer = Ed25519Signer(bytes(32))
    signature = signer.sign(b"m")
    s = int.from_bytes(signature[32:], "little")
    for other in (s + order, s + 2 * order, 2**256 - 1):
        with pytest.raises(SignatureError):
            verify(signer.key, b"m", signature[:32] + other.to_bytes(32, "little"))


# ── Row 17: another's signature ──────────────────────────────────────────────
# P-256 (SEC 2, section 2.4.2), for finding keys under which a given signature holds.

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
Point = tuple[int, int] | None


def added(a: Point, b: Point) -> Point:
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = 3 * (a[0] * a[0] - 1) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(number: int, point: Point) -> Point:
    total: Point = None
    while number:
        if number & 1:
            total = added(total, point)
        point = added(point, point)
        number >>= 1
    return total


def keys_of(message: bytes, signature: bytes) -> list[PublicKey]:
    """Keys under which a signature holds over a message: anybody can compute them."""
    r, s = decode_dss_signature(signature)
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    y = pow(r**3 - 3 * r + B, (P + 1) // 4, P)
    found = []
    for point in ((r, y), (r, P - y)):
        inverse = pow(r, -1, N)
        key = added(times(s * inverse % N, point), times(-digest * inverse % N, G))
        assert key is not None
        raw = b"\x04" + key[0].to_bytes(32, "big") + key[1].to_bytes(32, "big")
        found.append(PublicKey("webauthn-es256", raw))
    return found


def signed_by(data: bytes) -> bytes:
    """What the passkey's own signature is over."""
    assertion = read_assertion(data)
    return assertion.authenticator_data + hashlib.sha256(assertion.client_data).digest()


def test_threat_17_a_key_crafted_for_a_foreign_signature_is_not_the_one_named_in_the_text():
    """Belva's signature holds under a key that Aruna computes, but the text names Belva's key."""
    belva = Passkey(4711)
    payload = encode({"key": belva.key.id, "log": "lakes.example/exercise"})
    envelope = sign_envelope(payload, ENTRY_TYPE, [belva])
    [signature] = envelope.signatures
    crafted = [
        key
        for key in keys_of(signed_by(signature.sig), read_assertion(signature.sig).signature)
        if key != belva.key
    ]
    assert len(crafted) == 1, "one of the two keys is Belva's own"
    for key in crafted:
        verify(key, envelope.signed, signature.sig, party=REGISTER)  # the algorithm cannot tell
        taken = Envelope(payload, ENTRY_TYPE, (Signature(key.id, signature.sig),))
        header = decode(taken.payload)
        assert isinstance(header, dict)
        assert header["key"] == belva.key.id != taken.signatures[0].keyid


def test_threat_17_no_crafted_key_fits_a_text_that_names_it():
    """Naming the crafted key changes the text, hence the key that would have to be crafted."""
    signature = Passkey(4711).raw(b"whatever")
    named = "0" * 64
    for _ in range(12):
        text = encode({"key": named})
        keys = keys_of(text, signature)
        for key in keys:
            verify_es256(key.raw, text, signature)
            with pytest.raises(SignatureError):
                verify_es256(key.raw, encode({"key": key.id}), signature)
        named = keys[0].id


SEED = bytes(range(32))
SIGNERS = {
    each.key.algorithm: each for each in (Ed25519Signer(SEED), MLDSA44Signer(SEED), Passkey(5))
}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("other", ALGORITHMS)
def test_threat_17_a_signature_counts_under_its_own_algorithm_only(algorithm, other):
    signature = SIGNERS[algorithm].sign(b"m")
    if algorithm == other:
        verify(SIGNERS[other].key, b"m", signature, party=REGISTER)
        return
    with pytest.raises(SignatureError):
        verify(SIGNERS[other].key, b"m", signature, party=REGISTER)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("other", ALGORITHMS)
def test_threat_17_a_key_cannot_be_relabelled(algorithm, other):
    raw = SIGNERS[algorithm].key.raw
    if algorithm != other:
        with pytest.raises(PublicKeyError):
            PublicKey(other, raw)
    ids = {hashlib.sha256(name.encode() + b"\0" + raw).hexdigest() for name in ALGORITHMS}
    assert len(ids) == len(ALGORITHMS)
    assert SIGNERS[algorithm].key.id in ids


def test_threat_17_the_bare_signature_of_a_passkey_is_not_an_answer():
    """What a passkey signed elsewhere, or ES256 as in a JWT, is no signature here."""
    passkey = Passkey(5)
    bare = passkey.raw(b"m")
    verify_es256(passkey.key.raw, b"m", bare)
    with pytest.raises(SignatureError, match="cannot be read"):
        verify(passkey.key, b"m", bare, party=REGISTER)


def test_threat_17_a_twin_signature_is_refused():
    """(r, s) and (r, n - s) hold alike: a carrier could give an entry a second hash."""
    passkey = Passkey(5)
    signed = passkey.sign(b"m")
    r, s = decode_dss_signature(read_assertion(signed).signature)
    twin = json.loads(signed) | {"signature": to_base64url(encode_dss_signature(r, N - s))}
    with pytest.raises(SignatureError, match="it has the lower"):
        verify(passkey.key, b"m", encode(twin), party=REGISTER)
