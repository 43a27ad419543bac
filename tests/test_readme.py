"""The README shows what the command prints."""

from __future__ import annotations

from click.testing import CliRunner

from kept.cli.main import main

BEGIN, END = "<!-- sample -->\n```text\n", "```\n<!-- end of sample -->"


def test_the_sample_is_what_the_command_prints(root):
    page = (root / "README.md").read_text(encoding="utf-8")
    sample = page.split(BEGIN)[1].split(END)[0].splitlines()
    asked = ["review", "great-lakes", "--lang", "en"]
    printed = iter(line.rstrip() for line in CliRunner().invoke(main, asked).stdout.splitlines())
    missing = [line for line in sample if line != "  …" and line not in printed]
    assert missing == []
    assert len(sample) > 20
