"""`totals.toml` as text: read, and held against what the process knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kept.names import nearest
from kept.process.model import Process
from kept.process.model.propositions import PropositionKind
from kept.report.totals.plan import GROUPS, MEASURES, Plan, Step
from kept.texts import (
    Choice,
    ExactDay,
    Flag,
    Id,
    Ids,
    Place,
    Problem,
    ProblemsError,
    Refused,
    Table,
    TomlText,
    WordsField,
    read_toml,
)

FILE: Final = "totals.toml"


def read_plan(text: str, process: Process, file: str = FILE) -> Plan:
    """The steps that `text` tells; raises `ProblemsError` with all that is wrong in it."""
    toml = read_toml(text, file)
    problems = list(_unknown(toml))
    since = _since(toml, problems)
    steps = tuple(_steps(toml, process, problems))
    for each in steps:
        problems.extend(_mentions(each, toml, process))
    problems.extend(_twice(steps, toml))
    if problems:
        raise ProblemsError(problems)
    return Plan(since=since, steps=steps)


def step_table(languages: tuple[str, ...]) -> Table[dict[str, Any]]:
    """What may stand in one `[step.some-id]`."""
    words = WordsField(languages)
    return Table(
        dict,
        {
            "group": Choice(GROUPS),
            "name": words,
            "indicators": Ids(),
            "events": Ids(),
            "measure": Choice(MEASURES),
            "whole": Id(),
            "apart": Flag(),
            "parties": Ids(),
            "note": words,
        },
        ("group", "name"),
        "One step, and what speaks of it.",
    )


def _unknown(toml: TomlText) -> Iterator[Problem]:
    for key in toml.tables:
        if key not in ("totals", "step"):
            yield Problem(
                place=toml.place((key,)),
                what=f"Nobody knows [{key}] here.",
                remedy="Here stand [totals] and [step.some-id].",
            )


def _since(toml: TomlText, problems: list[Problem]) -> Any:
    table: Table[dict[str, Any]] = Table(
        dict, {"since": ExactDay()}, ("since",), "From when totals are shown."
    )
    try:
        since = table.read(toml.tables.get("totals", {}))["since"]
        if since.day != 1:
            raise Refused(f"{since} is not the first of a month.", "Write the first.", ("since",))
    except Refused as refused:
        problems.append(_refused(toml, ("totals",), refused))
        return None
    return since


def _steps(toml: TomlText, process: Process, problems: list[Problem]) -> Iterator[Step]:
    table = step_table(process.head.languages)
    records = toml.tables.get("step", {})
    if not isinstance(records, dict):
        refused = Refused("“step” is no table.", "Write [step.some-id].")
        problems.append(_refused(toml, ("step",), refused))
        return
    for name, raw in records.items():
        path = ("step", name)
        try:
            read = table.read(raw)
            yield Step(id=Id().read(name), place=_place(toml, path), **read)
        except Refused as refused:
            problems.append(_refused(toml, path, refused))


def _refused(toml: TomlText, path: tuple[str | int, ...], refused: Refused) -> Problem:
    place = toml.place((*path, *refused.path), ".".join(map(str, path)))
    return Problem(place=place, what=refused.what, remedy=refused.remedy)


def _place(toml: TomlText, path: tuple[str | int, ...]) -> Place:
    return toml.place(path, ".".join(map(str, path)))


def _mentions(step: Step, toml: TomlText, process: Process) -> Iterator[Problem]:
    for key, names, kind in (
        ("indicators", step.indicators, "indicator"),
        ("whole", (step.whole,) if step.whole else (), "indicator"),
        ("events", step.events, "event"),
    ):
        for name in names:
            yield from _proposition(step, key, name, kind, toml, process)  # type: ignore[arg-type]
    for name in step.parties:
        if name not in process.actors:
            yield _nobody(
                step, "parties", f"There is no actor {name}.", name, toml, process.actors
            )
    if step.parties and step.group != "exchanges":
        yield _wrong(step, "parties", "Only exchanges name parties.", "Drop them.", toml)


def _proposition(
    step: Step, key: str, name: str, kind: PropositionKind, toml: TomlText, process: Process
) -> Iterator[Problem]:
    known = process.propositions
    if name not in known:
        alike = [each for each, it in known.items() if it.kind == kind]
        yield _nobody(step, key, f"There is no {kind} {name}.", name, toml, alike)
    elif known[name].kind != kind:
        what = f"{name} is no {kind}: its kind is {known[name].kind}."
        yield _wrong(step, key, what, f"Name an {kind}.", toml)


def _nobody(step: Step, key: str, what: str, name: str, toml: TomlText, known: Any) -> Problem:
    close = nearest(name, known)
    remedy = f"Did you mean {close}?" if close else "Name one that the process has."
    return _wrong(step, key, what, remedy, toml)


def _wrong(step: Step, key: str, what: str, remedy: str, toml: TomlText) -> Problem:
    place = toml.place(("step", step.id, key), f"step.{step.id}")
    return Problem(place=place, what=what, remedy=remedy)


def _twice(steps: tuple[Step, ...], toml: TomlText) -> Iterator[Problem]:
    """An indicator in two steps would be hidden by one rule and shown by another."""
    first: dict[str, str] = {}
    for step in steps:
        for name in step.figures:
            other = first.setdefault(name, step.id)
            if other != step.id or step.figures.count(name) > 1:
                what = f"{name} is a figure of the step {other} already."
                yield _wrong(step, "indicators", what, "Name it once.", toml)
