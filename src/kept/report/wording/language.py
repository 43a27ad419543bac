"""From a key and what it speaks of to words in one language.

The words stand in `en` and `fr`, key by key; here they are only put together. Names come in as
they are, without articles: every sentence is built so that a bare name fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from kept.report.wording import en, fr

Language = Literal["en", "fr"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {"en": en.TEXTS, "fr": fr.TEXTS}
COUNTS: Final[Mapping[Language, Mapping[str, tuple[str, str]]]] = {
    "en": en.COUNTS,
    "fr": fr.COUNTS,
}
MONTHS: Final[Mapping[Language, tuple[str, ...]]] = {"en": en.MONTHS, "fr": fr.MONTHS}

_BEFORE_COLON: Final = "\u00a0"
_BEFORE_MARK: Final = "\u202f"


def say(key: str, language: Language, **values: object) -> str:
    """The words of `key`, with each `{name}` filled.

    >>> say("duty.overdue", "fr")
    'échu'
    """
    return typeset(TEXTS[language][key].format(**values), language)


def counted(key: str, n: int, language: Language, **values: object) -> str:
    """The words of `key` for that many: English has one for 1, French for 0 and 1.

    >>> counted("days", 2, "en"), counted("days", 0, "en"), counted("days", 0, "fr")
    ('2 days', '0 days', '0 jour')
    """
    one, many = COUNTS[language][key]
    single = n == 1 or (n == 0 and language == "fr")
    return typeset((one if single else many).format(n=n, **values), language)


def ranged(key: str, least: int, most: int, language: Language) -> str:
    """The words of `key` for a number known within bounds.

    >>> ranged("days", 8, 11, "en"), ranged("days", 1, 1, "fr")
    ('8 to 11 days', '1 jour')
    """
    if least == most:
        return counted(key, most, language)
    return say("range", language, least=least, most=counted(key, most, language))


def series(several: Iterable[str], language: Language) -> str:
    """Parts of one line, each of which may hold commas.

    >>> series(["waits", "late"], "en"), series([], "en")
    ('waits; late', '')
    """
    *first, last = tuple(several) or ("",)
    return say("clauses", language, first=series(first, language), second=last) if first else last


def sentence(fragment: str) -> str:
    """A line as a sentence of its own: with a capital and a full stop.

    >>> sentence("waits for a text")
    'Waits for a text.'
    """
    text = fragment[:1].upper() + fragment[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def typeset(text: str, language: Language) -> str:
    """French as it is printed: no line begins with a colon, a semicolon or a closing quote."""
    if language != "fr":
        return text
    text = re.sub(r" (?=[:»])", _BEFORE_COLON, text).replace("« ", f"«{_BEFORE_COLON}")
    return re.sub(r" (?=[;!?])", _BEFORE_MARK, text)
