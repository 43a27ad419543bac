"""A review as JSON: a documented interface, `docs/spec/review.md`, tested as one."""

from __future__ import annotations

from typing import Any

from kept.assessment import Comparison, PhaseStanding, Reason, Standing, answer_of
from kept.ledger import LedgerHead, MissingBody
from kept.process import Meeting
from kept.report.accounts import Told, told_of
from kept.report.plain import instant, plain
from kept.report.review import Changed, Review, track_of

SCHEMA = "kept.review/1"


def review_json(review: Review, engine: str, sentence: dict[str, str]) -> dict[str, Any]:
    """The whole review as plain values; keys and meanings as in the specification."""
    assessment = review.assessment
    return {
        "schema": SCHEMA,
        "engine": engine,
        "process": review.process.head.id,
        "process_digest": review.process.digest,
        "ledger": ledger_json(review.ledger),
        "coded_by": plain(review.process.head.coded_by),
        "reviewed_by": plain(review.process.head.reviewed_by),
        "fictional": review.process.head.fictional,
        "on": plain(assessment.on),
        "known_at": plain(assessment.known_at),
        "basis": assessment.basis,
        "standpoint": assessment.standpoint.id,
        "since": plain(review.before.on) if review.before else None,
        "sentence": sentence,
        "counts": plain(review.counts),
        "commitments": [commitment_json(review, each) for each in review.commitments],
        "contested": [comparison_json(each) for each in review.contested],
        "changed": [changed_json(each) for each in review.changed],
        "news": [each.id for each in review.news],
        "decisions": [each.id for each in review.decisions],
        "silent": list(review.silent),
        "missing": [missing_json(each) for each in review.missing],
        "due_next": [
            {"id": each, "time": plain(assessment.standings[each].time)}
            for each in review.due_next
        ],
        "phases": [phase_json(each) for each in review.phases],
        "meetings": _meetings(review),
    }


def ledger_json(head: LedgerHead | None) -> dict[str, Any] | None:
    """The register that was read, up to which size and root; nothing where files were read."""
    return None if head is None else {**plain(head), "witnessed_at": instant(head.witnessed_at)}


def missing_json(body: MissingBody) -> dict[str, Any]:
    """An entry whose body cannot be read."""
    found: dict[str, Any] = plain(body)
    return found


def commitment_json(review: Review, commitment: str) -> dict[str, Any]:
    """One commitment: its standing on four axes, the accounts, the reasons."""
    process, standing = review.process, review.assessment.standings[commitment]
    it = process.commitments[commitment]
    return {
        "id": commitment,
        "track": track_of(process, commitment),
        "instrument": it.instrument,
        "clause": it.clause,
        "text": plain(it.text),
        "of": plain(it.of),
        "to": plain(it.to),
        **standing_json(standing),
        "accounts": [told_json(each) for each in told_of(review.assessment, commitment)],
        "reasons": [reason_json(each) for each in standing.reasons],
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """The axes of a standing and what they rest on."""
    return {
        "word": standing.word,
        "duty": standing.duty,
        "evidence": standing.evidence,
        "strength": plain(standing.strength),
        "extent": plain(standing.extent),
        "time": plain(standing.time),
        "reading": standing.reading,
        "started": plain(standing.started),
        "blocked_by": plain(standing.blocked_by),
        "breaches": plain(standing.breaches),
        "occasions": plain(standing.occasions),
        "cited": plain(standing.cited),
        "missing": [missing_json(each) for each in standing.missing],
    }


def told_json(told: Told) -> dict[str, Any]:
    """One statement as it bears on a commitment."""
    said = told.statement
    return {
        "statement": said.id,
        "speakers": plain(said.speakers),
        "kind": said.kind,
        "about": plain(said.about),
        "says": plain(said.says),
        "extent": plain(said.extent),
        "claim": plain(said.claim),
        "said_on": plain(said.said_on),
        "when": plain(said.when),
        "signed": said.signed,
        "sources": plain(said.sources),
        "counted": told.counted,
        "decides": told.decides,
        "lead": told.lead,
        "known_on": plain(told.known_on),
        "dated": told.dated,
        "entry": plain(said.entered),
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason and all below it."""
    return {
        "rule": reason.rule,
        "facts": plain(reason.facts),
        "statements": plain(reason.statements),
        "because": [reason_json(each) for each in reason.because],
    }


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """One commitment from each compared standpoint."""
    return {
        "id": comparison.commitment,
        "word": comparison.word,
        "about": plain(comparison.by),
        "standpoints": {
            name: {
                "word": each.word,
                "duty": each.duty,
                "evidence": each.evidence,
                "reading": each.reading,
                "answer": answer_of(each),
            }
            for name, each in comparison.standings.items()
        },
    }


def changed_json(changed: Changed) -> dict[str, Any]:
    """How a commitment stood, and how it stands."""

    def axes(standing: Standing) -> dict[str, str]:
        return {"word": standing.word, "duty": standing.duty, "evidence": standing.evidence}

    return {"id": changed.commitment, "before": axes(changed.before), "now": axes(changed.now)}


def phase_json(phase: PhaseStanding) -> dict[str, Any]:
    """A phase, its gate, and what the gate waits for."""
    return {
        "id": phase.phase,
        "word": phase.word,
        "entered": plain(phase.entered),
        "waits_for": plain(phase.waits_for),
        "in_preparation": phase.in_preparation,
        "kept": phase.kept,
        "out_of": phase.out_of,
        "reasons": [reason_json(each) for each in phase.reasons],
    }


def _meetings(review: Review) -> list[dict[str, Any]]:
    found = []
    if review.last_meeting is not None:
        found.append({**_meeting(review.last_meeting), "is": "last"})
    if review.next_on is not None:
        planned = review.next_meeting if review.next_meeting != review.last_meeting else None
        on = plain(review.next_on)
        found.append({**(_meeting(planned) if planned else {"id": None}), "on": on, "is": "next"})
    return found


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "on": plain(meeting.on),
        "held": meeting.held,
        "attended": plain(meeting.attended),
        "reviewed": plain(meeting.reviewed),
        "agreed": plain(meeting.agreed),
    }
