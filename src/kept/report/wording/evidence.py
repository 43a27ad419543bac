"""The evidence axis in words: how many voices say that something was done, or that it was not."""

from __future__ import annotations

from typing import Final

from kept.assessment import Standing
from kept.process.model import Process
from kept.report.wording import found, words
from kept.report.wording.language import Language, counted, say, series

_SILENT: Final = ("unreported", "stale", "unclear", "missing")


def clause(standing: Standing, process: Process, language: Language) -> str:
    """What is said about whether it was done, and how far."""
    if standing.extent is None:
        return _said(standing, process, language)
    extent = words.extent(standing.extent, language)
    if standing.extent.measure == "parts":
        return extent
    reach = say("said.extent", language, extent=extent)
    return series((_said(standing, process, language), reach), language)


def _said(standing: Standing, process: Process, language: Language) -> str:
    tally = found.tally(standing, process)
    if tally is None or not tally.plus + tally.minus:
        return say(_together(standing, one=tally is not None), language)
    plus, minus = (counted("voices", each, language) for each in (tally.plus, tally.minus))
    if not tally.minus:
        return say("said.for", language, voices=plus)
    if not tally.plus:
        # Who reports a part of it done speaks against "done", and has not said "not done".
        key = "said.against" if standing.extent is None else "said.in-part"
        return say(key, language, voices=minus)
    return say("said.both", language, voices=plus, others=minus)


def _together(standing: Standing, *, one: bool) -> str:
    """The key where voices cannot be counted: nobody spoke, or several things decide."""
    word = standing.evidence
    if word == "unreported":
        return "said.unreported" if one else "said.several.unreported"
    if word in _SILENT:
        return f"said.{word}"
    if word in ("refuted", "conflicting"):
        return f"said.several.{word}"
    return "said.several.for"
