"""Outlines matched to the agreed areas of a process: nothing finer is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kept.archive.places.error import PlacesError
from kept.archive.places.features import Feature
from kept.archive.places.simplify import SCALE, Nodes, simplified
from kept.process import Process
from kept.process.model import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file that outlines were taken from, and what must stand beside every drawing of them."""

    source: str  # SHA-256 of the file
    licence: str
    note: str
    tolerance: str  # in degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outline of one agreed area, on a grid of whole numbers."""

    pcode: str
    name: str  # as the file calls it
    source: str  # of its origin
    polygons: tuple[Nodes, ...]  # each its outer ring and its holes, without the closing points


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The outlines that a process is drawn with."""

    process: str
    scale: int  # points of the grid in one degree
    origins: tuple[Origin, ...]
    areas: Mapping[str, Outline]  # by id

    def missing(self, process: Process) -> tuple[str, ...]:
        """The areas with a P-code that are without an outline."""
        return tuple(
            each.id for each in process.areas.values() if each.pcode and each.id not in self.areas
        )


def match(found: Sequence[Feature], process: Process, origin: Origin) -> dict[str, Outline]:
    """The outlines of the areas of `process`, by id; raises `PlacesError`."""
    by_code = _by_code(found)
    areas = [each for each in process.areas.values() if each.pcode in by_code]
    if not areas:
        raise PlacesError(_no_match(by_code, process))
    shapes = [by_code[_code(each)].polygons for each in areas]
    drawn = simplified(shapes, float(origin.tolerance))
    return {
        area.id: _outline(area, by_code[_code(area)], shape, origin)
        for area, shape in zip(areas, drawn, strict=True)
    }


def added(
    before: Outlines | None, process: Process, origin: Origin, new: Mapping[str, Outline]
) -> Outlines:
    """`new` in place of what was there for the same areas, in the order of the process."""
    areas = {**(before.areas if before else {}), **new}
    origins = {each.source: each for each in (before.origins if before else ())}
    origins[origin.source] = origin
    used = {each.source for each in areas.values()}
    return Outlines(
        process=process.head.id,
        scale=SCALE,
        origins=tuple(origins[each] for each in sorted(used)),
        areas={each: areas[each] for each in process.areas if each in areas},
    )


def _by_code(found: Sequence[Feature]) -> dict[str, Feature]:
    by_code: dict[str, Feature] = {}
    for each in found:
        if each.code in by_code:
            first = by_code[each.code].number
            raise PlacesError(
                f"The code {each.code} stands twice: in features {first} and {each.number}. "
                "Name the property that tells them apart, or join the two."
            )
        by_code[each.code] = each
    return by_code


def _code(area: Area) -> str:
    return area.pcode or ""


def _no_match(by_code: Mapping[str, Feature], process: Process) -> str:
    wanted = ", ".join(sorted(each.pcode for each in process.areas.values() if each.pcode)[:6])
    held = ", ".join(sorted(by_code)[:6])
    return (
        f"No feature is an area of {process.head.id}: it has {wanted or 'no P-codes'}, "
        f"the file {held or 'none'}. Name another property with --code-from."
    )


def _outline(area: Area, feature: Feature, shape: Sequence[Nodes], origin: Origin) -> Outline:
    if not shape:
        raise PlacesError(
            f"Nothing is left of {area.id} at a tolerance of {origin.tolerance} degrees. "
            "Give a smaller one."
        )
    return Outline(
        pcode=_code(area), name=feature.name, source=origin.source, polygons=tuple(shape)
    )
