"""A statement as the body of an entry, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import ROOT

from kept.archive import open_process
from kept.dates import Span
from kept.ledger import CONTRADICTING, Entered, Statement
from kept.ledger.canonical import decode, encode
from kept.ledger.entries.body import body_schema, read_statement, write_statement
from kept.ledger.entries.proposed import proposed_digest, voted_on
from kept.ledger.statement import AFFIRMING, KINDS, RELEASES
from kept.ledger.votes import VOTE_WORDS, Vote, Votes
from kept.names import Interval
from kept.texts import Place, ProblemsError, Words

PLACE = Place("entry 7", 1)
BODY: dict[str, Any] = {
    "id": "belva-denied",
    "speaker": ["belva"],
    "kind": "denies",
    "about": ["aruna-withdrawn"],
    "said_on": "2030-06-15",
    "claim": {"en": "They are still there.", "fr": "Ils y sont encore."},
    "sources": ["gazette"],
}
EXACT = 2**53 - 1


# ── There and back ───────────────────────────────────────────────────────────


def coded() -> list[Statement]:
    return [
        each
        for name in ("great-lakes", "lakes-exercise")
        for each in open_process(ROOT / "processes" / name).statements
    ]


def test_every_coded_statement_comes_back_from_its_bytes() -> None:
    several = coded()
    assert len(several) > 400
    for each in several:
        there = encode(write_statement(each))
        assert read_statement(decode(there), PLACE, ("en", "fr")) == replace(each, place=PLACE)


lines = st.text("abc 7é’«»…—中مी\U0001f54a", min_size=1).filter(str.strip)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
some_ids = st.lists(ids, min_size=1, max_size=3, unique=True).map(tuple)
maybe_ids = st.just(()) | some_ids
maybe_lines = st.lists(lines, max_size=2).map(tuple)
figures = st.none() | st.integers(-EXACT, EXACT)
words = st.sampled_from((("en",), ("en", "fr"), ("fr", "en"), ("en", "sw", "fr"))).flatmap(
    lambda names: st.tuples(*[st.tuples(st.just(each), lines) for each in names]).map(Words)
)


def ordered(low: Any, high: Any) -> Interval:
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high)


@st.composite
def spans(draw: st.DrawFn, least: date = date(1900, 1, 1)) -> Span:
    first = draw(st.dates(least, date(2190, 1, 1)))
    return Span(first, first + timedelta(days=draw(st.sampled_from((0, 0, 1, 400)))))


digests = st.binary(min_size=32, max_size=32).map(lambda data: f"sha256:{data.hex()}")
ballots = st.builds(Vote, on=digests, word=st.sampled_from(VOTE_WORDS))


@st.composite
def counted(draw: st.DrawFn, language: str) -> Votes:
    """How some members voted, each in one way, and what those said who were not for it."""
    members = sorted(draw(st.sets(ids, min_size=1, max_size=5)))
    ways = [draw(st.sampled_from(("for_", "against", "abstained", "absent"))) for _ in members]
    by_way = {
        way: tuple(each for each, own in zip(members, ways, strict=True) if own == way)
        for way in ways
    }
    dissenting = (*by_way.get("against", ()), *by_way.get("abstained", ()))
    said = {each: draw(lines) for each in dissenting if draw(st.booleans())}
    return Votes(
        **by_way,
        dissent=tuple((each, Words(((language, said[each]),))) for each in sorted(said)),
        on=draw(st.none() | digests),
    )


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Any statement that a file may hold."""
    kind = draw(st.sampled_from(KINDS))
    said_on, back = draw(spans()), kind == "retracts"
    evidence = kind in AFFIRMING | CONTRADICTING
    when = said_on if evidence or draw(st.booleans()) else draw(spans())
    low = draw(st.integers(0, 3))
    claim = draw(words)
    return Statement(
        id=draw(ids),
        place=PLACE,
        speakers=draw(some_ids),
        kind=kind,
        about=draw(maybe_ids) if back else draw(some_ids),
        claim=claim,
        said_on=said_on,
        when=when,
        until=draw(st.none() | spans(when.first)) if when.first < date(2189, 1, 1) else None,
        says=draw(st.none() | st.builds(ordered, figures, figures)),
        extent=draw(st.none() | st.integers(low, 3).map(lambda high: Interval(low, high))),
        office=draw(st.none() | ids),
        unnamed=draw(st.booleans()),
        signed=draw(st.booleans()),
        release=draw(st.sampled_from(RELEASES)),
        grade=draw(st.sampled_from((None, "A1", "F6"))),
        answers=draw(maybe_ids),
        retracts=draw(ids) if back else None,
        filed_by=draw(maybe_lines),
        area=draw(maybe_ids),
        sources=draw(maybe_ids),
        ref=draw(maybe_lines),
        seed=draw(st.sampled_from(((), ("004/7",)))),
        note=draw(st.none() | lines.map(lambda text: Words(((claim.languages[0], text),)))),
        vote=draw(st.none() | ballots) if kind == "comments" else None,
        votes=draw(st.none() | counted(claim.languages[0])) if evidence else None,
    )


