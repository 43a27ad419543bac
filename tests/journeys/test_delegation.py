"""Two delegations, a keeper and four witnesses on the whole road, each with its own keys."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.archive.witness.logs import Process
from tests.cli.conftest import invoke
from tests.cli.delegations import Delegation

from kept.archive.keys import read_key
from kept.archive.ledger import LedgerFolder
from kept.ledger.bundle import read_zip, write_sums, write_zip
from kept.ledger.canonical import decode, encode, from_base64, to_base64

ORIGIN = "lakes.example/exercise"
OFFICES = ("aruna", "belva", "corland", "uls")  # two parties, the mediator, the observer
ROAD = ["--about", "relief-road-open", "--when", "2025-11-18", "--said-on", "2025-11-20"]


@dataclass
class Meeting:
    """Everybody at the register, and where their things lie."""

    home: Path
    witnesses: dict[str, Process] = field(default_factory=dict)

    @property
    def register(self) -> Path:
        return self.home / "register"

    def delegation(self, party: str) -> Delegation:
        return Delegation(invoke, party, self.home / party, self.register, self.home / "keys")

    def ledger(self, command: str, *more: str, code: int = 0) -> str:
        keys = ("--keys", str(self.home / "keys"))
        own = keys if command in ("publish", "import") else ()
        return invoke("ledger", command, *more, *own, code=code).output

    def publish(self) -> str:
        return self.ledger("publish", str(self.register))

    def review(self, *more: str) -> str:
        asked = ("lakes-exercise", "--ledger", str(self.register))
        return invoke("review", *asked, *more).output

    def explain(self, *more: str) -> str:
        asked = ("lakes-exercise", "relief-road-opened", "--ledger", str(self.register))
        return invoke("explain", *asked, *more).output


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    """The register begun, witnessed, filled with the exercise; both parties have named keys."""
    meeting = Meeting(tmp_path_factory.mktemp("meeting"))
    try:
        begin(meeting)
        yield meeting
    finally:
        for witness in meeting.witnesses.values():
            if witness.program is not None:
                witness.kill()


def begin(meeting: Meeting) -> None:
    home, asked = meeting.home, []
    ports = {office: free_port() for office in OFFICES}
    for office in OFFICES:
        keys = str(home / f"witness-{office}")
        invoke("key", "new", office, "--for", "witness", "--signs-as", f"{office}.example/witness",
               "--no-passphrase", "--keys", keys)  # fmt: skip
        asked += ["--witness", f"{keys}/{office}.pub@http://127.0.0.1:{ports[office]}"]
    parties = []
    for name in ("aruna", "belva"):
        parties += ["--party", f"{name}={','.join(meeting.delegation(name).found())}:2"]
    said = invoke("ledger", "new", str(meeting.register), "--process", "lakes-exercise",
                  "--origin", ORIGIN, "--no-passphrase", "--keys", str(home / "keys"), *parties,
                  *asked).output  # fmt: skip
    assert "Nothing is published yet: too few witnesses have co-signed." in said
    log = str(LedgerFolder(meeting.register).identity.log)
    assert log in said
    for office in OFFICES:
        key = read_key(home / f"witness-{office}", office)
        memory = home / f"memory-{office}"
        meeting.witnesses[office] = Process(key, memory, log, (), ports[office]).begin()
    for witness in meeting.witnesses.values():
        witness.wait_until_it_listens()
    assert "witnessed by a quorum, both parties among them" in meeting.publish()
    meeting.ledger("import", "lakes-exercise", "--ledger", str(meeting.register))
    for name in ("aruna", "belva"):
        meeting.delegation(name).name_keys(home / f"{name}.paper")
    assert "Entries admitted: 2." in meeting.publish()


@pytest.fixture
def aruna(meeting: Meeting) -> Delegation:
    return meeting.delegation("aruna")


@pytest.fixture
def belva(meeting: Meeting) -> Delegation:
    return meeting.delegation("belva")


def alone(bundle: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """What a stranger sees: one file of Python out of the bundle, no kept, no network."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extract("verify.py", bundle.parent)
    return subprocess.run(
        [sys.executable, "-I", str(bundle.parent / "verify.py"), str(bundle), *more],
        capture_output=True,
        text=True,
        check=False,
        cwd=bundle.parent,
    )


