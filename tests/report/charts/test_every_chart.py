import gzip
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, every, parsed

from kept.assessment import SHOWN
from kept.dates import Span
from kept.report import charts
from kept.report.charts.gantt import gantt
from kept.report.charts.palette import tokens
from kept.report.charts.plan import BARS, Bar, Gate, Phase, Plan, Task
from kept.report.charts.squares import Square, squares

CSS = (Path(charts.__file__).parent / "charts.css").read_text("utf-8")
NAMES = sorted(every("words"))
HOSTILE = [
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)' x='",
    "]]> --> &lt;script&gt; & &#60;",
    "</title></svg><b>",
    "\x00\x0b\ud800\uffff",
]


def tags(markup: str) -> list[tuple[str, list[str]]]:
    return [(each.tag, sorted(each.attrib)) for each in parsed(markup).iter()]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_text_never_becomes_markup(name, words):
    known = {tag for tag, _ in tags(every("harmless")[name])} | {"text"}
    drawn = every(words, words)[name]
    assert {tag for tag, _ in tags(drawn)} <= known
    assert not {key for _, keys in tags(drawn) for key in keys if key.startswith("on")}


@given(st.text(), st.text())
def test_whatever_is_written_parses(words, other):
    for markup in every(words, other).values():
        parsed(markup)


@pytest.mark.parametrize("name", NAMES)
def test_words_arrive_whole(name):
    words = "A & B <c> \"d\" 'e'"
    drawn = every(words)[name]
    if name != "sprite":
        said = [each.text or "" for each in parsed(drawn).iter()]
        told = [value for each in parsed(drawn).iter() for value in each.attrib.values()]
        assert any(words in each for each in [*said, *told])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_inline_or_elsewhere(name):
    drawn = every("words")[name]
    assert "style" not in drawn
    assert "script" not in drawn
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")


@pytest.mark.parametrize("name", NAMES)
def test_only_the_sprite_has_ids_so_that_charts_can_share_a_page(name):
    ids = [each.get("id") for each in parsed(every("words")[name]).iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == (len(SHOWN) if name == "sprite" else 0)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"sprite", "key", "plan-key", "squares"}))
def test_a_chart_speaks_for_itself_where_it_is_not_seen(name):
    chart = parsed(every("words")[name])
    assert chart.get("aria-label") == "words"
    linked = chart.find(".//a") is not None
    assert chart.get("role") == ("group" if linked else "img")
    assert len(chart.get("viewBox").split()) == 4


@pytest.mark.parametrize("name", NAMES)
def test_two_sides_that_change_places_change_places_on_paper(name):
    one, other = "QQQ", "XXX"  # as wide as one another, and no part of any markup
    drawn, swapped = every(one, other)[name], every(other, one)[name]
    assert swapped == drawn.translate(str.maketrans("QX", "XQ"))


# ── Looks ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_every_class_is_known_to_the_style_sheet(name):
    used = {
        each for it in parsed(every("words")[name]).iter() for each in it.get("class", "").split()
    }
    plain = {"chart", "vh", "given", "beside", "lane", "outlines", "g-open", "history"}
    assert not {each for each in used - plain if f".{each}" not in CSS}


def test_shapes_are_drawn_wherever_they_are_used():
    parts = {each.get("class") for each in parsed(every("words")["sprite"]).iter("path")}
    assert parts == {"i-stroke", "i-thin", "i-solid"}
    for name in parts:  # a rule that names what is around them does not reach their copies
        assert re.search(rf"(^|,)\.{name}[,{{]", CSS, re.MULTILINE)


def test_the_style_sheet_draws_on_tokens_alone():
    named = set(re.findall(r"var\(--([a-z-]+)", CSS))
    assert named <= {*tokens(), "on", "fill", "edge"}
    assert not re.findall(r"#[0-9a-f]{3,8}\b", CSS)
    assert "url(" not in CSS
    assert "@import" not in CSS


# ── Weight ───────────────────────────────────────────────────────────────────


def weight(markup: str) -> int:
    return len(gzip.compress(markup.encode(), 9))


def test_a_hundred_and_thirty_squares_are_light():
    words = [SHOWN[at * 7 % 9] for at in range(129)]
    several = [
        Square(
            id=f"commitment-{at * 7919 % 1000}-{word}", word=word, href=f"/c/{at * 7919 % 1000}"
        )
        for at, word in enumerate(words)
    ]
    assert weight(squares(several, dict(zip(SHOWN, SHOWN, strict=True)))) < 4_000


def test_a_plan_of_twenty_tasks_is_light():
    start = date(2025, 6, 1)
    tasks = tuple(
        Task(
            name=f"Task {at * 7919 % 1000} of those who carry it out",
            bars=tuple(
                Bar(
                    word=word,
                    begins=Span.on(start + timedelta(days=at * 17 + 40 * step)),
                    ends=Span.on(start + timedelta(days=at * 17 + 40 * step + 35)),
                )
                for step, word in enumerate(BARS)
            ),
            gates=(Gate(mark=f"G{at}", word="open", on=Span.on(start), title=f"Gate {at * 31}"),),
        )
        for at in range(20)
    )
    plan = Plan(phases=(Phase(name="One", tasks=tasks),), today=start, today_name="today")
    assert weight(gantt(plan, label="Plan", locale=ENGLISH)) < 4_000
