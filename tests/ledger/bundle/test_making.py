"""What goes into a bundle, and what does not."""

import hashlib
import json

import pytest
from tests.ledger.bundle.exercise import PROCESS, founded, lakes
from tests.ledger.bundle.standalone import FOLDER, check

from kept.ledger.bundle import (
    BundleError,
    part_bundle,
    receipt_bundle,
    standalone,
    verify_bundle,
    verify_folder,
    whole_bundle,
    write_zip,
)
from kept.ledger.notes import read_policy, read_proof


@pytest.fixture(scope="module")
def exercise():
    return lakes()


def holds(files, policy):
    ours = verify_bundle(files.get, files, read_policy(policy))
    assert ours.holds == (check(files, policy).verdict == "holds")
    return ours.holds


def test_a_whole_bundle_has_the_whole_log(exercise):
    files = whole_bundle(exercise.read, exercise.files, **exercise.shown(), process=PROCESS)
    assert holds(files, exercise.policy)
    assert json.loads(files["bundle.json"]) == {
        "v": 1,
        "origin": "lakes.example/exercise",
        "size": 14,
        "root": files["checkpoint"].decode().splitlines()[2],
        "whole": True,
        "process": "lakes-exercise",
    }
    assert {name for name in files if name.startswith("tile/")} == {
        "tile/0/000.p/14",
        "tile/entries/000.p/14",
    }
    assert files["process/process.toml"] == PROCESS["process.toml"]
    assert {"verify.py", "TEXT.md"} <= files.keys()
    assert not any(name.startswith(("private", "refusals")) for name in files)


def test_the_list_of_files_is_one_that_sha256sum_reads(exercise):
    files = whole_bundle(exercise.read, exercise.files)
    lines = files["SHA256SUMS"].decode().splitlines()
    assert [line[66:] for line in lines] == sorted(set(files) - {"SHA256SUMS"})
    for line in lines:
        assert line == f"{hashlib.sha256(files[line[66:]]).hexdigest()}  {line[66:]}"


def test_nothing_that_was_not_given_is_taken_along(exercise):
    """The folder holds bodies, some of them for the parties only: they are given one by one."""
    for files in (
        whole_bundle(exercise.read, exercise.files),
        part_bundle(exercise.read, exercise.files, range(14)),
    ):
        assert not any(name.startswith(("bodies/", "disclosures/", "process/")) for name in files)
        assert holds(files, exercise.policy)


def test_a_part_has_what_governs_and_what_was_asked_for(exercise):
    files = part_bundle(exercise.read, exercise.files, [5], **exercise.shown())
    indexes = [int(name[8:20]) for name in files if name.startswith("entries/")]
    assert indexes == [0, 1, 2, 3, 5, 10]  # the manifests, the entry, the revoked key
    assert [name for name in files if name.startswith("bodies/")] == [
        f"bodies/{exercise.entries[5].hash[:2]}/{exercise.entries[5].hash}.json"
    ]
    assert not any(name.startswith("tile/") for name in files)
    proof = read_proof(files["proofs/000000000005.tlog-proof"])
    assert (proof.index, proof.checkpoint) == (5, files["checkpoint"])
    assert holds(files, exercise.policy)


def test_a_part_has_the_checkpoints_that_bound_its_entries(exercise):
    early = part_bundle(exercise.read, exercise.files, [5])
    names = [name for name in early if name.startswith("checkpoints/")]
    assert names == ["checkpoints/000000000004", "checkpoints/000000000008"]
    assert [name for name in early if name.startswith("consistency/")] == [
        "consistency/000000000004-000000000008.txt",
        "consistency/000000000008-000000000014.txt",
    ]
    first = part_bundle(exercise.read, exercise.files, [0])
    names = [name for name in first if name.startswith("checkpoints/")]
    assert names == ["checkpoints/000000000004"]


def test_a_disclosure_brings_the_entry_it_is_about(exercise):
    files = part_bundle(exercise.read, exercise.files, [9], **exercise.shown())
    assert "entries/000000000007.json" in files  # sealed, and opened in part by entry 9
    assert holds(files, exercise.policy)
    findings = verify_bundle(files.get, files)
    assert [each.values["count"] for each in findings.findings if each.code == "fields-hold"] == [
        1
    ]


def test_whoever_knows_what_governs_need_not_read_the_log_through(exercise):
    known = part_bundle(exercise.read, exercise.files, [5], governing=[0, 1, 2, 3, 10])
    assert known == part_bundle(exercise.read, exercise.files, [5])


def test_equal_registers_give_equal_bytes():
    one, other = lakes(), lakes()
    zips = [write_zip(whole_bundle(e.read, e.files, **e.shown())) for e in (one, other)]
    assert zips[0] == zips[1]


def test_the_bundle_of_a_register_is_what_its_folder_says_after_it_grew():
    """The folder of an archive keeps tiles of smaller sizes, and larger ones not published yet."""
    exercise = lakes()
    before = whole_bundle(exercise.read, exercise.files)
    published = {name: exercise.files[name] for name in ("checkpoint",)}
    for number in range(300):
        exercise.file(f"Later {number}.")
    exercise.publish()
    grown = exercise.files | published
    del grown[f"checkpoints/{exercise.edge.size:012}"], grown["tile/entries/000.p/14"]
    del grown["tile/0/000.p/14"]
    assert verify_folder(grown.get, grown).findings[2].values["size"] == 14
    assert whole_bundle(grown.get, grown) == before


@pytest.mark.parametrize("index", [-1, 14, 10**12])
def test_an_entry_that_is_not_there_is_told(exercise, index):
    with pytest.raises(BundleError, match=f"There is no entry {index}"):
        receipt_bundle(exercise.read, exercise.files, index)


@pytest.mark.parametrize(
    "name", ["ledger.json", "checkpoint", "tile/0/000.p/14", "tile/entries/000.p/14"]
)
def test_of_a_folder_that_is_damaged_no_bundle_is_made(exercise, name):
    files = {each: data for each, data in exercise.files.items() if each != name}
    for make in (whole_bundle, lambda read, names: part_bundle(read, names, [5])):
        with pytest.raises(BundleError, match="No bundle can be made"):
            make(files.get, files)


def test_of_tiles_that_are_damaged_no_proof_is_made(exercise):
    files = exercise.files | {"tile/0/000.p/14": bytes(14 * 32)}
    with pytest.raises(BundleError):
        part_bundle(files.get, files, [5])


def test_what_stands_alone_is_handed_out_as_it_is():
    assert standalone() == {
        name: (FOLDER / name).read_bytes() for name in ("verify.py", "TEXT.md")
    }


def test_a_register_of_nothing_but_its_opening_is_handed_out():
    exercise = founded()
    files = whole_bundle(exercise.read, exercise.files)
    assert holds(files, exercise.policy)
