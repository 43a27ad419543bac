"""Columns that are stored come back as they were, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as kit
from tests.assessment.dice import Dice

from kept.archive.columns import (
    About,
    ColumnsError,
    DamagedColumnsError,
    NoColumnsError,
    StaleColumnsError,
    read_about,
    read_columns,
    read_drafted,
    read_missing,
    update_columns,
    write_columns,
)
from kept.archive.columns.about import ABOUT, read_manifest, write_manifest
from kept.archive.columns.checks import faults
from kept.archive.columns.store import LOCK
from kept.archive.error import StorageError
from kept.archive.ledger.lock import Lock
from kept.assessment.sweep.build import columns_of, drafted
from kept.assessment.sweep.columns import NO_FIGURE, NO_HIGH, NO_LOW, Columns, arrays
from kept.ledger import LedgerHead, Statement
from kept.ledger.register import MissingBody

VALLEY = replace(ex.process(), digest="sha256:valley")
HEAD = LedgerHead(
    origin="lakes.example/exercise",
    size=40,
    root="4Zjm",
    grade="mutual",
    witnessed_at=datetime(2026, 10, 26, 12, tzinfo=UTC),
)
ABOUT_VALLEY = About(
    process=VALLEY.digest,
    ledger=HEAD,
    clearance="parties",
    witnesses="f0",
    left_out=("entry 3: “é” is none",),
)
calmly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def log_of(length: int, seed: int = 3) -> tuple[Statement, ...]:
    """Statements of all kinds, many of which name others."""
    dice = Dice(bytes((seed + 7 * n * n) % 251 for n in range(60 * length)))
    return kit.entered(Dice(bytes(range(250))), kit.log(dice, length))


def write(
    folder: Path,
    log: tuple[Statement, ...],
    about: About = ABOUT_VALLEY,
    missing: tuple[MissingBody, ...] = (),
) -> None:
    write_columns(folder, *drafted(VALLEY, log), about, missing)


def equal(one: Columns, other: Columns) -> bool:
    tables = (
        (one.words, other.words),
        (one.retractions, other.retractions),
        (one.answers, other.answers),
    )
    return (
        one.vocabulary == other.vocabulary
        and np.array_equal(one.index, other.index)
        and all(
            np.array_equal(array, arrays(theirs)[name])
            and array.dtype == arrays(theirs)[name].dtype
            for mine, theirs in tables
            for name, array in arrays(mine).items()
        )
    )


# ── What is stored comes back ────────────────────────────────────────────────


@calmly
@given(log=kit.logs)
def test_columns_come_back(swift: Path, log: tuple[Statement, ...]) -> None:
    write(swift / "columns", log)
    assert equal(read_columns(swift / "columns", VALLEY), columns_of(VALLEY, log))
    assert read_drafted(swift / "columns", VALLEY)[1] == drafted(VALLEY, log)[1]


def test_arrays_are_views_of_the_files_and_not_copies(swift: Path) -> None:
    write(swift, log_of(40))
    columns = read_columns(swift, VALLEY)
    tables = (columns.words, columns.retractions, columns.answers)
    several = [columns.index, *(array for each in tables for array in arrays(each).values())]
    assert all(len(array) for array in several)
    assert not any(array.flags.owndata or array.flags.writeable for array in several)
    assert all(array.flags.aligned for array in several)


def test_what_is_mapped_stays_when_others_are_stored(swift: Path) -> None:
    write(swift, log_of(40))
    columns = read_columns(swift, VALLEY)
    write(swift, log_of(10, seed=5))
    assert equal(columns, columns_of(VALLEY, log_of(40)))


@pytest.mark.parametrize(
    "about",
    [
        ABOUT_VALLEY,
        About(process=VALLEY.digest),
        About(process=VALLEY.digest, ledger=replace(HEAD, witnessed_at=None)),
    ],
)
def test_what_they_were_made_from_comes_back(swift: Path, about: About) -> None:
    write(swift, log_of(4), about)
    assert read_about(swift) == about


def test_how_many_stand_in_a_register_is_told(swift: Path) -> None:
    statements = [
        ex.said("aruna", ("calm", "peace"), 1, entered=ex.entry(0, 2)),
        ex.said("aruna", "calm", 1, entered=ex.entry(1, None)),
        ex.said("aruna", "calm", 1),
    ]
    write(swift, tuple(statements))
    manifest = read_manifest(swift)
    assert (manifest.entered, manifest.witnessed) == (2, 1)


@calmly
@given(bodies=kit.bodies)
def test_missing_bodies_come_back(swift: Path, bodies: tuple[MissingBody, ...]) -> None:
    write(swift, log_of(4), missing=bodies)
    assert read_missing(swift) == bodies


# ── More of them ─────────────────────────────────────────────────────────────


@calmly
@given(cuts=st.lists(st.integers(0, 60), max_size=5), seed=st.integers(0, 50))
def test_updated_columns_are_those_built_again(swift: Path, cuts: list[int], seed: int) -> None:
    log, folder = log_of(60, seed), swift / "columns"
    shutil.rmtree(folder, ignore_errors=True)
    ends = [*sorted(cuts), len(log)]
    write(folder, log[: ends[0]])
    for begin, end in pairwise(ends):
        updated = update_columns(folder, VALLEY, log[begin:end], ABOUT_VALLEY)
        assert equal(updated, columns_of(VALLEY, log[:end]))
        assert equal(read_columns(folder, VALLEY), updated)
    assert read_drafted(folder, VALLEY)[1] == drafted(VALLEY, log)[1]


def files(folder: Path) -> dict[str, int]:
    return {each.name: each.stat().st_mtime_ns for each in folder.iterdir()}


def test_a_small_addition_leaves_large_parts_as_they_are(swift: Path) -> None:
    log = log_of(60)
    write(swift, log[:50])
    before = files(swift)
    update_columns(swift, VALLEY, log[50:], ABOUT_VALLEY)
    after = files(swift)
    kept = {name for name in before if after.get(name) == before[name]}
    assert {each.partition("-")[0] for each in kept} >= {"words", "index", "names", "filers"}
    assert [each.statements for each in read_manifest(swift).parts] == [50, 10]


def test_parts_stay_few_however_often_something_is_added(swift: Path) -> None:
    log = log_of(60)
    write(swift, ())
    for at in range(60):
        update_columns(swift, VALLEY, log[at : at + 1], ABOUT_VALLEY)
        parts = [each.statements for each in read_manifest(swift).parts]
        assert sum(parts) == at + 1
        assert len(parts) <= 6
        assert all(one >= 2 * other for one, other in pairwise(parts))
    listed = {*read_manifest(swift).files, ABOUT, LOCK}
    assert {each.name for each in swift.iterdir()} == listed


@pytest.mark.parametrize("change", ["said_on", "id", "filed_by"])
def test_what_became_another_is_not_kept(swift: Path, change: str) -> None:
    log = log_of(40)
    write(swift, log[:30])
    other = {"said_on": ex.span(99), "id": "another", "filed_by": ("front",)}[change]
    changed = (replace(log[0], **{change: other}), *log[1:])  # type: ignore[arg-type]
    write(swift, changed)
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, changed))
    assert read_drafted(swift, VALLEY)[1] == drafted(VALLEY, changed)[1]


def test_fewer_statements_take_the_place_of_more(swift: Path) -> None:
    write(swift, log_of(40))
    write(swift, log_of(40)[:30])
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(40)[:30]))


def test_damaged_columns_do_not_hinder_new_ones(swift: Path) -> None:
    write(swift, log_of(40))
    for each in swift.iterdir():
        each.write_bytes(b"\0")
    write(swift, log_of(40))
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(40)))


# ── Stopped at any moment ────────────────────────────────────────────────────


class PowerCut(BaseException):
    """Nothing in the program hears of it."""


def stopping(at: int, patch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Cut the power when a file is made durable, renamed or taken away for the `at`-th time."""
    steps = 0

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def stepped(*given: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps == at:
                raise PowerCut
            return call(*given, **named)

        return stepped

    for name in ("fsync", "replace", "unlink"):
        patch.setattr(os, name, counted(getattr(os, name)))
    return lambda: steps


def test_after_a_power_cut_there_is_the_old_or_the_new(swift: Path) -> None:
    log = log_of(60)
    old, new = columns_of(VALLEY, log[:50]), columns_of(VALLEY, log)
    seen, at = [], 0
    while True:
        at += 1
        folder = swift / str(at)
        write(folder, log[:50], About(process=VALLEY.digest))
        with pytest.MonkeyPatch.context() as patch:
            steps = stopping(at, patch)
            with suppress(PowerCut):
                write(folder, log)
            if steps() < at:
                break
        found = read_columns(folder, VALLEY)
        seen.append(equal(found, new))
        assert seen[-1] or equal(found, old)
        assert (read_about(folder) == ABOUT_VALLEY) == seen[-1]
        write(folder, log)  # and it goes on from there
        assert equal(read_columns(folder, VALLEY), new)
        assert {each.name for each in folder.iterdir()} == {
            *read_manifest(folder).files,
            ABOUT,
            LOCK,
        }
    assert seen == sorted(seen)
    assert {*seen} == {False, True}


def test_a_file_is_durable_before_it_has_its_name(
    swift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    durable: set[int] = set()
    named = []
    fsync, rename = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        fsync(descriptor)
        durable.add(os.fstat(descriptor).st_ino)

    def renamed(old: Path, new: Path) -> None:
        assert Path(old).stat().st_ino in durable
        if Path(new).name == ABOUT:  # and the names of all others are durable before it
            assert swift.stat().st_ino in durable
        durable.discard(swift.stat().st_ino)
        rename(old, new)
        named.append(Path(new).name)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    write(swift, log_of(10))
    assert sorted(named) == sorted((*read_manifest(swift).files, ABOUT))
    assert swift.stat().st_ino in durable


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_is_reported_and_the_old_columns_stay(
    swift: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    write(swift, log_of(10))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(StorageError, match="No space left on device"):
            write(swift, log_of(20))
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(10)))


def test_a_reader_whose_files_were_replaced_meanwhile_reads_the_new(
    swift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(swift, log_of(10))
    manifests = iter([read_manifest(swift)])
    write(swift, log_of(20))
    monkeypatch.setattr(
        "kept.archive.columns.store.read_manifest",
        lambda folder: next(manifests, None) or read_manifest(folder),
    )
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(20)))


