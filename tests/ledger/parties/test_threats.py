"""Rows of the table of threats that keys, chains and rules must answer. Numbers as in the table."""

import json
import tracemalloc
from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.entries.headers import (
    LOG,
    NOON,
    commitment,
    header,
    ids,
    key,
    keys,
    role_keys,
    signer,
)
from tests.ledger.parties.book import DAY, Book, first_manifest, opened, reserve, roots
from tests.ledger.parties.test_admission import refused, revoke
from tests.ledger.parties.test_manifests import FOUND, recovering, rotated, second, veto

from kept.ledger.entries.entry import read_entry, sign_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import NOTHING_SEEN, read_header
from kept.ledger.entries.manifest import Role
from kept.ledger.entries.members import Revoked
from kept.ledger.envelope import LARGEST_ENVELOPE
from kept.ledger.keys import verify
from kept.ledger.parties import (
    Parties,
    Refusal,
    Refused,
    admit,
    equivocation,
    read_equivocation,
    sign_refusal,
    signers,
    verify_refusal,
)


def replayed(entries, origin=LOG):
    """A second reader admits the same entries, without asking anybody when they came."""
    book = Book(origin)
    for entry in entries:
        book.check(entry)
    return book


def unseen(book, *names, **more):
    """A statement that leans on no checkpoint, so that only its chain says where it belongs."""
    more = {
        "body": commitment(),
        "release": "parties",
        "seen": NOTHING_SEEN,
        **more,
    }
    return book.enter("statement.sealed", f"{names[0].split()[0]}/delegation", *names, **more)


# 3: the host reorders


def test_threat_03_entries_of_one_author_cannot_change_places():
    book = opened()
    first, second_one = unseen(book, "aruna pen"), unseen(book, "aruna pen")
    swapped = opened()
    swapped.admit(second_one)
    assert [gap.named for gap in swapped.state.gaps()] == [first.hash]  # seen by everybody
    third = swapped.make(
        "statement.sealed",
        "aruna/delegation",
        "aruna pen",
        body=commitment(),
        release="parties",
        seq=2,
        prev=first.hash,
    )
    refused(swapped, "broken-chain", swapped.admit, third)


def test_threat_03_an_entry_is_not_moved_before_what_it_has_seen():
    book = opened()
    book.file("belva")
    answer = book.file()  # has seen all five entries
    moved = opened()
    refused(moved, "unknown-checkpoint", moved.admit, answer)


def test_threat_03_an_answer_is_not_moved_before_what_it_answers():
    book = opened()
    told = unseen(book, "belva pen")
    answer = unseen(book, "aruna pen", refs=(told.hash,))
    moved = opened()
    refused(moved, "unknown-reference", moved.admit, answer)


def test_threat_03_nothing_is_put_between_two_entries_of_an_author():
    book = opened()
    unseen(book, "aruna pen")
    unseen(book, "aruna pen")
    refused(book, "equivocation", unseen, book, "aruna pen", seq=0, prev=None, claimed=0)
    refused(
        book,
        "equivocation",
        unseen,
        book,
        "aruna pen",
        seq=1,
        prev=book.entries[4].hash,
        claimed=0,
    )


# 4: the host dates back


@pytest.mark.parametrize("claimed", [0, NOON - 3650 * DAY, NOON + 3650 * DAY])
def test_threat_04_a_claimed_date_changes_nothing(claimed):
    book, other = opened(), opened()
    book.file(claimed=claimed)
    other.file()
    assert book.state.people == other.state.people
    assert book.state.chain(key("aruna pen").id).next == 1
    later = replace(first_manifest("aruna"), version=2, roles=())
    book.manifest(later, *roots("aruna")[:2])
    refused(book, "unknown-key", book.file, claimed=NOON - 3650 * DAY)


