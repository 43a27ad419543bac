"""Threats 1, 11, 28 and 29: what host, party, a broken key and a false verifier can do."""

import sys
from collections import Counter
from functools import cache

import pytest
from tests.ledger.bundle.exercise import founded, lakes
from tests.ledger.bundle.mutations import Mutations, of_parts, of_wholes
from tests.ledger.bundle.standalone import check, remembering
from tests.verifiers.tools import Asked, go_verifier, node_verifier

from kept.ledger.bundle import part_bundle, verify_bundle, verify_folder, whole_bundle, write_sums
from kept.ledger.notes import SignatureType, read_policy

ROUNDS_OF_WHOLES, ROUNDS_OF_PARTS = 18, 15


@pytest.fixture(scope="module")
def mutations():
    return Mutations(lakes())


@pytest.fixture
def remembered(monkeypatch):
    """The package checks no signature twice; its verdicts are the same, and come sooner."""
    module = sys.modules["kept.ledger.keys.verify"]
    monkeypatch.setattr(module, "verify_ed25519", cache(module.verify_ed25519))


def applied(base, changes):
    return {name: data for name, data in (base | changes).items() if data is not None}


def package_says(files, policy):
    return "holds" if verify_bundle(files.get, files, policy).holds else "fails"


def verdicts(base, changed, policy):
    """What the package and verify.py say of each, and of which kind it was."""
    own, module = read_policy(policy), remembering()
    found = []
    for kind, changes in changed:
        files = applied(base, changes)
        ours, theirs = package_says(files, own), check(files, policy, module)
        found.append((kind, [ours, "holds" if theirs.verdict == "holds" else "fails"]))
    return found


def first_word(answer):
    return "holds" if answer.split()[0] == "holds" else "fails"


def differing(found):
    return [(kind, each) for kind, each in found if len(set(each)) > 1]


# Kinds of change after which the bundle is as sound as before: what is not there proves
# nothing false, and a witness less is a quorum still. They show that verifiers do not fail blindly.
HARMLESS = {
    "fewer_cosigners",
    "repacked",
    "withheld",
    "drop bodies/",
    "drop disclosures/",
}
# A byte of a cosigner's name or key id may have become another: then a stranger has signed
# beside the quorum, which is nothing. An older checkpoint is needed by the proofs of a part.
EITHER = {"flip checkpoint", "flip checkpoints/", "flip proofs/", "drop checkpoints/"}


def check_kinds(found):
    held = Counter(kind for kind, each in found if each[0] == "holds")
    failed = Counter(kind for kind, each in found if each[0] == "fails")
    for kind in {kind for kind, _ in found}:
        if kind not in EITHER | HARMLESS:
            assert not held[kind], kind
    for kind in HARMLESS & held.keys():
        assert held[kind] > failed[kind], kind


def test_threat_29_every_verifier_gives_the_same_verdict_on_changed_wholes(
    mutations, remembered, tmp_path
):
    policy = mutations.exercise.policy
    changed = list(of_wholes(mutations, ROUNDS_OF_WHOLES))
    asked = []
    for command in (go_verifier(tmp_path), node_verifier()):
        folder = tmp_path / str(len(asked))
        folder.mkdir()
        each = (changes for _, changes in changed)
        asked.append(Asked(command, folder, mutations.whole, policy, each))
    found = verdicts(mutations.whole, changed, policy)
    for verifier in asked:
        answers = verifier.answers()
        assert len(answers) == len(found)
        for (_, each), answer in zip(found, answers, strict=True):
            each.append(first_word(answer))
    assert len(found) > 1200
    assert differing(found) == []
    check_kinds(found)