@st.composite
def sound(draw: st.DrawFn) -> Statement:
    """As any, with an end that is after its beginning."""
    it = draw(statements())
    return replace(it, until=None) if it.until and it.until.last <= it.when.first else it


@given(sound())
def test_every_statement_comes_back_from_its_bytes(statement: Statement) -> None:
    there = encode(write_statement(statement))
    order = statement.claim.languages
    assert read_statement(decode(there), PLACE, order) == statement


@given(sound())
def test_what_a_register_adds_is_no_part_of_the_body(statement: Statement) -> None:
    entered = Entered(index=7, entry="ab" * 32, author="belva/delegation")
    there = replace(statement, entered=entered, place=Place("elsewhere", 9))
    assert write_statement(there) == write_statement(statement)


def test_without_an_order_languages_stand_in_that_of_the_alphabet() -> None:
    claim = {"fr": "non", "en": "no", "sw": "hapana"}
    assert read_statement({**BODY, "claim": claim}, PLACE).claim.languages == ("en", "fr", "sw")
    found = read_statement({**BODY, "claim": claim}, PLACE, ("sw", "en")).claim
    assert found.languages == ("sw", "en", "fr")


def test_what_was_said_at_once_needs_no_second_day() -> None:
    statement = read_statement(BODY, PLACE)
    assert statement.when == statement.said_on == Span.on(date(2030, 6, 15))
    assert write_statement(statement) == BODY


# ── What is refused ──────────────────────────────────────────────────────────


def refusal_of(value: object) -> str:
    with pytest.raises(ProblemsError) as refusal:
        read_statement(value, PLACE)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"sayd_on": "2030"},
            "entry 7:1 (sayd_on): Nobody knows the field “sayd_on” here. Did you mean “said_on”?",
        ),
        (
            {"said_on": "2030-06"},
            "entry 7:1 (said_on): “2030-06” has another form here. "
            "Write “2030-06-01..2030-06-30”.",
        ),
        ({"said_on": 7}, "entry 7:1 (said_on): Here stands a number. Write it as text in quotes."),
        ({"says": 7000}, "entry 7:1 (says): Here stands a number. Write it as text in quotes."),
        ({"says": "07"}, 'entry 7:1 (says): "07" is not a whole number.'),
        ({"about": []}, "entry 7:1 (about): The list is empty. Leave the member out."),
        ({"about": "raid"}, "entry 7:1 (about): Here stands text. Write a list in brackets."),
        ({"about": ["raid", "raid"]}, "entry 7:1 (about): raid stands twice. Name it once."),
        ({"ref": ["", "a"]}, "entry 7:1 (ref.0): The text is empty."),
        (
            {"signed": False},
            "entry 7:1 (signed): “signed” says nothing that is not so without it.",
        ),
        ({"release": "public"}, "entry 7:1 (release): “release” says nothing"),
        ({"when": "2030-06-15"}, "entry 7:1 (when): “when” says nothing"),
        ({"claim": {}}, "entry 7:1 (claim): Here stands a table. Write words by language"),
        ({"claim": "no"}, "entry 7:1 (claim): Here stands text. Write words by language"),
        ({"claim": {"en": ""}}, "entry 7:1 (claim.en): The text is empty."),
        ({"claim": {"EN": "no"}}, "entry 7:1 (claim): “EN” has another form."),
        ({"claim": {"en": "no\u200b"}}, "entry 7:1 (claim.en): "),
        ({"kind": "retracts"}, "entry 7:1: It takes back nothing."),
        ({"when": "2030-07-01"}, "entry 7:1 (when): It reports on 2030-06-15 something of"),
        ({"extent": "4"}, "entry 7:1 (extent): 4 is no extent."),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_is_wrong_is_said_with_its_member(changed: dict[str, Any], message: str) -> None:
    assert refusal_of({**BODY, **changed}).startswith(message)


@pytest.mark.parametrize("value", [None, [], "statement", 7, True, {}])
def test_what_is_no_statement_is_refused(value: object) -> None:
    assert refusal_of(value).startswith("entry 7:1: ")


