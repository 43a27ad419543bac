"""Outlines on disk: one small canonical file a process, in a folder of data."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from kept.archive.places.error import PlacesError
from kept.archive.places.outlines import Origin, Outline, Outlines

LARGEST: Final = 50_000_000  # bytes of a file to import
FOLDER: Final = Path(".kept") / "places"
SCHEMA: Final = "kept.places/1"


def read_bytes(file: Path) -> bytes:
    """The bytes of a file to import, unless it is larger than anybody needs."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise PlacesError(
                f"{file} has {size / 1_000_000:.0f} MB, and 50 are the most. Simplify it first."
            )
        return file.read_bytes()
    except OSError as error:
        raise PlacesError(f"{file} cannot be read: {error.strerror}.") from None


def places_file(folder: Path, process: str) -> Path:
    """Where the outlines of `process` are kept."""
    return folder / f"{process}.json"


def write_outlines(folder: Path, outlines: Outlines) -> Path:
    """Write the outlines whole or not at all; what was there before is replaced."""
    file = places_file(folder, outlines.process)
    part = file.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(_text(outlines), encoding="utf-8")
        os.replace(part, file)  # noqa: PTH105 - the one call that is whole or not at all
    except OSError as error:
        raise PlacesError(f"{file} cannot be written: {error.strerror}.") from None
    return file


def _text(outlines: Outlines) -> str:
    """Sorted keys, whole numbers, no spaces: the same outlines are the same bytes."""
    value = {
        "schema": SCHEMA,
        "process": outlines.process,
        "scale": outlines.scale,
        "origins": [asdict(each) for each in outlines.origins],
        "areas": {name: asdict(each) for name, each in outlines.areas.items()},
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_outlines(folder: Path, process: str) -> Outlines | None:
    """The outlines of `process`; none where none were imported."""
    file = places_file(folder, process)
    if not file.is_file():
        return None
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        if read["schema"] != SCHEMA or read["process"] != process:
            raise PlacesError(f"{file} holds no outlines of {process}. Import them again.")
        return Outlines(
            process=process,
            scale=int(read["scale"]),
            origins=tuple(_origin(each) for each in read["origins"]),
            areas={name: _outline(each) for name, each in read["areas"].items()},
        )
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, PlacesError):
            raise
        raise PlacesError(f"{file} is damaged. Import the outlines again.") from error


def _origin(raw: Any) -> Origin:
    return Origin(**{each.name: str(raw[each.name]) for each in fields(Origin)})


def _outline(raw: Any) -> Outline:
    return Outline(
        pcode=str(raw["pcode"]),
        name=str(raw["name"]),
        source=str(raw["source"]),
        polygons=tuple(
            tuple(tuple((int(x), int(y)) for x, y in ring) for ring in polygon)
            for polygon in raw["polygons"]
        ),
    )
