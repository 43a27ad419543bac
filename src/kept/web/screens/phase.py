"""One phase of a plan: its gate, why it stands as it does, its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.process.model import Measured
from kept.report.gates import Gate, Part, gate_json, gates, part_json, parts_of
from kept.report.interface import phase_json, reason_json
from kept.report.plain import plain
from kept.report.sittings import known_gaps
from kept.report.wording import names, phases, sentences
from kept.web.pages.answers import assessment_of, review_of
from kept.web.pages.asked import Asked
from kept.web.pages.errors import missing
from kept.web.pages.screen import Screen, Shown
from kept.web.screens.plan_chart import gate_line, plan_chart
from kept.web.screens.plan_head import head, standing_of
from kept.web.screens.plan_words import Telling
from kept.web.screens.rows import commitment_rows


def show(asked: Asked, phase: str) -> Shown:
    """One phase."""
    if phase not in asked.process.phases:
        raise missing()
    assessment = assessment_of(asked)
    gate = next(each for each in gates(assessment) if each.phase.phase == phase)
    tasks = [each.id for each in asked.process.in_phase(phase)]
    return Shown(
        title=names.phase(phase, asked.process, asked.language),
        context=lambda: _context(asked, assessment, gate),
        data=lambda: _data(asked, assessment, gate, tasks),
        table=lambda: commitment_rows(asked, review_of(asked), tasks),
    )


def _context(asked: Asked, assessment: Assessment, gate: Gate) -> Mapping[str, Any]:
    process, language = asked.process, asked.language
    it = process.phases[gate.phase.phase]
    tasks = tuple(each.id for each in process.in_phase(it.id))
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "phase": it,
        "gate": gate,
        "gate_line": gate_line(asked, gate),
        "line": phases.line(gate.phase, process, language),
        "reasons": sentences.tree(gate.phase.reasons, process, language),
        "tasks": tasks,
        "measured": {each: measured(assessment, each) for each in tasks},
        "chart": plan_chart(asked, assessment, (gate,)),
        "gaps": [each for each in known_gaps(assessment) if set(each.concerns) & set(tasks)],
        "next": [each for each in process.phases.values() if it.id in each.follows],
    }


def measured(assessment: Assessment, commitment: str) -> tuple[Part, ...]:
    """The figures a task is judged by, each beside what is asked."""
    test = assessment.course.terms(commitment).done
    parts = parts_of(assessment, test, assessment.on) if test is not None else ()
    return tuple(each for each in parts if isinstance(each.asks, Measured))


def _data(asked: Asked, assessment: Assessment, gate: Gate, tasks: list[str]) -> Any:
    it = asked.process.phases[gate.phase.phase]
    return {
        **head(asked, "kept.phase/1"),
        **phase_json(gate.phase),
        "instrument": it.instrument,
        "name": plain(it.name),
        "text": plain(it.text),
        "follows": list(it.follows),
        "ends": plain(it.ends),
        "sources": list(it.sources),
        "gate": gate_json(gate),
        "reasons": [reason_json(each) for each in gate.phase.reasons],
        "tasks": [
            {
                **standing_of(asked, each),
                "measured": [part_json(one) for one in measured(assessment, each)],
            }
            for each in tasks
        ],
    }


PHASE: Final = Screen(
    name="phase",
    path="plan/<slug:phase>/",
    template="phase.html",
    show=show,
    about="One phase of a plan: its gate, the reasons, its tasks.",
    menu="plan",
)
