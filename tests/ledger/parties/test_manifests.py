"""Rotation, keys in reserve, recovery with a time to veto, revocation."""

from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.entries.headers import hash_of, ids, key, keys, role_keys
from tests.ledger.parties.book import (
    DAY,
    SCOPE,
    Book,
    first_manifest,
    opened,
    opening,
    reserve,
    roots,
)
from tests.ledger.parties.test_admission import refused, revoke

from kept.ledger.entries.manifest import Recovery, Role
from kept.ledger.entries.members import Revoked

FIRST = first_manifest("aruna")
OLD = roots("aruna")
NEW = reserve("aruna")


def second(**changes):
    return replace(FIRST, version=2, **changes)


def rotated(new=NEW, **changes):
    """A second manifest with the keys that lay in reserve as roots."""
    following = ids(*(f"aruna later {n}" for n in (1, 2, 3)))
    return second(**{"roots": keys(*new), "next": following, **changes})


# The first manifest


@pytest.fixture
def fresh():
    book = Book()
    names = roots("secretariat")[:2]
    book.enter("ledger.opened", "secretariat/root", *names, member=opening())
    return book


def test_a_first_manifest_is_signed_by_the_roots_agreed_beforehand(fresh):
    refused(fresh, "too-few-signatures", fresh.manifest, FIRST, OLD[0])
    other = replace(FIRST, roots=keys(*OLD[:2], "aruna stranger"))
    second, fresh.second = fresh.second, None
    refused(fresh, "unknown-key", fresh.manifest, other, OLD[0], "aruna stranger")
    fresh.second = second
    refused(fresh, "not-allowed", fresh.manifest, other, *OLD[:2])
    refused(fresh, "not-allowed", fresh.manifest, replace(FIRST, threshold=1), *OLD[:2])
    refused(fresh, "not-allowed", fresh.manifest, replace(FIRST, version=2), *OLD[:2])
    refused(
        fresh,
        "not-allowed",
        fresh.manifest,
        replace(FIRST, recovers=True),
        *OLD[:2],
        office="recovery",
    )
    refused(fresh, "out-of-scope", fresh.manifest, FIRST, *OLD[:2], office="recovery")
    entry = fresh.manifest(FIRST, *OLD[1:])
    party = fresh.state.members["aruna"]
    assert (party.manifest, party.entry, party.index) == (FIRST, entry.hash, 1)


def test_nobody_outside_the_register_has_a_manifest(fresh):
    refused(fresh, "unknown-key", fresh.manifest, first_manifest("cadmia"), *roots("cadmia"))


def test_until_its_first_manifest_a_party_says_nothing(fresh):
    refused(fresh, "unknown-key", fresh.file)


# Roots unchanged


def test_the_roots_move_roles_and_recovery_keys():
    book = opened()
    press = Role(role="press", keys=role_keys("aruna quill"), scope={"statement.filed": 1})
    moved = second(roles=(press,), recovery=None)
    refused(book, "too-few-signatures", book.manifest, moved, OLD[0])
    book.manifest(moved, *OLD[:2])
    assert book.state.place(key("aruna pen").id) is None
    assert book.state.place(key("aruna notary").id) is None
    assert book.state.place(key("aruna quill").id).office == "press"
    refused(book, "unknown-key", book.file)


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 1},
        {"next": ids("aruna later 1", "aruna later 2")},
        {"next_threshold": 1},
    ],
    ids=["threshold", "next", "next threshold"],
)
def test_while_the_roots_stay_what_guards_them_stays(change):
    book = opened()
    refused(book, "not-allowed", book.manifest, second(**change), *OLD)


@pytest.mark.parametrize("version", [1, 3])
def test_manifests_are_numbered_without_gaps(version):
    book = opened()
    refused(book, "not-allowed", book.manifest, replace(FIRST, version=version), *OLD)


def test_a_manifest_takes_effect_after_its_own_index():
    book = opened()
    with_pen = second(roots=FIRST.roots)
    refused(book, "unknown-key", book.manifest, with_pen, *OLD, "aruna pen")


# Roots changed


