"""`about.json`: what stored columns were made from, what their codes mean, and their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kept.archive.columns.error import StaleColumnsError, damaged, missing, stale
from kept.archive.columns.files import Stored, write_bytes
from kept.archive.columns.tables import PART, WHOLE
from kept.assessment.sweep.columns import Vocabulary
from kept.ledger import LedgerHead, Release
from kept.ledger.statement import RELEASES

FORMAT: Final = 2  # also of what the arrays mean: another meaning is another format
ABOUT: Final = "about.json"
MISSING: Final = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What columns were made from."""

    process: str  # the digest of its text
    ledger: LedgerHead | None = None  # as far as it was read; none: the statements came from files
    clearance: Release = "public"  # whoever may see less has columns of its own
    witnesses: str = ""  # a fingerprint of the checkpoints that date the entries
    left_out: tuple[str, ...] = ()  # what could not be taken in, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPart:
    """The files of a stretch of statements, by name as in `tables.PART`."""

    statements: int
    files: Mapping[str, Stored]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything `about.json` says. `entered` and `witnessed` count statements."""

    about: About
    vocabulary: Vocabulary
    entered: int  # statements that stand in a register
    witnessed: int  # of these, those about something and dated by witnesses
    parts: tuple[StoredPart, ...]
    whole: Mapping[str, Stored]  # by name as in `tables.WHOLE`, and the missing bodies

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files."""
        several = [each.files for each in self.parts] + [self.whole]
        return tuple(stored.file for each in several for stored in each.values())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` what counts, at once and for good."""
    told = {"format": FORMAT, **asdict(manifest)}
    head = manifest.about.ledger
    if head is not None and head.witnessed_at is not None:
        told["about"]["ledger"]["witnessed_at"] = head.witnessed_at.isoformat()
    told["sha256"] = _fingerprint(told)
    write_bytes(folder / ABOUT, json.dumps(told, indent=1, ensure_ascii=False).encode())


def read_manifest(folder: Path) -> Manifest:
    """What `about.json` in `folder` says.

    Raises `NoColumnsError`, `StaleColumnsError` where another version wrote it, and
    `DamagedColumnsError` where it is not what was written.
    """
    path = folder / ABOUT
    try:
        told = json.loads(path.read_bytes())
        if told["sha256"] != _fingerprint({n: told[n] for n in told if n != "sha256"}):
            raise ValueError("it is not what was written")
        if told["format"] != FORMAT:
            raise stale(
                folder, f"they are in form {told['format']}, and this version reads {FORMAT}"
            )
        return _manifest(told)
    except FileNotFoundError as error:
        raise missing(folder) from error
    except StaleColumnsError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(path, str(error) or "it cannot be read") from error


def _manifest(told: Mapping[str, Any]) -> Manifest:
    return Manifest(
        about=_about(told["about"]),
        vocabulary=Vocabulary(**{name: _texts(each) for name, each in told["vocabulary"].items()}),
        entered=int(told["entered"]),
        witnessed=int(told["witnessed"]),
        parts=tuple(
            StoredPart(statements=int(each["statements"]), files=_files(each["files"], PART))
            for each in told["parts"]
        ),
        whole=_files(told["whole"], [*WHOLE, MISSING]),
    )


def _about(told: Mapping[str, Any]) -> About:
    if told["clearance"] not in RELEASES:
        raise ValueError("it names a clearance that there is none of")
    head = told["ledger"]
    return About(
        process=str(told["process"]),
        ledger=None if head is None else _head(head),
        clearance=told["clearance"],
        witnesses=str(told["witnesses"]),
        left_out=_texts(told["left_out"]),
    )


def _head(told: Mapping[str, Any]) -> LedgerHead:
    at = told["witnessed_at"]
    return LedgerHead(
        **{**told, "witnessed_at": None if at is None else datetime.fromisoformat(at)}
    )


def _files(
    told: Mapping[str, Any], names: Sequence[str] | Mapping[str, object]
) -> dict[str, Stored]:
    return {name: Stored(**told[name]) for name in names}


def _texts(told: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, told))


def _fingerprint(told: Mapping[str, Any]) -> str:
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
