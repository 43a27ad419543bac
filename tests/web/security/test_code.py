"""The code of the site, read by a program that knows what goes wrong in others."""

import json
import subprocess
import sys

# Markup that is not escaped: ruff asks the same (S704), and each line says why it may.
EXPLAINED = ("B704",)


def test_bandit_finds_nothing_that_is_not_explained(root):
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-f", "json"]
    command += ["--skip", ",".join(EXPLAINED), str(root / "src" / "kept" / "web")]
    done = subprocess.run(command, capture_output=True, text=True)
    told = json.loads(done.stdout)
    assert told["errors"] == []
    found = [
        f"{each['filename']}:{each['line_number']} {each['test_id']} {each['issue_text']}"
        for each in told["results"]
    ]
    assert found == []
    assert told["metrics"]["_totals"]["loc"] > 1000
