"""Signatures by passkeys: what is required of them, each by itself."""

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.keys.passkey import REGISTER, Passkey

from kept.ledger.canonical import encode, from_base64url, to_base64url
from kept.ledger.keys import (
    Assertion,
    PublicKey,
    RelyingParty,
    SignatureError,
    read_assertion,
    verify,
    verify_es256,
)
from kept.ledger.keys.es256 import lower_twin
from kept.ledger.keys.webauthn import LARGEST_ASSERTION

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PASSKEY = Passkey(1)
MESSAGE = b"what the delegation of Belva says"
SIGNED = PASSKEY.sign(MESSAGE)


def refusal_of(
    signature: bytes | Assertion, message: bytes = MESSAGE, party: RelyingParty | None = REGISTER
) -> str:
    data = signature.to_bytes() if isinstance(signature, Assertion) else signature
    with pytest.raises(SignatureError) as refusal:
        verify(PASSKEY.key, message, data, party=party)
    return str(refusal.value)


def test_what_a_passkey_signed_holds():
    verify(PASSKEY.key, MESSAGE, SIGNED, party=REGISTER)


def test_another_text_was_not_signed():
    assert "it signed another text" in refusal_of(SIGNED, MESSAGE + b".")


def test_another_key_did_not_sign():
    assert "another key signed it" in refusal_of(Passkey(2).sign(MESSAGE))


def test_a_site_must_be_named():
    assert "names no site" in refusal_of(SIGNED, party=None)


def test_a_passkey_of_another_site_does_not_count():
    other = RelyingParty("phish.example", REGISTER.origin)
    assert "the passkey is one for lakes.example" in refusal_of(Passkey(1, other).sign(MESSAGE))


def test_a_page_of_another_site_does_not_count():
    other = RelyingParty(REGISTER.id, "https://phish.lakes.example")
    told = refusal_of(Passkey(1, other).sign(MESSAGE))
    assert "the page that asked is https://register.lakes.example" in told


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"type": "webauthn.create"}, "its type is webauthn.get"),
        ({"type": None}, "its type is webauthn.get"),
        ({"challenge": None}, "it signed another text"),
        ({"challenge": 7}, "it signed another text"),
        ({"origin": "https://register.lakes.example/"}, "the page that asked is"),
        ({"origin": None}, "the page that asked is"),
        ({"crossOrigin": True}, "stands alone"),
        ({"crossOrigin": "false"}, "stands alone"),
        ({"crossOrigin": 0}, "stands alone"),
        ({"topOrigin": "https://phish.example"}, "stands alone"),
    ],
)
def test_what_the_browser_must_tell(members, told):
    assert told in refusal_of(PASSKEY.answer(MESSAGE, **members))


@pytest.mark.parametrize(
    "members",
    [
        {"crossOrigin": None},
        {"other_keys_can_be_added_here": "do not compare clientDataJSON against a template."},
        {"tokenBinding": {"status": "supported", "of": [1.5, 2**70, {}]}},
    ],
)
def test_what_the_browser_may_leave_out_or_add(members):
    signed = PASSKEY.answer(MESSAGE, **members).to_bytes()
    verify(PASSKEY.key, MESSAGE, signed, party=REGISTER)


@pytest.mark.parametrize(
    "client",
    [
        b"",
        b"[]",
        b"\xff",
        b"\xef\xbb\xbf" + PASSKEY.client_data(MESSAGE),
        PASSKEY.client_data(MESSAGE)[:-1] + b',"type":"webauthn.get"}',
        PASSKEY.client_data(MESSAGE)[:-1] + b',"n":NaN}',
        PASSKEY.client_data(MESSAGE) + b" {}",
        b"[" * 3000,
    ],
)
def test_what_the_browser_tells_is_one_json_object(client):
    assert "a JSON object, each member once" in refusal_of(PASSKEY.answer(MESSAGE, client=client))


@pytest.mark.parametrize(
    ("flags", "more", "told"),
    [
        (0x04, b"", "a person was present"),
        (0x01, b"", "the person was identified"),
        (0x15, b"", "may have copies"),
        (0x45, b"", "its data holds 37 bytes"),
        (0x45, bytes(40), "its data holds 37 bytes"),
        (0x85, b"", "its data holds 37 bytes"),
        (0x05, b"\xa0", "its data holds 37 bytes"),
    ],
)
def test_what_the_passkey_must_tell(flags, more, told):
    assert told in refusal_of(PASSKEY.answer(MESSAGE, flags=flags, more=more))


