"""A review on the screen, part by part."""

from __future__ import annotations

from rich.markup import escape

from kept.assessment import Comparison, PhaseStanding, ShownWord, Standing
from kept.cli.asking import Asked
from kept.cli.head import print_head
from kept.cli.screen import Screen
from kept.cli.tables import counts_table
from kept.ledger import MissingBody
from kept.report import review as reviews
from kept.report.accounts import Told, both_sides
from kept.report.labels import label
from kept.report.wording import (
    Language,
    compare,
    dates,
    names,
    phases,
    register,
    statements,
    words,
)
from kept.report.wording import standing as wording


def sentence(review: reviews.Review, language: Language) -> str:
    """The first sentence of a review."""
    return wording.first_sentence(review.assessment, review.process, language, review.commitments)


class ReviewScreen:
    """A review on the screen, part by part."""

    def __init__(self, screen: Screen, asked: Asked, review: reviews.Review) -> None:
        self.screen, self.asked, self.review = screen, asked, review
        self.language, self.process = asked.language, asked.process

    def print(self) -> None:
        """The whole screen."""
        print_head(self.screen, self.asked)
        self.screen.show()
        self.screen.line(sentence(self.review, self.language))
        self.screen.show()
        self.screen.show(counts_table(self.review, self.screen))
        self.changes()
        self.missing()
        self.late()
        self.between()
        self.blocked()
        self.silence()
        self.due()
        self.plan()
        self.meetings()
        self.deeper()

    def changes(self) -> None:
        """What changed since the last meeting."""
        review = self.review
        if review.before is None:
            return
        self.screen.heading("changed", since=self._since())
        moved = [each for each in review.changed if each.before.word != each.now.word]
        self.screen.some(moved, self._change, most=3)
        if not moved:
            self.screen.line(label("nothing-changed", self.language), 2)
        if review.news_count:
            self.screen.line(label("news", self.language, n=review.news_count), 2, "dim")
        for each in review.decisions:
            self.screen.line(each.text.in_language(self.language), 2)

    def _since(self) -> str:
        meeting = self.review.question.since_meeting
        last = self.review.last_meeting
        if meeting is None and self.review.question.since is None and last is not None:
            meeting = last.id
        before = self.review.before
        day = dates.day(before.on, self.language) if before else ""
        if meeting is None:
            return day
        name = names.meeting(meeting, self.process, self.language)
        return label("eve-of", self.language, meeting=name, day=day)

    def _change(self, changed: reviews.Changed) -> None:
        before = self._shown(changed.commitment, changed.before.word)
        now = self._shown(changed.commitment, changed.now.word)
        self.screen.marked(f"{before} → {now}  {self._named(changed.commitment)}", 2)

    def _shown(self, commitment: str, word: ShownWord) -> str:
        restraint = self.process.commitments[commitment].kind == "refrain"
        shown = words.shown_word(word, self.process, self.language, restraint=restraint)
        return self.screen.word(word, shown)

    def _named(self, commitment: str) -> str:
        text = names.commitment(commitment, self.process, self.language)
        return f"{escape(text)} [dim]{commitment}[/]"

    def missing(self) -> None:
        """What the register has and cannot show, and what cannot be reproduced without it."""
        if self.review.not_reproducible:
            several = self.review.not_reproducible
            self.screen.heading("not-reproducible", n=len(several))
            self.screen.some(several, self._lost)
        if self.review.unplaced:
            self.screen.heading("missing-unplaced")
            self.screen.some(self.review.unplaced, self._missing)

    def _lost(self, standing: Standing) -> None:
        shown = self._shown(standing.commitment, standing.word)
        self.screen.marked(f"{shown}  {self._named(standing.commitment)}", 2)
        self.screen.line(wording.line(standing, self.process, self.language), 4)

    def _missing(self, body: MissingBody) -> None:
        self.screen.line(register.missing_line(body, self.process, self.language), 2)

    def late(self) -> None:
        """What is late, not done or contested, each with both accounts and the reason."""
        worst_first: tuple[ShownWord, ...] = ("broken", "late", "contested")
        found = [each for word in worst_first for each in self.review.with_word(word)]
        if found:
            self.screen.heading("late-broken")
            self.screen.some(found, self._standing)

    def blocked(self) -> None:
        """What waits for something else, and for what."""
        found = self.review.with_word("blocked")
        if found:
            self.screen.heading("blocked")
            self.screen.some(found, self._waiting, most=3)

    def _waiting(self, standing: Standing) -> None:
        self.screen.marked(f"▣ {self._named(standing.commitment)}", 2)
        self.screen.line(self._waits_for(standing.blocked_by), 4)

    def _waits_for(self, several: tuple[str, ...]) -> str:
        """By id: what is waited for has a sheet of its own."""
        shown = several if not self.screen.limited else several[:3]
        more = len(several) - len(shown)
        tail = f" … {label('more', self.language, n=more)}" if more else ""
        return label("waits-for", self.language, names=", ".join(shown) + tail)

    def _standing(self, standing: Standing) -> None:
        it = self.process.commitments[standing.commitment]
        shown = self._shown(standing.commitment, standing.word)
        self.screen.marked(f"{shown}  {self._named(standing.commitment)}", 2)
        owed = self._owed(it.of, it.to)
        why = wording.line(standing, self.process, self.language)
        self.screen.line(f"{owed} · {why}", 4)
        sides = both_sides(self.review.assessment, standing.commitment)
        for side, told in sides.items():
            self.screen.line(f"— {self._side(side, told, standing)}", 4, "dim")

    def _side(self, side: str, told: Told | None, standing: Standing) -> str:
        if told is None:
            name = names.actor(side, self.process, self.language)
            silence = "side-missing" if standing.missing else "side-silent"
            return label(silence, self.language, side=name)
        return statements.short_line(told.statement, self.process, self.language)

    def _owed(self, of: tuple[str, ...], to: tuple[str, ...]) -> str:
        by = names.actors(of, self.process, self.language)
        if not to or of == to:
            return label("owed-by-alone", self.language, of=by)
        towards = names.actors(to, self.process, self.language)
        return label("owed-by", self.language, of=by, to=towards)

    def between(self) -> None:
        """What the parties' standpoints answer differently."""
        if self.review.contested:
            self.screen.heading("contested-between")
            self.screen.some(self.review.contested, self._contested)

    def _contested(self, comparison: Comparison) -> None:
        self.screen.marked(f"◆ {self._named(comparison.commitment)}", 2)
        self.screen.line(compare.line(comparison, self.process, self.language), 4)

    def silence(self) -> None:
        """The clauses nobody addresses: omission is how bias shows."""
        silent = self.review.silent
        if silent:
            self.screen.heading("silent", n=len(silent))
            limit = len(silent) if not self.screen.limited else 6
            more = len(silent) - limit
            tail = f" … {label('more', self.language, n=more)}" if more > 0 else ""
            self.screen.line(", ".join(silent[:limit]) + tail, 2, "dim")

    def due(self) -> None:
        """What falls due before the next meeting."""
        self.screen.heading("due-next")
        self.screen.some(self.review.due_next, self._due)
        if not self.review.due_next:
            self.screen.line(label("nothing-due", self.language), 2)

    def _due(self, commitment: str) -> None:
        standing = self.review.assessment.standings[commitment]
        due = standing.time.due
        when = dates.span(due, self.language) if due else ""
        named = self._named(commitment)
        self.screen.marked(label("pair", self.language, left=when, right=named), 2)

    def plan(self) -> None:
        """The phases and their gates."""
        if self.review.phases:
            self.screen.heading("phases")
            self.screen.some(self._phases(), self._phase)

    def _phases(self) -> list[PhaseStanding]:
        """The open phases and those that come next: what follows a closed one can wait."""
        closed = {each.phase for each in self.review.phases if each.word == "closed"}
        return [
            each
            for each in self.review.phases
            if not self.screen.limited or not closed & set(self.process.phases[each.phase].follows)
        ]

    def _phase(self, phase: PhaseStanding) -> None:
        name = names.phase(phase.phase, self.process, self.language)
        if phase.word != "closed":
            self.screen.line(phases.line(phase, self.process, self.language), 2)
            return
        word = words.phase_word(phase.word, self.language)
        preparing = f", {label('preparing', self.language)}" if phase.in_preparation else ""
        told = f"{word}{preparing}"
        if phase.waits_for:
            waits = self._waits_for(phase.waits_for)
            told = label("then", self.language, left=told, right=waits)
        left = names.quoted(name, self.language)
        self.screen.line(label("pair", self.language, left=left, right=told), 2)

    def meetings(self) -> None:
        """The last meeting and the next."""
        review = self.review
        if review.last_meeting is None:
            return
        self.screen.heading("meetings")
        name = names.meeting(review.last_meeting.id, self.process, self.language)
        when = dates.span_of_days(review.last_meeting.on, self.language)
        last = label("last", self.language)
        pair = label("pair", self.language, left=last, right=f"{name}, {when}")
        self.screen.line(pair, 2)
        if review.next_on is not None:
            upcoming = dates.span(review.next_on, self.language)
            left = label("next", self.language)
            self.screen.line(label("pair", self.language, left=left, right=upcoming), 2)

    def deeper(self) -> None:
        """Which commands lead further."""
        name = self.process.head.id
        worth = [*self.review.with_word("broken", "late", "contested"), None][0]
        commitment = worth.commitment if worth else self.review.commitments[0]
        others = [
            each.id
            for each in self.process.standpoints.values()
            if each.compared and each.id != self.asked.question.standpoint.id
        ]
        self.screen.heading("deeper")
        self.screen.line(f"kept explain {name} {commitment}", 2)
        if others:
            self.screen.line(f"kept review {name} --standpoint {others[0]}", 2)
        if len(others) > 1:
            self.screen.line(f"kept differ {name} {others[0]} {others[1]}", 2)
        self.screen.line(f"kept review {name} --all", 2)