def test_threat_04_a_claimed_date_ends_no_waiting():
    book = opened()
    entry = book.manifest(recovering(), "aruna notary", *FOUND, office="recovery")
    book.file()
    refused(
        book,
        "not-allowed",
        book.enter,
        "party.recovered",
        "aruna/recovery",
        "aruna notary",
        refs=(entry.hash,),
        claimed=NOON + 365 * DAY,
    )


# 8: the host refuses entries


def test_threat_08_what_was_dropped_shows_as_a_gap_by_name():
    book = opened()
    sent = []
    for number in range(9):
        entry = book.make(
            "statement.sealed",
            "aruna/delegation",
            "aruna pen",
            body=commitment(),
            release="parties",
        )
        sent.append(entry)
        if number % 3:
            book.admit(entry)
    dropped = [sent[0], sent[3], sent[6]]
    assert [gap.named for gap in book.state.gaps()] == [entry.hash for entry in dropped]
    assert [(gap.first, gap.last) for gap in book.state.gaps()] == [(0, 0), (3, 3), (6, 6)]
    for entry in dropped:
        book.admit(entry)  # they may arrive late, through whomsoever
    assert [*book.state.gaps()] == []


def test_threat_08_the_last_entry_is_missed_by_its_author_alone():
    """Nothing follows it yet that could name it: the author compares with its own count."""
    book = opened()
    book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    mine, _ = book.sent["aruna pen"]
    assert [*book.state.gaps()] == []
    assert book.state.chain(key("aruna pen").id).next == mine - 1


def test_threat_08_a_refusal_is_signed_and_can_be_shown_to_be_untrue():
    book = opened()
    entry = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    said = Refusal(log=LOG, entry=entry.hash, reason="unknown-key", at=NOON, size=book.state.size)
    raw = sign_refusal(said, signer("log")).to_bytes()
    shown = verify_refusal(raw, key("log"))
    assert (shown.entry, shown.size) == (entry.hash, len(book.entries))
    admit(replayed(book.entries).state, entry, book, at=shown.at)  # anybody finds: it was fine


# 11: a party denies its own statement


def test_threat_11_a_statement_is_checked_without_its_party():
    book = opened()
    entry = book.file()
    raw = [each.raw for each in book.entries]
    reader = replayed([read_entry(each) for each in raw[:-1]])
    said = read_entry(raw[-1])
    signing = signers(reader.state, said, reader, at=None)
    assert [(place.party, place.office) for place in signing] == 2 * [("aruna", "delegation")]
    admit(reader.state, said, reader, at=None)
    assert reader.state == book.state
    assert said == entry


def test_threat_11_nobody_else_could_have_made_it():
    book = opened()
    entry = book.file()
    for signature in entry.envelope.signatures:
        for name in ("belva pen", "secretariat pen", "stranger"):
            with pytest.raises(ValueError, match="signature"):
                verify(key(name), entry.envelope.signed, signature.sig)


# 13: a party says that its key was stolen before


def test_threat_13_what_was_signed_before_a_revocation_stays():
    book = opened()
    entries = [book.file() for _ in range(3)]
    revoke(book, "aruna", "pen", compromised_since=date(2000, 1, 1))
    reader = replayed(book.entries)
    assert reader.state == book.state
    assert reader.state.chain(key("aruna pen").id).last == entries[-1].hash
    assert reader.state.revoked == {key("aruna pen").id: 7}
    refused(book, "revoked-key", book.file)


def test_threat_13_a_revocation_does_not_move_to_an_earlier_place():
    book = opened()
    unseen(book, "aruna pen")
    book.enter(
        "key.revoked",
        "aruna/root",
        *roots("aruna")[:2],
        member=Revoked(party="aruna", key=key("aruna pen").id),
        seen=NOTHING_SEEN,
    )
    *before, filed, revoked = book.entries
    early = replayed([*before, revoked])
    refused(early, "revoked-key", early.admit, filed)  # another history, which witnesses refuse


# 14: two different entries with one number


