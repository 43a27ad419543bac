"""That a portfolio tells the same whether it is read, made ready, or told without a kernel."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies

from kept.archive import open_process
from kept.archive.kernel.engine import Engine, engine
from kept.archive.portfolio import Found, Unreadable, folders_in, lines_of, reading, shelf
from kept.archive.portfolio.reading import ready_of, told_by
from kept.assessment import assess, compare
from kept.assessment.sweep.build import columns_of
from kept.report.portfolio import standpoints_of


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The folders whose text was read."""
    found: list[str] = []

    def opened(path: Path):
        found.append(path.name)
        return open_process(path)

    monkeypatch.setattr(reading, "open_process", opened)
    return found


def shelved(cache: Path) -> list[Path]:
    return sorted((cache / "portfolio").glob("*.ready"))


def test_lines_are_those_of_the_assessments(asked, folder):
    for answer in lines_of(folders_in(folder), asked):
        it, read = answer.line, open_process(folder / answer.folder)
        given = {"on": it.on, "known_at": it.known_at}
        reader, *others = standpoints_of(read.process, None)
        now = assess(read.process, read.statements, standpoint=reader, **given)
        assert it.counts == Counter(each.word for each in now.standings.values())
        several = [each for each in (reader, *others) if each.compared]
        sides = [
            assess(read.process, read.statements, standpoint=each, **given) for each in several
        ]
        assert it.contested == sum(each.word == "contested" for each in compare(sides))


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_was_made_ready_is_not_read_again_and_tells_the_same(asked, folder, reads, jobs):
    several, steps = folders_in(folder), []
    first = lines_of(several, asked, jobs=jobs, advance=steps.append)
    assert sorted(reads) == ["great-lakes", "lakes-exercise"]
    assert sum(steps) == 2
    reads.clear()
    assert lines_of(several, asked, jobs=jobs, advance=steps.append) == first
    assert reads == []
    assert sum(steps) == 4


def test_another_word_is_another_process(asked, folder, reads):
    lines_of(folders_in(folder), asked)
    file = next((folder / "lakes-exercise" / "statements").glob("*.toml"))
    file.write_text(file.read_text() + "\n# another thought\n")
    reads.clear()
    lines_of(folders_in(folder), asked)
    assert reads == ["lakes-exercise"]


def test_what_is_asked_is_answered_from_what_is_ready(asked, folder, reads):
    several = [folder / "lakes-exercise"]
    lines_of(several, asked)
    reads.clear()
    early = replace(asked, on=date(2025, 3, 1), known_at=date(2025, 9, 1))
    (found,) = lines_of(several, early)
    (afresh,) = lines_of(several, replace(early, cache=None))
    assert found == afresh
    assert (found.line.on, found.line.known_at) == (date(2025, 3, 1), date(2025, 9, 1))


def test_another_standpoint_is_made_ready_beside(asked, folder):
    several = folders_in(folder)
    lines_of(several, asked)
    found = lines_of(several, replace(asked, standpoint="aruna"))
    assert [each.line.standpoint for each in found] == ["public", "aruna"]
    assert len(shelved(asked.cache)) == 4


def test_without_a_kernel_the_lines_are_the_same(asked, folder, monkeypatch):
    several = [folder / "lakes-exercise"]
    found = lines_of(several, asked)
    monkeypatch.setenv("KEPT_NO_KERNEL", "1")
    assert lines_of(several, asked) == found


@pytest.mark.parametrize("damage", ["cut", "flipped", "told", "of-others", "empty"])
def test_what_is_not_what_was_written_is_made_again(asked, folder, reads, damage):
    several = [folder / "lakes-exercise"]
    found = lines_of(several, asked)
    (file,) = shelved(asked.cache)
    whole = file.read_bytes()
    if damage == "of-others":
        file.chmod(0o666)
    else:
        flipped = bytearray(whole)
        flipped[-200 if damage == "flipped" else 60] ^= 1
        file.write_bytes({"cut": whole[:-300], "empty": b""}.get(damage, bytes(flipped)))
    reads.clear()
    assert lines_of(several, asked) == found
    assert reads == ["lakes-exercise"]
    assert file.read_bytes() == whole


def test_a_process_that_cannot_be_read_does_not_stop_the_rest(asked, folder):
    broken = folder / "broken"
    broken.mkdir()
    (broken / "process.toml").write_text("id =")
    strange = folder / "strange"
    shutil.copytree(folder / "lakes-exercise", strange)
    file = next((strange / "statements").glob("*.toml"))
    text = file.read_text()
    file.write_text(text.replace('about = ["', 'about = ["no-such-thing-', 1))
    assert file.read_text() != text
    found = lines_of(folders_in(folder), asked)
    assert [type(each) for each in found] == [Unreadable, Found, Found, Unreadable]
    assert "process.toml:1" in found[0].problems[0]
    assert "no-such-thing" in found[3].problems[0]


def test_a_disk_that_refuses_is_no_error(asked, folder):
    (asked.cache / "portfolio").write_text("a file")
    (found,) = lines_of([folder / "lakes-exercise"], asked)
    assert found.line.counts


def test_folders_are_found_by_their_text(folder):
    (folder / "notes").mkdir()
    assert [each.name for each in folders_in(folder)] == ["great-lakes", "lakes-exercise"]


STANDPOINTS = st.lists(st.tuples(strategies.standpoints, st.booleans()), min_size=1, max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.processes, strategies.logs, STANDPOINTS, st.sampled_from([-5, 30, 60, 90]))
def test_random_processes_are_told_the_same_from_the_shelf(
    kernels, tmp_path, process, log, standpoints, known_at
):
    several = [
        replace(each, id=f"p{at}", compared=compared)
        for at, (each, compared) in enumerate(standpoints)
    ]
    head = replace(process.head, standpoint="p0")
    process = replace(process, head=head, standpoints=ex.by_id(several))
    columns, day = columns_of(process, log), ex.day(known_at)
    found = reading._by_engine(Engine(None), process, columns, None, day, day)
    ready = ready_of(process, columns, None, day)
    if ready is None:
        return
    shelf.write(tmp_path / "one.ready", ready)
    again = shelf.read(tmp_path / "one.ready")
    assert again is not None
    assert again.holds(day)
    assert told_by(engine(kernels), again, day, day) == found


def test_readings_that_become_known_end_what_is_ready():
    read = ex.reading("late", "aruna", due=ex.within(5), sources=("wire-late",))
    process = ex.process(
        ex.commitment("c", due=ex.within(50), readings=(read,)),
        standpoints=[ex.reader("public", readings=("aruna",))],
    )
    for known_at, days in ((0, (None, 60)), (60, (60, None))):
        ready = ready_of(process, columns_of(process, []), None, ex.day(known_at))
        since, before = (None if each is None else ex.day(each) for each in days)
        assert (ready.since, ready.before) == (since or date.min, before)
        assert ready.holds(ex.day(known_at))
        assert not ready.holds(ex.day(60 - known_at))


def test_a_retraction_of_what_comes_later_is_not_made_ready():
    process = ex.process(ex.commitment("c"), standpoints=[ex.reader("public")])
    log = [ex.taken_back("aruna", "word", 2), ex.said("aruna", "handover", 1, id="word")]
    assert ready_of(process, columns_of(process, log), None, ex.day(5)) is None
