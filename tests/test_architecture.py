"""README, map and import contracts tell one story, and the code follows it."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kept"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST = 300
# A module that holds one idea in more lines: its path under src/kept, and why.
LONGER: dict[str, str] = {
    "ledger/bundle/standalone/verify.py": "goes out in bundles as one file that needs nothing else",
}
# Files that are handed out and never imported: their folder is no package.
HANDED_OUT = {SOURCE / "ledger" / "bundle" / "standalone"}


def contracts() -> list[dict]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def packages_in_order() -> list[str]:
    """The packages as data flows through them: the layers read from the bottom up."""
    [layers] = [c["layers"] for c in contracts() if c.get("containers") == ["kept"]]
    return re.findall(r"\w+", " ".join(layers))[::-1]


def docstring(module: Path) -> str | None:
    return ast.get_docstring(ast.parse(module.read_text("utf-8")))


def test_the_map_lists_the_packages_in_the_order_of_flow():
    listed = re.findall(r"^ {4}(\w+) ", docstring(SOURCE / "__init__.py"), re.MULTILINE)
    assert listed == packages_in_order()


def test_the_picture_in_the_readme_shows_the_packages_in_the_order_of_flow():
    picture = (ROOT / "README.md").read_text("utf-8").split("```")[1]
    shown = [word for word in re.findall(r"[a-z]+", picture) if word in packages_in_order()]
    assert list(dict.fromkeys(shown)) == packages_in_order()


def test_the_core_is_every_package_below_the_shell():
    [core] = [c["source_modules"] for c in contracts() if c["type"] == "forbidden"]
    shell = {"archive", "cli", "web"}
    assert {name.removeprefix("kept.") for name in core} == {*packages_in_order()} - shell


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_holds_one_idea(module):
    lines = len(module.read_text("utf-8").splitlines())
    assert lines <= LONGEST or str(module.relative_to(SOURCE)) in LONGER


def test_whoever_may_be_longer_exists_and_is():
    for name in LONGER:
        assert len((SOURCE / name).read_text("utf-8").splitlines()) > LONGEST


@pytest.mark.parametrize(
    "folder",
    sorted({path.parent for path in MODULES} - HANDED_OUT),
    ids=lambda path: str(path.relative_to(SOURCE.parent)),
)
def test_every_package_says_what_it_is(folder):
    assert (folder / "__init__.py").is_file(), "a folder of modules needs an __init__.py"
    assert docstring(folder / "__init__.py")