def test_threat_14_two_stories_under_one_number_convict_their_author():
    one, other = opened(), opened()  # two mirrors
    first, second_one = one.file(), other.file(about=("prisoners-exchanged",))
    assert first.header.seq == second_one.header.seq
    refused(one, "equivocation", one.admit, second_one)
    refused(other, "equivocation", other.admit, first)
    proof = equivocation(first, second_one, one.state.place(first.header.key))
    found = read_equivocation(proof.to_text())
    assert {found.first.hash, found.second.hash} == {first.hash, second_one.hash}
    assert one.state.place(found.key.id).party == "aruna"


# 15: replay


def test_threat_15_an_entry_counts_in_its_own_register_only():
    book = opened()
    entry = book.file()
    other = Book("lakes.example/other")
    refused(other, "other-ledger", other.admit, entry)
    with pytest.raises(Refused, match="other-ledger"):
        replayed(book.entries, "lakes.example/other")


def test_threat_15_an_entry_counts_once():
    book = opened()
    entry = book.file()
    book.file()
    refused(book, "duplicate", book.admit, entry)


def test_threat_15_signatures_are_not_moved_to_another_payload():
    book = opened()
    entry = book.file()
    other = header(seq=1, prev=entry.hash, with_=ids("aruna seal"), claimed=NOON + 1)
    moved = read_entry(replace(entry.envelope, payload=other.to_bytes()).to_bytes())
    refused(book, "bad-signature", book.admit, moved)


# 18: a stolen role key


def test_threat_18_a_thief_has_one_key_of_two_and_the_scope_of_one_role():
    book = opened()
    thief = "aruna pen"
    body = {"body": commitment(), "release": "public"}
    refused(
        book,
        "too-few-signatures",
        book.enter,
        "statement.filed",
        "aruna/delegation",
        thief,
        **body,
    )
    refused(
        book,
        "unknown-key",
        book.enter,
        "statement.filed",
        "aruna/delegation",
        thief,
        "accomplice",
        **body,
    )
    grab = second(roots=keys("thief root"), threshold=1)
    refused(
        book, "out-of-scope", book.enter, "party.manifest", "aruna/delegation", thief, member=grab
    )
    refused(book, "unknown-key", book.enter, "party.manifest", "aruna/root", thief, member=grab)
    others = Revoked(party="aruna", key=key("aruna seal").id)
    refused(
        book, "out-of-scope", book.enter, "key.revoked", "aruna/delegation", thief, member=others
    )
    refused(book, "unknown-key", unseen, book, "belva seal", "aruna pen")


def test_threat_18_the_owner_notices_and_ends_it():
    book = opened()
    unseen(book, "aruna pen")
    mine = 1  # what the owner of the key has signed
    assert book.state.chain(key("aruna pen").id).next == mine
    unseen(book, "aruna pen")  # the thief
    assert book.state.chain(key("aruna pen").id).next == mine + 1
    revoke(book, "aruna", "pen")
    refused(book, "revoked-key", unseen, book, "aruna pen")


# 19: stolen roots


def thefts():
    """What a thief of all current roots may want, with whatever keys of its own."""
    mine = ("thief 1", "thief 2", "thief 3")
    later = ids("thief later 1", "thief later 2")
    yield "new roots", second(roots=keys(*mine), next=later), mine
    yield "one root more", second(roots=keys(*roots("aruna"), mine[0]), next=later), mine[:1]
    yield "one root in another's place", second(roots=keys(*roots("aruna")[:2], mine[0])), mine[:1]
    yield "another reserve", second(next=later), ()
    yield "a smaller reserve", second(next_threshold=1), ()
    yield "a lower threshold", second(threshold=1), ()
    yield "fewer roots", second(roots=keys(roots("aruna")[0]), threshold=1), ()
    yield "the reserve without its keys", rotated(), ()
    yield "a recovery", recovering(roots=keys(*mine)), mine
    yield "a number ahead", replace(second(), version=7), ()


