"""Registers in words: what a check found, and receipts, in English and French."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from kept.ledger.bundle import Finding, Findings, Receipt
from kept.ledger.bundle.checking import instant
from kept.report.wording import dates
from kept.report.wording.en import checks as en_checks
from kept.report.wording.en import receipts as en_receipts
from kept.report.wording.fr import checks as fr_checks
from kept.report.wording.fr import receipts as fr_receipts
from kept.report.wording.language import Language, typeset
from kept.texts.problems import shown

STEPS: Final = ("how-code", "how-verify", "how-hand")
WIDTH: Final = 88  # columns of a receipt as plain text

_Words = Mapping[Language, Mapping[str, str]]
_CHECKS: Final[_Words] = {"en": en_checks.CHECKS, "fr": fr_checks.CHECKS}
_VERDICTS: Final[_Words] = {"en": en_checks.VERDICTS, "fr": fr_checks.VERDICTS}
_REASONS: Final[_Words] = {"en": en_checks.REASONS, "fr": fr_checks.REASONS}
_FINDINGS: Final[_Words] = {"en": en_checks.FINDINGS, "fr": fr_checks.FINDINGS}
_ANSWER: Final[_Words] = {"en": en_receipts.ANSWER, "fr": fr_receipts.ANSWER}
_GRADES: Final[_Words] = {"en": en_receipts.GRADES, "fr": fr_receipts.GRADES}
_TYPES: Final[_Words] = {"en": en_receipts.TYPES, "fr": fr_receipts.TYPES}
_RECEIPT: Final[_Words] = {"en": en_receipts.RECEIPT, "fr": fr_receipts.RECEIPT}
_SHORT: Final = 12  # digits of a hash that are told


def findings_text(findings: Findings, language: Language) -> str:
    """One line for each thing that was found; the last line is the verdict."""
    checks, verdicts, answer = _CHECKS[language], _VERDICTS[language], _ANSWER[language]
    lines: list[str] = []
    if findings.origin is not None:
        extent = answer["whole" if findings.whole else "part"]
        head = answer["register"].format(
            origin=shown(findings.origin), size=findings.size, extent=extent
        )
        lines += [typeset(head, language), ""]
    name_width = max(len(checks[each.check]) for each in findings.findings)
    verdict_width = max(map(len, verdicts.values()))
    for each in findings.findings:
        verdict, name = verdicts[each.verdict], checks[each.check]
        told = finding_sentence(each, language)
        lines.append(f"{verdict:{verdict_width}}  {name:{name_width}}  {told}")
    return "\n".join([*lines, "", verdict_line(findings, language)])


def verdict_line(findings: Findings, language: Language) -> str:
    """Whether the register holds, in one sentence; why not, where it does not."""
    answer = _ANSWER[language]
    if findings.holds:
        return answer["holds"]
    why = finding_sentence(findings.failures[0], language)
    return typeset(
        answer["unreadable" if findings.unreadable else "fails"].format(why=why), language
    )


def finding_sentence(finding: Finding, language: Language) -> str:
    """What was found, in words a reader without our vocabulary understands."""
    values = {name: _told(name, value, language) for name, value in finding.values.items()}
    template = _FINDINGS[language][finding.code]
    return typeset(template.format_map(values), language)


def sentences(language: Language) -> Mapping[str, str]:
    """What the verifier for browsers (`verify.mjs`) finds, by code, with places for values."""
    return _FINDINGS[language]


def entry_words(kind: str, language: Language) -> str:
    """What an entry of this type is, in a few words; the type itself if it has none."""
    return _TYPES[language].get(kind, kind)


def _told(name: str, value: object, language: Language) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(shown(str(each)) for each in value)
    text = str(value)
    if name == "reason":
        return _REASONS[language].get(text, text)
    if name == "type":
        return _TYPES[language].get(text, text)
    if name == "grade":
        return _GRADES[language].get(text, text)
    if name in ("at", "after", "until"):
        return _when_written(text, language)
    return f"{text[:_SHORT]}…" if name == "entry" else shown(text)


def _when_written(text: str, language: Language) -> str:
    try:
        return _when(datetime.fromisoformat(text), language)
    except ValueError:
        return shown(text)


def _when(at: datetime, language: Language) -> str:
    at = at.astimezone(UTC)
    return f"{dates.day(at.date(), language)}, {at:%H:%M:%S} UTC"


def findings_json(findings: Findings) -> dict[str, Any]:
    """The same for programs; the members are those that `verify.py --json` gives."""
    verdict = "holds" if findings.holds else "fails"
    return {
        "verdict": "unreadable" if findings.unreadable else verdict,
        "origin": findings.origin,
        "size": findings.size,
        "root": findings.root,
        "grade": findings.grade,
        "whole": findings.whole,
        "trust": findings.trust,
        "findings": [
            {
                "check": each.check,
                "verdict": each.verdict,
                "code": each.code,
                **each.values,
            }
            for each in findings.findings
        ],
    }


def receipt_text(receipt: Receipt, language: Language) -> str:
    """A receipt as one page of plain text."""
    words = _RECEIPT[language]
    rows = _rows(receipt, language)
    width = max(len(name) for name, _ in rows)
    lines = [words["title"].upper(), _of(receipt, language), ""]
    for name, value in rows:
        indent = " " * (width + 4)
        lines += textwrap.wrap(
            value,
            WIDTH,
            initial_indent=f"  {name:{width}}  ",
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    lines += ["", words["how"], ""]
    for number, key in enumerate(STEPS, start=1):
        lines += _wrapped(typeset(words[key], language), f"  {number}. ")
        if key == "how-verify":
            lines.append(f"     {words['command']}")
    return "\n".join([*lines, "", *_wrapped(typeset(words["limit"], language), ""), ""])


def _wrapped(text: str, before: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_on_hyphens=False,
    )


def receipt_markdown(receipt: Receipt, language: Language) -> str:
    """The same page as Markdown."""
    words = _RECEIPT[language]
    rows = [f"| {name} | {value.replace('|', '·')} |" for name, value in _rows(receipt, language)]
    steps = [
        f"{number}. {typeset(words[key], language)}" for number, key in enumerate(STEPS, start=1)
    ]
    steps.insert(STEPS.index("how-hand"), f"   `{words['command']}`")
    parts = [
        f"# {words['title']}",
        _of(receipt, language),
        "\n".join(["| | |", "|---|---|", *rows]),
        f"## {words['how']}",
        "\n".join(steps),
        typeset(words["limit"], language),
    ]
    return "\n\n".join(parts) + "\n"


def _of(receipt: Receipt, language: Language) -> str:
    template = _RECEIPT[language]["of"]
    return template.format(origin=receipt.origin, process=receipt.process)


def _rows(receipt: Receipt, language: Language) -> list[tuple[str, str]]:
    words, types = _RECEIPT[language], _TYPES[language]
    claimed = _when(datetime.fromtimestamp(receipt.claimed, UTC), language)
    told = {
        "filed": words["by"].format(type=types[receipt.type], role=receipt.role),
        "entry": words["number"].format(index=receipt.index),
        "code": receipt.code,
        "hash": receipt.entry,
        "release": words[receipt.release or "none"],
        "claimed": words["claim"].format(at=claimed),
        "recorded": _recorded(receipt, language),
        "size": words["proved"].format(size=receipt.size, root=receipt.root),
        "cosigners": ", ".join(map(shown, receipt.cosigners)) or words["nobody"],
        "grade": words[receipt.grade or "no-grade"],
    }
    return [(words[key], typeset(value, language)) for key, value in told.items()]


def _recorded(receipt: Receipt, language: Language) -> str:
    words, time = _RECEIPT[language], receipt.time
    if time.until is None:
        return words["untimed"]
    until = _when_written(instant(time.until), language)
    if time.after is None:
        return words["before"].format(until=until)
    after = _when_written(instant(time.after), language)
    return words["between"].format(after=after, until=until)