# ── Damaged, out of date, of something else ──────────────────────────────────


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    write(folder, log_of(20), missing=(ex.erased(3, "calm"),))
    update_columns(folder, VALLEY, log_of(24)[20:], ABOUT_VALLEY, (ex.erased(3, "calm"),))
    return folder


def test_of_two_writers_one_waits_for_the_other(swift: Path) -> None:
    write(swift, log_of(10))
    with ThreadPoolExecutor() as pool:
        with Lock(swift / LOCK):
            several = [
                pool.submit(write, swift, log_of(20)),
                pool.submit(update_columns, swift, VALLEY, (), ABOUT_VALLEY),
            ]
            assert not wait(several, timeout=0.3).done
            assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(10)))
        for each in several:
            each.result(timeout=60)
    assert equal(read_columns(swift, VALLEY), columns_of(VALLEY, log_of(20)))


def test_nothing_is_added_where_nothing_is(swift: Path) -> None:
    with pytest.raises(NoColumnsError):
        update_columns(swift, VALLEY, log_of(4), ABOUT_VALLEY)
    assert not [*swift.iterdir()]


@calmly
@given(data=st.data())
def test_damaged_bytes_anywhere_are_found(sound: Path, swift: Path, data: st.DataObject) -> None:
    folder = swift / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound, folder)
    names = sorted(each.name for each in folder.iterdir() if each.name != LOCK)
    file = folder / data.draw(st.sampled_from(names))
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    match data.draw(st.sampled_from(["flip", "cut", "insert"])):
        case "flip":
            content[at] ^= data.draw(st.integers(1, 255))
        case "cut":
            del content[at:]
        case _:
            content[at:at] = data.draw(st.binary(min_size=1, max_size=9))
    file.write_bytes(content)
    try:
        found = read_columns(folder, VALLEY), read_drafted(folder, VALLEY)[1], read_missing(folder)
    except DamagedColumnsError as error:
        assert "Build" in str(error)
    else:
        columns, told = drafted(VALLEY, log_of(24))
        assert equal(found[0], columns)
        assert found[1:] == (told, (ex.erased(3, "calm"),))
        assert read_about(folder) == ABOUT_VALLEY


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"sha256": 1}', b"[" * 99_999, b"\xff"])
def test_what_is_no_list_of_files_is_damaged(swift: Path, content: bytes) -> None:
    write(swift, log_of(4))
    (swift / ABOUT).write_bytes(content)
    with pytest.raises(DamagedColumnsError, match=r"about\.json is damaged.*Build"):
        read_columns(swift, VALLEY)


