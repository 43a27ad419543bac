"""Checking a bundle, or the folder of a register: everything that can be checked of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from kept.ledger.bundle.contents import Contents
from kept.ledger.bundle.entries import Entries, Shown
from kept.ledger.bundle.findings import Finding, Findings
from kept.ledger.bundle.frame import Frame, check_sums, read_frame
from kept.ledger.bundle.log import (
    check_consistency,
    check_parts,
    check_tiles,
    roots_of,
    take_all,
)
from kept.ledger.bundle.report import MOST_TOLD, Report
from kept.ledger.bundle.source import Read, Source
from kept.ledger.bundle.times import Times
from kept.ledger.bundle.trust import (
    Trust,
    one_root_a_size,
    read_checkpoints,
    read_trust,
    tell_newest,
)
from kept.ledger.entries.entry import entry_code
from kept.ledger.notes import Grade, OpenedCheckpoint, Policy

MOST_SHOWN = 50  # entries whose time is told one by one


def verify_folder(read: Read, names: Iterable[str], policy: Policy | None = None) -> Findings:
    """What can be said of the folder of a register, `private/` left out.

    `policy` is the reader's own; None takes the word of the files themselves, and says so.
    """
    return _Check(read, names, policy, bundle=False).run()


def verify_bundle(read: Read, names: Iterable[str], policy: Policy | None = None) -> Findings:
    """What can be said of a bundle, unpacked. As `verify_folder`, and the list of files counts."""
    return _Check(read, names, policy, bundle=True).run()


class _Check:
    def __init__(
        self, read: Read, names: Iterable[str], policy: Policy | None, *, bundle: bool
    ) -> None:
        self.source = Source(read, names)
        self.own = policy
        self.bundle = bundle
        self.report = Report()
        self.frame: Frame | None = None
        self.grade: Grade | None = None

    def run(self) -> Findings:
        needed = {"bundle.json"} if self.bundle else {"ledger.json", "checkpoint"}
        if not all(name in self.source for name in needed):
            finding = Finding("files", "fails", "nothing-here")
            return Findings(unreadable=True, findings=(finding,))
        if self.bundle:
            self.report.step("sums", lambda: check_sums(self.source, self.report))
        self.frame = self.report.step("files", self._framed)
        if self.frame is not None:
            self._check(self.frame)
        return self._findings()

    def _framed(self) -> Frame:
        frame = read_frame(self.source, bundle=self.bundle)
        self.report.add("files", "holds", "frame-holds" if self.bundle else "folder-holds")
        return frame

    def _findings(self) -> Findings:
        frame = self.frame
        return Findings(
            origin=frame.newest.origin if frame else None,
            size=frame.newest.size if frame else 0,
            root=frame.root if frame else "",
            grade=self.grade,
            whole=frame is not None and frame.whole,
            trust="carried" if self.own is None else "reader",
            findings=tuple(self.report.findings),
        )

    def _check(self, frame: Frame) -> None:
        source, report = self.source, self.report
        trust = report.step("trust", lambda: read_trust(source, frame, self.own))
        if trust is None:
            return
        own = self.own is not None
        report.add("trust", "holds" if own else "open", "trust-reader" if own else "trust-carried")
        opened = report.step("checkpoint", lambda: read_checkpoints(source, frame, trust))
        if opened is None:
            return
        self.grade = tell_newest(source, opened[-1], trust, frame.root, report)
        roots = report.step("history", lambda: one_root_a_size(opened))
        if roots is not None:
            self._check_log(frame, trust, opened, roots)

    def _check_log(
        self,
        frame: Frame,
        trust: Trust,
        opened: list[OpenedCheckpoint],
        roots: dict[int, bytes],
    ) -> None:
        report = self.report
        times = Times(opened, trust.policy)
        entries = (
            self._whole(frame, times, roots)
            if frame.whole
            else self._part(frame, times, roots, trust)
        )
        if entries is not None:  # else there is nothing to hold the rest against
            entries.tell(self.source, report)
            self._check_contents(frame, entries)
            self._tell_times(times, entries)
        report.add("limits", "open", "limits-whole" if frame.whole else "limits-part")

    def _check_contents(self, frame: Frame, entries: Entries) -> None:
        report = self.report
        contents = Contents(self.source, entries, report)
        report.step("bodies", contents.check_bodies)
        report.step("fields", contents.check_disclosures)
        report.step("bodies", contents.check_process)
        contents.check_erasures()
        origin, log = frame.newest.origin, frame.log.key
        report.step("refusals", lambda: contents.check_refusals(origin, log))

    def _whole(self, frame: Frame, times: Times, roots: dict[int, bytes]) -> Entries | None:
        source, report, newest = self.source, self.report, frame.newest
        tree = report.step("tree", lambda: check_tiles(source, newest, roots))
        if tree is None:
            return None
        report.add("tree", "holds", "tree-holds", size=newest.size)
        report.add("history", "holds", "history-holds", count=len(roots) - 1)
        entries = Entries(newest.origin, times, roots_of(tree), whole=True)
        take_all(source, newest.size, entries)
        return entries

    def _part(
        self, frame: Frame, times: Times, roots: dict[int, bytes], trust: Trust
    ) -> Entries | None:
        source, report, newest = self.source, self.report, frame.newest
        entries = Entries(newest.origin, times, roots.get, whole=False)
        shown = report.step("tree", lambda: check_parts(source, newest, trust, entries))
        report.step("history", lambda: check_consistency(source, roots, report))
        if shown is None:
            return None
        report.add("tree", "holds", "proofs-hold", count=shown, size=newest.size)
        return entries

    def _tell_times(self, times: Times, entries: Entries) -> None:
        for size in times.backwards[:MOST_TOLD]:
            self.report.add("time", "open", "time-backwards", size=size)
        if times.latest is None:
            self.report.add("time", "open", "time-unknown")
        else:
            self.report.add("time", "holds", "time-latest", at=instant(times.latest))
        for shown in entries.shown[:MOST_SHOWN]:
            self._tell_time(times, shown)

    def _tell_time(self, times: Times, shown: Shown) -> None:
        time = times.interval(shown.index)
        code = "entry-untimed"
        if time.until is not None:
            code = "entry-before" if time.after is None else "entry-between"
        self.report.add(
            "time",
            "open" if time.until is None else "holds",
            code,
            index=shown.index,
            code_to_print=entry_code(shown.entry),
            type=shown.type,
            role=shown.role,
            after=instant(time.after),
            until=instant(time.until),
        )


def instant(seconds: int | None) -> str:
    """Seconds since 1970 as the register writes instants; empty if unknown."""
    if seconds is None:
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return f"{seconds} s"