@pytest.mark.parametrize(
    ("aim", "manifest", "names"), [*thefts()], ids=lambda each: str(each)[:20]
)
def test_threat_19_stolen_roots_change_no_roots(aim, manifest, names):
    book = opened()
    office = "recovery" if manifest.recovers else "root"
    before = book.state.members["aruna"]
    with pytest.raises(Refused):
        book.manifest(manifest, *roots("aruna"), *names, office=office)
    if manifest.recovers:
        with pytest.raises(Refused):
            book.manifest(manifest, *names, office=office)
    assert book.state.members["aruna"] == before


def test_threat_19_the_owner_takes_over_from_a_thief_of_the_roots():
    book = opened()
    thieves = Role(role="delegation", keys=role_keys("thief pen"), scope={"statement.filed": 1})
    book.manifest(second(roles=(thieves,), recovery=None), *roots("aruna")[:2])
    book.manifest(replace(rotated(), version=3), *roots("aruna")[:2], *reserve("aruna")[:2])
    assert book.state.place(key("thief pen").id) is None
    assert book.state.place(key("aruna pen").id).office == "delegation"
    refused(
        book, "too-few-signatures", book.manifest, replace(second(), version=4), *roots("aruna")
    )


def test_threat_19_stolen_recovery_keys_are_vetoed_in_time():
    book = opened()
    entry = book.manifest(recovering(), "aruna notary", *FOUND, office="recovery")
    book.clock += 29 * DAY
    book.file()
    refused(
        book,
        "not-allowed",
        book.enter,
        "party.recovered",
        "aruna/recovery",
        "aruna notary",
        refs=(entry.hash,),
    )
    veto(book, entry)
    book.clock += 300 * DAY
    book.file()
    refused(
        book,
        "unknown-reference",
        book.enter,
        "party.recovered",
        "aruna/recovery",
        "aruna notary",
        refs=(entry.hash,),
    )


# 20: too much of everything


def huge():
    yield "long", b"{" + 70_000 * b" " + b"}"
    yield "deep", b'{"payload":' + 30_000 * b"[" + 30_000 * b"]" + b"}"
    yield "numbers", b'{"payload":' + 60_000 * b"9" + b"}"
    yield (
        "signatures",
        json.dumps(
            {
                "payload": "e30=",
                "payloadType": "application/vnd.kept.entry.v1+json",
                "signatures": [{"keyid": f"{n:064x}", "sig": "AA=="} for n in range(600)],
            },
            separators=(",", ":"),
        ).encode(),
    )
    yield "escapes", b'{"payload":"' + 10_000 * b"\\u0041" + b'"}'


@pytest.mark.parametrize(("what", "data"), [*huge()], ids=lambda each: str(each)[:10])
def test_threat_20_whatever_is_too_much_is_refused_in_little_memory(what, data):
    tracemalloc.start()
    try:
        with pytest.raises(EntryError):
            read_entry(data)
        with pytest.raises(EntryError):
            read_header(data)
        assert tracemalloc.get_traced_memory()[1] < 64 * LARGEST_ENVELOPE
    finally:
        tracemalloc.stop()


def test_threat_20_an_entry_has_at_most_sixteen_signatures():
    names = [f"aruna {n}" for n in range(17)]
    made = header(key=key(names[0]).id, with_=ids(*names[1:16]))
    sign_entry(made, [signer(name) for name in names[:16]])
    with pytest.raises(EntryError):
        sign_entry(replace(made, with_=ids(*names[1:])), [signer(name) for name in names])


def test_threat_20_what_nobody_may_sign_is_refused_before_a_signature_is_verified(monkeypatch):
    book = opened()
    entry = book.make(
        "statement.filed", "aruna/delegation", "stranger", body=commitment(), release="public"
    )
    monkeypatch.setattr(
        "kept.ledger.parties.admission.verify", lambda *_, **__: pytest.fail("verified")
    )
    refused(book, "unknown-key", book.admit, entry)


def test_threat_20_the_state_is_asked_for_a_stranger_without_growing():
    state = Parties(LOG)
    assert state.chain(64 * "f").next == 0
    assert state.chains() == {}
