"""A page of the timeline of a large register: what was said by columns, the rest by the text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kept.report.timeline import Moment, moments
from kept.web.pages.asked import Asked
from kept.web.pages.errors import BadQuestionError
from kept.web.screens.statements_large import propositions

if TYPE_CHECKING:
    from kept.web.reading.large import LargeReview

Key = tuple[int, str, str]  # day, kind and id, as moments are ordered
LAST = "\U0010ffff"  # behind every id


def page_of(
    asked: Asked,
    large: LargeReview,
    about: str | None,
    speaker: str | None,
    *,
    before: str | None,
    most: int,
) -> tuple[tuple[Moment, ...], bool]:
    """The moments behind `before`, the latest first, and whether there are more."""
    from kept.archive.reduction.listing import Wanted

    shot, q = asked.snapshot, asked.question
    key = None if before is None else _key(before)
    if shot.large is None:
        raise LookupError("this register is told as a whole")
    wanted = Wanted(
        by=q.on,
        known_at=q.known_at,
        basis=q.basis,
        speaker=speaker,
        about=() if about is None else (propositions(asked.process, about),),
    )
    listed = shot.large.listed(wanted, _behind(key), most, large.stands, backwards=True)
    found = moments(large.review.assessment, about=about, speaker=speaker, said=listed.statements)
    behind = [each for each in reversed(found) if key is None or _order(each) < key]
    if listed.more:  # further back there are statements that were not read
        last = next(at for at, each in reversed([*enumerate(behind)]) if each.statement)
        behind = behind[: last + 1]
    return tuple(behind[:most]), listed.more or len(behind) > most


def _order(moment: Moment) -> Key:
    return moment.on.last.toordinal(), moment.kind, moment.id


def _key(before: str) -> Key:
    """The place of the moment that a page ended with."""
    day, _, rest = before.partition("~")
    kind, _, name = rest.partition("~")
    try:
        return date.fromisoformat(day).toordinal(), kind, name
    except ValueError:
        raise BadQuestionError("no-such", name="before", value=before) from None


def _behind(key: Key | None) -> tuple[int, str] | None:
    """From which statement on: of one day kinds come in the order of their names, backwards."""
    if key is None:
        return None
    day, kind, name = key
    if kind == "statement":
        return -day, name
    return -day, LAST if kind > "statement" else ""
