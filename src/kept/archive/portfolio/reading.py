"""The processes of a portfolio: found, made ready once, swept many at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from kept.archive.folders import Folder, open_process
from kept.archive.kernel.engine import Engine, engine
from kept.archive.portfolio.ready import made_ready, swept
from kept.archive.portfolio.shelf import Pass, Ready, name_of, read, write
from kept.assessment.sweep.build import StatementError, columns_of
from kept.assessment.sweep.columns import Columns
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.runs import Histories, joined
from kept.assessment.sweep.tables import tables_of
from kept.dates import DateError
from kept.process import Process
from kept.report import portfolio
from kept.report.portfolio import Line
from kept.texts import ProblemsError

FEW: Final = 8  # folders that are not worth starting other Pythons for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of every process alike.

    Without a day, each is assessed on the last day that was coded, or today if that is earlier.
    """

    today: date
    on: date | None = None
    known_at: date | None = None
    standpoint: str | None = None  # where a process has one of this name
    cache: Path | None = None  # where what is made ready is kept, and the kernel

    def days(self, compiled_on: date) -> tuple[date, date]:
        """The day asked about and the day of knowledge, of a process coded up to a day."""
        latest = min(self.today, compiled_on)
        on = self.on or latest
        return on, self.known_at or max(latest, on)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the process in a folder stands."""

    folder: str
    line: Line


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A folder whose process cannot be read as it stands, and all that is wrong with it."""

    folder: str
    problems: tuple[str, ...]


Answer = Found | Unreadable


def folders_in(place: Path) -> list[Path]:
    """The folders of processes in a folder, by name."""
    return sorted(each.parent for each in place.glob("*/process.toml"))


def lines_of(
    folders: Sequence[Path],
    asked: Asked,
    *,
    jobs: int = 1,
    advance: Callable[[int], object] = lambda _: None,
) -> list[Answer]:
    """Where each stands, in the order given. `advance` is told of each that is done.

    What was made ready before is swept in `jobs` threads; the rest is read by as many Pythons.
    """
    found: dict[Path, Answer] = {}
    with ThreadPoolExecutor(jobs) as pool:
        at_rest = partial(_at_rest, engine(asked.cache), asked)
        for folder, answer in zip(folders, pool.map(at_rest, folders), strict=True):
            if answer is not None:
                found[folder] = answer
                advance(1)
    missing = [each for each in folders if each not in found]
    with _readers(len(missing), jobs) as readers:
        for folder, answer in zip(
            missing, readers.map(partial(_afresh, asked), missing), strict=True
        ):
            found[folder] = answer
            advance(1)
    return [found[each] for each in folders]


def _readers(several: int, jobs: int) -> Executor:
    """Reading is the work of one Python: threads would wait for one another."""
    if several <= FEW or jobs == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


# ── What was made ready before ───────────────────────────────────────────────


def _at_rest(engine: Engine, asked: Asked, folder: Path) -> Answer | None:
    """Where a process stands by what was made ready of it; None where nothing fits."""
    if engine.library is None or asked.cache is None:
        return None
    try:
        ready = read(_place(asked.cache, folder, asked.standpoint))
    except OSError:
        return None  # it is read again, and what is wrong is told
    if ready is None:
        return None
    on, known_at = asked.days(ready.compiled_on)
    line = told_by(engine, ready, on, known_at) if ready.holds(known_at) else None
    return Found(folder.name, line) if line is not None else None


def _place(cache: Path, folder: Path, standpoint: str | None) -> Path:
    return cache / "portfolio" / name_of(folder, standpoint)


def told_by(engine: Engine, ready: Ready, on: date, known_at: date) -> Line | None:
    """Where a process stands; None where the calendar refuses a day: the reference says which."""
    several: list[Histories] = []
    for each in ready.passes:
        names = ready.commitments, each.standpoints
        assert engine.library is not None  # noqa: S101 -- for the type checker
        found = swept(engine.library, each.ready, *names, known_at, portfolio.until(on))
        if found is None:
            return None
        several.append(found)
    histories = several[0]
    if histories.standpoints != ready.standpoints:
        histories = joined(several).of(ready.standpoints)
    heard = portfolio.last_said(ready.heard, on, known_at)
    return portfolio.line(ready.outline, histories, on, known_at, heard)


# ── What has to be read ──────────────────────────────────────────────────────


def _afresh(asked: Asked, folder: Path) -> Answer:
    """Where a process stands; it is made ready for the next time."""
    try:
        return Found(folder.name, _told(asked, open_process(folder)))
    except ProblemsError as error:
        return Unreadable(folder.name, tuple(map(str, error.problems)))
    except (DateError, StatementError, OSError) as error:
        return Unreadable(folder.name, (str(error),))


def _told(asked: Asked, folder: Folder) -> Line:
    process, tool = folder.process, engine(asked.cache)
    on, known_at = asked.days(process.head.compiled_on)
    columns = columns_of(process, folder.statements)
    ready = ready_of(process, columns, asked.standpoint, known_at) if tool.library else None
    line = told_by(tool, ready, on, known_at) if ready else None
    if line is None:
        return _by_engine(tool, process, columns, asked.standpoint, on, known_at)
    if ready and asked.cache is not None:
        write(_place(asked.cache, folder.path, asked.standpoint), ready)
    return line


def _by_engine(
    tool: Engine,
    process: Process,
    columns: Columns,
    standpoint: str | None,
    on: date,
    known_at: date,
) -> Line:
    """The same where it cannot be made ready, or the kernel cannot answer."""
    standpoints = portfolio.standpoints_of(process, standpoint)
    outline = portfolio.outline_of(process, standpoints, known_at)
    histories = tool.histories(
        process, columns, standpoints, known_at=known_at, until=portfolio.until(on)
    )
    heard = portfolio.last_said(portfolio.heard_by(columns, standpoints[0]), on, known_at)
    return portfolio.line(outline, histories, on, known_at, heard)


def ready_of(
    process: Process, columns: Columns, standpoint: str | None, known_at: date
) -> Ready | None:
    """All that a portfolio needs of a process, by the readings known on a day; see `made_ready`."""
    standpoints = portfolio.standpoints_of(process, standpoint)
    passes: list[Pass] = []
    for lanes in lanes_of(process, standpoints, columns.vocabulary):
        made = made_ready(columns, tables_of(process, lanes, known_at))
        if made is None:
            return None
        passes.append(Pass(standpoints=tuple(each.id for each in lanes.standpoints), ready=made))
    days = (date.min, *portfolio.reading_days(process))
    place = bisect_right(days, known_at)
    return Ready(
        outline=portfolio.outline_of(process, standpoints, known_at),
        compiled_on=process.head.compiled_on,
        since=days[place - 1],
        before=days[place] if place < len(days) else None,
        commitments=tuple(process.commitments),
        standpoints=tuple(each.id for each in standpoints),
        passes=tuple(passes),
        heard=portfolio.heard_by(columns, standpoints[0]),
    )
