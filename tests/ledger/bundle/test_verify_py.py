"""verify.py as somebody runs it who has nothing of kept, on Python 3.9 where that is at hand."""

import ast
import base64
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from tests.ledger.bundle.exercise import (
    LOG,
    Exercise,
    SignatureType,
    founded,
    lakes,
    note_signer,
)
from tests.ledger.bundle.standalone import PATH, check, verify

from kept.ledger.bundle import part_bundle, whole_bundle, write_sums, write_zip
from kept.ledger.keys import SignatureError
from kept.ledger.keys.ed25519 import verify_ed25519


@cache
def oldest_python():
    """Python 3.9 if it is here, else the one that runs the tests."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [str(path) for path in pyenv.glob("3.9*/bin/python3.9")] if pyenv.is_dir() else []
    found += filter(None, [shutil.which("python3.9")])
    return next(filter(_works, found), sys.executable)


def _works(python):
    asked = subprocess.run([python, "--version"], capture_output=True, text=True)
    return asked.returncode == 0 and "3.9." in asked.stdout


def run(*arguments, cwd=None, script=PATH):
    """Isolated: no packages, no environment, nothing but the file."""
    command = [oldest_python(), "-I", "-S", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, encoding="utf-8")


@pytest.fixture(scope="module")
def exercise():
    return lakes(pq=True)


@pytest.fixture(scope="module")
def files(exercise):
    return part_bundle(exercise.read, exercise.files, [5, 8], **exercise.shown())


def unpack(files, folder):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_it_is_written_for_python_3_9():
    ast.parse(PATH.read_text("utf-8"), feature_version=(3, 9))


def test_it_imports_nothing_but_the_standard_library():
    tree = ast.parse(PATH.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {
        alias.name for node in imports for alias in node.names if isinstance(node, ast.Import)
    }
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert not {"socket", "urllib", "http", "subprocess", "os"} & names


def test_its_contents_are_as_it_lists_them():
    source = PATH.read_text("utf-8")
    listed = [
        line.split(maxsplit=1)
        for line in verify.__doc__.splitlines()
        if line[:6].strip().isdigit()
    ]
    for number, title in listed:
        assert f"# ── {number} {title.split('  ')[0].strip()} ─" in source
    assert len(listed) == source.count("\n# ── ")


# What it answers


def test_a_bundle_is_checked_packed_unpacked_and_from_within(files, tmp_path):
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(write_zip(files))
    folder = unpack(files, tmp_path / "folder")
    for answer in (
        run(bundle),
        run(folder),
        run(script=folder / "verify.py"),
        run("folder", cwd=tmp_path),
    ):
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout.rstrip().endswith("\nThe register holds.")


def test_beside_one_bundle_it_finds_it_and_beside_several_it_asks(files, tmp_path):
    script = tmp_path / "verify.py"
    script.write_bytes(PATH.read_bytes())
    assert run(script=script).returncode == 2
    (tmp_path / "one.zip").write_bytes(write_zip(files))
    assert run(script=script).returncode == 0
    (tmp_path / "two.zip").write_bytes(write_zip(files))
    answer = run(script=script)
    assert answer.returncode == 2
    assert "say which" in answer.stdout


def test_the_folder_of_a_register_is_checked(exercise, tmp_path):
    folder = unpack(exercise.files, tmp_path)
    (folder / "private").mkdir()
    (folder / "private" / "signed").write_bytes(b"not looked at")
    (folder / ".DS_Store").write_bytes(b"nor this")
    answer = run(folder, "--lang", "fr")
    assert answer.returncode == 0
    assert answer.stdout.rstrip().endswith("\nLe registre tient.")


def test_the_reader_s_policy_beats_the_one_carried(exercise, files, tmp_path):
    bundle, own = tmp_path / "bundle.zip", tmp_path / "policy"
    bundle.write_bytes(write_zip(files))
    assert "you trust whoever gave it to you" in run(bundle).stdout
    own.write_bytes(exercise.policy)
    assert "your own policy" in run(bundle, "--policy", own).stdout
    stranger = Exercise(witnesses=("aruna", "belva", "third", "fourth"))
    own.write_bytes(stranger.policies["mutual"])
    answer = run(bundle, "--policy", own)
    assert answer.returncode == 1
    assert "DO NOT RELY ON THIS: fewer witnesses have cosigned" in answer.stdout
    own.write_bytes(exercise.policy.replace(b"quorum", b"quarum"))
    assert run(bundle, "--policy", own).returncode == 1
    assert run(bundle, "--policy", tmp_path / "nothing").returncode == 2


def test_a_log_with_another_key_is_another_log_whatever_its_name(files, tmp_path):
    bundle, own = tmp_path / "bundle.zip", tmp_path / "policy"
    bundle.write_bytes(write_zip(files))
    other = note_signer(LOG, SignatureType.ED25519, salt="another key").vkey
    own.write_text(f"log {other}\nquorum none\n")
    answer = run(bundle, "--policy", own)
    assert answer.returncode == 1
    assert "is not the one the policy trusts" in answer.stdout


def test_one_letter_changed_is_told_in_plain_words(exercise, tmp_path):
    files = part_bundle(exercise.read, exercise.files, [5], **exercise.shown())
    [name] = [n for n in files if exercise.entries[5].hash in n]
    value = json.loads(files[name])
    body = base64.b64decode(value["body"]).replace(b"withdrawn", b"Withdrawn")
    value["body"] = base64.b64encode(body).decode()
    changed = files | {name: json.dumps(value, separators=(",", ":"), sort_keys=True).encode()}
    folder = unpack(changed | {"SHA256SUMS": write_sums(changed)}, tmp_path)
    for language, first in (("en", "DO NOT RELY ON THIS"), ("fr", "NE VOUS Y FIEZ PAS")):
        answer = run(folder, "--lang", language)
        last = answer.stdout.rstrip().splitlines()[-1]
        assert answer.returncode == 1
        assert last.startswith(first)
        assert exercise.entries[5].hash[:12] in last
    assert "it was changed" in run(folder).stdout.rstrip().splitlines()[-1]


def test_other_programs_get_the_same_as_json(exercise, files, tmp_path):
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(write_zip(files))
    answer = json.loads(run(bundle, "--json").stdout)
    assert answer["verdict"] == "holds"
    assert answer["grade"] == "mutual"
    assert (answer["size"], answer["whole"], answer["trust"]) == (14, False, "carried")
    assert {each["verdict"] for each in answer["findings"]} == {"holds", "open"}


def test_a_part_says_what_it_cannot_show(files):
    report = check(files)
    assert [f.code for f in report.findings if f.check == "limits"] == ["limits-part"]
    assert "cannot show that nothing else is" in verify.told(report, 0)
    assert "ne peut montrer que rien d’autre" in verify.told(report, 1)


@pytest.mark.parametrize("pq", [False, True])
def test_everything_in_the_exercise_is_found(pq):
    exercise = lakes(pq=pq)
    files = whole_bundle(exercise.read, exercise.files, **exercise.shown())
    report = check(files, exercise.policy)
    codes = [finding.code for finding in report.findings]
    assert report.verdict == "holds"
    assert report.grade == "mutual"
    for code in ("tree-holds", "rights-hold", "gap", "bodies-hold", "fields-hold", "erasures"):
        assert code in codes


def test_refusals_in_a_folder_are_checked(tmp_path):
    exercise = lakes()
    folder = unpack(exercise.files, tmp_path)
    assert "refusals-hold" in run(folder, "--json").stdout
    [refusal] = (folder / "refusals").iterdir()
    refusal.write_bytes(refusal.read_bytes().replace(b'"sig":"', b'"sig":"A', 1))
    assert run(folder).returncode == 1


def test_a_register_without_witnesses_is_published_and_no_more(tmp_path):
    exercise = founded()
    exercise.publish(witnesses=())
    policies = {n: d for n, d in exercise.files.items() if not n.startswith("policy/")}
    report = check(whole_bundle(policies.get, policies))
    # The register names policies that are not here: somebody took them out.
    assert report.verdict == "fails"
    assert {f.code for f in report.findings if f.verdict == "fails"} == {"policy-missing"}
    assert "checkpoint-signed" in [f.code for f in report.findings]


# Many entries


def test_a_log_of_several_tiles_is_checked():
    exercise = founded()
    for number in range(300):
        exercise.file(f"Statement {number}.", signers=["aruna pen", "aruna seal"])
    exercise.publish()
    for name in [name for name in exercise.files if name.startswith("bodies/")][5:]:
        del exercise.files[name]
    files = whole_bundle(exercise.read, exercise.files, **exercise.shown())
    assert {"tile/0/000", "tile/0/001.p/48", "tile/1/000.p/1"} <= files.keys()
    assert check(files, exercise.policy).verdict == "holds"
    for name in ("tile/0/000", "tile/1/000.p/1", "tile/entries/001.p/48"):
        changed = files | {name: files[name][:-1] + b"\x00"}
        changed["SHA256SUMS"] = write_sums(changed)
        assert check(changed, exercise.policy).verdict == "fails"


# The published vectors


def test_the_published_vectors_have_the_published_verdicts(shared):
    answer = run("--vectors", shared / "vectors")
    assert answer.returncode == 0, answer.stdout
    counted = {line.split()[0]: line for line in answer.stdout.splitlines()}
    assert "914 cases,   43 hold" in counted["cctv-ed25519"]
    assert "151 cases,   88 hold, 0 against" in counted["ed25519"]
    assert "484 cases,  174 hold, 0 against" in counted["ecdsa_secp256r1_sha256"]
    assert "180 cases,   77 hold, 0 against" in counted["mldsa_44_verify"]
    assert "196 cases,   11 hold, 0 against" in counted["rfc6962"]


def test_it_admits_the_same_edge_cases_as_the_package(shared):
    """The 914 cases have no published verdict; ours are two implementations' that agree."""
    for case in json.loads((shared / "vectors" / "cctv-ed25519.json").read_text()):
        key, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
        message = case["msg"].encode()
        assert verify.ed25519_holds(key, message, signature) == package_holds(
            key, message, signature
        )


def package_holds(key, message, signature):
    try:
        verify_ed25519(key, message, signature)
    except SignatureError:
        return False
    return True


# Words


ENDS = (".", ".)", ": {key}", ": python3 verify.py NAME", " : python3 verify.py NOM")


def test_every_finding_has_words_in_both_languages():
    for code, (english, french) in verify.WORDS.items():
        assert fields(english) == fields(french), code
        assert english.endswith(ENDS) and french.endswith(ENDS), code


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_that_is_raised_has_words():
    tree = ast.parse(PATH.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    codes = set()
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        position = {"Fault": 0, "UnreadableError": 0, "add": 2, "several": 1}.get(name)
        if position is None or len(call.args) <= position:
            continue
        codes |= {n.value for n in ast.walk(call.args[position]) if isinstance(n, ast.Constant)}
    assert {code for code in codes if isinstance(code, str)} - {"part.json"} <= set(verify.WORDS)


def test_text_of_others_cannot_act_on_a_screen():
    report = verify.Report()
    report.add("files", "fails", "file-unknown", name="x\x1b[2J\u202eThe register holds.\n" * 99)
    told = verify.told(report, 0)
    assert "\x1b" not in told and "\u202e" not in told
    assert told.count("\n") == 2
