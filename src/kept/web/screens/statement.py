"""One statement: what was said, by whom, through whom, what it answers, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.http import Http404

from kept.assessment import Cast, belied, cast_on, is_lead, needs_votes, outcome
from kept.ledger import Statement
from kept.ledger.entries.proposed import voted_on
from kept.process import Mechanism
from kept.report.plain import plain
from kept.report.review import track_of
from kept.report.wording import dates, names, register, voting, words
from kept.report.wording.language import LANGUAGES, Language, typeset
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.commitment_course import Tied
from kept.web.screens.statement_data import HEADER, statement_json, statement_row
from kept.web.screens.statement_told import Said, figure, said
from kept.web.screens.statements_index import (
    Index,
    Indexed,
    concerned,
    heard,
    index_of,
    known_here,
    live,
)

DEEPEST: Final = 6  # answers to answers


def show(asked: Asked, statement: str) -> Shown:
    """One statement. Unknown, not for this viewer, not yet known: the same `Http404`."""
    index = index_of(asked)
    indexed = index.by_id.get(statement)
    if indexed is None or not known_here(asked, indexed):
        raise Http404
    return Shown(
        title=asked.t("statement.title-of", who=said(asked, indexed.statement).who),
        context=lambda: _context(asked, index, indexed),
        data=lambda: _data(asked, index, indexed),
        table=lambda: Table(header=HEADER, rows=[statement_row(asked, index, indexed)]),
    )


def _context(asked: Asked, index: Index, indexed: Indexed) -> Mapping[str, Any]:
    it, process, language = indexed.statement, asked.process, asked.language
    return {
        "it": it,
        "said": said(asked, it),
        "claims": _claims(asked, it),
        "about": [_about(asked, each) for each in it.about],
        "figure": list(figure(it, process, language)),
        "when": dates.span(it.when, language) if it.when != it.said_on else "",
        "until": dates.span(it.until, language) if it.until else "",
        "areas": [process.areas[each].name.in_language(language) for each in it.area],
        "sources": [process.sources[each] for each in it.sources],
        "publishers": len({process.sources[each].publisher for each in it.sources}),
        "known_on": dates.day(indexed.known_on, language),
        "note": typeset(it.note.in_language(language), language) if it.note else "",
        "counts": it.id in heard(asked),
        "why": asked.t(f"statement.why-{_why(asked, it)}", who=said(asked, it).who),
        **_chain(asked, index, it),
        "votes": _votes(asked, index, it),
        "vote": voting.vote_word(it.vote.word, language) if it.vote else "",
        "author": register.role(it.entered.author, process, language) if it.entered else "",
        "entered_on": dates.span(it.entered.entered_on, language)
        if it.entered and it.entered.entered_on
        else "",
    }


def _claims(asked: Asked, it: Statement) -> list[tuple[str, str]]:
    """The claim in each language, that of the page first."""
    known: dict[str, Language] = {each: each for each in LANGUAGES}
    several = [
        (name, typeset(text, known[name]) if name in known else text)
        for name, text in it.claim.by_language
    ]
    return sorted(several, key=lambda each: each[0] != asked.language)


def _about(asked: Asked, proposition: str) -> Mapping[str, Any]:
    process, language = asked.process, asked.language
    it = process.propositions[proposition]
    return {
        "id": proposition,
        "name": names.proposition(proposition, process, language),
        "figures": asked.link(f"/figures/{proposition}/") if it.kind == "indicator" else "",
        "commitments": [tied(asked, each) for each in concerned(process).get(proposition, ())],
    }


def tied(asked: Asked, commitment: str) -> Tied:
    """A commitment that something bears on, with its standing."""
    process, language = asked.process, asked.language
    standing = assessment_of(asked).standings[commitment]
    restraint = process.commitments[commitment].kind == "refrain"
    return Tied(
        href=asked.link(f"/commitments/{commitment}/"),
        text=names.commitment(commitment, process, language),
        word=standing.word,
        shown=words.shown_word(standing.word, process, language, restraint=restraint),
        track=process.tracks[track_of(process, commitment)].name.in_language(language),
        now=False,
    )


def _why(asked: Asked, it: Statement) -> str:
    """Why it counts from this standpoint, or why not: the first of the rules that tells."""
    standpoint = asked.question.standpoint
    if it.id in heard(asked):
        return "counts"
    if it.release not in standpoint.sees:
        return "unseen"
    if it.id not in live(asked):
        return "taken-back"
    if it.kind == "retracts":
        return "retraction"
    if not it.evidence:
        return "no-evidence"
    if is_lead(it, asked.process):
        return "lead"
    return "set-aside"


def _chain(asked: Asked, index: Index, it: Statement) -> Mapping[str, Any]:
    """What it answers back to the first words, what answers it, what it takes back or is taken back by."""
    return {
        "answers": [*_earlier(asked, index, it)],
        "answered_by": _told(asked, index, index.answered_by.get(it.id, ())),
        "retracts": _told(asked, index, (it.retracts,) if it.retracts else ()),
        "retracted_by": _told(asked, index, index.retracted_by.get(it.id, ())),
    }


def _votes(asked: Asked, index: Index, it: Statement) -> Mapping[str, Any] | None:
    """How the members of the body that finds this stood to it; None for what is no finding of one."""
    process, language = asked.process, asked.language
    if it.votes is None and not needs_votes(it, process):
        return None
    body = next(process.mechanisms[each] for each in it.speakers if each in process.mechanisms)
    told: dict[str, Any] = {
        "rules": voting.rules(body.rules, language),
        "lines": [],
        "signed": (),
        "by_rules": "",
        "other_words": False,
        "belied": "",
    }
    if it.votes is None:
        return told
    told["lines"] = [*voting.votes(it.votes, process, language)]
    if body.rules is not None:
        word = outcome(body.rules, it.votes)
        told["by_rules"] = asked.t(
            "statement.votes-by-rules",
            body=names.actor(body.id, process, language),
            outcome=voting.outcome_word(word, language),
        )
    cast = _cast(asked, index, it, body)
    told["other_words"] = it.votes.on is not None and not voted_on(it)
    told["belied"] = names.actors(belied(it, cast), process, language)
    told["signed"] = [said(asked, each.statement) for each in cast.values()]
    return told


def _cast(asked: Asked, index: Index, it: Statement, body: Mechanism) -> Mapping[str, Cast]:
    """The members' own votes on these very words, entered before the finding was."""
    if it.votes is None or it.votes.on is None or it.entered is None or not voted_on(it):
        return {}
    last = it.entered.index
    several = (each.statement for each in index.by_id.values() if known_here(asked, each))
    before = (each for each in several if each.entered and each.entered.index < last)
    return cast_on(it.votes.on, body, before)