def test_a_statement_goes_from_the_draft_to_a_proof_in_a_strangers_hand(meeting, aruna, tmp_path):
    draft = tmp_path / "road.toml"
    index = aruna.say(draft, *ROAD, "--id", "road-is-open")
    receipt = meeting.ledger("receipt", str(meeting.register), str(index), "--bundle",
                             str(tmp_path / "proof.zip"))  # fmt: skip
    assert "mutual" in receipt
    for office in OFFICES:
        assert f"{office}.example/witness" in receipt
    said = meeting.ledger("show", str(meeting.register), str(index))
    assert "signed by aruna/delegation with 2 keys" in said
    assert "recorded after 20" in said

    policy = str(meeting.register / "policy" / "mutual")
    done = alone(tmp_path / "proof.zip", "--policy", policy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"entry {index}" in done.stdout
    french = alone(tmp_path / "proof.zip", "--policy", policy, "--lang", "fr")
    assert f"l’inscription {index}" in french.stdout

    # One letter changed on the way, by somebody who mends the list of files, too.
    files = read_zip((tmp_path / "proof.zip").read_bytes())
    [name] = (each for each in files if each.startswith("bodies/"))
    value = decode(files[name], 1 << 26)
    value["body"] = to_base64(from_base64(value["body"]).replace(b"is open", b"is ogen"))
    files[name] = encode(value, 1 << 26)
    forged = tmp_path / "forged" / "proof.zip"
    forged.parent.mkdir()
    forged.write_bytes(write_zip(files | {"SHA256SUMS": write_sums(files)}))
    done = alone(forged, "--policy", policy)
    assert done.returncode == 1
    assert "FAILS  Bodies" in done.stdout
    said = meeting.ledger("verify", str(forged), "--policy", policy, code=1)
    assert "FAILS  Bodies" in said


def test_the_other_party_sees_both_accounts_side_by_side_and_answers(
    meeting, aruna, belva, tmp_path
):
    aruna.say(tmp_path / "a.toml", *ROAD, "--id", "road-open-says-aruna")
    before = LedgerFolder(meeting.register).size()
    copy = tmp_path / "copy"
    shutil.copytree(meeting.register, copy, ignore=shutil.ignore_patterns("private"))
    belva.say(tmp_path / "b.toml", *ROAD, "--id", "road-open-says-belva", "--kind", "denies")
    said = meeting.explain()
    accounts = said.split("Accounts side by side")[1].split("Why")[0]
    assert "Aruna (assertion, 20 November 2025)" in accounts
    assert "Belva (denial, 20 November 2025)" in accounts
    assert "filed by Aruna/delegation" in " ".join(accounts.split())
    assert "filed by Belva/delegation" in " ".join(accounts.split())
    assert "Belva" in meeting.explain("--standpoint", "belva")
    said = meeting.ledger("compare", str(copy), str(meeting.register))
    assert said.startswith("One history")
    assert f"the same {before} entries" in said


def test_what_was_said_is_taken_back_shown_and_erased(meeting, aruna, tmp_path):
    index = aruna.say(tmp_path / "a.toml", *ROAD, "--id", "to-be-taken-back")
    counted = [each["statement"] for each in accounts(meeting)]
    assert "to-be-taken-back" in counted
    aruna.kept("statement", "retract", str(index), "--ledger", str(aruna.ledger), "--key", "pen",
               "--with", "seal", "--yes", "--out", str(tmp_path / "r.paper"))  # fmt: skip
    aruna.second(tmp_path / "r.paper")
    aruna.submit(tmp_path / "r.paper")
    aruna.publish()
    assert "to-be-taken-back" not in [each["statement"] for each in accounts(meeting)]

    index = aruna.say(tmp_path / "b.toml", *ROAD, "--id", "to-be-erased")
    for command, more in (
        ("disclose", ("--to", "public", "--field", "claim")),
        ("erase", ("--ground", "protection-of-persons")),
    ):
        paper = tmp_path / f"{command}.paper"
        done = aruna.kept("statement", command, str(index), "--ledger", str(aruna.ledger), "--key",
                          "pen", "--with", "seal", "--yes", "--out", str(paper), *more)  # fmt: skip
        assert done.exit_code == 0
        aruna.second(paper)
        aruna.submit(paper)
        aruna.publish()
    said = meeting.review()
    assert "No longer reproducible" in said
    assert "erased" in said
    assert "protection of" in said
    assert "to-be-erased" not in str(accounts(meeting))
    policy = str(meeting.register / "policy" / "mutual")
    assert "The register holds." in meeting.ledger(
        "verify", str(meeting.register), "--policy", policy
    )


def accounts(meeting: Meeting, *more: str) -> list[dict]:
    return json.loads(meeting.explain("--json", *more))["accounts"]


def test_without_one_state_the_register_goes_on_and_is_not_called_mutual(meeting, aruna, tmp_path):
    meeting.witnesses["belva"].stop()
    try:
        aruna.say(tmp_path / "a.toml", *ROAD, "--id", "alone")
        said = meeting.ledger("status", str(meeting.register))
        assert "witnessed by a quorum" in said
        assert "both parties" not in said
        assert "belva.example/witness has not co-signed" in said
        meeting.witnesses["uls"].stop()
        said = publish_one_more(meeting, aruna, tmp_path)
        assert "too few witnesses have co-signed" in said
    finally:
        for office in ("belva", "uls"):
            if meeting.witnesses[office].program is None:
                meeting.witnesses[office].start()
    assert "both parties among them" in meeting.publish()


def publish_one_more(meeting: Meeting, aruna: Delegation, tmp_path: Path) -> str:
    draft = tmp_path / "more.toml"
    invoke("statement", "write", "lakes-exercise", "--out", str(draft), "--speaker", "aruna",
           "--claim-en", "One more", "--claim-fr", "Encore une", *ROAD)  # fmt: skip
    aruna.sign(draft)
    paper = draft.with_suffix(".paper")
    aruna.second(paper)
    aruna.submit(paper)
    return meeting.publish()


def test_an_old_copy_of_the_register_does_not_sign_again(meeting, aruna, tmp_path):
    old = tmp_path / "old"
    shutil.copytree(meeting.register, old)
    aruna.say(tmp_path / "a.toml", *ROAD, "--id", "after-the-copy")
    done = invoke("ledger", "publish", str(old), "--keys", str(meeting.home / "keys"), code=3)
    assert "witness" in done.output
    assert "Traceback" not in done.output
