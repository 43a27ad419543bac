"""A receipt on one page: what stands on it, as data for its layout in `receipt.typ`."""

from __future__ import annotations

import pkgutil
from datetime import UTC, datetime
from typing import Any, Final

from kept.ledger.bundle import Receipt
from kept.ledger.canonical import CanonicalError, decode, from_base64
from kept.ledger.notes import GRADES
from kept.report.papers.words import PAPER
from kept.report.wording import dates
from kept.report.wording.en import receipts as en_receipts
from kept.report.wording.fr import receipts as fr_receipts
from kept.report.wording.language import LANGUAGES, Language, typeset
from kept.texts.problems import shown

LONGEST_SAID: Final = 500  # characters of a statement that are printed: all fits on one page
LARGEST_BODY: Final = 64 * 1024 * 1024

_RECEIPT: Final = {"en": en_receipts.RECEIPT, "fr": fr_receipts.RECEIPT}
_TYPES: Final = {"en": en_receipts.TYPES, "fr": fr_receipts.TYPES}


def receipt_layout() -> bytes:
    """The layout, in Typst: it reads `data.json` beside it and attaches the file named there."""
    layout = pkgutil.get_data(__package__, "receipt.typ")
    if layout is None:
        raise FileNotFoundError("receipt.typ")
    return layout


def attachment_name(receipt: Receipt) -> str:
    """The file that goes with the page."""
    return f"entry-{receipt.index}.zip"


def recorded_at(receipt: Receipt) -> int:
    """The date of the page, in seconds since 1970: when witnesses had seen the entry.

    Nothing made it later; so the page can be made again, with the same bytes, on any day.
    """
    return receipt.claimed if receipt.time.until is None else receipt.time.until


def receipt_data(
    receipt: Receipt, language: Language, body: bytes | None = None
) -> dict[str, Any]:
    """All text of the page, ready to be set; none of it is markup.

    `body` is the body of the entry in the clear, as a register stores it; what the statement says
    is printed if it is given.
    """
    return {
        "lang": language,
        "date": _parts(recorded_at(receipt)),
        "title": _RECEIPT[language]["title"],
        "headline": _say("headline", language, index=receipt.index, origin=shown(receipt.origin)),
        "foot": f"{shown(receipt.origin)} · {receipt.index} · {receipt.code}",
        "process": _say("process", language, process=shown(receipt.process)),
        "minute": {
            "title": _say("minute", language),
            "index": {"label": _say("index", language), "value": str(receipt.index)},
            "code": {"label": _say("code", language), "value": receipt.code},
        },
        "facts": {"title": _say("facts", language), "rows": _facts(receipt, language)},
        "said": _said(body, language),
        "how": _how(receipt, language),
        "limits": {"title": _say("limits", language), "text": _word("limit", language)},
        "attachment": {
            "name": attachment_name(receipt),
            "description": _say(
                "attachment", language, index=receipt.index, origin=shown(receipt.origin)
            ),
        },
    }


def without_said(data: dict[str, Any], language: Language) -> dict[str, Any]:
    """The same page, for a statement in letters that the fonts of the page lack."""
    note = _say("said-elsewhere", language)
    said = {"title": _say("said", language), "text": "", "lang": language, "note": note}
    return data | {"said": said}


def _say(key: str, language: Language, **values: object) -> str:
    return typeset(PAPER[language][key].format(**values), language)


def _word(key: str, language: Language, **values: object) -> str:
    return typeset(_RECEIPT[language][key].format(**values), language)


def _facts(receipt: Receipt, language: Language) -> list[dict[str, Any]]:
    """Label, value, what is to be compared letter by letter, and how high the grade is."""
    kind = _TYPES[language][receipt.type]
    told = {
        "filed": _word("by", language, type=kind, role=shown(receipt.role)),
        "recorded": _recorded(receipt, language),
        "claimed": _word("claim", language, at=_instant(receipt.claimed, language)),
        "release": _word(receipt.release or "none", language),
        "cosigners": ", ".join(map(shown, receipt.cosigners)) or _word("nobody", language),
        "grade": _word(receipt.grade or "no-grade", language),
        "size": _say("proved", language, size=receipt.size),
        "hash": "",
    }
    exact = {"size": receipt.root, "hash": receipt.entry}
    level = 0 if receipt.grade is None else GRADES.index(receipt.grade) + 1
    steps = {"grade": [n < level for n in range(len(GRADES))]}
    return [
        {
            "label": _word(key, language),
            "value": value,
            "exact": exact.get(key, ""),
            "steps": steps.get(key, []),
        }
        for key, value in told.items()
    ]


def _recorded(receipt: Receipt, language: Language) -> str:
    time = receipt.time
    if time.until is None:
        return _word("untimed", language)
    until = _instant(time.until, language)
    if time.after is None:
        return _word("before", language, until=until)
    return _word("between", language, after=_instant(time.after, language), until=until)


def _instant(seconds: int, language: Language) -> str:
    at = _at(seconds)
    return f"{dates.day(at.date(), language)}, {at:%H:%M:%S} UTC".replace(" ", "\u00a0")


def _parts(seconds: int) -> dict[str, int]:
    at = _at(seconds)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(at, name) for name in names}


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _how(receipt: Receipt, language: Language) -> dict[str, Any]:
    name = attachment_name(receipt)
    return {
        "title": _word("how", language),
        "steps": [
            {"text": _word("how-code", language), "command": ""},
            {"text": _say("attached", language, name=name), "command": ""},
            {
                "text": _say("verify", language),
                "command": _say("command", language, name=name),
            },
            {"text": _word("how-hand", language), "command": ""},
        ],
    }


def _said(body: bytes | None, language: Language) -> dict[str, str] | None:
    spoken, text = ("", "") if body is None else _claim(body, language)
    if not text:
        return None
    harmless = " ".join(shown(each) for each in text.split())
    cut = len(harmless) > LONGEST_SAID
    short = harmless[:LONGEST_SAID].rpartition(" ")[0] if cut else harmless
    return {
        "title": _say("said", language),
        "text": f"{short} …" if cut else short,
        "lang": spoken,
        "note": _say("said-cut", language) if cut else "",
    }


def _claim(body: bytes, language: Language) -> tuple[str, str]:
    """What a statement claims, in this language or, failing that, in one it has: which, what."""
    try:
        stored = decode(body, LARGEST_BODY)
        inner = stored.get("body") if isinstance(stored, dict) else None
        value = decode(from_base64(inner), LARGEST_BODY) if isinstance(inner, str) else None
    except CanonicalError:
        return "", ""
    claim = value.get("claim") if isinstance(value, dict) else None
    if not isinstance(claim, dict):
        return "", ""
    languages = [language, *(each for each in LANGUAGES if each != language)]
    words = {each: claim.get(each) for each in languages}
    return next(
        ((key, each) for key, each in words.items() if isinstance(each, str) and each), ("", "")
    )
