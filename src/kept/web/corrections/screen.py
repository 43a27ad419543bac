"""The log of corrections, open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Count, Max

from kept.report.wording import dates
from kept.web.corrections.models import Correction
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Parameter, Screen, Shown, Table

MOST: Final = 200
HEADER: Final = ("number", "page", "asked_on", "outcome", "answered_on", "text", "answer")


def show(asked: Asked) -> Shown:
    """Every request, the newest first; its words only where they were looked through."""
    rows = [_row(each) for each in Correction.objects.all()[:MOST]]
    return Shown(
        title=asked.t("corrections.title"),
        context=lambda: {
            "page": asked.given.get("page", ""),
            "corrections": [_told(asked, each) for each in rows],
        },
        data=lambda: {"schema": "kept.corrections/1", "corrections": rows},
        table=lambda: Table(header=HEADER, rows=[[row[name] for name in HEADER] for row in rows]),
    )


def _row(it: Correction) -> dict[str, Any]:
    return {
        "number": it.pk,
        "page": it.page,
        "asked_on": str(it.asked_on),
        "outcome": str(it.outcome),
        "answered_on": str(it.answered_on) if it.answered_on else None,
        "text": it.text if it.text_shown else None,
        "answer": it.answer or None,
    }


def _told(asked: Asked, row: Mapping[str, Any]) -> dict[str, Any]:
    from datetime import date

    return {**row, "day": dates.day(date.fromisoformat(row["asked_on"]), asked.language)}


def state() -> str:
    """Changes with every request and every answer."""
    found = Correction.objects.aggregate(n=Count("pk"), last=Max("changed_at"))
    return f"{found['n']}/{found['last']}"


CORRECTIONS: Final = Screen(
    name="corrections",
    path="corrections/",
    template="corrections.html",
    show=show,
    about="Requests to correct a page, and what came of them.",
    parameters=(Parameter(name="page", about="The page spoken of.", example="/"),),
    menu="about",
    state=state,
)
