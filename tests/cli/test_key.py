"""`kept key`, as it is typed: keys made, shown, entered, replaced and revoked by their custodians."""

from __future__ import annotations

import json

import pytest
from tests.archive.witness.logs import MemoryLog

from kept.archive.keys import kept_entries, list_keys, load_key, new_key, read_key
from kept.archive.ledger import (
    Identity,
    Writer,
    create_ledger,
    open_index,
    submit_all,
)
from kept.archive.recording import read_paper
from kept.archive.recording.folding import fold_all
from kept.archive.recording.founding import SCOPES, Keeper, founding_entries
from kept.ledger.entries.members import Roots

ORIGIN = "lakes.example/exercise"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("KEPT_PASSPHRASE", raising=False)
    return tmp_path / "keys"


def make(kept, *names, purpose="role"):
    for name in names:
        kept("key", "new", name, "--for", purpose, "--no-passphrase")


# Making and showing


def test_a_key_is_made_with_a_passphrase_and_shown_without_its_secret(kept, folder, monkeypatch):
    monkeypatch.setenv("KEPT_PASSPHRASE", "trois mots choisis")
    made = kept("key", "new", "aruna-1").output
    key = read_key(folder, "aruna-1")
    assert key.key.text in made
    assert "offline" in made
    assert b"ENCRYPTED" in key.secret.read_bytes()
    shown = kept("key", "show", "aruna-1").output
    assert key.key.text in shown
    assert key.key.id in shown
    assert "PRIVATE" not in shown
    assert "signe dans une fonction" in kept("key", "show", "aruna-1", "--lang", "fr").output
    [listed] = json.loads(kept("key", "show", "--json").stdout)["keys"]
    assert listed["name"] == "aruna-1"


def test_a_passphrase_may_lie_in_a_file(kept, folder, tmp_path):
    (tmp_path / "phrase").write_bytes(b"trois mots\r\n")
    kept("key", "new", "k", "--passphrase-file", str(tmp_path / "phrase"))
    assert load_key(read_key(folder, "k"), b"trois mots")


def test_without_anybody_to_ask_a_passphrase_must_be_given(kept, folder):
    said = kept("key", "new", "k", code=2).output
    assert "--no-passphrase" in said
    assert not folder.exists()


def test_keys_of_logs_and_witnesses_are_made_under_their_names(kept, folder):
    assert (
        "Say which" in kept("key", "new", "log", "--for", "log", "--no-passphrase", code=2).output
    )
    made = kept(
        "key", "new", "log", "--for", "log", "--signs-as", ORIGIN, "--no-passphrase"
    ).output
    assert f"{ORIGIN}+" in made
    made = kept("key", "new", "w", "--for", "witness", "--signs-as", "w.example/w", "--algorithm",
                "ml-dsa-44", "--no-passphrase").output  # fmt: skip
    assert "w.example/w+" in made
    assert "not encrypted" in made


def test_a_name_that_is_taken_or_odd_is_refused(kept, folder):
    make(kept, "k")
    before = read_key(folder, "k").secret.read_bytes()
    assert "never overwritten" in kept("key", "new", "k", "--no-passphrase", code=2).output
    assert read_key(folder, "k").secret.read_bytes() == before
    assert kept("key", "new", "../k", "--no-passphrase", code=2).output
    assert "Did you mean k?" in kept("key", "show", "kk", code=2).output


def test_no_keys_yet(kept):
    assert "kept key new NAME" in kept("key", "show").output


# The keys of a party in a register


@pytest.fixture
def register(tmp_path, kept):
    """A register whose party aruna begins with three roots, two of which must sign."""
    make(kept, "root-1", "root-2", "root-3", "next-1", "next-2", "next-3", purpose="root")
    make(kept, "pen", "seal", "stamp", "notary")
    keeper = tmp_path / "keeper"
    for name in ("root", "next", *SCOPES):
        new_key(keeper, name, purpose="root", passphrase=None)
    log = MemoryLog()
    identity = Identity(origin=ORIGIN, process="lakes-exercise", log=log.keys[0])
    ledger = create_ledger(tmp_path / "register", identity)
    ids = [read_key(tmp_path / "keys", f"root-{n}").key.id for n in (1, 2, 3)]
    entries = founding_entries(
        ledger,
        Keeper(
            party="secretariat",
            root=load_key(read_key(keeper, "root"), None),
            next_root=read_key(keeper, "next").key,
            roles={name: read_key(keeper, name).key for name in SCOPES},
        ),
        {"aruna": Roots(roots=tuple(ids), threshold=2)},
    )

    def enter(*submitted):
        """What of these the register takes; the reasons for the rest."""
        index = open_index(ledger)
        try:
            with Writer(ledger, index, signers=log.signers) as writer:
                submit_all(ledger, index, submitted)
                refused = [reason for _, reason in writer.turn().refused]
                writer.publish()
                return refused
        finally:
            index.close()

    assert enter(*entries) == []
    enter.path = ledger.path
    enter.read = lambda: fold_all(ledger).parties
    return enter


