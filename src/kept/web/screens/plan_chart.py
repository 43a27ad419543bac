"""The plan as a picture: for every task what has passed and what lies ahead, and the gates."""

from __future__ import annotations

from collections.abc import Iterator

from kept.assessment import Assessment, Standing
from kept.dates import Span
from kept.report.charts import plan as chart
from kept.report.charts.gantt import gantt
from kept.report.charts.svg import Markup
from kept.report.gates import Gate
from kept.report.sittings import sittings
from kept.report.wording import dates, names, words
from kept.report.wording import standing as wording
from kept.web.pages.asked import Asked


def plan_chart(asked: Asked, assessment: Assessment, gates: tuple[Gate, ...]) -> Markup | None:
    """The picture, or nothing where there is no phase."""
    if not gates:
        return None
    return gantt(
        chart.Plan(
            phases=tuple(_phase(asked, assessment, each) for each in gates),
            sittings=tuple(_sittings(asked, assessment)),
            today=asked.question.on,
            today_name=dates.day(asked.question.on, asked.language),
        ),
        label=asked.t("plan.chart"),
        locale=asked.locale,
    )


def _phase(asked: Asked, assessment: Assessment, gate: Gate) -> chart.Phase:
    process = asked.process
    phase = gate.phase.phase
    number = [*process.phases].index(phase) + 1
    return chart.Phase(
        name=names.phase(phase, process, asked.language),
        href=asked.link(f"/plan/{phase}/"),
        tasks=(
            chart.Task(name=asked.t("plan.gate", n=number), gates=(_gate(asked, number, gate),)),
            *(
                _task(asked, assessment.standings[each.id], gate)
                for each in process.in_phase(phase)
            ),
        ),
    )


def _gate(asked: Asked, number: int, gate: Gate) -> chart.Gate:
    """A gate stands on the day it opened, else on the one it was due, else on the day asked."""
    on = gate.phase.entered or gate.due or Span.on(asked.question.on)
    return chart.Gate(
        mark=asked.t("plan.gate-mark", n=number),
        word=gate.word,
        on=on,
        title=gate_line(asked, gate),
        href=f"{asked.link('/plan/')}#gate-{gate.phase.phase}",
    )


def gate_line(asked: Asked, gate: Gate) -> str:
    """A gate in a line: its state, its day, how much of it is met."""
    t, language = asked.t, asked.language
    day = gate.phase.entered or gate.due
    told = t("plan.gate-open-none")
    if day is not None:
        told = t(f"plan.gate-{gate.word}-on", on=dates.on(day, language))
    if gate.word == "missed":
        met = t("plan.met-then", n=gate.kept_then, of=gate.out_of)
    else:
        met = t("plan.met-of", n=gate.kept, of=gate.out_of)
    return t("plan.line", first=told, second=met)


def _task(asked: Asked, standing: Standing, gate: Gate) -> chart.Task:
    process, language = asked.process, asked.language
    restraint = process.commitments[standing.commitment].kind == "refrain"
    word = words.shown_word(standing.word, process, language, restraint=restraint)
    title = asked.t("plan.line", first=word, second=wording.line(standing, process, language))
    return chart.Task(
        name=names.commitment(standing.commitment, process, language),
        href=asked.link(f"/commitments/{standing.commitment}/"),
        bars=tuple(_bars(standing, gate, process.phases[gate.phase.phase].ends, title)),
    )


def _bars(standing: Standing, gate: Gate, ends: Span | None, title: str) -> Iterator[chart.Bar]:
    """What has passed, what lies ahead, what runs beyond its day, what may not begin yet."""
    due, today = standing.time.due or ends, Span.on(standing.on)
    begins = standing.started
    if begins is None:
        ahead = due if due is not None and due.last > standing.on else None
        starts = gate.due if gate.due is not None and gate.due.first > standing.on else today
        yield chart.Bar(word="not-authorised", begins=starts, ends=ahead, title=title)
        return
    if standing.duty == "discharged":
        yield chart.Bar(
            word="elapsed", begins=begins, ends=standing.time.met or today, title=title
        )
        return
    if due is not None and due.last < standing.on:
        yield chart.Bar(word="elapsed", begins=begins, ends=_later(begins, due), title=title)
        yield chart.Bar(word="past-gate", begins=due, ends=today, title=title)
        return
    yield chart.Bar(word="elapsed", begins=begins, ends=today, title=title)
    yield chart.Bar(word="planned", begins=today, ends=due, title=title)


def _later(begins: Span, due: Span) -> Span:
    return due if due.first >= begins.last else begins


def _sittings(asked: Asked, assessment: Assessment) -> Iterator[chart.Sitting]:
    """The sittings of the main body, and the next one where its day is given."""
    found = sittings(assessment, asked.process.head.mechanism)
    for each in found.sittings:
        if each.word in ("held", "planned"):
            name = names.meeting(each.meeting.id, asked.process, asked.language)
            yield chart.Sitting(on=each.meeting.on.first, name=name)
