"""A folder from a stranger keeps no reader busy for ever and fills no memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.ledger.exercise import Desk, opened_ledger

from kept.archive.error import FolderError
from kept.archive.ledger import LedgerFolder, verify_here
from kept.archive.ledger.reading import LARGEST, read_file

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


@pytest.fixture
def folder(swift: Path) -> Iterator[LedgerFolder]:
    made, index, writer = opened_ledger(swift / "register", Desk(), verifier=verify_here())
    writer.publish()
    writer.close()
    index.close()
    yield made


def test_links_that_lead_round_in_circles_are_not_followed(folder: LedgerFolder) -> None:
    before = [*folder.names()]
    inner = folder.path / "x"
    inner.mkdir()
    for name in "abc":
        (inner / name).symlink_to("..", target_is_directory=True)
    assert [*folder.names()] == before


def test_a_folder_that_lies_elsewhere_may_be_linked_to(folder: LedgerFolder, swift: Path) -> None:
    before = [*folder.names()]
    (folder.path / "tile").rename(swift / "elsewhere")
    (folder.path / "tile").symlink_to(swift / "elsewhere", target_is_directory=True)
    assert [*folder.names()] == before


@needs_pipes
def test_a_pipe_is_no_file(folder: LedgerFolder) -> None:
    os.mkfifo(folder.path / "policy-pipe")
    with pytest.raises(FolderError, match="no file of a ledger"):
        folder.read("policy-pipe")


def test_a_device_is_no_file(folder: LedgerFolder) -> None:
    (folder.path / "link").symlink_to(os.devnull)
    with pytest.raises(FolderError, match="no file of a ledger"):
        folder.read("link")


def test_a_file_longer_than_any_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "long").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FolderError, match="far too long"):
        read_file(tmp_path / "long")


def test_what_is_not_there_and_a_folder_are_no_files(tmp_path: Path) -> None:
    assert read_file(tmp_path) is None
    assert read_file(tmp_path / "none") is None
    (tmp_path / "file").write_bytes(b"file")
    assert read_file(tmp_path / "file" / "below") is None
    assert read_file(tmp_path / "file") == b"file"