@pytest.mark.parametrize(("flags", "more"), [(0x0D, b""), (0x1D, b""), (0x85, b"\xa0")])
def test_what_the_passkey_may_tell(flags, more):
    signed = PASSKEY.answer(MESSAGE, flags=flags, more=more).to_bytes()
    verify(PASSKEY.key, MESSAGE, signed, party=REGISTER)


def test_data_of_a_passkey_that_is_too_short():
    site = hashlib.sha256(REGISTER.id.encode()).digest()
    client = PASSKEY.client_data(MESSAGE)
    for length in (0, 31, 32, 36):
        data = (site + b"\x05\0\0\0\0")[:length]
        signature = PASSKEY.raw(data + hashlib.sha256(client).digest())
        assert "one for lakes.example" in refusal_of(Assertion(data, client, signature))


@given(st.binary(max_size=40))
def test_of_two_twins_one_is_taken(message):
    """Else whoever carries an entry could give it a second hash."""
    answer = PASSKEY.answer(message)
    r, s = decode_dss_signature(answer.signature)
    assert s <= ORDER // 2
    twin = encode_dss_signature(r, ORDER - s)
    signed = answer.authenticator_data + hashlib.sha256(answer.client_data).digest()
    verify_es256(PASSKEY.key.raw, signed, twin)
    assert Assertion(answer.authenticator_data, answer.client_data, twin) == answer
    members = json.loads(answer.to_bytes()) | {"signature": to_base64url(twin)}
    assert "it has the lower" in refusal_of(encode(members), message)


@pytest.mark.parametrize("s", [0, 1, ORDER // 2, ORDER, ORDER + 1])
def test_what_has_no_lower_twin_stays(s):
    signature = encode_dss_signature(5, s)
    assert lower_twin(signature) == signature


def test_the_highest_signature_has_the_lowest_twin():
    assert lower_twin(encode_dss_signature(5, ORDER - 1)) == encode_dss_signature(5, 1)
    assert lower_twin(encode_dss_signature(5, ORDER // 2 + 1)) == encode_dss_signature(
        5, ORDER // 2
    )


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"more": ""}, "and nothing else"),
        ({"signature": 7}, "signature is a text"),
        ({"signature": "AA=="}, "signature is base64url"),
        ({"clientDataJSON": "A"}, "clientDataJSON is base64url"),
        ({"authenticatorData": "AB"}, "authenticatorData is base64url"),
        ({"authenticatorData": "+/+/"}, "authenticatorData is base64url"),
        ({"signature": ""}, "another key signed it"),
    ],
)
def test_an_answer_has_one_text(members, told):
    assert told in refusal_of(encode(json.loads(SIGNED) | members))


@pytest.mark.parametrize("data", [b"", b"[]", b"7", SIGNED + b" ", SIGNED[:-1], b"\xff"])
def test_what_is_no_answer(data):
    assert refusal_of(data).startswith("The answer of a passkey ")


def test_an_answer_is_never_long():
    long = PASSKEY.answer(MESSAGE, other="x" * LARGEST_ASSERTION)
    with pytest.raises(SignatureError, match=r"cannot be written\. A text of .* too long"):
        long.to_bytes()
    members = json.loads(SIGNED) | {"clientDataJSON": to_base64url(long.client_data)}
    assert "cannot be read. A text of" in refusal_of(encode(members))


