"""Numbers and hashes an author gives its entries: what is missing, what was said twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import hash_of, key
from tests.ledger.parties.book import opened

from kept.ledger.parties import Chain, Refused
from kept.ledger.parties.chain import MOST_GAPS

HASHES = [hash_of(str(n)) for n in range(12)]


def extended(chain, seq, prev=None, entry=None):
    """The chain with the honest entry `seq`, unless another hash or predecessor is given."""
    honest = HASHES[seq - 1] if seq else None
    return chain.extended(seq, honest if prev is None else prev, entry or HASHES[seq])


def missing(chain):
    return [seq for gap in chain.gaps for seq in range(gap.first, gap.last + 1)]


def refused(code, chain, *arguments, **named):
    with pytest.raises(Refused) as caught:
        extended(chain, *arguments, **named)
    assert caught.value.code == code


@given(st.permutations(range(12)), st.integers(0, 12))
def test_in_whatever_order_they_arrive_the_missing_ones_are_known(order, count):
    chain = Chain("key")
    for seq in order[:count]:
        assert not chain.holds(seq)
        chain = extended(chain, seq)
        assert chain.holds(seq)
    arrived = {*order[:count]}
    highest = max(arrived, default=-1)
    assert chain.next == highest + 1
    assert chain.last == (HASHES[highest] if arrived else None)
    assert missing(chain) == [seq for seq in range(highest) if seq not in arrived]
    for gap in chain.gaps:
        assert gap.named == HASHES[gap.last]
        assert gap.below == (HASHES[gap.first - 1] if gap.first else None)
    if count == len(order):
        assert chain == Chain("key", 12, HASHES[11])


@given(st.permutations(range(12)), st.data())
def test_no_number_is_taken_twice(order, data):
    chain = Chain("key")
    for seq in order:
        chain = extended(chain, seq)
        taken = data.draw(st.sampled_from([n for n in range(12) if chain.holds(n)]))
        refused("equivocation", chain, taken, entry=hash_of("another"))


@given(st.permutations(range(12)), st.integers(1, 11), st.data())
def test_no_entry_names_another_predecessor_than_the_one_that_is_there(order, count, data):
    chain = Chain("key")
    for seq in order[:count]:
        chain = extended(chain, seq)
    following = [n + 1 for n in range(11) if chain.holds(n) and not chain.holds(n + 1)]
    for seq in following:
        refused("broken-chain", chain, seq, prev=hash_of("another"))


@given(st.permutations(range(12)), st.integers(1, 11))
def test_what_arrives_late_is_what_was_named(order, count):
    chain = Chain("key")
    for seq in order[:count]:
        chain = extended(chain, seq)
    for gap in chain.gaps:
        refused("broken-chain", chain, gap.last, entry=hash_of("another"))


def test_an_author_cannot_leave_more_gaps_than_there_is_room_for():
    chain = Chain("key")
    for n in range(1, 2 * MOST_GAPS + 1, 2):
        chain = chain.extended(n, HASHES[0], HASHES[1])
    assert len(chain.gaps) == MOST_GAPS
    with pytest.raises(Refused) as caught:
        chain.extended(chain.next + 1, HASHES[0], HASHES[1])
    assert caught.value.code == "broken-chain"
    chain = chain.extended(chain.next, chain.last, HASHES[2])  # what follows needs no room
    wide = Chain("key").extended(9, HASHES[0], HASHES[1])
    for _ in range(MOST_GAPS - 1):
        wide = wide.extended(wide.next + 1, HASHES[0], HASHES[1])
    with pytest.raises(Refused):  # in the middle of a gap, which makes two of one
        wide.extended(4, HASHES[0], HASHES[2])
    assert len(wide.extended(0, None, HASHES[2]).gaps) == MOST_GAPS


def test_the_largest_leap_costs_nothing():
    chain = Chain("key").extended(2**53 - 1, HASHES[0], HASHES[1])
    assert [(gap.first, gap.last) for gap in chain.gaps] == [(0, 2**53 - 2)]


def test_a_register_tells_the_gaps_of_all_its_keys():
    book = opened()
    first = book.file()
    dropped = book.make(
        "statement.sealed",
        "aruna/delegation",
        "aruna pen",
        body=first.header.body,
        release="parties",
    )
    book.file()
    [gap] = book.state.gaps()
    assert (gap.key, gap.first, gap.last) == (key("aruna pen").id, 1, 1)
    assert (gap.below, gap.named) == (first.hash, dropped.hash)
    book.admit(dropped)
    assert [*book.state.gaps()] == []
