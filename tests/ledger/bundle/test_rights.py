"""Entries that should never have been taken in: both verifiers name them, and for one reason.

The log, its keeper and all witnesses have signed them. Nothing is wrong with the tree; only the
rules of who may sign what are broken.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.bundle.exercise import BELVA, PASSKEY, encode, founded, lakes, seed
from tests.ledger.bundle.mutations import Mutations
from tests.ledger.bundle.standalone import check
from tests.ledger.entries.headers import STATEMENT, ids, key, keys, role_keys
from tests.ledger.parties.book import SCOPE, first_manifest, reserve, roots

from kept.ledger.bodies import commit
from kept.ledger.bundle import part_bundle, verify_bundle, verify_folder, whole_bundle
from kept.ledger.entries.header import Seen
from kept.ledger.entries.manifest import Role
from kept.ledger.entries.members import (
    Erasure,
    Founder,
    Policy,
    ProcessText,
    Revoked,
)
from kept.ledger.notes import read_policy

PEN, SEAL = "aruna pen", "aruna seal"


def body(words="x"):
    return commit(encode({"claim": words}), seed(words), STATEMENT)


def filed(exercise, *signers, role="aruna/delegation", **more):
    more = {"body": body(), "release": "public", **more}
    return exercise.enter("statement.filed", role, *signers, **more)


def second(party="aruna", **changes):
    """The second manifest of a party, its roots unchanged."""
    return first_manifest(party, SCOPE, version=2, **changes)


def manifest(exercise, member, *signers, office="root"):
    return exercise.enter("party.manifest", f"{member.party}/{office}", *signers, member=member)


# Each puts entries into a register that was opened, the last of which must be refused.


def other_register(e):
    filed(e, PEN, SEAL, log="lakes.example/other")


def unknown_role(e):
    filed(e, PEN, SEAL, role="aruna/embassy")


def key_of_another_party(e):
    filed(e, *BELVA)


def key_of_a_stranger(e):
    filed(e, PEN, "somebody")


def revoked_key(e):
    revoked = Revoked(party="aruna", key=key(SEAL).id)
    e.enter("key.revoked", "aruna/root", *roots("aruna")[:2], member=revoked)
    filed(e, PEN, SEAL)


def type_out_of_scope(e):
    e.enter("process.text", "aruna/delegation", PEN, member=text())


def text(process="lakes-exercise", **more):
    return ProcessText(process=process, digest=64 * "0", **more)


def roots_file_nothing(e):
    filed(e, *roots("aruna")[:2], role="aruna/root")


def one_eye(e):
    filed(e, PEN)


def one_root(e):
    manifest(e, second(), roots("aruna")[0])


def two_stories(e):
    filed(e, PEN, SEAL)
    filed(e, PEN, SEAL, seq=0, prev=None, body=body("y"))


def not_after_its_own(e):
    filed(e, PEN, SEAL)
    filed(e, PEN, SEAL, prev=64 * "0")


def not_the_one_that_was_named(e):
    filed(e, PEN, SEAL)
    filed(e, PEN, SEAL, seq=2, prev=64 * "0")
    filed(e, PEN, SEAL, seq=1, prev=e.entries[4].hash)


def root_that_never_was(e):
    filed(e, PEN, SEAL, seen=Seen(4, bytes(32)))


def checkpoint_of_the_future(e):
    filed(e, PEN, SEAL, seen=Seen(99, bytes(32)))


def nothing_referred_to(e):
    filed(e, PEN, SEAL, refs=(64 * "0",))


def disclosure_of_a_manifest(e):
    disclosing(e, e.entries[2])


def disclosing(e, entry, signer=PEN, party="aruna", **more):
    more = {"release": "parties", "refs": (entry.hash,), **more}
    return e.enter("statement.disclosed", f"{party}/delegation", signer, **more)


def disclosure_of_others(e):
    disclosing(e, filed(e, *BELVA, role="belva/delegation"))


def disclosure_of_what_was_erased(e):
    entry = filed(e, PEN, SEAL)
    erasing(e, entry)
    disclosing(e, entry)


def about_twice(e):
    entry = filed(e, PEN, SEAL, about=("trade-posts",))
    disclosing(e, entry, release="public", about=("trade-posts",))


def erasing(e, entry, signer=PEN, party="aruna"):
    more = {"refs": (entry.hash,), "member": Erasure("court-order")}
    return e.enter("body.erased", f"{party}/delegation", signer, **more)


def erased_twice(e):
    entry = filed(e, PEN, SEAL)
    erasing(e, entry, "secretariat pen", "secretariat")
    erasing(e, entry)


def erased_by_the_other(e):
    erasing(e, filed(e, PEN, SEAL), "belva pen", "belva")


def erased_without_a_body(e):
    entry = e.enter("process.text", "secretariat/delegation", "secretariat pen", member=text())
    erasing(e, entry, "secretariat pen", "secretariat")


def opened_twice(e):
    opening = e.entries[0].header.member
    e.enter("ledger.opened", "secretariat/root", *roots("secretariat")[:2], member=opening)


def founded_twice(e):
    admitted(e, Founder(party="belva", roots=ids("new root"), threshold=1))


def admitted(e, founder):
    e.enter("party.admitted", "secretariat/delegation", "secretariat pen", member=founder)


def founded_on_a_key_of_others(e):
    admitted(e, Founder(party="caro", roots=ids(PEN), threshold=1))


def text_of_another_process(e):
    e.enter("process.text", "secretariat/delegation", "secretariat pen", member=text("another"))


def amends_no_text(e):
    more = text(amends=e.entries[1].hash)
    e.enter("process.text", "secretariat/delegation", "secretariat pen", member=more)


def version_left_out(e):
    manifest(e, replace(second(), version=3), *roots("aruna")[:2])


def another_reserve(e):
    manifest(e, second(next=ids("other 1", "other 2"), next_threshold=1), *roots("aruna")[:2])


def roots_out_of_nowhere(e):
    new = second(roots=keys("aruna thief", *roots("aruna")[:2]))
    manifest(e, new, *roots("aruna")[:2])


def roots_without_the_reserve(e):
    """Two of the three in use are dropped; nobody of the reserve has signed."""
    new = second(roots=keys(roots("aruna")[0]), threshold=1, next=ids("later"), next_threshold=1)
    manifest(e, new, *roots("aruna")[:2])


def a_key_of_the_other(e):
    role = Role(role="desk", keys=role_keys("belva pen"), scope=SCOPE_OF_ONE)
    manifest(e, second(roles=(role,)), *roots("aruna")[:2])


SCOPE_OF_ONE = {"statement.filed": 1}


def a_scope_of_the_keeper(e):
    role = Role(role="desk", keys=role_keys("aruna new"), scope={"party.admitted": 1})
    manifest(e, second(roles=(role,)), *roots("aruna")[:2])


def a_revoked_key_again(e):
    revoked = Revoked(party="aruna", key=key("aruna stamp").id)
    e.enter("key.revoked", "aruna/delegation", "aruna stamp", member=revoked)
    manifest(e, second(), *roots("aruna")[:2])


def revoked_twice(e):
    revoked = Revoked(party="aruna", key=key("aruna stamp").id)
    for _ in range(2):
        e.enter("key.revoked", "aruna/root", *roots("aruna")[:2], member=revoked)


def revoked_by_a_colleague(e):
    revoked = Revoked(party="aruna", key=key("aruna stamp").id)
    e.enter("key.revoked", "aruna/delegation", PEN, member=revoked)


def recovering(e, **changes):
    new = second(roots=keys("aruna new 1"), threshold=1, recovers=True, **changes)
    return manifest(e, new, "aruna notary", "aruna new 1", office="recovery")


def recovered(e, waiting, *signers):
    return e.enter("party.recovered", "aruna/recovery", *signers, refs=(waiting.hash,))


def recovered_at_once(e):
    waiting = recovering(e)
    e.publish()
    recovered(e, waiting, "aruna notary")


def recovered_after_a_veto(e):
    waiting = recovering(e)
    e.enter("party.vetoed", "aruna/root", *roots("aruna")[:2], refs=(waiting.hash,))
    e.publish(hours=24 * 31)
    recovered(e, waiting, "aruna notary")


def two_recoveries_at_once(e):
    recovering(e)
    recovering(e)


def veto_of_nothing(e):
    e.enter("party.vetoed", "aruna/root", *roots("aruna")[:2], refs=(e.entries[2].hash,))


REFUSED = {
    other_register: "other-ledger",
    unknown_role: "unknown-key",
    key_of_another_party: "unknown-key",
    key_of_a_stranger: "unknown-key",
    revoked_key: "revoked-key",
    type_out_of_scope: "out-of-scope",
    roots_file_nothing: "out-of-scope",
    revoked_by_a_colleague: "out-of-scope",
    one_eye: "too-few-signatures",
    one_root: "too-few-signatures",
    roots_without_the_reserve: "too-few-signatures",
    two_stories: "equivocation",
    not_after_its_own: "broken-chain",
    not_the_one_that_was_named: "broken-chain",
    root_that_never_was: "unknown-checkpoint",
    checkpoint_of_the_future: "unknown-checkpoint",
    nothing_referred_to: "unknown-reference",
    disclosure_of_a_manifest: "unknown-reference",
    amends_no_text: "unknown-reference",
    disclosure_of_others: "not-allowed",
    disclosure_of_what_was_erased: "not-allowed",
    about_twice: "not-allowed",
    erased_twice: "not-allowed",
    erased_by_the_other: "not-allowed",
    erased_without_a_body: "not-allowed",
    opened_twice: "not-allowed",
    founded_twice: "not-allowed",
    founded_on_a_key_of_others: "not-allowed",
    text_of_another_process: "not-allowed",
    version_left_out: "not-allowed",
    another_reserve: "not-allowed",
    roots_out_of_nowhere: "too-few-signatures",
    a_key_of_the_other: "not-allowed",
    a_scope_of_the_keeper: "not-allowed",
    a_revoked_key_again: "not-allowed",
    revoked_twice: "not-allowed",
    recovered_at_once: "not-allowed",
    recovered_after_a_veto: "unknown-reference",
    two_recoveries_at_once: "not-allowed",
    veto_of_nothing: "unknown-reference",
}


def name_of(story):
    return getattr(story, "__name__", story)


def refused(findings):
    """Index and reason of every entry a verifier refuses."""
    return [
        (each.values["index"], each.values["reason"])
        for each in findings
        if each.code == "entry-refused"
    ]


@pytest.mark.parametrize(("story", "reason"), REFUSED.items(), ids=name_of)
def test_both_verifiers_name_the_entry_and_the_reason(story, reason):
    exercise = founded()
    story(exercise)
    exercise.publish()
    files = whole_bundle(exercise.read, exercise.files)
    ours = verify_bundle(files.get, files, read_policy(exercise.policy))
    theirs = check(files, exercise.policy)
    expected = [(len(exercise.entries) - 1, reason)]
    assert refused(ours.findings) == expected
    assert refused(theirs.findings) == expected
    assert not ours.holds and theirs.verdict == "fails"


@pytest.mark.parametrize(("story", "reason"), REFUSED.items(), ids=name_of)
def test_in_a_part_both_see_as_much_as_it_shows(story, reason):
    exercise = founded()
    story(exercise)
    exercise.publish()
    last = len(exercise.entries) - 1
    files = part_bundle(exercise.read, exercise.files, [last])
    ours = verify_bundle(files.get, files, read_policy(exercise.policy))
    theirs = check(files, exercise.policy)
    assert refused(ours.findings) == refused(theirs.findings)
    assert set(refused(ours.findings)) <= {(last, reason)}


# What the rules allow, so that the stories above fail for the one reason they tell


def rotated(e):
    """New roots that were committed to; the old ones sign as well."""
    new = second(roots=keys(*reserve("aruna")), next=ids("later 1", "later 2"), next_threshold=2)
    manifest(e, new, *roots("aruna")[:2], *reserve("aruna")[:2])
    filed(e, PEN, SEAL)


def recovered_in_time(e):
    waiting = recovering(e)
    e.publish()
    filed(e, *BELVA, role="belva/delegation")
    e.publish(hours=24 * 31)
    recovered(e, waiting, "aruna notary")
    filed(e, PEN, SEAL)


def revoked_by_itself(e):
    revoked = Revoked(party="aruna", key=key("aruna stamp").id)
    e.enter("key.revoked", "aruna/delegation", "aruna stamp", member=revoked)


def a_third_party(e):
    admitted(e, Founder(party="caro", roots=ids(*roots("caro")), threshold=2))
    manifest(e, first_manifest("caro"), *roots("caro")[:2])
    filed(e, "caro pen", "caro seal", role="caro/delegation")


def other_witnesses(e):
    digests = Policy(**dict.fromkeys(("published",), 64 * "0"))
    e.enter("ledger.policy", "secretariat/delegation", "secretariat pen", member=digests)
    e.enter("ledger.policy", "secretariat/delegation", "secretariat pen", member=e.digests())


def by_passkey(e):
    filed(e, PASSKEY, "belva seal", role="belva/delegation")


def late_arrival(e):
    """Number 1 comes after number 2, which had named it."""
    first = filed(e, PEN, SEAL)
    late = e.make(
        "statement.filed",
        "aruna/delegation",
        PEN,
        SEAL,
        seq=1,
        prev=first.hash,
        body=body(),
        release="public",
    )
    filed(e, PEN, SEAL, seq=2, prev=late.hash)
    e.entries.append(late)
    e.waiting.append(late.raw)


ADMITTED = [
    rotated,
    recovered_in_time,
    revoked_by_itself,
    a_third_party,
    other_witnesses,
    by_passkey,
    late_arrival,
]


@pytest.mark.parametrize("story", ADMITTED, ids=name_of)
def test_what_the_rules_allow_both_verifiers_accept(story):
    exercise = founded()
    story(exercise)
    exercise.publish()
    everything = range(len(exercise.entries))
    for files in (
        whole_bundle(exercise.read, exercise.files),
        part_bundle(exercise.read, exercise.files, everything),
        part_bundle(exercise.read, exercise.files, everything[-1:]),
    ):
        ours = verify_bundle(files.get, files, read_policy(exercise.policy))
        assert ours.failures == ()
        assert check(files, exercise.policy).verdict == "holds"


def test_an_entry_past_the_last_day_of_its_role_is_told_and_stands():
    exercise = founded()
    roles = (Role(role="delegation", keys=role_keys(PEN, SEAL), scope=SCOPE),)
    ended = replace(roles[0], until=date(2026, 11, 22))
    manifest(exercise, second(roles=(ended,)), *roots("aruna")[:2])
    exercise.publish(hours=72)
    filed(exercise, PEN, SEAL)
    exercise.publish()
    findings = verify_folder(exercise.read, exercise.files)
    report = check(whole_bundle(exercise.read, exercise.files))
    for found in (findings.findings, report.findings):
        late = [each for each in found if each.code == "past-until"]
        assert [(each.verdict, each.values["index"]) for each in late] == [("open", 5)]
    assert findings.holds and report.verdict == "holds"


def test_an_entry_changed_after_it_was_signed_has_a_bad_signature():
    """The keeper and all witnesses help: the author's signature still does not."""
    mutations = Mutations(lakes(), seed=5)
    changes = mutations.rewritten("backdated", signed=True, cosigned=True)
    files = {n: d for n, d in (mutations.whole | changes).items() if d is not None}
    ours = verify_bundle(files.get, files, read_policy(mutations.exercise.policy))
    theirs = check(files, mutations.exercise.policy)
    assert refused(ours.findings) == refused(theirs.findings)
    assert "bad-signature" in {reason for _, reason in refused(ours.findings)}
