"""How the kernel is compiled, kept and found again, and what it is handed."""

from __future__ import annotations

import _ctypes
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest
from tests.archive.kernel.cases import case_of
from tests.assessment.sweep import harness

from kept.archive.kernel import Engine, engine, library
from kept.archive.kernel.engine import cache_folder
from kept.archive.kernel.structures import ARRAYS, COUNTS, STRUCTURES, structure
from kept.archive.kernel.sweeping import _table

HEADER = (library.SOURCE / "kept.h").read_text()
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no owners and modes of files")


@pytest.fixture
def no_compiler(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(library, "find_spec", lambda name: None)


@pytest.fixture
def copied(kernels, tmp_path):
    """A folder with a kernel of its own, so that it can be spoilt."""
    folder = tmp_path / "cache"
    shutil.copytree(kernels, folder)
    return folder


def only_kernel(folder):
    (path,) = (folder / "kernel").iterdir()
    return path


def loads(folder):
    """Whether it is loaded in a process of its own: a library is loaded but once in each."""
    code = f"from pathlib import Path; from {library.__name__} import load"
    code += "; import sys; print(load(Path(sys.argv[1])) is not None)"
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


@pytest.fixture
def hasty(compiler, tmp_path, monkeypatch):
    """The compiler, told to make no effort: what is tested here is not the speed of a kernel."""
    if compiler is not None and os.name != "nt":
        folder = tmp_path / "hasty"
        folder.mkdir()
        (folder / "cc").write_text(f'#!/bin/sh\nexec {compiler} "$@" -O0\n')
        (folder / "cc").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


# ── Without a compiler ───────────────────────────────────────────────────────


def test_without_a_compiler_the_answers_are_the_same(no_compiler, tmp_path):
    found = engine(tmp_path)
    assert found == Engine(None)
    for seed in range(5):
        harness.assert_equal(case_of(seed).by(found), case_of(seed).reference())


def test_a_compiled_kernel_needs_no_compiler(kernels, no_compiler):
    assert engine(kernels).library is not None


def test_the_kernel_can_be_refused(kernels, monkeypatch):
    monkeypatch.setenv("KEPT_NO_KERNEL", "1")
    assert engine(kernels) == Engine(None)


def test_a_compiler_that_fails_is_passed_over(tmp_path, monkeypatch):
    broken = tmp_path / "bin"
    broken.mkdir()
    for name in ("cc", "gcc", "clang"):
        (broken / name).write_text("#!/bin/sh\nexit 1\n")
        (broken / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken}:/bin")
    monkeypatch.setattr(library, "find_spec", lambda name: None)
    assert library.load(tmp_path / "cache") is None
    assert list((tmp_path / "cache" / "kernel").iterdir()) == []


# ── Kept and found again ─────────────────────────────────────────────────────


def test_it_is_compiled_once(kernels):
    before = only_kernel(kernels).stat()
    assert library.load(kernels) is not None
    assert only_kernel(kernels).stat().st_mtime_ns == before.st_mtime_ns


INTEL = "processor\t: 0\nmodel name\t: one\ncpu MHz\t: {}\nflags\t: sse2 avx2\n\nprocessor\t: 1\n"


def test_a_kernel_is_for_the_processor_it_was_made_on(tmp_path, monkeypatch):
    """A home folder can be seen from several machines."""
    monkeypatch.setattr(library, "CPU", tmp_path / "cpuinfo")
    names = []
    for told in (INTEL.format(1000), INTEL.format(2000), INTEL.replace("avx2", "avx512")):
        (tmp_path / "cpuinfo").write_text(told)
        names.append(library._digest())
        assert any("-march=native" in each for each in library._compilers())
    assert names[0] == names[1] != names[2]


def test_where_the_processor_is_not_told_a_kernel_is_made_for_all(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "CPU", tmp_path / "missing")
    monkeypatch.setattr(library.platform, "processor", lambda: "")
    monkeypatch.setattr(library, "find_spec", lambda name: name == "ziglang")
    several = list(library._compilers())
    assert several[-1][1:] == ["-m", "ziglang", "cc"]
    assert not any("-march=native" in each for each in several)


def spoilt(data):
    """Bytes that are not those that were written."""
    middle = len(data) // 2
    yield "empty", b""
    yield "cut short", data[:middle]
    yield "longer", data + b"\0"
    yield "a bit", data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    yield "no library", b"#!/bin/sh\n"


@pytest.mark.parametrize("what", ["empty", "cut short", "longer", "a bit", "no library"])
def test_a_damaged_kernel_is_not_loaded(copied, no_compiler, what):
    path = only_kernel(copied)
    path.write_bytes(dict(spoilt(path.read_bytes()))[what])
    assert library.load(copied) is None


def test_a_damaged_kernel_is_compiled_anew(copied, hasty):
    path = only_kernel(copied)
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    assert loads(copied)
    kernels = [each.read_bytes() for each in path.parent.iterdir()]
    assert max(map(len, kernels)) > len(whole) // 2


def test_another_library_of_that_name_is_not_loaded(copied, no_compiler):
    """Its name tells its bytes: one that is merely put in its place does not fit."""

    path = only_kernel(copied)
    shutil.copyfile(_ctypes.__file__, path)
    assert library.load(copied) is None


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_what_others_could_have_written_is_not_loaded(copied, mode):
    (copied / "kernel").chmod(mode)
    assert library.load(copied) is None
    (copied / "kernel").chmod(0o700)
    assert library.load(copied) is not None


@POSIX
def test_a_kernel_that_others_can_write_to_is_not_loaded(copied, no_compiler):
    only_kernel(copied).chmod(0o777)
    assert library.load(copied) is None


@POSIX
def test_a_kernel_of_another_user_is_not_loaded(copied, no_compiler, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    assert library.load(copied) is None


@POSIX
def test_the_folder_is_made_for_its_owner_alone(kernels, compiler):
    assert (kernels / "kernel").stat().st_mode & 0o777 == 0o700
    assert only_kernel(kernels).stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_given_up(tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert library.load(tmp_path / "cache") is None


def test_the_cache_is_where_it_is_said_to_be(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "kept"
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder() is None
    assert engine() == Engine(None)


def test_two_processes_may_compile_at_once(hasty, tmp_path):
    code = "from kept.archive.kernel import engine; from pathlib import Path; import sys"
    code += "; assert engine(Path(sys.argv[1])).library"
    command = [sys.executable, "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    left = [each.name for each in (tmp_path / "kernel").iterdir()]
    assert 1 <= len(left) <= 2
    assert all(re.fullmatch(r"kernel-[0-9a-f]{16}-[0-9a-f]{32}\.(so|dll)", each) for each in left)


def test_the_compiler_has_nothing_to_warn_of(compiler):
    if compiler is None:
        pytest.skip("ziglang alone is installed; its warnings are of another kind")
    # Vectors cross no boundary between files: how they would be passed is of no interest.
    warnings = ["-Wall", "-Wextra", "-Werror", "-Wno-psabi"]
    source = str(library.SOURCE / "kernel.c")
    command = [compiler, "-std=gnu11", "-O1", *warnings, "-c", "-o", os.devnull, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# ── What it is handed ────────────────────────────────────────────────────────

SIZES = {"i8": 1, "u8": 1, "i16": 2, "u16": 2, "i32": 4, "u32": 4, "i64": 8, "u64": 8}


def told(name):
    """Counts, and arrays with their types, of a structure as the header has it."""
    bodies = re.findall(
        r"typedef struct \{([^{}]*)\} (\w+);", re.sub(r"/\*.*?\*/", "", HEADER, flags=re.S)
    )
    (body,) = (body for body, of in bodies if of == name)
    counts, arrays = [], []
    for line in filter(None, map(str.strip, body.split(";"))):
        constant, kind, names = re.fullmatch(r"(const )?(\w+) (.*)", line, re.S).groups()
        for each in re.split(r",\s*", names):
            assert each.startswith("*") == bool(constant)
            (arrays if constant else counts).append((each.lstrip("*"), kind))
    return counts, arrays


@pytest.mark.parametrize("name", COUNTS)
def test_fields_stand_in_the_order_of_the_header(name):
    counts, arrays = told(name.capitalize())
    assert tuple(each for each, _ in counts) == COUNTS[name]
    assert [each for each, _ in arrays] == ARRAYS[name].split()
    assert {kind for _, kind in counts} == {"i64"}
    fields = [each for each, *_ in STRUCTURES[name]._fields_]
    assert fields == [each for each, _ in (*counts, *arrays)]


def test_structures_are_handed_over_in_the_order_of_the_kernel():
    source = (library.SOURCE / "kernel.c").read_text()
    taken = re.search(r"kept_new\(([^)]*)\)", source)[1]
    assert re.findall(r"const (\w+) \*", taken) == [each.capitalize() for each in COUNTS]


@pytest.mark.parametrize("name", COUNTS)
def test_arrays_are_as_wide_as_the_header_says(name):
    _, arrays = told(name.capitalize())
    for seed in range(10):
        case = case_of(seed)
        for _, tables in case.passes():
            table = _table(name, case.columns, tables, case.basis, ())
            for each, kind in arrays:
                width, signed = SIZES[kind], kind.startswith("i")
                assert table[each].dtype.itemsize == width, each
                assert table[each].dtype.kind == ("i" if signed else "u"), each
            handed, held = structure(name, table)
            assert len(held) == len(arrays)
            assert all(isinstance(each, np.ndarray) and each.flags.c_contiguous for each in held)
            assert [getattr(handed, each) for each in COUNTS[name]] == [
                table[each] for each in COUNTS[name]
            ]