def test_a_file_that_is_gone_is_damage(swift: Path) -> None:
    write(swift, log_of(4))
    next(swift.glob("words-*")).unlink()
    with pytest.raises(DamagedColumnsError, match=r"words-.* is damaged"):
        read_columns(swift, VALLEY)


def test_a_file_elsewhere_is_never_read(swift: Path) -> None:
    write(swift, log_of(4))
    manifest = read_manifest(swift)
    stored = manifest.whole["answers"]
    object.__setattr__(stored, "file", f"../{stored.file}")
    write_manifest(swift, manifest)
    with pytest.raises(DamagedColumnsError, match="is no name of a table"):
        read_columns(swift, VALLEY)


def test_where_there_are_none_that_is_told(swift: Path) -> None:
    with pytest.raises(NoColumnsError, match=r"no columns in .*Build them first"):
        read_columns(swift / "nowhere", VALLEY)


def test_columns_of_another_text_are_out_of_date(swift: Path) -> None:
    write(swift, log_of(4))
    with pytest.raises(StaleColumnsError, match=r"another text of valley\. Build them again"):
        read_columns(swift, replace(VALLEY, digest="sha256:other"))


def test_columns_that_do_not_know_all_names_are_out_of_date(swift: Path) -> None:
    write(swift, log_of(4))
    more = ex.process(actors=(*ex.ACTORS, ex.actor("newcomer")))
    with pytest.raises(StaleColumnsError, match="do not know all that valley names"):
        read_columns(swift, replace(more, digest=VALLEY.digest))