def test_the_roots_are_changed_by_old_and_reserved_keys_together():
    book = opened()
    refused(book, "too-few-signatures", book.manifest, rotated(), *NEW)
    refused(book, "too-few-signatures", book.manifest, rotated(), OLD[0], *NEW)
    refused(book, "too-few-signatures", book.manifest, rotated(), *OLD, NEW[0])
    book.manifest(rotated(), *OLD[:2], *NEW[:2])
    assert book.state.place(key(NEW[2]).id).office == "root"
    assert book.state.place(key(OLD[0]).id) is None


def test_the_new_roots_reach_their_own_threshold():
    book = opened()
    refused(book, "too-few-signatures", book.manifest, rotated(threshold=3), *OLD[:2], *NEW[:2])
    book.manifest(rotated(threshold=3), *OLD[:2], *NEW)


def test_one_root_is_exchanged_with_the_signatures_of_the_reserve():
    book = opened()
    mixed = rotated((OLD[0], NEW[0], NEW[1]))
    refused(book, "too-few-signatures", book.manifest, mixed, *OLD[:2], NEW[0])
    book.manifest(mixed, *OLD[:2], *NEW[:2])


def test_a_root_is_not_dropped_without_the_reserve():
    book = opened()
    fewer = second(roots=keys(*OLD[:2]))
    refused(book, "too-few-signatures", book.manifest, fewer, *OLD)


def test_no_other_key_becomes_a_root():
    book = opened()
    taken = rotated((*NEW[:2], "thief"))
    refused(book, "not-allowed", book.manifest, taken, *OLD, *NEW[:2], "thief")


def test_a_second_rotation_needs_the_reserve_of_the_first():
    book = opened()
    book.manifest(rotated(), *OLD[:2], *NEW[:2])
    back = replace(rotated(OLD, next=ids("aruna last")), version=3, next_threshold=1)
    refused(book, "too-few-signatures", book.manifest, back, *OLD, *NEW)
    later = tuple(f"aruna later {n}" for n in (1, 2, 3))
    third = replace(rotated(later, next=ids("aruna last")), version=3, next_threshold=1)
    book.manifest(third, *NEW[:2], *later[:2])


# Whose key a key is


def test_a_key_stands_for_one_party():
    book = opened()
    for name in ("belva pen", "belva root 1", "belva notary"):
        role = Role(role="press", keys=role_keys(name), scope={"statement.filed": 1})
        refused(book, "not-allowed", book.manifest, second(roles=(role,)), *OLD)


def test_a_key_that_was_given_up_may_serve_again():
    book = opened()
    book.manifest(second(roles=()), *OLD[:2])
    [delegation] = FIRST.roles
    press = replace(delegation, role="press")
    book.manifest(replace(FIRST, version=3, roles=(press,)), *OLD[:2])
    assert book.state.place(key("aruna pen").id).office == "press"


# Recovery


def recovering(**changes):
    """What the notary signs when the roots are lost: new roots that nobody had committed to."""
    new = keys(*(f"aruna found {n}" for n in (1, 2)))
    following = ids("aruna deep 1", "aruna deep 2")
    return second(**{"roots": new, "next": following, "recovers": True, **changes})


FOUND = ("aruna found 1", "aruna found 2")


def recover(book, entry, *names):
    signing = names or ("aruna notary",)
    return book.enter("party.recovered", "aruna/recovery", *signing, refs=(entry.hash,))


def veto(book, entry, *names):
    signing = names or OLD[:2]
    return book.enter("party.vetoed", "aruna/root", *signing, refs=(entry.hash,))


def waiting():
    book = opened()
    entry = book.manifest(recovering(), "aruna notary", *FOUND, office="recovery")
    return book, entry


def test_lost_roots_are_replaced_after_the_time_to_veto():
    book, entry = waiting()
    assert book.state.members["aruna"].manifest == FIRST
    assert book.state.members["aruna"].waiting.entry == entry.hash
    book.file()  # all goes on meanwhile
    book.clock += 30 * DAY - 1
    book.file()
    refused(book, "not-allowed", recover, book, entry)
    book.clock += 1
    book.file()
    recover(book, entry)
    party = book.state.members["aruna"]
    assert (party.manifest, party.entry, party.waiting) == (recovering(), entry.hash, None)
    refused(book, "unknown-reference", recover, book, entry)
    refused(book, "too-few-signatures", book.manifest, replace(FIRST, version=3), *OLD)


