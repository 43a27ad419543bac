"""The bodies of the process and their sittings: what was held, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.report.plain import plain
from kept.report.sittings import Sitting, Sittings, sittings, sittings_json
from kept.report.wording import names
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_head import head
from kept.web.screens.plan_words import Telling

HEADER: Final = (
    "meeting",
    "mechanism",
    "name",
    "track",
    "is",
    "on_first",
    "on_last",
    "first_planned",
    "days_moved",
    "place",
    "attended",
    "sources",
)


def show(asked: Asked) -> Shown:
    """All bodies and meetings."""
    assessment = assessment_of(asked)
    bodies = [sittings(assessment, each) for each in asked.process.mechanisms]
    others = sittings(assessment, None)
    every = [*bodies, others]
    return Shown(
        title=asked.t("meetings.title"),
        context=lambda: _context(asked, assessment, bodies, others),
        data=lambda: {
            **head(asked, "kept.meetings/1"),
            "bodies": [
                {**plain(asked.process.mechanisms[str(each.body)]), **sittings_json(each)}
                for each in bodies
            ],
            "other_meetings": sittings_json(others)["meetings"],
        },
        table=lambda: sitting_table(asked, (one for each in every for one in each.sittings)),
    )


def _context(
    asked: Asked, assessment: Assessment, bodies: list[Sittings], others: Sittings
) -> Mapping[str, Any]:
    """Bodies that sit come before those of which no sitting is known."""
    main = asked.process.head.mechanism
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "bodies": sorted(bodies, key=lambda each: (each.body != main, not each.sittings)),
        "others": others,
    }


def sitting_table(asked: Asked, several: Iterable[Sitting]) -> Table:
    """A row for each meeting."""
    return Table(header=HEADER, rows=_rows(asked, several))


def _rows(asked: Asked, several: Iterable[Sitting]) -> Iterator[tuple[object, ...]]:
    for each in several:
        it = each.meeting
        yield (
            it.id,
            it.mechanism,
            names.meeting(it.id, asked.process, asked.language),
            it.track,
            asked.t(f"meetings.is-{each.word}"),
            it.on.first,
            it.on.last,
            plain(each.planned),
            each.days_moved,
            it.venue.in_language(asked.language) if it.venue else None,
            " ".join(it.attended),
            " ".join(it.sources),
        )


MEETINGS: Final = Screen(
    name="meetings",
    path="meetings/",
    template="meetings.html",
    show=show,
    about="The bodies of the process, who sits in them, their meetings held and planned.",
)
