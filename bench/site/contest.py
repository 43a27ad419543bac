"""Asking kept and its peers in turn, round after round, on one machine."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.site.asking import Page, Read, ask, etag_of, share
from bench.site.processes import used
from bench.site.servers import ROOT, NotUpError, Running, Server, kept, running

from bench.site import rows

WARM: Final = 0.5  # seconds in which every worker has made an answer once
PROCESS: Final = "great-lakes"
COMMITMENT: Final = "rdf-disengages"
DATASETTE: Final = "Datasette: table, 50 rows"
# A page of kept: its name, whether pages are kept, its path, whether the reader has it already.
QUESTIONS: Final = (
    ("overview, made anew", False, "/", False),
    ("overview, kept", True, "/", False),
    ("overview, the reader has it", True, "/", True),
    ("commitment, made anew", False, f"/commitments/{COMMITMENT}/", False),
    ("statements, 50 rows, made anew", False, "/statements/", False),
    ("statements, 50 rows, kept", True, "/statements/", False),
    ("statements as JSON, made anew", False, "/statements/data.json", False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page of one server."""

    name: str
    server: Running
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What asking one page for a while took."""

    requests: int
    cpu: float  # milliseconds of the server's processes for a request
    read: Read
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One page over all rounds."""

    name: str
    requests: int = 0
    cpu_ms: float | None = None
    per_cpu_second: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    bytes: int | None = None
    megabytes: float | None = None
    to_datasette: float | None = None  # requests per CPU-second, times Datasette's
    note: str = ""


def contest(seconds: float, rounds: int, folder: Path) -> list[Result]:
    """Every page, the servers started once and asked in turn."""
    with ExitStack() as stack:
        questions, absent = _start(stack, folder)
        for each in questions:
            ask(each.page, WARM)
        told: dict[str, list[Round]] = {each.name: [] for each in questions}
        for _ in range(rounds):
            for each in questions:
                told[each.name].append(once(each, seconds))
    return [*results(told), *absent]


def _start(stack: ExitStack, folder: Path) -> tuple[list[Question], list[Result]]:
    """Every server that is there, with what it is asked; and why the others are not."""
    sites = {
        keep: stack.enter_context(running(_site(folder, keep), folder / f"kept-{keep}.log"))
        for keep in (False, True)
    }
    questions = [
        _question(sites[keep], name, path, has_it) for name, keep, path, has_it in QUESTIONS
    ]
    absent = []
    table = folder / "statements.db"
    rows.write(ROOT / "processes" / PROCESS, table)
    for server, path in _peers(table):
        if server.missing:
            absent.append(Result(name=server.name, note=f"left out: no {server.missing} here"))
            continue
        try:
            log = folder / f"{server.arguments[1]}.log"
            peer = stack.enter_context(running(server, log, path))
        except NotUpError as error:
            absent.append(Result(name=server.name, note=f"left out: {str(error).strip()[-90:]}"))
            continue
        page = Page(port=peer.port, path=path)
        questions.append(Question(name=server.name, server=peer, page=page))
    return questions, absent


def _site(folder: Path, keep: bool) -> Server:
    return kept(folder / f"data-{keep}", PROCESS, "--workers", "2", keep_pages=keep)


def _question(site: Running, name: str, path: str, has_it: bool) -> Question:
    page = Page(port=site.port, path=path)
    if has_it:
        page = replace(page, status=304, headers={"If-None-Match": etag_of(page)})
    return Question(name=name, server=site, page=page)


def _peers(table: Path) -> Iterator[tuple[Server, str]]:
    yield (
        Server(
            name=DATASETTE,
            arguments=("-m", "datasette", "serve", str(table), "--port", "{port}"),
            needs=("datasette",),
        ),
        f"/{table.stem}/{rows.TABLE}?_sort_desc=said_on&_size={rows.PAGE}",
    )
    yield (
        Server(
            name="bare Starlette page, 50 rows",
            arguments=(
                *("-m", "uvicorn", "bench.site.bare:application"),
                *("--port", "{port}", "--no-access-log"),
            ),
            needs=("starlette", "uvicorn", "jinja2"),
            environment={"KEPT_BENCH_ROWS": str(table)},
        ),
        "/",
    )


def once(question: Question, seconds: float) -> Round:
    """Ask one page for a while."""
    before = used(question.server.pid)
    read = ask(question.page, seconds)
    after = used(question.server.pid)
    requests = len(read.waits)
    return Round(
        requests=requests,
        cpu=1000 * (after.seconds - before.seconds) / requests,
        read=read,
        megabytes=after.megabytes,
    )


def results(told: Mapping[str, Sequence[Round]]) -> Iterator[Result]:
    """Medians over the rounds; ratios are taken within each round first."""
    beside = told.get(DATASETTE, ())
    for name, several in told.items():
        waits = [wait for each in several for wait in each.read.waits]
        cpu = statistics.median(each.cpu for each in several)
        ratios = [
            other.cpu / own.cpu for own, other in zip(several, beside, strict=False) if own.cpu
        ]
        yield Result(
            name=name,
            requests=sum(each.requests for each in several),
            cpu_ms=cpu,
            per_cpu_second=1000 / cpu if cpu else None,
            p50_ms=1000 * share(waits, 0.5),
            p99_ms=1000 * share(waits, 0.99),
            bytes=several[-1].read.size,
            megabytes=several[-1].megabytes,
            to_datasette=statistics.median(ratios) if ratios else None,
        )
