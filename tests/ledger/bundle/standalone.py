"""verify.py as a module: it stands alone in the package, so tests load it from its file."""

import functools
import importlib.util
import sys
from pathlib import Path

import kept.ledger.bundle as package

FOLDER = Path(package.__file__).parent / "standalone"
PATH = FOLDER / "verify.py"


def load(name="kept_verify"):
    """A fresh copy of verify.py."""
    spec = importlib.util.spec_from_file_location(name, PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


verify = load()


def in_memory(files, module=verify):
    """The files of a ZIP as verify.py asks for them."""

    class InMemory(module.Files):
        packed = True
        names = sorted(files)

        def read(self, name):
            return files.get(name)

    return InMemory()


def check(files, policy=None, module=verify):
    """What verify.py finds of these files."""
    return module.Checker(in_memory(files, module), policy).run()


def remembering():
    """verify.py that checks no signature twice: the same verdicts, faster."""
    module = load("kept_verify_remembering")
    for name in ("ed25519_holds", "es256_holds", "mldsa44_holds"):
        setattr(module, name, functools.cache(getattr(module, name)))
    return module
