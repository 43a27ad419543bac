"""Every sentence of the articles is carried by a record, or says why it need not be."""

import hashlib
import re
from datetime import date

import pytest

from kept.dates import Calendar, Span
from kept.ledger import Statement, read_statements
from kept.process.model import Gap, Head, Mechanism, Meeting, NextMeeting, Process, Proposition
from kept.process.read import read_process
from kept.report.coverage import (
    Carrier,
    Row,
    astray,
    coverage,
    read_sentences,
    to_markdown,
    uncovered,
)
from kept.texts import Place, ProblemsError, Words

LANGUAGES = ("en", "fr")
NOT_OF_THE_PROCESS = ("statements", "coverage", "totals.toml", "diagram.toml")
LONGEST_RUN = 7  # words in a row that a paraphrase may share with its sentence

HERE = Place("x.toml", 1)
DAY = Span(date(2025, 11, 20), date(2025, 11, 20))
WORDS = Words.of(en="words", fr="mots")

TWO = """
[[sentence]]
number = 1
digest = "0123456789abcdef"
says = { en = "One | two", fr = "Un" }

[[sentence]]
number = 2
digest = "fedcba9876543210"
says = { en = "A heading", fr = "Un intertitre" }
carries = "nothing: heading"
"""


# ── A small process ──────────────────────────────────────────────────────────


def process(**records) -> Process:
    head = Head(
        id="small",
        title=WORDS,
        languages=LANGUAGES,
        compiled_on=date(2025, 11, 21),
        coded_by=("someone",),
    )
    found = {name: {each.id: each for each in several} for name, several in records.items()}
    return Process(head=head, calendar=Calendar(), **found)


def gap(name: str, *seeds: str) -> Gap:
    return Gap(
        id=name,
        place=HERE,
        kind="gap",
        text=WORDS,
        found_by=("jscm",),
        on=DAY,
        known_on=DAY,
        seed=seeds,
    )


def meeting(name: str, seeds: tuple[str, ...], of_next: tuple[str, ...]) -> Meeting:
    after = NextMeeting(text=WORDS, seed=of_next)
    return Meeting(id=name, place=HERE, on=DAY, track="x", seed=seeds, next=after)


def statement(name: str, *seeds: str) -> Statement:
    return Statement(
        id=name,
        place=HERE,
        speakers=("drc",),
        kind="asserts",
        about=("e",),
        claim=WORDS,
        said_on=DAY,
        when=DAY,
        seed=seeds,
    )


def two() -> tuple:
    return read_sentences([("coverage/000.toml", TWO)], LANGUAGES)


# ── Reading ──────────────────────────────────────────────────────────────────


def test_sentences_are_read_with_the_article_from_the_file_name():
    first, second = two()
    assert (first.seed, second.seed) == ("000/1", "000/2")
    assert first.says.in_language("fr") == "Un"
    assert (first.carries, second.carries) == (None, "nothing: heading")
    assert second.place.line == 7


REFUSED = {
    "no file of an article": ("seeds.toml", TWO, "The file is not named after an article."),
    "another table": ("000.toml", "[seed]\nx = 1\n", "Nobody knows “seed” here."),
    "a sentence left out": (
        "000.toml",
        TWO.replace("number = 2", "number = 3"),
        "Sentence 3 stands where 2 is expected.",
    ),
    "a sentence twice": (
        "000.toml",
        TWO.replace("number = 2", "number = 1"),
        "Sentence 1 stands where 2 is expected.",
    ),
    "a short digest": (
        "000.toml",
        TWO.replace("0123456789abcdef", "0123"),
        "“0123” has another form.",
    ),
    "a language missing": (
        "000.toml",
        TWO.replace(', fr = "Un" ', ""),
        "The words in “fr” are missing.",
    ),
    "the sentence itself": (
        "000.toml",
        TWO + 'text = "The sentence."\n',
        "Nobody knows the field “text” here.",
    ),
    "no table": ("000.toml", "sentence = [3]\n", "Here stands a number."),
    "no TOML": ("000.toml", "[[sentence", "This is no TOML"),
}


