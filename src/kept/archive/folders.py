"""A process as a folder of files: found, read as bytes, handed to the core."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kept.ledger import Statement, read_statements
from kept.names import nearest
from kept.process import Process, read_process
from kept.texts import Place, Problem, ProblemsError

STATEMENTS, CASES, COVERAGE = "statements", "cases.toml", "coverage"
DIAGRAM = "diagram.toml"  # how areas are drawn: no part of what was agreed
TOTALS = "totals.toml"  # how figures are shown: no part of what was agreed
BESIDE = (STATEMENTS, CASES, COVERAGE, DIAGRAM, TOTALS)


class ProcessNotFoundError(LookupError):
    """Nobody knows a process of this name."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A process read from disk: the text, and what was said."""

    path: Path
    process: Process
    statements: tuple[Statement, ...]


def find_process(name: str, root: Path) -> Path:
    """The folder of a process: a path to it, or its name under `root`."""
    for candidate in (Path(name), root / name):
        if (candidate / "process.toml").is_file():
            return candidate
    known = sorted(each.parent.name for each in root.glob("*/process.toml"))
    close = nearest(name, known)
    hint = f"Did you mean {close}?" if close else f"Known are: {', '.join(known) or 'none'}."
    raise ProcessNotFoundError(f"There is no process “{name}”. {hint}")


def open_process(path: Path, *, text_alone: bool = False) -> Folder:
    """Read a process and its statements; raises `ProblemsError` with all that is wrong.

    `text_alone`: for whoever takes the statements from elsewhere; the folder has none then.
    """
    texts = _read(path, _text_files(path))
    process = read_process(texts, digest=digest(path))
    if text_alone:
        return Folder(path, process, ())
    said = _read(path, _files(path / STATEMENTS, ".toml"))
    statements = read_statements(said, process.calendar, process.head.languages)
    return Folder(path, process, statements)


def coverage_texts(path: Path) -> list[tuple[str, str]]:
    """The files that say which record carries each sentence of the seed articles."""
    return _read(path, sorted((path / COVERAGE).glob("*.toml")))


def cases_text(path: Path) -> str | None:
    """The plain-language cases of a process; none where it has none."""
    file = path / CASES
    return _text(file, path) if file.is_file() else None


def totals_text(path: Path) -> str | None:
    """Which figure is which step of the flow of people and weapons; none where nothing says."""
    file = path / TOTALS
    return _text(file, path) if file.is_file() else None


def diagram_text(path: Path) -> str | None:
    """Which area lies beside which, as tiles; none where nobody has drawn it."""
    file = path / DIAGRAM
    return _text(file, path) if file.is_file() else None


def digest(path: Path) -> str:
    """One fingerprint over the text of a process: names and bytes of its files, in order."""
    total = hashlib.sha256()
    for each in _text_files(path):
        name = each.relative_to(path).as_posix().encode()
        body = hashlib.sha256(each.read_bytes()).digest()
        total.update(len(name).to_bytes(4, "big") + name + body)
    return f"sha256:{total.hexdigest()}"


def text_digests(path: Path) -> dict[str, str]:
    """The SHA-256 of each file of the text of a process, in hexadecimal digits, by its name."""
    return {
        each.relative_to(path).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in _text_files(path)
    }


def _text_files(path: Path) -> list[Path]:
    """The files of the text, without what lies beside it."""
    return [
        each
        for each in _files(path, ".toml", ".md")
        if each.relative_to(path).parts[0] not in BESIDE and each.name != "README.md"
    ]


def _files(path: Path, *suffixes: str) -> list[Path]:
    return sorted(each for each in path.rglob("*") if each.suffix in suffixes and each.is_file())


def _read(root: Path, files: Iterable[Path]) -> list[tuple[str, str]]:
    return [(each.relative_to(root).as_posix(), _text(each, root)) for each in files]


def _text(file: Path, root: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        place = Place(file.relative_to(root).as_posix(), line)
        problem = Problem(
            place=place, what="The file is not UTF-8 here.", remedy="Save it as UTF-8."
        )
        raise ProblemsError([problem]) from error
