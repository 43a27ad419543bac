"""A header means one thing and has one text; whatever else it says is refused by name."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.bundle.standalone import verify
from tests.ledger.entries.headers import (
    LOG,
    NOON,
    commitment,
    hash_of,
    header,
    ids,
    key,
    keys,
    manifest,
    opening,
    role_keys,
)

from kept.ledger.canonical import decode, encode
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header, Seen, read_header
from kept.ledger.entries.kinds import KINDS, SCOPED
from kept.ledger.entries.manifest import Role, RoleKey
from kept.ledger.entries.members import Erasure, Policy, Revoked
from kept.ledger.envelope import ENTRY_TYPE, Envelope, Signature
from kept.ledger.keys import MLDSA44Signer, PublicKey, RelyingParty

# The generator of P-256: a point that can stand for any passkey.
PASSKEY = PublicKey(
    "webauthn-es256",
    bytes.fromhex(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    ),
)


def value(kind="statement.filed", **changes):
    """The payload of a header as JSON values, `changes` made; None takes a member out."""
    made = {**decode(header(kind).to_bytes()), **changes}
    return {name: part for name, part in made.items() if part is not None}


def verify_py_reads(payload):
    """Whether verify.py, which shares no code with the package, takes the header too."""
    envelope = Envelope(payload, ENTRY_TYPE, (Signature(64 * "0", b"none"),))
    try:
        verify.read_entry(envelope.to_bytes())
    except verify.Fault:
        return False
    return True


def refused(changed):
    payload = encode(changed)
    with pytest.raises(EntryError) as caught:
        read_header(payload)
    assert not verify_py_reads(payload)
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_written_and_read_back(kind):
    made = header(kind)
    assert read_header(made.to_bytes()) == made
    assert verify_py_reads(made.to_bytes())


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_has_a_sequel(kind):
    made = header(kind, seq=7, prev=hash_of("before"), seen=Seen(3, bytes(32)), with_=ids("seal"))
    assert read_header(made.to_bytes()) == made


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_too_many_or_too_few_is_named(kind):
    assert f"“{kind}.remark”" in refused(value(kind, remark="hello"))
    for name in value(kind):
        without = value(kind)
        del without[name]
        try:
            read_header(encode(without))
            assert verify_py_reads(encode(without))
        except EntryError as error:
            assert not verify_py_reads(encode(without))
            assert name.removesuffix("_alg") in str(error) or name in ("body", "release")
        else:
            assert name in ("about", "fields")


WRONG = [
    ("v", 2),
    ("v", True),
    ("log", "https://lakes.example"),
    ("log", "lakes example"),
    ("log", "a+b"),
    ("log", 256 * "a"),
    ("type", "statement.shouted"),
    ("type", ["statement.filed"]),
    ("key", 63 * "a"),
    ("key", 64 * "A"),
    ("key", 32 * "a "),
    ("key", 7),
    ("with", []),
    ("with", [hash_of("a"), hash_of("b")]),
    ("with", [hash_of("a"), hash_of("a")]),
    ("with", sorted(hash_of(str(n)) for n in range(16))),
    ("with", [key("aruna pen").id]),
    ("role", "aruna"),
    ("role", "aruna/delegation/"),
    ("role", "Aruna/delegation"),
    ("role", "aruna/-delegation"),
    ("role", "aruna/" + 65 * "d"),
    ("role", "äruna/delegation"),
    ("seq", -1),
    ("seq", True),
    ("seq", "0"),
    ("prev", hash_of("x")),
    ("seen", {"size": 0}),
    ("seen", {"size": 0, "root": "AAAA"}),
    ("seen", {"size": 0, "root": 43 * "A" + "="}),
    ("seen", {"size": 1, "root": 43 * "A"}),
    ("seen", {"size": -1, "root": 43 * "A" + "="}),
    ("seen", {"size": 1, "root": 43 * "A" + "=", "at": 1}),
    ("claimed", "2026-11-21"),
    ("claimed", "2026-02-30T12:00:00Z"),
    ("claimed", "2026-11-21T24:00:00Z"),
    ("claimed", "2026-11-21T12:00:60Z"),
    ("claimed", "2026-W47-6T12:00:00Z"),
    ("claimed", "2026-11-21 12:00:00Z"),
    ("claimed", "2026-11-21T12:00:00z"),
    ("claimed", "20261121T120000.000Z"),
    ("claimed", NOON),
    ("refs", []),
    ("refs", [hash_of("a"), hash_of("b")]),
    ("refs", sorted(hash_of(str(n)) for n in range(65))),
    ("about", []),
    ("about", ["trade-posts", "barometer"]),
    ("about", ["Trade posts were opened on time."]),
    ("about", [f"p-{n:03}" for n in range(257)]),
    ("release", "secret"),
    ("body", {"alg": "hmac-sha256", "commit": 64 * "a", "media": "text/plain", "pad": 1024}),
    ("body", {"alg": "hmac-sha256", "commit": 64 * "a", "pad": 1024}),
    ("_sd", []),
    ("_sd", [42 * "A"]),
    ("_sd", [42 * "A" + "B"]),
    ("_sd", [42 * "A" + "+"]),
    ("_sd", [41 * "A" + "éA"]),
    ("_sd", [42 * "B" + "A", 43 * "A"]),
    ("_sd", [f"{n:042}A" for n in range(65)]),
    ("_sd_alg", "sha-512"),
]


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_a_wrong_value_is_refused_by_the_name_of_its_member(name, wrong):
    changed = {**decode(header(digests=()).to_bytes()), name: wrong}
    if name == "_sd":
        changed["_sd_alg"] = "sha-256"
    message = refused(changed)
    assert f"“{name}" in message
    assert "must be" in message or "What is required" in message


def test_seen_of_size_zero_has_the_root_of_the_empty_tree():
    assert "empty tree" in refused(value(seen={"size": 0, "root": 43 * "A" + "="}))


def test_what_is_not_public_does_not_say_what_it_is_about():
    assert "“about”" in refused(value(release="parties"))
    assert "“statement.sealed.about”" in refused(value("statement.sealed", about=["trade-posts"]))


def test_release_and_body_go_together():
    assert "“release”" in refused(value("process.text", release=None))
    assert "“release”" in refused(value("process.text", body=None))
    read_header(encode(value("process.text", body=None, release=None)))
    assert "release" in refused(value("statement.disclosed", release=None, about=None))


def test_digests_need_a_body_and_their_algorithm():
    digests = {"_sd": [43 * "A"], "_sd_alg": "sha-256"}
    bare = value("process.text", body=None, release=None, **digests)
    assert "“_sd”" in refused(bare)
    assert "“_sd_alg”" in refused(value(_sd_alg=None))
    assert "“_sd”" in refused(value(_sd=None))


def test_a_disclosure_and_an_erasure_speak_of_one_entry():
    two = sorted((hash_of("a"), hash_of("b")))
    for kind in ("statement.disclosed", "body.erased", "party.vetoed", "party.recovered"):
        assert "1 to 1" in refused(value(kind, refs=two))


def test_nobody_signs_the_manifest_of_another_party():
    assert "“role”" in refused(value("party.manifest", role="belva/root"))
    assert "“role”" in refused(value("key.revoked", role="belva/root"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with pytest.raises(EntryError):
        read_header(data)


@given(data=st.data())
def test_whatever_is_changed_is_refused_or_means_something_else(data):
    """One part of a header is replaced by any JSON: accepted only if it is written just so."""
    kind = data.draw(st.sampled_from(KINDS))
    original = value(kind)
    changed = deepcopy(original)
    part = changed
    while True:
        name = data.draw(
            st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part)))
        )
        if not isinstance(part[name], dict | list) or not part[name] or data.draw(st.booleans()):
            break
        part = part[name]
    part[name] = data.draw(
        st.recursive(
            st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text("abcdef", max_size=3), inner, max_size=3)
            ),
            max_leaves=4,
        )
    )
    try:
        found = read_header(encode(changed))
    except EntryError:
        assert not verify_py_reads(encode(changed))
        return
    assert verify_py_reads(encode(changed))
    assert found.to_bytes() == encode(changed)
    assert (found == read_header(encode(original))) == (changed == original)


@pytest.mark.parametrize(
    "broken",
    [
        {"seq": 1},
        {"role": "no role"},
        {"claimed": 10**15},
        {"about": ("free text",)},
        {"release": None},
        {"log": "\ud800"},
    ],
)
def test_a_header_made_by_hand_is_checked_when_it_is_written(broken):
    with pytest.raises(EntryError):
        replace(header(), **broken).to_bytes()


def test_lists_are_sorted_when_they_are_written():
    one, two = sorted((hash_of("a"), hash_of("b")))
    made = header(refs=(two, one), with_=(two, one), about=("z", "a"))
    assert read_header(made.to_bytes()).refs == (one, two)
    assert made.signers == tuple(sorted((made.key, one, two)))


def test_party_and_office_are_the_halves_of_the_role():
    made = header()
    assert (made.party, made.office) == ("aruna", "delegation")


# Members of single types


def in_manifest(**changes):
    made = decode(header("party.manifest").to_bytes())
    made["manifest"].update(changes)
    made["manifest"] = {n: v for n, v in made["manifest"].items() if v is not None}
    return made


def in_role(**changes):
    made = in_manifest()
    [role] = made["manifest"]["roles"]
    role.update(changes)
    return made


def texts(*names):
    return [each.text for each in keys(*names)]


def passkey(**changes):
    found = {"key": PASSKEY.text, "rp": "lakes.example", "origin": "https://desk.lakes.example"}
    found.update(changes)
    return [{name: part for name, part in found.items() if part is not None}]


WRONG_MANIFESTS = [
    in_manifest(version=0),
    in_manifest(threshold=0),
    in_manifest(threshold=4),
    in_manifest(next_threshold=4),
    in_manifest(next=[]),
    in_manifest(next=list(ids("aruna root 1")), next_threshold=1),
    in_manifest(roots=[], threshold=1),
    in_manifest(roots=texts("aruna root 1", "aruna root 2")[::-1]),
    in_manifest(roots=[PASSKEY.text], threshold=1),
    in_manifest(roots=["ed25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], threshold=1),
    in_manifest(roots=["rsa:AAAA"], threshold=1),
    in_manifest(roots=[7], threshold=1),
    in_manifest(recovers=False),
    in_manifest(recovery={"keys": texts("aruna root 1"), "threshold": 1, "days": 30}),
    in_manifest(recovery={"keys": texts("n"), "threshold": 2, "days": 30}),
    in_manifest(recovery={"keys": texts("n"), "threshold": 1, "days": 0}),
    in_manifest(recovery={"keys": texts("n"), "threshold": 1, "days": 367}),
    in_manifest(roles=None),
    in_manifest(note="free text"),
    in_role(role="root"),
    in_role(role="recovery"),
    in_role(role="The delegation"),
    in_role(scope={}),
    in_role(scope={"party.manifest": 1}),
    in_role(scope={"statement.filed": 0}),
    in_role(scope={"statement.filed": 3}),
    in_role(until="2027-02-29"),
    in_role(until=20270101),
    in_role(keys=[]),
    in_role(keys=[{"key": key("aruna pen").text, "rp": "lakes.example"}]),
    in_role(keys=passkey(rp=None), scope={"statement.filed": 1}),
    in_role(keys=passkey(origin=None), scope={"statement.filed": 1}),
    in_role(keys=passkey(rp="other.example"), scope={"statement.filed": 1}),
    in_role(keys=passkey(origin="http://desk.lakes.example"), scope={"statement.filed": 1}),
    in_role(keys=passkey(origin="https://evil-lakes.example"), scope={"statement.filed": 1}),
    in_role(keys=passkey(origin="https://lakes.example/"), scope={"statement.filed": 1}),
]


@pytest.mark.parametrize("changed", WRONG_MANIFESTS, ids=json.dumps)
def test_a_wrong_manifest_is_refused(changed):
    assert "“manifest" in refused(changed)


def test_a_passkey_stands_with_its_site():
    role = Role(
        role="minister",
        keys=(RoleKey(PASSKEY, RelyingParty("lakes.example", "https://desk.lakes.example:8443")),),
        scope={"statement.filed": 1},
        until=date(2027, 6, 30),
    )
    made = header("party.manifest", member=manifest(roles=(role,)))
    assert read_header(made.to_bytes()).member.roles == (role,)


def test_a_machine_may_try_a_passkey_out_by_itself():
    role = Role(
        role="minister",
        keys=(RoleKey(PASSKEY, RelyingParty("localhost", "http://localhost:8000")),),
        scope={"statement.filed": 1},
    )
    header("party.manifest", member=manifest(roles=(role,))).to_bytes()


def test_keys_that_outlast_quantum_computers_are_read():
    late = MLDSA44Signer(bytes(32)).key
    role = Role(role="archive", keys=(RoleKey(late),), scope={"body.erased": 1})
    header("party.manifest", member=manifest(roles=(role,))).to_bytes()


def test_a_key_has_one_place_in_a_manifest():
    role = Role(role="seat", keys=role_keys("aruna root 1"), scope={"statement.filed": 1})
    with pytest.raises(EntryError, match="one place"):
        header("party.manifest", member=manifest(roles=(role,))).to_bytes()


def test_scopes_are_given_for_what_roles_sign():
    role = Role(role="seat", keys=role_keys("pen"), scope=dict.fromkeys(SCOPED, 1))
    header("party.manifest", member=manifest(roles=(role,))).to_bytes()


OPENINGS = [
    {"keeper": "belva"},
    {"keys": keys("somebody")},
    {"parties": {}},
    {"process": "The Lakes"},
]


@pytest.mark.parametrize("changes", OPENINGS)
def test_a_wrong_opening_is_refused(changes):
    with pytest.raises(EntryError, match="opening"):
        header("ledger.opened", member=opening(**changes)).to_bytes()


def test_no_two_parties_begin_with_the_same_root():
    both = opening().parties
    twice = {**both, "belva": both["aruna"]}
    with pytest.raises(EntryError, match="root key of another"):
        header("ledger.opened", member=opening(parties=twice)).to_bytes()


def test_names_of_members_and_digests_have_one_form():
    for fields in (["Claim"], [65 * "a"], [""], ["claim", "claim"], ["said on"]):
        assert "“fields”" in refused(value("statement.disclosed", fields=fields))
    text = value("process.text")["text"]
    for digest in (text["digest"][7:], "sha512:" + text["digest"][7:], 7):
        assert "“text.digest”" in refused(value("process.text", text={**text, "digest": digest}))


@pytest.mark.parametrize(
    ("kind", "member", "named"),
    [
        ("ledger.policy", Policy(), "policy"),
        ("ledger.policy", Policy(mutual="no digest"), "policy.mutual"),
        ("body.erased", Erasure("shame"), "erasure.ground"),
        ("key.revoked", Revoked(party="aruna", key="pen"), "revoked.key"),
    ],
)
def test_a_wrong_member_of_a_type_is_named(kind, member, named):
    with pytest.raises(EntryError, match=f"“{named}”"):
        header(kind, member=member).to_bytes()


def test_the_member_of_another_type_is_refused():
    with pytest.raises(EntryError):
        replace(header("statement.filed"), member=Erasure("other-law")).to_bytes()


def test_messages_quote_nothing_that_acts_on_a_screen():
    assert "\x1b" not in refused(value(**{"a\x1b[2J": 1}))


def test_a_header_is_plain():
    assert isinstance(header(), Header)
    assert header().log == LOG
    assert header().body == commitment()
