"""`kept places import`, on invented outlines and on real ones where they are at hand."""

import json

import pytest

from kept.archive.places import LARGEST, PlacesError, places_file, read_outlines

ASKED = ("--process", "lakes-exercise", "--code-from", "code", "--name-from", "name")
PAPERS = ("--licence", "CC BY 4.0, the survey of Corland.", "--note", "No position on borders.")


def outline(code, x):
    ring = [[x, 0], [x, 1], [x + 0.5, 1.2], [x + 1, 1], [x + 1, 0], [x, 0]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": f"Area {code}", "people": 5000},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write(path, *codes):
    features = [outline(code, place) for place, code in enumerate(codes)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def test_outlines_of_agreed_areas_are_kept_and_nothing_else(kept, kept_json, tmp_path):
    file = write(tmp_path / "a.geojson", "XA01", "XA02", "XA0101")
    to = tmp_path / "places"
    told = kept_json("places", "import", file, *ASKED, *PAPERS, "--to", str(to))
    assert told["areas"] == {"upper-kel": "Area XA01", "lower-kel": "Area XA02"}
    assert "sarro-hills" in told["missing"]
    text = places_file(to, "lakes-exercise").read_text("utf-8")
    assert "XA0101" not in text
    assert "people" not in text
    found = read_outlines(to, "lakes-exercise")
    assert found is not None
    assert [each.licence for each in found.origins] == [PAPERS[1]]
    assert [each.note for each in found.origins] == [PAPERS[3]]
    assert {(0, 0), (0, found.scale)} <= set(found.areas["upper-kel"].polygons[0][0])


def test_a_second_file_adds_to_the_first_and_replaces_its_own(kept, tmp_path):
    to = tmp_path / "places"
    first = write(tmp_path / "a.geojson", "XA01", "XA02")
    second = write(tmp_path / "b.geojson", "XB01", "XA02")
    other = ("--licence", "Another one.", "--note", "Another note.")
    kept("places", "import", first, *ASKED, *PAPERS, "--to", str(to))
    said = kept("places", "import", second, *ASKED, *other, "--to", str(to)).stdout
    found = read_outlines(to, "lakes-exercise")
    assert list(found.areas) == ["lower-kel", "north-shore", "upper-kel"]
    assert len(found.origins) == 2
    assert found.areas["lower-kel"].source == found.areas["north-shore"].source
    assert PAPERS[1] in said
    assert "Another note." in said
    assert "Areas the file does not outline" in said


def test_the_same_file_gives_the_same_bytes(kept, tmp_path):
    file = write(tmp_path / "a.geojson", "XA02", "XA01")
    again = write(tmp_path / "b.geojson", "XA02", "XA01")
    for name, source in (("one", file), ("two", again)):
        kept("places", "import", source, *ASKED, *PAPERS, "--to", str(tmp_path / name))
    one, two = (places_file(tmp_path / name, "lakes-exercise") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert not list((tmp_path / "one").glob("*.part"))


@pytest.mark.parametrize(
    ("codes", "what"),
    [
        (("XZ01",), "No feature is an area of lakes-exercise: it has XA, XA01, XA02,"),
        (("XA01", "XA01"), "The code XA01 stands twice: in features 1 and 2."),
    ],
)
def test_what_does_not_match_is_refused(kept, tmp_path, codes, what):
    file = write(tmp_path / "a.geojson", *codes)
    to = tmp_path / "places"
    said = kept("places", "import", file, *ASKED, *PAPERS, "--to", str(to), code=3).output
    assert what in said
    assert not to.exists()


def test_a_file_too_large_is_not_read(kept, tmp_path):
    file = tmp_path / "large.geojson"
    with file.open("wb") as out:
        out.truncate(LARGEST + 1)
    said = kept("places", "import", str(file), *ASKED, *PAPERS, "--to", str(tmp_path), code=3)
    assert "has 50 MB, and 50 are the most" in said.output


def test_a_file_that_is_not_there_and_a_folder_that_cannot_be_written(kept, tmp_path):
    away = str(tmp_path / "none.geojson")
    said = kept("places", "import", away, *ASKED, *PAPERS, "--to", str(tmp_path), code=3).output
    assert "cannot be read" in said
    file = write(tmp_path / "a.geojson", "XA01")
    under = str(tmp_path / "a.geojson" / "places")
    said = kept("places", "import", file, *ASKED, *PAPERS, "--to", under, code=3).output
    assert "cannot be written" in said


def test_licence_and_note_must_say_something(kept, tmp_path):
    file = write(tmp_path / "a.geojson", "XA01")
    empty = ("--licence", " ", "--note", "x")
    said = kept("places", "import", file, *ASKED, *empty, "--to", str(tmp_path), code=2).output
    assert "Outlines need a licence and a note" in said


def test_a_tolerance_that_leaves_nothing_is_refused(kept, tmp_path):
    file = tmp_path / "a.geojson"
    speck = outline("XA01", 0)
    speck["geometry"]["coordinates"] = [[[0, 0], [0, 0.01], [0.01, 0.01], [0, 0]]]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [speck]}))
    asked = (*ASKED, *PAPERS, "--to", str(tmp_path), "--tolerance", "0.5")
    assert (
        "Nothing is left of upper-kel"
        in kept("places", "import", str(file), *asked, code=3).output
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "kept.places/1", "process": "lakes-exercise"}', "[" * 90_000],
)
def test_a_damaged_file_of_outlines_is_said_to_be(tmp_path, text):
    places_file(tmp_path, "lakes-exercise").write_text(text)
    with pytest.raises(PlacesError, match="Import"):
        read_outlines(tmp_path, "lakes-exercise")


def test_where_none_were_imported_there_are_none(tmp_path):
    assert read_outlines(tmp_path, "lakes-exercise") is None


# ── Real outlines ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("level", "areas"),
    [
        (1, {"north-kivu": "Nord-Kivu", "south-kivu": "Sud-Kivu", "ituri": "Ituri"}),
        (2, {"masisi": "Masisi", "rutshuru": "Rutshuru", "uvira": "Uvira"}),
    ],
)
def test_provinces_and_territories_are_found_by_their_codes(
    kept_json, tmp_path, shared, level, areas
):
    file = shared / "data" / "geo" / f"cod-adm{level}.geojson"
    if not file.is_file():
        pytest.skip("the outlines of the DRC are not among the shared data")
    told = kept_json(
        "places", "import", str(file), "--process", "great-lakes",
        "--code-from", f"adm{level}_pcode", "--name-from", f"adm{level}_name",
        "--licence", "OCHA and RGC, CC BY-IGO.", "--note", "No position on boundaries.",
        "--to", str(tmp_path),
    )  # fmt: skip
    assert areas.items() <= told["areas"].items()
    assert set(told["missing"]) >= {"rwanda-western", "rubavu", "rusizi"}
    assert told["bytes"] < 30_000
