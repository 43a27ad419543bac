"""Help is at hand at once: it loads neither the processes nor what draws tables."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from kept.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
HEAVY = ("rich", "tomllib", "kept.process", "kept.ledger", "kept.assessment", "kept.report")


def test_help_loads_nothing_heavy():
    program = (
        "import sys\n"
        "from kept.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert done.stderr.strip() == "[]"
    assert "review" in done.stdout


def test_every_command_can_be_loaded_and_explains_itself():
    for name in COMMANDS:
        done = CliRunner().invoke(main, [name, "--help"])
        assert done.exit_code == 0, done.output
        assert "Usage:" in done.output


def test_every_command_and_option_is_documented():
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`kept {name}" in page
        help_text = CliRunner().invoke(main, [name, "--help"]).output
        for option in set(re.findall(r"--[a-z-]+", help_text)) - {"--help", "--languages"}:
            assert option in page, f"{name} {option}"


@pytest.mark.parametrize("group", ["ledger", "statement"])
def test_every_command_and_option_of_the_register_is_documented(group):
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in import_module(f"kept.cli.commands.{group}").LISTED:
        assert re.search(rf"`kept {group} [^|]*\b{name}\b", page), name
        help_text = CliRunner().invoke(main, [group, name, "--help"]).output
        for option in set(re.findall(r"--[a-z-]+", help_text)) - {"--help"}:
            assert option in page, f"{group} {name} {option}"


@pytest.mark.parametrize("group", ["ledger", "statement", "key", "witness"])
def test_help_of_a_group_loads_nothing_heavy(group):
    loaded = subprocess.run(
        [sys.executable, "-c", f"import kept.cli.commands.{group}, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    ).stdout.split()
    assert not {*HEAVY, "cryptography"} & {*loaded}


def test_an_unknown_command_names_the_nearest():
    done = CliRunner().invoke(main, ["reveiw", "great-lakes"])
    assert done.exit_code == 2
    assert "Did you mean review?" in done.output
