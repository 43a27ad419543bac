"""Two standpoints side by side: which commitments differ, and what would settle each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kept.assessment import Assessment, Comparison, ShownWord, Standing, compare, seen_by
from kept.assessment.compare import Agreement
from kept.process import Process
from kept.report.differ import Difference, differences
from kept.report.interface import comparison_json
from kept.report.plain import plain
from kept.report.wording import change, names, words
from kept.report.wording import standing as wording
from kept.report.wording.language import typeset
from kept.web.pages.answers import ANSWERS, assessment_of, name_of
from kept.web.pages.asked import Asked, own
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Parameter, Screen, Shown, Table

ORDER: Final[tuple[Agreement, ...]] = ("contested", "one-sided", "agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Where a commitment stands from one of the two."""

    word: ShownWord
    shown: str
    reading: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One commitment that differs."""

    id: str
    href: str
    text: str
    owed: str
    left: Side
    right: Side
    by_reading: bool
    by_facts: bool
    settled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Two standpoints, all they say of the commitments, and where they differ."""

    left: str
    right: str
    counts: Mapping[Agreement, int]  # by agreement, over all commitments
    differences: tuple[Difference, ...]


def show(asked: Asked) -> Shown:
    """Where the two standpoints asked for differ."""
    left, right = _asked_for(asked)
    found = ANSWERS.get(name_of(asked, "differ", left, right), lambda: _found(asked, left, right))
    return Shown(
        title=asked.t("differ.title"),
        context=lambda: _context(asked, found),
        data=lambda: _data(asked, found),
        table=lambda: _table(asked, found),
    )


def _asked_for(asked: Asked) -> tuple[str, str]:
    """The two standpoints: those given, else the first two compared ones."""
    known = asked.process.standpoints
    left, right = own(asked, "left", known), own(asked, "right", known)
    compared = sorted(each.id for each in known.values() if each.compared) or sorted(known)
    left = left or next((each for each in compared if each != right), compared[0])
    right = right or next((each for each in compared if each != left), compared[-1])
    return left, right


def _found(asked: Asked, left: str, right: str) -> Found:
    one, other = _from(asked, left), _from(asked, right)
    counts = Counter(each.word for each in compare([one, other]))
    return Found(left=left, right=right, counts=counts, differences=differences(one, other))


def _from(asked: Asked, name: str) -> Assessment:
    """From a standpoint, as far as this reader may see what it sees."""
    reader = asked.question.standpoint
    if name == reader.id:
        return assessment_of(asked)
    return assessment_of(asked, seen_by(reader, asked.process.standpoints[name]))


def _context(asked: Asked, found: Found) -> Mapping[str, Any]:
    by_word = {
        word: [
            _row(asked, found, each) for each in found.differences if each.comparison.word == word
        ]
        for word in ORDER
    }
    return {
        "left": asked.process.standpoints[found.left],
        "right": asked.process.standpoints[found.right],
        "standpoints": _by_name(asked),
        "counts": [(word, found.counts[word]) for word in ORDER],
        "groups": {word: rows for word, rows in by_word.items() if rows},
        "otherwise": len(by_word["agreed"]),
        "same": found.left == found.right,
    }


def _by_name(asked: Asked) -> Sequence[tuple[str, str]]:
    """Every standpoint by its name, in alphabetical order."""
    named = [
        (names.standpoint(each, asked.process, asked.language), each)
        for each in asked.process.standpoints
    ]
    return [(each, name) for name, each in sorted(named)]


def _row(asked: Asked, found: Found, difference: Difference) -> Row:
    process, language, it = asked.process, asked.language, difference.comparison
    return Row(
        id=it.commitment,
        href=asked.link(f"/commitments/{it.commitment}/"),
        text=names.commitment(it.commitment, process, language),
        owed=names.actors(process.commitments[it.commitment].of, process, language),
        left=_side(asked, it.standings[found.left]),
        right=_side(asked, it.standings[found.right]),
        by_reading="reading" in it.by,
        by_facts="facts" in it.by,
        settled_by=tuple(
            change.line(each, process, language, commitment=it.commitment)
            for each in difference.settled_by
        ),
    )


def _side(asked: Asked, standing: Standing) -> Side:
    process, language = asked.process, asked.language
    it = process.commitments[standing.commitment]
    label = next((each.label for each in it.readings if each.id == standing.reading), None)
    return Side(
        word=standing.word,
        shown=words.shown_word(standing.word, process, language, restraint=it.kind == "refrain"),
        reading=typeset(label.in_language(language), language) if label else "",
        line=wording.line(standing, process, language),
    )


def _data(asked: Asked, found: Found) -> Any:
    q = asked.question
    return {
        "schema": "kept.differ/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(q.on),
        "known_at": plain(q.known_at),
        "standpoints": sorted((found.left, found.right)),
        "commitments": [
            {**comparison_json(each.comparison), "settled_by": plain(each.settled_by)}
            for each in found.differences
        ],
    }


def _table(asked: Asked, found: Found) -> Table:
    return Table(
        header=("commitment", "text", "agreement", "about", *_columns("left"), *_columns("right")),
        rows=[_cells(asked.process, asked, found, each.comparison) for each in found.differences],
    )


def _columns(side: str) -> tuple[str, ...]:
    return tuple(
        f"{side}_{each}" for each in ("standpoint", "word", "duty", "evidence", "reading")
    )


def _cells(
    process: Process, asked: Asked, found: Found, comparison: Comparison
) -> tuple[object, ...]:
    sides: list[object] = []
    for name in (found.left, found.right):
        it = comparison.standings[name]
        sides += [name, it.word, it.duty, it.evidence, it.reading]
    text = names.commitment(comparison.commitment, process, asked.language)
    return (comparison.commitment, text, comparison.word, " ".join(comparison.by), *sides)


DIFFER: Final = Screen(
    name="differ",
    path="differ/",
    template="differ.html",
    show=show,
    about="Two standpoints side by side: which commitments differ, and what settles each.",
    parameters=(
        Parameter(name="left", about="The one standpoint.", example="drc"),
        Parameter(name="right", about="The other standpoint.", example="rwanda"),
    ),
    menu="commitments",
)