FIRST = [
    "key", "manifest", "aruna",
    "--root", "root-1", "--root", "root-2", "--root", "root-3",
    "--next", "next-1", "--next", "next-2", "--next", "next-3",
    "--role", "delegation=pen,seal,stamp", "--recovery", "notary", "--until",
    "delegation=2030-12-31",
]  # fmt: skip


def sign_all(kept, paper, code=0):
    """Each custodian in turn."""
    asked = read_paper(paper.read_bytes())
    names = {key.key.id: key.name for key in list_keys(paper.parent / "keys")}
    for key in asked.missing:
        said = kept("key", "sign", str(paper), "--key", names[key], "--yes").output
    return said


def entered(kept, register, paper):
    sign_all(kept, paper)
    return register(read_paper(paper.read_bytes()).submitted())


@pytest.fixture
def aruna(kept, register, tmp_path):
    """The register with the first manifest of aruna in force."""
    paper = tmp_path / "first.json"
    kept(*FIRST, "--ledger", str(register.path), "--out", str(paper))
    assert entered(kept, register, paper) == []
    return register


def test_a_first_manifest_goes_from_custodian_to_custodian(kept, register, tmp_path, folder):
    paper = tmp_path / "first.json"
    said = kept(*FIRST, "--ledger", str(register.path), "--out", str(paper)).output
    assert "Party aruna, manifest number 1" in said
    assert "statement.filed (2)" in said
    assert "last day 2030-12-31" in said
    assert said.count("not signed yet") == 2

    missing = read_paper(paper.read_bytes()).missing
    waiting = [each.name for each in list_keys(folder) if each.key.id in missing]
    said = kept("key", "sign", str(paper), "--key", waiting[0], "--yes").output
    assert f"now goes to: {waiting[1]}" in said
    assert "has signed this paper already" in kept("key", "sign", str(paper), "--key", waiting[0], "--yes",
                                    code=3).output  # fmt: skip
    assert "does not name that key" in kept("key", "sign", str(paper), "--key", "pen", "--yes",
                                            code=3).output  # fmt: skip
    assert "--yes" in kept("key", "sign", str(paper), "--key", waiting[1], code=2).output
    said = kept("key", "sign", str(paper), "--key", waiting[1], "--yes").output
    assert "Signed by all" in said
    finished = read_paper(paper.read_bytes()).entry().raw
    assert kept_entries(read_key(folder, waiting[1])) == (finished,)

    assert register(read_paper(paper.read_bytes()).submitted()) == []
    manifest = register.read().members["aruna"].manifest
    assert (manifest.version, manifest.threshold, manifest.next_threshold) == (1, 2, 2)
    assert manifest.roles[0].scope["statement.filed"] == 2


def test_a_manifest_can_be_prepared_far_from_the_register(kept, register, tmp_path):
    paper = tmp_path / "first.json"
    kept(*FIRST, "--origin", ORIGIN, "--out", str(paper))
    assert entered(kept, register, paper) == []
    assert "--origin" in kept(*FIRST, "--out", str(paper), code=2).output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--scope", "delegation:statement.field=1"], "Did you mean statement.filed?"),
        (["--scope", "delegation"], "is no scope"),
        (["--scope", "other:statement.filed=1"], "There is no --role other"),
        (["--until", "delegation=soon"], "is no day"),
        (["--until", "other=2030-01-01"], "There is no --role other"),
        (["--role", "delegation"], "must be ROLE=KEY"),
        (["--role", "scribe=nobody"], "There is no key"),
        (["--role", "scribe=pen"], "one key stands in two"),
        (["--next", "root-1"], "other keys than those in use"),
        (["--threshold", "4"], "manifest.threshold"),
    ],
)
def test_what_cannot_be_a_manifest_is_told_before_anything_is_written(kept, tmp_path, more, said):
    make(kept, "root-1", "root-2", "root-3", "next-1", "next-2", "next-3", purpose="root")
    make(kept, "pen", "seal", "stamp", "notary")
    paper = tmp_path / "first.json"
    assert said in kept(*FIRST, *more, "--origin", ORIGIN, "--out", str(paper), code=2).output
    assert not paper.exists()


