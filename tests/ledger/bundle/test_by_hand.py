"""TEXT.md: every command in it works on a bundle, and finds what is wrong."""

import os
import re
import shutil
import subprocess

import pytest
from tests.ledger.bundle.exercise import lakes

from kept.ledger.bundle import part_bundle, standalone

BLOCKS = re.findall(r"```sh\n(.*?)```", standalone()["TEXT.md"].decode(), re.DOTALL)
FILES, LOG, WITNESS, HASH, PAYLOAD, PROOF, BODY = BLOCKS


@pytest.fixture(scope="module")
def exercise():
    return lakes()


@pytest.fixture
def unpacked(exercise, tmp_path):
    """A part bundle as somebody finds it on a stick."""
    if not shutil.which("openssl") or not shutil.which("bash"):
        pytest.skip("openssl or bash is not here")
    files = part_bundle(exercise.read, exercise.files, [5, 13], **exercise.shown())
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def run(block, folder, **variables):
    scratch = folder.parent / f"{folder.name}-scratch"
    scratch.mkdir(exist_ok=True)
    return subprocess.run(
        ["bash", "-c", block],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C", "T": str(scratch), **variables},
    )


def test_the_list_of_files_is_checked(unpacked):
    assert run(FILES, unpacked).returncode == 0
    (unpacked / "checkpoint").write_bytes(b"x")
    assert run(FILES, unpacked).returncode != 0


def test_the_signatures_of_log_and_witness_are_checked(unpacked):
    for block in (LOG, WITNESS):
        assert "Verified Successfully" in run(block, unpacked).stdout
    assert "2026" in run(WITNESS, unpacked).stdout
    note = (unpacked / "checkpoint").read_bytes()
    (unpacked / "checkpoint").write_bytes(note.replace(b"\n14\n", b"\n15\n"))
    for block in (LOG, WITNESS):
        assert "Verified Successfully" not in run(block, unpacked).stdout


@pytest.mark.parametrize("index", [0, 5, 13])
def test_an_entry_is_found_in_the_tree(exercise, unpacked, index):
    number = f"{index:012}"
    assert run(HASH, unpacked, N=number).stdout.startswith(exercise.entries[index].hash)
    assert '"claimed":' in run(PAYLOAD, unpacked, N=number).stdout
    assert run(PROOF, unpacked, N=number).stdout == f"entry {number} is in the register\n"
    entry = unpacked / "entries" / f"{number}.json"
    entry.write_bytes(entry.read_bytes().replace(b'"keyid":"', b'"keyid":"0', 1))
    assert run(PROOF, unpacked, N=number).stdout == ""


def test_a_body_is_held_against_its_entry(exercise, unpacked):
    entry = exercise.entries[5]
    found = run(BODY, unpacked, F=f"bodies/{entry.hash[:2]}/{entry.hash}.json")
    assert "The posts are withdrawn." in found.stdout
    assert found.stdout.rstrip().endswith(entry.header.body.commit)


def test_both_languages_have_the_same_points():
    english, french = standalone()["TEXT.md"].decode().split("\n---\n")
    assert len(re.findall(r"^## \d\.", english, re.MULTILINE)) == 7
    assert len(re.findall(r"^\d\. \*\*", french, re.MULTILINE)) == 7
