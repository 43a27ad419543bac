"""The verifier for browsers, in Node: it accepts kept's bundles and agrees with verify.py."""

import io
import json
import subprocess
import zipfile

import pytest
from tests.ledger.bundle.exercise import lakes
from tests.ledger.bundle.standalone import verify
from tests.verifiers.tools import HERE, MODULE, node_verifier

from kept.ledger.bundle import entry_code, part_bundle, whole_bundle, write_sums, write_zip
from kept.report.ledger import sentences


@pytest.fixture(scope="module")
def node():
    return node_verifier()


@pytest.fixture(scope="module", params=[False, True], ids=["ed25519", "with ml-dsa-44"])
def exercise(request):
    return lakes(pq=request.param)


def ask(node, folder, zipped, policy="-"):
    bundle, own = folder / "bundle.zip", folder / "policy"
    bundle.write_bytes(zipped)
    if policy != "-":
        own.write_bytes(policy)
        policy = own
    answer = subprocess.run([*node, bundle, policy], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_it_accepts_whole_and_part_bundles(node, exercise, tmp_path):
    for files in (
        whole_bundle(exercise.read, exercise.files, **exercise.shown()),
        part_bundle(exercise.read, exercise.files, [5, 6, 9, 13], **exercise.shown()),
    ):
        assert ask(node, tmp_path, write_zip(files)) == "holds"
        assert ask(node, tmp_path, write_zip(files), exercise.policy) == "holds"


def test_it_names_what_was_changed(node, exercise, tmp_path):
    files = part_bundle(exercise.read, exercise.files, [5], **exercise.shown())
    entry = files["entries/000000000005.json"].replace(b'"keyid":"', b'"keyid":"0', 1)
    changed = files | {"entries/000000000005.json": entry}
    changed["SHA256SUMS"] = write_sums(changed)
    assert ask(node, tmp_path, write_zip(changed)) == "fails proof-fails"
    assert ask(node, tmp_path, write_zip(files | {"checkpoint": b"x"})).startswith("fails ")


def test_a_bundle_that_somebody_packed_again_is_read(node, tmp_path):
    """Deflated; a Node too old to unpack that says so instead of failing in another way."""
    exercise = lakes()
    files = part_bundle(exercise.read, exercise.files, [5])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    (tmp_path / "bundle.zip").write_bytes(target.getvalue())
    command = [*node, tmp_path / "bundle.zip", "-"]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.stdout == "holds\n" or "file-damaged" in answer.stderr


def test_published_vectors_have_the_verdicts_of_verify_py(node, shared):
    folder = shared / "vectors"
    command = [node[0], HERE / "node" / "vectors.mjs", MODULE, folder]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = {(suite, name): verdict for suite, name, verdict in json.loads(answer.stdout)}
    ours = {
        (suite, name): verdict
        for suite, name, verdict, _ in verify.vector_verdicts(folder)
        if suite != "mldsa_44_verify"
    }
    assert theirs == ours
    assert len(theirs) == 914 + 151 + 484 + 196 + 6


def test_everything_it_finds_has_words():
    source = MODULE.read_text("utf-8")
    for code in ("proof-fails", "signatures-hold", "unchecked", "limits-part"):
        assert f'"{code}"' in source
    codes = {part.split('"')[1] for part in source.split("new Fault(")[1:] if part.startswith('"')}
    assert codes <= set(sentences("en"))


def test_it_is_one_file_without_dependencies():
    source = MODULE.read_text("utf-8")
    imports = [line for line in source.splitlines() if line.startswith("import ")]
    assert imports == []
    assert source.count("import(") == 1  # WebCrypto of a Node that does not name it


def test_codes_for_minutes_are_the_same_everywhere(node):
    entry = lakes().entries[5].hash
    script = f"import {{entryCode}} from {str(MODULE)!r}; console.log(entryCode({entry!r}))"
    command = [node[0], "--input-type=module", "-e", script]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == entry_code(entry) == verify.entry_code(entry)
