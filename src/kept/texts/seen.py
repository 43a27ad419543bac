"""Whether a file holds only what its readers can see."""

from __future__ import annotations

from kept.names import NamingError, check_visible
from kept.texts.problems import Place, refused


def check_seen(text: str, file: str, first_line: int = 1) -> None:
    """Refuse hidden characters anywhere in `text`: a reviewer must see all that is there."""
    if text.startswith("\ufeff"):
        raise refused(
            Place(file, first_line),
            "The file begins with a byte order mark.",
            "Save it as UTF-8 without one.",
        )
    for number, line in enumerate(text.split("\n"), first_line):
        try:
            check_visible(line)
        except NamingError as error:
            raise refused(Place(file, number), str(error), "") from error
