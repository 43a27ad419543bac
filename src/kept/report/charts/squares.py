"""The commitments of a track, one square each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kept.assessment.standing import ShownWord
from kept.report.charts.icons import icon
from kept.report.charts.svg import Markup, element, text, within_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One commitment and where to read about it."""

    id: str
    text: str = ""  # what is owed, told when one points at it
    word: ShownWord
    href: str


def squares(several: Iterable[Square], names: Mapping[ShownWord, str]) -> Markup:
    """A list of squares that wraps like text, in the order given."""
    return element("ul", *(_square(each, names[each.word]) for each in several), class_="sqs")


def _square(each: Square, name: str) -> Markup:
    link = element(
        "a",
        icon(each.word),
        element("span", text(f"{each.id}, {name}"), class_="vh"),
        class_=f"sq s-{each.word}",
        href=within_site(each.href),
        title=f"{each.id}: {each.text} ({name})" if each.text else f"{each.id} ({name})",
    )
    return element("li", link)
