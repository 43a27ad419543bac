"""The scripts of the check as Node runs them, and the words they are given."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import quote

from tests.verifiers.tools import node_verifier

from kept.report.bundle_check import check_words
from kept.web.serving.verifier import verifier

HERE = Path(__file__).resolve().parent
WEB = HERE.parents[2] / "src" / "kept" / "web"
SCRIPTS = WEB / "static" / "ledger"  # all but verify.js, which is made when the site starts


def page_words(language):
    text = (WEB / "words" / language / "ledger-check.toml").read_text("utf-8")
    return tomllib.loads(text)


def scripts_in(folder):
    """A copy, with verify.js, that every Node takes for modules."""
    shutil.copytree(SCRIPTS, folder)
    (folder / "verify.js").write_text(verifier())
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


class Checker:
    """check.js and telling.js, asked about files."""

    def __init__(self, folder):
        self.node, self.folder = node_verifier()[0], folder
        self.scripts = scripts_in(folder / "scripts")

    def command(self, program, *more, first=None):
        """`first`: a script that runs before, and makes this Node like some browser."""
        before = [] if first is None else ["--import", f"data:text/javascript,{quote(first)}"]
        return [self.node, *before, HERE / program, *more]

    def says(self, data, policy=None, source="own", language="en", first=None):
        words, own = self.folder / "words.json", self.folder / "policy"
        words.write_text(json.dumps(check_words(language, page_words(language))))
        bundle = self.folder / "bundle.zip"
        bundle.write_bytes(data)
        if policy is not None:
            own.write_bytes(policy)
        given = [self.scripts / "check.js", self.scripts / "telling.js", words]
        given += ["-" if policy is None else own, source, bundle]
        command = self.command("zips.mjs", *given, first=first)
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
