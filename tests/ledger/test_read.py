"""Statement files, from text to statements."""

from datetime import date

import pytest

from kept.dates import Calendar, Span
from kept.ledger import EVIDENCE, Statement, read_statements
from kept.ledger.statement import KINDS, RELEASES
from kept.names import Interval
from kept.texts import Place, ProblemsError, Words

CODING = '[coding]\ncoded_by = ["somebody"]\nreviewed_by = []\n'
SAID = """
[[statement]]
id = "{}"
speaker = ["belva"]
kind = "asserts"
about = ["aruna-troops"]
said_on = 2030-06-15
claim = {{ en = "So it is.", fr = "Il en est ainsi." }}
sources = ["gazette"]
{}
"""


def read(*texts: str) -> tuple[Statement, ...]:
    named = [(f"{count}.toml", text) for count, text in enumerate(texts, 1)]
    return read_statements(named, Calendar(), ("en", "fr"))


def said(more: str = "", *replaced: tuple[str, str], name: str = "one") -> str:
    text = SAID.format(name, more)
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return CODING + text


def refusal_of(*texts: str) -> list[str]:
    with pytest.raises(ProblemsError) as refusal:
        read(*texts)
    return [str(each) for each in refusal.value.problems]


def test_a_statement_with_little_in_it() -> None:
    [statement] = read(said())

    assert statement == Statement(
        id="one",
        place=Place("1.toml", 5, "statement one"),
        speakers=("belva",),
        kind="asserts",
        about=("aruna-troops",),
        claim=Words.of(en="So it is.", fr="Il en est ainsi."),
        said_on=Span.on(date(2030, 6, 15)),
        when=Span.on(date(2030, 6, 15)),
        filed_by=("somebody",),
        sources=("gazette",),
    )
    assert statement.evidence


FULL = """
office = "spokesman"
unnamed = true
says = "400..600"
when = "2030-06-01..2030-06-10"
until = 2030-06-12
signed = true
release = "parties"
grade = "B2"
answers = ["zero"]
area = ["north"]
ref = "T-1"
seed = ["004/7"]
note = { en = "A note.", fr = "Une note." }
"""


def test_a_statement_with_everything_in_it() -> None:
    [statement] = read(said(FULL))

    assert statement.office == "spokesman"
    assert statement.unnamed
    assert statement.signed
    assert statement.says == Interval(400, 600)
    assert statement.when == Span(date(2030, 6, 1), date(2030, 6, 10))
    assert statement.until == Span.on(date(2030, 6, 12))
    assert (statement.release, statement.grade) == ("parties", "B2")
    assert (statement.answers, statement.area) == (("zero",), ("north",))
    assert (statement.ref, statement.seed) == (("T-1",), ("004/7",))
    assert statement.note == Words.of(en="A note.", fr="Une note.")


def test_statements_keep_the_order_of_files_and_lines() -> None:
    first = said(name="b") + SAID.format("a", "")

    assert [each.id for each in read(first, said(name="c"))] == ["b", "a", "c"]
    assert read(CODING) == ()
    assert read() == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "retracts"])
def test_what_is_evidence_and_what_is_kept_and_shown(kind: str) -> None:
    [statement] = read(said("", ("asserts", kind)))

    assert statement.evidence == (kind in EVIDENCE)
    assert {"asserts", "reports", "verifies", "denies", "disputes"} == EVIDENCE


@pytest.mark.parametrize("release", RELEASES)
def test_releases(release: str) -> None:
    [statement] = read(said(f'release = "{release}"'))

    assert statement.release == release


def test_a_retraction_may_be_about_nothing() -> None:
    retraction = ("asserts", "retracts"), ('about = ["aruna-troops"]\n', "")

    [statement] = read(said('retracts = "zero"', *retraction))

    assert (statement.retracts, statement.about) == ("zero", ())
    assert not statement.evidence
    assert refusal_of(said("", *retraction)) == [
        "1.toml:5 (statement one): It takes back nothing. "
        'Add retracts = "…" with a statement\'s id.'
    ]


def test_a_statement_that_takes_back_only_takes_back() -> None:
    assert refusal_of(said('retracts = "zero"')) == [
        '1.toml:5 (statement one): It asserts and takes back. Write kind = "retracts", or two.'
    ]


