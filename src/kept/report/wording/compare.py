"""What several standpoints answer, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from kept.assessment import Comparison, Standing
from kept.process.model import Process
from kept.report.wording import names, words
from kept.report.wording.language import Language, say, series, typeset


def line(comparison: Comparison, process: Process, language: Language) -> str:
    """Whether standpoints agree, about what they do not, and the word each has for it."""
    told = _standpoints(comparison, process, language)
    shown = {_word(each, process, language) for each in comparison.standings.values()}
    if comparison.word == "agreed" and len(shown) == 1:
        return say("compare.same", language, word=shown.pop())
    key = "-".join((comparison.word, *comparison.by))
    return say(f"compare.{key}", language, standpoints=series(told, language))


def _standpoints(comparison: Comparison, process: Process, language: Language) -> Iterator[str]:
    """Each standpoint with its word, in the order of their ids, and the reading it takes."""
    readings = {each.reading for each in comparison.standings.values()}
    for name, standing in comparison.standings.items():
        word = _word(standing, process, language)
        quoted = names.quoted(names.standpoint(name, process, language), language)
        label = _reading(standing, process, language) if len(readings) > 1 else None
        key = "compare.standpoint" if label is None else "compare.standpoint-reading"
        yield say(key, language, name=quoted, word=word, label=label)


def _word(standing: Standing, process: Process, language: Language) -> str:
    restraint = process.commitments[standing.commitment].kind == "refrain"
    return words.shown_word(standing.word, process, language, restraint=restraint)


def _reading(standing: Standing, process: Process, language: Language) -> str | None:
    several = process.commitments[standing.commitment].readings
    label = next((each.label for each in several if each.id == standing.reading), None)
    if label is None:
        return None
    return names.quoted(typeset(label.in_language(language), language), language)
