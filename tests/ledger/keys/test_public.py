"""Keys: their id, their text, and those that nobody may have."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.keys.passkey import Passkey

from kept.ledger.canonical import to_base64
from kept.ledger.keys import (
    ALGORITHMS,
    Ed25519Signer,
    MLDSA44Signer,
    PublicKey,
    PublicKeyError,
    SignatureError,
    read_public_key,
    verify,
    verify_ed25519,
    verify_es256,
    verify_mldsa44,
)
from kept.ledger.keys.ed25519 import LOW_ORDER, NOT_CANONICAL

SEED = bytes(range(32))
SIGNERS = [Ed25519Signer(SEED), MLDSA44Signer(SEED), Passkey(7)]
KEYS = {each.key.algorithm: each.key for each in SIGNERS}

# RFC 8032 section 7.1, test 3
RFC_SEED = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
RFC_KEY = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
RFC_SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)


def test_every_algorithm_is_tried():
    assert tuple(sorted(KEYS)) == tuple(sorted(ALGORITHMS))


def test_the_signature_of_the_standard():
    signer = Ed25519Signer(RFC_SEED)
    assert signer.key == PublicKey("ed25519", RFC_KEY)
    assert signer.sign(b"\xaf\x82") == RFC_SIGNATURE
    verify(signer.key, b"\xaf\x82", RFC_SIGNATURE)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_id_is_a_digest_of_algorithm_and_key(algorithm):
    key = KEYS[algorithm]
    assert key.id == hashlib.sha256(algorithm.encode() + b"\0" + key.raw).hexdigest()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_text_of_a_key_is_read_back(algorithm):
    key = KEYS[algorithm]
    assert read_public_key(key.text) == key
    assert key.text.startswith(f"{algorithm}:")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "begins with its algorithm, one of ed25519, webauthn-es256, ml-dsa-44, and a colon"),
        ("ed25519", "begins with its algorithm"),
        ("ED25519:" + "A" * 43 + "=", "begins with its algorithm"),
        ("ed25519:" + "B" * 43, "written as base64"),
        ("ed25519:" + "B" * 42 + "H=", "written as base64"),
        (" " + KEYS["ed25519"].text, "begins with its algorithm"),
        (KEYS["ed25519"].text + "\n", "written as base64"),
        ("ed25519:" + KEYS["webauthn-es256"].text[15:], "has 32 bytes, and this one has 65"),
        ("webauthn-es256:" + KEYS["ed25519"].text[8:], "has 65 bytes, and this one has 32"),
        ("ml-dsa-44:", "has 1312 bytes, and this one has 0"),
        ("ed25519:é", "written as base64"),
    ],
)
def test_what_is_no_key_is_told(text, told):
    with pytest.raises(PublicKeyError) as refusal:
        read_public_key(text)
    assert told in str(refusal.value)


@given(
    st.sampled_from([*ALGORITHMS, ""]),
    st.text(max_size=50) | st.binary(max_size=70).map(to_base64),
)
def test_any_text_is_read_or_refused(algorithm, rest):
    text = f"{algorithm}:{rest}"
    try:
        key = read_public_key(text)
    except PublicKeyError as refusal:
        assert str(refusal)
    else:
        assert key.text == text


def test_an_algorithm_of_another_name_is_refused():
    with pytest.raises(PublicKeyError, match=r"'rsa' is no algorithm\. Use one of ed25519"):
        PublicKey("rsa", bytes(32))


@pytest.mark.parametrize("raw", sorted(LOW_ORDER | NOT_CANONICAL), ids=bytes.hex)
def test_weak_keys_are_refused(raw):
    with pytest.raises(PublicKeyError, match="so weak that anybody can sign in its name"):
        PublicKey("ed25519", raw)
    with pytest.raises(PublicKeyError):
        verify_ed25519(raw, b"", bytes(64))


def test_a_point_beside_the_curve_or_written_otherwise_is_no_key():
    raw = bytearray(KEYS["webauthn-es256"].raw)
    raw[-1] ^= 1
    on_it = KEYS["webauthn-es256"].raw[1:]
    for other in (bytes(raw), bytes(65), *(bytes([form]) + on_it for form in (0, 2, 3, 5, 6, 7))):
        with pytest.raises(PublicKeyError, match="not a point of the curve P-256"):
            PublicKey("webauthn-es256", other)


@pytest.mark.parametrize("signer", SIGNERS, ids=lambda each: each.key.algorithm)
def test_one_changed_bit_is_noticed(signer):
    party = getattr(signer, "party", None)
    message = b"what was said"
    signature = signer.sign(message)
    verify(signer.key, message, signature, party=party)
    for place in range(0, 8 * len(signature), 97):
        changed = bytearray(signature)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SignatureError):
            verify(signer.key, message, bytes(changed), party=party)
    with pytest.raises(SignatureError):
        verify(signer.key, message + b" ", signature, party=party)


@pytest.mark.parametrize("signer", SIGNERS, ids=lambda each: each.key.algorithm)
@pytest.mark.parametrize("length", [0, 1, 31, 32, 63, 64, 65, 2419, 2420, 2421])
def test_signatures_of_any_length_are_refused_in_words(signer, length):
    with pytest.raises(SignatureError):
        verify(signer.key, b"", bytes(length), party=getattr(signer, "party", None))


def test_a_signature_that_begins_with_a_weak_point_is_refused_before_the_equation():
    for point in LOW_ORDER | NOT_CANONICAL:
        with pytest.raises(SignatureError, match="no honest signer produces"):
            verify(KEYS["ed25519"], b"", point + bytes(32))


def test_ml_dsa_separates_uses_by_their_context():
    signer = MLDSA44Signer(SEED, b"cosignature")
    signature = signer.sign(b"m")
    verify(signer.key, b"m", signature, context=b"cosignature")
    verify_mldsa44(signer.key.raw, b"m", signature, b"cosignature")
    for other in (b"", b"cosignatur"):
        with pytest.raises(SignatureError, match="does not fit"):
            verify(signer.key, b"m", signature, context=other)
    with pytest.raises(SignatureError, match="at most 255 bytes"):
        verify(signer.key, b"m", signature, context=bytes(256))


def test_the_others_have_no_context():
    for signer in SIGNERS[::2]:
        with pytest.raises(SignatureError, match=f"by {signer.key.algorithm} has no context"):
            verify(signer.key, b"m", signer.sign(b"m"), context=b"c")


def test_es256_refuses_a_key_off_the_curve():
    with pytest.raises(PublicKeyError):
        verify_es256(bytes(65), b"", b"")


def test_a_signer_does_not_show_its_secret():
    for signer in (Ed25519Signer(SEED), MLDSA44Signer(SEED)):
        assert not any(form in repr(signer) for form in (repr(SEED)[2:20], SEED.hex()[:20]))


def test_a_key_off_its_curve_verifies_nothing():
    raw = next(
        raw for raw in (bytes([n]) + bytes(31) for n in range(2, 256)) if not _is_point(raw)
    )
    with pytest.raises(SignatureError):
        verify(PublicKey("ed25519", raw), b"", RFC_SIGNATURE)


def _is_point(raw: bytes) -> bool:
    """Whether y has an x on the curve: x² = (y² − 1) / (d y² + 1) (RFC 8032 section 5.1.3)."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p
    y = int.from_bytes(raw, "little")
    square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    return pow(square, (p - 1) // 2, p) in (0, 1)


def test_openssl_alone_would_take_the_identity_for_a_key():
    """If this ends, the rule of admission can be reconsidered."""
    identity = bytes([1]) + bytes(31)
    Ed25519PublicKey.from_public_bytes(identity).verify(identity + bytes(32), b"anything")
