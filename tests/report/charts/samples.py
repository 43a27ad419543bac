"""One of each chart, with the same words put wherever words may stand."""

from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree

from kept.assessment import SHOWN
from kept.dates import Span
from kept.names import Interval
from kept.report.charts import diagram, icons, outline
from kept.report.charts.bars import plan_key
from kept.report.charts.cells import Cell
from kept.report.charts.flow import Step, flow
from kept.report.charts.gantt import gantt
from kept.report.charts.given import Band, BandStep, Given
from kept.report.charts.locale import Locale
from kept.report.charts.months import Month, months
from kept.report.charts.plan import BARS, GATES, Bar, Gate, Phase, Plan, Sitting, Task
from kept.report.charts.ranges import ranges
from kept.report.charts.squares import Square, squares
from kept.report.charts.svg import Markup
from kept.report.charts.tiles import Diagram, Tile
from kept.report.charts.timeline import Run, timeline

ENGLISH = Locale(
    language="en",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
FRENCH = Locale(
    language="fr",
    months=(
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ),
)


def on(text: str) -> Span:
    """A certain day, or two with `..` between."""
    first, _, last = text.partition("..")
    return Span(date.fromisoformat(first), date.fromisoformat(last or first))


def day(text: str) -> date:
    return date.fromisoformat(text)


def plan(words: str, other: str) -> Plan:
    bars = tuple(
        Bar(word=word, begins=on(f"2026-0{at}-10..2026-0{at}-20"), ends=None, title=other)
        for at, word in enumerate(BARS, 1)
    )
    gates = tuple(
        Gate(mark=words[:3], word=word, on=on(f"2026-0{at}-05"), title=words, href="/gate")
        for at, word in enumerate(GATES, 1)
    )
    tasks = (
        Task(name=words, bars=bars, gates=gates, href="/task"),
        Task(name=other, bars=bars[:1]),
    )
    return Plan(
        phases=(Phase(name=words, tasks=tasks), Phase(name=other, tasks=tasks, href="/phase")),
        sittings=(Sitting(on=day("2026-03-01"), name=words),),
        today=day("2026-05-01"),
        today_name=words,
    )


def figures(words: str, other: str) -> tuple[Given, ...]:
    return (
        Given(
            on=on("2025-06-01..2025-06-30"), says=Interval(10, 40), best=30, mark="A", title=words
        ),
        Given(on=on("2025-07-01"), says=Interval(None, 50), mark="B", title=other, href="/s"),
        Given(on=on("2025-07-01"), says=Interval(20, None), mark="A", title=words, denied=True),
        Given(on=on("2025-08-01"), says=Interval(0, 0), mark=words[:2], title=words),
    )


def band(words: str) -> Band:
    steps = (
        BandStep(first=day("2025-05-01"), low=10, high=20),
        BandStep(first=day("2025-07-01"), low=5, high=60),
    )
    return Band(steps=steps, last=day("2025-09-01"), title=words)


TILES = Diagram(
    (
        Tile(area="east", column=2, row=1, neighbours=("west",)),
        Tile(area="west", column=1, row=2, neighbours=("east", "far")),
        Tile(area="far", column=5, row=4, neighbours=("west",)),
    )
)
OUTLINES = (
    outline.Outline(area="east", polygons=((((29, 0), (30, 0), (30, 1), (29, 1), (29, 0)),),)),
    outline.Outline(area="west", polygons=((((28, 0), (29, 0), (29, 1), (28, 1), (28, 0)),),)),
)


def cells(words: str, other: str) -> Mapping[str, Cell]:
    return {
        "east": Cell(name=words, count=1234, word="kept", title=words, href="/east"),
        "west": Cell(name=other, instead=words, title=other),
    }


def every(words: str, other: str = "other") -> dict[str, Markup]:
    """Each chart by its name."""
    names = dict.fromkeys(SHOWN, words)
    columns = [Month(title=words, counts=dict.fromkeys(SHOWN, 1))]
    runs = [
        Run(first=date(2025, at, 1), word=word, title=words) for at, word in enumerate(SHOWN, 1)
    ]
    steps = [Step(name=words, count=5, title=other), Step(name=other, count=None, instead=words)]
    listed = [Square(id=words, text=other, word=word, href="/x") for word in SHOWN]
    imprint = outline.Imprint(licence=words, note=other)
    told = {"label": words, "locale": ENGLISH}
    return {
        "sprite": icons.sprite(),
        "key": icons.key(names, words),
        "plan-key": plan_key(
            dict.fromkeys(BARS, words), dict.fromkeys(GATES, words), other, words
        ),
        "squares": squares(listed, names),
        "months": months(columns, top=9, label=words),
        "gantt": gantt(plan(words, other), **told),
        "ranges": ranges(figures(words, other), band=band(words), **told),
        "flow": flow(steps, **told),
        "history": timeline(runs, last=date(2025, 12, 1), **told),
        "diagram": diagram.draw(TILES, cells(words, other), **told),
        "outlines": outline.draw(OUTLINES, cells(words, other), imprint=imprint, **told),
    }


def parsed(markup: str) -> ElementTree.Element:
    """The element of a chart, its names without the namespace."""
    root = ElementTree.fromstring(markup)  # noqa: S314 - written here
    for each in root.iter():
        each.tag = each.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


def by_class(markup: str, name: str) -> list[ElementTree.Element]:
    """The elements of a class, in order."""
    return [each for each in parsed(markup).iter() if name in each.get("class", "").split()]


def texts(markup: str) -> list[str]:
    """What is written in a drawing, without what is only told when pointed at."""
    return [each.text or "" for each in parsed(markup).iter("text")]