@pytest.mark.parametrize(("file", "text", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_text_is_refused_with_its_place(file, text, what):
    with pytest.raises(ProblemsError) as refused:
        read_sentences([(file, text)], LANGUAGES)
    [problem] = refused.value.problems
    assert problem.what.startswith(what)
    assert problem.remedy
    assert problem.place.file == file


def test_all_problems_of_all_files_are_told_at_once():
    wrong = TWO.replace("0123456789abcdef", "0123")
    with pytest.raises(ProblemsError) as refused:
        read_sentences([("000.toml", wrong), ("004.toml", wrong)], LANGUAGES)
    assert [each.place.file for each in refused.value.problems] == ["000.toml", "004.toml"]


# ── Joining ──────────────────────────────────────────────────────────────────


def test_a_sentence_is_joined_to_every_record_that_names_it():
    small = process(
        gaps=[gap("far", "000/1")],
        meetings=[meeting("m-4", ("000/1",), ("000/2",))],
        propositions=[Proposition(id="e", place=HERE, kind="event", name=WORDS, seed=("000/1",))],
    )
    first, second = coverage(small, [statement("said", "000/1")], two())
    assert first.carried_by == (
        Carrier("meeting", "m-4"),
        Carrier("gap", "far"),
        Carrier("event", "e"),
        Carrier("statement", "said"),
    )
    assert second.carried_by == (Carrier("meeting", "m-4"),)


def test_a_meeting_that_names_a_sentence_twice_carries_it_once():
    small = process(meetings=[meeting("m-4", ("000/1",), ("000/1",))])
    first, _ = coverage(small, [], two())
    assert first.carried_by == (Carrier("meeting", "m-4"),)


def test_a_mechanism_that_is_also_an_actor_carries_once():
    body = Mechanism(id="jscm", place=HERE, name=WORDS, seed=("000/1",))
    small = process(mechanisms=[body], actors=[body])
    first, _ = coverage(small, [], two())
    assert first.carried_by == (Carrier("mechanism", "jscm"),)


def test_uncovered_is_what_nothing_carries_and_nobody_explains():
    rows = coverage(process(), [], two())
    assert [row.sentence.seed for row in uncovered(rows)] == ["000/1"]
    assert not uncovered(coverage(process(), [statement("said", "000/1")], two()))


def test_a_seed_of_no_known_sentence_is_astray():
    strays = astray(process(gaps=[gap("far", "000/1", "000/3")]), [], two())
    assert strays == (("000/3", Carrier("gap", "far")),)


# ── Telling ──────────────────────────────────────────────────────────────────


def test_the_table_names_each_sentence_and_what_carries_it():
    lines = to_markdown(coverage(process(), [statement("said", "000/1")], two())).splitlines()
    assert lines[2].startswith("2 sentences: 1 carried by records of the process, 1 without a ")
    assert lines[-2] == ("| 000 | 1 | `0123456789abcdef` | One \\| two | statement `said` |")
    assert lines[-1] == "| 000 | 2 | `fedcba9876543210` | A heading | nothing: heading |"


def test_the_table_speaks_another_language_and_shows_what_is_not_covered():
    text = to_markdown(coverage(process(), [], two()), "fr")
    assert "| Un | **not covered** |" in text
    assert "1 not covered." in text


# ── Great Lakes ──────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def great_lakes(root) -> tuple:
    """The process, its statements, and the sentences it was coded from."""
    folder = root / "processes" / "great-lakes"
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".toml", ".md") and path.name != "cases.toml"
    }
    own = [
        (name, text)
        for name, text in texts.items()
        if name.split("/")[0] not in NOT_OF_THE_PROCESS
    ]
    read = read_process(own)
    languages = read.head.languages
    said = [(name, text) for name, text in texts.items() if name.startswith("statements/")]
    told = [(name, text) for name, text in texts.items() if name.startswith("coverage/")]
    statements = read_statements(said, read.calendar, languages)
    return read, statements, read_sentences(told, languages)


@pytest.fixture(scope="module")
def rows(great_lakes) -> tuple[Row, ...]:
    return coverage(*great_lakes)


def test_every_sentence_is_carried_or_says_why_not(rows):
    assert len(rows) == 52
    assert [row.sentence.seed for row in uncovered(rows)] == []


def test_a_sentence_that_is_said_to_carry_nothing_is_carried_by_nothing(rows):
    both = [row.sentence.seed for row in rows if row.sentence.carries and row.carried_by]
    assert both == []


def test_every_seed_names_a_sentence(great_lakes):
    assert astray(*great_lakes) == ()


def test_a_statement_with_a_seed_has_the_article_among_its_sources(great_lakes):
    for statement in great_lakes[1]:
        articles = {f"seed-{seed.split('/')[0]}" for seed in statement.seed}
        assert articles <= set(statement.sources), statement.id


# ── The articles themselves, where they are at hand ──────────────────────────


@pytest.fixture(scope="module")
def sentences_at_hand(shared) -> dict[str, str]:
    """The sentences of both articles, cut out of them where the annotation says."""
    annotated = (shared / "data" / "seed-articles-annotated.yaml").read_text("utf-8")
    cuts = re.findall(
        r"^- id: s(\d{3})\.(\d+)\n  doc: \w+\n  start: (\d+)\n  end: (\d+)$", annotated, re.M
    )
    found = {}
    for article, number, start, end in cuts:
        [path] = (shared / "seeds").glob(f"{article}_*.txt")
        text = path.read_text("utf-8")
        found[f"{article}/{int(number)}"] = text[int(start) : int(end)]
    return found


def test_digests_tell_the_sentences_of_the_articles(great_lakes, sentences_at_hand):
    digests = {each.seed: each.digest for each in great_lakes[2]}
    assert digests == {
        seed: hashlib.sha256(text.encode()).hexdigest()[:16]
        for seed, text in sentences_at_hand.items()
    }


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every sequence of `length` words in `text`."""
    words = words_of(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_paraphrase_shares_eight_words_in_a_row_with_its_sentence(
    great_lakes, sentences_at_hand
):
    for each in great_lakes[2]:
        theirs = runs(sentences_at_hand[each.seed], LONGEST_RUN + 1)
        for language in LANGUAGES:
            ours = runs(each.says.in_language(language), LONGEST_RUN + 1)
            assert not ours & theirs, each.seed
