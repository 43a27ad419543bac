"""The compiled kernel: built from its source once, kept beside other caches, loaded.

It is compiled with the system's C compiler, or with the one in the `ziglang` wheel where that is
installed. Where there is neither, `load` gives None and the NumPy path answers.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path

import kept.assessment.sweep
from kept.archive.kernel.structures import COUNTS

FORMAT = 1
SOURCE = Path(kept.assessment.sweep.__file__).parent / "kernel"
FLAGS = ("-std=gnu11", "-O3", "-shared", "-fPIC", "-fvisibility=hidden", "-Wno-psabi")
COMPILING = 120  # seconds
CPU = Path("/proc/cpuinfo")
# What is told there that says for which processor a kernel was made; the rest varies.
ABLE = frozenset(
    [
        "vendor_id",
        "cpu family",
        "model",
        "model name",
        "stepping",
        "flags",
        "features",
        "isa",
        "cpu",
        "uarch",
        "cpu implementer",
        "cpu architecture",
        "cpu variant",
        "cpu part",
    ]
)


def load(folder: Path) -> ctypes.CDLL | None:
    """The kernel, from `folder` or compiled into it; None where that is impossible.

    To load a library is to run it. Only one that this user compiled is loaded, from a folder
    into which nobody else can write, and only while it is what its name says.
    """
    if sys.byteorder != "little" or os.environ.get("KEPT_NO_KERNEL"):
        return None
    try:
        place = _own_folder(folder)
        path = _kept(place) or _compiled(place)
        library = ctypes.CDLL(str(path)) if path else None
    except OSError:
        return None
    return _declared(library) if library and library.kept_format() == FORMAT else None


def _own_folder(folder: Path) -> Path:
    """A folder in `folder` for this user alone; raises `OSError` where it is not."""
    place = folder / "kernel"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(place):
        raise PermissionError(place)
    return place


def _own(path: Path) -> bool:
    """Whether nobody but this user, and who may do everything, can write there."""
    if os.name == "nt":  # the folder of a user is the user's own
        return True
    found = path.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _kept(place: Path) -> Path | None:
    """The kernel compiled before, if it is whole."""
    for path in place.glob(f"kernel-{_digest()}-*"):
        if _own(path) and path.name == _name(path.read_bytes()):
            return path
    return None


def _name(compiled: bytes) -> str:
    """A name that tells both the source and the bytes made from it."""
    own = hashlib.sha256(compiled).hexdigest()[:32]
    return f"kernel-{_digest()}-{own}{'.dll' if os.name == 'nt' else '.so'}"


def _digest() -> str:
    """The kernel of another source, or for another machine, has another name.

    A folder may be seen from several machines; what is made for one may end a program on another.
    """
    machine = sys.platform, platform.machine(), _processor()
    found = hashlib.sha256(" ".join((*FLAGS, *machine)).encode())
    for each in sorted(SOURCE.glob("*.[ch]")):
        found.update(each.read_bytes())
    return found.hexdigest()[:16]


def _processor() -> str:
    """Which processor this is and what it can do; empty where that cannot be told."""
    try:
        with CPU.open(encoding="utf-8", errors="replace") as lines:
            first = list(takewhile(str.strip, lines))  # one of them, up to an empty line
    except OSError:
        return platform.processor() if os.name == "nt" else ""
    return "".join(each for each in first if each.split(":")[0].strip().lower() in ABLE)


def _compilers() -> Iterator[list[str]]:
    commands = [[found] for name in ("cc", "gcc", "clang") if (found := shutil.which(name))]
    if find_spec("ziglang"):
        commands.append([sys.executable, "-m", "ziglang", "cc"])
    for each in commands:
        if _processor():
            yield [*each, "-march=native"]
        yield each


def _compiled(place: Path) -> Path | None:
    """The kernel compiled anew: written apart and moved into its place at once."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        made = Path(folder) / "kernel"
        for compiler in _compilers():
            command = [*compiler, *FLAGS, "-o", str(made), str(SOURCE / "kernel.c")]
            try:
                done = subprocess.run(command, capture_output=True, timeout=COMPILING, check=False)  # noqa: S603
            except (OSError, subprocess.TimeoutExpired):
                continue
            if done.returncode == 0 and made.exists():
                made.chmod(0o700)
                return made.replace(place / _name(made.read_bytes()))
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    state, number, at = ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p
    library.kept_new.restype = state
    library.kept_new.argtypes = [at] * len(COUNTS) + [ctypes.c_int32] * 2
    for name in ("kept_runs_count", "kept_add", "kept_advance", "kept_touched_count"):
        getattr(library, name).restype = number
    library.kept_suppose.restype = state
    for name, arguments in {
        "kept_free": [state],
        "kept_failed": [state],
        "kept_run": [state],
        "kept_masks": [state, number, number],
        "kept_retract": [state, at],
        "kept_count": [state, number, number, at],
        "kept_place": [state, number, at],
        "kept_fill": [state, number, number, at],
        "kept_sweep": [state, at],
        "kept_judge": [state, number, number],
        "kept_runs_count": [state, at],
        "kept_runs_copy": [state, at, at],
        "kept_accounts": [state, ctypes.c_int32, ctypes.c_int32, at],
        "kept_rows": [state, ctypes.c_int32, at],
        "kept_live": [state, number, number, number],
        "kept_add": [state, number, number, number],
        "kept_advance": [state, ctypes.c_int32, at, number, at, number, ctypes.c_int32],
        "kept_suppose": [state, number, number, number],
        "kept_undo": [state, state],
        "kept_touched_count": [state],
        "kept_touched": [state, at],
        "kept_history": [state, ctypes.c_int32, ctypes.c_int32, at, at],
        "kept_atom": [state, ctypes.c_int32, ctypes.c_int32, at, at],
        "kept_atoms": [state, at, number, ctypes.c_int32, at, at, at],
    }.items():
        getattr(library, name).argtypes = arguments
    return library
