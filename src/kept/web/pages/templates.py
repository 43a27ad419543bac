"""The templates, and what every one of them can say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.module_loading import import_string
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kept.assessment import ShownWord
from kept.report.charts.icons import chip, sprite
from kept.report.wording import dates, names, voting, words

FOLDER: Final = Path(__file__).resolve().parents[1] / "templates"


def environment(**_: Any) -> Environment:
    """Jinja2, strict: what is not there fails, and all text is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        static=static,
        url=reverse,
        drawn=Markup,  # only for what kept.report.charts has drawn: it escapes all text
        dates=dates,
        voting=voting,
        names=names,
        words=words,
        to_try=_to_try,
        chip=_chip,
        sprite=Markup(sprite()),  # noqa: S704 -- shapes, and no text
    )
    return made


def _to_try() -> Sequence[Any]:
    """The accounts of an exercise, for whoever wants to try it; elsewhere none."""
    return import_string(settings.KEPT_TO_TRY) if settings.KEPT_DEMO else ()


def _chip(word: ShownWord, name: str) -> Markup:
    """A standing as it is shown everywhere: shape, colour, word."""
    return Markup(chip(word, name))  # noqa: S704 -- it escapes all text
