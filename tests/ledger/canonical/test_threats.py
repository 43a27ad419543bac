"""The threat table, row 16: what one program reads, every program reads.

Whatever is accepted here is read by Node and by Go, and written anew to the same bytes.
"""

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kept.ledger.canonical import LARGEST_INTEGER, CanonicalError, decode, encode

HERE = Path(__file__).parent

NAMES = st.text(st.characters(max_codepoint=127), max_size=6) | st.sampled_from(
    ["__proto__", "constructor", "toString", "1", "10", "-1", "01", ""]
)
NUMBERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.sampled_from(
    [0, LARGEST_INTEGER, -LARGEST_INTEGER, 10**15, 2**31, 2**32]
)
TEXTS = st.text(max_size=12) | st.text('\x00\x1f"\\/\x7f\x80\u2028\u2029\ufeffé😀<>&', max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)

# Texts that some programs read otherwise than others, or not at all.
DIFFERENTLY_READ = [
    b'{"a":1,"a":2}',
    b'{"a":1,"\\u0061":2}',
    b"1.0",
    b"1e2",
    b"-0",
    b"0.1",
    b"9007199254740993",
    b"-9007199254740992",
    b"1" * 400,
    b"[1,]",
    b"[NaN]",
    b"Infinity",
    b"\xef\xbb\xbf{}",
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'{"\\ud800":1}',
    b'"\xed\xa0\x80"',
    b'"\xc0\xaf"',
    b'"\xff"',
    b'"\x00"',
    b'"\t"',
    b'"\\x41"',
    b"/* x */{}",
    b"{} {}",
    b"{}\x00",
    b"{}\n",
    b"'a'",
    b"{a:1}",
    b"01",
    b"+1",
    b".5",
    b"0x10",
    "{\"e\u0301\":1,\"é\":2}".encode(),
    "{\"\ufb33\":1,\"😀\":2}".encode(),
    b"[" * 17 + b"]" * 17,
    b"[" * 100_000,
    "\u20281".encode(),
    "\u00a01".encode(),
]  # fmt: skip


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        missing = f"{name} is not installed, so it cannot say how it reads our texts"
        if os.environ.get(f"KEPT_REQUIRE_{name.upper()}") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="module", params=["node", "go"])
def again(request, tmp_path_factory) -> list[str]:
    """A program of another language that reads texts and writes them anew."""
    if request.param == "node":
        return [program("node"), str(HERE / "again.js")]
    built = tmp_path_factory.mktemp("go") / "again"
    environment = os.environ | {"GO111MODULE": "off", "GOCACHE": str(built.parent / "cache")}
    subprocess.run(
        [program("go"), "build", "-o", built, HERE / "again.go"], env=environment, check=True
    )
    return [str(built)]


def written_again(again: list[str], texts: list[bytes]) -> list[bytes]:
    lines = b"".join(base64.b64encode(text) + b"\n" for text in texts)
    answer = subprocess.run(again, input=lines, stdout=subprocess.PIPE, check=True).stdout
    return [base64.b64decode(line) for line in answer.splitlines()]


def accepted(data: bytes) -> bool:
    try:
        decode(data)
    except CanonicalError:
        return False
    return True


@pytest.mark.parametrize("data", DIFFERENTLY_READ)
def test_threat_16_what_may_be_read_in_two_ways_is_refused(data):
    assert not accepted(data)


@given(st.lists(VALUES, min_size=10, max_size=40))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_threat_16_other_languages_write_what_is_accepted_to_the_same_bytes(again, values):
    texts = [encode(value) for value in values]
    assert written_again(again, texts) == texts


@given(st.lists(st.tuples(VALUES, st.integers(0, 200), st.binary(max_size=2)), min_size=30))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_threat_16_nothing_changed_is_accepted_that_others_read_otherwise(again, changes):
    changed = [
        text[: at % len(text)] + put + text[at % len(text) + 1 :]
        for text, at, put in ((encode(value), at, put) for value, at, put in changes)
    ]
    texts = [text for text in changed if accepted(text)]
    assert written_again(again, texts) == texts


def test_threat_16_the_other_languages_do_differ(again):
    """Else the tests above would compare nothing: here Python reads what another reads otherwise."""
    text = b"[9007199254740993]"
    assert json.dumps(json.loads(text)).encode() == text
    assert written_again(again, [text, b'{"b":1,"a":2}']) == [
        b"[9007199254740992]",
        b'{"a":2,"b":1}',
    ]
