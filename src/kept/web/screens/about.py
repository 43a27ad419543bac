"""Method: what kept is, whose word counts, and every rule in words."""

from __future__ import annotations

from typing import Any, Final

from kept.assessment import SHOWN
from kept.process import Standpoint
from kept.report.plain import plain
from kept.report.wording import names, words
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown, Table

# In the order in which a standing is worked out.
RULES: Final = (
    "instrument",
    "owed",
    "not-owed",
    "phase",
    "decision",
    "reading",
    "deadline",
    "no-deadline",
    "moved",
    "day",
    "test",
    "no-test",
    "slot",
    "account",
    "silent",
    "stale",
    "missing",
    "all",
    "any",
    "at-least",
    "not",
    "kept",
    "occasion",
    "breach",
)
STRENGTHS: Final = ("claimed", "corroborated", "verified")
LIMITS: Final = ("rank", "place", "person", "small", "true", "sign")


def show(asked: Asked) -> Shown:
    """The method, and this process's standpoints and words."""
    return Shown(
        title=asked.t("about.title"),
        context=lambda: {
            "rules": RULES,
            "strengths": STRENGTHS,
            "limits": LIMITS,
            "shown_as": {
                word: words.shown_word(word, asked.process, asked.language) for word in SHOWN
            },
            "standpoints": [_standpoint(asked, each) for each in _standpoints(asked)],
        },
        data=lambda: _data(asked),
        table=lambda: _table(asked),
    )


def _standpoints(asked: Asked) -> list[Standpoint]:
    return list(asked.process.standpoints.values())


def _standpoint(asked: Asked, it: Standpoint) -> dict[str, str]:
    note = it.note.in_language(asked.language) if it.note else ""
    return {
        "id": it.id,
        "name": it.name.in_language(asked.language),
        "counts": _counts(asked, it),
        "accept": asked.t(f"about.accept-{it.accept}"),
        "note": note,
    }


def _counts(asked: Asked, it: Standpoint) -> str:
    def named(several: tuple[str, ...]) -> str:
        called = sorted(names.actor(each, asked.process, asked.language) for each in several)
        return names.join(called, asked.language)

    if it.counts.only is not None:
        return asked.t("about.counts-only", names=named(it.counts.only))
    if it.counts.all_but:
        return asked.t("about.counts-all-but", names=named(it.counts.all_but))
    return asked.t("about.counts-all")


def _data(asked: Asked) -> dict[str, Any]:
    return {
        "schema": "kept.method/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "process_digest": asked.process.digest,
        "rules": {each: asked.t(f"about.rule-{each}") for each in RULES},
        "words": {each: asked.t(f"about.word-{each}") for each in SHOWN},
        "standpoints": plain({each.id: each for each in _standpoints(asked)}),
    }


def _table(asked: Asked) -> Table:
    return Table(
        header=("rule", "says"), rows=[(each, asked.t(f"about.rule-{each}")) for each in RULES]
    )


ABOUT: Final = Screen(
    name="about",
    path="about/",
    template="about.html",
    show=show,
    about="How a standing is worked out: the rules, the words, whose word counts.",
)
