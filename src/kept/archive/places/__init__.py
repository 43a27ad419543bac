"""Real outlines of agreed areas, brought in by hand from a file with a licence and a note."""

from kept.archive.places.error import PlacesError
from kept.archive.places.features import Feature, features
from kept.archive.places.outlines import Origin, Outline, Outlines, added, match
from kept.archive.places.storing import (
    FOLDER,
    LARGEST,
    places_file,
    read_bytes,
    read_outlines,
    write_outlines,
)

__all__ = [
    "FOLDER",
    "LARGEST",
    "Feature",
    "Origin",
    "Outline",
    "Outlines",
    "PlacesError",
    "added",
    "features",
    "match",
    "places_file",
    "read_bytes",
    "read_outlines",
    "write_outlines",
]
