"""What a page needs to tell, in a reader's browser, what the check of a bundle found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kept.report.wording.en import checks as en_checks
from kept.report.wording.en import receipts as en_receipts
from kept.report.wording.fr import checks as fr_checks
from kept.report.wording.fr import receipts as fr_receipts
from kept.report.wording.language import MONTHS, TEXTS, Language, typeset

_LOCALES: Final[Mapping[Language, str]] = {"en": "en-GB", "fr": "fr-FR"}
_CHECKS: Final = {"en": en_checks, "fr": fr_checks}
_RECEIPTS: Final = {"en": en_receipts, "fr": fr_receipts}
_FINDING: Final = "finding-"


def check_words(language: Language, page: Mapping[str, str]) -> dict[str, Any]:
    """All that `telling.js` says, as it stands in a page: sentences with places for values.

    `page` are the page's own words about the check; those named `finding-…` are what only a
    browser finds.
    """
    checks, receipts = _CHECKS[language], _RECEIPTS[language]
    texts = TEXTS[language]
    only_here = {
        name.removeprefix(_FINDING): text
        for name, text in page.items()
        if name.startswith(_FINDING)
    }
    return {
        "lang": _LOCALES[language],
        "months": list(MONTHS[language]),
        "day": texts["date.day"],
        "first": texts["date.first"],
        "page": {name: page[name] for name in page if not name.startswith(_FINDING)},
        "checks": checks.CHECKS,
        "verdicts": checks.VERDICTS,
        "reasons": checks.REASONS,
        "types": receipts.TYPES,
        "grades": receipts.GRADES,
        "findings": _typeset(checks.FINDINGS | only_here, language),
    }


def _typeset(texts: Mapping[str, str], language: Language) -> dict[str, str]:
    return {name: typeset(text, language) for name, text in texts.items()}
