"""Canonical JSON: the standard's own files, a second writer, and all that is refused."""

import json
import re

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.canonical import (
    DEEPEST,
    LARGEST_INTEGER,
    LARGEST_TEXT,
    CanonicalError,
    decode,
    encode,
)

WHOLE = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
NAMES = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=30,
)
INSIDE = ("arrays", "structures", "unicode")  # of the six files, those within the subset
OUTSIDE = {
    "french": "The name",  # "péché" and others name members
    "values": "is not a whole number",
    "weird": "The name",  # names are "€", "ö", an emoji …
}


def refusal_of(data: bytes, largest: int = LARGEST_TEXT) -> str:
    with pytest.raises(CanonicalError) as refusal:
        decode(data, largest)
    return str(refusal.value)


def refusal_to_write(value: object) -> str:
    with pytest.raises(CanonicalError) as refusal:
        encode(value)
    return str(refusal.value)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def files(shared, name: str) -> tuple[bytes, bytes]:
    folder = shared / "vectors" / "jcs"
    return (
        (folder / "input" / f"{name}.json").read_bytes(),
        bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text("ascii")),
    )


@pytest.mark.parametrize("name", INSIDE)
def test_the_files_of_the_standard_within_the_subset(shared, name):
    given_text, canonical = files(shared, name)
    value = json.loads(given_text, parse_float=lambda number: int(float(number)))  # 56.0
    assert encode(value) == canonical
    assert decode(canonical) == value
    assert refusal_of(given_text)


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_files_of_the_standard_outside_the_subset_are_refused(shared, name):
    given_text, canonical = files(shared, name)
    for text in (given_text, canonical):
        assert OUTSIDE[name] in refusal_of(text)


def test_all_files_of_the_standard_are_looked_at(shared):
    names = {path.stem for path in (shared / "vectors" / "jcs" / "input").iterdir()}
    assert names == {*INSIDE, *OUTSIDE}


@given(VALUES)
def test_two_writers_agree_and_both_ways_lead_back(value):
    data = encode(value)
    assert data == rfc8785.dumps(value)
    assert decode(data) == value


@given(VALUES)
def test_true_is_not_read_as_one(value):
    assert repr(decode(encode(value))) == repr(sorted_names(value))


def sorted_names(value):
    if isinstance(value, dict):
        return {name: sorted_names(value[name]) for name in sorted(value)}
    return [sorted_names(each) for each in value] if isinstance(value, list) else value


@given(st.text('\x00\x07\x08\t\n\x0b\f\r\x1f "\\/\x7f\x80é\u2028\ud7ff\ue000\uffff😀', max_size=8))
def test_texts_are_escaped_as_the_standard_says(text):
    assert encode(text) == rfc8785.dumps(text)
    assert decode(encode(text)) == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"1.0", "1.0 is not a whole number"),
        (b"1e3", "1e3 is not a whole number"),
        (b"1E400", "1E400 is not a whole number"),
        (b"NaN", "NaN is not a whole number"),
        (b"-Infinity", "-Infinity is not a whole number"),
        (b"-0", "from byte 0 on: it has '-0', and '0' is the only spelling"),
        (b"00", "This is not JSON, at character 1"),
        (b"+1", "This is not JSON, at character 0"),
        (b"9007199254740992", "9007199254740992 lies beyond 9007199254740991"),
        (b"-9007199254740992", "-9007199254740992 lies beyond"),
        (b"9" * 5000, "9999999999999999999999999999999999999999… lies beyond"),
        (b'{"a":1,"a":1}', "from byte 6 on: it has ',\"a\":1}', and '}' is the only spelling"),
        (b'{"b":1,"a":1}', "from byte 2 on"),
        (b'{"a": 1}', "from byte 5 on"),
        (b" 1", "from byte 0 on"),
        (b"1\n", "from byte 1 on: it has '\\n', and '' is the only spelling"),
        (b'"\\u0061"', "from byte 1 on"),
        (b'"\\/"', "from byte 1 on"),
        (b'"\\u000A"', "from byte 2 on"),
        (b'"\\u001F"', "from byte 6 on"),
        (b'"\\ud83d\\ude00"', "from byte 1 on"),
        (b'["\\ud800"]', "In item 1: Character 1 is half a character (U+D800)"),
        (b'{"a":{"b":["","x\\udc00"]}}', 'In "a", "b", item 2: Character 2 is half a character'),
        (b'{"\\ud800":1}', "The name '\\ud800' is not plain ASCII"),
        ('{"é":1}'.encode(), "The name '\\xe9' is not plain ASCII"),
        ('[{"a":{"€":1}}]'.encode(), "In item 1, \"a\": The name '\\u20ac' is not plain ASCII"),
        (b"\xef\xbb\xbf1", "Byte 0 begins a byte order mark"),
        (b"\xff\xfe1\x00", "Byte 0 is not UTF-8"),
        (b'"a\xed\xa0\x80"', "Byte 2 is not UTF-8"),
        (b'"\xc0\x80"', "Byte 1 is not UTF-8"),
        (b"\x00", "This is not JSON, at character 0"),
        (b'"\x00"', "This is not JSON, at character 1"),
        (b"1\x00", "This is not JSON, at character 1"),
        (b"", "This is not JSON, at character 0"),
        (b"{", "This is not JSON, at character 1"),
        (b"[1,]", "This is not JSON"),
        (b"1 2", "This is not JSON, at character 2"),
        (b"'a'", "This is not JSON, at character 0"),
        (b"tru", "This is not JSON, at character 0"),
    ],
)  # fmt: skip
def test_what_is_not_canonical_is_told(data, told):
    assert told in refusal_of(data)


