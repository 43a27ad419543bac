"""Entry bundles: lengths and entries, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kept.ledger.tree import MAX_ENTRY, TreeError, read_bundle, write_bundle


def test_an_entry_stands_after_its_length():
    assert write_bundle([b"", b"abc"]) == b"\x00\x00\x00\x03abc"
    assert write_bundle([b"a" * 258])[:3] == b"\x01\x02a"


@given(st.lists(st.binary(max_size=600), max_size=256))
def test_what_was_written_is_read(entries):
    assert read_bundle(write_bundle(entries), len(entries)) == tuple(entries)


@given(st.binary(max_size=60), st.integers(0, 256))
@example(b"\x00", 1)
@example(b"\x00\x01", 1)
@example(b"\x00\x00", 2)
@example(b"\x00\x00\x00", 1)
def test_what_is_read_is_written_back(data, width):
    try:
        entries = read_bundle(data, width)
    except TreeError:
        return
    assert len(entries) == width
    assert write_bundle(entries) == data


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=9), st.data())
def test_no_part_of_a_bundle_is_a_bundle(entries, data):
    whole = write_bundle(entries)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(TreeError, match="ends within entry"):
        read_bundle(whole[:cut], len(entries))


def test_bytes_after_the_last_entry_are_refused():
    with pytest.raises(TreeError, match="2 bytes follow the last of 1 entries"):
        read_bundle(write_bundle([b"a", b""]), 1)


def test_the_longest_entry():
    assert read_bundle(write_bundle([b"a" * MAX_ENTRY]), 1) == (b"a" * MAX_ENTRY,)
    with pytest.raises(TreeError, match="65,536 bytes long and a ledger takes 65,535"):
        write_bundle([b"", b"a" * (MAX_ENTRY + 1)])


def test_a_bundle_holds_no_more_than_a_tile():
    assert len(write_bundle([b""] * 256)) == 512
    with pytest.raises(TreeError, match="up to 256 entries, not 257"):
        write_bundle([b""] * 257)
    with pytest.raises(TreeError, match="up to 256 entries, not 257"):
        read_bundle(b"\x00\x00" * 257, 257)
