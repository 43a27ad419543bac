"""The threat table, rows 9 and 10: bodies behind commitments can neither be swapped nor guessed."""

import hashlib
import hmac
import itertools

import pytest

from kept.ledger.bodies import (
    SIZE_CLASSES,
    BodyError,
    Commitment,
    check_body,
    check_disclosure,
    commit,
    disclose,
)
from kept.ledger.canonical import encode, to_base64url
from kept.ledger.envelope import ENTRY_TYPE, sign_envelope
from kept.ledger.keys import Ed25519Signer

SALT = hashlib.sha256(b"as if drawn by lot").digest()
FIELD_SALT = SALT[:16]
BODY = b'{"answer":"yes"}'
ANSWERS = ["yes", "no", "later", *map(str, range(1000))]


def fits(commitment: Commitment, salt: bytes, body: bytes) -> bool:
    try:
        check_body(commitment, salt, body)
    except BodyError:
        return False
    return True


def test_threat_09_a_body_is_not_swapped():
    """One changed bit of body, salt or commitment, or another size class, and it does not fit."""
    commitment = commit(BODY, SALT, "application/json")
    assert fits(commitment, SALT, BODY)
    for place in range(8 * len(BODY)):
        assert not fits(commitment, SALT, flipped(BODY, place))
    for place in range(8 * len(SALT)):
        assert not fits(commitment, flipped(SALT, place), BODY)
    for place in range(256):
        other = flipped(bytes.fromhex(commitment.commit), place).hex()
        assert not fits(Commitment(commit=other, media="application/json", pad=1024), SALT, BODY)
    for pad in SIZE_CLASSES[1:]:
        other = Commitment(commit=commitment.commit, media="application/json", pad=pad)
        assert not fits(other, SALT, BODY)


def test_threat_09_a_field_is_not_swapped():
    disclosure = disclose(FIELD_SALT, "answer", "yes")
    for other in (
        disclose(FIELD_SALT, "answer", "no"),
        disclose(FIELD_SALT, "answers", "yes"),
        disclose(flipped(FIELD_SALT, 0), "answer", "yes"),
    ):
        with pytest.raises(BodyError, match="did not commit"):
            check_disclosure(other, [disclosure.digest])


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def entry(body: bytes, salt: bytes, field_salt: bytes) -> tuple[dict, bytes]:
    """A header and its envelope, all of which everybody sees."""
    header = {
        "log": "lakes.example/exercise",
        "body": commit(body, salt, "application/json").to_json(),
        "_sd": [disclose(field_salt, "answer", body[11:-2].decode()).digest],
    }
    signer = Ed25519Signer(b"\7" * 32)
    return header, sign_envelope(encode(header), ENTRY_TYPE, [signer]).to_bytes()


def guessed(header: dict, envelope: bytes) -> list[str]:
    """The answers found by trying every one with all that is public in place of the salts."""
    public = [
        bytes(32),
        b"\xff" * 32,
        bytes.fromhex(header["body"]["commit"]),
        hashlib.sha256(envelope).digest(),
        hashlib.sha256(b"\0" + envelope).digest(),
        hashlib.sha256(encode(header)).digest(),
        hashlib.sha256(header["log"].encode()).digest(),
        Ed25519Signer(b"\7" * 32).key.raw,
    ]
    salts = {*public, *(hashlib.sha256(each).digest() for each in public)}
    found = []
    for answer, salt in itertools.product(ANSWERS, salts):
        body = encode({"answer": answer})
        tries = {
            hashlib.sha256(body).hexdigest(),
            hashlib.sha256(salt + body).hexdigest(),
            hmac.new(salt, body, "sha256").hexdigest(),
            commit(body, salt, "application/json").commit,
        }
        field = disclose(salt[:16], "answer", answer).digest
        bare = to_base64url(hashlib.sha256(encode(["answer", answer])).digest())
        if header["body"]["commit"] in tries or {field, bare} & {*header["_sd"]}:
            found.append(answer)
    return found


def test_threat_10_a_hidden_body_is_not_guessed():
    assert guessed(*entry(BODY, SALT, FIELD_SALT)) == []


@pytest.mark.parametrize(("salt", "field_salt"), [(bytes(32), FIELD_SALT), (SALT, b"\xff" * 16)])
def test_threat_10_the_guesser_would_find_what_can_be_found(salt, field_salt):
    """The test above fails where a salt is one that everybody knows."""
    assert guessed(*entry(BODY, salt, field_salt)) == ["yes"]


def test_threat_10_equal_bodies_look_unrelated():
    salts = [hashlib.sha256(bytes([n])).digest() for n in range(50)]
    assert len({commit(BODY, salt, "application/json").commit for salt in salts}) == 50
    assert len({disclose(salt[:16], "answer", "yes").digest for salt in salts}) == 50


def test_threat_10_the_length_shows_as_a_class_only():
    lengths = [*range(0, 1024, 31), 1023]
    assert {commit(bytes(n), SALT, "text/plain").pad for n in lengths} == {1024}
    written = [encode(commit(bytes(n), SALT, "text/plain").to_json()) for n in lengths]
    assert len({*map(len, written)}) == 1