def test_the_longest_answer():
    assert LARGEST_ASSERTION == 8192
    spare = LARGEST_ASSERTION - len(SIGNED) - 100
    answers = [PASSKEY.answer(MESSAGE, other="x" * (spare * 3 // 4 + n)) for n in range(120)]
    lengths = [len(encode(json_of(answer), 20_000)) for answer in answers]
    assert LARGEST_ASSERTION in lengths
    for answer, length in zip(answers, lengths, strict=True):
        if length <= LARGEST_ASSERTION:
            verify(PASSKEY.key, MESSAGE, answer.to_bytes(), party=REGISTER)
        else:
            assert "too long" in refusal_of(encode(json_of(answer), 20_000))


def json_of(answer: Assertion) -> dict:
    return {
        "authenticatorData": to_base64url(answer.authenticator_data),
        "clientDataJSON": to_base64url(answer.client_data),
        "signature": to_base64url(answer.signature),
    }


# What a browser and its passkey answered: duo-labs/py_webauthn, test_verify_authentication_response
SITE = RelyingParty("localhost", "http://localhost:5000")
REAL = {
    "identified": (
        "WbU_L4XPMU67BdtFtOv3lKIPG4HUGRmwQQnEWGq7OqQ",
        "L1U1T713Jo_2muzhXvpbwRNdoAs8CYK6PflvY1MBdCI",
        "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFYN-Mog",
        "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiNnpyU1JYOEN4d1BTWEVBclh5WEwydHBiNnJCN1N0YXIwckxWSWo1cnZmNzRtWktGNWlyNzE1WG1nejV0QV9HeUhleE40b1hmclE4ODlBclZDTGFSZEEiLCJvcmlnaW4iOiJodHRwOi8vbG9jYWxob3N0OjUwMDAiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        "MEUCIQDBqeI274exaKWGQz37g7yo1--TVcZSCcYVftZ1AnEJkQIgNw-nlx-_U9rVfFfER8oX6BlYZTuPFyGaL_wCDY23s0E",
        "6zrSRX8CxwPSXEArXyXL2tpb6rB7Star0rLVIj5rvf74mZKF5ir715Xmgz5tA_GyHexN4oXfrQ889ArVCLaRdA",
    ),
    "present": (
        "h4NN76A3wD7NByUehGcYVY3x6EzVvvICxrwjwoi-amU",
        "4nFGT5px8o6gpPZZhO01wdy9crDSA_Ngtkx0vGpvPHI",
        "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MBAAAATg",
        "eyJjaGFsbGVuZ2UiOiJ4aTMwR1BHQUZZUnhWRHBZMXNNMTBEYUx6VlFHNjZudi1fN1JVYXpIMHZJMll2RzhMWWdERW52TjVmWlpOVnV2RUR1TWk5dGUzVkxxYjQyTjBma0xHQSIsImNsaWVudEV4dGVuc2lvbnMiOnt9LCJoYXNoQWxnb3JpdGhtIjoiU0hBLTI1NiIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6NTAwMCIsInR5cGUiOiJ3ZWJhdXRobi5nZXQifQ",
        "MEUCIGisVZOBapCWbnJJvjelIzwpixxIwkjCCb5aCHafQu68AiEA88v-2pJNNApPFwAKFiNuf82-2hBxYW5kGwVweeoxCwo",
        "xi30GPGAFYRxVDpY1sM10DaLzVQG66nv-_7RUazH0vI2YvG8LYgDEnvN5fZZNVuvEDuMi9te3VLqb42N0fkLGA",
    ),
}


def real(which: str, monkeypatch: pytest.MonkeyPatch) -> tuple[PublicKey, bytes]:
    """A key, and an answer whose challenge was drawn by lot: no text has it as its digest."""
    *parts, drawn = REAL[which]
    monkeypatch.setattr("kept.ledger.keys.webauthn.challenge", lambda message: drawn)
    x, y, data, client, signature = map(from_base64url, parts)
    return PublicKey("webauthn-es256", b"\x04" + x + y), Assertion(
        data, client, signature
    ).to_bytes()


def test_what_a_real_passkey_answered_holds(monkeypatch):
    key, signed = real("identified", monkeypatch)
    verify(key, b"", signed, party=SITE)
    monkeypatch.undo()
    with pytest.raises(SignatureError, match="it signed another text"):
        verify(key, b"", signed, party=SITE)


def test_a_real_answer_without_a_person_identified_does_not_suffice(monkeypatch):
    key, signed = real("present", monkeypatch)
    with pytest.raises(SignatureError, match="the person was identified"):
        verify(key, b"", signed, party=SITE)


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("authenticatorData", "clientDataJSON", "signature"),
            st.binary(max_size=80).map(to_base64url) | st.text(max_size=8),
        )
    )
)
def test_any_three_texts_are_read_or_refused(members):
    read_or_refuse(encode(members))


@given(st.integers(0, len(SIGNED) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_a_changed_answer_does_not_hold(at, put, taken):
    changed = SIGNED[:at] + put + SIGNED[at + taken :]
    if changed != SIGNED:
        assert refusal_of(changed)


def read_or_refuse(data: bytes) -> None:
    """What is accepted is written as the same bytes."""
    try:
        assertion = read_assertion(data)
    except SignatureError as refusal:
        assert str(refusal)
    else:
        assert assertion.to_bytes() == data
