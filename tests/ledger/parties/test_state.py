"""The state: batches tried and dropped, kept as bytes, no larger than it must be."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import NOON, commitment, key
from tests.ledger.parties.book import Book, opened, opening, reserve, roots
from tests.ledger.parties.test_admission import revoke
from tests.ledger.parties.test_manifests import FOUND, recovering, rotated

from kept.ledger.canonical import encode
from kept.ledger.entries.members import Erasure
from kept.ledger.parties import (
    Parties,
    PartiesError,
    Refused,
    admit,
    read_parties,
    write_parties,
)


def rich():
    """A register in which all that a state holds has happened."""
    book = opened()
    entry = book.file()
    book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    book.file()
    book.enter(
        "body.erased",
        "aruna/delegation",
        "aruna seal",
        refs=(entry.hash,),
        member=Erasure("court-order"),
    )
    revoke(book, "belva", "pen")
    book.manifest(recovering(), "aruna notary", *FOUND, office="recovery")
    return book


def sealed(book, state, author="aruna pen"):
    """A sealed statement that follows on what `state` holds."""
    chain = state.chain(key(author).id)
    return book.make(
        "statement.sealed",
        f"{author.split()[0]}/delegation",
        author,
        body=commitment(),
        release="parties",
        seq=chain.next,
        prev=chain.last,
        count=False,
    )


def test_a_fork_is_dropped_without_a_trace():
    book = rich()
    before = book.state.copy()
    fork = book.state.fork()
    for author in ("aruna pen", "aruna seal", "belva seal"):
        admit(fork, sealed(book, fork, author), book, at=NOON)
    assert fork.size == book.state.size + 3
    assert book.state == before
    assert fork != before


def test_an_adopted_fork_is_as_if_there_had_been_none():
    one, other = rich(), rich()
    fork = other.state.fork()
    for author in ("aruna pen", "aruna pen", "belva seal"):
        entry = sealed(one, one.state, author)
        admit(one.state, entry, one, at=NOON)
        admit(fork, entry, other, at=NOON)
    assert fork == one.state
    other.state.adopt(fork)
    assert other.state == one.state
    further = other.state.fork()
    admit(further, sealed(other, further), other, at=NOON)
    other.state.adopt(further)


def test_a_fork_carries_people_and_erasures():
    book = opened()
    entry = book.file()
    fork = book.state.fork()
    role = {"role": "aruna/delegation", "member": Erasure("court-order"), "refs": (entry.hash,)}
    erasure = book.make("body.erased", role.pop("role"), "aruna seal", **role)
    admit(fork, erasure, book, at=NOON)
    manifest = book.make(
        "party.manifest",
        "aruna/root",
        *roots("aruna")[:2],
        *reserve("aruna")[:2],
        member=rotated(),
    )
    admit(fork, manifest, book, at=NOON)
    assert fork.erased(entry.hash)
    assert not book.state.erased(entry.hash)
    book.state.adopt(fork)
    assert book.state.erased(entry.hash)
    assert book.state.place(key("aruna root 1").id) is None


def test_a_fork_of_a_fork_is_adopted_step_by_step():
    book = rich()
    first = book.state.fork()
    admit(first, sealed(book, first), book, at=NOON)
    second = first.fork()
    entry = sealed(book, second)
    admit(second, entry, book, at=NOON)
    with pytest.raises(ValueError, match="elsewhere"):
        book.state.adopt(second)
    first.adopt(second)
    assert first.recent(entry.hash).index == first.size - 1
    book.state.adopt(first)
    assert book.state.chain(key("aruna pen").id).next == entry.header.seq + 1


def test_a_fork_that_was_overtaken_is_not_adopted():
    book = rich()
    fork = book.state.fork()
    admit(fork, sealed(book, fork), book, at=NOON)
    admit(book.state, sealed(book, book.state, "belva seal"), book, at=NOON)
    with pytest.raises(ValueError, match="elsewhere"):
        book.state.adopt(fork)
    with pytest.raises(ValueError, match="elsewhere"):
        book.state.adopt(Parties("lakes.example/exercise"))


def test_a_copy_goes_its_own_way():
    book = rich()
    twin = book.state.copy()
    assert twin == book.state
    admit(twin, sealed(book, twin), book, at=NOON)
    assert twin != book.state
    assert twin != "a state"


def test_a_state_is_kept_as_bytes():
    book = rich()
    data = write_parties(book.state)
    again = read_parties(data)
    assert again == book.state
    assert write_parties(again) == data
    assert read_parties(write_parties(Parties("lakes.example"))) == Parties("lakes.example")
    entry = sealed(book, again)
    admit(again, entry, book, at=NOON)
    admit(book.state, entry, book, at=NOON)
    assert again == book.state
    assert write_parties(book.state.fork()) == write_parties(book.state)


@pytest.mark.parametrize("data", [b"", b"7", b"{}", b'{"v":1}', b"\xff"])
def test_bytes_that_are_no_state_are_told(data):
    with pytest.raises(PartiesError, match="read the log anew"):
        read_parties(data)


@given(data=st.data())
def test_a_damaged_state_is_told_or_another_state(data):
    value = json.loads(write_parties(rich().state))
    part = value
    while isinstance(part, dict | list) and part:
        parent = part
        name = data.draw(
            st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part)))
        )
        part = part[name]
    parent[name] = data.draw(st.sampled_from([None, 7, "x", [], {}, 64 * "0"]))
    damaged = encode(value)
    try:
        found = read_parties(damaged)
    except PartiesError:
        return
    assert write_parties(found) == damaged


@pytest.mark.parametrize(
    "damage",
    [
        {"v": 2},
        {"parties": []},
        {"revoked": []},
        {"opening": 7},
        {"erased": [64 * "b", 64 * "a"]},
        {"chains": [[64 * "a", 1, None, []]]},
        {"size": -1},
    ],
    ids=str,
)
def test_damage_is_told(damage):
    value = {**json.loads(write_parties(rich().state)), **damage}
    with pytest.raises(PartiesError, match="read the log anew"):
        read_parties(encode(value))


def test_parties_without_manifests_are_kept_too():
    book = Book()
    names = roots("secretariat")[:2]
    book.enter("ledger.opened", "secretariat/root", *names, member=opening())
    assert read_parties(write_parties(book.state)) == book.state


def test_ordinary_entries_add_nothing_but_their_last():
    book = opened()
    book.file()
    state = book.state
    small = len(write_parties(state))
    for _ in range(200):
        fork = state.fork()
        admit(fork, sealed(book, fork), book, at=NOON)
        state.adopt(fork)
    assert len(write_parties(state)) <= small + 16
    assert sys.getsizeof(state.chains()) == sys.getsizeof(opened().state.chains())


def test_people_stay_the_same_object_where_nothing_changes():
    book = opened()
    before = book.state.people
    book.file()
    assert book.state.people is before


def test_what_was_admitted_is_told():
    book = opened()
    facts = book.admit(
        book.make(
            "statement.filed",
            "aruna/delegation",
            "aruna pen",
            "aruna seal",
            body=commitment(),
            release="public",
            about=("trade-posts",),
        )
    )
    assert (facts.index, facts.type, facts.party, facts.about, facts.body) == (
        4,
        "statement.filed",
        "aruna",
        True,
        True,
    )


def test_an_origin_belongs_to_the_state():
    book = Book("lakes.example/other")
    with pytest.raises(Refused) as caught:
        book.admit(opened().entries[0])
    assert caught.value.code == "other-ledger"
