"""`kept explain`: one commitment, down to the statements and their sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis, Extent
from kept.cli.asking import ENGINE, Asked, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.mattering import by_number, for_commitment
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.report.accounts import Told, by_speaker
from kept.report.explain import Explanation, Led, explain, explanation_json
from kept.report.labels import label
from kept.report.wording import change, compare, dates, names, sentences, words
from kept.report.wording import standing as wording
from kept.report.wording.statements import statement_line


@click.command("explain")
@click.argument("process")
@click.argument("commitment")
@asks(ledger=True, columns=True)
def command(
    process: str,
    commitment: str,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
    columns: bool | None,
) -> None:
    """Why COMMITMENT of PROCESS stands as it does, and what would change it."""
    asked = resolve(
        process,
        on=on,
        known_at=known_at,
        standpoint=standpoint,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
        few=for_commitment(commitment),
        columns=columns,
    )
    name = _by_id_or_ref(asked, commitment)
    explanation = explain(asked.assess(), name, asked.folder.statements, asked.ledger)
    if as_json:
        print_json(explanation_json(explanation, ENGINE))
        return
    Printed(Screen(asked.language), asked, explanation).print()


def _by_id_or_ref(asked: Asked, name: str) -> str:
    """The commitment of this id, or the one with this number in its sources."""
    commitments = asked.process.commitments
    found = commitments.get(name) or by_number(asked.process, name)
    return found.id if found else stop(unknown("commitment", name, commitments))


class Printed:
    """An explanation on the screen, part by part."""

    def __init__(self, screen: Screen, asked: Asked, explanation: Explanation) -> None:
        self.screen, self.asked, self.explanation = screen, asked, explanation
        self.language, self.process = asked.language, asked.process

    def print(self) -> None:
        """The whole explanation."""
        print_head(self.screen, self.asked)
        self.text()
        self.standing()
        self.accounts()
        self.why()
        self.readings()
        self.between()
        self.changes()
        self.history()
        self.sources()

    def text(self) -> None:
        """What was promised, by whom, to whom, in which clause."""
        it = self.explanation.commitment
        clause = self.process.clauses.get(it.clause)
        self.screen.heading("text")
        self.screen.line(it.text.in_language(self.language), 2, "bold")
        joined = self._joined(it.of), self._joined(it.to)
        owed = label("owed-by", self.language, of=joined[0], to=joined[1])
        if not it.to or it.of == it.to:
            owed = label("owed-by-alone", self.language, of=joined[0])
        verified = label("verified-by", self.language, names=self._joined(it.verified_by))
        if not it.verified_by:
            verified = label("nobody-verifies", self.language)
        self.screen.line(f"{owed} · {verified}", 2)
        title = names.instrument(it.instrument, self.process, self.language)
        where = f"{title}, {clause.title.in_language(self.language)}" if clause else title
        self.screen.line(where, 2, "dim")
        if clause is not None and clause.text is not None:
            self.screen.line(clause.text.in_language(self.language), 2)
        if it.note is not None:
            self.screen.line(it.note.in_language(self.language), 2, "dim")

    def _joined(self, several: tuple[str, ...]) -> str:
        found = [names.actor(each, self.process, self.language) for each in several]
        return names.join(found, self.language)

    def standing(self) -> None:
        """The word, the one-line reason, the four axes."""
        it = self.explanation.standing
        restraint = self.explanation.commitment.kind == "refrain"
        shown = words.shown_word(it.word, self.process, self.language, restraint=restraint)
        self.screen.heading("standing")
        self.screen.marked(self.screen.word(it.word, shown), 2)
        self.screen.line(wording.line(it, self.process, self.language), 2)
        extent = _reach(it.extent)
        axes = label(
            "axes",
            self.language,
            duty=words.duty_word(it.duty, self.language),
            evidence=words.evidence_word(it.evidence, self.language),
            extent=extent,
            time=words.time_word(it.time.word, self.language),
        )
        self.screen.line(axes, 2, "dim")

    def accounts(self) -> None:
        """What each side says, one under the other, in alphabetical order."""
        self.screen.heading("accounts")
        if not self.explanation.told:
            missing = self.explanation.standing.missing
            none = label("accounts-missing" if missing else "no-accounts", self.language)
            self.screen.line(none, 2)
        for speakers, told in by_speaker(self.explanation.told).items():
            self.screen.line(self._joined(speakers), 2, "bold")
            for each in told:
                self._told(each)

    def _told(self, told: Told) -> None:
        basis = self.asked.question.basis
        said = statement_line(told.statement, self.process, self.language, basis)
        self.screen.line(f"{'●' if told.counted else '○'} {said}", 4)

    def why(self) -> None:
        """The tree of reasons."""
        self.screen.heading("why")
        reasons = self.explanation.standing.reasons
        said = {each.statement.id: each.statement for each in self.explanation.told}
        told = sentences.tree(reasons, self.process, self.language, said=said)
        for depth, sentence in told:
            self.screen.line(sentence, 2 + 2 * depth, "" if depth == 0 else "dim")

    def readings(self) -> None:
        """Competing readings, who holds each, and where each leads."""
        if self.explanation.readings:
            self.screen.heading("readings")
            for each in self.explanation.readings:
                self._reading(each)

    def _reading(self, led: Led) -> None:
        reading = led.reading
        if reading is None:
            name = label("plain-text", self.language)
        else:
            holders = self._joined(reading.holders)
            held = label("held-by", self.language, names=holders)
            if not holders:
                held = label("held-by-nobody", self.language)
            name = f"{reading.label.in_language(self.language)} ({held})"
        shown = words.shown_word(led.standing.word, self.process, self.language)
        self.screen.marked(f"{self.screen.word(led.standing.word, shown)}  {name}", 2)
        self.screen.line(wording.line(led.standing, self.process, self.language), 6, "dim")

    def between(self) -> None:
        """The same from each compared standpoint."""
        self.screen.heading("between")
        line = compare.line(self.explanation.comparison, self.process, self.language)
        self.screen.line(line, 2)

    def changes(self) -> None:
        """What would change it."""
        self.screen.heading("would-change")
        for each in self.explanation.changes:
            self.screen.line(
                change.line(
                    each, self.process, self.language, commitment=self.explanation.commitment.id
                ),
                2,
            )
        if not self.explanation.changes:
            self.screen.line(label("nothing-would", self.language), 2)

    def history(self) -> None:
        """How it came to stand so."""
        self.screen.heading("history")
        restraint = self.explanation.commitment.kind == "refrain"
        shown_before = ("", "")
        for run in self.explanation.history:
            if (run.word, run.duty) == shown_before:
                continue  # only the evidence changed; the data has it
            shown_before = (run.word, run.duty)
            shown = words.shown_word(run.word, self.process, self.language, restraint=restraint)
            day = dates.day(run.since, self.language)
            duty = words.duty_word(run.duty, self.language)
            told = f"{self.screen.word(run.word, shown)} [dim]({duty})[/]"
            self.screen.marked(label("pair", self.language, left=day, right=told), 2)

    def sources(self) -> None:
        """Where the wording comes from."""
        self.screen.heading("sources")
        for each in self.explanation.commitment.sources:
            source = self.process.sources[each]
            day = dates.day(source.published_on, self.language) if source.published_on else "–"
            self.screen.line(f"{source.publisher}, {day} · {source.url or ''}", 2, "dim")


def _reach(extent: Extent | None) -> str:
    """How far, in figures: 2/3, or 1–2/3 where the accounts differ."""
    if extent is None:
        return "–"
    most = "" if extent.low == extent.high else f"–{extent.high}"
    return f"{extent.low}{most}/{extent.out_of}"
