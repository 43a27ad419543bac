"""GeoJSON that is taken, and GeoJSON that is refused, with what is said about it."""

import json

import pytest

from kept.archive.places import PlacesError, features

SQUARE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]


def feature(coordinates=None, *, kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": {"code": "XA01", "name": "Upper Kel", **properties},
        "geometry": {
            "type": kind,
            "coordinates": [SQUARE] if coordinates is None else coordinates,
        },
    }


def collection(*several, **more):
    return json.dumps({"type": "FeatureCollection", "features": several, **more}).encode()


def read(raw, code_from="code", name_from="name"):
    return features(raw, code_from=code_from, name_from=name_from)


def test_polygons_and_several_polygons_are_taken():
    one, other = read(collection(feature(), feature([[SQUARE]], kind="MultiPolygon", code="XA02")))
    assert one.polygons == other.polygons
    assert (one.code, one.name) == ("XA01", "Upper Kel")


def test_a_mark_at_the_beginning_and_heights_are_no_harm():
    high = [[*point, 1500] for point in SQUARE]
    assert (
        read(b"\xef\xbb\xbf" + collection(feature([high])))[0].polygons
        == read(collection(feature()))[0].polygons
    )


def test_what_has_no_code_is_left_out():
    assert len(read(collection(feature(), feature(code=None)))) == 1


DEEP = b'{"type":"FeatureCollection","features":' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\xff\xfe", "The file is not UTF-8"),
        (b"{", "The file is no JSON: line 1"),
        (b"[]", "The file is no GeoJSON FeatureCollection."),
        (b'{"type": "Topology"}', "The file is no GeoJSON FeatureCollection."),
        (DEEP, "The file nests deeper than any outline does."),
        (collection(), "The file holds no features."),
        (collection(3), "Feature 1 is none: it has no properties."),
        (collection(feature(kind="Point")), "Feature 1 is Point. Only Polygon and MultiPolygon"),
        (
            collection({"properties": {"code": "XA01", "name": ""}}),
            "Feature 1 is without a geometry.",
        ),
        (collection(feature([])), "Feature 1 has no coordinates"),
        (collection(feature([[]])), "Feature 1 has no coordinates"),
        (collection(feature([SQUARE[:-1]])), "Feature 1 has an outline that is not closed."),
        (collection(feature([[[0, 0], [0, 1], [0, 0]]])), "an outline that is not closed."),
        (
            collection(feature([[*SQUARE[:2], ["1", 1], *SQUARE[3:]]])),
            "not [longitude, latitude].",
        ),
        (collection(feature([[*SQUARE[:2], [1], *SQUARE[3:]]])), "not [longitude, latitude]."),
        (
            collection(feature([[*SQUARE[:2], [True, 1], *SQUARE[3:]]])),
            "not [longitude, latitude].",
        ),
        (
            collection(feature([[*SQUARE[:2], [540000, 1], *SQUARE[3:]]])),
            "at 540000, 1, which is nowhere",
        ),
        (
            collection(feature([[*SQUARE[:2], [1, -91], *SQUARE[3:]]])),
            "at 1, -91, which is nowhere",
        ),
        (collection(feature()).replace(b"[0, 1]", b"[NaN, 1]"), "a number that is none: NaN."),
        (
            collection(feature(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32735"}}),
            "The coordinates are not in WGS 84.",
        ),
    ],
)
def test_what_is_wrong_is_said(raw, what):
    with pytest.raises(PlacesError) as refused:
        read(raw)
    assert what in str(refused.value)


def test_a_property_nobody_has_is_named_beside_those_there_are():
    with pytest.raises(
        PlacesError, match=r"No feature has a property “pcode”\. There are: code, name"
    ):
        read(collection(feature()), code_from="pcode")
    with pytest.raises(PlacesError, match="No feature has a property “nom”"):
        read(collection(feature()), name_from="nom")


def test_an_older_file_may_name_the_system_it_should_have():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read(collection(feature(), crs=crs))