def test_the_time_counts_from_what_witnesses_saw_to_what_they_had_seen():
    book, entry = waiting()
    book.clock += 90 * DAY  # nobody has signed since
    refused(book, "not-allowed", recover, book, entry)
    book.file("belva")
    book.not_after = lambda index: None
    refused(book, "not-allowed", recover, book, entry)
    del book.not_after
    recover(book, entry)


def test_the_roots_veto_a_recovery():
    book, entry = waiting()
    refused(book, "too-few-signatures", veto, book, entry, OLD[0])
    veto(book, entry)
    refused(book, "unknown-reference", veto, book, entry)
    book.clock += 90 * DAY
    book.file()
    refused(book, "unknown-reference", recover, book, entry)
    again = book.manifest(recovering(), "aruna notary", *FOUND, office="recovery")
    refused(book, "unknown-reference", recover, book, entry)
    assert book.state.members["aruna"].waiting.entry == again.hash


def test_a_manifest_by_the_roots_ends_the_waiting():
    book, entry = waiting()
    book.manifest(second(), *OLD[:2])
    assert book.state.members["aruna"].waiting is None
    book.clock += 90 * DAY
    book.file()
    refused(book, "unknown-reference", recover, book, entry)


def test_one_recovery_waits_at_a_time():
    book, _ = waiting()
    refused(
        book, "not-allowed", book.manifest, recovering(), "aruna notary", *FOUND, office="recovery"
    )


def test_a_recovery_is_signed_by_recovery_keys_and_new_roots():
    book = opened()
    made = recovering()
    refused(
        book,
        "too-few-signatures",
        book.manifest,
        made,
        "aruna notary",
        FOUND[0],
        office="recovery",
    )
    refused(book, "too-few-signatures", book.manifest, made, *FOUND, office="recovery")
    refused(book, "unknown-key", book.manifest, made, "aruna notary", *OLD, office="recovery")
    refused(book, "out-of-scope", book.manifest, made, *OLD)
    refused(book, "unknown-key", book.manifest, made, "belva notary", *FOUND, office="recovery")


def test_without_recovery_keys_there_is_no_recovery():
    book = opened()
    book.manifest(second(recovery=None), *OLD[:2])
    made = replace(recovering(), version=3)
    book.second = None
    refused(book, "too-few-signatures", book.manifest, made, *FOUND, office="recovery")


def test_several_recovery_keys_sign_together():
    book = opened()
    notaries = ("aruna notary", "aruna mediator")
    book.manifest(second(recovery=Recovery(keys=keys(*notaries), threshold=2, days=1)), *OLD[:2])
    made = replace(recovering(), version=3)
    refused(
        book, "too-few-signatures", book.manifest, made, "aruna notary", *FOUND, office="recovery"
    )
    entry = book.manifest(made, *notaries, *FOUND, office="recovery")
    book.clock += DAY
    book.file()
    refused(book, "too-few-signatures", recover, book, entry, "aruna mediator")
    recover(book, entry, *notaries)


def test_keys_are_looked_at_again_when_a_recovery_comes_into_force():
    book, entry = waiting()
    role = Role(role="press", keys=role_keys(FOUND[0]), scope={"statement.filed": 1})
    book.manifest(replace(first_manifest("belva"), version=2, roles=(role,)), *roots("belva")[:2])
    book.clock += 90 * DAY
    book.file()
    refused(book, "unknown-key", book.file, "belva")
    refused(book, "not-allowed", recover, book, entry)


def test_what_waits_for_one_party_is_not_vetoed_or_recovered_by_another():
    book, entry = waiting()
    refused(
        book,
        "unknown-reference",
        book.enter,
        "party.vetoed",
        "belva/root",
        *roots("belva")[:2],
        refs=(entry.hash,),
    )
    refused(
        book,
        "unknown-reference",
        book.enter,
        "party.recovered",
        "belva/recovery",
        "belva notary",
        refs=(entry.hash,),
    )