def _told(asked: Asked, index: Index, several: Iterable[str]) -> list[Said]:
    """Those of them that this viewer may see, and that were known."""
    found = (index.by_id.get(each) for each in several)
    return [said(asked, each.statement) for each in found if each and known_here(asked, each)]


def _earlier(asked: Asked, index: Index, it: Statement) -> Iterator[Said]:
    """What it answers, and what that answers, each once, the nearest first."""
    met, layer = {it.id}, [it]
    for _ in range(DEEPEST):
        names_before = dict.fromkeys(name for each in layer for name in each.answers)
        fresh = [name for name in names_before if name not in met and name in index.by_id]
        yield from _told(asked, index, fresh)
        met |= {*fresh}
        layer = [index.by_id[name].statement for name in fresh]


def _data(asked: Asked, index: Index, indexed: Indexed) -> Any:
    it = indexed.statement
    answered = index.answered_by.get(it.id, ())
    known = [each for each in answered if known_here(asked, index.by_id[each])]
    return {
        "schema": "kept.statement/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "process_digest": asked.process.digest,
        "standpoint": asked.question.standpoint.id,
        "known_at": plain(asked.question.known_at),
        **statement_json(index, indexed),
        "answered_by": known,
        "counted": it.id in heard(asked),
        "why": _why(asked, it),
        "through": [
            {
                "source": each,
                "publisher": asked.process.sources[each].publisher,
                "kind": asked.process.sources[each].kind,
                "published_on": plain(asked.process.sources[each].published_on),
                "url": asked.process.sources[each].url,
            }
            for each in it.sources
        ],
    }


def disclosed(asked: Asked, statement: str) -> str | None:
    """The entry of a statement that is not public, or its id where it was read from a file."""
    indexed = index_of(asked).by_id.get(statement)
    if indexed is None or indexed.statement.release == "public":
        return None
    entered = indexed.statement.entered
    return entered.entry if entered else statement


STATEMENT: Final = Screen(
    name="statement",
    path="statements/<str:statement>/",  # an id may hold a dot, which a slug may not
    template="statement.html",
    show=show,
    about="One statement: words, speaker, sources, answers, whether it counts, its entry.",
    menu="statements",
    discloses=disclosed,
)
