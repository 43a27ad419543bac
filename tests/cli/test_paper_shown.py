"""What whoever signs a paper of another's hand is shown, and what is not signed at all."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.delegations import Delegation

from kept.archive.recording import read_paper
from kept.cli.commands.statement.preview import indented


@pytest.fixture
def paper(aruna: Delegation, tmp_path: Path) -> Path:
    """A statement that one of two has signed."""
    draft = tmp_path / "road.toml"
    aruna.run("statement", "write", "lakes-exercise", "--out", str(draft), "--speaker", "aruna",
              "--claim-en", "The road is open", "--claim-fr", "La route est ouverte",
              "--about", "relief-road-open")  # fmt: skip
    aruna.sign(draft)
    return draft.with_suffix(".paper")


def test_the_second_is_not_shown_other_words_than_those_he_signs(
    aruna: Delegation, paper: Path
) -> None:
    made = read_paper(paper.read_bytes())
    assert made.body is not None
    shown = made.body.content.replace(b"open", b"shut")
    paper.write_bytes(replace(made, body=replace(made.body, content=shown)).to_bytes())
    told = aruna.kept("statement", "sign", str(paper), "--key", "seal", "--yes", code=3).output
    assert "Do not sign" in told
    assert "shut" not in told


def test_words_are_not_signed_by_a_command_that_does_not_show_them(
    aruna: Delegation, paper: Path
) -> None:
    before = paper.read_bytes()
    told = aruna.kept("key", "sign", str(paper), "--key", "seal", "--yes", code=2).output
    assert "kept statement sign" in told
    assert paper.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_drafts_and_papers_are_for_their_owner_alone(paper: Path) -> None:
    files = [paper, paper.with_suffix(".toml")]
    assert [stat.S_IMODE(each.stat().st_mode) for each in files] == [0o600, 0o600]


@pytest.mark.parametrize("entry", ["²", "٣", "1" * 5000, "", "-1", "..", "\0"])
def test_what_names_no_entry_is_told(aruna: Delegation, entry: str) -> None:
    told = aruna.run("ledger", "show", str(aruna.ledger), "--", entry, code=2).output
    assert "is called" in told


@pytest.mark.parametrize("char", ["\u202e", "\u009b", "\u200b", "\u2028", "\U000e0041"])
def test_no_character_of_a_paper_hides_or_turns_round_others(char: str) -> None:
    assert char not in "\n".join(indented({"claim": f"a{char}b"}))