def test_what_is_about_nothing_says_nothing() -> None:
    assert refusal_of(said("", ('about = ["aruna-troops"]\n', ""))) == [
        "1.toml:5 (statement one): It is about nothing. "
        'Add about = ["…"] with events, states, indicators.'
    ]
    assert refusal_of(said("", ('["aruna-troops"]', "[]")))


def test_what_has_not_happened_cannot_be_reported() -> None:
    assert refusal_of(said("when = 2030-06-16")) == [
        "1.toml:13 (statement one): It reports on 2030-06-15 something of 2030-06-16. "
        'Correct one of the two dates; for an intention write kind = "expects".'
    ]


@pytest.mark.parametrize(
    ("more", "replaced"),
    [
        ("when = 2030-06-15", ()),
        ('when = "2030-06-10..2030-06-20"', ()),
        ("when = 2030-06-16", (("2030-06-15", '"2030-06"'),)),
        ("when = 2030-07-01", (("asserts", "expects"),)),
        ("until = 2030-06-16", ()),
        ("until = 2031-01-01", ()),
    ],
)
def test_what_may_have_happened_can_be_reported(
    more: str, replaced: tuple[tuple[str, str], ...]
) -> None:
    assert len(read(said(more, *replaced))) == 1


@pytest.mark.parametrize("until", ["2030-06-15", "2030-06-14", '"2030-06-10..2030-06-15"'])
def test_what_holds_cannot_end_before_it_begins(until: str) -> None:
    assert refusal_of(said(f"until = {until}")) == [
        "1.toml:13 (statement one): It ends before it begins. Correct “when” or “until”."
    ]


@pytest.mark.parametrize("extent", ["0", "3", '"1..2"', '"0..3"'])
def test_extents_are_from_0_to_3(extent: str) -> None:
    [statement] = read(said(f"extent = {extent}"))

    assert str(statement.extent) == extent.strip('"')


@pytest.mark.parametrize("extent", ["4", "-1", '"1.."', '"..2"', '"2..4"', '".."'])
def test_other_extents_are_refused(extent: str) -> None:
    assert refusal_of(said(f"extent = {extent}")) == [
        f"1.toml:13 (statement one): {extent.strip(chr(34))} is no extent. "
        "Write 0 to 3, or a range of them."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SAID.format("one", ""), "1.toml:1: Nobody says who coded this file. Add [coding] with coded_by = [\"…\"] and reviewed_by = []."),
        ("[coding]\n", "1.toml:1 (coding): The field “coded_by” is missing. Add coded_by = … ."),
        ("coding = 7\n", "1.toml:1 (coding): Here stands a number. Write a table."),
        (CODING + "[statment]\n", "1.toml:4: Nobody knows “statment” here. Did you mean “statement”?"),
        (CODING + "[actor.x]\n", "1.toml:4: Nobody knows “actor” here. Only statements stand here."),
        (CODING + "[[statement]]\n", "1.toml:4 (statement number 1): The field “id” is missing. Add id = … ."),
        (CODING + "[[statement]]\nid = 7\n", "1.toml:4 (statement number 1): The field “speaker” is missing. Add speaker = … ."),
        (CODING + "[[statement]]\nid = 'x'\nsays = 0.5\n", "1.toml:4 (statement x): The field “speaker” is missing. Add speaker = … ."),
        ("statement = 7\n" + CODING, "1.toml:1 (statement number 1): Here stands a number. Write a table."),
        ("statement = [1]\n" + CODING, "1.toml:1 (statement number 1): Here stands a number. Write a table."),
        ("x = ", "1.toml:1: This value cannot be read. Put text in quotes; write lists in [ ], tables in { } and dates as 2025-06-27."),
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(text: str, told: str) -> None:
    assert refusal_of(text) == [told]


def test_an_id_stands_once_over_all_files() -> None:
    assert refusal_of(said(), said()) == [
        "2.toml:5 (statement one): one stands twice; first in 1.toml:5 (statement one). Rename one."
    ]


def test_every_problem_of_every_file_is_told() -> None:
    wrong = said("extent = 4")

    assert len(refusal_of(wrong, "x = ", wrong.replace('"one"', '"two"'))) == 3
