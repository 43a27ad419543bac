"""One contract, asked of SQLite and of PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from kept.archive.index import (
    EMPTY_HEAD,
    DatabaseError,
    Decided,
    Head,
    Index,
    IndexedEntry,
    Snapshot,
)

Open = Callable[[], Index]


def digest(name: object) -> str:
    return sha256(str(name).encode()).hexdigest()


def head(size: int) -> Head:
    return Head(size, bytes.fromhex(digest(f"root {size}"))) if size else EMPTY_HEAD


def entry(index: int, **given: object) -> IndexedEntry:
    values = {
        "hash": digest(index),
        "type": "statement.filed",
        "party": "aruna",
        "author": digest("key of aruna"),
        "seq": index,
        "about": index % 2 == 0,
        "body": True,
    }
    return IndexedEntry(index=index, **{**values, **given})


def entries(start: int, stop: int) -> list[IndexedEntry]:
    return [entry(index) for index in range(start, stop)]


def test_an_empty_index_stands_at_the_empty_tree(open_index: Open) -> None:
    index = open_index()
    assert index.head() == EMPTY_HEAD == Head(0, sha256().digest())
    assert index.snapshot() is None
    assert index.pending(10) == []
    assert index.find([digest(0)]) == {}
    assert index.find([]) == {}


def test_what_was_submitted_waits_in_order_of_arrival_for_whoever_opens(open_index: Open) -> None:
    first, second = open_index(), open_index()
    first.submit({digest("b"): b"two"})
    second.submit({digest("a"): b"one"})
    waiting = open_index().pending(10)
    assert [(each.hash, each.entry) for each in waiting] == [
        (digest("b"), b"two"),
        (digest("a"), b"one"),
    ]
    assert [each.entry for each in first.pending(1)] == [b"two"]
    assert first.waits(digest("a"))
    assert not first.waits(digest("c"))


def test_what_is_submitted_together_keeps_its_order(open_index: Open) -> None:
    index = open_index()
    given = {digest(number): b"entry %d" % number for number in range(50)}
    index.submit(given)
    assert [each.hash for each in index.pending(99)] == [*given]


def test_what_waits_is_not_queued_a_second_time(open_index: Open) -> None:
    index = open_index()
    index.submit({digest("a"): b"one"})
    index.submit({digest("a"): b"one", digest("b"): b"two"})
    assert [each.entry for each in index.pending(10)] == [b"one", b"two"]


def test_settling_moves_the_queue_into_the_log_in_one_step(open_index: Open) -> None:
    index = open_index()
    index.submit({digest(number): bytes([number]) for number in range(4)})
    numbers = {each.hash: each.number for each in index.pending(10)}
    decided = Decided([numbers[digest(each)] for each in (0, 1, 2)], {digest(2): "broken-chain"})
    index.settle(head(0), head(2), entries(0, 2), decided, b"parties of two")
    again = open_index()
    assert again.head() == head(2)
    assert again.snapshot() == Snapshot(head(2), b"parties of two")
    assert again.entries(0, 10) == entries(0, 2)
    assert [each.hash for each in again.pending(10)] == [digest(3)]
    assert again.refused(digest(2)) == "broken-chain"
    assert again.refused(digest(1)) is None


def test_a_later_refusal_of_the_same_entry_is_the_one_told(open_index: Open) -> None:
    index = open_index()
    index.settle(head(0), head(0), (), Decided((), {digest("x"): "broken-chain"}))
    index.settle(head(0), head(0), (), Decided((), {digest("x"): "revoked-key"}))
    assert index.refused(digest("x")) == "revoked-key"


def test_an_older_snapshot_stays_until_there_is_a_newer_one(open_index: Open) -> None:
    index = open_index()
    index.settle(head(0), head(2), entries(0, 2), parties=b"two")
    index.settle(head(2), head(3), entries(2, 3))
    assert index.snapshot() == Snapshot(head(2), b"two")
    index.settle(head(3), head(3), parties=b"three")
    assert index.snapshot() == Snapshot(head(3), b"three")


@pytest.mark.parametrize(
    ("before", "after", "given"),
    [
        (head(1), head(2), entries(1, 2)),
        (Head(0, bytes(32)), head(1), entries(0, 1)),
        (head(0), head(2), entries(0, 1)),
        (head(0), head(1), entries(0, 2)),
        (head(0), head(2), [entry(0), entry(2)]),
        (head(0), head(2), [entry(1), entry(0)]),
        (head(0), head(1), []),
        (head(0), head(2), [entry(0), entry(1, hash=digest(0))]),
    ],
    ids=[
        "from another size",
        "from another root",
        "one short",
        "one too many",
        "a gap",
        "out of order",
        "none",
        "the same entry twice",
    ],
)
def test_what_does_not_follow_changes_nothing(
    open_index: Open, before: Head, after: Head, given: list[IndexedEntry]
) -> None:
    index = open_index()
    index.submit({digest(0): b"waits"})
    [waiting] = index.pending(10)
    with pytest.raises(DatabaseError):
        index.settle(before, after, given, Decided([waiting.number], {digest(9): "malformed"}))
    for each in (index, open_index()):
        assert each.head() == EMPTY_HEAD
        assert each.entries(0, 10) == []
        assert each.pending(10) == [waiting]
        assert each.refused(digest(9)) is None


def test_an_entry_is_found_by_its_hash_with_all_that_is_known_of_it(open_index: Open) -> None:
    index = open_index()
    given = [
        entry(0, type="ledger.opened", about=False, body=False, party="secretariat"),
        entry(1, refs=(digest(0), digest("elsewhere"))),
        entry(2, seq=2**53 - 1),
    ]
    index.settle(head(0), head(3), given)
    assert index.find([digest(1), digest(2), digest("not here")]) == {
        digest(1): given[1],
        digest(2): given[2],
    }
    assert index.find([digest(each) for each in range(2000)]) == {
        each.hash: each for each in given
    }


def test_the_chain_of_an_author_is_listed_by_seq(open_index: Open) -> None:
    index = open_index()
    other = digest("key of belva")
    given = [entry(0, seq=5), entry(1, author=other, seq=0), entry(2, seq=1), entry(3, seq=2)]
    index.settle(head(0), head(4), given)
    author = digest("key of aruna")
    assert [each.index for each in index.by_author(author)] == [2, 3, 0]
    assert [each.index for each in index.by_author(author, start=2)] == [3, 0]
    assert [each.index for each in index.by_author(author, start=2, limit=1)] == [3]
    assert [each.index for each in index.by_author(other)] == [1]
    assert index.by_author(digest("nobody")) == []


def test_entries_are_listed_by_type_and_by_what_they_speak_of(open_index: Open) -> None:
    index = open_index()
    given = [
        entry(0, type="ledger.opened"),
        entry(1, type="body.erased", refs=(digest(0),)),
        entry(2, refs=(digest(1), digest(0))),
        entry(3, type="body.erased", refs=(digest(2),)),
    ]
    index.settle(head(0), head(4), given)
    assert index.of_types(["body.erased"]) == [1, 3]
    assert index.of_types(["body.erased", "ledger.opened"]) == [0, 1, 3]
    assert index.of_types([]) == []
    assert index.referring(digest(0)) == [1, 2]
    assert index.referring(digest(3)) == []


def test_clearing_forgets_all_but_the_queue(open_index: Open) -> None:
    index = open_index()
    decided = Decided((), {digest("x"): "malformed"})
    index.settle(head(0), head(2), entries(0, 2), decided, b"parties")
    index.submit({digest("a"): b"one"})
    index.clear()
    for each in (index, open_index()):
        assert each.head() == EMPTY_HEAD
        assert each.snapshot() is None
        assert each.entries(0, 9) == []
        assert each.refused(digest("x")) is None
        assert each.referring(digest(0)) == []
        assert [waiting.hash for waiting in each.pending(10)] == [digest("a")]
    index.settle(head(0), head(3), entries(0, 3))
    assert open_index().head() == head(3)


def test_a_number_of_the_queue_is_given_once(open_index: Open) -> None:
    index = open_index()
    index.submit({digest("a"): b"one"})
    [first] = index.pending(1)
    index.settle(head(0), head(0), (), Decided([first.number]))
    index.submit({digest("a"): b"one"})
    [second] = open_index().pending(1)
    assert second.number > first.number


def test_of_many_who_settle_at_once_one_does(open_index: Open) -> None:
    open_index()
    indexes = [open_index() for _ in range(6)]

    def settle(number: int) -> bool:
        given = [entry(0, hash=digest(f"by {number}"))]
        try:
            indexes[number].settle(head(0), Head(1, bytes([number] * 32)), given)
        except DatabaseError:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        done = [*threads.map(settle, range(6))]
    assert sum(done) == 1
    assert open_index().head() == Head(1, bytes([done.index(True)] * 32))
    assert [each.hash for each in open_index().entries(0, 9)] == [digest(f"by {done.index(True)}")]


def test_many_submit_at_once_and_nothing_is_lost(open_index: Open) -> None:
    open_index()
    indexes = [open_index() for _ in range(4)]

    def submit(number: int) -> None:
        for count in range(25):
            indexes[number].submit({digest(f"{number} {count}"): b"%d %d" % (number, count)})

    with ThreadPoolExecutor(4) as threads:
        [*threads.map(submit, range(4))]
    waiting = open_index().pending(999)
    assert len(waiting) == 100
    for number in range(4):
        mine = [each.entry for each in waiting if each.entry.startswith(b"%d " % number)]
        assert mine == [b"%d %d" % (number, count) for count in range(25)]
