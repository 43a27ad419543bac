"""The plan: phases, their gates and tasks, what is in the way, what waits for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.report.gates import Gate, gate_json, gates
from kept.report.interface import phase_json
from kept.report.plain import plain
from kept.report.sittings import known_gaps
from kept.report.waits import (
    FirstStep,
    first_steps,
    unblocking,
    wait_json,
    waiting_circles,
    waits,
)
from kept.report.wording import change, names
from kept.web.pages.answers import ANSWERS, assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_chart import gate_line, plan_chart
from kept.web.screens.plan_head import head, standing_of
from kept.web.screens.plan_words import Telling

HEADER: Final = (
    "phase",
    "gate",
    "gate_due_first",
    "gate_due_last",
    "gate_met",
    "gate_out_of",
    "commitment",
    "text",
    "of",
    "standing",
    "duty",
    "due_first",
    "due_last",
    "waits_for",
)


def show(asked: Asked) -> Shown:
    """The whole plan."""
    assessment = assessment_of(asked)
    found = gates(assessment)
    return Shown(
        title=asked.t("plan.title"),
        context=lambda: _context(asked, assessment, found),
        data=lambda: _data(asked, assessment, found),
        table=lambda: Table(header=HEADER, rows=_rows(asked, assessment, found)),
    )


def _context(asked: Asked, assessment: Assessment, found: tuple[Gate, ...]) -> Mapping[str, Any]:
    steps = first_steps(assessment)
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "gates": found,
        "gate_line": lambda gate: gate_line(asked, gate),
        "chart": plan_chart(asked, assessment, found),
        "gaps": known_gaps(assessment),
        "waits": waits(assessment),
        "circles": waiting_circles(assessment),
        "steps": [(each, smallest(asked, assessment, each)) for each in steps],
        "links": tuple(asked.process.links.values()),
    }


def smallest(asked: Asked, assessment: Assessment, step: FirstStep) -> list[str]:
    """The smallest findings after which something that waits for this step would wait no more."""
    process, language, q = asked.process, asked.language, asked.question
    told: dict[str, None] = {}
    for name in step.frees:
        asks = (asked.snapshot.key, q.on, q.known_at, q.standpoint.id, q.basis, "unblock", name)
        for each in ANSWERS.get(asks, lambda: unblocking(assessment, name)):  # noqa: B023 -- asked at once
            sentence = change.line(each, process, language, name)
            told[f"{names.commitment(name, process, language)} — {sentence}"] = None
    return list(told)


def _data(asked: Asked, assessment: Assessment, found: tuple[Gate, ...]) -> Any:
    process = asked.process
    return {
        **head(asked, "kept.plan/1"),
        "phases": [
            {
                **phase_json(each.phase),
                "instrument": process.phases[each.phase.phase].instrument,
                "name": plain(process.phases[each.phase.phase].name),
                "follows": list(process.phases[each.phase.phase].follows),
                "ends": plain(process.phases[each.phase.phase].ends),
                "gate": gate_json(each),
                "tasks": [
                    standing_of(asked, one.id) for one in process.in_phase(each.phase.phase)
                ],
            }
            for each in found
        ],
        "gaps": [plain(each) for each in known_gaps(assessment)],
        "waits": [wait_json(each, process) for each in waits(assessment)],
        "circles": plain(waiting_circles(assessment)),
        "first_steps": plain(first_steps(assessment)),
        "links": [plain(each) for each in process.links.values()],
    }


def _rows(
    asked: Asked, assessment: Assessment, found: tuple[Gate, ...]
) -> Iterator[tuple[object, ...]]:
    tell = Telling(asked)
    for gate in found:
        phase = gate.phase.phase
        for each in asked.process.in_phase(phase):
            standing = assessment.standings[each.id]
            due = standing.time.due
            yield (
                phase,
                asked.t(f"plan.gate-{gate.word}"),
                gate.due.first if gate.due else None,
                gate.due.last if gate.due else None,
                gate.kept,
                gate.out_of,
                each.id,
                names.commitment(each.id, asked.process, asked.language),
                " ".join(each.of),
                tell.word(each.id, standing.word),
                standing.duty,
                due.first if due else None,
                due.last if due else None,
                " ".join(standing.blocked_by),
            )


PLAN: Final = Screen(
    name="plan",
    path="plan/",
    template="plan.html",
    show=show,
    about="Phases, their gates with what is measured, their tasks, and what waits for what.",
)
