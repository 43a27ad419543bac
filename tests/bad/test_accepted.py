"""What the careful editor lets pass, the assessment can carry: no circle, no day that cannot be."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.bad.sound_texts import STATEMENTS, TEXTS

from kept.assessment import assess
from kept.assessment.references import check_statements
from kept.ledger import Statement, read_statements
from kept.process import Process, read_process
from kept.process.check import check_process
from kept.texts import ProblemsError

LEAVES = st.sampled_from(
    [
        '{ event = "first-meeting" }',
        '{ event = "joint-patrol" }',
        '{ state = "road-open" }',
        '{ aruna-troops = "<= 5" }',
        '{ kept = "one" }',
        '{ kept = "two" }',
        '{ kept = "no-attack" }',
        '{ phase = "first" }',
        '{ completed = "first" }',
        '{ date = 2030-06-30 }',
        '{ in_force = "accord" }',
        '{ signed = "accord" }',
    ]
)  # fmt: skip


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3).map(", ".join)
    return st.one_of(
        several.map("{{ all = [{}] }}".format),
        several.map("{{ any = [{}] }}".format),
        inner.map("{{ not = {} }}".format),
    )


CONDITIONS = st.recursive(LEAVES, joined, max_leaves=4)
LENGTHS = st.sampled_from(['"30 days"', '"1 month"', '"1 year"', '"200 years"'])
DUES = st.one_of(
    LENGTHS.map("{{ within = {} }}".format),
    st.tuples(LENGTHS, CONDITIONS).map(lambda two: f"{{ within = {two[0]}, after = {two[1]} }}"),
    CONDITIONS.map("{{ before = {} }}".format),
    st.just('{ by = "2030-06" }'),
)
KINDS = st.one_of(
    CONDITIONS.map("done = {}".format),
    st.just('keep = { never = ["attack-by-aruna"] }'),
    CONDITIONS.map('keep = {{ never = ["attack-by-aruna"] }}\nuntil = {}'.format),
    CONDITIONS.map('keep = {{ never = ["attack-by-aruna"] }}\nrepair = {{ done = {} }}'.format),
    st.just('parts = { all = ["no-attack", "aruna-withdraws"] }'),
    LENGTHS.map('done = {{ event = "joint-patrol" }}\nevery = {}'.format),
    st.just(""),
)


@st.composite
def commitments(draw: st.DrawFn, name: str) -> str:
    fields = [
        f"[commitment.{name}]",
        'clause = "accord/1"',
        'text = { en = "Do it", fr = "Le faire" }',
        'of = ["aruna"]',
        'to = ["belva"]',
        draw(KINDS),
    ]
    for key, values in (
        ("from", CONDITIONS),
        ("due", DUES),
        ("expires", DUES),
        ("phase", st.just('"first"')),
        ("superseded_by", st.sampled_from(['"one"', '"two"', '"no-attack"'])),
    ):
        if draw(st.integers(0, 2)) == 0:
            fields.append(f"{key} = {draw(values)}")
    return "\n".join(fields)


@st.composite
def statements(draw: st.DrawFn, number: int) -> str:
    about = draw(
        st.sampled_from(["first-meeting", "road-open", "aruna-troops", "attack-by-aruna"])
    )
    said_on = draw(st.sampled_from(["2030-06-30", "2030-05-31", '"2030-06"']))
    return "\n".join(
        [
            "[[statement]]",
            f'id = "said-{number}"',
            f'speaker = ["{draw(st.sampled_from(["aruna", "belva", "commission"]))}"]',
            f'kind = "{draw(st.sampled_from(["asserts", "denies", "verifies"]))}"',
            f'about = ["{about}"]',
            'says = "0..5"' if about == "aruna-troops" else "",
            f"said_on = {said_on}",
            'claim = { en = "So it is.", fr = "Il en est ainsi." }',
            'sources = ["gazette"]',
        ]
    )


PHASE = """
[phase.first]
instrument = "accord"
name = {{ en = "First", fr = "Première" }}
gate = {}
"""
CODING = '[coding]\ncoded_by = ["somebody"]\n'


def accepted(more: str, said: str) -> tuple[Process, tuple[Statement, ...]] | None:
    """The sound process with more in it, unless something in it is wrong."""
    try:
        process = read_process([*TEXTS.items(), ("more.toml", more)])
        several = [*STATEMENTS.items(), ("statements/more.toml", CODING + said)]
        found = read_statements(several, process.calendar, process.head.languages)
    except ProblemsError:
        return None
    problems = (*check_process(process), *check_statements(process, found))
    return None if any(each.severity == "error" for each in problems) else (process, found)


@given(
    commitments("one"),
    commitments("two"),
    CONDITIONS.map(PHASE.format),
    st.tuples(statements(1), statements(2)).map("\n\n".join),
)
def test_what_the_editor_lets_pass_is_assessed(one: str, two: str, phase: str, said: str) -> None:
    passed = accepted(f"{one}\n\n{two}\n{phase}", said)
    if passed is not None:
        process, found = passed
        result = assess(
            process,
            found,
            on=date(2030, 7, 15),
            standpoint=process.standpoints["public"],
            known_at=date(2030, 12, 1),
        )
        assert result.standings.keys() == process.commitments.keys()


def test_the_sound_process_passes() -> None:
    assert accepted("", "") is not None
