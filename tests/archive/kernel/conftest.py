"""The compiled kernel, made once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

from kept.archive.kernel.engine import Engine
from kept.archive.kernel.library import load


@pytest.fixture(scope="session")
def compiler():
    """Skip where there is no C compiler, or fail where one is required."""
    names = ("cc", "gcc", "clang")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and find_spec("ziglang") is None:
        missing = "no C compiler was found: neither cc, gcc nor clang, nor the ziglang wheel"
        if os.environ.get("KEPT_REQUIRE_CC") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def kernels(compiler, tmp_path_factory):
    """The folder into which the kernel was compiled."""
    folder = tmp_path_factory.mktemp("kernels")
    assert load(folder) is not None, "there is a compiler, and it does not compile the kernel"
    return folder


@pytest.fixture(scope="session")
def library(kernels):
    return load(kernels)


@pytest.fixture(scope="session")
def engine(library):
    return Engine(library)