def test_columns_in_another_form_are_out_of_date(
    swift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kept.archive.columns.about.FORMAT", 3)
    write(swift, log_of(4))
    monkeypatch.undo()
    with pytest.raises(StaleColumnsError, match="in form 3, and this version reads 2"):
        read_columns(swift, VALLEY)


# ── What a kernel must not be handed ─────────────────────────────────────────

WRONG: list[tuple[str, str, int]] = [
    ("words", "statement", -1),
    ("words", "statement", 40),
    ("words", "proposition", -1),
    ("words", "proposition", len(ex.PROPOSITIONS)),
    ("words", "speaker", -1),
    ("words", "speaker", len(ex.ACTORS)),
    ("words", "unnamed", -2),
    ("words", "unnamed", 5),
    ("words", "kind", 12),
    ("words", "flags", 4),
    ("words", "release", 4),
    ("words", "grade", 48),
    ("words", "said", 0),
    ("words", "first", 2**31 - 1),
    ("words", "last", 0),
    ("words", "until", 2**31 - 1),
    ("words", "low", NO_LOW - 1),
    ("words", "low", NO_FIGURE - 1),
    ("words", "high", NO_HIGH - 1),
    ("words", "high", NO_LOW),
    ("words", "extent_low", 4),
    ("words", "extent_low", -3),
    ("words", "extent_high", 4),
    ("words", "published", 0),
    ("words", "entered", -1),
    ("retractions", "statement", 40),
    ("retractions", "target", 40),
    ("retractions", "target", -1),
    ("retractions", "speaker", len(ex.ACTORS)),
    ("retractions", "unnamed", 5),
    ("retractions", "withdraws", 2),
    ("retractions", "release", 4),
    ("retractions", "published", 0),
    ("retractions", "entered", 0),
    ("answers", "statement", 40),
    ("answers", "answered", 40),
    ("answers", "answered", -1),
]


def wrong(columns: Columns, table: str, name: str, value: int) -> Columns:
    array = getattr(getattr(columns, table), name).copy()
    array[-1] = value
    changed = replace(getattr(columns, table), **{name: array})
    return replace(columns, **{table: changed})


@pytest.mark.parametrize(("table", "name", "value"), WRONG)
def test_columns_that_lead_astray_are_recognised(table: str, name: str, value: int) -> None:
    columns = columns_of(VALLEY, log_of(40))
    assert not [*faults(columns)]
    found = [*faults(wrong(columns, table, name, value))]
    assert any(each.startswith(f"{table}.{name} ") for each in found)


@pytest.mark.parametrize(("table", "name", "value"), WRONG[2::9])
def test_columns_that_lead_astray_are_refused(
    swift: Path, table: str, name: str, value: int
) -> None:
    columns, names = drafted(VALLEY, log_of(40))
    write_columns(swift, wrong(columns, table, name, value), names, ABOUT_VALLEY)
    with pytest.raises(DamagedColumnsError, match=rf"{table}\.{name} .*Build the columns again"):
        read_columns(swift, VALLEY)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("first", ex.day(900).toordinal(), "words.first is later than words.last"),
        ("low", 2**53 - 1, "words.low is above words.high"),
        ("extent_low", -1, "do not agree that there is none"),
    ],
)
def test_bounds_that_contradict_each_other_are_recognised(
    name: str, value: int, fault: str
) -> None:
    said = ex.said("aruna", "progress", 1, says=1, extent=1)
    found = [*faults(wrong(columns_of(VALLEY, [said]), "words", name, value))]
    assert [each for each in found if fault in each]


