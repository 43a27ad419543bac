"""Every attack on the page of attacks has a test, and every such test a row there."""

from __future__ import annotations

import re

ROW = re.compile(r"^\| (\d+) \|", re.MULTILINE)
TEST = re.compile(r"^(?:async )?def test_threat_(\d+)_", re.MULTILINE)


def test_every_row_is_tested_and_every_test_has_a_row(root):
    rows = {int(number) for number in ROW.findall((root / "docs/threats.md").read_text("utf-8"))}
    tested = {
        int(number)
        for file in (root / "tests").rglob("test_*.py")
        for number in TEST.findall(file.read_text("utf-8"))
    }
    assert rows == set(range(1, 30))
    assert tested == rows