def test_a_place_keeps_what_it_says_already() -> None:
    with pytest.raises(ProblemsError, match=r"entry 7:1 \(of belva said_on\): Here stands"):
        read_statement({**BODY, "said_on": None}, Place("entry 7", 1, "of belva"))


scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=6)
jsons = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(sound(), st.sampled_from((*BODY, "when", "signed", "until", "note", "x")), jsons)
def test_what_is_accepted_is_what_would_be_written(
    statement: Statement, name: str, value: object
) -> None:
    """Whoever changes a body makes another statement of it, or none."""
    changed = {**write_statement(statement), name: value}
    try:
        found = read_statement(changed, PLACE)
    except ProblemsError:
        return
    assert write_statement(found) == changed


# ── The schema ───────────────────────────────────────────────────────────────


def test_the_published_schema_is_that_of_the_reader() -> None:
    published = (ROOT / "docs" / "schema" / "statement-body.json").read_text("utf-8")
    assert published == json.dumps(body_schema(), ensure_ascii=False, indent=2) + "\n"
    Draft202012Validator.check_schema(body_schema())


def test_every_coded_statement_keeps_to_the_schema() -> None:
    schema = Draft202012Validator(body_schema())
    for each in coded():
        assert list(schema.iter_errors(write_statement(each))) == []


@pytest.mark.parametrize(
    "changed", [{"x": 1}, {"says": 7}, {"about": []}, {"claim": {}}, {"said_on": "2030-06"}]
)
def test_what_the_reader_refuses_the_schema_refuses(changed: dict[str, Any]) -> None:
    assert list(Draft202012Validator(body_schema()).iter_errors(BODY)) == []
    assert list(Draft202012Validator(body_schema()).iter_errors({**BODY, **changed}))


# ── Votes ────────────────────────────────────────────────────────────────────

DIGEST = "sha256:" + 64 * "a"
FOUND = {**BODY, "kind": "verifies"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({**BODY, "vote": {"on": DIGEST, "is": "for"}}, "It denies and votes."),
        ({**FOUND, "vote": {"on": DIGEST, "is": "for"}}, "It verifies and votes."),
        ({**BODY, "kind": "comments", "vote": {"on": "sha256:aa", "is": "for"}}, "another form"),
        ({**BODY, "kind": "comments", "vote": {"on": DIGEST, "is": "yes"}}, "“yes” is none of for"),
        ({**BODY, "kind": "proposes", "votes": {"for": ["belva"]}}, "voted on it as on a finding"),
        ({**FOUND, "votes": {}}, "Nobody has voted."),
        ({**FOUND, "votes": []}, "Here stands a list."),
        ({**FOUND, "votes": {"for": []}}, "The list is empty."),
        ({**FOUND, "votes": {"for": ["b", "a"]}}, "The votes have another form here."),
        ({**FOUND, "votes": {"for": ["a"], "against": ["a"]}}, "a has voted twice."),
        ({**FOUND, "votes": {"for": ["a"], "dissent": {"a": {"en": "No"}}}}, "a dissents, and is not"),
        ({**FOUND, "votes": {"against": ["a"], "dissent": {"a": {"en": ""}}}}, "The text is empty."),
        ({**FOUND, "votes": {"against": ["a"], "dissent": ["a"]}}, "Write a table by member."),
    ],
)  # fmt: skip
def test_votes_that_cannot_be(body: dict[str, Any], told: str) -> None:
    with pytest.raises(ProblemsError) as error:
        read_statement(body, PLACE)
    assert told in str(error.value.problems[0])


@given(sound(), st.dates(date(2100, 1, 1), date(2190, 1, 1)))
def test_what_is_voted_on_has_one_name_before_and_after(it: Statement, on: date) -> None:
    said_on = Span.on(on)
    found = replace(it, id="found", said_on=said_on, filed_by=("belva",), votes=None)
    assert proposed_digest(found) == proposed_digest(replace(it, votes=None))
    other = replace(it, claim=Words.of(en=f"{it.claim.in_language('en')}!"))
    assert proposed_digest(other) != proposed_digest(it)


@given(sound(), st.sampled_from(RELEASES))
def test_votes_on_other_words_are_told_apart(it: Statement, release: Any) -> None:
    bare = replace(it, votes=None)
    found = replace(bare, votes=Votes(for_=("belva",), on=proposed_digest(bare)))
    assert voted_on(found)
    assert voted_on(replace(found, release=release)), "disclosed since"
    assert not voted_on(replace(found, claim=Words.of(en="Other words altogether")))
    assert not voted_on(bare)
