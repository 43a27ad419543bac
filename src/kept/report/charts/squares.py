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
    icons: dict[ShownWord, Markup] = {}
    return element("ul", *(_square(each, names, icons) for each in several), class_="sqs")


def _square(
    each: Square, names: Mapping[ShownWord, str], icons: dict[ShownWord, Markup]
) -> Markup:
    """One square. There are hundreds on a page: each says in its title what it is, and no more."""
    word = each.word
    if word not in icons:
        icons[word] = icon(word)
    told = f"{each.id}: {each.text} ({names[word]})" if each.text else f"{each.id}, {names[word]}"
    href = text(within_site(each.href))
    return Markup(
        f'<li><a class="sq s-{word}" href="{href}" title="{text(told)}">{icons[word]}</a></li>'
    )
