"""A fictional process in which every commitment stands differently, and golden texts."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kept.assessment import Assessment, assess
from kept.ledger import MissingBody, Statement, read_statements
from kept.process import Process, read_process

HERE = Path(__file__).parent
STORY = HERE / "story"
DAY = date(2025, 11, 21)


@pytest.fixture(scope="session")
def process() -> Process:
    """The text of the story."""
    files = sorted(each for each in STORY.iterdir() if each.name != "statements.toml")
    return read_process([(each.name, each.read_text("utf-8")) for each in files])


@pytest.fixture(scope="session")
def statements(process: Process) -> tuple[Statement, ...]:
    """What is said in the story."""
    text = (STORY / "statements.toml").read_text("utf-8")
    return read_statements([("statements.toml", text)], process.calendar, process.head.languages)


@pytest.fixture(scope="session")
def assessed(process: Process, statements: tuple[Statement, ...]) -> Callable[..., Assessment]:
    """The story as it stands from a standpoint, assessed once."""

    @cache
    def assessed(
        standpoint: str = "public",
        known_at: date = DAY,
        missing: tuple[MissingBody, ...] = (),
    ) -> Assessment:
        return assess(
            process,
            statements,
            on=DAY,
            known_at=known_at,
            standpoint=process.standpoints[standpoint],
            missing=missing,
        )

    return assessed


@pytest.fixture(scope="session")
def missing() -> tuple[MissingBody, ...]:
    """What cannot be read of the story, had it been entered in a register."""

    def body(
        index: int, *about: str, author: str = "aruna/delegation", **more: Any
    ) -> MissingBody:
        given = {"reason": "erased", "release": "public", **more}
        entry = f"{index:02x}c41b7d0e9f" + 52 * "0"
        return MissingBody(index=index, entry=entry, author=author, about=about, **given)

    on, keeper = date(2025, 11, 5), "keeper/desk"
    return (
        body(12, "market", "jamming", on=on, erased_by=keeper, ground="data-protection"),
        body(15, "tower", author="belva/delegation", erased_by="belva/delegation"),
        body(16, "tower", on=on, ground="filed-by-mistake"),
        body(17, "tower"),
        body(19, "arrest", author="mission/field", reason="withheld"),
        body(23, on=on, erased_by="aruna/delegation", ground="court-order"),
        body(27, "ferry", "arrest", "market", release="confidential", on=on),
        body(31, "raid", "report", "tunnel", author="nobody", reason="withheld"),
    )


@pytest.fixture(scope="session")
def golden() -> Callable[[str, Iterable[str]], None]:
    """Compare lines with a file, character by character; KEPT_REWRITE_GOLDEN=1 writes it anew."""

    def compare(name: str, lines: Iterable[str]) -> None:
        file = HERE / f"{name}.txt"
        text = "".join(f"{each}\n" for each in lines)
        if os.environ.get("KEPT_REWRITE_GOLDEN") == "1":
            file.write_bytes(text.encode())
        assert text == file.read_bytes().decode()

    return compare
