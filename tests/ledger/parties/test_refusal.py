"""A refusal is signed, says one thing, and is told in words."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import LOG, NOON, hash_of, key, signer

from kept.ledger.canonical import encode
from kept.ledger.envelope import ENTRY_TYPE, Signature, read_envelope, sign_envelope
from kept.ledger.parties import (
    CODES,
    REFUSAL_TYPE,
    Refusal,
    RefusalError,
    Refused,
    read_refusal,
    refusal_sentence,
    sign_refusal,
    verify_refusal,
)

REFUSAL = Refusal(log=LOG, entry=hash_of("entry"), reason="broken-chain", at=NOON, size=7)
SIGNED = sign_refusal(REFUSAL, signer("log")).to_bytes()


def test_it_is_the_payload_of_the_format():
    assert json.loads(REFUSAL.to_bytes()) == {
        "v": 1,
        "log": "lakes.example/exercise",
        "entry": hash_of("entry"),
        "reason": "broken-chain",
        "at": "2026-11-21T12:00:00Z",
        "size": 7,
    }
    assert read_envelope(SIGNED).payload_type == REFUSAL_TYPE


def test_it_is_read_back_under_the_key_of_the_log_alone():
    assert verify_refusal(SIGNED, key("log")) == REFUSAL
    assert read_refusal(SIGNED)[0] == REFUSAL
    with pytest.raises(RefusalError, match="not signed by the register"):
        verify_refusal(SIGNED, key("another"))


def test_nobody_else_signs_beside_the_log():
    envelope = sign_envelope(REFUSAL.to_bytes(), REFUSAL_TYPE, [signer("log"), signer("guest")])
    with pytest.raises(RefusalError, match="not signed by the register"):
        verify_refusal(envelope.to_bytes(), key("log"))


def test_what_was_changed_does_not_hold():
    envelope = read_envelope(SIGNED)
    other = replace(envelope, payload=replace(REFUSAL, reason="not-allowed").to_bytes())
    with pytest.raises(RefusalError, match="does not hold"):
        verify_refusal(other.to_bytes(), key("log"))
    forged = replace(envelope, signatures=(Signature(key("log").id, bytes(64)),))
    with pytest.raises(RefusalError, match="does not hold"):
        verify_refusal(forged.to_bytes(), key("log"))


def test_the_signature_of_an_entry_is_no_refusal():
    """An envelope's type is signed with it: nothing signed as one thing passes as another."""
    envelope = sign_envelope(REFUSAL.to_bytes(), ENTRY_TYPE, [signer("log")])
    with pytest.raises(RefusalError, match="payloadType"):
        read_refusal(envelope.to_bytes())
    with pytest.raises(RefusalError, match="does not hold"):
        verify_refusal(replace(envelope, payload_type=REFUSAL_TYPE).to_bytes(), key("log"))


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"log": "no origin"},
        {"entry": "7"},
        {"reason": "too-late"},
        {"at": "2026-11-21"},
        {"size": -1},
        {"remark": "sorry"},
        {"size": None},
    ],
    ids=json.dumps,
)
def test_a_wrong_refusal_is_refused(change):
    value = {**json.loads(REFUSAL.to_bytes()), **change}
    value = {name: part for name, part in value.items() if part is not None}
    envelope = sign_envelope(encode(value), REFUSAL_TYPE, [signer("log")])
    with pytest.raises(RefusalError, match="cannot be read"):
        verify_refusal(envelope.to_bytes(), key("log"))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data):
    with pytest.raises(RefusalError):
        read_refusal(data)


@given(position=st.integers(0, len(SIGNED) - 1), byte=st.integers(0, 255))
def test_no_byte_can_be_changed(position, byte):
    changed = SIGNED[:position] + bytes([byte]) + SIGNED[position + 1 :]
    if changed == SIGNED:
        return
    with pytest.raises(RefusalError):
        verify_refusal(changed, key("log"))


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_told_in_both_languages(code):
    told = {language: refusal_sentence(code, language) for language in ("en", "fr")}
    assert told["en"] != told["fr"]
    for sentence in told.values():
        assert sentence.endswith(".")
        assert code not in sentence.replace("-", " - ")
    assert len({refusal_sentence(each, "en") for each in CODES}) == len(CODES)


def test_a_refusal_quotes_nothing_that_acts_on_a_screen():
    assert str(Refused("malformed", "a\x1b[2Jb")) == "malformed: a\\u001b[2Jb"
