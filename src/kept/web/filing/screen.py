"""The log of harm checks, open to everybody: what is held back, for how long, and why."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Final

from kept.report.wording import dates, register
from kept.web.filing.holds import DAYS, MOST, days_asked_for, public_log
from kept.web.filing.models import Hold
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.reading.clock import today

SHOWN: Final = 200
AS_ASKED: Final = "as-asked"  # in place of a reason of the check
HEADER: Final = ("code", "party", "filed_on", "held", "shown_on", "days", "reason", "decided_by")


def show(asked: Asked) -> Shown:
    """Every harm check, the newest first. It names entries, and none of their words."""
    asked_for = days_asked_for()
    rows = [_row(each, asked_for.get(each.entry)) for each in public_log()[:SHOWN]]
    return Shown(
        title=asked.t("desk.checks"),
        context=lambda: {
            "entries": [_told(asked, each) for each in rows],
            "days": DAYS,
            "most": MOST,
        },
        data=lambda: {"schema": "kept.checks/1", "checks": rows},
        table=lambda: Table(header=HEADER, rows=[[row[name] for name in HEADER] for row in rows]),
    )


def _row(it: Hold, asked_for: date | None) -> dict[str, Any]:
    """A check as it stands; whoever filed may have asked for a later day than the check needs."""
    checked_on = it.cleared_at.date() if it.cleared_at else it.until
    shown_on = max(checked_on, asked_for or checked_on)
    return {
        "code": it.code,
        "entry": it.entry,
        "party": it.party,
        "filed_on": str(it.filed_on),
        "held": shown_on > today(),
        "shown_on": str(shown_on),
        "days": max(0, (shown_on - it.filed_on).days),
        "reason": AS_ASKED if shown_on > checked_on else it.reason or None,
        "decided_by": it.decided_by or None,
    }


def _told(asked: Asked, row: dict[str, Any]) -> dict[str, Any]:
    days = {
        f"{name}_day": dates.day(date.fromisoformat(row[name]), asked.language)
        for name in ("filed_on", "shown_on")
    }
    return {**row, **days, "who": register.role(row["party"], asked.process, asked.language)}


def state() -> str:
    """Changes with every check, every decision, and every day."""
    rows = public_log().values_list("entry", "until", "reason", "cleared_at")[:SHOWN]
    return hashlib.sha256(repr((today(), [*rows], days_asked_for())).encode()).hexdigest()[:16]


CHECKS: Final = Screen(
    name="checks",
    path="checks/",
    template="desk/checks.html",
    show=show,
    about="What is not shown yet because nobody has looked whether it could harm somebody.",
    menu="ledger",
    state=state,
)