def test_arrays_of_unequal_length_are_recognised() -> None:
    columns = columns_of(VALLEY, log_of(40))
    short = replace(columns.words, kind=columns.words.kind[1:])
    assert "words.kind has" in next(faults(replace(columns, words=short)))


@pytest.mark.parametrize("table", ["words", "retractions", "answers"])
def test_rows_out_of_order_are_refused(swift: Path, table: str) -> None:
    columns, names = drafted(VALLEY, log_of(40))
    write_columns(swift, wrong(columns, table, "statement", 0), names, ABOUT_VALLEY)
    with pytest.raises(ColumnsError, match=rf"{table}\.statement does not ascend"):
        read_columns(swift, VALLEY)


def test_a_place_in_the_register_before_its_first_is_refused(swift: Path) -> None:
    columns, names = drafted(VALLEY, log_of(40))
    write_columns(swift, replace(columns, index=columns.index - 2), names, ABOUT_VALLEY)
    with pytest.raises(DamagedColumnsError, match="index reaches beyond"):
        read_columns(swift, VALLEY)


def test_fewer_names_than_statements_are_refused(swift: Path) -> None:
    columns, names = drafted(VALLEY, log_of(40))
    write_columns(
        swift,
        columns,
        replace(names, ids=names.ids[1:], filed_by=names.filed_by[1:]),
        ABOUT_VALLEY,
    )
    with pytest.raises(DamagedColumnsError, match="not as many names as statements"):
        read_drafted(swift, VALLEY)
