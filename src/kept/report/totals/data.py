"""Totals as JSON values and as rows for a table: the same numbers that the screens show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kept.report.plain import plain
from kept.report.totals.lines import Cell, Line
from kept.report.totals.occasions import Occasion
from kept.report.totals.totals import StepTotals, Totals

SCHEMA: Final = "kept.totals/1"
HEADER: Final = (
    "group",
    "step",
    "indicator",
    "category",
    "apart",
    "measure",
    "area",
    "speaker",
    "period",
    "display",
    "low",
    "best",
    "high",
    "as_of",
    "lead",
    "statement",
)
OCCASION_HEADER: Final = (
    "group",
    "step",
    "event",
    "first_month",
    "last_month",
    "said_by",
    "denied_by",
    "acknowledged",
    "statements",
)


def totals_json(totals: Totals) -> dict[str, Any]:
    """All totals as plain values."""
    return {
        "schema": SCHEMA,
        "process": totals.process.head.id,
        "fictional": totals.process.head.fictional,
        "on": plain(totals.on),
        "known_at": plain(totals.known_at),
        "kind": totals.kind,
        "periods": [each.id for each in totals.periods],
        "steps": [_step(each) for each in totals.steps],
    }


def _step(it: StepTotals) -> dict[str, Any]:
    return {
        "id": it.step.id,
        "group": it.step.group,
        "name": plain(it.step.name),
        "apart": it.step.apart,
        "measure": it.step.measure,
        "silent": it.silent,
        "lines": [_line(each) for each in it.lines],
        "occasions": [_occasion(each) for each in it.occasions],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "indicator": line.indicator,
        "category": line.category,
        "unit": plain(line.unit),
        "area": line.area,
        "speaker": line.speaker,
        "cells": [_cell(each) for each in line.cells if each is not None],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "period": cell.period.id,
        "display": cell.display,
        "low": cell.low,
        "best": cell.best,
        "high": cell.high,
        "as_of": plain(cell.as_of),
        "lead": cell.lead,
        "said_by": list(cell.said_by),
        "statement": cell.statement,
        "known_on": plain(cell.known_on),
    }


def _occasion(it: Occasion) -> dict[str, Any]:
    return {
        "event": it.event,
        "first_month": it.first.id,
        "last_month": it.last.id,
        "said_by": list(it.said_by),
        "denied_by": list(it.denied_by),
        "acknowledged": {each.party: each.word for each in it.acknowledged},
        "statements": list(it.statements),
    }


def totals_rows(totals: Totals) -> Iterator[tuple[str, ...]]:
    """Every figure as a row under `HEADER`; what is not shown is an empty field."""
    yield HEADER
    for it in totals.steps:
        for line in it.lines:
            for cell in line.cells:
                if cell is not None:
                    yield _row(it, line, cell)


def _row(it: StepTotals, line: Line, cell: Cell) -> tuple[str, ...]:
    step = it.step
    known = (step.group, step.id, line.indicator, line.category, _flag(step.apart), step.measure)
    figures = (_text(cell.low), _text(cell.best), _text(cell.high))
    return (
        *known,
        line.area or "",
        line.speaker,
        cell.period.id,
        cell.display,
        *figures,
        str(cell.as_of),
        _flag(cell.lead),
        cell.statement,
    )


def occasion_rows(totals: Totals) -> Iterator[tuple[str, ...]]:
    """Every occasion as a row under `OCCASION_HEADER`; several in one field are set apart by ;."""
    yield OCCASION_HEADER
    for it in totals.steps:
        for each in it.occasions:
            words = (f"{one.party}={one.word}" for one in each.acknowledged)
            yield (
                it.step.group,
                it.step.id,
                each.event,
                each.first.id,
                each.last.id,
                ";".join(each.said_by),
                ";".join(each.denied_by),
                ";".join(words),
                ";".join(each.statements),
            )


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _flag(value: bool) -> str:
    return "true" if value else "false"
