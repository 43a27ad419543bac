"""An entry has one text, one hash, and a short code for paper."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import header, ids, key, signer

from kept.ledger.canonical import encode
from kept.ledger.entries.entry import entry_code, entry_hash, read_entry, sign_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.envelope import ENTRY_TYPE, sign_envelope
from kept.ledger.keys import verify
from kept.ledger.tree import leaf_hash

ENTRY = sign_entry(header(), [signer("aruna pen")])


def test_an_entry_is_read_back_as_it_was_signed():
    assert read_entry(ENTRY.raw) == ENTRY
    assert ENTRY.header == header()
    assert ENTRY.envelope.payload == header().to_bytes()


def test_its_hash_is_the_leaf_of_the_tree():
    assert ENTRY.hash == leaf_hash(ENTRY.raw).hex() == entry_hash(ENTRY.raw)


def test_everybody_who_is_named_signs_and_nobody_else():
    both = replace(header(), with_=ids("aruna seal"))
    made = sign_entry(both, [signer("aruna seal"), signer("aruna pen")])
    assert tuple(each.keyid for each in made.envelope.signatures) == both.signers
    for each in made.envelope.signatures:
        owner = next(key(n) for n in ("aruna pen", "aruna seal") if key(n).id == each.keyid)
        verify(owner, made.envelope.signed, each.sig)
    for wrong in (["aruna pen"], ["aruna pen", "aruna seal", "belva pen"], ["aruna seal"]):
        with pytest.raises(EntryError, match="names in"):
            sign_entry(both, [signer(name) for name in wrong])


def test_an_envelope_around_something_else_is_no_entry():
    other = sign_envelope(
        header().to_bytes(), "application/vnd.kept.refusal.v1+json", [signer("a")]
    )
    with pytest.raises(EntryError, match="payloadType"):
        read_entry(other.to_bytes())
    text = sign_envelope(b"7", ENTRY_TYPE, [signer("a")])
    with pytest.raises(EntryError, match="payload"):
        read_entry(text.to_bytes())


@given(position=st.integers(0, len(ENTRY.raw) - 1), byte=st.integers(0, 255))
def test_one_changed_byte_is_refused_or_is_another_entry(position, byte):
    changed = ENTRY.raw[:position] + bytes([byte]) + ENTRY.raw[position + 1 :]
    try:
        found = read_entry(changed)
    except EntryError:
        return
    assert (found.hash == ENTRY.hash) == (changed == ENTRY.raw)
    assert found.envelope.to_bytes() == changed


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data):
    with pytest.raises(EntryError):
        read_entry(data)


def test_an_entry_with_spaces_is_refused():
    with pytest.raises(EntryError):
        read_entry(json.dumps(json.loads(ENTRY.raw)).encode())


def test_the_code_is_the_first_hundred_bits_in_crockfords_letters():
    # By hand: 0x07 = 00000 111.., 0xff…: the first group of five bits is 0, the next 31.
    assert entry_code("07ff" + 60 * "f") == "0ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert entry_code("00443214c74254b635cf84653a56d7c675be77df" + 24 * "0") == (
        "0123-4567-89AB-CDEF-GHJK"
    )


@given(st.binary(min_size=32, max_size=32))
def test_codes_differ_where_the_first_hundred_bits_do(digest):
    code = entry_code(digest.hex()).replace("-", "")
    assert sum(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(c) << 5 * n for n, c in enumerate(code[::-1])
    ) == (int.from_bytes(digest[:13], "big") >> 4)


def test_a_payload_is_written_in_one_way():
    assert encode(json.loads(ENTRY.envelope.payload)) == ENTRY.envelope.payload
