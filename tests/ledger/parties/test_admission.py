"""Every code of refusal is reached, in the order of the format, and a refusal changes nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import (
    FILES,
    NOON,
    commitment,
    hash_of,
    ids,
    key,
    role_keys,
)
from tests.ledger.parties.book import (
    DAY,
    SCOPE,
    Book,
    first_manifest,
    opened,
    opening,
    roots,
)

from kept.ledger.entries.entry import read_entry
from kept.ledger.entries.header import NOTHING_SEEN, Seen
from kept.ledger.entries.manifest import Role
from kept.ledger.entries.members import Erasure, Fields, Founder, Policy, ProcessText, Revoked
from kept.ledger.parties import (
    CODES,
    Refused,
    admit,
    check_signatures,
    past_until,
    receive,
    signers,
)


def refused(book, code, action, *arguments, **named):
    """`action` is refused with `code`, and the state is as before."""
    before = book.state.copy()
    with pytest.raises(Refused) as caught:
        action(*arguments, **named)
    assert caught.value.code == code, caught.value.why
    assert caught.value.why.endswith(".")
    assert book.state == before
    return caught.value.why


# The order of checks: entries that are wrong in many ways at once


def offices():
    """A register where `delegation` may disclose and `press` may not; the third key is revoked."""
    book = opened()
    offices = tuple(
        Role(
            role=office,
            keys=role_keys(*(f"{office} {n}" for n in (1, 2, 3))),
            scope={"statement.filed": 1, **scope},
        )
        for office, scope in (("delegation", {"statement.disclosed": 2}), ("press", {}))
    )
    book.manifest(replace(first_manifest("aruna"), version=2, roles=offices), *roots("aruna")[:2])
    for office in ("delegation", "press"):
        book.enter(
            "key.revoked",
            "aruna/root",
            *roots("aruna")[:2],
            member=Revoked(party="aruna", key=key(f"{office} 3").id),
        )
        for _ in range(2):
            book.filed = book.enter(
                "statement.filed",
                f"aruna/{office}",
                f"{office} 1",
                body=commitment(),
                release="public",
                about=("trade-posts",),
            ).hash
    return book


OFFICES = offices()
DEFECTS = tuple(code for code in CODES if code not in ("malformed", "duplicate"))


def defective(defects):
    """A disclosure with exactly these faults."""
    office = "press" if "out-of-scope" in defects else "delegation"
    names = [f"{office} 1"]
    if "too-few-signatures" not in defects:
        names.append(f"{office} 2")
    if "unknown-key" in defects:
        names.append("stranger")
    if "revoked-key" in defects:
        names.append(f"{office} 3")
    changes = {"refs": (OFFICES.filed,), "release": "public", "member": Fields(("claim",))}
    if "other-ledger" in defects:
        changes["log"] = "lakes.example/other"
    if "equivocation" in defects:
        changes["seq"], changes["prev"] = 1, OFFICES.entries[-1].hash
    if "broken-chain" in defects:
        changes["prev"] = hash_of("nothing")
    if "unknown-checkpoint" in defects:
        changes["seen"] = Seen(10**6, bytes(32))
    if "unknown-reference" in defects:
        changes["refs"] = (hash_of("nothing"),)
    if "not-allowed" in defects:
        changes["about"] = ("trade-posts",)
    made = OFFICES.make("statement.disclosed", f"aruna/{office}", *names, count=False, **changes)
    return broken(made) if "bad-signature" in defects else made


def broken(entry):
    """The entry with one bit of its last signature turned."""
    *others, last = entry.envelope.signatures
    wrong = replace(last, sig=last.sig[:5] + bytes([last.sig[5] ^ 1]) + last.sig[6:])
    return read_entry(replace(entry.envelope, signatures=(*others, wrong)).to_bytes())


def test_the_disclosure_without_faults_is_admitted():
    admit(OFFICES.state.fork(), defective(()), OFFICES, at=NOON)


@pytest.mark.parametrize("first", DEFECTS)
@pytest.mark.parametrize("second", DEFECTS)
def test_of_two_faults_the_first_in_order_is_told(first, second):
    expected = min(first, second, key=CODES.index)
    refused(OFFICES, expected, OFFICES.admit, defective({first, second}))


@given(st.sets(st.sampled_from(DEFECTS), min_size=1))
def test_of_many_faults_the_first_in_order_is_told(faults):
    refused(OFFICES, min(faults, key=CODES.index), OFFICES.admit, defective(faults))


def test_what_is_no_entry_is_malformed():
    made = defective(())
    for raw in (
        b"",
        b"{}",
        made.raw[:-1],
        made.raw + b"\n",
        json.dumps(json.loads(made.raw)).encode(),
    ):
        with pytest.raises(Refused) as caught:
            receive(raw)
        assert caught.value.code == "malformed"
    assert receive(made.raw) == made


def test_an_entry_is_admitted_once():
    book = opened()
    entry = book.file()
    assert "entry 4" in refused(book, "duplicate", book.admit, entry)


def test_an_entry_that_is_there_is_told_so_even_if_its_key_was_revoked_since():
    book = opened()
    entry = book.file()
    revoke(book, "aruna", "pen")
    refused(book, "duplicate", book.admit, entry)


def test_a_duplicate_within_a_batch_is_told():
    book = opened()
    entry = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    batch = book.state.fork()
    admit(batch, entry, book, at=NOON)
    with pytest.raises(Refused) as caught:
        admit(batch, entry, book, at=NOON)
    assert caught.value.code == "duplicate"


def revoke(book, party, name, **more):
    book.enter(
        "key.revoked",
        f"{party}/root",
        *roots(party)[:2],
        member=Revoked(party=party, key=key(f"{party} {name}").id, **more),
    )


# Keys


def test_a_key_speaks_for_its_own_party_in_its_own_role():
    book = opened()
    body = {"body": commitment(), "release": "public"}
    for role in ("belva/delegation", "aruna/press", "aruna/root", "nobody/delegation"):
        refused(
            book,
            "unknown-key",
            book.enter,
            "statement.filed",
            role,
            "aruna pen",
            "aruna seal",
            **body,
        )


def test_two_keys_of_different_roles_do_not_sign_together():
    book = opened()
    body = {"body": commitment(), "release": "public"}
    refused(
        book,
        "unknown-key",
        book.enter,
        "statement.filed",
        "aruna/delegation",
        "aruna pen",
        "aruna root 1",
        **body,
    )


def test_before_the_first_entry_nobody_is_known():
    book = Book()
    refused(book, "unknown-key", book.file)
    refused(book, "unknown-key", book.manifest, first_manifest("aruna"), *roots("aruna"))


def test_after_the_last_day_of_a_role_its_keys_admit_nothing():
    book = opened()
    [role] = first_manifest("aruna").roles
    ending = replace(role, until=date(2026, 11, 21))
    book.manifest(
        replace(first_manifest("aruna"), version=2, roles=(ending,)), *roots("aruna")[:2]
    )
    midnight = NOON + DAY // 2
    entry = book.file(at=midnight - 1)
    why = refused(book, "unknown-key", book.file, at=midnight)
    assert "ended with 2026-11-21" in why
    assert past_until(book.state.people, entry.header, midnight)
    assert not past_until(book.state.people, entry.header, midnight - 1)
    later = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    admit(book.state, later, book, at=None)  # whoever checks the log afterwards does not judge


def test_a_missing_signature_and_one_too_many_are_bad():
    book = opened()
    entry = book.make(
        "statement.filed",
        "aruna/delegation",
        "aruna pen",
        "aruna seal",
        body=commitment(),
        release="public",
    )
    alone = read_entry(
        replace(entry.envelope, signatures=entry.envelope.signatures[:1]).to_bytes()
    )
    refused(book, "bad-signature", book.admit, alone)
    stranger = replace(entry.envelope.signatures[0], keyid=64 * "f")
    more = read_entry(
        replace(entry.envelope, signatures=(*entry.envelope.signatures, stranger)).to_bytes()
    )
    refused(book, "bad-signature", book.admit, more)


def test_signatures_may_be_verified_beforehand():
    book = opened()
    entry = book.make(
        "statement.filed",
        "aruna/delegation",
        "aruna pen",
        "aruna seal",
        body=commitment(),
        release="public",
    )
    signing = signers(book.state, entry, book, at=NOON)
    assert {place.key.id for place in signing} == {*entry.header.signers}
    check_signatures(entry, signing)
    admit(book.state.fork(), entry, book, at=NOON, verified=signing)
    with pytest.raises(Refused) as caught:
        check_signatures(broken(entry), signing)
    assert caught.value.code == "bad-signature"


def test_what_was_verified_for_others_is_verified_again():
    book = opened()
    entry = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    wrong = broken(entry)
    other = signers(book.state, entry, book, at=NOON)
    admit(book.state.fork(), wrong, book, at=NOON, verified=other)  # the caller's word counts
    changed = tuple(replace(place, until=None, scope={}) for place in other)
    with pytest.raises(Refused):
        admit(book.state.fork(), wrong, book, at=NOON, verified=changed)


def test_a_key_revoked_after_it_was_verified_is_refused():
    book = opened()
    entry = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )
    signing = signers(book.state, entry, book, at=NOON)
    revoke(book, "aruna", "pen")
    with pytest.raises(Refused) as caught:
        admit(book.state, entry, book, at=NOON, verified=signing)
    assert caught.value.code == "revoked-key"


# What was seen


def test_an_author_who_saw_another_history_is_heard():
    book = opened()
    other = Seen(2, bytes(32))
    assert "another history" in refused(book, "unknown-checkpoint", book.file, seen=other)
    assert "holds entries back" in refused(
        book, "unknown-checkpoint", book.file, seen=Seen(99, bytes(32))
    )
    book.file(seen=Seen(2, book.root_at(2)))


def test_who_has_seen_nothing_needs_no_root():
    book = opened()
    unseeing = book.make(
        "statement.sealed",
        "aruna/delegation",
        "aruna pen",
        body=commitment(),
        release="parties",
        seen=NOTHING_SEEN,
    )
    book.root_at = lambda size: None
    book.admit(unseeing)


def test_an_entry_may_have_seen_all_before_it_and_nothing_after():
    """When a log is checked later its later roots are known, and no entry can have seen them."""
    book = opened()
    early = book.make(
        "statement.sealed",
        "aruna/delegation",
        "aruna pen",
        body=commitment(),
        release="parties",
        seen=Seen(5, bytes(32)),
    )
    book.root_at = lambda size: bytes(32)
    refused(book, "unknown-checkpoint", book.admit, early)


# References


def test_references_lie_in_the_log_before_the_entry():
    book = opened()
    refused(book, "unknown-reference", book.file, refs=(hash_of("nothing"),))
    entry = book.file()
    book.file(refs=(entry.hash,))
    book.find = lambda entry: replace(Book.find(book, book.entries[0].hash), index=99)
    refused(book, "unknown-reference", book.file, refs=(hash_of("later"),))


def test_entries_of_one_batch_refer_to_one_another():
    book = opened()
    batch = book.state.fork()
    body = {"body": commitment(), "release": "parties"}
    first = book.make("statement.sealed", "aruna/delegation", "aruna pen", **body)
    second = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", refs=(first.hash,), **body
    )
    admit(batch, first, book, at=NOON)
    admit(batch, second, book, at=NOON)
    further = batch.fork()
    third = book.make(
        "statement.sealed", "aruna/delegation", "aruna pen", refs=(first.hash,), **body
    )
    admit(further, third, book, at=NOON)
    assert third.header.seq == further.chain(key("aruna pen").id).next - 1


@pytest.mark.parametrize(
    ("kind", "role", "names", "more"),
    [
        ("party.vetoed", "aruna/root", roots("aruna")[:2], {}),
        ("party.recovered", "aruna/recovery", ["aruna notary"], {}),
        ("statement.disclosed", "aruna/delegation", ["aruna pen"], {"release": "parties"}),
        ("body.erased", "aruna/delegation", ["aruna pen"], {"member": Erasure("other-law")}),
    ],
)
def test_a_type_refers_to_the_types_it_needs(kind, role, names, more):
    book = opened()
    refused(
        book,
        "unknown-reference",
        book.enter,
        kind,
        role,
        *names,
        refs=(book.entries[0].hash,),
        **more,
    )


def text(book, process="lakes-exercise", amends=None, **more):
    member = ProcessText(process=process, digest=hash_of("text"), amends=amends)
    return book.enter(
        "process.text", "secretariat/delegation", "secretariat pen", member=member, **more
    )


def test_a_text_amends_a_text():
    book = opened()
    first = text(book, body=commitment(FILES), release="public")
    text(book, amends=first.hash)
    refused(book, "unknown-reference", text, book, amends=book.entries[0].hash)
    refused(book, "unknown-reference", text, book, amends=hash_of("nothing"))


def test_the_text_of_another_process_is_refused():
    book = opened()
    refused(book, "not-allowed", text, book, process="other-lakes")


# Rules of single types


def test_a_register_is_opened_once():
    book = opened()
    names = roots("secretariat")[:2]
    refused(
        book,
        "not-allowed",
        book.enter,
        "ledger.opened",
        "secretariat/root",
        *names,
        member=opening(),
    )


def test_a_register_is_opened_by_enough_of_the_keepers_roots():
    book = Book()
    member = opening()
    one = roots("secretariat")[:1]
    refused(
        book,
        "too-few-signatures",
        book.enter,
        "ledger.opened",
        "secretariat/root",
        *one,
        member=member,
    )
    refused(
        book,
        "unknown-key",
        book.enter,
        "ledger.opened",
        "aruna/root",
        *roots("aruna"),
        member=member,
    )
    book.enter("ledger.opened", "secretariat/root", *roots("secretariat")[1:], member=member)
    assert book.state.keeper == "secretariat"
    assert book.state.opening == member
    assert set(book.state.members) == {"secretariat", "aruna", "belva"}


def test_the_policy_is_the_keepers():
    book = opened()
    changed = Policy(published=hash_of("p"), witnessed=hash_of("w"), mutual=hash_of("m"))
    book.enter("ledger.policy", "secretariat/delegation", "secretariat pen", member=changed)
    assert book.state.policy == changed
    refused(
        book,
        "out-of-scope",
        book.enter,
        "ledger.policy",
        "aruna/delegation",
        "aruna pen",
        member=changed,
    )


@pytest.mark.parametrize("kind", ["ledger.policy", "party.admitted", "process.text"])
def test_no_party_but_the_keeper_gives_scopes_that_concern_all(kind):
    book = opened()
    [role] = first_manifest("aruna").roles
    grab = replace(role, scope={kind: 1})
    manifest = replace(first_manifest("aruna"), version=2, roles=(grab,))
    assert kind in refused(book, "not-allowed", book.manifest, manifest, *roots("aruna")[:2])


def join(book, party="cadmia", keys=("cadmia root 1", "cadmia root 2", "cadmia root 3")):
    founder = Founder(party=party, roots=ids(*keys), threshold=2)
    book.enter("party.admitted", "secretariat/delegation", "secretariat pen", member=founder)


def test_a_party_joins_and_speaks():
    book = opened()
    join(book)
    book.manifest(first_manifest("cadmia"), *roots("cadmia")[1:])
    book.file("cadmia")
    refused(book, "not-allowed", join, book)
    refused(book, "not-allowed", join, book, "delta", ("cadmia root 1", "delta root 2"))


def test_roots_agreed_for_one_party_are_taken_by_no_other():
    book = opened()
    join(book)
    refused(book, "not-allowed", join, book, "delta", ("cadmia root 1", "delta root 2"))
    [role] = first_manifest("aruna").roles
    grab = replace(role, keys=role_keys("cadmia root 1", "aruna pen"))
    manifest = replace(first_manifest("aruna"), version=2, roles=(grab,))
    refused(book, "not-allowed", book.manifest, manifest, *roots("aruna")[:2])


def test_a_party_discloses_what_it_filed_itself():
    book = opened()
    public = book.file()
    sealed = book.enter(
        "statement.sealed", "aruna/delegation", "aruna pen", body=commitment(), release="parties"
    )

    def disclose(entry, party="aruna", **more):
        more = {"release": "public", **more}
        book.enter(
            "statement.disclosed",
            f"{party}/delegation",
            f"{party} pen",
            refs=(entry.hash,),
            **more,
        )

    disclose(sealed, about=("trade-posts",), member=Fields(("claim",)))
    disclose(public)
    refused(book, "not-allowed", disclose, sealed, "belva")
    refused(book, "not-allowed", disclose, public, about=("trade-posts",))
    erase(book, sealed)
    refused(book, "not-allowed", disclose, sealed)


def erase(book, entry, party="aruna"):
    book.enter(
        "body.erased",
        f"{party}/delegation",
        f"{party} pen",
        refs=(entry.hash,),
        member=Erasure("protection-of-persons"),
    )


def test_a_body_is_erased_once_by_its_party_or_the_keeper():
    book = opened()
    first, second = book.file(), book.file()
    refused(book, "not-allowed", erase, book, first, "belva")
    erase(book, first)
    assert book.state.erased(first.hash)
    assert not book.state.erased(second.hash)
    refused(book, "not-allowed", erase, book, first)
    erase(book, second, "secretariat")
    refused(book, "not-allowed", erase, book, second)
    bare = text(book)
    refused(book, "not-allowed", erase, book, bare, "secretariat")
    whole = text(book, body=commitment(FILES), release="public")
    erase(book, whole, "secretariat")
    assert book.state.erasures() == {first.hash, second.hash, whole.hash}


def test_scopes_say_how_many_sign():
    book = opened()
    assert SCOPE["statement.filed"] == 2
    assert "2 different keys, and has 1" in refused(
        book, "too-few-signatures", book.file, names=("pen",)
    )
    book.file(names=("pen", "seal", "stamp"))


def test_root_keys_file_nothing():
    book = opened()
    body = {"body": commitment(), "release": "public"}
    refused(
        book, "out-of-scope", book.enter, "statement.filed", "aruna/root", *roots("aruna"), **body
    )
    refused(
        book,
        "out-of-scope",
        book.enter,
        "statement.filed",
        "aruna/recovery",
        "aruna notary",
        **body,
    )


def test_roles_sign_nothing_that_belongs_to_roots():
    book = opened()
    manifest = replace(first_manifest("aruna"), version=2)
    refused(
        book,
        "out-of-scope",
        book.enter,
        "party.manifest",
        "aruna/delegation",
        "aruna pen",
        "aruna seal",
        member=manifest,
    )
    refused(
        book,
        "out-of-scope",
        book.enter,
        "party.vetoed",
        "aruna/delegation",
        "aruna pen",
        refs=(hash_of("x"),),
    )
    refused(
        book,
        "out-of-scope",
        book.enter,
        "party.recovered",
        "aruna/root",
        *roots("aruna"),
        refs=(hash_of("x"),),
    )
