"""Commitments to whole bodies: what fits, what does not, and the size classes."""

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.bodies import (
    LARGEST_BODY,
    SIZE_CLASSES,
    BodyError,
    Commitment,
    check_body,
    commit,
    read_commitment,
)

SALT = bytes(range(32))
MEDIA = "application/vnd.kept.statement.v1+json"
BODY = b'{"claim":"The column left the post."}'
COMMITMENT = commit(BODY, SALT, MEDIA)


def test_the_commitment_is_that_of_the_format():
    padded = BODY + b"\x80" + bytes(1024 - len(BODY) - 1)
    assert len(padded) == 1024
    assert COMMITMENT.to_json() == {
        "alg": "hmac-sha256",
        "commit": hmac.new(SALT, padded, hashlib.sha256).hexdigest(),
        "media": MEDIA,
        "pad": 1024,
    }


# Computed with `openssl dgst -sha256 -mac HMAC`, so that a change of the format is noticed.
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "c44e7d2c344faa66a59199a33cc44041ae75d485e496aef643a9ee3c718d902e"),
        (b"yes", "0ffe76e2fbc11a8e7466014746f70cc26025f8ea39ce338730a80c2972f90efc"),
    ],
)
def test_golden_commitments(body, code):
    assert commit(body, SALT, MEDIA).commit == code


def test_the_size_classes():
    assert SIZE_CLASSES == (1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216)
    assert LARGEST_BODY == 16_777_215


@pytest.mark.parametrize(
    ("length", "pad"),
    [
        (0, 1024),
        (1, 1024),
        (1023, 1024),
        (1024, 4096),
        (4095, 4096),
        (4096, 16384),
        (65535, 65536),
    ],
)
def test_a_body_lies_in_the_smallest_class_that_is_larger(length, pad):
    assert commit(bytes(length), SALT, MEDIA).pad == pad


def test_the_longest_body():
    longest = bytes(LARGEST_BODY)
    commitment = commit(longest, SALT, MEDIA)
    assert commitment.pad == 16_777_216
    check_body(commitment, SALT, longest)
    for act in (
        lambda: commit(longest + b"x", SALT, MEDIA),
        lambda: check_body(commitment, SALT, longest + b"x"),
    ):
        with pytest.raises(BodyError, match="16777216 bytes is too long: at most 16777215"):
            act()


@given(st.binary(max_size=3000), st.binary(min_size=32, max_size=32))
def test_what_was_committed_to_fits(body, salt):
    check_body(commit(body, salt, MEDIA), salt, body)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_no_other_body_fits(body, other):
    if body != other:
        with pytest.raises(BodyError, match="not the body that the entry commits to"):
            check_body(commit(body, SALT, MEDIA), SALT, other)


@pytest.mark.parametrize("tail", [b"\x80", b"\0", b"\x80\0", bytes(1024 - len(BODY))])
def test_what_padding_adds_is_no_part_of_a_body(tail):
    with pytest.raises(BodyError):
        check_body(COMMITMENT, SALT, BODY + tail)
    with pytest.raises(BodyError):
        check_body(commit(BODY + tail, SALT, MEDIA), SALT, BODY)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_salt_has_32_bytes(length):
    """A shorter key of an HMAC, and the same key with zeros behind it, give one code."""
    for act in (
        lambda: commit(BODY, bytes(length), MEDIA),
        lambda: check_body(COMMITMENT, bytes(length), BODY),
    ):
        with pytest.raises(BodyError, match=f"A salt has 32 bytes, and this one has {length}"):
            act()


@given(st.sampled_from(SIZE_CLASSES), st.binary(min_size=32, max_size=32))
def test_a_commitment_is_read_back(pad, digest):
    commitment = Commitment(commit=digest.hex(), media=MEDIA, pad=pad)
    assert read_commitment(commitment.to_json()) == commitment


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"alg": "sha-256"}, "alg is hmac-sha256"),
        ({"alg": None}, "alg is hmac-sha256"),
        ({"commit": "0" * 63}, "commit has 64 digits"),
        ({"commit": "A" * 64}, "commit has 64 digits"),
        ({"commit": "0" * 64 + "\n"}, "commit has 64 digits"),
        ({"commit": 7}, "commit and media are texts"),
        ({"media": None}, "commit and media are texts"),
        ({"media": "text"}, "media is a media type"),
        ({"media": "Text/plain"}, "media is a media type"),
        ({"media": "text/plain; charset=utf-8"}, "media is a media type"),
        ({"media": "text/plain\n"}, "media is a media type"),
        ({"media": "text/" + "p" * 128}, "media is a media type"),
        ({"pad": 1000}, "pad is one of 1024, 4096"),
        ({"pad": "1024"}, "pad is a number"),
        ({"pad": True}, "pad is a number"),
        ({"pad": 67108864}, "pad is one of 1024, 4096"),
        ({"more": 1}, "and nothing else"),
    ],
)
def test_what_is_no_commitment_is_told(members, told):
    with pytest.raises(BodyError) as refusal:
        read_commitment(COMMITMENT.to_json() | members)
    assert told in str(refusal.value)


@pytest.mark.parametrize("value", [None, [], "x", {}, {"alg": "hmac-sha256"}])
def test_what_is_no_object_of_four_members_is_refused(value):
    with pytest.raises(BodyError, match="and nothing else"):
        read_commitment(value)


@given(
    st.dictionaries(
        st.sampled_from(["alg", "commit", "media", "pad"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("hmac-sha256"),
    )
)
def test_any_object_is_read_or_refused(value):
    try:
        commitment = read_commitment(value)
    except BodyError as refusal:
        assert str(refusal)
    else:
        assert json.dumps(commitment.to_json(), sort_keys=True) == json.dumps(
            value, sort_keys=True
        )
