"""Hostile input: nothing crashes, and both readers accept the same."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.bundle.exercise import PASSKEY, lakes
from tests.ledger.bundle.standalone import check, in_memory, remembering, verify

from kept.ledger.bundle import (
    BundleError,
    part_bundle,
    read_zip,
    verify_bundle,
    verify_folder,
    whole_bundle,
    write_sums,
    write_zip,
)
from kept.ledger.canonical import CanonicalError, encode, to_base64
from kept.ledger.entries.entry import read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.notes import NoteError, read_checkpoint, read_policy, read_proof

EXERCISE = lakes()
WHOLE = whole_bundle(EXERCISE.read, EXERCISE.files, **EXERCISE.shown())
PART = part_bundle(EXERCISE.read, EXERCISE.files, [5, 9, 13], **EXERCISE.shown())
HEADERS = [json.loads(entry.envelope.payload) for entry in EXERCISE.entries]
REMEMBERING = remembering()

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(max_size=12)
    | st.sampled_from(["public", "aruna/root", "statement.filed", 64 * "0", 43 * "A", "sha-256"])
    | st.sampled_from(["2026-11-21T12:00:00Z", "2026-02-30", "a-b", "ed25519:AAAA", "", "A==="])
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abk_", max_size=4), inner)
    ),
    max_leaves=5,
)


def accepts(read, error, *given):
    """Whether a reader takes it; anything but its own error is a crash."""
    try:
        read(*given)
    except error:
        return False
    return True


@st.composite
def altered(draw, sound):
    """A sound value of which one part, at any depth, is another, gone or doubled."""
    value = copy.deepcopy(sound)
    within = value
    while True:
        names = range(len(within)) if isinstance(within, list) else list(within)
        if not names:
            return value
        name = draw(st.sampled_from(names))
        part = within[name]
        if not isinstance(part, (dict, list)) or not part or draw(st.booleans()):
            break
        within = part
    how = draw(st.sampled_from(("replaced", "removed", "doubled", "added")))
    if how == "removed":
        del within[name]
    elif how == "doubled" and isinstance(within, list):
        within.append(part)
    elif how == "added" and isinstance(within, dict):
        within[draw(st.text("abk_", max_size=4))] = draw(values)
    else:
        within[name] = draw(values)
    return value


@st.composite
def altered_entries(draw):
    number = draw(st.integers(0, len(HEADERS) - 1))
    header = draw(altered(HEADERS[number]))
    envelope = json.loads(EXERCISE.entries[number].raw)
    try:
        envelope["payload"] = to_base64(encode(header))
        if draw(st.integers(0, 5)) == 0:
            envelope = draw(altered(envelope))
        return encode(envelope, 65_535)
    except CanonicalError:
        return EXERCISE.entries[number].raw


@given(altered_entries())
def test_both_read_the_same_entries(raw):
    ours = accepts(read_entry, EntryError, raw)
    assert accepts(verify.read_entry, verify.Fault, raw) == ours


def flipped(draw, data):
    """A few bytes of `data` changed, or its end cut off."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(changed) - 1))
        changed[at] = draw(st.integers(0, 255))
    return bytes(changed[: draw(st.sampled_from((len(changed), len(changed), len(changed) // 2)))])


@st.composite
def near(draw, *sound):
    """Bytes that are nearly what they should be, or anything."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=300))
    return flipped(draw, draw(st.sampled_from(sound)))


@given(near(*[entry.raw for entry in EXERCISE.entries]))
def test_both_read_the_same_bytes_as_entries(raw):
    ours = accepts(read_entry, EntryError, raw)
    assert accepts(verify.read_entry, verify.Fault, raw) == ours


@given(near(WHOLE["checkpoint"]))
def test_both_read_the_same_checkpoints(note):
    ours = accepts(read_checkpoint, NoteError, note)
    assert accepts(verify.read_checkpoint, verify.Fault, note) == ours


@given(near(*[data for name, data in WHOLE.items() if name.startswith("policy/")]))
def test_both_read_the_same_policies(text):
    ours = accepts(read_policy, NoteError, text)
    assert accepts(verify.read_policy, verify.Fault, text) == ours


@given(near(*[data for name, data in PART.items() if name.startswith("proofs/")]))
def test_both_read_the_same_proofs(proof):
    def whole(data):
        verify.read_checkpoint(verify.read_proof(data).checkpoint)

    ours = accepts(read_proof, NoteError, proof)
    assert accepts(whole, verify.Fault, proof) == ours


@given(st.binary(max_size=200) | near(PASSKEY.sign(b"a message")))
def test_a_passkey_s_answer_holds_or_does_not(signature):
    key = verify.Key("webauthn-es256", PASSKEY.key.raw, PASSKEY.party.id, PASSKEY.party.origin)
    assert verify.signature_holds(key, b"a message", signature) in (True, False)


@given(st.binary(max_size=80))
def test_no_bytes_are_a_signature(data):
    assert not verify.ed25519_holds(b"\x09" * 32, b"", data)
    assert not verify.mldsa44_holds(bytes(1312), b"", data)
    assert not verify.es256_holds(PASSKEY.key.raw, b"", data)


nested = st.recursive(
    st.sampled_from((b"0", b"-1", b'""', b"null", b"1.5")),
    lambda inner: inner.map(lambda x: b"[%b]" % x) | inner.map(lambda x: b'{"a":%b}' % x),
)


@given(nested | st.binary(max_size=60))
def test_json_is_read_or_refused(data):
    accepts(verify.read_json, verify.Fault, data)
    accepts(verify.read_loose_json, verify.Fault, data)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"[" * 60_000 + b"]" * 60_000,
        b"1" * 60_000,
        b'"\\ud800"',
        b"NaN",
        b"1e400",
        b"\xef\xbb\xbf{}",
        b'{"a":1,"a":1}',
        b"-0",
    ],
)
def test_json_made_to_tire_a_reader_is_refused(data):
    for largest in (verify.LARGEST_JSON, verify.LARGEST_FILE):
        assert not accepts(verify.read_json, verify.Fault, data, largest)
    if data != b"-0":
        assert not accepts(verify.read_loose_json, verify.Fault, data)


# Whole bundles of which one file is nearly or not at all what it should be


@st.composite
def bundles(draw):
    base = draw(st.sampled_from((WHOLE, PART)))
    name = draw(st.sampled_from(sorted(base)))
    data = base[name]
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    try:
        changed = encode(draw(altered(value)), 1 << 27) if isinstance(value, dict) else None
    except CanonicalError:
        changed = None
    if changed is None:
        changed = flipped(draw, data) if data else b"x"
    return base is WHOLE, name, changed


@given(bundles())
def test_both_give_one_verdict_on_any_bundle(bundle):
    whole, name, changed = bundle
    files = (WHOLE if whole else PART) | {name: changed}
    files["SHA256SUMS"] = write_sums(files)
    ours = verify_bundle(files.get, files)
    theirs = check(files, None, REMEMBERING)
    assert ours.holds == (theirs.verdict == "holds")
    assert {each.check for each in ours.failures} <= {
        each.check for each in theirs.findings if each.verdict == "fails"
    }
    for language in (0, 1):
        verify.told(theirs, language)
    verify.as_json(theirs)


@pytest.mark.parametrize("size", [10**9, 2**62, 2**63 - 1])
@pytest.mark.parametrize("base", [WHOLE, PART], ids=["whole", "part"])
def test_a_size_that_is_a_lie_costs_nothing(base, size):
    """Nothing is counted up to a size that nobody has shown yet."""
    note = base["checkpoint"].replace(b"\n14\n", b"\n%d\n" % size)
    bundle = base["bundle.json"].replace(b'"size":14', b'"size":%d' % size)
    files = base | {"checkpoint": note, "bundle.json": bundle}
    for others in ({}, {"tile/entries/000": b"", f"tile/0/{'x999/' * 9000}999": b""}):
        changed = files | others
        changed["SHA256SUMS"] = write_sums(changed)
        assert not verify_bundle(changed.get, changed).holds
        assert check(changed).verdict == "fails"
    folder = EXERCISE.files | {"checkpoint": note}
    assert not verify_folder(folder.get, folder).holds
    with pytest.raises(BundleError):
        whole_bundle(folder.get, folder)
    with pytest.raises(BundleError):
        part_bundle(folder.get, folder, [5])


@given(st.dictionaries(st.sampled_from(sorted(WHOLE) + sorted(PART)), st.binary(max_size=99)))
def test_any_files_at_all_are_checked(files):
    verify_bundle(files.get, files)
    verify_folder(files.get, files)
    check(files)
    verify.Checker(in_memory(files), b"quorum none\n").run()


@given(near(write_zip(PART)[:4000], write_zip({"bundle.json": b"{}"})))
def test_any_zip_is_read_or_refused(data):
    accepts(read_zip, BundleError, data)
