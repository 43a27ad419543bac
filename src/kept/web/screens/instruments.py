"""All texts, by track: how far each has come on its way from draft to entry into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.process import Instrument, Process
from kept.report.life import Step, life, life_json
from kept.report.plain import plain
from kept.report.wording import names, words
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_head import head
from kept.web.screens.plan_words import Telling

HEADER: Final = (
    "instrument",
    "title",
    "track",
    "kind",
    "parties",
    "step",
    "reached",
    "on_first",
    "on_last",
    "known_on",
    "sources",
)


def show(asked: Asked) -> Shown:
    """All texts."""
    assessment = assessment_of(asked)
    return Shown(
        title=asked.t("instruments.title"),
        context=lambda: _context(asked, assessment),
        data=lambda: _data(asked, assessment),
        table=lambda: Table(header=HEADER, rows=_rows(asked, assessment)),
    )


def _context(asked: Asked, assessment: Assessment) -> Mapping[str, Any]:
    process = asked.process
    lives = {each.id: life(assessment, each) for each in process.instruments.values()}
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "lives": lives,
        "tracks": by_track(process, lives),
        "links": tuple(process.links.values()),
    }


def by_track(
    process: Process, lives: Mapping[str, tuple[Step, ...]]
) -> Mapping[str, list[Instrument]]:
    """The texts of each track, by the day their life began."""
    found: dict[str, list[Instrument]] = {each: [] for each in process.tracks}
    for each in process.instruments.values():
        found[each.track].append(each)
    for several in found.values():
        several.sort(key=lambda each: (_began(lives[each.id]), each.id))
    return {track: several for track, several in found.items() if several}


def _began(steps: tuple[Step, ...]) -> str:
    return str(steps[0].on) if steps and steps[0].on else "9999"


def _data(asked: Asked, assessment: Assessment) -> Any:
    process = asked.process
    return {
        **head(asked, "kept.instruments/1"),
        "instruments": [life_json(assessment, each) for each in process.instruments.values()],
        "links": [plain(each) for each in process.links.values()],
    }


def _rows(asked: Asked, assessment: Assessment) -> Iterator[tuple[object, ...]]:
    for it in asked.process.instruments.values():
        for step in life(assessment, it):
            yield (
                it.id,
                names.instrument(it.id, asked.process, asked.language),
                it.track,
                it.kind,
                " ".join(it.parties),
                words.status_word(step.word, asked.language),
                step.reached,
                step.on.first if step.on else None,
                step.on.last if step.on else None,
                plain(step.known_on),
                " ".join(step.sources),
            )


INSTRUMENTS: Final = Screen(
    name="instruments",
    path="instruments/",
    template="instruments.html",
    show=show,
    about="Every text: its parties, and its life from draft to signature to entry into force.",
)
