"""GeoJSON as kept takes it in: polygons in degrees, each with a code and a name."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from kept.archive.places.error import PlacesError

MOST_POINTS: Final = 2_000_000
WGS84: Final = ("CRS84", "EPSG::4326", "EPSG:4326")

Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]  # closed: the last point is the first
Polygon = tuple[Ring, ...]  # the outer ring, then its holes


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One outline of the file."""

    number: int  # counted from 1
    code: str
    name: str
    polygons: tuple[Polygon, ...]


def features(raw: bytes, *, code_from: str, name_from: str) -> tuple[Feature, ...]:
    """The outlines in `raw`; raises `PlacesError` at the first thing that is wrong."""
    document = _parsed(raw)
    _check_crs(document)
    listed = _listed(document)
    _check_property(listed, code_from)
    _check_property(listed, name_from)
    count = _Count()
    return tuple(
        _feature(number, each, code_from, name_from, count)
        for number, each in enumerate(listed, 1)
        if isinstance(each["properties"].get(code_from), str)
    )


def _parsed(raw: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise PlacesError("The file is not UTF-8, as GeoJSON must be. Save it as UTF-8.") from None
    except RecursionError:
        raise PlacesError("The file nests deeper than any outline does. Export it anew.") from None
    except json.JSONDecodeError as error:
        raise PlacesError(f"The file is no JSON: line {error.lineno}: {error.msg}.") from None
    except ValueError as error:
        raise PlacesError(f"The file holds a number that is none: {error}.") from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise PlacesError("The file is no GeoJSON FeatureCollection. Export it as one.")
    return document


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _check_crs(document: Mapping[str, Any]) -> None:
    """Older files may name another reference system than degrees on WGS 84."""
    named = document.get("crs")
    if named is not None and not any(each in json.dumps(named) for each in WGS84):
        raise PlacesError("The coordinates are not in WGS 84. Export the file with EPSG:4326.")


def _listed(document: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    listed = document.get("features")
    if not isinstance(listed, list) or not listed:
        raise PlacesError("The file holds no features.")
    for number, each in enumerate(listed, 1):
        if not isinstance(each, dict) or not isinstance(each.get("properties"), dict):
            raise PlacesError(f"Feature {number} is none: it has no properties.")
    return listed


def _check_property(listed: Sequence[Mapping[str, Any]], name: str) -> None:
    if not any(name in each["properties"] for each in listed):
        known = ", ".join(sorted({key for each in listed for key in each["properties"]})[:12])
        raise PlacesError(f"No feature has a property “{name}”. There are: {known or 'none'}.")


@dataclass(slots=True)
class _Count:
    points: int = 0

    def add(self, more: int) -> None:
        self.points += more
        if self.points > MOST_POINTS:
            raise PlacesError(
                f"The outlines have more than {MOST_POINTS:,} points. Simplify the file first."
            )


def _feature(
    number: int, raw: Mapping[str, Any], code_from: str, name_from: str, count: _Count
) -> Feature:
    geometry = raw.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise PlacesError(
            f"Feature {number} is {kind or 'without a geometry'}. "
            "Only Polygon and MultiPolygon outline an area."
        )
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    return Feature(
        number=number,
        code=raw["properties"][code_from],
        name=str(raw["properties"].get(name_from) or ""),
        polygons=tuple(_polygon(number, each, count) for each in _list(number, polygons)),
    )


def _list(number: int, value: object) -> Sequence[Any]:
    if not isinstance(value, list) or not value:
        raise PlacesError(f"Feature {number} has no coordinates where a list of them belongs.")
    return value


def _polygon(number: int, raw: object, count: _Count) -> Polygon:
    return tuple(_ring(number, each, count) for each in _list(number, raw))


def _ring(number: int, raw: object, count: _Count) -> Ring:
    listed = _list(number, raw)
    count.add(len(listed))
    ring = tuple(_points(number, listed))
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise PlacesError(f"Feature {number} has an outline that is not closed.")
    return ring


def _points(number: int, listed: Sequence[Any]) -> Iterator[Point]:
    for each in listed:
        if not isinstance(each, list) or not 2 <= len(each) <= 4 or not all(map(_numeric, each)):
            raise PlacesError(f"Feature {number} has a point that is not [longitude, latitude].")
        longitude, latitude = float(each[0]), float(each[1])
        if not (abs(longitude) <= 180 and abs(latitude) <= 90):
            raise PlacesError(
                f"Feature {number} has a point at {each[0]}, {each[1]}, which is nowhere on "
                "Earth. Export the file in degrees, longitude first."
            )
        yield longitude, latitude


def _numeric(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