def test_the_escape_of_nothing_is_a_text_like_any_other():
    assert decode(b'"\\u0000"') == "\0"


def test_depth_is_bounded():
    assert decode(nested(DEEPEST)) == json.loads(nested(DEEPEST))
    assert encode(decode(nested(DEEPEST))) == nested(DEEPEST)
    for depth in (DEEPEST + 1, 500, 5000, LARGEST_TEXT // 2):
        assert "more than 16 deep" in refusal_of(nested(depth))
    for depth in (DEEPEST + 1, 500):
        assert "more than 16 deep" in refusal_to_write(json.loads(nested(depth)))
    assert decode(b'{"a":' * DEEPEST + b"1" + b"}" * DEEPEST)
    for text in ("é", "\x01"):  # what is looked at more closely may be as deep
        deep = nested(DEEPEST).replace(b"[]", encode([text]))
        assert encode(decode(deep)) == deep
    too_deep = b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1)
    assert "more than 16 deep" in refusal_of(too_deep)


def test_many_lists_side_by_side_are_not_deep():
    flat = b"[" + b",".join([b"[]"] * 100) + b"]"
    assert decode(flat) == [[]] * 100


@pytest.mark.parametrize("start", [b"[", b'{"a":', b'["', b'{"'])
def test_what_never_ends_is_refused(start):
    assert refusal_of((start * LARGEST_TEXT)[:LARGEST_TEXT])


def test_length_is_bounded():
    longest = "x" * (LARGEST_TEXT - 2)
    assert decode(encode(longest)) == longest
    assert "A text of 61441 bytes is too long: at most 61440" in refusal_to_write(longest + "x")
    assert "A text of 61441 bytes is too long" in refusal_of(encode(longest, 61_441) + b" ")
    assert "at most 3" in refusal_of(b"1000", 3)
    with pytest.raises(CanonicalError, match="at most 3"):
        encode(1000, 3)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1.0, "A value of type float has no canonical text"),
        (float("nan"), "float"),
        ((1,), "tuple"),
        (b"a", "bytes"),
        ({1}, "set"),
        ([{"a": [0, 0.5]}], 'In item 1, "a", item 2: A value of type float'),
        (2**53, "A whole number lies beyond 9007199254740991"),
        (-(2**53), "A whole number lies beyond"),
        ([10**6000], "In item 1: A whole number lies beyond"),
        ({1: 2}, "The name 1 is not plain ASCII"),
        ({True: 2}, "The name True is not plain ASCII"),
        ({None: 2}, "The name None is not plain ASCII"),
        ({"é": 2}, "The name '\\xe9' is not plain ASCII"),
        ({"a" * 50 + "é": 2}, "The name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… is not"),
        ({"a": "\ud800"}, 'In "a": Character 1 is half a character (U+D800)'),
        ({"a\x1b[2J": 1.0}, 'In "a\\u001b[2J": A value of type float'),
    ],
)
def test_what_has_no_canonical_text_is_told(value, told):
    assert told in refusal_to_write(value)


@pytest.mark.parametrize("kind", [int, str, dict, list])
def test_what_only_looks_like_a_value_is_refused(kind):
    """A subclass may be written other than it reads."""
    assert "A value of type" in refusal_to_write(type("Odd", (kind,), {})())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@given(st.text('{}[]",:\\ue0123456789.-+truefalsn \t\x00é', max_size=40))
def test_any_text_like_json_is_read_or_refused(text):
    read_or_refuse(text.encode())


@given(VALUES, st.data())
def test_a_changed_text_is_refused_or_another(value, data):
    text = encode(value)
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(
        st.binary(max_size=3) | st.sampled_from([b" ", b"\\u0061", b"0", b'""', b".0"])
    )
    taken = data.draw(st.integers(0, 3))
    read_or_refuse(text[:at] + put + text[at + taken :])


def read_or_refuse(data: bytes) -> None:
    """What is accepted is written as the same bytes; what is refused is so in one line."""
    try:
        value = decode(data)
    except CanonicalError as refusal:
        assert re.fullmatch(r"[^\n]{10,900}", str(refusal))
    else:
        assert encode(value) == data == rfc8785.dumps(value)