def test_a_manifest_in_force_neither_waits_nor_is_vetoed():
    book = opened()
    entry = book.manifest(second(), *OLD[:2])
    refused(book, "unknown-reference", veto, book, entry)


# Revocation


def test_a_revoked_key_admits_nothing_from_its_own_index_on():
    book = opened()
    entry = book.file()
    revoke(book, "aruna", "pen")
    assert book.state.revoked == {key("aruna pen").id: 5}
    refused(book, "revoked-key", book.file)
    refused(book, "revoked-key", book.file, names=("seal", "pen"))
    book.file(names=("seal", "stamp"))
    assert entry in book.entries


def test_a_key_revokes_itself():
    book = opened()
    revoked = Revoked(party="aruna", key=key("aruna pen").id)
    book.enter("key.revoked", "aruna/delegation", "aruna pen", member=revoked)
    refused(
        book,
        "revoked-key",
        book.enter,
        "key.revoked",
        "aruna/delegation",
        "aruna pen",
        member=revoked,
    )


@pytest.mark.parametrize(("office", "name"), [("root", OLD[0]), ("recovery", "aruna notary")])
def test_a_root_and_a_recovery_key_revoke_themselves(office, name):
    book = opened()
    revoked = Revoked(party="aruna", key=key(name).id)
    book.enter("key.revoked", f"aruna/{office}", name, member=revoked)
    assert book.state.revoked == {key(name).id: 4}


def test_nobody_else_revokes_a_key():
    book = opened()
    revoked = Revoked(party="aruna", key=key("aruna pen").id)

    def by(role, *names):
        book.enter("key.revoked", role, *names, member=revoked)

    refused(book, "out-of-scope", by, "aruna/delegation", "aruna seal")
    refused(book, "out-of-scope", by, "aruna/recovery", "aruna notary")
    refused(book, "too-few-signatures", by, "aruna/root", OLD[0])
    refused(book, "unknown-key", by, "aruna/root", *roots("belva")[:2])


def test_only_keys_in_force_of_the_party_are_revoked():
    book = opened()
    refused(book, "not-allowed", revoke, book, "aruna", "next 1")
    revoked = Revoked(party="aruna", key=key("belva pen").id)
    refused(book, "not-allowed", book.enter, "key.revoked", "aruna/root", *OLD[:2], member=revoked)
    revoke(book, "aruna", "pen")
    refused(book, "not-allowed", revoke, book, "aruna", "pen")


def test_a_revoked_key_never_returns():
    book = opened()
    revoke(book, "aruna", "pen")
    refused(book, "not-allowed", book.manifest, second(), *OLD[:2])
    book.manifest(second(roles=()), *OLD[:2])
    refused(book, "not-allowed", book.manifest, replace(FIRST, version=3), *OLD[:2])
    refused(book, "unknown-key", book.file)


def test_a_revoked_root_counts_for_no_threshold_and_goes_with_the_next_roots():
    book = opened()
    revoke(book, "aruna", "root 3")
    refused(book, "revoked-key", book.manifest, second(), OLD[0], OLD[2])
    book.manifest(second(), *OLD[:2])  # its name stays as long as the roots do
    kept = replace(rotated((OLD[2], *NEW[:2])), version=3)
    refused(book, "not-allowed", book.manifest, kept, *OLD[:2], *NEW[:2])
    book.manifest(replace(rotated(), version=3), *OLD[:2], *NEW[:2])


def test_a_claim_of_theft_changes_nothing_before_the_revocation():
    book = opened()
    book.file()
    revoke(book, "aruna", "pen", compromised_since=date(2020, 1, 1))
    assert book.state.chain(key("aruna pen").id).next == 1


def test_scope_of_this_register_lets_one_key_seal():
    assert SCOPE["statement.sealed"] == 1
    book = opened()
    assert book.state.place(key("aruna pen").id).scope == SCOPE
    assert book.state.place(hash_of("nobody")) is None
