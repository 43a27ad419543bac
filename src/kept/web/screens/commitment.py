"""One commitment: what was promised, both accounts, why it stands so, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404

from kept.assessment import Extent
from kept.report.explain import Explanation, explanation_json
from kept.report.interface import told_json
from kept.report.review import track_of
from kept.report.wording import dates, deadline, names, register, words
from kept.report.wording import standing as wording
from kept.report.wording.language import sentence, typeset
from kept.web.pages.answers import explanation_of
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.commitment_accounts import columns
from kept.web.screens.commitment_course import course
from kept.web.screens.commitment_terms import terms
from kept.web.screens.commitment_why import why
from kept.web.screens.commitments import clause

HEADER: Final = (
    "statement",
    "speakers",
    "kind",
    "about",
    "said_on",
    "when",
    "says",
    "extent",
    "counted",
    "decides",
    "lead",
    "known_on",
    "signed",
    "sources",
    "entry",
    "claim",
)


def show(asked: Asked, commitment: str) -> Shown:
    """Everything about one commitment; `Http404` where the process has none of that name."""
    if commitment not in asked.process.commitments:
        raise Http404
    explanation = explanation_of(asked, commitment)
    return Shown(
        title=names.commitment(commitment, asked.process, asked.language),
        context=lambda: _context(asked, explanation),
        data=lambda: explanation_json(explanation, ENGINE),
        table=lambda: _table(asked, explanation),
    )


def _context(asked: Asked, explanation: Explanation) -> Mapping[str, Any]:
    it = explanation.commitment
    return {
        "it": it,
        **_text(asked, explanation),
        **_standing(asked, explanation),
        "terms": list(terms(asked, it)),
        "columns": columns(asked, explanation),
        "told": len(explanation.told),
        **why(asked, explanation),
        **course(asked, explanation),
        "sources": [asked.process.sources[each] for each in it.sources],
        "digest": asked.process.digest,
        "head": _head(asked, explanation),
    }


def _text(asked: Asked, explanation: Explanation) -> Mapping[str, Any]:
    """What was promised, in which clause of which text, by whom to whom."""
    process, language, it = asked.process, asked.language, explanation.commitment
    instrument, known = process.instruments[it.instrument], process.clauses.get(it.clause)
    return {
        "track": process.tracks[track_of(process, it.id)].name.in_language(language),
        "instrument": names.instrument(it.instrument, process, language),
        "clause": clause(asked, it.id),
        "clause_title": typeset(known.title.in_language(language), language) if known else "",
        "clause_text": typeset(known.text.in_language(language), language)
        if known and known.text
        else "",
        "paraphrase": instrument.text_is == "paraphrase",
        "of": names.actors(it.of, process, language),
        "to": names.actors(it.to, process, language) if it.to and it.to != it.of else "",
        "verified_by": names.actors(it.verified_by, process, language) if it.verified_by else "",
        "note": typeset(it.note.in_language(language), language) if it.note else "",
    }


def _standing(asked: Asked, explanation: Explanation) -> Mapping[str, Any]:
    """The word, the one line, the four axes."""
    process, language, it = asked.process, asked.language, explanation.standing
    restraint = explanation.commitment.kind == "refrain"
    return {
        "standing": it,
        "shown": words.shown_word(it.word, process, language, restraint=restraint),
        "line": sentence(wording.line(it, process, language)),
        "duty": words.duty_word(it.duty, language),
        "evidence": words.evidence_word(it.evidence, language),
        "time": words.time_word(it.time.word, language),
        "due": deadline.due(it.time, language) if it.time.due else "",
        "started": dates.span(it.started, language) if it.started else "",
        "extent": _reach(asked, it.extent),
        "missing": [register.missing_line(each, process, language) for each in it.missing],
    }


def _reach(asked: Asked, extent: Extent | None) -> str:
    return "" if extent is None else words.extent(extent, asked.language)


def _head(asked: Asked, explanation: Explanation) -> str:
    head = explanation.ledger
    return "" if head is None else sentence(register.head_line(head, asked.language))


def _table(asked: Asked, explanation: Explanation) -> Table:
    return Table(
        header=HEADER,
        rows=[_row(asked, told_json(each)) for each in explanation.told],
    )


def _row(asked: Asked, told: dict[str, Any]) -> tuple[object, ...]:
    """A statement with lists joined by spaces, and its claim in the language of the page."""
    flat = {
        name: " ".join(value) if isinstance(value, list) else value for name, value in told.items()
    }
    claim = told["claim"]
    flat["claim"] = claim.get(asked.language) or next(iter(claim.values()))
    flat["entry"] = told["entry"]["entry"] if told["entry"] else None
    return tuple(flat[name] for name in HEADER)


COMMITMENT: Final = Screen(
    name="commitment",
    path="commitments/<str:commitment>/",  # an id may hold a dot, which a slug may not
    template="commitment.html",
    show=show,
    about="One commitment: text, both accounts, reasons, readings, what would change it, history.",
    menu="commitments",
)
