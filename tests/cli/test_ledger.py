"""`kept ledger`, as it is typed: begun, entered, published, shown, checked, handed out, compared."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.archive.witness.logs import MemoryLog

from kept.archive.keys import load_note_signer, read_key
from kept.archive.ledger import LedgerFolder
from kept.ledger.notes import Checkpoint, read_checkpoint, sign_checkpoint
from kept.ledger.witness import verify_guilt

ORIGIN = "lakes.example/exercise"
PUBLIC = 134  # statements of the exercise that are public
SIZE = PUBLIC + 5  # with the opening, three manifests and the text


# Beginning


def test_one_command_is_enough_for_a_first_try(kept, tmp_path, monkeypatch):
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "keys"))
    said = kept("ledger", "new", str(tmp_path / "reg"), "--process", "great-lakes",
                "--no-passphrase").output  # fmt: skip
    assert said.startswith("The register secretariat.example/great-lakes has begun")
    assert str(tmp_path / "keys") in said
    assert "reg-log" in said
    status = kept("ledger", "status", str(tmp_path / "reg")).output
    assert "has 2 entries, published by its keeper, not witnessed" in status
    assert read_key(tmp_path / "keys", "reg-log").vkey.name == "secretariat.example/great-lakes"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--origin", "has blanks"], "neither spaces nor plus signs"),
        (["--party", "aruna"], "names no party"),
        (["--party", "aruna=nobody.pub"], "no key “nobody”"),
        (["--witness", "nobody.pub"], "no key “nobody”"),
        (["--origin", "o.example", "--keeper", "Not An Id"], "“--keeper” must be"),
        (["--origin", "o.example", "--process", "Not An Id"], "“--process” must be"),
    ],
)
def test_what_no_register_can_begin_with_is_told_and_nothing_is_made(
    kept, tmp_path, monkeypatch, more, said
):
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "keys"))
    new = ["ledger", "new", str(tmp_path / "reg"), "--process", "p", "--no-passphrase"]
    assert said in kept(*new, *more, code=2).output
    assert not (tmp_path / "reg").exists()
    assert not (tmp_path / "keys").exists()


def test_a_folder_that_is_in_use_is_not_begun_again(kept, register):
    before = {path: path.read_bytes() for path in register.rglob("*") if path.is_file()}
    said = kept("ledger", "new", str(register), "--process", "p", "--no-passphrase", code=2).output
    assert "is there already" in said
    assert before == {path: path.read_bytes() for path in register.rglob("*") if path.is_file()}


def test_no_key_is_made_for_a_register_that_cannot_be_stored(kept, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    new = ["ledger", "new", str(tmp_path / "file" / "reg"), "--process", "p", "--no-passphrase"]
    assert kept(*new, "--keys", str(tmp_path / "keys"), code=3).output
    assert not (tmp_path / "keys").exists()


# Publishing


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_publisher_goes_on_until_it_is_told_to_stop(kept, aruna, register, root, tmp_path, how):
    program = subprocess.Popen(
        [sys.executable, "-m", "kept.cli", "ledger", "publish", str(register), "--every", "0.1",
         "--lang", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )  # fmt: skip
    try:
        assert f"has {SIZE} entries" in program.stdout.readline()
        second = kept("ledger", "publish", str(register), code=3).output
        assert "Another writer has this ledger open" in second
        kept("statement", "erase", "40", "--ledger", str(register), "--key", "register-registrar",
             "--ground", "court-order", "--yes")  # fmt: skip
        assert program.stdout.readline() == "Entries admitted: 1.\n"
        assert f"has {SIZE + 1} entries" in program.stdout.readline()
        program.send_signal(how)
        rest, _ = program.communicate(timeout=30)
    finally:
        program.kill()
    assert (program.returncode, rest) == (0, "")
    assert f"has {SIZE + 1} entries" in kept("ledger", "publish", str(register)).output


# Entering a process


def test_a_process_is_entered_once(kept, register):
    said = kept("ledger", "import", "lakes-exercise", "--ledger", str(register)).output
    assert said.startswith(f"Statements entered: 0 new, 0 corrected; {PUBLIC} were there already.")
    assert "nothing new" in said
    assert LedgerFolder(register).size() == SIZE


@pytest.fixture
def process(tmp_path, root):
    """The exercise in a folder of its own, to be changed."""
    shutil.copytree(root / "processes" / "lakes-exercise", tmp_path / "text")
    return tmp_path / "text"


def test_what_changed_is_entered_beside_what_it_replaces(kept, kept_json, register, process):
    file = process / "statements" / "2025-spring.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('en = "', 'en = "Corrected: ', 1), "utf-8")
    (process / "areas.toml").write_text(
        (process / "areas.toml").read_text("utf-8") + "\n# amended\n", "utf-8"
    )
    said = kept("ledger", "import", str(process), "--ledger", str(register)).output
    assert "The text of the process is entered" in said
    assert f"0 new, 1 corrected; {PUBLIC - 1} were there already" in said
    text, corrected = (
        kept_json("ledger", "show", str(register), str(index)) for index in (SIZE, SIZE + 1)
    )
    old = kept_json("ledger", "show", str(register), text["header"]["text"]["amends"])
    assert old["index"] == 2
    [replaced] = corrected["header"]["refs"]
    before = kept_json("ledger", "show", str(register), replaced)
    assert before["words"]["body"]["id"] == corrected["words"]["body"]["id"]
    assert "Corrected: " in str(corrected["words"]["body"]["claim"])
    review = kept_json("review", str(process), "--ledger", str(register))
    assert (
        without_entries(review["commitments"]) == kept_json("review", str(process))["commitments"]
    )


def test_what_a_process_no_longer_has_stays(kept, register, process):
    file = process / "statements" / "2025-spring.toml"
    first, *rest = file.read_text("utf-8").split("[[statement]]")
    file.write_text("[[statement]]".join([first, *rest[1:]]), "utf-8")
    said = kept("ledger", "import", str(process), "--ledger", str(register)).output
    assert "no longer has 1 statements that stay in the register" in said


def test_another_process_is_not_entered(kept, register):
    said = kept("ledger", "import", "great-lakes", "--ledger", str(register), code=2).output
    assert "is a register of lakes-exercise, not of great-lakes" in said


def test_whoever_has_not_the_keys_cannot_enter_anything(kept, register, tmp_path):
    enter = ["ledger", "import", "lakes-exercise", "--ledger", str(register)]
    said = kept(*enter, "--keys", str(tmp_path / "none"), code=2).output
    assert "The key that signs for" in said
    for name in ("pem", "pub"):
        (tmp_path / "keys" / f"register-recorder.{name}").unlink()
    assert "may enter the text and the statements" in kept(*enter, code=2).output


# Showing


def test_an_entry_is_shown_by_number_hash_and_code(kept, kept_json, register):
    shown = kept_json("ledger", "show", str(register), "12")
    assert shown["words"]["state"] == "shown"
    for name in (shown["entry"], shown["entry"][:8], shown["code"], shown["code"].lower()):
        assert kept_json("ledger", "show", str(register), name) == shown
    said = kept("ledger", "show", str(register), "12").output
    assert said.startswith(f"Entry 12 of the register {ORIGIN}: a statement.")
    assert shown["code"] in said
    assert "no witness has seen it" in said
    french = kept("ledger", "show", str(register), "12", "--lang", "fr").output
    assert french.startswith(f"Inscription 12 du registre {ORIGIN}\u00a0: une déclaration.")


def test_the_opening_shows_who_begins(kept, register):
    said = kept("ledger", "show", str(register), "0").output
    assert '"keeper": "secretariat"' in said
    assert "its words" not in said.lower()


@pytest.mark.parametrize("name", [str(SIZE), "0000", "nonsense", "00000000000000000"])
def test_an_entry_nobody_knows(kept, register, name):
    if name == "0000":
        assert kept("ledger", "show", str(register), name).output  # the first, written otherwise
        return
    said = kept("ledger", "show", str(register), name, code=2).output
    assert f"There is no entry {SIZE}" in said or "No entry is called" in said


def test_what_stands_in_a_register_by_its_size_and_root(kept, kept_json, register):
    found = kept_json("ledger", "status", str(register))
    checkpoint = read_checkpoint((register / "checkpoint").read_bytes()).checkpoint
    assert (found["size"], found["grade"]) == (SIZE, "published")
    assert found["root"] in str(checkpoint)
    said = kept("ledger", "status", str(register), "--lang", "fr").output
    assert said.startswith(f"Le registre {ORIGIN} compte {SIZE} inscriptions")


# Checking and handing out


def test_a_register_holds(kept, kept_json, register):
    said = kept("ledger", "verify", str(register)).output
    assert said.rstrip().endswith("The register holds.")
    found = kept_json("ledger", "verify", str(register))
    assert found["verdict"] == "holds"
    assert found["trust"] == "carried"
    policy = register / "policy" / "published"
    own = kept_json("ledger", "verify", str(register), "--policy", str(policy))
    assert own["trust"] == "reader"


def test_a_changed_byte_is_found(kept, register):
    tiles = (path for path in (register / "tile" / "entries").rglob("*") if path.is_file())
    tile = max(tiles, key=lambda path: path.stat().st_size)
    data = bytearray(tile.read_bytes())
    data[len(data) // 2] ^= 1
    tile.write_bytes(bytes(data))
    said = kept("ledger", "verify", str(register), code=1).output
    assert "FAILS" in said


def test_the_policy_of_somebody_else_does_not_accept_it(kept, register, tmp_path):
    policy = tmp_path / "policy"
    policy.write_text(f"log {MemoryLog().keys[0]}\nquorum none\n", "utf-8")
    assert (
        "FAILS" in kept("ledger", "verify", str(register), "--policy", str(policy), code=1).output
    )
    policy.write_text("nonsense\n", "utf-8")
    said = kept("ledger", "verify", str(register), "--policy", str(policy), code=3).output
    assert "is no policy" in said


def test_what_is_no_register_cannot_be_checked(kept, tmp_path):
    (tmp_path / "letter").write_text("Dear sir", "utf-8")
    assert kept("ledger", "verify", str(tmp_path / "letter"), code=3).output
    assert "holds no ledger" in kept("ledger", "verify", str(tmp_path), code=3).output
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04 and no more")
    assert kept("ledger", "verify", str(tmp_path / "half.zip"), code=3).output


def alone(bundle: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """verify.py out of the bundle, with plain Python and nothing of kept."""
    import zipfile

    with zipfile.ZipFile(bundle) as packed:
        packed.extract("verify.py", bundle.parent)
    return subprocess.run(
        [sys.executable, "-I", str(bundle.parent / "verify.py"), str(bundle), *more],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bundle_is_checked_by_plain_python(kept, kept_json, register, tmp_path):
    out = tmp_path / "whole.zip"
    said = kept("ledger", "export", str(register), str(out), "--process", "lakes-exercise").output
    assert said.startswith(f"{out} holds the whole register: {SIZE} entries")
    assert kept_json("ledger", "verify", str(out))["verdict"] == "holds"
    done = alone(out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "process" in str(kept_json("ledger", "verify", str(out))).lower()
    assert "is there already" in kept("ledger", "export", str(register), str(out), code=2).output
    again = tmp_path / "again.zip"
    kept("ledger", "export", str(register), str(again), "--process", "lakes-exercise")
    assert again.read_bytes() == out.read_bytes()


def test_a_bundle_of_some_entries_says_that_it_is_a_part(kept, kept_json, register, tmp_path):
    out = tmp_path / "part.zip"
    said = kept(
        "ledger", "export", str(register), str(out), "--entry", "12", "--entry", "40"
    ).output
    assert f"holds 2 of the {SIZE} entries" in said
    assert "not what is not" in said
    found = kept_json("ledger", "verify", str(out))
    assert (found["verdict"], found["whole"]) == ("holds", False)
    assert alone(out, "--lang", "fr").returncode == 0
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(out, unpacked)
    assert kept_json("ledger", "verify", str(unpacked)) == found
    changed = next((unpacked / "entries").iterdir())
    changed.write_bytes(changed.read_bytes().replace(b"payload", b"pAyload", 1))
    assert kept("ledger", "verify", str(unpacked), code=1).output


def test_a_receipt_fits_a_page_and_comes_with_its_proof(kept, kept_json, register, tmp_path):
    out = tmp_path / "receipt.zip"
    said = kept("ledger", "receipt", str(register), "12", "--bundle", str(out)).output
    code = kept_json("ledger", "show", str(register), "12")["code"]
    assert code in said
    assert alone(out).returncode == 0
    markdown = kept("ledger", "receipt", str(register), code, "--markdown", "--lang", "fr").output
    assert markdown.startswith("# ")
    assert code in markdown


# Comparing


def compare(kept, one, other, *more, code=0):
    return kept("ledger", "compare", str(one), str(other), *more, code=code).output


def test_copies_of_one_register_are_the_same(kept, register, tmp_path):
    shutil.copytree(register, tmp_path / "copy", ignore=shutil.ignore_patterns("private"))
    assert compare(kept, register, tmp_path / "copy").startswith("The same")
    assert compare(kept, register / "checkpoint", tmp_path / "copy").startswith("The same")


def test_an_older_copy_is_the_beginning_of_a_newer_one(kept, kept_json, register, tmp_path):
    old = register / "checkpoints" / f"{2:012}"
    for pair in ((old, register), (register, old)):
        assert compare(kept, *pair).startswith("One history")
    out = tmp_path / "whole.zip"
    kept("ledger", "export", str(register), str(out))
    found = kept_json("ledger", "compare", str(old), str(out))
    assert (found["verdict"], found["sizes"]) == ("consistent", [2, SIZE])
    vkey = str(LedgerFolder(register).identity.log)
    said = compare(kept, old, register / "checkpoint", "--log", vkey)
    assert "cannot be told from these files alone" in said
    assert "--log" in compare(kept, old, register / "checkpoint", code=2)


@pytest.mark.parametrize("size", [SIZE, 5])
def test_two_histories_are_proven_to_anybody(kept, register, tmp_path, size):
    signer = load_note_signer(read_key(tmp_path / "keys", "register-log"), None)
    other = tmp_path / "other"
    other.write_bytes(sign_checkpoint(Checkpoint(ORIGIN, size, b"\x07" * 32), [signer], 0))
    proof = tmp_path / "fork.txt"
    said = compare(kept, register, other, "--proof", str(proof), code=1)
    assert said.startswith("TWO HISTORIES")
    guilt = verify_guilt(proof.read_bytes(), [signer.vkey])
    assert {guilt.first.size, guilt.second.size} == {size, SIZE}
    compare(kept, other, register, "--proof", str(proof), code=1)  # the same proof once more
    proof.write_text("another", "utf-8")
    assert "is there already" in compare(kept, register, other, "--proof", str(proof), code=2)
    assert proof.read_text("utf-8") == "another"


def test_two_registers_have_nothing_to_do_with_each_other(kept, register, tmp_path, monkeypatch):
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "more"))
    other = tmp_path / "other"
    kept("ledger", "new", str(other), "--process", "lakes-exercise", "--no-passphrase",
         "--origin", ORIGIN)  # fmt: skip
    assert "These are two registers" in compare(kept, register, other, code=2)


# The index


def test_the_index_is_built_again_from_the_files(kept, kept_json, register):
    for file in (register / "private").glob("index.sqlite*"):
        file.unlink()
    said = kept("ledger", "reindex", str(register)).output
    assert f"The index is built again: {SIZE} entries" in said
    said = kept("ledger", "publish", str(register)).output
    assert f"has {SIZE} entries" in said


def test_the_index_moves_to_a_database_if_it_can_be_reached(kept, register, tmp_path):
    nowhere = f"host={tmp_path} dbname=none"
    assert kept("ledger", "reindex", str(register), "--database", nowhere, code=3).output
    assert f"has {SIZE} entries" in kept("ledger", "publish", str(register)).output


# Backups


def test_a_backup_is_restored_and_forgets_what_was_erased(kept, kept_json, register, tmp_path):
    places = [str(register), str(tmp_path / "backup"), "--data-keys", str(tmp_path / "elsewhere")]
    said = kept("ledger", "backup", *places).output
    assert f"is up to date with {SIZE} entries" in said
    kept("statement", "erase", "40", "--ledger", str(register), "--key", "register-registrar",
         "--ground", "court-order", "--yes")  # fmt: skip
    kept("ledger", "publish", str(register))
    kept("ledger", "backup", *places)
    restored = tmp_path / "restored"
    again = ["ledger", "restore", places[1], str(restored), *places[2:]]
    assert f"with {SIZE + 1} entries" in kept(*again).output
    assert "is there already" in kept(*again, code=3).output
    assert kept_json("ledger", "show", str(restored), "40")["words"]["state"] == "erased"
    assert kept_json("ledger", "show", str(restored), "41")["words"]["state"] == "shown"
    assert f"has {SIZE + 1} entries" in kept("ledger", "publish", str(restored)).output
    assert kept_json("ledger", "verify", str(restored))["verdict"] == "holds"


# Asking it


@pytest.mark.parametrize("standpoint", ["public", "independent", "strict"])
def test_a_review_from_a_register_stands_as_from_the_files(kept_json, register, standpoint):
    review = ["review", "lakes-exercise", "--standpoint", standpoint]
    from_files, entered = kept_json(*review), kept_json(*review, "--ledger", str(register))
    head = entered.pop("ledger")
    assert from_files.pop("ledger") is None
    assert (head["origin"], head["size"], head["grade"]) == (ORIGIN, SIZE, "published")
    assert from_files == without_entries(entered)


def without_entries(value):
    """What was read from a register, without the entries it cites."""
    if isinstance(value, list):
        return [without_entries(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: None if name == "entry" else without_entries(each) for name, each in value.items()
    }


def test_an_explanation_cites_the_entries(kept, kept_json, register):
    explained = kept_json("explain", "lakes-exercise", first_told(kept_json), "--ledger",
                          str(register))  # fmt: skip
    assert explained["ledger"]["size"] == SIZE
    entries = [each["entry"] for each in explained["accounts"]]
    assert all(entries)
    said = kept(
        "explain", "lakes-exercise", first_told(kept_json), "--ledger", str(register)
    ).output
    assert ORIGIN in said
    assert f"entry {entries[0]['index']}" in said


def first_told(kept_json) -> str:
    review = kept_json("review", "lakes-exercise")
    return next(each["id"] for each in review["commitments"] if each["word"] == "kept")


@pytest.mark.parametrize(
    "command",
    [
        ["timeline", "lakes-exercise"],
        ["figures", "lakes-exercise"],
        ["differ", "lakes-exercise", "aruna", "belva"],
    ],
)
def test_other_questions_get_the_same_answer_from_a_register(kept_json, register, command):
    shown = kept_json(*command, "--standpoint", "public") if command[0] != "differ" else None
    if shown is not None:
        assert shown == kept_json(*command, "--standpoint", "public", "--ledger", str(register))
    else:
        assert kept_json(*command, "--ledger", str(register))["commitments"]


def test_a_register_of_another_process_is_not_read(kept, register):
    said = kept("review", "great-lakes", "--ledger", str(register), code=2).output
    assert "is a register of lakes-exercise" in said


def test_another_text_is_told(kept, register, process):
    (process / "areas.toml").write_text(
        (process / "areas.toml").read_text("utf-8") + "\n# amended\n", "utf-8"
    )
    said = kept("review", str(process), "--ledger", str(register)).output
    assert "is not the one in the register" in said
    assert "(entry 2," in said


def test_the_basis_entered_needs_a_register(kept):
    said = kept("review", "lakes-exercise", "--basis", "entered", code=2).output
    assert "--ledger" in said


def test_without_witnesses_nothing_was_entered_on_any_day(kept_json, register):
    review = kept_json("review", "lakes-exercise", "--ledger", str(register), "--basis", "entered")
    assert review["basis"] == "entered"
    assert not any(each["accounts"] for each in review["commitments"])
