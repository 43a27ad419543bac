"""A review and an explanation of what was read from a register, as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from tests.conftest import ROOT

from kept.archive import Folder, open_process
from kept.assessment import assess
from kept.dates import Span
from kept.ledger import Entered, LedgerHead, MissingBody, Statement
from kept.process import Happened
from kept.report.explain import explain, explanation_json
from kept.report.interface import review_json
from kept.report.review import Question, Review, review

DAY = date(2030, 11, 21)
HEAD = LedgerHead(
    origin="lakes.example/exercise",
    size=120,
    root="n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    grade="witnessed",
    witnessed_at=datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC),
)
CITED = {
    "origin": "lakes.example/exercise",
    "size": 120,
    "root": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    "grade": "witnessed",
    "witnessed_at": "2031-01-02T03:04:05Z",
}


@cache
def opened() -> Folder:
    return open_process(ROOT / "processes" / "lakes-exercise")


@cache
def in_a_register() -> tuple[Statement, ...]:
    """The statements as a recorder would have entered them, three a day."""
    return tuple(replace(each, entered=entry(n)) for n, each in enumerate(opened().statements))


def entry(index: int) -> Entered:
    day = Span.on(date.fromordinal(date(2030, 12, 1).toordinal() + index // 3))
    entered = f"{index:064x}"
    return Entered(index=index, entry=entered, author="keeper/recorder", entered_on=day)


def asked(standpoint: str = "public", **given: Any) -> Question:
    process = opened().process
    given.setdefault("on", process.head.compiled_on)
    given.setdefault("known_at", process.head.compiled_on)
    return Question(standpoint=process.standpoints[standpoint], **given)


def reviewed(
    *missing: MissingBody, statements: tuple[Statement, ...] = (), **given: Any
) -> Review:
    several = statements or in_a_register()
    return review(opened().process, several, asked(**given), ledger=HEAD, missing=missing)


def as_json(found: Review) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(review_json(found, "engine", {})))
    return told


def gone(index: int, *about: str, **given: Any) -> MissingBody:
    plain = {"author": "belva/delegation", "reason": "erased", "release": "public"}
    return MissingBody(index=index, entry=f"{index:064x}", about=about, **{**plain, **given})


@cache
def silent_and_owed() -> tuple[str, str]:
    """A commitment nobody has spoken of, and the event it asks for."""
    texts = opened().process.commitments
    return next(
        (name, done.proposition)
        for name in reviewed().silent
        if isinstance(done := texts[name].done, Happened)
    )


# ── The register ─────────────────────────────────────────────────────────────


def test_a_review_cites_the_register_it_was_read_from() -> None:
    assert as_json(reviewed())["ledger"] == CITED
    unseen = replace(HEAD, grade="published", witnessed_at=None)
    found = review(opened().process, in_a_register(), asked(), ledger=unseen)
    assert as_json(found)["ledger"]["witnessed_at"] is None


def test_read_from_a_register_the_standings_are_those_of_the_files() -> None:
    """On the basis `published` nothing differs but what cites the register."""
    files = as_json(review(opened().process, opened().statements, asked()))
    there = as_json(reviewed())
    assert files["ledger"] is None
    several = [one for each in there["commitments"] for one in each["accounts"]]
    assert several
    for each in several:
        assert each.pop("entry")["author"] == "keeper/recorder"
    for each in (one for it in files["commitments"] for one in it["accounts"]):
        assert each.pop("entry") is None
    assert {**there, "ledger": None} == files


def test_an_account_says_where_it_stands_in_the_register() -> None:
    by_id = {each.id: each.entered for each in in_a_register()}
    accounts = [one for each in as_json(reviewed())["commitments"] for one in each["accounts"]]
    entered = by_id[accounts[0]["statement"]]
    assert entered is not None
    assert accounts[0]["entry"] == {
        "index": entered.index,
        "entry": entered.entry,
        "author": "keeper/recorder",
        "entered_on": str(entered.entered_on),
    }


# ── By entry ─────────────────────────────────────────────────────────────────


def test_by_entry_nothing_is_known_before_it_was_entered() -> None:
    before = reviewed(basis="entered")
    assert before.assessment.record.seen == ()
    assert as_json(before)["basis"] == "entered"
    later = reviewed(basis="entered", known_at=date(2031, 6, 1))
    now = {name: it.word for name, it in reviewed().assessment.standings.items()}
    # What the text says becomes known on its own days, whatever the basis.
    known = reviewed(known_at=date(2031, 6, 1)).assessment.standings
    assert {name: it.word for name, it in later.assessment.standings.items()} == {
        name: it.word for name, it in known.items()
    }
    assert set(now) == set(known)


def _accounts(found: Review) -> list[Any]:
    return [each for it in as_json(found)["commitments"] for each in it["accounts"]]


def test_by_entry_an_account_is_known_on_the_last_day_of_its_interval() -> None:
    found = reviewed(basis="entered", known_at=date(2031, 6, 1))
    accounts = _accounts(found)
    assert accounts
    for each in accounts:
        assert each["known_on"] == each["entry"]["entered_on"]
        assert each["dated"]


def test_by_entry_the_news_are_what_was_entered_since() -> None:
    found = reviewed(
        basis="entered", on=date(2031, 6, 1), known_at=date(2031, 6, 1), since=date(2030, 12, 5)
    )
    since = {each.id for each in found.news}
    entered = {each.id: each.entered for each in found.assessment.record.live}
    late = {name for name, each in entered.items() if each and each.index >= 15}
    assert since == late
    assert found.before is not None
    assert {each.id for each in found.before.record.seen} <= {
        each.id for each in in_a_register()[:15]
    }


# ── Missing bodies ───────────────────────────────────────────────────────────


def test_what_is_missing_is_told_with_the_review_and_its_commitments() -> None:
    name, about = silent_and_owed()
    found = reviewed(gone(200, about, on=DAY, erased_by="keeper/desk", ground="other-law"))
    told = as_json(found)
    [body] = told["missing"]
    assert body == {
        "index": 200,
        "entry": f"{200:064x}",
        "author": "belva/delegation",
        "reason": "erased",
        "release": "public",
        "about": [about],
        "entered_on": None,
        "on": "2030-11-21",
        "erased_by": "keeper/desk",
        "ground": "other-law",
    }
    it = next(each for each in told["commitments"] if each["id"] == name)
    assert it["missing"] == [body]
    assert it["reasons"][0]["rule"] == "not-reproducible"
    assert name in {each.commitment for each in found.not_reproducible}
    assert found.unplaced == ()


def test_what_was_said_and_erased_is_no_silence() -> None:
    name, about = silent_and_owed()
    assert name not in reviewed(gone(200, about)).silent
    assert name in reviewed(gone(200)).silent


def test_what_bears_on_nothing_is_told_once() -> None:
    found = reviewed(gone(200), gone(201, "what-no-text-knows"))
    assert [each.index for each in found.unplaced] == [200, 201]
    assert found.not_reproducible == ()
    assert not any(each["missing"] for each in as_json(found)["commitments"])


@pytest.mark.parametrize("basis", ["published", "entered"])
def test_above_a_readers_level_nothing_shown_is_another(basis: Any) -> None:
    """No body, read or missing, comparisons with those who may see it included."""
    _, about = silent_and_owed()
    given = {"basis": basis, "known_at": date(2031, 6, 1)}
    seen = Span.on(date(2031, 1, 1))
    above = (
        gone(200, about, release="parties", entered_on=seen),
        gone(201, release="confidential", entered_on=seen),
    )
    public = tuple(each for each in in_a_register() if each.release == "public")
    assert len(public) < len(in_a_register())
    whole = as_json(reviewed(*above, **given))
    assert whole == as_json(reviewed(statements=public, **given))
    assert as_json(reviewed(*above, standpoint="aruna", **given))["missing"]


def test_an_explanation_says_the_same() -> None:
    name, about = silent_and_owed()
    question = asked()
    assessment = assess(
        opened().process,
        in_a_register(),
        on=question.on,
        standpoint=question.standpoint,
        known_at=question.known_at,
        missing=[gone(200, about), gone(201, about, release="parties")],
    )
    found = explain(assessment, name, in_a_register(), HEAD)
    told = json.loads(json.dumps(explanation_json(found, "engine")))
    assert told["ledger"] == CITED
    assert told["basis"] == "published"
    assert [each["index"] for each in told["standing"]["missing"]] == [200]
    answers = {each["evidence"] for each in told["comparison"]["standpoints"].values()}
    assert "missing" in answers
    assert explanation_json(explain(assessment, name, in_a_register()), "e")["ledger"] is None
