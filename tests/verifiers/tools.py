"""The verifiers that are not kept's: where Go and Node are, and how they are asked."""

import base64
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from kept.ledger.bundle import write_zip

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULE = ROOT / "src" / "kept" / "ledger" / "bundle" / "standalone" / "verify.mjs"

# Where Debian and Ubuntu put golang-golang-x-mod-dev, the library of Go's checksum database.
LIBRARY = Path("/usr/share/gocode")
OLDEST_NODE = 18  # the first whose WebCrypto knows Ed25519


def missing(language, what):
    """Skip, or fail where the language is required."""
    if os.environ.get(f"KEPT_REQUIRE_{language}") == "1":
        pytest.fail(what)
    pytest.skip(what)


@cache
def _go_found():
    go = shutil.which("go")
    library = LIBRARY / "src" / "golang.org" / "x" / "mod" / "sumdb" / "note"
    return go if go and library.is_dir() else None


@cache
def _node_found():
    node = shutil.which("node")
    if node is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    return node if int(version.stdout[1:].split(".")[0]) >= OLDEST_NODE else None


def go_verifier(target):
    """The Go program, built in the folder `target`."""
    go = _go_found()
    if go is None:
        missing("GO", "Go or golang.org/x/mod is not here: golang-go golang-golang-x-mod-dev")
    program = target / "verifier"
    settings = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": str(LIBRARY),
        "GOCACHE": str(target / "cache"),
        "GOFLAGS": "",
        "CGO_ENABLED": "0",
    }
    subprocess.run([go, "build", "-o", program, "."], cwd=HERE / "go", env=settings, check=True)
    return [program]


def node_verifier():
    """The command that runs the verifier for browsers."""
    node = _node_found()
    if node is None:
        missing("NODE", f"node {OLDEST_NODE} or newer is not here: nodejs")
    return [node, HERE / "node" / "changes.mjs", MODULE]


class Asked:
    """A verifier at work on one bundle and many changes to it; `answers` waits for it."""

    def __init__(self, command, folder, bundle, policy, changes):
        paths = [folder / name for name in ("bundle.zip", "policy", "changes")]
        paths[0].write_bytes(write_zip(bundle))
        paths[1].write_bytes(policy)
        with paths[2].open("w") as file:
            file.writelines(f"{json.dumps(as_text(each))}\n" for each in changes)
        self.process = subprocess.Popen(
            [*command, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def answers(self):
        out, errors = self.process.communicate()
        assert self.process.returncode == 0, errors
        return out.splitlines()


def as_text(changes):
    return {n: d if d is None else base64.b64encode(d).decode() for n, d in changes.items()}