def test_threat_29_every_verifier_gives_the_same_verdict_on_changed_parts(
    mutations, remembered, tmp_path
):
    policy = mutations.exercise.policy
    changed = list(of_parts(mutations, ROUNDS_OF_PARTS))
    each = (changes for _, changes in changed)
    node = Asked(node_verifier(), tmp_path, mutations.part, policy, each)
    found = verdicts(mutations.part, changed, policy)
    answers = node.answers()
    assert len(answers) == len(found)
    for (_, told), answer in zip(found, answers, strict=True):
        told.append(first_word(answer))
    assert len(found) > 800
    assert differing(found) == []
    check_kinds(found)


def test_threat_01_both_verifiers_name_the_same_faults(mutations, remembered):
    """Not only that something is wrong: what."""
    own, module = read_policy(mutations.exercise.policy), remembering()
    for base, changed in (
        (mutations.whole, of_wholes(mutations, 2)),
        (mutations.part, of_parts(mutations, 2)),
    ):
        for kind, changes in changed:
            files = applied(base, changes)
            ours = verify_bundle(files.get, files, own)
            theirs = check(files, mutations.exercise.policy, module)
            failing = [each.check for each in theirs.findings if each.verdict == "fails"]
            assert {each.check for each in ours.failures} <= set(failing), kind
            # verify.py reads entries before it knows whether they give the root, and tells more.
            assert set(failing) - {each.check for each in ours.failures} <= {"entries", "rights"}


def test_threat_11_a_party_cannot_deny_what_it_signed():
    """With the party offline, its entry, its manifest and the witnesses speak against it."""
    exercise = lakes()
    files = part_bundle(exercise.read, exercise.files, [5], **exercise.shown())
    findings = verify_bundle(files.get, files, read_policy(exercise.policy))
    report = check(files, exercise.policy)
    assert findings.holds and report.verdict == "holds"
    [shown] = [each for each in report.findings if each.code == "entry-between"]
    assert shown.values["role"] == "aruna/delegation"
    # Nor by saying that the key was never its own: the manifest is signed by its roots.
    without = {name: data for name, data in files.items() if "000000000002" not in name}
    without["SHA256SUMS"] = write_sums(without)
    assert not verify_bundle(without.get, without, read_policy(exercise.policy)).holds
    assert check(without, exercise.policy).verdict == "fails"


def test_threat_29_a_verifier_from_the_bundle_vouches_for_nobody(mutations):
    """Whoever makes a false bundle can bring a false verify.py along: the page says so first."""
    files = mutations.whole | {"verify.py": b"print('The register holds.')\n"}
    files["SHA256SUMS"] = write_sums(files)
    assert check(files).verdict == "holds"
    english, french = files["TEXT.md"].decode().split("\n---\n")
    assert "A false bundle would bring along a false `verify.py`." in english
    assert "Un faux dossier apporterait un faux `verify.py`." in french


def test_threat_28_old_statements_keep_their_date_when_ed25519_has_fallen():
    """Whoever has broken Ed25519 holds every such key, and lacks the ML-DSA-44 ones alone."""
    true, forged = founded(pq=True), founded(pq=True)
    true.file("The posts are withdrawn.", about=("trade-posts",))
    forged.file("The posts stay.", about=("trade-posts",))
    forged.signers = forged.signers[:1]
    broken = [each for each in forged.witnesses if each.type is not SignatureType.ML_DSA_44]
    true.publish()
    forged.publish(witnesses=broken)
    observer = next(each for each in true.witnesses if each.type is SignatureType.ML_DSA_44)
    logs = "".join(f"log {each.vkey}\n" for each in true.signers)
    lasting = f"{logs}witness observer {observer.vkey}\nquorum observer\n".encode()
    for policy, verdicts in ((true.policy, (True, True)), (lasting, (True, False))):
        own = read_policy(policy)
        found = tuple(verify_folder(each.read, each.files, own).holds for each in (true, forged))
        alone = tuple(
            check(whole_bundle(each.read, each.files, **each.shown()), policy).verdict == "holds"
            for each in (true, forged)
        )
        assert (found, alone) == (verdicts, verdicts)
