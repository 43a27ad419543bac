"""The text of the process as this site keeps it: the original, or its own copy with what was recorded.

The original is never written to. A copy is made when the first meeting is recorded; from then on
the site is served from the copy, and corrections of the original have to be made there too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

from kept.archive import Folder, open_process
from kept.archive.ledger.durable import write_file
from kept.archive.ledger.lock import Lock
from kept.assessment.references import check_statements
from kept.process.check import check_process
from kept.texts import Problem, ProblemsError
from kept.web.reading.current import process_path

RECORDED: Final = "recorded.toml"  # the file of the copy that holds what was recorded here
HEAD: Final = "# Meetings recorded on this site by the secretariat of the process.\n"


class ChangedError(RuntimeError):
    """Somebody else has changed the text since it was looked at."""


def copy() -> Path:
    """Where the site's own copy lies, once there is one."""
    return Path(settings.KEPT_DATA) / "process"


def tried(block: str) -> Folder:
    """The process as it would be with `block` recorded; nothing is kept of it.

    Raises `ProblemsError` with all that would be wrong.
    """
    with _candidate(block) as folder:
        return folder


def append(block: str, base: str) -> str:
    """Record `block` in the site's copy, and return the digest of the new text.

    All or nothing: the text is read and checked with the block before it takes the place of the
    old one. Raises `ChangedError` where the text is another than that with digest `base`, and
    `ProblemsError` where it would be refused.
    """
    data = Path(settings.KEPT_DATA)
    data.mkdir(parents=True, exist_ok=True)
    with Lock(data / "process.lock", wait=True):
        if open_process(process_path()).process.digest != base:
            raise ChangedError
        with _candidate(block) as folder:
            _make_copy()
            write_file(copy() / RECORDED, (folder.path / RECORDED).read_bytes())
            return folder.process.digest


def _make_copy() -> None:
    """The copy, complete or not there at all."""
    if (copy() / "process.toml").is_file():
        return
    with TemporaryDirectory(dir=settings.KEPT_DATA, prefix="process-") as part:
        made = Path(part) / "process"
        shutil.copytree(settings.KEPT_PROCESS, made, symlinks=False)
        made.replace(copy())


@contextmanager
def _candidate(block: str) -> Iterator[Folder]:
    """A copy of the text with the block, read and checked like any other."""
    data = Path(settings.KEPT_DATA)
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix="process-") as part:
        made = Path(part) / "process"
        shutil.copytree(process_path(), made, symlinks=False)
        before = _errors(open_process(made))
        file = made / RECORDED
        written = file.read_text("utf-8") if file.exists() else HEAD
        file.write_text(written + block, "utf-8")
        folder = open_process(made)
        after = [each for each in _errors(folder) if each not in before]
        if after:
            raise ProblemsError(after)
        yield folder


def _errors(folder: Folder) -> list[Problem]:
    problems = (
        *check_process(folder.process),
        *check_statements(folder.process, folder.statements),
    )
    return [each for each in problems if each.severity == "error"]
