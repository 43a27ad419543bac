"""Fields shown one by one: the examples of RFC 9901, and all that is refused."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.bodies import (
    BodyError,
    check_disclosure,
    decoy,
    disclose,
    read_disclosure,
    read_fields,
)
from kept.ledger.bodies.disclosure import LARGEST_DISCLOSURE
from kept.ledger.canonical import CanonicalError, encode, to_base64url

SALT = bytes(range(16))

# RFC 9901 sections 4.2.1 (the same field, spelt in four ways) and 4.2.3
MOEBIUS = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
SPELT_OTHERWISE = [
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd",
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd",
    "WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ",
]
# RFC 9901 section 5.1: digest, salt, name, value, disclosure
EXAMPLES = [
    ("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0", "_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius", MOEBIUS),
    ("jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4", "2GLC42sKQveCfGfryNRN9w", "given_name", "John", "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd"),
    ("TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo", "eluV5Og3gSNII8EYnsxA_A", "family_name", "Doe", "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd"),
    ("JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE", "6Ij7tM-a5iVPGboS5tmvVA", "email", "johndoe@example.com", "WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImVtYWlsIiwgImpvaG5kb2VAZXhhbXBsZS5jb20iXQ"),
    ("PorFbpKuVu6xymJagvkFsFXAbRoc2JGlAUA2BA4o7cI", "eI8ZWm9QnKPpNPeNenHdhQ", "phone_number", "+1-202-555-0101", "WyJlSThaV205UW5LUHBOUGVOZW5IZGhRIiwgInBob25lX251bWJlciIsICIrMS0yMDItNTU1LTAxMDEiXQ"),
    ("XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM", "Qg_O64zqAxe412a108iroA", "phone_number_verified", True, "WyJRZ19PNjR6cUF4ZTQxMmExMDhpcm9BIiwgInBob25lX251bWJlcl92ZXJpZmllZCIsIHRydWVd"),
    ("XzFrzwscM6Gn6CJDc6vVK8BkMnfG8vOSKfpPIZdAfdE", "AJx-095VPrpTtN4QMOqROA", "address", {"street_address": "123 Main St", "locality": "Anytown", "region": "Anystate", "country": "US"}, "WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRyZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5IjogIkFueXRvd24iLCAicmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV0"),
    ("gbOsI4Edq2x2Kw-w5wPEzakob9hV1cRD0ATN3oQL9JM", "Pc33JM2LchcU_lHggv_ufQ", "birthdate", "1940-01-01", "WyJQYzMzSk0yTGNoY1VfbEhnZ3ZfdWZRIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0"),
    ("CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI", "G02NSrQfjFXQ7Io09syajA", "updated_at", 1570000000, "WyJHMDJOU3JRZmpGWFE3SW8wOXN5YWpBIiwgInVwZGF0ZWRfYXQiLCAxNTcwMDAwMDAwXQ"),
]  # fmt: skip


def text_of(array: object) -> str:
    return spelt(json.dumps(array))


def spelt(text: str | bytes) -> str:
    return to_base64url(text.encode() if isinstance(text, str) else text)


def refusal_of(text: str) -> str:
    with pytest.raises(BodyError) as refusal:
        read_disclosure(text)
    return str(refusal.value)


@pytest.mark.parametrize(("digest", "salt", "name", "value", "text"), EXAMPLES)
def test_the_examples_of_the_standard(digest, salt, name, value, text):
    disclosure = read_disclosure(text)
    assert (disclosure.salt, disclosure.name, disclosure.value) == (salt, name, value)
    assert (disclosure.text, disclosure.digest) == (text, digest)


@pytest.mark.parametrize("text", SPELT_OTHERWISE)
def test_other_spellings_are_read_and_have_digests_of_their_own(text):
    first, other = read_disclosure(MOEBIUS), read_disclosure(text)
    assert (first.salt, first.name, first.value) == (other.salt, other.name, other.value)
    assert first.digest != other.digest
    with pytest.raises(BodyError, match="did not commit to this field"):
        check_disclosure(other, [first.digest])


@given(st.text(max_size=20), st.none() | st.integers(-9, 9) | st.text() | st.just({"a": ["é"]}))
def test_a_field_is_disclosed_in_one_spelling(name, value):
    if name in ("_sd", "..."):
        with pytest.raises(BodyError):
            disclose(SALT, name, value)
        return
    disclosure = disclose(SALT, name, value)
    array = base64.urlsafe_b64decode(disclosure.text + "=" * (-len(disclosure.text) % 4))
    assert array == encode([to_base64url(SALT), name, value])
    digest = base64.urlsafe_b64encode(hashlib.sha256(disclosure.text.encode()).digest())
    assert disclosure.digest == digest.decode().rstrip("=")
    assert read_disclosure(disclosure.text) == disclosure
    check_disclosure(disclosure, {disclosure.digest, decoy(bytes(32))})


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_the_salt_of_a_field_has_16_bytes(length):
    with pytest.raises(BodyError, match=f"has 16 bytes, and this one has {length}"):
        disclose(bytes(length), "place", "Luvo")


def test_what_has_no_canonical_text_is_not_disclosed():
    with pytest.raises(BodyError, match=r"A field cannot be disclosed\. In item 3: .* float"):
        disclose(SALT, "share", 0.5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (spelt("{}"), "an array of a salt, a name and a value"),
        (text_of(["salt", "FR"]), "an array of a salt, a name and a value"),
        (text_of(["salt", "name", "value", "more"]), "an array of a salt, a name and a value"),
        (text_of([1, "name", "value"]), "its salt and its name are texts"),
        (text_of(["salt", None, "value"]), "its salt and its name are texts"),
        (text_of(["salt", "_sd", []]), "its name is not _sd"),
        (text_of(["salt", "...", "x"]), "its name is not _sd"),
        (text_of(["salt", "share", 0.5]), "with whole numbers only"),
        (spelt('["salt","n",NaN]'), "has no canonical text"),
        (spelt('["salt","n",{"a":1,"a":1}]'), "each member once"),
        (spelt(b"\xff"), "it is base64url of JSON"),
        (spelt(""), "it is base64url of JSON"),
        (spelt("nope"), "it is base64url of JSON"),
        (spelt('["salt","n","\\ud800"]'), "half a character"),
        (spelt('["salt","n",{"é":1}]'), "plain ASCII"),
        (spelt('["salt","n",9007199254740992]'), "lies beyond"),
        (spelt('["salt","n",' + "9" * 5000 + "]"), "it is base64url of JSON"),
        (spelt("[" * 100_000), "it is base64url of JSON"),
        (spelt('["salt","n",' + "[" * 17 + "]" * 17 + "]"), "more than 16 deep"),
        (MOEBIUS + "=", "not URL-safe base64"),
        (MOEBIUS + "\n", "not URL-safe base64"),
        ("é", "not URL-safe base64"),
        ("\ud800", "not URL-safe base64"),
        ("A" * (LARGEST_DISCLOSURE + 1), "at most 1048576 characters"),
    ],
)
def test_what_is_no_disclosure_is_told(text, told):
    assert told in refusal_of(text)


def test_the_longest_field():
    spare = LARGEST_DISCLOSURE // 4 * 3 - len(encode([to_base64url(SALT), "n", ""]))
    disclosure = disclose(SALT, "n", "x" * spare)
    assert len(disclosure.text) == LARGEST_DISCLOSURE
    assert read_disclosure(disclosure.text) == disclosure
    with pytest.raises(BodyError, match="too long"):
        disclose(SALT, "n", "x" * (spare + 1))


def test_a_decoy_looks_like_a_digest_and_is_none():
    digest = decoy(b"\1" * 32)
    assert len(digest) == len(read_disclosure(MOEBIUS).digest) == 43
    assert digest == to_base64url(hashlib.sha256(b"\1" * 32).digest())
    for length in (0, 31, 33):
        with pytest.raises(BodyError, match="made of 32 random bytes"):
            decoy(bytes(length))


def test_fields_are_read_that_belong_to_the_entry():
    place, count = disclose(SALT, "place", "Luvo"), disclose(bytes(16), "count", 7)
    digests = [decoy(bytes(32)), place.digest, count.digest]
    assert read_fields([], digests) == {}
    assert read_fields([count.text], digests) == {"count": 7}
    assert read_fields([place.text, count.text], digests) == {"place": "Luvo", "count": 7}
    with pytest.raises(BodyError, match=r"did not commit to this field \('place'\)"):
        read_fields([place.text, count.text], digests[:1] + digests[2:])


def test_a_field_is_shown_once():
    one, other = disclose(SALT, "place", "Luvo"), disclose(bytes(16), "place", "Kesa")
    digests = [one.digest, other.digest]
    for texts in ([one.text, other.text], [one.text, one.text]):
        with pytest.raises(BodyError, match="the field 'place' is shown once"):
            read_fields(texts, digests)


@given(st.binary(max_size=60).map(spelt) | st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    read_or_refuse(text)


@given(st.text('[]{}",:\\u0123456789.-e truefalsn\n', max_size=30))
def test_any_json_is_read_or_refused(text):
    read_or_refuse(spelt(text))
    read_or_refuse(spelt(f'["salt","name",{text}]'))


def read_or_refuse(text: str) -> None:
    try:
        disclosure = read_disclosure(text)
    except BodyError as refusal:
        assert str(refusal)
        return
    assert disclosure.text == text
    try:
        encode(disclosure.value)
    except CanonicalError as error:
        pytest.fail(f"a value was read that cannot be written: {error}")
