"""Base64 of which every value has one text."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.canonical import (
    CanonicalError,
    from_base64,
    from_base64url,
    to_base64,
    to_base64url,
)

# RFC 4648 section 10, and the ends of the alphabet
VECTORS = {
    b"": "",
    b"f": "Zg==",
    b"fo": "Zm8=",
    b"foo": "Zm9v",
    b"foob": "Zm9vYg==",
    b"fooba": "Zm9vYmE=",
    b"foobar": "Zm9vYmFy",
    b"\xc7\x1c\x71": "xxxx",
    b"\xfb\xef\xbe": "++++",
    b"\xff\xff\xff": "////",
}


@pytest.mark.parametrize("data", VECTORS)
def test_the_examples_of_the_standard(data):
    text = VECTORS[data]
    assert to_base64(data) == text
    assert from_base64(text) == data
    safe = text.rstrip("=").replace("+", "-").replace("/", "_")
    assert to_base64url(data) == safe
    assert from_base64url(safe) == data


@given(st.binary(max_size=40))
def test_what_is_written_is_read(data):
    assert from_base64(to_base64(data)) == data
    assert from_base64url(to_base64url(data)) == data


@pytest.mark.parametrize(
    "text",
    ["Zg", "Zg=", "Zh==", "Zg===", "Zg==Zg==", "Zm9v\n", " Zm9v", "Zm 9v", "=Zg=", "Z", "_-_-", "é", "Zm9v=", "Zm9\x00"],
)  # fmt: skip
def test_other_spellings_are_refused(text):
    with pytest.raises(CanonicalError, match="not base64 with padding"):
        from_base64(text)


@pytest.mark.parametrize(
    "text",
    ["Zg==", "Zh", "Zm9v\n", " Zm9v", "Zm 9v", "Z", "+/+/", "é", "Zm9v=", "Zm9\x00", "Zg=", "\ud800"],
)  # fmt: skip
def test_other_url_safe_spellings_are_refused(text):
    with pytest.raises(CanonicalError, match="not URL-safe base64 without padding"):
        from_base64url(text)


@given(st.text("AZgm09+/-_= \n", max_size=9) | st.text(max_size=9))
def test_any_text_is_read_or_refused(text):
    for read, write in ((from_base64, to_base64), (from_base64url, to_base64url)):
        try:
            data = read(text)
        except CanonicalError:
            continue
        assert write(data) == text
        assert base64.urlsafe_b64decode(text.translate(str.maketrans("+/", "-_")) + "==") == data
