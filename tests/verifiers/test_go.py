"""Go's own library for transparent logs accepts kept's, and finds one flipped bit."""

import random
import subprocess

import pytest
from tests.ledger.bundle.exercise import founded, lakes
from tests.verifiers.tools import Asked, go_verifier

from kept.ledger.bundle import whole_bundle, write_sums, write_zip


@pytest.fixture(scope="module")
def verifier(tmp_path_factory):
    return go_verifier(tmp_path_factory.mktemp("go"))


@pytest.fixture(scope="module")
def large():
    """A register of more than one tile, so that there are two levels of hashes."""
    exercise = founded()
    for number in range(330):
        exercise.file(f"Statement {number}.")
        if number in (40, 255, 299):
            exercise.publish()
    exercise.publish()
    return exercise


def ask(verifier, folder, bundle, policy):
    (folder / "bundle.zip").write_bytes(write_zip(bundle))
    (folder / "policy").write_bytes(policy)
    command = [*verifier, folder / "bundle.zip", folder / "policy"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_accepts_a_register_in_which_everything_happens(verifier, tmp_path):
    exercise = lakes()
    files = whole_bundle(exercise.read, exercise.files, **exercise.shown())
    assert ask(verifier, tmp_path, files, exercise.policy) == "holds\n"


def test_it_accepts_every_tile_proof_and_checkpoint_of_a_larger_one(verifier, large, tmp_path):
    files = whole_bundle(large.read, large.files)
    assert {"tile/0/000", "tile/0/001.p/78", "tile/1/000.p/1"} < files.keys()
    assert sum(name.startswith("checkpoints/") for name in files) == 5
    assert ask(verifier, tmp_path, files, large.policy) == "holds\n"


def test_it_finds_any_one_bit_that_was_flipped_in_the_log(verifier, large, tmp_path):
    files = whole_bundle(large.read, large.files)
    chance = random.Random(1911)  # noqa: S311 (which bit, not whose secret)
    changes = []
    for name in sorted(files):
        if name.startswith(("tile/", "checkpoint", "policy/")):
            for _ in range(6):
                data = bytearray(files[name])
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                changed = files | {name: bytes(data)}
                changes.append({name: bytes(data), "SHA256SUMS": write_sums(changed)})
    answers = Asked(verifier, tmp_path, files, large.policies["mutual"], changes).answers()
    assert len(answers) > 80
    # A flipped bit in the name of a cosigner makes it a stranger, and the quorum is missed.
    held = [n for n, answer in enumerate(answers) if answer == "holds"]
    assert [next(iter(changes[n])) for n in held if "tile/" in next(iter(changes[n]))] == []
    assert len(held) <= 2, [answers[n] for n in held]


def test_with_the_policy_of_others_it_believes_nothing(verifier, large, tmp_path):
    other = lakes(witnesses=("aruna", "belva", "third", "fourth"))
    files = whole_bundle(large.read, large.files)
    answer = ask(verifier, tmp_path, files, other.policies["mutual"])
    assert answer == "fails the quorum is not reached\n"