def test_a_role_key_is_replaced_by_a_new_one(kept, aruna, tmp_path, folder):
    paper = tmp_path / "second.json"
    said = kept("key", "rotate", "aruna", "--ledger", str(aruna.path), "--replace", "stamp=stamp-2",
                "--no-passphrase", "--out", str(paper)).output  # fmt: skip
    assert "The key stamp-2 is made" in said
    assert "manifest number 2" in said
    assert entered(kept, aruna, paper) == []
    parties = aruna.read()
    assert parties.place(read_key(folder, "stamp").key.id) is None
    assert parties.place(read_key(folder, "stamp-2").key.id).office == "delegation"


def test_roots_change_to_those_committed_to(kept, aruna, tmp_path, folder):
    paper = tmp_path / "second.json"
    roots = ["--root", "next-1", "--root", "next-2", "--root", "next-3"]
    said = kept("key", "rotate", "aruna", "--ledger", str(aruna.path), *roots, "--no-passphrase",
                "--out", str(paper)).output  # fmt: skip
    assert "The key aruna-root-3-1 is made" in said  # those after the next
    assert said.count("not signed yet") == 4  # two of the old, two of the new
    assert entered(kept, aruna, paper) == []
    manifest = aruna.read().members["aruna"].manifest
    assert {key.id for key in manifest.roots} == {
        read_key(folder, f"next-{n}").key.id for n in (1, 2, 3)
    }
    # and once more, with the ones made now
    third = tmp_path / "third.json"
    roots = [part for n in (1, 2, 3) for part in ("--root", f"aruna-root-3-{n}")]
    kept("key", "rotate", "aruna", "--ledger", str(aruna.path), *roots, "--no-passphrase",
         "--out", str(third))  # fmt: skip
    assert entered(kept, aruna, third) == []
    assert aruna.read().members["aruna"].manifest.version == 3


def test_one_root_changes_only_with_enough_new_ones(kept, aruna, tmp_path):
    rotate = ["key", "rotate", "aruna", "--ledger", str(aruna.path), "--no-passphrase", "--out",
              str(tmp_path / "second.json")]  # fmt: skip
    one = ["--root", "root-1", "--root", "root-2", "--root", "next-3"]
    assert "at least 2 new ones must sign" in kept(*rotate, *one, code=2).output
    two = ["--root", "root-1", "--root", "next-2", "--root", "next-3"]
    kept(*rotate, *two)
    assert entered(kept, aruna, tmp_path / "second.json") == []


def test_a_root_nobody_committed_to_is_refused_at_once(kept, aruna, tmp_path):
    make(kept, "stolen", purpose="root")
    said = kept("key", "rotate", "aruna", "--ledger", str(aruna.path), "--root", "stolen",
                "--out", str(tmp_path / "x"), code=2).output  # fmt: skip
    assert "has not committed to it" in said
    said = kept("key", "rotate", "aruna", "--ledger", str(aruna.path), "--out",
                str(tmp_path / "x"), code=2).output  # fmt: skip
    assert "Say what changes" in said
    said = kept("key", "rotate", "belva", "--ledger", str(aruna.path), "--root", "stolen",
                "--out", str(tmp_path / "x"), code=2).output  # fmt: skip
    assert "no party “belva”" in said


def test_a_key_is_revoked_by_the_roots(kept, aruna, tmp_path, folder):
    paper = tmp_path / "revocation.json"
    said = kept("key", "revoke", "pen", "--ledger", str(aruna.path), "--compromised-since",
                "2026-11-01", "--out", str(paper)).output  # fmt: skip
    assert "What it signed before stays valid" in said
    assert entered(kept, aruna, paper) == []
    pen = read_key(folder, "pen").key.id
    assert pen in aruna.read().revoked
    said = kept("key", "revoke", pen, "--ledger", str(aruna.path), "--out", str(paper), code=2)
    assert "was revoked already" in said.output


def test_a_key_revokes_itself(kept, aruna, tmp_path, folder):
    paper = tmp_path / "revocation.json"
    kept("key", "revoke", "seal", "--ledger", str(aruna.path), "--by-itself", "--out", str(paper))
    assert entered(kept, aruna, paper) == []
    assert read_key(folder, "seal").key.id in aruna.read().revoked


def test_a_root_is_revoked_by_the_others(kept, aruna, tmp_path, folder):
    paper = tmp_path / "revocation.json"
    kept("key", "revoke", "root-1", "--ledger", str(aruna.path), "--out", str(paper))
    root = read_key(folder, "root-1").key.id
    assert root not in read_paper(paper.read_bytes()).header.signers
    assert entered(kept, aruna, paper) == []
    assert root in aruna.read().revoked


def test_in_french(kept, aruna, tmp_path):
    said = kept("key", "revoke", "pen", "--ledger", str(aruna.path), "--out",
                str(tmp_path / "x"), "--lang", "fr").output  # fmt: skip
    assert "Ce qu’elle a signé avant reste valable" in said
